"""What the record says of the decision itself: what was weighed, and what keeps it true."""

from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, flag
from llm_project_lint.facts.fact import Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

DIMENSIONS = ("data", "requirements", "performance", "cost", "maintenance")
"""The groups of facts that a decision is made from; the sections of the format that hold them."""


def missing_dimensions(facts: "Facts") -> Fact:
    """The dimensions of which nothing is written; an empty section says nothing."""
    return Fact([name for name in DIMENSIONS if not facts.stated(name)], "section")


def every_source_reindexed(facts: "Facts") -> Fact:
    """Proven: each listed source has its own plan for the index, or changes too seldom to need one."""
    plans: list[Fact | Missing] = []
    for item in facts.items("data.knowledge.sources") or ():
        updates = item.get("updates")
        seldom = isinstance(updates, Fact) and updates.value >= facts.threshold("static_update")
        if not item.stated("reindex") and not seldom:
            return flag(False)
        plans.append(item.get("reindex") if item.stated("reindex") else updates)
    return flag(bool(plans), *plans)


SEARCHED = ("rag", "hybrid")
DERIVED = {
    "derived.missing_dimensions": Derived("list", "section", missing_dimensions),
    "derived.every_source_reindexed": Derived("bool", "boolean", every_source_reindexed, (), SEARCHED, closed=True),
}
