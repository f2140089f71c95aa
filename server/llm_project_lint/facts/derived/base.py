"""What derived facts are made with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_project_lint.facts.fact import Fact, Missing
from llm_project_lint.model import Path

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts, Item

RATIO_OF_NEVER = 1e9
"""A ratio to nothing, or of never: larger than any real one, and still a number to compare with."""


class Derived(NamedTuple):
    """A fact computed from others.

    cel, form: its type in conditions, and how it is printed. reads: what it is computed from, first what it needs most.
    approaches: the choices for which it has a meaning; empty where it does not depend on the choice.
    closed: always true or false; true only where stated facts prove it. Such facts excuse (`unless`), they never accuse.
    """

    cel: str
    form: str
    compute: "Callable[[Facts], Fact | Missing]"
    reads: tuple[str, ...]
    approaches: tuple[str, ...] = ()
    closed: bool = False


class SourceDerived(NamedTuple):
    """The same for one source."""

    cel: str
    form: str
    compute: "Callable[[Facts, Item], Fact | Missing]"
    reads: tuple[str, ...]
    closed: bool = False


def paths(*facts: Fact | Missing) -> tuple[Path, ...]:
    """The places that known facts rest on, each once."""
    return tuple(dict.fromkeys(path for fact in facts if isinstance(fact, Fact) for path in fact.paths))


def missing_of(*facts: Fact | Missing) -> Missing | None:
    """Why a fact that needs all of these is not known, None if they all are: every place that is still to be stated, or
    none where one of them cannot become known.
    """
    missing = [fact for fact in facts if isinstance(fact, Missing)]
    if not missing:
        return None
    if not all(fact.places for fact in missing):
        return Missing()
    return Missing(tuple(dict.fromkeys(place for fact in missing for place in fact.places)))


def value(fact: Fact | Missing, default: Any = None) -> Any:
    """The value of a known fact, else the default that the vocabulary names for its absence."""
    return fact.value if isinstance(fact, Fact) else default


def flag(holds: bool, *rests_on: Fact | Missing) -> Fact:
    """A closed fact."""
    return Fact(holds, "boolean", paths=paths(*rests_on) if holds else ())
