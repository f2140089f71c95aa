"""`explain`: everything about one rule or driver, as the page of it, or its answer on one file."""

import argparse
import os
import sys

from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.configuration import decided
from llm_project_lint.errors import UsageError
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Language
from llm_project_lint.outputs.origin import of_decision
from llm_project_lint.outputs.page import Here, page
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import Rule, Rulebook
from llm_project_lint.rulebook.adjust import adjusted
from llm_project_lint.texts.checks import TEXTS as CHECKS
from llm_project_lint.texts.cli import TEXTS
from llm_project_lint.texts.config import TEXTS as CONFIG
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS
from llm_project_lint.texts.trace import TEXTS as TRACE


def explain(parsed: argparse.Namespace, language: Language) -> int:
    """Print the page, or with a file how the rule came to its answer; 0, or 2 for a file that cannot be judged.

    Of a name in reports that is no rule, it says what that stands for.

    Raises UsageError for a name that no rule has, ConfigurationError for a wrong file.
    """
    configured = Configured(parsed, language)
    language = configured.language
    book = configured.book(parsed.file)
    known = {**book.rules, **book.drivers}
    rule = known.get(parsed.rule)
    if rule is None and parsed.rule in CHECKS:
        said = TEXTS.say("other-name", language, name=parsed.rule, said=CHECKS.say(parsed.rule, language))
        if parsed.file:
            raise UsageError(said)
        print(said)
        return 0
    if rule is None:
        near, _ = nearest(parsed.rule, known)
        key = "no-rule-near" if near else "no-rule"
        raise UsageError(TEXTS.say(key, language, rule=printable(parsed.rule), near=near))
    if parsed.file:
        from llm_project_lint.cli.explain_file import explain_file

        return explain_file(parsed.file, rule, book, configured)
    if parsed.today:
        raise UsageError(TRACE.say("today-alone", language))
    text = page(rule, book, language, _here(rule, book, configured))
    if colour_of(os.environ, sys.stdout.isatty()):
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=columns()).print(Markdown(text))
    else:
        sys.stdout.write(text)
    return 0


def _here(rule: Rule, book: Rulebook, configured: Configured) -> Here:
    """What the configuration of this folder makes of a rule; drivers are no rules, but they compare too."""
    file, language = configured.of(""), configured.language
    held = adjusted(book, configured.settings("")).thresholds
    thresholds = {name: one._replace(origin=printable(one.origin)) for name, one in held.items() if one.default}
    notes = []
    if rule.id in book.rules and not (decision := decided(book, file, configured.asked)[rule.id]).on:
        notes.append(CONFIG.say("off-here", language, origin=of_decision(decision, file, book).said(language)))
    if severity := file.severities.get(rule.id):
        said = {"file": printable(file.file), "severity": OUTPUTS.say(severity, language)}
        notes.append(CONFIG.say("severity-here", language, **said))
    return Here(tuple(notes), thresholds)
