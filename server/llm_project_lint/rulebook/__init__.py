"""The rules and all they compare with and cite, checked when they are loaded."""

import importlib

from llm_project_lint.rulebook.model import Rule, Rulebook

__all__ = ["Rule", "Rulebook", "load_rulebook", "reload_rulebook"]

PREPARED = "llm_project_lint._prepared"
_book: Rulebook | None = None


def load_rulebook() -> Rulebook:
    """Our rulebook, loaded once: prepared in a built distribution, from the YAML files in a checkout.

    Raises RuleError at the first mistake in a rule file.
    """
    global _book
    if _book is None:
        _book = _prepared() or _loaded()
    return _book


def reload_rulebook() -> None:
    """Read the rule files anew, for a process that outlives a change of them.

    Raises RuleError for a mistake in them; then the rulebook stays as it was.
    """
    global _book
    _book = _prepared() or _loaded()


def _prepared() -> Rulebook | None:
    try:
        module = importlib.import_module(PREPARED)
    except ModuleNotFoundError as error:
        if error.name == PREPARED:
            return None
        raise
    book: Rulebook = module.BOOK
    return book


def _loaded() -> Rulebook:
    from llm_project_lint.rulebook.load import load  # imports what checks rule files, which a distribution never needs

    return load()
