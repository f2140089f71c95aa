"""How one rule or driver came to its answer on each document of a file."""

from collections.abc import Iterable
from typing import NamedTuple

from llm_project_lint.model import Document, Report
from llm_project_lint.outputs import View
from llm_project_lint.outputs.full import Full
from llm_project_lint.outputs.paint import Piece, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import path_of
from llm_project_lint.outputs.trace import trace_text
from llm_project_lint.pipeline import Linter
from llm_project_lint.rule_check.trace import Trace
from llm_project_lint.rulebook import Rule, Rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.texts.trace import TEXTS


class Explained(NamedTuple):
    """The text about all documents, and whether the rule could be evaluated on each of them."""

    text: str
    judged: bool


def explained(settings: Settings, documents: Iterable[Document], rule: Rule, book: Rulebook, view: View) -> Explained:
    """The answers of a rule, also of one that the settings leave out."""
    off = settings.rules is not None and rule.id in book.rules and rule.id not in settings.rules
    if off:
        settings = settings._replace(rules=(*(settings.rules or ()), rule.id))
    linter = Linter(settings)
    note = TEXTS.say("off", view.language) if off else ""
    answers = [_answer(linter, document, rule, view, note) for document in documents]
    return Explained("\n".join(one.text for one in answers), all(one.judged for one in answers))


def unexplained(report: Report, rule: Rule, view: View) -> str:
    """The faults of a text that no rule may judge."""
    said = line(TEXTS.say("broken", view.language, rule=rule.id), indent=0)
    return Full(view).report(report) + paint([said], view.colour, view.columns)


def _answer(linter: Linter, document: Document, rule: Rule, view: View, note: str) -> Explained:
    """What is printed about one document."""
    trace = linter.trace(rule.id, document)
    if isinstance(trace, Report):
        return Explained(unexplained(trace, rule, view), judged=False)
    text = _where(document, view) + trace_text(trace, view, note)
    judged = not trace.failed
    if isinstance(trace, Trace) and not trace.applies and rule.judges:
        supposed = linter.trace(rule.id, document, rule.judges[0])
        if isinstance(supposed, Trace):
            text += "\n" + trace_text(supposed, view, supposed=True)
            judged = judged and not supposed.failed
    return Explained(text, judged)


def _where(document: Document, view: View) -> str:
    """The head of a document: its file, the line it begins in, and the name of the project."""
    at = document.source.position(document.span.start)
    name = document.get(("project", "name"))
    place = Piece(f"{path_of(document.source, view.language)}:{at.line}", "place")
    named = f"  {printable(' '.join(name.split()))}" if isinstance(name, str) else ""
    return paint([line(place, named, indent=4)], view.colour, view.columns)
