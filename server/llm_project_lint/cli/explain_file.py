"""`explain --file`: how one rule or driver came to its answer on one project file."""

import os
import sys

from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.cli.project import read_project
from llm_project_lint.model import Document, Report
from llm_project_lint.outputs import View, renderer
from llm_project_lint.outputs.paint import Piece, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.trace import trace_text
from llm_project_lint.pipeline import Linter
from llm_project_lint.rule_check.trace import Trace
from llm_project_lint.rulebook import Rule, Rulebook
from llm_project_lint.source import decode, read_documents
from llm_project_lint.texts.trace import TEXTS


def explain_file(file: str, rule: Rule, book: Rulebook, configured: Configured) -> int:
    """Print one trace per document; 2 where one cannot be judged, or the rule failed on it. Raises UsageError."""
    path, name, data = read_project(file, configured.language)
    source, problems = decode(name, data)
    settings = configured.settings(path)
    off = settings.rules is not None and rule.id in book.rules and rule.id not in settings.rules
    if off:
        settings = settings._replace(rules=(*(settings.rules or ()), rule.id))
    linter = Linter(settings)
    view = View(configured.language, colour=colour_of(os.environ, sys.stdout.isatty()), columns=columns())
    note = TEXTS.say("off", view.language) if off else ""
    if problems:
        sys.stdout.write("\n".join(_broken(report, rule, view) for report in linter.check(source, problems)))
        return 2
    answers = [_answer(linter, document, rule, view, note) for document in read_documents(source)]
    sys.stdout.write("\n".join(text for text, _ in answers))
    return 0 if all(judged for _, judged in answers) else 2


def _answer(linter: Linter, document: Document, rule: Rule, view: View, note: str) -> tuple[str, bool]:
    """What is printed about one document, and whether the rule could be evaluated on it."""
    trace = linter.trace(rule.id, document)
    if isinstance(trace, Report):
        return _broken(trace, rule, view), False
    text = _where(document, view) + trace_text(trace, view, note)
    judged = not trace.failed
    if isinstance(trace, Trace) and not trace.applies and rule.judges:
        supposed = linter.trace(rule.id, document, rule.judges[0])
        if isinstance(supposed, Trace):
            text += "\n" + trace_text(supposed, view, supposed=True)
            judged = judged and not supposed.failed
    return text, judged


def _where(document: Document, view: View) -> str:
    """The head of a document: its file, the line it begins in, and the name of the project."""
    at = document.source.position(document.span.start)
    name = document.get(("project", "name"))
    place = Piece(f"{printable(document.source.path)}:{at.line}", "place")
    named = f"  {printable(' '.join(name.split()))}" if isinstance(name, str) else ""
    return paint([line(place, named, indent=4)], view.colour, view.columns)


def _broken(report: Report, rule: Rule, view: View) -> str:
    """The faults of a text that no rule may judge."""
    said = line(TEXTS.say("broken", view.language, rule=rule.id), indent=0)
    return renderer("full", view).report(report) + paint([said], view.colour, view.columns)
