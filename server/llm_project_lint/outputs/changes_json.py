"""What a change does to the decisions of projects, for other programs; see `schema/changes.schema.json`."""

from typing import Any

from llm_project_lint.comparison.changes import FactChange, ProjectChange
from llm_project_lint.model import Finding
from llm_project_lint.outputs.changes import Comparison
from llm_project_lint.outputs.json import Json, dump
from llm_project_lint.outputs.renderer import View

VERSION = 1
"""Of the form of this report."""


def changes_json(compared: Comparison, view: View) -> str:
    """The comparison as JSON."""
    writer = Json(view)
    whole = {
        "version": VERSION,
        "language": view.language,
        "revision": compared.revision._asdict(),
        "configurations": compared.configurations,
        "elsewhere": compared.elsewhere,
        "changes": [_described(change, writer) for change in compared.changes],
    }
    return dump(whole) + "\n"


def _described(change: ProjectChange, writer: Json) -> dict[str, Any]:
    report = change.report
    return {
        "state": change.state,
        "path": report.source.path,
        "old_path": change.old_path,
        "document": report.document + 1,
        "name": report.name,
        "broken": change.broken,
        "flips": change.flips,
        "was": change.was._asdict() if change.was else None,
        "now": change.now._asdict() if change.now else None,
        "facts": [_fact(one) for one in change.facts],
        "found": [writer.finding(report, one) for one in change.found],
        "gone": [_gone(one) for one in change.gone],
        "accepted": [
            {**writer.finding(report, one.finding), "reason": one.reason, "until": one.until} for one in change.accepted
        ],
        "released": [writer.finding(report, one) for one in change.released],
        "regraded": [{"before": one.before, **writer.finding(report, one.finding)} for one in change.regraded],
        "drivers": [one._asdict() for one in change.drivers],
        "waivers": [one._asdict() for one in change.waivers],
        "verdicts": [one._asdict() for one in change.verdicts],
    }


def _gone(finding: Finding) -> dict[str, str]:
    """A finding that stands nowhere any more."""
    return {"rule": finding.rule, "severity": finding.severity, "message": finding.message, "place": finding.place}


def _fact(change: FactChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    said = {when: one.said if one else "" for when, one in sides.items()}
    unreadable = [when for when, one in sides.items() if one and not one.readable]
    return {"place": change.place, **said, "unreadable": unreadable}
