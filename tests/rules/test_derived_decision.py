"""What is derived of the decision itself, and of the plans that keep it true."""

from typing import Any

import pytest

from tests.rules.test_derived import said

SOURCES = "data.knowledge.sources"
ALL_BUT_COST = {
    "data.training.examples": 0,
    "requirements.gap": [],
    "performance.latency.p95": "5s",
    "maintenance.reindex": "daily",
}


@pytest.mark.parametrize(
    ("name", "facts", "text"),
    [
        # what is written says something, be it nothing, zero or not to be read; an empty section does not
        ("derived.missing_dimensions", {}, "`data`, `requirements`, `performance`, `cost`, `maintenance`"),
        ("derived.missing_dimensions", ALL_BUT_COST, "`cost`"),
        ("derived.missing_dimensions", {**ALL_BUT_COST, "cost.budget.monthly": None}, "`cost`"),
        ("derived.missing_dimensions", {**ALL_BUT_COST, "cost": "low"}, "none"),
        ("derived.missing_dimensions", {**ALL_BUT_COST, "cost.budget.monthly": 0}, "none"),
        # each source that changes needs a plan of its own; what is written and cannot be read is no absence
        ("derived.every_source_reindexed", {}, "false"),
        ("derived.every_source_reindexed", {SOURCES: []}, "false"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a", "reindex": "daily"}]}, "true"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a", "reindex": "soon"}]}, "true"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a", "reindex": "daily"}, {"name": "b"}]}, "false"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a", "updates": "90d"}]}, "true"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a", "updates": "89d"}]}, "false"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a"}], "data.knowledge.updates": "static"}, "true"),
        ("derived.every_source_reindexed", {SOURCES: [{"name": "a"}], "maintenance.reindex": "daily"}, "true"),
        ("derived.every_source_reindexed", {SOURCES: "wiki"}, "false"),
        # the examples are judged on 2026-11-22
        ("source.review_age", {SOURCES: [{"name": "a", "last_reviewed": "2026-11-21"}]}, "1 day"),
        ("source.review_age", {SOURCES: [{"name": "a", "last_reviewed": "2025-11-22"}]}, "365 days"),
        ("source.review_age", {SOURCES: [{"name": "a", "last_reviewed": "2026-12-24"}]}, "0 s"),
        ("source.review_age", {SOURCES: [{"name": "a"}]}, f"waits for {SOURCES}[a].last_reviewed"),
        ("source.review_age", {SOURCES: [{"name": "a", "last_reviewed": "2026-11"}]}, "waits for "),
        ("source.review_age", {}, f"waits for {SOURCES}"),
    ],
)
def test_a_derived_fact_says(name: str, facts: dict[str, Any], text: str) -> None:
    assert said(name, "hybrid", facts) == text
