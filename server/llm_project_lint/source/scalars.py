"""What a plain scalar means: the YAML 1.2 core schema, so that `no`, `on`, `12:30` and dates stay text."""

import re
from typing import Any

WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
STARTS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
LONGEST_NUMBER = 400
"""Digits of a number that is still read as one: Python refuses longer conversions, and no fact needs them."""


def plain(text: str) -> Any:
    """The value of a plain scalar. `.nan`, `.inf` and numbers too long or too large to hold stay text."""
    if text in WORDS:
        return WORDS[text]
    return number(text) if text[0] in STARTS else text


def number(text: str) -> Any:
    """An integer or float of the core schema, or the text itself if it is none."""
    if len(text) > LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        return value if abs(value) < float("inf") else text
    if _OTHER_BASE.fullmatch(text):
        return int(text, 0)
    return text


TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")} | {"!"}
"""Tags that are honoured; every other one is a mistake in a project file."""


def tagged(tag: str, text: str) -> tuple[bool, Any]:
    """Whether a scalar fits its tag, and its value."""
    kind = tag.rpartition(":")[2]
    if kind in ("str", "!"):
        return True, text
    value = plain(text)
    types = {"int": int, "float": (int, float), "bool": bool, "null": type(None)}
    fits = kind in types and isinstance(value, types[kind]) and (kind == "bool" or not isinstance(value, bool))
    return (fits, float(value)) if fits and kind == "float" else (fits, value)
