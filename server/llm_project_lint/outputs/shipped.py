"""Where the pages of rules stand that come with the package."""

import os

from llm_project_lint.model import Language
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import load_rulebook


def page_of(rule: str, language: Language) -> str:
    """The file of the page of a rule or driver, "" for what is neither."""
    book = load_rulebook()
    if rule not in book.rules and rule not in book.drivers:
        return ""
    path = resource("docs", "rules", language, f"{rule}.md")
    return path if os.path.isfile(path) else ""
