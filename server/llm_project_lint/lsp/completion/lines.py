"""The lines of a document as an indented structure: which keys and dashes stand where. Nothing is parsed."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from llm_project_lint.lsp.completion.flow import CLOSED, DEEPEST, LIST, QUOTED
from llm_project_lint.model import Source, Span

STEP = 2
"""Columns from a key to those inside it, where the document does not show."""
_LOOK = 100
"""Lines of a document that are looked at for that."""
NO_WORD = "#&*!|>%@`?,]}\t"
"""What begins something else than a word, a number, a text in quotes or a collection in brackets."""
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t\r\n]|\Z)")
_COLON = re.compile(r":(?=[ \t]|\Z)|(?<=[ \t])#")
_NODE = re.compile(r"[ \t]*(?P<properties>(?:[&!][^ \t\r\n]*(?:[ \t]+|(?=[\r\n])|\Z))*)")


class Step(NamedTuple):
    """A key, or a dash, which is called `[]`. span: of the key with its quotes. after: behind its colon or the dash."""

    name: str
    column: int
    number: int
    span: Span
    after: int

    @property
    def dash(self) -> bool:
        """Whether it is a dash."""
        return self.after == self.span.end  # a key may be called anything


class Line(NamedTuple):
    """steps: dashes and then at most one key. content: what is no dash, `end` where there is nothing."""

    start: int
    end: int
    steps: tuple[Step, ...]
    content: int

    @property
    def first(self) -> int:
        """The offset of the first thing that stands there."""
        return self.steps[0].span.start if self.steps else self.content

    @property
    def column(self) -> int:
        """The column of that."""
        return self.first - self.start


class Lines:
    """The lines of a text, seen from one of them. number: of that line, from 0."""

    def __init__(self, source: Source, offset: int) -> None:
        self.text = source.text
        self.starts = source.line_starts
        self.number = max(bisect_right(self.starts, offset) - 1, 0)

    def lines(self, number: int, way: int, column: int, others: bool = False) -> Iterator[Line]:
        """The lines of the document from a number on that begin in a column or left of it, without empty ones.

        others: leave out entries of a list in that column.
        """
        deeper = (" " * (column + 1), *([" " * column + "- "] if others else []), "\n", "\r")
        text, starts = self.text, self.starts
        for at in range(number, -1 if way < 0 else len(starts), way):
            start = starts[at]
            if text.startswith(deeper, start):
                continue
            if self.ends(start):
                return
            line = self.line_at(at)
            if line.first < line.end and text[line.first] != "#":
                yield line

    def line_at(self, number: int) -> Line:
        """What a line holds."""
        text, start = self.text, self.starts[number] if number else 0
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(text)
        start = max(start, self.starts[0])
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        at = start
        while at < end and text[at] == " ":
            at += 1
        steps: list[Step] = []
        while at < end and text[at] == "-" and (at + 1 == end or text[at + 1] in " \t") and len(steps) < DEEPEST:
            steps.append(Step(LIST, at - start, number, Span(at, at + 1), at + 1))
            at += 1
            while at < end and text[at] in " \t":
                at += 1
        if at < end and text[at] not in "{[" and text[at] not in NO_WORD and (key := self._key(at, start, end, number)):
            steps.append(key)
        return Line(start, end, tuple(steps), at)

    def _key(self, at: int, start: int, end: int, number: int) -> Step | None:
        text = self.text
        quoted = QUOTED.match(text, at, end)
        found = _COLON.search(text, quoted.end() if quoted else at, end)
        if found is None or found.group() == "#":
            return None
        name = text[at : found.start()].rstrip(" \t")
        if quoted:
            if name != quoted.group() or not CLOSED.fullmatch(name):
                return None
            return Step(name[1:-1], at - start, number, Span(at, at + len(name)), found.end())
        return Step(name, at - start, number, Span(at, at + len(name)), found.end())

    def node(self, at: int, end: int) -> tuple[int, bool]:
        """Where what stands behind an offset begins, and whether an anchor or tag stands before it."""
        found = _NODE.match(self.text, at, end)
        return (found.end(), bool(found["properties"])) if found else (at, False)

    def ends(self, start: int) -> bool:
        """Whether a line is between two documents."""
        return self.text.startswith(("---", "..."), start) and _MARKER.match(self.text, start) is not None

    def first_line(self) -> int:
        """The number of the first line of the document."""
        text, at = self.text, self.starts[self.number]
        while at > 0:
            at = max(text.rfind(sign, 0, at) for sign in ("\n---", "\n...", "\r---", "\r...")) + 1
            if at and self.ends(at):
                return bisect_right(self.starts, at)
        return int(self.number > 0 and self.ends(self.starts[0]))

    def indentation(self) -> int:
        """How far the document indents, by its first key that is; for places that do not show it."""
        first = self.first_line()
        for number in range(first, min(first + _LOOK, len(self.starts))):
            line = self.line_at(number)
            if line.steps and line.column and not line.steps[0].dash:
                return line.column
        return STEP
