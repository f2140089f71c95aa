"""The four approaches side by side for programs, with all that is known; `schema/decision.schema.json` describes it."""

from collections.abc import Iterable
from typing import Any

from llm_project_lint.comparison.columns import Column, named
from llm_project_lint.comparison.decision import Decision
from llm_project_lint.model import Finding
from llm_project_lint.outputs.json import Json, driver, dump
from llm_project_lint.outputs.renderer import View
from llm_project_lint.rulebook.model import APPROACHES

VERSION = 1
"""Of the form of this output; it grows when a program that reads it would have to change."""


def decisions_json(decisions: Iterable[Decision], view: View) -> str:
    """All decisions of a file as one JSON document, a line for each."""
    listed = ",\n".join(dump(_Described(decision, view).all()) for decision in decisions)
    return f'{{\n"version": {VERSION},\n"language": "{view.language}",\n"decisions": [\n{listed}\n]\n}}\n'


class _Described:
    """Describes one decision."""

    def __init__(self, decision: Decision, view: View) -> None:
        self._decision = decision
        self._findings = Json(view)

    def all(self) -> dict[str, Any]:
        """Everything, in the order of the schema."""
        decision = self._decision
        return {
            "path": decision.report.source.path,
            "document": decision.report.document + 1,
            "name": decision.report.name,
            "chosen": decision.chosen,
            "faults": [self._finding(finding) for finding in decision.faults],
            "standing": decision.standing,
            "columns": [self._column(column) for column in decision.columns],
            "everywhere": self._all(decision.everywhere, decision.chosen or APPROACHES[0]),
            "scorecard": [driver(line) for line in decision.scorecard],
            "unknown": [fact._asdict() for fact in decision.unknown],
            "flips": [
                {
                    "place": flip.place,
                    "kind": flip.kind,
                    "stated": flip.stated,
                    "value": flip.value,
                    "changes": [change._asdict() for change in flip.changes],
                }
                for flip in decision.flips
            ],
        }

    def _column(self, column: Column) -> dict[str, Any]:
        return {
            "choice": column.choice,
            "verdict": column.verdict,
            "decided": column.decided,
            "against": self._all(column.against, column.choice),
            "infos": self._all(column.infos, column.choice),
            "waived": [
                {**self._finding(named(one.finding, column.choice)), "reason": one.reason, "until": one.until}
                for one in column.waived
            ],
            "later": self._all(column.later, column.choice),
            "settle": [one._asdict() for one in column.settle],
            "drivers": [line.driver for line in column.drivers],
            "criteria": [
                {"name": one.name, "category": one.category, "decided": one.decided} for one in column.criteria
            ],
            "not_stated": [{"place": fact.place, "rules": fact.rules} for fact in column.waits],
        }

    def _all(self, findings: Iterable[Finding], choice: str) -> list[dict[str, Any]]:
        return [self._finding(named(finding, choice)) for finding in findings]

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return self._findings.finding(self._decision.report, finding)
