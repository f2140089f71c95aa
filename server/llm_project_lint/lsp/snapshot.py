"""One state of a document and everything known about it, computed once and shared by all handlers."""

from collections.abc import Sequence
from functools import cached_property
from itertools import count

from lsprotocol import types

from llm_project_lint.lsp.buffer import Buffer, Place
from llm_project_lint.model import Problem, Report, Span
from llm_project_lint.pipeline import Judged, Linter

_NUMBERS = count(1)


class Snapshot:
    """A document at one version, as one linter sees it. Nothing in it changes.

    id: no other state of any document has it. version: None for a file that is not open. Reading it and judging it wait
    until a handler asks.
    """

    def __init__(
        self, uri: str, version: int | None, buffer: Buffer, linter: Linter, problems: tuple[Problem, ...] = ()
    ) -> None:
        """problems: what was found while decoding a file of the disk."""
        self.id = str(next(_NUMBERS))
        self.problems = problems
        self.uri = uri
        self.version = version
        self.buffer = buffer
        self.linter = linter

    @cached_property
    def judged(self) -> Sequence[Judged]:
        """Every document of the text: its data, its report, and what the rules made of it."""
        return self.linter.examine(self.buffer.source, self.problems)

    @property
    def reports(self) -> list[Report]:
        """What the command would print."""
        return [one.report for one in self.judged]

    def at(self, offset: int) -> Judged:
        """The document of the text that an offset belongs to; blanks between two go with the first."""
        found = self.judged[0]
        for one in self.judged:
            if one.document.span.start <= offset:
                found = one
        return found

    def offset(self, position: types.Position) -> int:
        """The offset of a position of the client."""
        return self.buffer.offset(Place(position.line, position.character))

    def span(self, range_: types.Range) -> Span:
        """The span of a range of the client."""
        start, end = range_.start, range_.end
        return self.buffer.span(Place(start.line, start.character), Place(end.line, end.character))

    def position(self, offset: int) -> types.Position:
        """The position of an offset for the client."""
        return types.Position(*self.buffer.place(offset))

    def range(self, span: Span) -> types.Range:
        """The range of a span for the client."""
        return types.Range(self.position(span.start), self.position(max(span.end, span.start)))
