"""Values as YAML text in one line, and new entries as lines of block style."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from llm_project_lint.edits.pieces import Refused
from llm_project_lint.source.scalars import plain

_PLAIN = re.compile(r"[^\W_](?:[^:#,\[\]{}]|:(?=[^\s:,\[\]{}]))*(?<! )")
"""Plain text that is the same in block and flow style; nothing that needs a second look."""
_OTHERS = frozenset(("yes", "no", "on", "off", "y", "n"))
"""Plain words that are text here but booleans for readers of YAML 1.1, who may share the file."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def written(value: Any, style: str = "plain") -> str:
    """A value in one line, collections in flow style. style: how text is quoted if it can be, as of a `Mark`."""
    if isinstance(value, str):
        return _text(value, style)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return f"[{', '.join(written(one, style) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(entry(key, child, style) for key, child in value.items())}}}"
    raise Refused


def entry(key: str, value: Any, style: str = "plain") -> str:
    """An entry of a mapping in one line. None is left to be filled in; inside braces the colon needs its blank."""
    return f"{written(key, style)}: {'' if value is None else written(value, style)}"


def lines(entries: Mapping[str, Any], column: int, step: int) -> Iterator[str]:
    """Entries of a block mapping that begin in a column, mappings inside `step` columns further in."""
    for key, value in entries.items():
        margin = " " * column
        if isinstance(value, dict):
            yield f"{margin}{written(key)}:"
            yield from lines(value, column + step, step)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield f"{margin}{written(key)}:"
            for one in value:
                yield from item(one, column + step)
        else:
            yield f"{margin}{entry(key, value)}".rstrip()


def item(value: Any, column: int, style: str = "plain") -> Iterator[str]:
    """An entry of a block list whose dash is in a column; of a mapping every key has a line. style: as of `written`."""
    if not isinstance(value, dict) or not value:
        yield f"{' ' * column}- {written(value, style)}"
        return
    for index, (key, child) in enumerate(value.items()):
        yield f"{' ' * column}{' ' if index else '-'} {entry(key, child)}".rstrip()


def is_plain(text: str) -> bool:
    """Whether text can stand without quotes, in block and in flow style."""
    # What is printable holds no break and no blank but the space.
    if not text.isprintable() or not _PLAIN.fullmatch(text) or text.lower() in _OTHERS:
        return False
    return isinstance(plain(text), str)


def _text(text: str, style: str) -> str:
    if style == "single" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style in ("single", "double") or not is_plain(text):
        return '"' + "".join(map(_escaped, text)) + '"'
    return text


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
