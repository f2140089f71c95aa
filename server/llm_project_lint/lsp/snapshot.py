"""One state of a document and everything known about it, computed once and shared by all handlers."""

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import count
from typing import Any, TypeVar

from lsprotocol import types

from llm_project_lint.comparison.decision import Decision, decision_of
from llm_project_lint.lsp.buffer import Buffer, Place
from llm_project_lint.lsp.readers import Readers
from llm_project_lint.model import Document, Problem, Report, Span
from llm_project_lint.pipeline import Judged, Linter
from llm_project_lint.source import read_documents

_RUN = os.urandom(4).hex()
"""Of this process: a client may still have what another one told it."""
_NUMBERS = count(1)
_T = TypeVar("_T")
MOST_COMPARED = 5000
"""Values of a document that is held against all four approaches while somebody waits: about a tenth of a second."""


class Snapshot:
    """A document at one version, as one linter sees it. Nothing in it changes.

    id: no other state of any document has it, in this process or another. version: None for a file that is not open.
    Reading it and judging it wait until a handler asks.
    """

    def __init__(
        self, uri: str, version: int | None, buffer: Buffer, linter: Linter, problems: tuple[Problem, ...] = ()
    ) -> None:
        """problems: what was found while decoding a file of the disk."""
        self.id = f"{_RUN}-{next(_NUMBERS)}"
        self.problems = problems
        self.uri = uri
        self.version = version
        self.buffer = buffer
        self.linter = linter
        self._made: dict[tuple[Any, ...], Any] = {}

    def once(self, work: "Callable[..., _T]", *index: int) -> _T:
        """What a function makes of this state, or of one document of it; made when first asked for."""
        key = (work, *index)
        if key not in self._made:
            self._made[key] = work(self, *index)
        made: _T = self._made[key]
        return made

    @cached_property
    def documents(self) -> Sequence[Document]:
        """Every document of the text as it is read, which takes a small part of what judging it takes."""
        return read_documents(self.buffer.source, self.problems)

    @cached_property
    def judged(self) -> Sequence[Judged]:
        """Every document of the text: its data, its report, and what the rules made of it."""
        return [self.linter.judge(document)[0] for document in self.documents]

    @property
    def is_judged(self) -> bool:
        """Whether nobody need wait for `judged`."""
        return "judged" in vars(self)

    @property
    def is_sound(self) -> bool:
        """Whether it is judged, and nothing in it is broken."""
        return self.is_judged and not any(document.broken for document in self.documents)

    @property
    def reports(self) -> list[Report]:
        """What the command would print."""
        return [one.report for one in self.judged]

    def at(self, offset: int) -> Judged:
        """What was made of the document of the text that an offset belongs to."""
        return self.judged[self.document_at(offset).index]

    def document_at(self, offset: int) -> Document:
        """The document of the text that an offset belongs to; blanks between two go with the first."""
        found = self.documents[0]
        for one in self.documents:
            if one.span.start <= offset:
                found = one
        return found

    def decision(self, judged: Judged) -> Decision | None:
        """What the four approaches come to for one of the documents, without what would change it.

        None where no rule may judge it, and for a document so long that an editor would stand still.
        """
        if not self.compares(judged):
            return None
        return self.once(_decision, judged.document.index)

    def compares(self, judged: Judged) -> bool:
        """Whether there is a decision for one of the documents."""
        return judged.checked is not None and len(judged.document.marks) <= MOST_COMPARED

    def readers(self, judged: Judged) -> Readers:
        """Which rules read which values of one of the documents."""
        return self.once(_readers, judged.document.index)

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


def _decision(snapshot: Snapshot, index: int) -> Decision:
    return decision_of(snapshot.linter, snapshot.judged[index])


def _readers(snapshot: Snapshot, index: int) -> Readers:
    return Readers(snapshot.judged[index], snapshot.linter.rules)
