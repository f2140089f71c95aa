"""The text of an open document, edited in the most naive way: as a list of units, with nothing remembered."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tests.lsp.said import units


class At(NamedTuple):
    """A position as a client says it; it may be anywhere."""

    line: int
    character: int


def edited(text: str, start: At, end: At, new: str, encoding: str) -> str:
    """The text with a range replaced."""
    data = list(units(text, encoding))
    first = index(text, start, encoding)
    last = max(index(text, end, encoding), first)
    return together([*data[:first], *units(new, encoding), *data[last:]], encoding)


def index(text: str, at: At, encoding: str) -> int:
    """How many units stand before a position."""
    if at.line < 0:
        return 0
    before = 0
    pieces = re.split("(\r\n|\r|\n)", text)
    for line, ending in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if at.line == 0:
            inside = units(line, encoding)[: max(at.character, 0)]
            return before + len(_whole(inside) if encoding == "utf-8" else inside)
        at = At(at.line - 1, at.character)
        before += len(units(line + ending, encoding))
    return before


def together(data: list[Any], encoding: str) -> str:
    """The text of units."""
    if encoding == "utf-32":
        return joined("".join(data))
    if encoding == "utf-8":
        return joined(bytes(data).decode("utf-8", "surrogatepass"))
    return b"".join(data).decode("utf-16-le", "surrogatepass")


def joined(text: str) -> str:
    """The text with halves of surrogate pairs that meet put together: to an editor they are one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _whole(data: Sequence[Any]) -> bytes:
    """Bytes without the beginning of a character at their end."""
    found = bytes(data)
    while found:
        try:
            found.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            found = found[:-1]
        else:
            break
    return found
