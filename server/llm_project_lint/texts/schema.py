"""The schemas' titles and descriptions in Chinese; the schemas themselves stay plain JSON Schemas in English."""

import json
import os
from collections.abc import Mapping
from typing import Any

_HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT, CONFIGURATION, EDITOR = (os.path.join(_HERE, f"{name}.zh.json") for name in ("schema", "config", "editor"))
"""By place: `$defs/NAME` for a definition, a dotted name such as `data.knowledge.sources[].name` for a property."""


def translated(schema: Mapping[str, Any], texts: str = PROJECT) -> dict[str, Any]:
    """A schema with its titles, descriptions and descriptions of enum values in Chinese. texts: the file of them."""
    with open(texts, encoding="utf-8") as file:
        chinese = json.load(file)
    entries: dict[str, str] = {}
    found = _translated(schema, "", chinese, entries)
    if "$defs" in schema:
        definitions = schema["$defs"].items()
        found["$defs"] = {name: _translated(one, f"$defs/{name}", chinese, entries) for name, one in definitions}
    return found


def _translated(
    schema: Mapping[str, Any], place: str, chinese: Mapping[str, Any], entries: dict[str, str]
) -> dict[str, Any]:
    """A part of the schema. entries: the list whose entries a definition is; lists stand before definitions."""
    found = dict(schema)
    words = dict(chinese.get(place, {}))
    values = words.pop("values", {})
    found.update(words)
    if "enumDescriptions" in found and values:
        found["enumDescriptions"] = [values.get(str(value), "未写明。") for value in schema["enum"]]
    if "x-suggestions" in found and values:
        found["x-suggestions"] = values
    if "properties" in found:
        above = entries.get(place, place)
        inside = f"{above}." if above else ""
        properties = schema["properties"].items()
        found["properties"] = {key: _translated(one, inside + key, chinese, entries) for key, one in properties}
    if "$ref" in found.get("items", {}):
        entries[found["items"]["$ref"].removeprefix("#/")] = f"{place}[]"
    return found
