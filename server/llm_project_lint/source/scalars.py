"""What a plain scalar means: the YAML 1.2 core schema, so that `no`, `on`, `12:30` and dates stay text."""

import re
from typing import Any

WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The plain scalars that are not text although they are words."""
STARTS = frozenset("0123456789+-.")
"""What a number can begin with; everything else need not be looked at twice."""
LONGEST_NUMBER = 400
"""Digits of a number that is still read as one: Python refuses longer conversions, and no fact needs them."""
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(\.[0-9]*)?|(\.[0-9]+))([eE][-+]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_TYPES: dict[str, tuple[type, ...]] = {"int": (int,), "float": (int, float), "bool": (bool,), "null": (type(None),)}


def plain(text: str) -> Any:
    """The value of a plain scalar. `.nan`, `.inf` and numbers too long or too large to hold stay text."""
    if text in WORDS:
        return WORDS[text]
    return number(text) if text[0] in STARTS else text


def number(text: str) -> Any:
    """An integer or float of the core schema, or the text itself if it is none."""
    if len(text) > LONGEST_NUMBER:
        return text
    found = _NUMBER.fullmatch(text)
    if found is None:
        return int(text, 0) if text[0] == "0" and _OTHER_BASE.fullmatch(text) else text
    if found.lastindex is None:
        return int(text)
    value = float(text)
    return value if abs(value) < float("inf") else text


def tagged(tag: str, text: str) -> tuple[bool, Any]:
    """Whether a scalar fits its tag, and its value; else the text itself. A whole number is a float too."""
    kind = tag.removeprefix("tag:yaml.org,2002:")
    if kind in ("str", "!"):
        return True, text
    value = plain(text)
    if kind not in _TYPES or not isinstance(value, _TYPES[kind]) or (kind != "bool" and isinstance(value, bool)):
        return False, text
    return True, value
