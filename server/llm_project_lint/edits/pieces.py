"""Pieces of edits in the order in which they are read, and how they become edits."""

from collections.abc import Iterable
from typing import NamedTuple

from llm_project_lint.model import Edit, Span

VALUE, COMMA, ENTRY = range(3)
"""What is written first where several pieces are inserted at one place: the value of an empty key, the comma behind an
entry, then entries, the most deeply nested first.
"""


class Refused(Exception):  # noqa: N818  # an answer, not a fault; it never leaves this package
    """A change cannot be made cleanly."""


class Piece(NamedTuple):
    """Replace the text from `start` to `end`. depth: levels above what is written, to sort entries by."""

    start: int
    end: int
    text: str
    order: int = VALUE
    depth: int = 0


def join(pieces: Iterable[Piece]) -> tuple[Edit, ...]:
    """The edits of all pieces, those that touch as one. Raises Refused where two overlap."""
    edits: list[Edit] = []
    for start, end, text, _, _ in sorted(pieces, key=_place):
        before = edits[-1].span.end if edits else -1
        if start < before:
            raise Refused
        if start == before:
            edits[-1] = Edit(Span(edits[-1].span.start, end), edits[-1].text + text)
        else:
            edits.append(Edit(Span(start, end), text))
    return tuple(edits)


def _place(piece: Piece) -> tuple[int, bool, int, int]:
    return piece.start, piece.end > piece.start, piece.order, -piece.depth
