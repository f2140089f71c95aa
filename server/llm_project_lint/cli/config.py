"""`config`: what holds for a path in the end, and who says so: nobody, a preset, a file at a place, an option."""

import argparse
import json
import os
import sys

from llm_project_lint.cli.configured import Configured
from llm_project_lint.configuration import Configuration
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs.effective import Value, described, effective, effective_text
from llm_project_lint.outputs.origin import Origin
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook.adjust import adjusted
from llm_project_lint.texts.discovery import TEXTS as PATHS

OPTIONS = {"language": "lang", "fail-on": "fail_on", "show": "show"}
"""Keys of a configuration that an option says too."""


def config(parsed: argparse.Namespace, language: Language) -> int:
    """Print it; always 0. Raises UsageError for a path that does not exist, ConfigurationError for a wrong file."""
    configured = Configured(parsed, language)
    if parsed.path and not os.path.exists(parsed.path):
        raise UsageError(PATHS.say("missing", configured.language, path=printable(parsed.path)))
    path = os.path.join(parsed.path, "") if os.path.isdir(parsed.path) else parsed.path
    file, book = configured.of(path), configured.book(path)
    held = adjusted(book, configured.settings(path)._replace(rules=None))
    configured.check_names()
    found = effective(path, file, book, held, configured.asked, _said(parsed, file, language))
    if parsed.format == "json":
        print(json.dumps(described(found), indent=1))
    else:
        sys.stdout.write(effective_text(found, configured.language))
    return 0


def _said(parsed: argparse.Namespace, file: Configuration, locale: Language) -> dict[str, Value]:
    """What options say, and the language of the locale where nobody says another one."""
    said = {}
    if "language" not in file.data:
        said["language"] = Value("language", locale, Origin("locale"))
    for key, option in OPTIONS.items():
        if value := getattr(parsed, option):
            said[key] = Value(key, value, Origin("option", "--" + option.replace("_", "-")))
    return said
