"""A document of the usual shape, read line by line in a good part less than the parser's time.

The usual shape is block mappings and lists of plain words, of quotations without escapes, and of collections in braces
or brackets that end in their line: nearly every project file is written so. Where a text holds anything else, the
parser reads all of it, and it alone decides what YAML is and what is wrong with it. A property holds the two equal on
every text that is read here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from llm_project_lint.model import Mark, Path, Span
from llm_project_lint.source.characters import Readable
from llm_project_lint.source.scalars import STARTS, WORDS, number
from llm_project_lint.source.scalars import plain as scalar

_FIRST = r"""[^ \t\r\n\-?:,\[\]{}#&*!|>'"%@`]"""
_PLAIN = _FIRST + r"[^ \t\r\n:#]*+(?:(?: ++|:)[^ \t\r\n:#]++)*+"
_PLAIN_INSIDE = _FIRST + r"[^ \t\r\n:#?,\[\]{}]*+(?: ++[^ \t\r\n:#?,\[\]{}]++)*+"
_QUOTED = r""""[^"\\\t\r\n]*+"|'[^'\t\r\n]*+'"""
_KEY = r"[A-Za-z_][A-Za-z0-9_.-]{0,99}"
_LINE = re.compile(
    rf"( *+)(-(?: ++|(?=\n)))?+(?:({_KEY}):(?: ++|(?=\n|\Z)))?+"
    rf"(?:(?:({_PLAIN})|({_QUOTED}))?+(?: *+$| ++#.*+$|(?<![^ \n])#.*+$)\n?|(?=([\[{{])))",
    re.MULTILINE,
)
"""Indentation, a dash, a key, and a value with the rest of the line, or up to a bracket."""
_ENTRY = re.compile(rf" *+(?:({_KEY}): ++)?+(?:({_PLAIN_INSIDE})|({_QUOTED})|(?=[\[{{]))")
"""What stands between the commas of a collection in brackets or braces, or what is before its own bracket."""
_EMPTY = re.compile(r" *+([\]}])")
_NEXT = re.compile(r" *+([,\]}])")
_REST = re.compile(r"(?: ++#.*+| *+)$\n?", re.MULTILINE)
_MOST_OPEN = 20
"""Levels of nesting; more is nothing usual."""
_MOST_PIECES = 20_000
"""Lines, commas and brackets, each with five values or keys at most: whether there are too many the parser says."""
_Place: TypeAlias = tuple[int, int]
_Note: TypeAlias = tuple[_Place | None, Sequence[int], str, int, "_Notes | None"]
"""What a mark is made of: the place of the key, the place of the value, the style, the offset that both places are
counted from, and the notes of what is inside."""
_Notes: TypeAlias = dict[str | int, _Note]


class _UnusualError(Exception):
    """Something that is left to the parser."""


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
        self.notes: _Notes = {}
        self.place = [start, start]
        self.key: str | int = ""
        self.awaited: _Place | None = None


class Lines(NamedTuple):
    """A document that was read by lines: its data, where it stands, and the place of everything in it."""

    data: Any
    span: Span
    marks: Mapping[Path, Mark]


class _Marks(Mapping[Path, Mark]):
    """Marks that are made of their notes when they are asked for: a run asks for few of them.

    In the order of the text.
    """

    __slots__ = ("_root",)

    def __init__(self, root: _Note) -> None:
        self._root = root

    def __getitem__(self, path: Path) -> Mark:
        note = self._note(path)
        if note is None:
            raise KeyError(path)
        key, (start, end), style, base, _ = note
        return Mark(Span(base + key[0], base + key[1]) if key else None, Span(base + start, base + end), style)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and self._note(path) is not None

    def __iter__(self) -> Iterator[Path]:
        return _paths((), self._root)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _note(self, path: Path) -> _Note | None:
        note: _Note | None = self._root
        for step in path:
            inside = note[4] if note else None
            note = inside.get(step) if inside else None
        return note


def _paths(path: Path, note: _Note) -> Iterator[Path]:
    yield path
    for step, inside in (note[4] or {}).items():
        yield from _paths((*path, step), inside)


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
    except _UnusualError:
        return None


class _Reader:
    """Reads one document; raises _UnusualError as soon as something is not of the usual shape."""

    __slots__ = ("_last", "_text", "_top")

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = 0
        self._top: _Open | None = None

    def read(self, at: int) -> Lines:
        """The document that begins at an offset."""
        self._read_lines(at)
        root = self._close_all()
        return Lines(root.data, Span(*root.place), _Marks((None, root.place, "block", 0, root.notes)))

    def _read_lines(self, at: int) -> None:
        text = self._text
        size = len(text)
        top: _Open | None = None
        while at < size:
            line, at = at, text.find("\n", at) + 1 or size + 1
            indent, dash, behind, name, step, place, value, style, bracket = _line(text, line, at - 1)
            key: _Place | None
            if name is None:
                if dash >= 0:
                    top = self._enter(list, indent, line + dash)
                    data, key = top.data, None
                    step = len(data)
                elif bracket >= 0 and top and top.awaited and indent > top.level:
                    data, step, key = top.data, top.key, top.awaited
                    top.awaited = None
                elif bracket >= 0 or place:
                    raise _UnusualError
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
                    raise _UnusualError
            if place:
                top.notes[step] = (key, place, style, line, None)
                self._last = line + place[1]
            else:
                if name:
                    key = (line + name[0], line + name[1])
                if bracket >= 0:
                    value, self._last = self._collection(line + bracket, top.notes, step, key, top.depth + 1)
                    at = _end_of_line(text, self._last)
                elif key:
                    top.key, top.awaited = step, key
                    continue
                else:
                    raise _UnusualError
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
                raise _UnusualError
        if top.level != level or top.data.__class__ is not kind:
            raise _UnusualError
        return top

    def _open(self, data: Any, level: int, start: int) -> _Open:
        """Begin a block collection."""
        self._top = _Open(data, self._top, level, start)
        if self._top.depth > _MOST_OPEN:
            raise _UnusualError
        return self._top

    def _settle(self, top: _Open, key: _Place) -> None:
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
            raise _UnusualError
        if top.awaited:
            self._settle(top, top.awaited)
        while around := self._close(top):
            top = around
        return top

    def _collection(
        self, start: int, around: _Notes, step: str | int, key: _Place | None, depth: int
    ) -> tuple[Any, int]:
        """A collection in brackets or braces, and where it ends. around: the notes of what it stands in."""
        text = self._text
        if depth > _MOST_OPEN:
            raise _UnusualError
        place = [start, start]
        notes: _Notes = {}
        around[step] = (key, place, "flow", 0, notes)
        is_mapping = text[start] == "{"
        values: Any = {} if is_mapping else []
        at = start + 1
        found = _EMPTY.match(text, at)
        while found is None or found[1] == ",":
            entry = _ENTRY.match(text, at)
            if entry is None:
                raise _UnusualError
            (_, at), name, plain, quoted = entry.regs
            if (name[0] >= 0) is not is_mapping:
                raise _UnusualError
            inside: str | int = text[name[0] : name[1]] if is_mapping else len(values)
            own = name if is_mapping else None
            if plain[0] >= 0:
                value = scalar(text[plain[0] : plain[1]])
                notes[inside] = (own, plain, "plain", 0, None)
            elif quoted[0] >= 0:
                value, style = _unquoted(text, quoted)
                notes[inside] = (own, quoted, style, 0, None)
            else:
                value, at = self._collection(at, notes, inside, own, depth + 1)
            if not is_mapping:
                values.append(value)
            elif inside in values:
                raise _UnusualError
            else:
                values[inside] = value
            found = _NEXT.match(text, at)
            if found is None:
                raise _UnusualError
            at = found.end()
        place[1] = end = found.end()
        if text[end - 1] != ("}" if is_mapping else "]"):
            raise _UnusualError
        return values, end


_Line: TypeAlias = tuple[int, int, int, _Place | None, Any, _Place | None, Any, str, int]
"""What one line holds, all places counted from its beginning: its indentation, the dash and what is behind that, its
key and the text of it, its value as a place, a value and a style, and the bracket that it goes on with."""
_known: dict[str, _Line] = {}
"""The same lines stand in file after file, and in a file as it is typed."""
_MOST_KNOWN = 2000
_LONGEST_KNOWN = 100
"""Characters of a line up to which it is kept: nothing that somebody wrote may fill the memory."""


def _line(text: str, start: int, end: int) -> _Line:
    """What the line between two offsets holds."""
    if end - start > _LONGEST_KNOWN or end >= len(text):
        return _read_line(text, start)
    line = text[start:end]
    known = _known.get(line)
    if known is None:
        if len(_known) == _MOST_KNOWN:
            _known.clear()
        known = _known[line] = _read_line(text, start)
    return known


def _read_line(text: str, start: int) -> _Line:
    found = _LINE.match(text, start)
    if found is None:
        raise _UnusualError
    _, (_, column), (dash, behind), name, plain, quoted, (bracket, _) = found.regs
    place, value, style = None, None, "plain"
    if plain[0] >= 0:
        place = plain
        value = text[plain[0] : plain[1]]
        if value in WORDS:
            value = WORDS[value]
        elif value[0] in STARTS:
            value = number(value)
    elif quoted[0] >= 0:
        place = quoted
        value, style = _unquoted(text, quoted)
    return (
        column - start,
        dash - start if dash >= 0 else -1,
        behind - start,
        (name[0] - start, name[1] - start) if name[0] >= 0 else None,
        text[name[0] : name[1]],
        (place[0] - start, place[1] - start) if place else None,
        value,
        style,
        bracket - start if bracket >= 0 else -1,
    )


def _unquoted(text: str, place: _Place) -> tuple[str, str]:
    """What stands between two quotes, and their style."""
    start, end = place
    return text[start + 1 : end - 1], "double" if text[start] == '"' else "single"


def _end_of_line(text: str, at: int) -> int:
    """Where the next line begins, if nothing but a comment follows in this one."""
    found = _REST.match(text, at)
    if found is None:
        raise _UnusualError
    return found.end()
