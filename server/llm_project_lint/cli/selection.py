"""The names that `--select` and `--ignore` list."""

from collections.abc import Iterable

from llm_project_lint.configuration.names import Names
from llm_project_lint.errors import UsageError
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.texts.cli import TEXTS


def listed(lists: Iterable[str] | None, book: Rulebook, language: Language) -> tuple[str, ...] | None:
    """The rules and categories of some lists of names, each separated by commas; None where there is no list.

    Raises UsageError for a name that is neither.
    """
    if lists is None:
        return None
    names = Names(book)
    found = tuple(name.strip() for some in lists for name in some.split(","))
    for name in found:
        if not names.rules(name):
            near, _ = nearest(name, names.all)
            key = "no-name-near" if near else "no-name"
            raise UsageError(TEXTS.say(key, language, name=printable(name), near=near))
    return found
