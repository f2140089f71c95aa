"""What was measured, and which domains are covered: what derived facts come to, and what they wait for."""

from typing import Any

import pytest

from tests.rules.test_derived import said

SOURCES = "data.knowledge.sources"
NONE = "none"
F1 = {"requirements.accuracy": {"metric": "f1", "target": 0.8}}
RETRIEVED = (
    "recall_at_k",
    "recall@5",
    "Precision@10",
    "hit_rate",
    "hit@3",
    "MRR",
    "ndcg",
    "nDCG@10",
    "map@5",
    "context_recall",
    "context_precision",
    "检索召回率",
)
LIMIT = {"requirements.max_hallucination_rate": "3%"}


def measured(*results: tuple[str, str, Any]) -> dict[str, Any]:
    """Results by variant, metric and value."""
    keys = ("variant", "metric", "value")
    return {"evaluation.results": [dict(zip(keys, result, strict=True)) for result in results]}


def covers(*domains: Any) -> dict[str, Any]:
    """One source for each list of domains; None for a silent one."""
    named = [{"name": f"s{at}"} | ({} if one is None else {"domains": one}) for at, one in enumerate(domains)]
    return {SOURCES: named}


@pytest.mark.parametrize(
    ("name", "choice", "facts", "text"),
    [
        # targets that are missed
        ("derived.unmet_targets", "rag", {**F1, **measured(("rag", "f1", 0.79))}, "f1 0.79 < 0.8"),
        ("derived.unmet_targets", "rag", {**F1, **measured(("rag", "f1", 0.8))}, NONE),
        ("derived.unmet_targets", "hybrid", {**F1, **measured(("rag", "f1", 0.7))}, "waits for evaluation.results"),
        ("derived.unmet_targets", "rag", F1, "waits for evaluation.results"),
        (
            "derived.unmet_targets",
            "rag",
            {**F1, **LIMIT, **measured(("rag", "f1", 0.8))},
            "waits for evaluation.results",
        ),
        (
            "derived.unmet_targets",
            "rag",
            {**F1, **LIMIT, **measured(("rag", "f1", 0.8), ("rag", "hallucination_rate", 0.031))},
            "hallucination_rate 0.031 > 3%",
        ),
        (
            "derived.unmet_targets",
            "rag",
            {**F1, **measured(("rag", "f1", 0.8), ("rag", "hallucination_rate", 0.1))},
            "waits for requirements.max_hallucination_rate",
        ),
        ("derived.unmet_targets", "rag", {**F1, **measured(("rag", "f1", 0.7), ("rag", "f1", "good"))}, "waits for "),
        ("derived.unmet_targets", "rag", {**F1, **measured(("rag", "f1", 0.7), ("raag", "f1", 0.9))}, "waits for "),
        (
            "derived.unmet_targets",
            "rag",
            {"requirements.accuracy": {"metric": "f1", "target": 0.8, "better": "up"}, **measured(("rag", "f1", 0.7))},
            "waits for ",
        ),
        (
            "derived.unmet_targets",
            "rag",
            {"requirements.other_targets": [{"metric": "wer", "target": 0.1}], **measured(("rag", "wer", 0.05))},
            "wer 0.05 < 0.1",
        ),
        (
            "derived.unmet_targets",
            "rag",
            {**F1, "requirements.other_targets": "none", **measured(("rag", "f1", 0.8))},
            "waits for ",
        ),
        ("derived.choice_misses_target", "rag", {**F1, **measured(("rag", "f1", 0.79))}, "true"),
        ("derived.choice_misses_target", "rag", {**F1, **measured(("rag", "f1", "80%"))}, "false"),
        (
            "derived.choice_misses_target",
            "rag",
            {"requirements.accuracy.metric": "f1", **measured(("rag", "f1", 0.8))},
            "waits for requirements.accuracy.target",
        ),
        (
            "derived.choice_misses_target",
            "rag",
            measured(("rag", "f1", 0.8)),
            "waits for requirements.accuracy.metric, requirements.accuracy.target",
        ),
        # what was measured
        ("derived.measured_variants", "rag", {"version": 1}, NONE),
        (
            "derived.measured_variants",
            "rag",
            measured(("rag", "f1", 0.8), ("prompt-only", "f1", 0.7), ("rag", "recall", 0.7)),
            "rag, prompt-only",
        ),
        ("derived.retrieval_measured", "rag", {"evaluation.checks": ["safety", "retrieval-ranking"]}, "true"),
        ("derived.retrieval_measured", "rag", {"evaluation.checks": ["safety"]}, "false"),
        ("derived.retrieval_measured", "rag", {"maintenance.monitoring": ["cost", "retrieval_recall"]}, "true"),
        *(("derived.retrieval_measured", "rag", measured(("rag", metric, 0.8)), "true") for metric in RETRIEVED),
        *(
            ("derived.retrieval_measured", "rag", measured(("rag", metric, 0.8)), "false")
            for metric in ("recall", "precision", "f1", "answer_correctness", "macro_recall", "top1_accuracy")
        ),
        # which domains are covered
        (
            "derived.domains_without_source",
            "rag",
            {"requirements.domains.now": ["Tax law", "audit", "audit"], **covers(["tax-law"], "pay")},
            "audit",
        ),
        ("derived.domains_without_source", "rag", {"requirements.domains.now": "tax", **covers(["Tax"])}, NONE),
        (
            "derived.domains_without_source",
            "rag",
            {"requirements.domains.now": "tax", **covers("pay", None)},
            f"waits for {SOURCES}[s1].domains",
        ),
        ("derived.domains_without_source", "rag", {"requirements.domains.now": "tax"}, f"waits for {SOURCES}"),
        ("derived.domains_without_source", "rag", covers("pay"), "waits for requirements.domains.now"),
        (
            "derived.planned_without_source",
            "rag",
            {"requirements.domains": {"now": "Pay roll", "planned": ["pay-roll", "tax"]}, **covers("audit")},
            "tax",
        ),
        ("derived.planned_without_source", "rag", {"requirements.domains.planned": [], **covers("audit")}, NONE),
        (
            "derived.planned_without_source",
            "rag",
            {"requirements.domains.planned": "tax", **covers(None)},
            f"waits for {SOURCES}[s0].domains",
        ),
    ],
)
def test_what_was_measured_and_what_is_covered(name: str, choice: str, facts: dict[str, Any], text: str) -> None:
    assert said(name, choice, facts) == text
