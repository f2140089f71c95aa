"""The rules and all they compare with and cite, checked when they are loaded."""

import importlib

from llm_project_lint.rulebook.model import Rule, Rulebook
from llm_project_lint.settings import PackFolder

__all__ = ["Rule", "Rulebook", "load_rulebook", "reload_rulebook"]

PREPARED = "llm_project_lint._prepared"
MOST_BOOKS = 16
"""Books that are kept: somebody who writes a pack in an editor makes one with every save."""
_books: dict[tuple[PackFolder, ...], Rulebook] = {}


def load_rulebook(packs: tuple[PackFolder, ...] = ()) -> Rulebook:
    """Our rulebook and what packs add to it, loaded once.

    Ours is prepared in a built distribution, and read from the YAML files in a checkout; packs are always read.
    Raises RuleError at the first mistake in a file.
    """
    book = _books.get(packs)
    if book is None:
        book = _extended(load_rulebook(packs[:-1]), packs[-1]) if packs else _ours()
        if len(_books) >= MOST_BOOKS:
            del _books[next(known for known in _books if known)]
        _books[packs] = book
    return book


def reload_rulebook() -> None:
    """Read the rule files anew, for a process that outlives a change of them.

    Raises RuleError for a mistake in them; then the rulebook stays as it was.
    """
    book = _ours()
    _books.clear()
    _books[()] = book


def _ours() -> Rulebook:
    return _prepared() or _loaded()


def _extended(book: Rulebook, pack: PackFolder) -> Rulebook:
    from llm_project_lint.rulebook.load import extended

    return extended(book, pack)


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
