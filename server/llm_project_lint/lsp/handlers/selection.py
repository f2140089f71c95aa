"""What a selection grows to: the word, the value, its key and value, the section around it, the project, the file."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.lsp.cursor import cursor_at
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Span

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

FAR = 1000
"""Characters to each side that are looked at for a word."""


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.TEXT_DOCUMENT_SELECTION_RANGE, _selection, types.SelectionRangeOptions())


def _selection(server: "Server", params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    return [grown(snapshot, snapshot.offset(position)) for position in params.positions]


def grown(snapshot: Snapshot, offset: int) -> types.SelectionRange:
    """The smallest selection at an offset, with all that it grows to as its parents."""
    growing: list[Span] = []
    for span in _around(snapshot, offset):
        inner = growing[-1] if growing else Span(offset, offset)
        if span.start <= inner.start and inner.end <= span.end and (not growing or span != inner):
            growing.append(span)
    whole = growing.pop()
    found = types.SelectionRange(snapshot.range(whole))
    for span in reversed(growing):
        found = types.SelectionRange(snapshot.range(span), found)
    return found


def _around(snapshot: Snapshot, offset: int) -> Iterator[Span]:
    """What is at an offset, from the inside to the outside; the whole file is the last."""
    text = snapshot.buffer.text
    word = word_at(text, offset)
    if word.end > word.start:
        yield word
    document = snapshot.document_at(offset)
    cursor = cursor_at(document, offset)
    if cursor:
        yield cursor.span
        for length in range(len(cursor.path), 0, -1):
            mark = document.marks[cursor.path[:length]]
            yield mark.value
            if mark.key:
                yield Span(min(mark.key.start, mark.value.start), max(mark.key.end, mark.value.end))
    yield document.span
    yield Span(0, len(text))


def word_at(text: str, offset: int) -> Span:
    """The letters and digits around an offset, with the hyphens and underscores between them; empty for none."""
    start, end = stretch_at(text, offset, lambda character: character.isalnum() or character in "-_")
    while start < offset and text[start] in "-_":
        start += 1
    while end > offset and text[end - 1] in "-_":
        end -= 1
    return Span(start, end)


def stretch_at(text: str, offset: int, belongs: Callable[[str], bool]) -> Span:
    """The characters around an offset that belong together, of very many the nearest."""
    start = end = offset
    while start > max(offset - FAR, 0) and belongs(text[start - 1]):
        start -= 1
    while end < min(offset + FAR, len(text)) and belongs(text[end]):
        end += 1
    return Span(start, end)
