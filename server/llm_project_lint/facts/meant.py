"""Which value of an enum is meant by other words, or by several values at once."""

import re
import unicodedata
from typing import Any, NamedTuple

from llm_project_lint.facts.fields import Field
from llm_project_lint.facts.nearest import LONGEST, called, nearest

TOGETHER = " + "
"""Joins the values of an alias that stands for several named together."""
_BETWEEN = re.compile(r"\s*(?:[+,;/&|、]|\b(?:and|plus|with)\b|[和与及加])\s*")
_OPEN = re.compile(r"\b(?:no|not|non|never|without|instead|or|vs|versus)\b|[不无没非或]")
"""Says that a value is not meant, or that it is not decided."""
_WORDS = re.compile(r"[a-z0-9]+|[一-鿿]")


class Meant(NamedTuple):
    """The values that may be meant. A list is a value of its own, for a field that takes one. sure: beyond doubt."""

    values: tuple[Any, ...] = ()
    sure: bool = False


def meant(raw: Any, text: str, field: Field) -> Meant:
    """What may be meant by a value that an enum does not have; `text` is how it is written."""
    if isinstance(raw, dict):
        return Meant()
    if isinstance(raw, list):
        parts = [str(one) for one in raw]
        return _several(parts, field) if len(parts) <= len(field.values) else Meant()
    if len(text) > LONGEST:
        return Meant()
    text = unicodedata.normalize("NFKC", text).strip().lower()
    one = _one(text, field)
    if one.values or _OPEN.search(text):
        return one
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) > 1:
        return _several(parts, field)
    inside = _inside(text, field)
    if len(inside) > 1:
        return Meant(_together(inside, field))
    near = nearest(text, field.values)[0]
    return Meant(tuple(inside) or (() if near is None else (near,)))


def _one(word: str, field: Field) -> Meant:
    """What a word alone stands for, without guessing."""
    if others := called(word, field.aliases):
        return Meant(tuple(others))
    near, sure = nearest(word, field.values)
    return Meant((near,), True) if sure else Meant()


def _several(parts: list[str], field: Field) -> Meant:
    """What parts stand for together; nothing unless each stands for one value."""
    found: dict[Any, None] = {}
    for part in parts:
        values = _one(part, field).values or tuple(_inside(part.lower(), field))
        if len(values) != 1 or _OPEN.search(part.lower()):
            return Meant()
        found[values[0]] = None
    if len(found) <= 1:
        return Meant(tuple(found))
    together = _together(found, field)
    return Meant(together or (([*found],) if field.many else ()))


def _inside(text: str, field: Field) -> dict[Any, None]:
    """The values that are named inside a longer text, each once."""
    spoken = _spoken(text)
    names = {value: (str(value), *field.aliases.get(str(value), ())) for value in field.values}
    return {value: None for value, words in names.items() if any(_spoken(word) in spoken for word in words)}


def _spoken(text: str) -> str:
    """The words of a text with a space on each side, so that one text can be looked for in another."""
    return f" {' '.join(_WORDS.findall(text))} "


def _together(values: dict[Any, None], field: Field) -> tuple[str, ...]:
    """The values that stand for others named together."""
    return tuple(
        value
        for value, words in field.aliases.items()
        for word in words
        if TOGETHER in word and set(word.split(TOGETHER)) <= values.keys()
    )
