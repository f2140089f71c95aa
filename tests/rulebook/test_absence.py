"""The exceptions to "a missing fact is never a verdict".

A rule that is not listed here may not judge what is not written: adding one is a decision, not a detail of a rule.
"""

from collections.abc import Iterator

from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.model import Rule

ON_ABSENCE = {
    "citations-without-retrieval": {"approach.citations"},
    "accuracy-target-missing": {"requirements.accuracy.target"},
    "retrieval-cost-not-stated": {"cost.prices.index_per_month"},
    "choice-missing": {"approach.choice"},
    "finetune-no-retrain-plan": {"maintenance.retrain"},
    "knowledge-no-refresh": {"maintenance.reindex"},
    "model-no-owner": {"maintenance.model_owner"},
    "no-rationale": {"approach.reasons"},
    "finetune-little-domain-data": {"data.domain_corpus"},
    "freshness-unmet": {"maintenance.retrain", "maintenance.prompt_refresh"},
    "knowledge-no-owner": {"maintenance.knowledge_owner"},
    "rag-latency-budget": {"performance.measured_latency.first_token", "performance.measured_latency.p95"},
    "rag-without-knowledge-base": {"data.knowledge.sources", "data.knowledge.tokens", "data.knowledge.documents"},
    "retrieval-unspecified": {"approach.rag.search", "approach.rag.embedding.name"},
    "review-overdue": {"maintenance.review.every"},
    "training-data-not-stated": {"data.training", "data.domain_corpus"},
    "source-language-gap": {"approach.rag.query_translation"},
}
ON_WHAT_IS_STATED = {
    "finetune-gpu-memory": {"approach.model.hosting"},
    "rag-latency-budget": {"performance.measured_latency.first_token", "performance.measured_latency.p95"},
    "retrieval-cost-not-stated": {"cost.budget.monthly"},
    "training-cost-not-stated": {"cost.budget.build"},
}
"""Rules that are silent where a place is not written, instead of waiting for it."""


def test_the_rules_that_report_an_absence_are_these() -> None:
    found = {rule.id: set(_absent(rule)) for rule in load_rulebook().rules.values()}
    assert {name: places for name, places in found.items() if places} == ON_ABSENCE


def test_the_rules_that_ask_whether_something_is_stated_are_these() -> None:
    found = {
        rule.id: {name.removeprefix("stated.") for name in rule.reads if name.startswith("stated.")}
        for rule in load_rulebook().rules.values()
    }
    assert {name: places for name, places in found.items() if places} == ON_WHAT_IS_STATED


def test_no_rule_is_without_a_condition() -> None:
    for rule in load_rulebook().rules.values():
        for ladder in rule.ladders:
            for case in ladder.cases:
                assert rule.when or rule.absent or case.when or case.absent or ladder.each.startswith("derived."), (
                    rule.id
                )


def _absent(rule: Rule) -> Iterator[str]:
    yield from rule.absent
    for ladder in rule.ladders:
        for case in ladder.cases:
            yield from case.absent
