"""Lines, columns and indentation of the text of a document."""

import re
from functools import cached_property

from llm_project_lint.edits.pieces import Refused
from llm_project_lint.model import Document, Path, Span
from llm_project_lint.source.characters import REST_OF_LINE

_BREAK = re.compile(r"\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]*")


class Layout:
    """How one document is laid out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.source.text

    def line_start(self, offset: int) -> int:
        """Where the line of a place begins, behind a byte order mark."""
        source = self.document.source
        return source.line_starts[source.position(offset).line - 1]

    def column(self, offset: int) -> int:
        """Characters before a place in its line."""
        return offset - self.line_start(offset)

    def begins_line(self, offset: int) -> bool:
        """Whether nothing but blanks stands before a place in its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def rest(self, offset: int) -> int:
        """The end of the line, before its break. Raises Refused if more than blanks and a comment stands before it."""
        found = REST_OF_LINE.match(self.text, offset)
        if found is None:
            raise Refused
        return found.end()

    def behind(self, offset: int) -> int:
        """Behind the break of the line, or the end of the text."""
        end = self._line_end(offset)
        found = _BREAK.match(self.text, end)
        return found.end() if found else end

    def line_break(self, offset: int) -> str:
        """The break of the line, that of the first line if it has none."""
        found = _BREAK.match(self.text, self._line_end(offset)) or _BREAK.search(self.text)
        return found.group() if found else "\n"

    @cached_property
    def step(self) -> int:
        """Columns by which a mapping is indented in another, as the first that is; 2 where none is."""
        marks = self.document.marks
        for path, mark in marks.items():
            above = marks.get(path[:-1])
            if mark.style == "block" and mark.key and above and isinstance(self.document.get(path), dict):
                deeper = self.column(mark.value.start) - self.column(above.value.start)
                if deeper > 0:
                    return deeper
        return 2

    def entry(self, path: Path) -> Span:
        """From the key of an entry, or the value of one of a list, to the end of its value."""
        mark = self.document.marks[path]
        return Span(mark.key.start, max(mark.key.end, mark.value.end)) if mark.key else mark.value

    def entries(self, path: Path) -> list[Span]:
        """All entries of a collection as they stand in the text."""
        inside = self.document.get(path)
        steps = inside if isinstance(inside, dict) else range(len(inside))
        return sorted(self.entry((*path, step)) for step in steps)

    def _line_end(self, offset: int) -> int:
        found = _LINE.match(self.text, offset)
        return found.end() if found else offset
