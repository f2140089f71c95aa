"""The names that `--select` and `--ignore` list."""

from collections.abc import Iterable, Sequence

from llm_project_lint.configuration.names import Asked, Names
from llm_project_lint.rulebook import Rulebook


def listed(lists: Iterable[str] | None) -> tuple[str, ...] | None:
    """The names of some lists, each separated by commas; None where there is no list."""
    return None if lists is None else tuple(name.strip() for some in lists for name in some.split(","))


def unknown(asked: Asked, books: Sequence[Rulebook]) -> list[str]:
    """The names asked for that are no rule, category or pack of any of these books."""
    known = [Names(book) for book in books]
    return [name for name in (*(asked.select or ()), *asked.ignore) if not any(names.rules(name) for names in known)]
