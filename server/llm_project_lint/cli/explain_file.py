"""`explain --file`: how one rule or driver came to its answer on one project file."""

import os
import sys

from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.cli.project import read_project
from llm_project_lint.outputs import View
from llm_project_lint.outputs.explained import explained, unexplained
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import Rule, Rulebook
from llm_project_lint.source import decode, read_documents


def explain_file(file: str, rule: Rule, book: Rulebook, configured: Configured) -> int:
    """Print one trace per document; 2 where one cannot be judged, or the rule failed on it. Raises UsageError."""
    path, name, data = read_project(file, configured.language)
    source, problems = decode(name, data)
    settings = configured.settings(path)
    view = View(configured.language, colour=colour_of(os.environ, sys.stdout.isatty()), columns=columns())
    if problems:
        reports = Linter(settings).check(source, problems)
        sys.stdout.write("\n".join(unexplained(report, rule, view) for report in reports))
        return 2
    found = explained(settings, read_documents(source), rule, book, view)
    sys.stdout.write(found.text)
    return 0 if found.judged else 2
