"""Whether data have the form of `schema/config.schema.json`, of which this knows the words that it uses.

Not by jsonschema, whose import alone takes longer than a whole run.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from llm_project_lint.model import Path
from llm_project_lint.resources import resource

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
}


class Mistake(NamedTuple):
    """Something wrong at a path (at its key with `key`).

    text: of `texts.configuration`. value: what is wrong. known: the words that could stand there, or the types.
    """

    path: Path
    text: str
    value: Any
    known: Sequence[str] = ()
    key: bool = False


@cache
def schema() -> Mapping[str, Any]:
    """The schema of a configuration."""
    with open(resource("schema", "config.schema.json"), encoding="utf-8") as file:
        found: Mapping[str, Any] = json.load(file)
    return found


def mistakes(data: Any) -> Iterator[Mistake]:
    """All that the schema does not allow, in no particular order."""
    yield from _mistakes(data, schema(), ())


def _mistakes(data: Any, form: Mapping[str, Any], path: Path) -> Iterator[Mistake]:
    if "$ref" in form:
        form = schema()["$defs"][form["$ref"].removeprefix("#/$defs/")]
    types = form.get("type", ())
    types = [types] if isinstance(types, str) else types
    if types and (isinstance(data, bool) or not any(isinstance(data, _TYPES[name]) for name in types)):
        yield Mistake(path, "wrong-type", data, types)
    elif "enum" in form and data not in form["enum"]:
        yield Mistake(path, "bad-word", data, form["enum"])
    elif isinstance(data, list):
        if len(data) < form.get("minItems", 0):
            yield Mistake(path, "empty", data)
        for index, entry in enumerate(data):
            yield from _mistakes(entry, form["items"], (*path, index))
    elif isinstance(data, dict):
        yield from _in_table(data, form, path)


def _in_table(data: Mapping[str, Any], form: Mapping[str, Any], path: Path) -> Iterator[Mistake]:
    known = form.get("properties", {})
    others = form["additionalProperties"]
    for key, value in data.items():
        if key in known or others:
            yield from _mistakes(value, known.get(key, others), (*path, key))
        else:
            yield Mistake((*path, key), "unknown-key", key, tuple(known), key=True)
