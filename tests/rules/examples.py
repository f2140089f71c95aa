"""The examples inside the rule files, as documents to check and what is expected of them."""

from collections.abc import Iterator

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Finding, Report, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rule_check import RuleChecker
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.rulebook.examples import TODAY, Example, document, examples_of
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents

__all__ = ["TODAY", "Example", "check", "document", "examples", "examples_of", "findings", "waits"]


def examples() -> Iterator[Example]:
    """Every example of every rule and driver."""
    book = load_rulebook()
    for rule in (*book.rules.values(), *book.drivers.values()):
        yield from examples_of(rule, book)


def check(text: str, language: str = "en") -> list[Report]:
    """The reports of a text on the day of the examples."""
    return Linter(Settings(TODAY, "zh" if language == "zh" else "en")).check(Source("llm-project.yaml", text))


def waits(text: str, rule: str, book: Rulebook | None = None) -> set[str]:
    """The places that a rule waits for in a text, whatever other rules say of them."""
    book = book or load_rulebook()
    found = set()
    for one in read_documents(Source("llm-project.yaml", text)):
        outcomes = RuleChecker(book).check(one, collect(one, book.fields)[0], Settings(TODAY)).outcomes
        found |= {place for outcome in outcomes if outcome.rule.id == rule for place in outcome.waits}
    return found


def findings(reports: list[Report], rule: str | None = None) -> list[Finding]:
    """All findings, those folded into others included, of one rule if given."""
    found: list[Finding] = []

    def take(finding: Finding) -> None:
        found.append(finding)
        for inside in finding.folded:
            take(inside)

    for report in reports:
        for finding in report.findings:
            take(finding)
    return [finding for finding in found if rule in (None, finding.rule)]
