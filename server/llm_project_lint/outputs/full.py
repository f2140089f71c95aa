"""`full`: for people who want to know why. The place, the lines, what was compared with what, and what to do."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from llm_project_lint.model import Finding, Report, Waived
from llm_project_lint.outputs.closing import closing
from llm_project_lint.outputs.paint import Line, Piece, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, accepted, path_of, shown
from llm_project_lint.outputs.snippet import snippet
from llm_project_lint.tally import NOT_STATED, Tally
from llm_project_lint.texts.outputs import TEXTS


class _Said(NamedTuple):
    """A finding and what it begins with: its severity, or that it is waived."""

    head: Piece
    finding: Finding


class Full:
    """The renderer of `full`."""

    def __init__(self, view: View) -> None:
        self._view = view

    def report(self, report: Report) -> str:
        """Each finding as a block of lines, a blank line behind it."""
        if self._view.statistics:
            return ""
        found = shown(report, self._view)
        written = [_Said(self._severity(one), one) for one in found if one.rule != NOT_STATED]
        written += map(self._waived, accepted(report, self._view))
        lines = [one for _, alike in groupby(written, _said_once) for one in self._findings(report, [*alike])]
        # What is not written has no lines to show, so these need no more than one each.
        silent = [self._head(report, _Said(self._severity(one), one)) for one in found if one.rule == NOT_STATED]
        lines += [*silent, line()] if silent else []
        return paint(lines, self._view.colour, self._view.columns)

    def end(self, tally: Tally) -> str:
        """What is not stated, and the counts."""
        return closing(tally, self._view)

    def _findings(self, report: Report, alike: list[_Said]) -> Iterator[Line]:
        """Findings that differ in their messages only, such as one for each source at the cadence they share."""
        for said in alike:
            yield self._head(report, said)
        findings = [said.finding for said in alike]
        whole = findings[0]._replace(
            related=tuple(dict.fromkeys(related for finding in findings for related in finding.related)),
            fixes=tuple({fix.title: fix for finding in findings for fix in finding.fixes}.values()),
            folded=tuple(inside for finding in findings for inside in finding.folded),
        )
        yield from snippet(report.source, whole, self._view.columns)
        yield from self._notes(whole)
        yield line()

    def _severity(self, finding: Finding) -> Piece:
        return Piece(self._label(finding.severity), finding.severity)

    def _waived(self, waived: Waived) -> _Said:
        """A waived finding, which says so first, lest it be taken for one that stands."""
        finding, key = waived.finding, "accepted-until" if waived.until else "accepted"
        head = self._say(key, severity=self._say(finding.severity), until=waived.until)
        message = self._say("accepted-message", message=finding.message, reason=waived.reason)
        return _Said(Piece(self._say("label", label=head), "rule"), finding._replace(message=message))

    def _head(self, report: Report, said: _Said) -> Line:
        head, finding = said
        at = report.source.position(finding.span.start)
        return line(
            Piece(f"{path_of(report.source, self._view.language)}:{at.line}:{at.column}", "place"),
            " ",
            head,
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
            notes.append(("fix", self._say("safe-fix", title=fix.title)) if fix.safe else ("change", fix.title))
        for inside in finding.folded:
            notes.append(("folded", f"{inside.message} [{inside.rule}]"))
        for label, text in notes:
            if text:
                yield line(Piece(f"  = {self._label(label)}", "label"), printable(text), indent=6)

    def _label(self, key: str) -> str:
        return self._say("label", label=self._say(key))

    def _say(self, key: str, **values: str) -> str:
        return TEXTS.say(key, self._view.language, **values)


def _said_once(said: _Said) -> tuple[object, ...]:
    """What makes findings alike."""
    head, finding = said
    return (head, finding.rule, finding.severity, finding.span, finding.why, finding.advice, finding.notes)
