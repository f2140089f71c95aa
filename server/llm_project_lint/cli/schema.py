"""`schema`: the JSON Schema of the format, with its titles and descriptions in the reader's language."""

import json
import sys
from typing import Any

from llm_project_lint.model import Language
from llm_project_lint.resources import resource


def schema(language: Language) -> int:
    """Print the schema as it is shipped, or with the Chinese texts in place of the English ones; always 0."""
    with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
        text = file.read()
    if language == "en":
        sys.stdout.write(text)
        return 0
    from llm_project_lint.texts.schema import translated

    found: dict[str, Any] = translated(json.loads(text))
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0
