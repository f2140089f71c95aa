"""How much knowledge there is, how well it is kept, who made it, and how old the examples are."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, missing_of, paths, total_of_sources
from llm_project_lint.facts.derived.intervals import age
from llm_project_lint.facts.fact import Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

SOURCES = "data.knowledge.sources"
PRIVATE = ("first-party", "partner", "licensed")
"""Origins of text that is not open to everybody, so that no base model can be expected to know it."""


def source_count(facts: "Facts") -> Fact | Missing:
    """The number of sources that are listed; 0 where it is written that there is none."""
    listed = facts.get(SOURCES)
    if isinstance(listed, Missing):
        return listed
    return Fact(len(listed.value), "count", None, listed.paths)


def knowledge_documents(facts: "Facts") -> Fact | Missing:
    """Documents in the knowledge base: the stated total, else the sum if every source states its own."""
    return total_of_sources(facts, "documents", "count")


def all_sources_raw(facts: "Facts") -> Fact | Missing:
    """Whether nobody has checked any of the sources. One that was checked settles it, and so does having none."""
    listed = facts.get(SOURCES)
    if isinstance(listed, Missing):
        return listed
    if not listed.value:
        return Fact(False, "boolean", paths=listed.paths)
    checked = _any_source(facts, "quality", ("curated", "reviewed"))
    return checked if isinstance(checked, Missing) else checked._replace(value=not checked.value)


def curated_source(facts: "Facts") -> Fact | Missing:
    """Whether an owner stands behind every document of some source."""
    return _any_source(facts, "quality", ("curated",))


def private_source(facts: "Facts") -> Fact | Missing:
    """Whether some source is not public text."""
    return _any_source(facts, "origin", PRIVATE)


def _any_source(facts: "Facts", field: str, wanted: Collection[str]) -> Fact | Missing:
    """Whether a field of some source has one of these values: one that has settles it, else all must be stated."""
    items = facts.items(SOURCES)
    if items is None:
        listed = facts.get(SOURCES)
        return listed if isinstance(listed, Missing) else Missing()
    found = [item.get(field) for item in items]
    for fact in found:
        if isinstance(fact, Fact) and fact.value in wanted:
            return Fact(True, "boolean", paths=fact.paths)
    return missing_of(*found) or Fact(False, "boolean", paths=paths(*found))


def training_data_age(facts: "Facts") -> Fact | Missing:
    """Whole days since the newest example; none for a day to come."""
    return age(facts.get("data.training.collected_until"), facts.today)


DERIVED: dict[str, Derived] = {
    "derived.source_count": Derived("int", "count", source_count, (SOURCES,)),
    "derived.knowledge_documents": Derived("int", "count", knowledge_documents),
    "derived.all_sources_raw": Derived("bool", "boolean", all_sources_raw, (SOURCES,)),
    "derived.curated_source": Derived("bool", "boolean", curated_source, (SOURCES,)),
    "derived.private_source": Derived("bool", "boolean", private_source, (SOURCES,)),
    "derived.training_data_age": Derived("duration", "duration", training_data_age, ("data.training.collected_until",)),
}
