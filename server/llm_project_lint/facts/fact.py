"""What a fact is, stated or derived, and what stands in its place when it is not known."""

import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from llm_project_lint.model import Path, ValuePath

Bound: TypeAlias = Literal["exact", "at_least", "at_most", "estimate"]
"""How a value computed from partial knowledge may be believed: an estimate has defaults in it (RULES: Bounds)."""


class Part(NamedTuple):
    """One term of a printed arithmetic: `100 ms (search)`.

    value, form: as of a fact. label: what it is called; label_zh where that is no word of the format.
    assumed: a default nobody stated.
    """

    value: Any
    form: str
    label: str
    label_zh: str = ""
    assumed: bool = False


class Fact(NamedTuple):
    """A known fact.

    value: what conditions see: timedelta, int, float, bool, str, an aware datetime, or a list of one of these.
    form: how it is written and printed, a key of `values.FORMS` (`cadence`, `duration`, `count`, ...).
    raw: as the user wrote it; None for derived facts.
    paths: the stated places it rests on, in the order they are printed as related places.
    bound: see `Bound`; open: the value paths that would make a bounded value exact.
    parts: the printed arithmetic of a sum, see `Part`.
    """

    value: Any
    form: str
    raw: Any = None
    paths: tuple[Path, ...] = ()
    bound: Bound = "exact"
    open: tuple[ValuePath, ...] = ()
    parts: tuple[Part, ...] = ()


class Missing(NamedTuple):
    """A fact that is not known.

    places: the value paths to state so that it becomes known; empty where nothing that could be stated would help (an
    unusable value, a vendor without an entry).
    """

    places: tuple[ValuePath, ...] = ()


@lru_cache(1024)
def missing(place: ValuePath) -> Missing:
    """A fact that one place would make known."""
    return Missing((place,))


NEVER = datetime.timedelta(days=36500)
"""`never` and `static` as an interval: 100 years (vocabulary.md section 2)."""
