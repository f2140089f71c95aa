"""Derived facts: small functions from stated facts to what rules compare. One registry; a room per topic."""

from llm_project_lint.facts.derived import (
    cadence,
    coverage,
    decision,
    domains,
    knowledge,
    latency,
    money,
    results,
    review,
    size,
    source,
    training,
    training_cost,
)
from llm_project_lint.facts.derived.base import Derived, SourceDerived

DERIVED: dict[str, Derived] = {
    **cadence.DERIVED,
    **review.DERIVED,
    **latency.DERIVED,
    **training.DERIVED,
    **coverage.DERIVED,
    **knowledge.DERIVED,
    **domains.DERIVED,
    **results.DERIVED,
    **size.DERIVED,
    **money.DERIVED,
    **training_cost.DERIVED,
    **decision.DERIVED,
}
"""By name, as conditions say it: `derived.updates`."""

SOURCE_DERIVED: dict[str, SourceDerived] = source.SOURCE_DERIVED
"""Facts of one source: `source.staleness`."""

__all__ = ["DERIVED", "SOURCE_DERIVED", "Derived", "SourceDerived"]
