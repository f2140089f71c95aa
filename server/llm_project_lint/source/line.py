"""One line of a document of the usual shape, and the place of everything in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from llm_project_lint.model import Mark, Path, Span
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
MOST_OPEN = 20
"""Levels of nesting; more is nothing usual."""
Place: TypeAlias = tuple[int, int]
Note: TypeAlias = tuple[Place | None, Sequence[int], str, int, "Notes | None"]
"""What a mark is made of: the place of the key, the place of the value, the style, the offset that both are counted
from (itself counted from that of the collection around), and the notes of what is inside."""
Notes: TypeAlias = dict[str | int, Note]


class UnusualError(Exception):
    """Something that is left to the parser."""


Line: TypeAlias = tuple[int, int, int, Place | None, Any, Place | None, Any, str, "Notes | None", int]
"""What one line holds, all places counted from its beginning: its indentation, the dash and what is behind that, its
key and the text of it, its value as a place, a value and a style, and of a collection in brackets or braces the notes
of what is inside, None for anything else, and how deep it is."""
_known: dict[str, Line] = {}
"""The same lines stand in file after file, and in a file as it is typed."""
_MOST_KNOWN = 1000
_LONGEST_KNOWN = 100
"""Characters of a line up to which it is kept: nothing that somebody wrote may fill the memory."""


def read_line(text: str, start: int, end: int) -> Line:
    """What the line between two offsets holds."""
    if end - start > _LONGEST_KNOWN or end >= len(text):
        return _read(text, start)
    line = text[start:end]
    known = _known.get(line)
    if known is None:
        if len(_known) == _MOST_KNOWN:
            _known.clear()
        known = _known[line] = _read(text, start)
    return known


def _read(text: str, start: int) -> Line:
    found = _LINE.match(text, start)
    if found is None:
        raise UnusualError
    _, (_, column), (dash, behind), name, plain, quoted, (bracket, _) = found.regs
    place, value, style = None, None, "plain"
    inside: Notes | None = None
    depth = 0
    if plain[0] >= 0:
        place = (plain[0] - start, plain[1] - start)
        value = text[plain[0] : plain[1]]
        if value in WORDS:
            value = WORDS[value]
        elif value[0] in STARTS:
            value = number(value)
    elif bracket >= 0:
        value, inside, end, depth = _collection(text, start, bracket)
        place, style = (bracket - start, end - start), "flow"
        if _REST.match(text, end) is None:
            raise UnusualError
    elif quoted[0] >= 0:
        place = (quoted[0] - start, quoted[1] - start)
        value, style = _unquoted(text, quoted)
    return (
        column - start,
        dash - start if dash >= 0 else -1,
        behind - start,
        (name[0] - start, name[1] - start) if name[0] >= 0 else None,
        text[name[0] : name[1]],
        place,
        value,
        style,
        inside,
        depth,
    )


def _collection(text: str, line: int, start: int, around: int = 0) -> tuple[Any, Notes, int, int]:
    """A collection in brackets or braces, the notes of what is inside counted from its line, its end, and its depth.

    around: how many collections of the line it is inside of.
    """
    if around == MOST_OPEN:
        raise UnusualError
    notes: Notes = {}
    is_mapping = text[start] == "{"
    values: Any = {} if is_mapping else []
    at = start + 1
    deepest = 0
    found = _EMPTY.match(text, at)
    while found is None or found[1] == ",":
        entry = _ENTRY.match(text, at)
        if entry is None:
            raise UnusualError
        (_, at), name, plain, quoted = entry.regs
        if (name[0] >= 0) is not is_mapping:
            raise UnusualError
        step: str | int = text[name[0] : name[1]] if is_mapping else len(values)
        key = (name[0] - line, name[1] - line) if is_mapping else None
        if plain[0] >= 0:
            value = scalar(text[plain[0] : plain[1]])
            notes[step] = (key, (plain[0] - line, plain[1] - line), "plain", 0, None)
        elif quoted[0] >= 0:
            value, style = _unquoted(text, quoted)
            notes[step] = (key, (quoted[0] - line, quoted[1] - line), style, 0, None)
        else:
            opened = at
            value, inside, at, depth = _collection(text, line, opened, around + 1)
            notes[step] = (key, (opened - line, at - line), "flow", 0, inside)
            deepest = max(deepest, depth)
        if not is_mapping:
            values.append(value)
        elif step in values:
            raise UnusualError
        else:
            values[step] = value
        found = _NEXT.match(text, at)
        if found is None:
            raise UnusualError
        at = found.end()
    end = found.end()
    if text[end - 1] != ("}" if is_mapping else "]"):
        raise UnusualError
    return values, notes, end, deepest + 1


def fresh(collection: Any) -> Any:
    """A copy of what a known line holds: whoever is given a document may change it."""
    if isinstance(collection, dict):
        return {key: fresh(value) for key, value in collection.items()}
    return [fresh(value) for value in collection] if isinstance(collection, list) else collection


def _unquoted(text: str, place: Place) -> tuple[str, str]:
    """What stands between two quotes, and their style."""
    start, end = place
    return text[start + 1 : end - 1], "double" if text[start] == '"' else "single"


class LineMarks(Mapping[Path, Mark]):
    """Marks that are made of their notes when they are asked for: a run asks for few of them.

    In the order of the text.
    """

    __slots__ = ("_root",)

    def __init__(self, root: Note) -> None:
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

    def _note(self, path: Path) -> Note | None:
        """The note of a path, its places counted from the beginning of the text."""
        note: Note | None = self._root
        base = 0
        for step in path:
            inside = note[4] if note else None
            note = inside.get(step) if inside else None
            base += note[3] if note else 0
        return (*note[:3], base, note[4]) if note else None


def _paths(path: Path, note: Note) -> Iterator[Path]:
    yield path
    for step, inside in (note[4] or {}).items():
        yield from _paths((*path, step), inside)
