"""`decide`: the four approaches side by side, for one project file."""

import argparse
import os
import sys

from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns, rows
from llm_project_lint.cli.project import read_project
from llm_project_lint.comparison.decision import Decision, decide
from llm_project_lint.model import Language
from llm_project_lint.outputs import View
from llm_project_lint.pipeline import Linter
from llm_project_lint.source import decode
from llm_project_lint.tally import INTERNAL_ERROR


def decide_file(parsed: argparse.Namespace, language: Language) -> int:
    """Print the decisions; 0 whatever they are, 2 where one could not be made. Raises UsageError for no single file."""
    configured = Configured(parsed, language)
    language = configured.language
    path, name, data = read_project(parsed.file, language)
    source, problems = decode(name, data)
    decisions = decide(Linter(configured.settings(path)), source, problems)
    view = View(language, colour=colour_of(os.environ, sys.stdout.isatty()), columns=columns(), rows=rows())
    if parsed.format == "json":
        from llm_project_lint.outputs.decision_json import decisions_json

        sys.stdout.write(decisions_json(decisions, view))
    else:
        from llm_project_lint.outputs.decision import decision_text

        sys.stdout.write("\n".join(decision_text(decision, view) for decision in decisions))
    return 2 if not all(map(_made, decisions)) else 0


def _made(decision: Decision) -> bool:
    """Whether it could be decided by every rule."""
    return bool(decision.columns) and all(finding.rule != INTERNAL_ERROR for finding in decision.faults)
