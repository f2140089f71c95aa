"""`gitlab`: a code quality report, which GitLab shows in the changes of a merge request."""

from llm_project_lint.identity import Identity, Turns, identity
from llm_project_lint.model import Finding, Report
from llm_project_lint.outputs.json import dump
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.tally import Tally

UNREAD = "unread"
"""What a file is reported by that could not be checked."""
_SEVERITIES = {"error": "critical", "warning": "major", "info": "minor", "hint": "info"}


class Gitlab:
    """The renderer of `gitlab`: one JSON array."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._turns = Turns()
        self._begun = False

    def report(self, report: Report) -> str:
        """The findings of one report."""
        return "".join(self._separator() + dump(self._entry(one, report)) for one in shown(report, self._view))

    def end(self, tally: Tally) -> str:
        """What could not be read, and the end of the array."""
        unread = "".join(self._separator() + dump(self._unread(path, reason)) for path, reason in tally.unread)
        return unread + ("\n]\n" if self._begun else "[]\n")

    def _entry(self, finding: Finding, report: Report) -> dict[str, object]:
        source, path = report.source, located(report.source.path, self._view)
        start, end = source.position(finding.span.start), source.position(finding.span.end)
        return {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": self._turns.digest(identity(finding, report, path)),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": path,
                "positions": {
                    "begin": {"line": start.line, "column": start.column},
                    "end": {"line": end.line, "column": end.column},
                },
            },
        }

    def _unread(self, path: str, reason: str) -> dict[str, object]:
        where = located(path, self._view)
        return {
            "description": reason,
            "check_name": UNREAD,
            "fingerprint": Identity(where, "", UNREAD, "").digest(),
            "severity": "blocker",
            "location": {"path": where, "lines": {"begin": 1}},
        }

    def _separator(self) -> str:
        begun, self._begun = self._begun, True
        return ",\n" if begun else "[\n"
