"""What derived facts are made with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_project_lint.facts.fact import Fact, Missing
from llm_project_lint.facts.values import MAX_COUNT
from llm_project_lint.model import Path

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts, Item

RATIO_OF_NEVER = 1e9
"""A ratio to nothing, or of never: larger than any real one, and still a number to compare with."""


class Derived(NamedTuple):
    """A fact computed from others.

    cel, form: its type in conditions, and how it is printed.
    implies: the facts that are known wherever this one is (and is not 0), so that a message may name them.
    approaches: the choices for which it has a meaning; empty where it says nothing about a choice or its design.
    closed: always true or false; true only where stated facts prove it. It excuses (`unless`), it never accuses.
    table: the dated table of `rules/tables/` that it looks things up in.
    """

    cel: str
    form: str
    compute: "Callable[[Facts], Fact | Missing]"
    implies: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    closed: bool = False
    table: str = ""


class SourceDerived(NamedTuple):
    """The same for one source."""

    cel: str
    form: str
    compute: "Callable[[Facts, Item], Fact | Missing]"
    implies: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    closed: bool = False


def paths(*facts: Fact | Missing) -> tuple[Path, ...]:
    """The places that known facts rest on, each once."""
    found: dict[Path, None] = {}
    for fact in facts:
        if isinstance(fact, Fact):
            found.update(dict.fromkeys(fact.paths))
    return tuple(found)


def missing_of(*facts: Fact | Missing) -> Missing | None:
    """Why a fact that needs all of these is not known, None if they all are.

    Every place that is still to be stated, or none where one of them cannot become known.
    """
    missing = [fact for fact in facts if isinstance(fact, Missing)]
    if not missing:
        return None
    if not all(fact.places for fact in missing):
        return Missing()
    return Missing(tuple(dict.fromkeys(place for fact in missing for place in fact.places)))


def unusable(fact: Fact | Missing) -> bool:
    """Whether something is written there that cannot be read: then no default may stand in for it."""
    return isinstance(fact, Missing) and not fact.places


def value(fact: Fact | Missing, default: Any = None) -> Any:
    """The value of a known fact, else the default that the vocabulary names for its absence."""
    return fact.value if isinstance(fact, Fact) else default


def flag(holds: bool, *rests_on: Fact | Missing) -> Fact:
    """A closed fact."""
    return Fact(holds, "boolean", paths=paths(*rests_on) if holds else ())


def total_of_sources(facts: "Facts", field: str, form: str) -> Fact | Missing:
    """How much there is in the knowledge base: the stated total, else the sum if every source states its own."""
    stated, column = facts.get(f"data.knowledge.{field}"), facts.get(f"data.knowledge.sources.{field}")
    if isinstance(stated, Fact) or unusable(stated) or isinstance(column, Missing):
        return stated
    return Fact(min(sum(column.value), MAX_COUNT), form, None, column.paths)
