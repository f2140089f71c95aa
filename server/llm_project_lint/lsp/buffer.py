"""The text of an open document, and its places as an editor counts them.

Ours and not the framework's: LSP knows three line breaks (LF, CRLF, CR) and three ways to count within a line, and an
edit that misses its place by one character spoils everything that follows. A property holds this to a simple reference.
"""

from bisect import bisect_right
from codecs import getincrementaldecoder
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.model import Source, Span

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
"""What a client counts within a line: bytes, code units, or code points."""
_CODECS: dict[str, str] = {"utf-8": "utf-8", "utf-16": "utf-16-le"}
_UNIT = {"utf-8": 1, "utf-16": 2}
"""Bytes of one unit."""
_WHOLE = getincrementaldecoder("utf-8")
"""Decodes whole characters and keeps to itself what is cut off."""


class Place(NamedTuple):
    """A position as LSP has it: line and character from 0, the character in units of the encoding."""

    line: int
    character: int


class Buffer:
    """One state of a text; edits make new ones.

    source: the text and the name it goes by in reports. Offsets are code points, as everywhere outside of `lsp`.
    """

    __slots__ = ("encoding", "source")

    def __init__(self, source: Source, encoding: Encoding) -> None:
        self.source = source
        self.encoding: Encoding = encoding

    @property
    def text(self) -> str:
        """All of it."""
        return self.source.text

    @property
    def lines(self) -> int:
        """How many lines there are; an empty text has one."""
        return len(self.source.line_starts)

    def start(self, line: int) -> int:
        """Offset at which a line begins. A byte order mark that a client sends is a character to it like any other."""
        return self.source.line_starts[line] if line else 0

    def line(self, number: int) -> str:
        """A line without its line break."""
        end = self.source.line_starts[number + 1] if number + 1 < self.lines else len(self.text)
        return self.text[self.start(number) : end].rstrip("\r\n")

    def place(self, offset: int) -> Place:
        """Where an offset is; one inside of CRLF is at the end of its line."""
        offset = max(min(offset, len(self.text)), 0)
        number = max(bisect_right(self.source.line_starts, offset) - 1, 0)
        before = self.text[self.start(number) : offset]
        if before.endswith("\r"):
            before = before[:-1]
        return Place(number, self._units(before))

    def offset(self, place: Place) -> int:
        """The offset of a position. What lies behind a line is its end, behind the text its end (LSP: Position).

        A position within a character, as a half of a surrogate pair, is that of the character.
        """
        return self._find(place)[0]

    def span(self, start: Place, end: Place) -> Span:
        """The span of a range; an end before its start makes it empty."""
        first = self.offset(start)
        return Span(first, max(self.offset(end), first))

    def edited(self, start: Place, end: Place, new: str) -> "Buffer":
        """The text with a range replaced."""
        first, first_half = self._find(start)
        last, last_half = self._find(end)
        last, last_half = max((last, last_half), (first, first_half))
        before, after = self.text[:first], self.text[last:]
        # An editor that counts code units may cut a surrogate pair in two; what is left is half a character.
        if first_half:
            before += _halves(self.text[first])[0]
        if last_half:
            after = _halves(self.text[last])[1] + after[1:]
        return Buffer(Source(self.source.path, joined(f"{before}{new}{after}")), self.encoding)

    def replaced(self, text: str) -> "Buffer":
        """Another text under the same name."""
        return Buffer(Source(self.source.path, joined(text)), self.encoding)

    def _find(self, place: Place) -> tuple[int, bool]:
        """The offset of a position, and whether the position lies in the middle of the surrogate pair there."""
        if place.line < 0:
            return 0, False
        if place.line >= self.lines:
            return len(self.text), False
        start, line = self.start(place.line), self.line(place.line)
        wanted = max(place.character, 0)
        if self.encoding == "utf-32" or line.isascii():
            return start + min(wanted, len(line)), False
        data = line.encode(_CODECS[self.encoding], "surrogatepass")[: wanted * _UNIT[self.encoding]]
        if self.encoding == "utf-8":
            return start + len(_WHOLE("surrogatepass").decode(data)), False
        head = data.decode("utf-16-le", "surrogatepass")
        half = bool(head) and head[-1] != line[len(head) - 1]
        return start + len(head) - half, half

    def _units(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        return len(text.encode(_CODECS[self.encoding], "surrogatepass")) // _UNIT[self.encoding]


def joined(text: str) -> str:
    """The text with the halves of surrogate pairs that came apart put together: to an editor they are one character."""
    try:
        text.encode()  # the fastest way to see whether there are any
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _halves(character: str) -> str:
    """The surrogate pair of a character outside of the basic plane, as two characters."""
    data = character.encode("utf-16-le")
    return "".join(chr(int.from_bytes(data[at : at + 2], "little")) for at in (0, 2))
