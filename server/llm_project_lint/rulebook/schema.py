"""The schema of project files with what packs add to it, in a person's language."""

import json
from collections.abc import Sequence
from typing import Any

from llm_project_lint.model import Language
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.model import Pack
from llm_project_lint.texts.schema import translated


def project_schema(language: Language, packs: Sequence[Pack] = ()) -> dict[str, Any]:
    """The schema as data. What a pack says of its facts is said in the language that the pack is written in."""
    with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
        schema: dict[str, Any] = json.load(file)
    if language == "zh":
        schema = translated(schema)
    added = {pack.name: json.loads(pack.facts) for pack in packs if pack.facts}
    return {**schema, "properties": {**schema["properties"], **added}} if added else schema
