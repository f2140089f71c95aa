"""Where the keys and values of a TOML text stand: `tomllib` says what a file means, and no places."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from llm_project_lint.model import Path

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[\w-]+", re.ASCII)
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2})?|' r"'''.*?'''(?:'{1,2})?|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'",
    re.DOTALL,
)
"""The forms of texts; up to two quotes before the closing three belong to the text."""
_PLAIN = re.compile(r"[^,\]}#\r\n]+")


class Place(NamedTuple):
    """Offsets of a key and of its value; for an entry of a list both are that of the entry, for a table of its head."""

    key: int
    value: int


def places(text: str) -> dict[Path, Place]:
    """The place of every key and list entry of a valid TOML text. Of any other, those before what is wrong."""
    scan = _Scan(text)
    with suppress(_UnexpectedError, RecursionError):  # whoever asks falls back to the nearest table that was found
        scan.document()
    return scan.found


class _UnexpectedError(Exception):
    """The text is no TOML here."""


class _Scan:
    """One walk over a text."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, Place] = {}
        self._text = text
        self._at = 0
        self._counts: dict[Path, int] = {}

    def document(self) -> None:
        """Heads of tables, and keys with values below the last head."""
        table: Path = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._head()
            else:
                self._pair(table)

    def _head(self) -> Path:
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 2 if many else 1
        path: Path = ()
        for name, at in self._key():
            path = (*self._latest(path), name)
            self.found.setdefault(path, Place(at, start))
            last = at
        if many:
            count = self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, count - 1)
        self.found[path] = Place(last, start)
        for _ in range(2 if many else 1):
            self._expect("]")
        return path

    def _latest(self, path: Path) -> Path:
        """Below a list of tables, the last of them is meant."""
        count = self._counts.get(path)
        return (*path, count - 1) if count else path

    def _pair(self, above: Path) -> None:
        path = above
        for name, at in self._key():
            path = (*path, name)
            self.found.setdefault(path, Place(at, at))
            last = at
        self._expect("=")
        self._skip(_SPACE)
        self.found[path] = Place(last, self._at)
        self._value(path)

    def _key(self) -> Iterator[tuple[str, int]]:
        """The parts of a dotted key with their offsets."""
        while True:
            start = self._skip(_SPACE)
            if bare := _BARE.match(self._text, start):
                name = bare[0]
            elif quoted := _STRING.match(self._text, start):
                name = _unquoted(quoted[0])
            else:
                raise _UnexpectedError
            self._at = start + len((bare or quoted)[0])  # type: ignore[index]  # one of them matched
            yield name, start
            if self._next(_SPACE) != ".":
                return
            self._at += 1

    def _value(self, path: Path) -> None:
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline(path)
        else:
            found = (_STRING if opening in ("'", '"') else _PLAIN).match(self._text, self._at)
            if not found:
                raise _UnexpectedError
            self._at = found.end()

    def _array(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._next(_BLANK) != "]":
            self.found[*path, index] = Place(self._at, self._at)
            self._value((*path, index))
            index += 1
            if self._next(_BLANK) == ",":
                self._at += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        while self._next(_BLANK) != "}":
            self._pair(path)
            if self._next(_BLANK) == ",":
                self._at += 1
        self._at += 1

    def _expect(self, character: str) -> None:
        if self._next(_SPACE) != character:
            raise _UnexpectedError
        self._at += 1

    def _next(self, blank: re.Pattern[str]) -> str:
        """The character behind blanks, "" at the end of the text."""
        at = self._skip(blank)
        return self._text[at : at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Go on behind what the pattern matches here; returns where that is."""
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at


def _unquoted(key: str) -> str:
    import tomllib

    try:
        name: str = tomllib.loads(f"key = {key}")["key"]
    except tomllib.TOMLDecodeError:
        raise _UnexpectedError from None
    return name
