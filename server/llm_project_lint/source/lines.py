"""A document of the usual shape, read line by line in a good part less than the parser's time.

The usual shape is block mappings and lists of plain words, of quotations without escapes, and of collections in braces
or brackets that end in their line: nearly every project file is written so. Where a text holds anything else, the
parser reads all of it, and it alone decides what YAML is and what is wrong with it. A property holds the two equal on
every text that is read here.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_project_lint.model import Mark, Path, Span
from llm_project_lint.source.characters import Readable
from llm_project_lint.source.line import MOST_OPEN, LineMarks, Notes, Place, UnusualError, fresh, read_line

_MOST_PIECES = 20_000
"""Lines, commas and brackets, each with five values or keys at most: whether there are too many the parser says."""


class _Open:
    """A block collection that is being read.

    depth: how many are around it. level: the column of its keys or dashes. place: where it begins and ends. key: the
    last one in it; awaited: where that key stands while its value has not been read.
    """

    __slots__ = ("awaited", "data", "depth", "key", "level", "notes", "outer", "place")

    def __init__(self, data: Any, outer: "_Open | None", level: int, start: int) -> None:
        self.data = data
        self.outer = outer
        self.depth: int = outer.depth + 1 if outer else 0
        self.level = level
        self.notes: Notes = {}
        self.place = [start, start]
        self.key: str | int = ""
        self.awaited: Place | None = None


class Lines(NamedTuple):
    """A document that was read by lines: its data, where it stands, and the place of everything in it."""

    data: Any
    span: Span
    marks: Mapping[Path, Mark]


def read_lines(source: Readable) -> Lines | None:
    """The only document of a text, None where it is not of the usual shape throughout."""
    # A blank at the end of a line means nothing there, and keeps all offsets.
    text = source.text.replace("\r\n", " \n")
    if source.restore or source.forbidden or "\r" in text:
        return None
    if sum(map(text.count, "\n,[{")) > _MOST_PIECES:
        return None
    reader = _Reader(text)
    try:
        return reader.read(3 if text.startswith(("---\n", "--- \n")) else 0)
    except UnusualError:
        return None


class _Reader:
    """Reads one document; raises UnusualError as soon as something is not of the usual shape."""

    __slots__ = ("_last", "_text", "_top")

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = 0
        self._top: _Open | None = None

    def read(self, at: int) -> Lines:
        """The document that begins at an offset."""
        self._read_lines(at)
        root = self._close_all()
        return Lines(root.data, Span(*root.place), LineMarks((None, root.place, "block", 0, root.notes)))

    def _read_lines(self, at: int) -> None:
        text = self._text
        size = len(text)
        top: _Open | None = None
        while at < size:
            line, at = at, text.find("\n", at) + 1 or size + 1
            indent, dash, behind, name, step, place, value, style, inside, depth = read_line(text, line, at - 1)
            key: Place | None
            if name is None:
                if dash >= 0:
                    top = self._enter(list, indent, line + dash)
                    data, key = top.data, None
                    step = len(data)
                elif inside is not None and top and top.awaited and indent > top.level:
                    data, step, (start, end) = top.data, top.key, top.awaited
                    key = (start - line, end - line)
                    top.awaited = None
                elif place:
                    raise UnusualError
                else:
                    continue
            else:
                if dash >= 0:
                    self._enter(list, indent, line + dash)
                    top = self._enter(dict, behind, line + name[0], is_entry=True)
                elif top is None or top.level != indent or top.awaited or top.data.__class__ is not dict:
                    top = self._enter(dict, indent, line + name[0])
                data, key = top.data, name
                if step in data:
                    raise UnusualError
            if place:
                if inside is not None:
                    value = fresh(value)
                    if top.depth + depth > MOST_OPEN:
                        raise UnusualError
                top.notes[step] = (key, place, style, line, inside)
                self._last = line + place[1]
            elif name:
                top.key, top.awaited = step, (line + name[0], line + name[1])
                continue
            else:
                raise UnusualError
            if key:
                data[step] = value
            else:
                data.append(value)

    def _enter(self, kind: type, level: int, start: int, is_entry: bool = False) -> _Open:
        """The collection that a dash or a key at this column belongs to, now the innermost one.

        is_entry: a key behind a dash, which begins an entry of its own.
        """
        top = self._top
        if top is None:
            return self._open(kind(), level, start)
        # The dashes of a list may stand in the column of its key.
        if is_entry or (top.awaited and (level > top.level or (level == top.level and kind is list))):
            data = kind()
            key, top.awaited = top.awaited, None
            step = top.key if key else len(top.data)
            if key:
                top.data[step] = data
            else:
                top.data.append(data)
            opened = self._open(data, level, start)
            top.notes[step] = (key, opened.place, "block", 0, opened.notes)
            return opened
        if top.awaited:
            self._settle(top, top.awaited)
        while top.level > level or (top.level == level and kind is dict and top.data.__class__ is list):
            top = self._close(top)
            if top is None:
                raise UnusualError
        if top.level != level or top.data.__class__ is not kind:
            raise UnusualError
        return top

    def _open(self, data: Any, level: int, start: int) -> _Open:
        """Begin a block collection."""
        self._top = _Open(data, self._top, level, start)
        if self._top.depth > MOST_OPEN:
            raise UnusualError
        return self._top

    def _settle(self, top: _Open, key: Place) -> None:
        """A key whose value did not come has none; that stands behind its colon."""
        self._last = key[1] + 1
        top.data[top.key] = None
        top.notes[top.key] = (key, (self._last, self._last), "plain", 0, None)
        top.awaited = None

    def _close(self, top: _Open) -> _Open | None:
        """A block collection ends with the last value in it. Returns the one around it."""
        top.place[1] = self._last
        self._top = top.outer
        return self._top

    def _close_all(self) -> _Open:
        """Close what is open at the end of the text, and return the root."""
        top = self._top
        if top is None:
            raise UnusualError
        if top.awaited:
            self._settle(top, top.awaited)
        while around := self._close(top):
            top = around
        return top
