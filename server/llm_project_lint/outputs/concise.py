"""`concise`: a line for each finding, `path:line:column: severity: message [rule]`, for logs and other programs."""

from llm_project_lint.model import Finding, Report, Waived
from llm_project_lint.outputs.closing import closing
from llm_project_lint.outputs.paint import Piece, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, accepted, shown
from llm_project_lint.tally import Tally
from llm_project_lint.texts.outputs import TEXTS


class Concise:
    """The renderer of `concise`. Severities stay English words: programs read them."""

    def __init__(self, view: View) -> None:
        self._view = view

    def report(self, report: Report) -> str:
        """A line for each finding."""
        if self._view.statistics:
            return ""
        source = report.source
        lines = []
        for finding in (*shown(report, self._view), *map(self._waived, accepted(report, self._view))):
            at = source.position(finding.span.start)
            lines.append(
                line(
                    Piece(f"{printable(source.path)}:{at.line}:{at.column}:", "place"),
                    Piece(f" {finding.severity}:", finding.severity),
                    f" {printable(finding.message)} ",
                    Piece(f"[{finding.rule}]", "rule"),
                )
            )
        return paint(lines, self._view.colour, self._view.columns)

    def _waived(self, waived: Waived) -> Finding:
        """A waived finding that says so and why."""
        key = "waived-until" if waived.until else "waived"
        said = {"message": waived.finding.message, "reason": waived.reason, "until": waived.until}
        return waived.finding._replace(message=TEXTS.say(key, self._view.language, **said))

    def end(self, tally: Tally) -> str:
        """What is not stated, and the counts."""
        return closing(tally, self._view, words=False)
