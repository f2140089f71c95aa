"""Each criterion of the article is carried out by a rule or a driver, and rules name no others than there are."""

from collections.abc import Iterator

from llm_project_lint.model import Language
from llm_project_lint.outputs.page import index
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.model import Rule

ARTICLE = (
    "D1-R1", "D1-R2", "D1-F1", "D1-F2a", "D1-F2b",  # data
    "D2-R1a", "D2-R1b", "D2-R2", "D2-F1", "D2-F2a", "D2-F2b",  # requirements and goals
    "D3-R1", "D3-R2", "D3-F1", "D3-F2",  # performance and cost
    "D4-R1", "D4-R2", "D4-F1", "D4-F2",  # maintenance and extension
    "I-1", "S-1",  # what it opens and closes with
)  # fmt: skip
SCENARIOS = {"SC1", "SC2", "SC3"}
PRACTICE = {f"X{number:02}" for number in range(1, 39)}
NUMBERS = {*(f"T{number}" for number in range(1, 17)), "T7b"}


def every() -> Iterator[Rule]:
    """All rules and drivers."""
    book = load_rulebook()
    yield from book.rules.values()
    yield from book.drivers.values()


def test_each_criterion_of_the_article_has_a_rule_or_a_driver() -> None:
    carried_out = {criterion for rule in every() for criterion in rule.criteria}
    assert [criterion for criterion in ARTICLE if criterion not in carried_out] == []


def test_each_criterion_of_the_article_can_be_a_finding() -> None:
    """A driver is a line of the scorecard, which nobody sees who only runs `check`."""
    found = {criterion for rule in load_rulebook().rules.values() for criterion in rule.criteria}
    assert [criterion for criterion in ARTICLE if criterion not in found] == []


def test_rules_name_criteria_that_exist() -> None:
    known = {*ARTICLE, *SCENARIOS, *PRACTICE, *NUMBERS}
    assert {rule.id: set(rule.criteria) - known for rule in every() if set(rule.criteria) - known} == {}


def test_the_index_leads_from_each_criterion_to_its_rules() -> None:
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        text = index(load_rulebook(), language)
        rows = dict(line.strip("| ").split(" | ") for line in text.rpartition("| --- | --- |\n")[2].splitlines())
        assert list(rows)[: len(ARTICLE)] == [*sorted(ARTICLE[:-2]), "I-1", "S-1"]
        for rule in every():
            assert all(f"[{rule.id}]({rule.id}.md)" in rows[criterion] for criterion in rule.criteria)
