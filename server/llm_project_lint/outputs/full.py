"""`full`: for people who want to know why. The place, the lines, what was compared with what, and what to do."""

from collections.abc import Iterator
from itertools import groupby

from llm_project_lint.model import Finding, Report
from llm_project_lint.outputs.closing import closing
from llm_project_lint.outputs.paint import Line, Piece, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.outputs.snippet import snippet
from llm_project_lint.tally import NOT_STATED, Tally
from llm_project_lint.texts.outputs import TEXTS


class Full:
    """The renderer of `full`."""

    def __init__(self, view: View) -> None:
        self._view = view

    def report(self, report: Report) -> str:
        """Each finding as a block of lines, a blank line behind it."""
        if self._view.statistics:
            return ""
        found = shown(report, self._view)
        written = (finding for finding in found if finding.rule != NOT_STATED)
        lines = [one for _, alike in groupby(written, _said_once) for one in self._findings(report, [*alike])]
        # What is not written has no lines to show, so these need no more than one each.
        silent = [self._head(report, finding) for finding in found if finding.rule == NOT_STATED]
        lines += [*silent, line()] if silent else []
        return paint(lines, self._view.colour, self._view.columns)

    def end(self, tally: Tally) -> str:
        """What is not stated, and the counts."""
        return closing(tally, self._view)

    def _findings(self, report: Report, alike: list[Finding]) -> Iterator[Line]:
        """Findings that differ in their messages only, such as one for each source at the cadence they share."""
        for finding in alike:
            yield self._head(report, finding)
        whole = alike[0]._replace(
            related=tuple(dict.fromkeys(related for finding in alike for related in finding.related)),
            fixes=tuple({fix.title: fix for finding in alike for fix in finding.fixes}.values()),
            folded=tuple(inside for finding in alike for inside in finding.folded),
        )
        yield from snippet(report.source, whole, self._view.columns)
        yield from self._notes(whole)
        yield line()

    def _head(self, report: Report, finding: Finding) -> Line:
        at = report.source.position(finding.span.start)
        return line(
            Piece(f"{printable(report.source.path)}:{at.line}:{at.column}", "place"),
            " ",
            Piece(self._label(finding.severity), finding.severity),
            f"{printable(finding.message)} ",
            Piece(f"[{finding.rule}]", "rule"),
            indent=4,
        )

    def _notes(self, finding: Finding) -> Iterator[Line]:
        separator = self._say("list-separator")
        notes = [("why", finding.why)]
        notes += [("compared", note) for note in finding.notes]
        notes += [("source", separator.join(source.title for source in finding.sources)), ("advice", finding.advice)]
        for fix in finding.fixes:
            notes.append(("fix", self._say("safe-fix", title=fix.title) if fix.safe else fix.title))
        for inside in finding.folded:
            notes.append(("folded", f"{inside.message} [{inside.rule}]"))
        for label, text in notes:
            if text:
                yield line(Piece(f"  = {self._label(label)}", "label"), printable(text), indent=6)

    def _label(self, key: str) -> str:
        return self._say("label", label=self._say(key))

    def _say(self, key: str, **values: str) -> str:
        return TEXTS.say(key, self._view.language, **values)


def _said_once(finding: Finding) -> tuple[object, ...]:
    """What makes findings alike."""
    return (finding.rule, finding.severity, finding.span, finding.why, finding.advice, finding.notes)
