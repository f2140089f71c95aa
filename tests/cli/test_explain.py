"""`explain`: whoever reads the page of a rule knows what it reports, when, why, and what to do about it."""

from pathlib import Path

import pytest

from llm_project_lint.fixes import OF_THE_FILE
from llm_project_lint.outputs.decision import READ
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.model import Rule
from llm_project_lint.tally import NOT_STATED
from tests.cli.run import Done
from tests.cli.run import lint as run
from tests.rules.examples import check, examples_of, findings

BOOK = load_rulebook()
HEADINGS = {
    "en": [
        "## What it reports",
        "## Why",
        "## What to do",
        "## Sources",
        "## When and how to accept a finding",
        "## Examples",
    ],
    "zh": ["## 报告什么", "## 原因", "## 怎么办", "## 依据", "## 何时以及如何接受一条发现", "## 示例"],
}


def lint(*arguments: str) -> Done:
    """Run the command; these need no folder."""
    return run(*arguments, cwd=Path.cwd())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_a_page_says_everything(rule: Rule, language: str) -> None:
    done = lint("explain", rule.id, "--lang", language)
    assert (done.code, done.err) == (0, "")
    page = done.out
    assert page.startswith(f"# {rule.title.of('zh' if language == 'zh' else 'en')}\n")
    places = [page.index(heading + "\n") for heading in HEADINGS[language]]
    assert places == sorted(places)
    for ladder in rule.ladders:
        for case in ladder.cases:
            said = case.message.zh if language == "zh" else case.message.en
            assert said in page
    for name in (name for name in rule.reads if name.startswith("threshold.")):
        assert f"- `{name.removeprefix('threshold.')}`" in page


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_examples_show_what_check_says(rule: Rule) -> None:
    first = next(example for example in examples_of(rule, BOOK) if example.kind == "bad")
    page = lint("explain", rule.id, "--lang", "en").out
    assert f"Reported: {first.caption.en}\n\n```yaml\n{first.text.strip()}\n```\n\n> **" in page
    assert findings(check(first.text), rule.id)[0].message in page


@pytest.mark.parametrize("driver", BOOK.drivers.values(), ids=lambda driver: driver.id)
def test_a_driver_has_a_page_too(driver: Rule) -> None:
    page = lint("explain", driver.id, "--lang", "en").out
    assert "speaks for " + ", ".join(driver.favours) in page
    assert all(" ".join(clause.text.split()) in page for clause in (*driver.when, *driver.unless))
    assert "It holds: " in page


def test_what_outranks_what_is_said_on_both_pages() -> None:
    assert "listed under this one: `retrain-slower-than-updates`" in lint("explain", "freshness-unmet").out
    assert "`freshness-unmet`" in lint("explain", "retrain-slower-than-updates").out


@pytest.mark.parametrize("name", [*sorted(OF_THE_FILE), *READ, NOT_STATED])
def test_a_name_in_brackets_that_is_no_rule_is_explained(name: str) -> None:
    for language, said in (("en", f"`{name}` is not a rule. It "), ("zh", f"`{name}` 不是规则。它")):
        done = lint("explain", name, "--lang", language)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(said)
    assert lint("explain", name, "--file", "x.yaml").code == 2


def test_a_misspelt_rule_is_guessed() -> None:
    done = lint("explain", "freshness-unmett")
    assert done == (2, "", "error: there is no rule `freshness-unmett`; did you mean `freshness-unmet`?\n")
    assert "`llm-project-lint rules` lists them" in lint("explain", "x" * 300).err
