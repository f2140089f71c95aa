"""`schema`: a JSON Schema: of what people write, in the reader's language, or of what `json` formats print."""

import argparse
import json
import sys
from typing import Any

from llm_project_lint.cli.configured import Configured
from llm_project_lint.model import Language
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.schema import project_schema
from llm_project_lint.texts.schema import CONFIGURATION, EDITOR, PROJECT, translated

NAMES = {
    "project": ("llm-project", PROJECT),
    "config": ("config", CONFIGURATION),
    "editor": ("editor", EDITOR),
    "report": ("report", ""),
    "decision": ("decision", ""),
    "changes": ("changes", ""),
}
"""The schema that is printed, and the file of its Chinese texts; "" for what programs read: that is in English."""


def schema(parsed: argparse.Namespace, language: Language) -> int:
    """Print the schema as it is shipped, or with the Chinese texts in place of the English ones; always 0.

    That of project files holds the facts of the packs that are configured. Raises ConfigurationError for a wrong file.
    """
    name, chinese = NAMES[parsed.of]
    if parsed.of == "project":
        configured = Configured(parsed, language)
        if packs := configured.book("").packs:
            print(json.dumps(project_schema(language, packs), ensure_ascii=False, indent=2))
            return 0
    with open(resource("schema", f"{name}.schema.json"), encoding="utf-8") as file:
        text = file.read()
    if language == "en" or not chinese:
        sys.stdout.write(text)
        return 0
    found: dict[str, Any] = translated(json.loads(text), chinese)
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0
