"""What the schema says about each place to people, in one language: the words of a first file come from here."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_project_lint.facts.fields import Field, build
from llm_project_lint.model import Language
from llm_project_lint.resources import resource
from llm_project_lint.texts.schema import translated

_SENTENCE = re.compile(r".*?(?:[。？]|[.?](?= |\Z))(?! [0-9])")
"""The first sentence of a text; `Art. 17` is not its end."""


class Meaning(NamedTuple):
    """What a place means, in one sentence; a value that it may have; of an enum, what each value means."""

    said: str
    example: Any
    values: Mapping[str, str]


class Guide:
    """The format as fields and as words. Reads the schema once; a first file is written once."""

    def __init__(self, language: Language) -> None:
        with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        self.language = language
        self.fields: Field = build(schema)
        self._schema = schema if language == "en" else translated(schema)

    def meaning(self, place: str) -> Meaning:
        """What the schema says about a place, such as `data.knowledge.updates`. Raises KeyError for an unknown one."""
        node = self._schema
        for step in place.split("."):
            node = node["properties"][step]
        single = self._resolved(node["anyOf"][0] if node.get("x-list") else node)
        first = _SENTENCE.match(node["description"])
        said = first.group() if first else node["description"]
        return Meaning(said, node["examples"][0], dict(zip(*_described(single), strict=True)))

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        reference = node.get("$ref", "")
        definition = self._schema["$defs"][reference.removeprefix("#/$defs/")] if reference else {}
        return {**definition, **node}


def _described(node: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The values that a place suggests or demands, and what they mean; null means nothing that could be written."""
    if "x-suggestions" in node:
        return list(node["x-suggestions"]), list(node["x-suggestions"].values())
    described = [
        (str(value), text)
        for value, text in zip(node.get("enum", ()), node.get("enumDescriptions", ()), strict=True)
        if value is not None
    ]
    return [value for value, _ in described], [text for _, text in described]
