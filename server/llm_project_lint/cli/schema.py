"""`schema`: the JSON Schema of project files or of a configuration, with its texts in the reader's language."""

import argparse
import json
import sys
from typing import Any

from llm_project_lint.model import Language
from llm_project_lint.resources import resource

PROJECT = "project"


def schema(parsed: argparse.Namespace, language: Language) -> int:
    """Print the schema as it is shipped, or with the Chinese texts in place of the English ones; always 0."""
    name = "llm-project.schema.json" if parsed.of == PROJECT else "config.schema.json"
    with open(resource("schema", name), encoding="utf-8") as file:
        text = file.read()
    if language == "en":
        sys.stdout.write(text)
        return 0
    from llm_project_lint.texts.schema import CHINESE, CHINESE_CONFIGURATION, translated

    found: dict[str, Any] = translated(json.loads(text), CHINESE if parsed.of == PROJECT else CHINESE_CONFIGURATION)
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0
