"""Lines of styled pieces, on paper or on a terminal. Pieces are data: no markup in them is ever read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from llm_project_lint.outputs.printable import guarded, width

if TYPE_CHECKING:
    from rich.segment import Segment

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "hint": "bold cyan",
    "place": "bold",
    "rule": "dim",
    "gutter": "blue",
    "label": "cyan",
}
"""What each kind of piece looks like, in the words of rich."""
OPENING = "（“「《"
CLOSING = "，。；：？！、）”」》"
"""Punctuation that stays with what follows, and with what comes before; so do backquotes, by turns."""


class Piece(NamedTuple):
    """Some text, already printable, and what it is: a key of `STYLES`, or nothing special."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """One line; `indent` is how far its continuation is set in where a terminal is too narrow. -1: never wrapped."""

    pieces: tuple[Piece, ...]
    indent: int = -1


Lines: TypeAlias = Iterable[Line]


def line(*pieces: Piece | str, indent: int = -1) -> Line:
    """A line of pieces, plain text among them as it is."""
    return Line(tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces), indent)


def paint(lines: Lines, colour: bool, columns: int) -> str:
    """The text of some lines, each with its line end."""
    if colour:
        return guarded(_paint(lines, columns))
    return guarded("".join("".join(piece.text for piece in line.pieces).rstrip() + "\n" for line in lines))


def _paint(lines: Lines, columns: int) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=columns, color_system="standard", force_terminal=True, legacy_windows=False)
    drawn: list[str] = []
    for one in lines:
        text = Text.assemble(*((piece.text, STYLES.get(piece.style, "")) for piece in one.pieces), no_wrap=True)
        parts = text.divide(breaks(text.plain, columns, one.indent)) if one.indent >= 0 else [text]
        for index, part in enumerate(parts):
            part.rstrip()
            margin = " " * one.indent if index else ""
            drawn.append(f"{margin}{''.join(map(_styled, part.render(console)))}\n")
    return "".join(drawn)


def height(lines: Lines, colour: bool, columns: int) -> int:
    """How many lines of a terminal they take, which breaks itself what is not wrapped."""
    shown = paint(lines, colour, columns).splitlines()
    return len(shown) if colour else sum(max(-(-width(text) // columns), 1) for text in shown)


def breaks(text: str, columns: int, indent: int) -> list[int]:
    """Where a text is broken to fit: behind a blank, or beside a wide character, as Chinese has no blanks.

    A mark that closes does not begin a line, nor does one that opens end it. A word that is too long stays whole.
    """
    found: list[int] = []
    room, used, last = columns, 0, 0
    quoted = opened = False
    for at, character in enumerate(text):
        before, quote = text[at - 1 : at], character == "`"
        closes = character in CLOSING or (quote and quoted)
        beside = (width(character) == 2 or width(before) == 2) and not closes and not opened
        if at and character != " " and (before == " " or beside):
            last = at
        quoted ^= quote
        opened = character in OPENING or (quote and quoted)
        used += width(character)
        if used > room and last > (found[-1] if found else 0):
            found.append(last)
            room, used = max(columns - indent, 20), width(text[last : at + 1])
    return found


def _styled(segment: "Segment") -> str:
    return segment.style.render(segment.text) if segment.style else segment.text
