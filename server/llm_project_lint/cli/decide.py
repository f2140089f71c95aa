"""`decide`: the four approaches side by side, for one project file."""

import argparse
import os
import sys

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.comparison.decision import Decision, decide
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs import View
from llm_project_lint.outputs.printable import printable
from llm_project_lint.pipeline import Linter
from llm_project_lint.source import decode
from llm_project_lint.tally import INTERNAL_ERROR
from llm_project_lint.texts.cli import TEXTS

STDIN = "-"
MOST_NAMED = 5
"""Files that are named where one has to be chosen."""


def decide_file(parsed: argparse.Namespace, language: Language) -> int:
    """Print the decisions; 0 whatever they are, 2 where one could not be made. Raises UsageError for no single file."""
    configured = Configured(parsed, language)
    language = configured.language
    path, name, data = _read(parsed.file, language)
    source, problems = decode(name, data)
    decisions = decide(Linter(configured.settings(path)), source, problems)
    view = View(language, colour=colour_of(os.environ, sys.stdout.isatty()), columns=columns())
    if parsed.format == "json":
        from llm_project_lint.outputs.decision_json import decisions_json

        sys.stdout.write(decisions_json(decisions, view))
    else:
        from llm_project_lint.outputs.decision import decision_text

        sys.stdout.write("\n".join(decision_text(decision, view) for decision in decisions))
    return 2 if not all(map(_made, decisions)) else 0


def _read(path: str, language: Language) -> tuple[str, str, bytes]:
    """The file to compare: its path, as it is printed, and its bytes."""
    if path == STDIN:
        return "", "<stdin>", sys.stdin.buffer.read(files.MOST_BYTES)
    found = discovery.find([path] if path else [], language)
    if not found.files:
        raise UsageError(TEXTS.say("no-file", language, folder=printable(path or ".")))
    if len(found.files) > 1:
        named = [printable(file.shown) for file in found.files[:MOST_NAMED]]
        more = ", .." if len(found.files) > MOST_NAMED else ""
        raise UsageError(TEXTS.say("several-files", language, count=len(found.files), files=", ".join(named) + more))
    (file,) = found.files
    try:
        return file.path, file.shown, files.read(file.path, language)
    except UsageError as error:
        raise UsageError(f"{printable(file.shown)}: {error}") from error


def _made(decision: Decision) -> bool:
    """Whether it could be decided by every rule."""
    return bool(decision.columns) and all(finding.rule != INTERNAL_ERROR for finding in decision.faults)
