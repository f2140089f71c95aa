"""What is derived of one source: its limit, how fast its index follows, how old an answer from it can become."""

from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import SourceDerived, flag
from llm_project_lint.facts.derived.intervals import age, on_change, ratio, sum_of, within
from llm_project_lint.facts.fact import NEVER, Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts, Item


def limit_of(_: "Facts", item: "Item") -> Fact | Missing:
    """How old the facts of a source may be shown."""
    return item.get("max_staleness")


def limit_stated(_: "Facts", item: "Item") -> Fact:
    """Stated, for the source or for the project, be it in a way that cannot be read."""
    return flag(item.stated("max_staleness"), item.get("max_staleness"))


def staleness_of(facts: "Facts", item: "Item") -> Fact | Missing:
    """Worst case of one source with retrieval."""
    return sum_of(
        (item.get("reindex"), "reindex"),
        (facts.get("maintenance.reindex_duration"), "reindex_duration"),
        (facts.get("approach.answer_cache_ttl"), "answer_cache_ttl"),
    )


def staleness_ratio_of(facts: "Facts", item: "Item") -> Fact | Missing:
    """Worst-case staleness of a source by what is allowed for it."""
    return ratio(staleness_of(facts, item), item.get("max_staleness"))


def reindex_ratio_of(_: "Facts", item: "Item") -> Fact | Missing:
    """How many times a source changes between two runs of the index."""
    reindex = item.get("reindex")
    return on_change(reindex) or ratio(reindex, item.get("updates"))


def never_changes(_: "Facts", item: "Item") -> Fact:
    """Stated: the source is static."""
    return flag(is_static(item), item.get("updates"))


def fresh_of(facts: "Facts", item: "Item") -> Fact:
    """Proven: the index keeps the source within its limit."""
    return within(staleness_of(facts, item), item.get("max_staleness"))


def review_age_of(facts: "Facts", item: "Item") -> Fact | Missing:
    """Whole days since a source was last checked as a whole; none for a day to come."""
    return age(item.get("last_reviewed"), facts.today)


def is_static(item: "Item") -> bool:
    """Whether it is stated that the source never changes."""
    every = item.get("updates")
    return isinstance(every, Fact) and every.value >= NEVER


SEARCHED = ("rag", "hybrid")
SOURCE_DERIVED = {
    "source.limit": SourceDerived("duration", "duration", limit_of, ("source.max_staleness",)),
    "source.limit_stated": SourceDerived("bool", "boolean", limit_stated, closed=True),
    "source.staleness": SourceDerived("duration", "duration", staleness_of, ("source.reindex",), SEARCHED),
    "source.staleness_ratio": SourceDerived(
        "double", "number", staleness_ratio_of, ("source.max_staleness", "source.limit", "source.staleness"), SEARCHED
    ),
    "source.reindex_ratio": SourceDerived(
        "double", "number", reindex_ratio_of, ("source.reindex", "source.updates"), SEARCHED
    ),
    "source.never_changes": SourceDerived("bool", "boolean", never_changes, closed=True),
    "source.review_age": SourceDerived("duration", "duration", review_age_of, ("source.last_reviewed",)),
    "source.fresh": SourceDerived("bool", "boolean", fresh_of, (), SEARCHED, closed=True),
}
