"""What derived facts come to, as the vocabulary defines them, and as what they are believed when a part is missing."""

from typing import Any

import pytest

from llm_project_lint.facts import Fact
from llm_project_lint.facts.collect import collect
from llm_project_lint.facts.show import show
from llm_project_lint.model import Source
from llm_project_lint.rule_check import RuleChecker
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.rules.examples import TODAY, check, document

BOOK = load_rulebook()
CHECKER = RuleChecker(BOOK)
SOURCES = "data.knowledge.sources"
UNKNOWN = "waits for "
ONE_WEEKLY_ONE_SILENT = [{"name": "a", "updates": "weekly"}, {"name": "b"}]


def said(name: str, choice: str, facts: dict[str, Any]) -> str:
    """A fact as a message says it, else what it waits for: UNKNOWN where nothing that could be stated would help."""
    read = read_documents(Source("f", document(facts)))[0]
    found = CHECKER.check(read, collect(read, BOOK.fields)[0], Settings(TODAY), choice).facts
    owner, _, field = name.partition(".")
    fact = found.each_source()[0].get(field) if owner == "source" else found.get(name)
    return show(fact, "en") if isinstance(fact, Fact) else f"waits for {', '.join(fact.places)}"


RETRAINED = {"maintenance.retrain": "28d", SOURCES: ONE_WEEKLY_ONE_SILENT}
SUPPOSED = {"requirements.max_staleness": "7d", "maintenance.retrain": "7d"}
SCORED = {"requirements.accuracy": {"metric": "f1", "target": 0.8}}
SMALL = {"approach.model.parameters": "7B"}


@pytest.mark.parametrize(
    ("name", "choice", "facts", "text"),
    [
        # a source that is silent may change more often than the others
        ("derived.updates", "rag", {SOURCES: ONE_WEEKLY_ONE_SILENT}, "at least every 7 days"),
        ("derived.retrain_ratio", "fine-tuning", RETRAINED, "at least 4"),
        ("derived.missed_updates", "fine-tuning", RETRAINED, "at least 4"),
        ("derived.proven_static", "rag", {SOURCES: [{"name": "a", "updates": "yearly"}, {"name": "b"}]}, "false"),
        ("derived.proven_unchanging", "rag", {SOURCES: [{"name": "a", "updates": "static"}, {"name": "b"}]}, "false"),
        ("derived.proven_unchanging", "rag", {SOURCES: [{"name": "a", "updates": "static"}]}, "true"),
        # what follows at once never falls behind, however often the silent source changes
        ("derived.retrain_ratio", "fine-tuning", {**RETRAINED, "maintenance.retrain": "realtime"}, "0"),
        # how old an answer can be
        (
            "derived.staleness",
            "rag",
            {SOURCES: [{"name": "a", "updates": "static", "reindex": "never"}, {"name": "b", "reindex": "weekly"}]},
            "7 days",
        ),
        ("derived.staleness", "rag", {SOURCES: [{"name": "a"}, {"name": "b"}]}, "waits for maintenance.reindex"),
        (
            "derived.staleness",
            "rag",
            {"maintenance": {"reindex": "weekly", "reindex_duration": "soon"}},
            "at least 7 days",
        ),
        (
            "derived.staleness_ratio",
            "rag",
            {"maintenance.reindex": "weekly", "requirements.max_staleness": 0},
            "1,000,000,000",
        ),
        ("derived.staleness_ratio", "rag", {"maintenance.reindex": "on-change", "requirements.max_staleness": 0}, "0"),
        ("derived.fresh_fine_tuning", "fine-tuning", SUPPOSED, "true"),
        ("derived.fresh_fine_tuning", "fine-tuning", {**SUPPOSED, "maintenance.retrain": "8d"}, "false"),
        (
            "derived.fresh_fine_tuning",
            "fine-tuning",
            {"requirements.max_staleness": "7d", "maintenance": {"retrain": "daily", "retrain_duration": "soon"}},
            "false",
        ),
        ("source.limit_stated", "rag", {"requirements.max_staleness": "soon"}, "true"),
        ("derived.review_age", "rag", {"maintenance.review.last": "2027-01-01"}, "0 s"),
        # sources and languages
        (
            "derived.languages_without_source",
            "rag",
            {"requirements.languages": ["multilingual", "zh"], SOURCES: [{"name": "a", "languages": "en"}]},
            "`zh`",
        ),
        (
            f"{SOURCES}.languages",
            "rag",
            {SOURCES: [{"name": "a", "languages": "zh"}, {"name": "b", "languages": ["zh", "en"]}]},
            "`zh`, `en`",
        ),
        # questions and citations
        (
            "derived.time_sensitive_questions",
            "rag",
            {
                "requirements.task": ["translation", "question-answering"],
                "requirements.sample_questions": ["What is the latest version?"] * 2,
            },
            "What is the latest version?",
        ),
        ("derived.can_cite", "rag", {"approach.citations": "retrieved"}, "true"),
        ("derived.can_cite", "prompt-only", {"approach.citations": "retrieved"}, "false"),
        ("derived.can_cite", "rag", {"approach.citations": "input", "approach.prompt.knowledge": "none"}, "false"),
        ("derived.can_cite", "rag", {"approach.citations": "input", "approach.prompt.knowledge": "attached"}, "true"),
        # time per answer
        (
            "derived.first_token_stated",
            "rag",
            {"performance.stages": {"search": "1s", "embed": "quick"}},
            "at least 1 s",
        ),
        (
            "derived.first_token_stated",
            "prompt-only",
            {"performance.stages": {"model_first_token": "1s", "other": "quick"}},
            "at least 1 s",
        ),
        ("derived.total_stated", "prompt-only", {"performance.stages.model_first_token": "1s"}, "at least 1 s"),
        (
            "derived.total_stated",
            "prompt-only",
            {"performance": {"tokens": {"output": 100}, "stages": {"model_first_token": "1s", "tokens_per_second": 0}}},
            "at least 1 s",
        ),
        # training
        ("derived.supervised", "fine-tuning", {"version": 1}, "true"),
        ("derived.supervised", "fine-tuning", {"approach.fine_tuning.objective": "whatever"}, "false"),
        ("derived.per_class", "fine-tuning", {"data.training": {"examples": 11, "classes": 3}}, "at most 3"),
        (
            "derived.per_class",
            "fine-tuning",
            {"data.training": {"examples": 11, "classes": 0}},
            "waits for data.training.per_class_min",
        ),
        ("derived.gpu_needed", "fine-tuning", {**SMALL, "approach.fine_tuning.method": "freeze"}, "about 16 GB"),
        (
            "derived.gpu_needed",
            "fine-tuning",
            {**SMALL, "approach.fine_tuning": {"method": "qlora", "bits": 4.0}},
            "about 6 GB",
        ),
        (
            "derived.gpu_needed",
            "fine-tuning",
            {"approach.model.parameters": "100B", "approach.fine_tuning.method": "lora"},
            "about 228.7 GB",
        ),
        ("derived.gpu_available", "fine-tuning", {"performance.gpus": [{"memory": "24GiB", "count": 2}]}, "51.54 GB"),
        # the newest measurement of a plain prompt against the target
        (
            "derived.baseline_meets_target",
            "rag",
            {**SCORED, "evaluation.results": [{"variant": "prompt-only", "metric": "f1", "value": 0.8}]},
            "true",
        ),
        (
            "derived.baseline_meets_target",
            "rag",
            {
                "requirements.accuracy": {"metric": "errors", "target": 0.1, "better": "lower"},
                "evaluation.results": [{"variant": "prompt-only", "metric": "errors", "value": 0.1}],
            },
            "true",
        ),
    ],
)
def test_a_derived_fact_is_what_the_vocabulary_says(name: str, choice: str, facts: dict[str, Any], text: str) -> None:
    assert said(name, choice, facts) == text


@pytest.mark.parametrize(
    ("name", "choice", "facts"),
    [
        # nobody knows how often somebody decides to train, or what a prompt without facts is worth
        ("derived.retrain_ratio", "fine-tuning", {**RETRAINED, "maintenance.retrain": "on-demand"}),
        ("derived.staleness", "prompt-only", {"approach.prompt.knowledge": "none"}),
        # what is written but cannot be read is not replaced by something else
        ("derived.updates", "rag", {"data.knowledge.updates": "daily", SOURCES: [{"name": "a", "updates": "often"}]}),
        ("derived.next_review", "rag", {"maintenance.review": {"next": "soon", "last": "2026-01-01", "every": "30d"}}),
        (
            "derived.knowledge_tokens",
            "rag",
            {"data.knowledge": {"tokens": "lots", "sources": [{"name": "a", "tokens": 5}]}},
        ),
        (
            "derived.languages_without_source",
            "rag",
            {"requirements.languages": ["zh", 5], SOURCES: [{"name": "a", "languages": "en"}]},
        ),
        ("derived.languages_without_source", "rag", {"requirements.languages": "zh", SOURCES: "none"}),
        (
            "derived.languages_without_source",
            "rag",
            {"requirements.languages": "zh", SOURCES: [5, {"name": "a", "languages": "en"}]},
        ),
        (
            "derived.languages_without_source",
            "rag",
            {"requirements.languages": "zh", SOURCES: [{"name": "a"}, {"name": "b", "languages": 5}]},
        ),
        ("derived.gpu_needed", "fine-tuning", {**SMALL, "approach.fine_tuning": {"method": "qlora", "bits": 3}}),
        ("derived.gpu_available", "fine-tuning", {"performance.gpus": [{"memory": "24GiB", "use": "training?"}]}),
        (
            "derived.baseline_meets_target",
            "rag",
            {
                "requirements.accuracy": {"metric": "f1", "target": 0.8, "better": "more"},
                "evaluation.results": [{"variant": "prompt-only", "metric": "f1", "value": 0.9}],
            },
        ),
        (
            "derived.baseline_meets_target",
            "rag",
            {**SCORED, "evaluation.results": [5, {"variant": "prompt-only", "metric": "f1", "value": 0.9}]},
        ),
    ],
)
def test_what_cannot_be_known_is_not_guessed_and_not_asked_for(name: str, choice: str, facts: dict[str, Any]) -> None:
    assert said(name, choice, facts) == UNKNOWN


def test_sources_that_cannot_be_read_may_change_faster_than_what_is_stated_for_all() -> None:
    text = (
        "data: {knowledge: {updates: yearly, sources: [manuals, {name: tickets, updates: hourly}]}}\n"
        "approach: {choice: fine-tuning}\n"
    )
    for report in check(text):
        driver = next(line for line in report.scorecard if line.driver == "frequent-updates")
        assert driver.holds is None
        assert "data.knowledge.updates" not in {fact.place for fact in report.not_stated}
