"""The lines of a file that a finding marks, with carets below what is marked."""

from collections.abc import Iterator
from typing import NamedTuple

from llm_project_lint.model import Finding, Source, Span
from llm_project_lint.outputs.paint import Line, Piece, line
from llm_project_lint.outputs.printable import TAB, printable, width

MOST = 6
"""Marked places that are shown for one finding: its own, and what it rests on."""
CONTEXT = 24
"""Columns that stay visible on either side of what is marked when a long line is cut."""
CUT = "…"


class _Mark(NamedTuple):
    span: Span
    label: str
    sign: str
    style: str


def snippet(source: Source, finding: Finding, columns: int) -> Iterator[Line]:
    """The marked lines in the order of the text: `^` for the finding's own place, `-` for what it rests on."""
    marks = [_Mark(finding.span, "", "^", finding.severity)]
    marks += [_Mark(related.span, related.message, "-", "gutter") for related in finding.related[: MOST - 1]]
    numbered = sorted((source.position(mark.span.start).line, mark) for mark in marks)
    gutter = len(str(numbered[-1][0])) + 1
    bar = Piece(" | ", "gutter")
    room = max(columns - gutter - 3, 40)
    before = 0
    for number, mark in numbered:
        shown = _Shown(source, number, mark.span, room)
        if number != before or shown.cut:
            yield line(Piece(f"{number:>{gutter}}", "gutter"), bar, shown.text)
        signs, label = Piece(mark.sign * shown.width, mark.style), printable(mark.label)
        if shown.start + shown.width + 1 + width(label) <= room:
            yield line(" " * gutter, bar, " " * shown.start, signs, Piece(f" {label}" if label else "", mark.style))
        else:
            yield line(" " * gutter, bar, " " * shown.start, signs)
            yield line(" " * gutter, bar, " " * max(min(shown.start, room - width(label)), 0), Piece(label, mark.style))
        before = number


class _Shown:
    """One line as it is printed: tabs as blanks, cut at both ends if it is too long."""

    def __init__(self, source: Source, number: int, span: Span, room: int) -> None:
        text = source.line(number)
        first = source.line_starts[number - 1]
        start = min(max(span.start - first, 0), len(text))
        end = max(min(span.end - first, len(text)), start)
        text, start, end = _from_left(text, start, end, room)
        left, marked, right = (_plain(part) for part in (text[:start], text[start:end], text[end:]))
        self.start = width(left)
        self.width = max(min(width(marked), room - self.start), 1)
        self.text = _fit(left + marked + right, room)
        self.cut = CUT in (self.text[:1], self.text[-1:])


def _from_left(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Cut the beginning off where what is marked would not fit; a text without a mark in sight helps nobody."""
    if width(_plain(text[:end])) <= room or start <= CONTEXT:
        return text, start, end
    drop = start - CONTEXT
    return CUT + text[drop:], start - drop + 1, end - drop + 1


def _fit(text: str, room: int) -> str:
    text = text.rstrip()
    if width(text) <= room:
        return text
    while width(text) > room - 1:
        text = text[: min(len(text) - 1, room)]
    return text + CUT


def _plain(text: str) -> str:
    return printable(text.replace("\t", " " * TAB))
