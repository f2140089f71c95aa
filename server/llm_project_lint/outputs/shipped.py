"""Where what is said of a rule can be read: on its page, which comes with the package, or in the pack that it is of."""

import os
from functools import lru_cache

from llm_project_lint.model import Language
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.rulebook.model import pack_of


@lru_cache(512)
def page_of(rule: str, language: Language) -> str:
    """The file of the page of a rule or driver, "" for what is neither."""
    book = load_rulebook()
    if rule not in book.rules and rule not in book.drivers:
        return ""
    path = resource("docs", "rules", language, f"{rule}.md")
    return path if os.path.isfile(path) else ""


def file_of(rule: str, book: Rulebook, language: Language) -> str:
    """The page of a rule or driver; of one of a pack the file that it is written in; "" for what is neither."""
    if not pack_of(rule):
        return page_of(rule, language)
    known = book.rules.get(rule) or book.drivers.get(rule)
    folder = next((pack.folder for pack in book.packs if known and pack.name == known.pack), "")
    return os.path.join(folder, *known.file.split("/")) if known and folder else ""
