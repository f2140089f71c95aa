"""HTML made of elements, so that whatever a user's file contains ends up as text or as the value of an attribute.

Nothing else in the page's modules writes a tag: text becomes markup here, and only here.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

from llm_project_lint.outputs.printable import TAB, printable

_CODE = re.compile("`([^`]+)`")
_PART = re.compile("[^._]*[._]|[^._]+")
_EMPTY = frozenset({"meta", "wbr"})
"""Elements that have no end. They are closed all the same: the page is well-formed XML too, which is easy to check."""


class Markup(str):
    """HTML that is ready; any other text is escaped wherever it is put."""

    __slots__ = ()


NOTHING = Markup()
BREAK = Markup("\n")
"""A new line of the page's source, which shows nothing."""


def element(name: str, /, *children: str, **attributes: str | int | bool | None) -> Markup:
    """An element. Children that are no markup are text.

    attributes: `class_` for `class`, `data_line` for `data-line`; those that are None or False are left out.
    """
    written = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    if name in _EMPTY:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{joined(children)}</{name}>")


def joined(pieces: Iterable[str], separator: str = "") -> Markup:
    """Pieces one behind the other."""
    return Markup(text(separator).join(map(text, pieces)))


def text(value: str) -> Markup:
    """A text as markup that shows it and nothing else; markup stays as it is."""
    return value if isinstance(value, Markup) else Markup(escape(printable(value.replace("\t", " " * TAB))))


def prose(value: str) -> Markup:
    """A sentence; what stands in backticks is code."""
    pieces = _CODE.split(value)
    return joined(element("code", piece) if index % 2 else piece for index, piece in enumerate(pieces))


def place(name: str, **attributes: str | int | bool | None) -> Markup:
    """The name of a place as code, which may be broken behind its dots and underscores."""
    parts = _PART.findall(name)
    return element("code", joined(parts, element("wbr")), **attributes)


def filled(said: str, pieces: Mapping[str, Markup]) -> Markup:
    """A sentence with pieces of markup where the signs stand that they are named by; each sign is one character."""
    return joined(pieces.get(part, part) for part in re.split(f"([{''.join(pieces)}])", said))


def lines(pieces: Iterable[str]) -> Markup:
    """Pieces in lines of their own."""
    return Markup("".join(f"{piece}\n" for piece in map(text, pieces) if piece))


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f' {name}="{text("" if value is True else str(value))}"'
