"""Moving a threshold moves verdicts one way only."""

from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.model import Source, rank
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import SetThreshold, Settings
from tests.properties.documents import documents
from tests.rules.examples import TODAY, examples

BOOK = load_rulebook()
UP, DOWN = 1, -1
MOVES: dict[str, dict[str, int]] = {
    "frequent_update": {"finetune-dynamic-data": UP, "prompt-stale-facts": UP, "frequent-updates": UP},
    "static_update": {
        "static-narrow-labelled-rag": DOWN,
        "domain-usually-changes": DOWN,
        "finetune-for-latency": DOWN,
        "static-labelled": DOWN,
    },
    "cadence_slack": {
        "retrain-slower-than-updates": DOWN,
        "training-data-old": DOWN,
        "freshness-unmet": DOWN,
        "reindex-slower-than-updates": DOWN,
    },
    "short_staleness": {"freshness-unmet": UP, "fresh-answers": UP},
    "prompt_staleness": {"freshness-unmet": UP},
    "small_knowledge": {"knowledge-base-unused": DOWN, "small-knowledge": UP},
    "min_examples": {"finetune-too-few-labels": UP},
    "few_examples": {"finetune-too-few-labels": UP},
    "enough_examples": {
        "finetune-too-few-labels": UP,
        "narrow-task-not-tuned": DOWN,
        "finetune-for-latency": DOWN,
        "mixed-drivers": DOWN,
    },
    "plenty_examples": {
        "finetune-little-domain-data": UP,
        "labels-unused": DOWN,
        "static-narrow-labelled-rag": DOWN,
        "static-labelled": DOWN,
    },
    "per_class": {"finetune-too-few-labels": UP},
    "tight_latency": {
        "narrow-task-not-tuned": UP,
        "finetune-for-latency": UP,
        "rag-tight-latency-large-kb": UP,
        "tight-latency": UP,
    },
    "broad_domains": {"finetune-broad-coverage": DOWN, "broad-coverage": DOWN},
    "long_dialogue": {"long-dialogue-context": DOWN, "long-dialogue": DOWN},
    "review_interval": {"review-overdue": DOWN},
    "gpu_margin": {"finetune-gpu-memory": DOWN},
    "very_large_documents": {"rag-tight-latency-large-kb": DOWN},
    "very_large_chunks": {"rag-tight-latency-large-kb": DOWN},
    "review_age": {"knowledge-review-overdue": DOWN},
    "corpus_min": {"continued-pretraining-too-little-text": UP},
    "corpus_usual": {"continued-pretraining-too-little-text": UP},
    "planned_domains": {"finetune-expansion": DOWN},
}
"""What a larger threshold does to each rule and driver that compares with it: report more, or less."""
BOTH_WAYS = {"reason-contradicted": "a reason and its opposite are held against the same threshold"}
VALUES: dict[str, tuple[Any, ...]] = {
    "cadence": ("1h", "1d", "7d", "30d", "31d", "90d", "91d", "182d", "1y", "10y"),
    "duration": ("10ms", "1s", "2s", "1d", "7d", "30d", "31d", "90d", "91d", "365d", "366d", "10y"),
    "number": (0, 0.5, 1, 1.1, 1.5, 2, 4, 10, 100),
    "share": ("1%", "50%", "80%", "90%", "95%", "100%"),
    "count": (0, 1, 2, 3, 4, 9, 10, 11, 20, 50, 51, 500, 501, 1000, 1001, "100k", "1M", "10M"),
    "amount": (0, 1, "100k", "199k", "200k", "201k", "10M", "1B", "2B", "20B", "100B"),
}
"""From small to large, by the form of the threshold."""


@cache
def linter(name: str, raw: Any) -> Linter:
    """One that judges by another value of one threshold."""
    return Linter(Settings(TODAY, thresholds=(SetThreshold(name, raw, "pyproject.toml"),)))


def gravity(text: str, name: str, raw: Any) -> dict[str, int]:
    """How gravely each rule reports on a text, 0 for a hint, and 1 for each driver that holds."""
    found: dict[str, int] = {}
    for report in linter(name, raw).check(Source("llm-project.yaml", text)):
        for finding in (inside for one in report.findings for inside in one.with_folded()):
            found[finding.rule] = max(found.get(finding.rule, -1), rank(finding.severity))
        found |= {line.driver: 1 for line in report.scorecard if line.holds}
    return found


def series(text: str, name: str, rule: str) -> list[int]:
    """How gravely a rule reports while a threshold grows, -1 where it does not."""
    return [gravity(text, name, raw).get(rule, -1) for raw in VALUES[BOOK.thresholds[name].form]]


def test_every_rule_that_compares_with_a_threshold_has_its_direction() -> None:
    judged = {**BOOK.rules, **BOOK.drivers}
    reads = {
        (name.removeprefix("threshold."), rule.id)
        for rule in judged.values()
        for name in rule.reads
        if name.startswith("threshold.") and rule.id not in BOTH_WAYS
    }
    assert reads == {(name, rule) for name, rules in MOVES.items() for rule in rules}
    assert set(MOVES) == set(BOOK.thresholds)


@pytest.mark.parametrize("name, rule", [(name, rule) for name, rules in MOVES.items() for rule in rules])
def test_the_examples_of_a_rule_move_one_way_with_its_threshold(name: str, rule: str) -> None:
    texts = [example.text for example in examples() if example.rule == rule]
    found = [series(text, name, rule) for text in texts]
    for text, grave in zip(texts, found, strict=True):
        assert grave == sorted(grave, reverse=MOVES[name][rule] == DOWN), (text, grave)
    assert any(len(set(grave)) > 1 for grave in found), "no example feels the threshold"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.sampled_from([(name, rule) for name, rules in MOVES.items() for rule in rules]))
def test_any_document_moves_one_way_with_a_threshold(data: dict[str, Any], pair: tuple[str, str]) -> None:
    name, rule = pair
    grave = series(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), name, rule)
    assert grave == sorted(grave, reverse=MOVES[name][rule] == DOWN)
