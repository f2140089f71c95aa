"""What can be folded: sections, lists and texts of several lines, comments, and the projects of a file."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.written import Written
from llm_project_lint.model import Span
from llm_project_lint.source.characters import LINE_START, SEPARATOR

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

_COMMENT = r"[ \t]*+#[^\r\n]*+"
_COMMENTS = re.compile(rf"{LINE_START}{_COMMENT}(?:(?:\r\n?|\n){_COMMENT})++")
"""Two comments or more, each alone in its line."""


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.TEXT_DOCUMENT_FOLDING_RANGE, _folding, types.FoldingRangeOptions())


def _folding(server: "Server", params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return []
    return snapshot.once(folded_lines if server.client.lines_fold else folded_text)


def folded_lines(snapshot: Snapshot) -> list[types.FoldingRange]:
    """What can be folded where only whole lines can; closing brackets stay in sight."""
    return _ranges(_Folder(snapshot, whole_lines=True))


def folded_text(snapshot: Snapshot) -> list[types.FoldingRange]:
    """What can be folded, of brackets what is between them."""
    return _ranges(_Folder(snapshot, whole_lines=False))


def _ranges(folder: "_Folder") -> list[types.FoldingRange]:
    """One for each line that something begins in: the outermost, and a project where nothing else begins."""
    found: dict[int, types.FoldingRange] = {}
    for one in chain(folder.values(), folder.comments(), folder.projects()):
        found.setdefault(one.start_line, one)
    return [found[line] for line in sorted(found)]


class _Folder:
    """Finds what has several lines; what is left of brackets may have one."""

    def __init__(self, snapshot: Snapshot, whole_lines: bool) -> None:
        self._snapshot = snapshot
        self._text = snapshot.buffer.text
        self._starts = snapshot.buffer.source.line_starts
        self._whole_lines = whole_lines

    def values(self) -> Iterator[types.FoldingRange]:
        """Sections, lists and texts, from the key or the dash on."""
        for one in self._snapshot.documents:
            for path, (key, value, style) in one.marks.items():
                if style == "flow":
                    yield from self._brackets(value)
                elif path and style != "alias":
                    yield from self._lines(key.start if key else value.start, value.end)

    def comments(self) -> Iterator[types.FoldingRange]:
        """Comments in lines that follow each other."""
        at = 0
        while found := _COMMENTS.search(self._text, at):
            inside = self._snapshot.once(Written).at(self._text.index("#", found.start()))
            if inside:
                at = inside.span.end  # a text of several lines that only looks so
            else:
                at = found.end()
                yield from self._lines(*found.span(), types.FoldingRangeKind.Comment)

    def projects(self) -> Iterator[types.FoldingRange]:
        """The documents of a file, where there are several, from their `---` on."""
        before = 0
        for one in self._snapshot.documents if len(self._snapshot.documents) > 1 else ():
            start, end = one.span
            for separator in SEPARATOR.finditer(self._text, before, start):
                if separator.group() == "---":
                    start = separator.start()
            yield from self._lines(start, end)
            before = end

    def _brackets(self, value: Span) -> Iterator[types.FoldingRange]:
        start, end = value.start, value.end - 1
        first, last = self._line(start), self._line(end)
        if self._text[end] not in "]}":
            yield from self._lines(start, value.end)  # nobody has closed them yet
        elif not self._whole_lines and last > first:
            opening, closing = self._snapshot.position(start + 1), self._snapshot.position(end)
            yield types.FoldingRange(first, last, opening.character, closing.character)
        elif self._whole_lines:
            last -= not self._text[self._starts[last] : end].strip(" \t")
            if last > first:
                yield types.FoldingRange(first, last)

    def _lines(self, start: int, end: int, kind: types.FoldingRangeKind | None = None) -> Iterator[types.FoldingRange]:
        first, last = self._line(start), self._line(max(end - 1, start))
        if last > first:
            yield types.FoldingRange(first, last, kind=kind)

    def _line(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)
