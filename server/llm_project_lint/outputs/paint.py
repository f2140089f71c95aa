"""Lines of styled pieces, on paper or on a terminal. Pieces are data: no markup in them is ever read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
        return _paint(lines, columns)
    return "".join("".join(piece.text for piece in line.pieces).rstrip() + "\n" for line in lines)


def _paint(lines: Lines, columns: int) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=columns, color_system="standard", force_terminal=True, legacy_windows=False)
    drawn: list[str] = []
    for one in lines:
        text = Text.assemble(*((piece.text, STYLES.get(piece.style, "")) for piece in one.pieces))
        narrow = one.indent >= 0 and text.cell_len > columns
        parts = text.wrap(console, max(columns - one.indent, 20)) if narrow else [text]
        for index, part in enumerate(parts):
            part.rstrip()
            margin = " " * one.indent if index else ""
            styled = (
                segment.style.render(segment.text) if segment.style else segment.text
                for segment in part.render(console)
            )
            drawn.append(margin + "".join(styled) + "\n")
    return "".join(drawn)


def _styled(segment: "Segment") -> str:
    return segment.style.render(segment.text) if segment.style else segment.text
