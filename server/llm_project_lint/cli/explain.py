"""`explain`: everything about one rule or driver, as the page of it."""

import argparse
import os
import sys

from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.errors import UsageError
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Language
from llm_project_lint.outputs.page import page
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.texts.cli import TEXTS


def explain(parsed: argparse.Namespace, language: Language) -> int:
    """Print the page; always 0. Raises UsageError for a name that no rule has."""
    book = load_rulebook()
    known = {**book.rules, **book.drivers}
    rule = known.get(parsed.rule)
    if rule is None:
        near, _ = nearest(parsed.rule, known)
        key = "no-rule-near" if near else "no-rule"
        raise UsageError(TEXTS.say(key, language, rule=printable(parsed.rule), near=near))
    text = page(rule, book, language)
    if colour_of(os.environ, sys.stdout.isatty()):
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=columns()).print(Markdown(text))
    else:
        sys.stdout.write(text)
    return 0
