"""The examples inside the rule files, as documents to check and what is expected of them."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from llm_project_lint.model import Finding, Report, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.settings import Settings

TODAY = datetime.date(2026, 11, 22)
"""The day on which all examples are judged."""


class Example(NamedTuple):
    """One example of a rule. kind: `bad`, `good` or `not_stated`; expected: its other keys."""

    rule: str
    kind: str
    name: str
    text: str
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}-{self.kind}-{self.name}".replace(" ", "-")


def examples() -> Iterator[Example]:
    """Every example of every rule and driver."""
    book = load_rulebook()
    for rule in (*book.rules.values(), *book.drivers.values()):
        folder = "drivers" if rule.favours else rule.category
        data = DataFile(resource("rules", folder, f"{rule.id}.yaml")).data
        for kind, entries in data["examples"].items():
            for entry in entries:
                text = entry["yaml"] if "yaml" in entry else document(entry["facts"])
                yield Example(rule.id, kind, entry["name"], text, entry)


def document(facts: dict[str, Any]) -> str:
    """A project file that states some facts, given by dotted place."""
    data: dict[str, Any] = {}
    for place, value in facts.items():
        *sections, key = place.split(".")
        inside = data
        for section in sections:
            inside = inside.setdefault(section, {})
        inside[key] = value
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)


def check(text: str, language: str = "en") -> list[Report]:
    """The reports of a text on the day of the examples."""
    return Linter(Settings(TODAY, "zh" if language == "zh" else "en")).check(Source("llm-project.yaml", text))


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
