"""What is derived of the knowledge base and of the age of the examples."""

from typing import Any

import pytest

from tests.rules.test_derived import SOURCES, said


def sources(**columns: list[Any]) -> dict[str, Any]:
    """Sources a, b, .. with the values of some fields; None is not stated."""
    entries: list[dict[str, Any]] = [{"name": name} for name in "abc"[: max(map(len, columns.values()))]]
    for field, values in columns.items():
        for entry, value in zip(entries, values, strict=True):
            if value is not None:
                entry[field] = value
    return {SOURCES: entries}


@pytest.mark.parametrize(
    ("name", "facts", "text"),
    [
        ("source_count", {SOURCES: [{"name": "a"}, {"name": "b"}]}, "2"),
        ("source_count", {SOURCES: []}, "0"),
        ("source_count", {}, f"waits for {SOURCES}"),
        ("source_count", {SOURCES: "wiki"}, "waits for "),
        # a stated total counts more than a sum; a sum needs all its terms
        ("knowledge_documents", sources(documents=[3000, "6k"]), "9,000"),
        ("knowledge_documents", {**sources(documents=[3000, 6000]), "data.knowledge.documents": 8000}, "8,000"),
        ("knowledge_documents", sources(documents=[3000, None]), "waits for data.knowledge.documents"),
        ("knowledge_documents", {SOURCES: []}, "0"),
        ("knowledge_documents", {**sources(documents=[3000]), "data.knowledge.documents": "many"}, "waits for "),
        # one source that was checked settles it, and so does having none
        ("all_sources_raw", sources(quality=["raw", "raw"]), "true"),
        ("all_sources_raw", sources(quality=["reviewed", None]), "false"),
        ("all_sources_raw", sources(quality=["raw", None]), f"waits for {SOURCES}[b].quality"),
        ("all_sources_raw", sources(quality=["raw", "so-so"]), "waits for "),
        ("all_sources_raw", sources(quality=["curated", "so-so"]), "false"),
        ("all_sources_raw", {SOURCES: []}, "false"),
        ("all_sources_raw", {}, f"waits for {SOURCES}"),
        ("all_sources_raw", {SOURCES: "wiki"}, "waits for "),
        ("curated_source", sources(quality=["raw", None, "curated"]), "true"),
        ("curated_source", sources(quality=["raw", "reviewed"]), "false"),
        (
            "curated_source",
            sources(quality=["raw", None, None]),
            f"waits for {SOURCES}[b].quality, {SOURCES}[c].quality",
        ),
        ("curated_source", sources(quality=["so-so", None]), "waits for "),
        ("curated_source", {SOURCES: []}, "false"),
        ("curated_source", {}, f"waits for {SOURCES}"),
        ("private_source", sources(origin=["web", "licensed"]), "true"),
        ("private_source", sources(origin=["partner", None]), "true"),
        ("private_source", sources(origin=["web", "user-generated"]), "false"),
        ("private_source", sources(origin=["web", None]), f"waits for {SOURCES}[b].origin"),
        # whole days up to the day of the run, 2026-11-22
        ("training_data_age", {"data.training.collected_until": "2026-10-31"}, "22 days"),
        ("training_data_age", {"data.training.collected_until": "2026-11-22"}, "0 s"),
        ("training_data_age", {"data.training.collected_until": "2027-01-01"}, "0 s"),
        ("training_data_age", {"data.training.collected_until": "2026-11"}, "waits for "),
        ("training_data_age", {}, "waits for data.training.collected_until"),
    ],
)
def test_what_is_known_of_the_knowledge_base(name: str, facts: dict[str, Any], text: str) -> None:
    assert said(f"derived.{name}", "rag", facts) == text
