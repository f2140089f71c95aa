"""What an approach costs and how much text it handles, with the worked values of the vocabulary and of a vendor."""

import copy
from pathlib import Path
from typing import Any

import pytest

from llm_project_lint.facts import Fact
from llm_project_lint.facts.collect import collect
from llm_project_lint.facts.show import show
from llm_project_lint.model import Language, Source
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.rules.examples import TODAY, document
from tests.rules.test_derived import BOOK, CHECKER, SOURCES, UNKNOWN, said

CASES = Path(__file__).parents[1] / "cases"


def summed(name: str, text: str, language: Language = "en") -> str:
    """A fact of a document with its printed arithmetic."""
    read = read_documents(Source("f", text))[0]
    fact = CHECKER.check(read, collect(read, BOOK.fields)[0], Settings(TODAY)).facts.get(name)
    return show(fact, language, "sum") if isinstance(fact, Fact) else f"waits for {', '.join(fact.places)}"


def said_under(choice: str, name: str, facts: dict[str, Any]) -> str:
    """A fact as a message says it under a choice. The facts are copied: a document is built inside of them."""
    return said(name, choice, {**copy.deepcopy(facts), "approach.choice": choice})


API = {"approach.model.hosting": "api"}
OWN = {"approach.model.hosting": "self-hosted"}
LOAD = {"performance": {"requests_per_month": "1M", "tokens": {"prompt": 100, "output": 10}}}
PRICED = {"cost.prices": {"input_per_million": 1, "output_per_million": 2}}
PROMPT = {**API, **LOAD, **PRICED}
DESIGN = {"approach.rag": {"top_k": 5, "chunk_tokens": 512}}
BATCH = {
    **OWN,
    "maintenance": {"reindex": "daily", "reindex_mode": "batch"},
    "cost.prices": {"hosting_per_hour": 0, "index_per_month": 0, "embedding_per_million": 1},
}
TRAINED = {"data.training.tokens": "1M", "approach.fine_tuning.epochs": 2, "cost.prices.training_per_million": 2}
LABELLED = {"cost.labeling": {"build": 30, "retrain": 12}}


@pytest.mark.parametrize(
    ("case", "name", "english", "chinese"),
    [
        (
            "sketch-rag",
            "derived.running",
            "336.34 (305.76M input tokens x 1.10/M) + 79.20 (18M output tokens x 4.40/M) + 200.00 (index) = 615.54",
            "336.34（305.76M 输入 token × 1.10/M）+ 79.20（18M 输出 token × 4.40/M）+ 200.00（索引）= 615.54",
        ),
        ("sketch-rag", "derived.chunks", "26,786 (12,000,000 tokens / 448)", "26,786（12,000,000 个 token ÷ 448）"),
        ("sketch-rag", "derived.retrieved_tokens", "4,096 tokens (8 x 512)", "4,096 个 token（8 × 512）"),
        ("sketch-fine-tuning", "derived.running", "1,224 (720 h x 1.70)", "1,224（720 小时 × 1.70）"),
        (
            "sketch-fine-tuning",
            "derived.run_cost",
            "4.00 (1M tokens x 2 epochs x 2.00/M)",
            "4.00（1M token × 2 轮 × 2.00/M）",
        ),
        (
            "sketch-fine-tuning",
            "derived.retraining_monthly",
            "1.34 (4.011 a year x 4.00 / 12)",
            "1.34（每年 4.011 次 × 4.00 ÷ 12）",
        ),
    ],
)
def test_the_worked_values_come_out(case: str, name: str, english: str, chinese: str) -> None:
    text = (CASES / case / "llm-project.yaml").read_text(encoding="utf-8")
    assert summed(name, text) == english
    assert summed(name, text, "zh") == chinese


def test_the_example_of_a_vendor_comes_out() -> None:
    facts = {
        "approach": {"choice": "fine-tuning", "model": {"hosting": "api"}, "fine_tuning": {"epochs": 2}},
        "data.training.tokens": "1M",
        "performance": {"requests_per_month": "10k", "tokens": {"prompt": 2000, "output": 4000}},
        "cost.prices": {
            "training_per_million": 2,
            "tuned_input_per_million": 1.10,
            "tuned_output_per_million": 4.40,
            "hosting_per_hour": 1.70,
        },
    }
    assert summed("derived.build", document(facts)) == "4.00 (1M tokens x 2 epochs x 2.00/M)"
    assert summed("derived.running", document(facts)) == (
        "22.00 (20M input tokens x 1.10/M) + 176.00 (40M output tokens x 4.40/M) + 1,224 (720 h x 1.70) = 1,422"
    )


def test_a_long_sum_names_its_terms_only_so_that_the_total_is_not_cut_off() -> None:
    facts = {
        "approach": {
            "choice": "hybrid",
            "model": {"hosting": "dedicated"},
            "prompt": {"cached": True},
            "rag": {"top_k": 10, "chunk_tokens": 1000},
        },
        "data.knowledge.tokens": "1B",
        "maintenance": {"reindex": "weekly", "reindex_mode": "batch"},
        "performance": {"requests_per_month": "1M", "tokens": {"prompt": 1500, "output": 333}},
        "cost": {
            "prices": {
                "tuned_input_per_million": 2.22,
                "cached_input_per_million": 0.22,
                "tuned_output_per_million": 8.88,
                "embedding_per_million": 0.02,
                "index_per_month": 1234.5,
                "hosting_per_hour": 3.3,
            },
            "other.monthly": 1234.5,
        },
    }
    text = summed("derived.running", document(facts))
    assert text == (
        "330.00 (prompt tokens) + 22,200 (input tokens) + 2,957.04 (output tokens) + 1,234.50 (index) + "
        "85.71 (embedding again) + 2,376 (hosting) = 29,183.25"
    )
    assert len(text) < 200


@pytest.mark.parametrize(
    ("name", "choice", "facts", "text"),
    [
        # prices
        ("derived.input_price", "fine-tuning", {**PRICED, "cost.prices.tuned_input_per_million": 3}, "3.00"),
        ("derived.input_price", "rag", {**PRICED, "cost.prices.tuned_input_per_million": 3}, "1.00"),
        ("derived.input_price", "hybrid", PRICED, "1.00"),
        ("derived.output_price", "hybrid", PRICED, "2.00"),
        ("derived.output_price", "rag", {**OWN, **PRICED}, "0"),
        ("derived.input_price", "rag", {"version": 1}, "waits for cost.prices.input_per_million"),
        ("derived.input_price", "hybrid", {"version": 1}, "waits for cost.prices.tuned_input_per_million"),
        ("derived.prompt_price", "rag", PRICED, "1.00"),
        ("derived.prompt_price", "rag", {**PRICED, "cost.prices.cached_input_per_million": 0.1}, "0.10"),
        (
            "derived.prompt_price",
            "rag",
            {**PRICED, "cost.prices.cached_input_per_million": 0.1, "approach.prompt.cached": False},
            "1.00",
        ),
        (
            "derived.prompt_price",
            "rag",
            {**PRICED, "approach.prompt.cached": True},
            "waits for cost.prices.cached_input_per_million",
        ),
        # by the month
        ("derived.running", "prompt-only", PROMPT, "120.00"),
        ("derived.running", "prompt-only", {**PROMPT, "cost.other.monthly": 0.5}, "120.50"),
        ("derived.running", "prompt-only", {**LOAD, **PRICED}, "at least 120.00"),
        ("derived.running", "fine-tuning", PROMPT, "at least 120.00"),
        ("derived.running", "rag", PROMPT, "at least 120.00"),
        ("derived.running", "prompt-only", {**PROMPT, "performance.tokens.history": 50}, "170.00"),
        ("derived.running", "prompt-only", {**PROMPT, "approach.prompt.knowledge": "loaded"}, "at least 120.00"),
        ("derived.running", "prompt-only", {**PROMPT, "performance.tokens.knowledge": "1 page"}, "about 520.00"),
        ("derived.running", "prompt-only", {**PROMPT, "approach.answer_cache_ttl": "1h"}, "about 120.00"),
        ("derived.running", "prompt-only", {**PROMPT, "approach.answer_cache_ttl": 0}, "120.00"),
        ("derived.running", "prompt-only", {**PROMPT, "performance.requests_per_month": 0}, "0"),
        (
            "derived.running",
            "prompt-only",
            API | {"cost.prices.index_per_month": 200},
            "waits for performance.requests_per_month, performance.tokens.prompt, "
            "cost.prices.input_per_million, performance.tokens.output, cost.prices.output_per_million",
        ),
        (
            "derived.running",
            "prompt-only",
            API,
            "waits for cost.prices",
        ),
        ("derived.running", "rag", {**BATCH, "data.knowledge.tokens": "1M"}, "30.00"),
        ("derived.running", "rag", {**BATCH, "data.knowledge.tokens": "1M", "approach.rag.search": "keyword"}, "0"),
        ("derived.running", "rag", {**BATCH, "data.knowledge.tokens": "1M", "maintenance.reindex": "never"}, "0"),
        (
            "derived.running",
            "rag",
            {**BATCH, "data.knowledge": {"tokens": "1M", "updates": "15d"}, "maintenance.reindex": "on-change"},
            "2.00",
        ),
        (
            "derived.running",
            "rag",
            {**BATCH, SOURCES: [{"name": "a", "tokens": "2M", "reindex": "30d"}, {"name": "b", "tokens": "1M"}]},
            "32.00",
        ),
        (
            "derived.running",
            "rag",
            {**BATCH, SOURCES: [{"name": "a", "reindex": "30d"}, {"name": "b", "tokens": "1M"}]},
            "at least 30.00",
        ),
        ("derived.running_known", "prompt-only", PROMPT, "true"),
        ("derived.running_known", "fine-tuning", PROMPT, "false"),
        ("derived.running_known", "prompt-only", API, "false"),
        # training
        ("derived.run_cost", "fine-tuning", TRAINED, "4.00"),
        ("derived.run_cost", "hybrid", {**TRAINED, "approach.fine_tuning.gpu_hours": 3}, "4.00"),
        (
            "derived.run_cost",
            "hybrid",
            {**TRAINED, "approach.fine_tuning.gpu_hours": 3, "cost.prices.gpu_per_hour": 1.5},
            "4.50",
        ),
        ("derived.run_cost", "hybrid", {**TRAINED, "cost.prices.training_per_run": 7}, "7.00"),
        ("derived.run_cost", "hybrid", {**TRAINED, "data.training.tokens": "5 pages"}, "about 0.008"),
        (
            "derived.run_cost",
            "fine-tuning",
            {"approach.fine_tuning.gpu_hours": 3},
            "waits for cost.prices.gpu_per_hour",
        ),
        (
            "derived.run_cost",
            "fine-tuning",
            {**TRAINED, "approach.fine_tuning.objective": ["supervised", "preference"]},
            "waits for cost.prices.training_per_run",
        ),
        ("derived.run_cost_known", "fine-tuning", TRAINED, "true"),
        ("derived.run_cost_known", "fine-tuning", LABELLED, "false"),
        ("derived.build", "fine-tuning", {**TRAINED, **LABELLED}, "34.00"),
        ("derived.build", "fine-tuning", LABELLED, "at least 30.00"),
        ("derived.build", "rag", {**LABELLED, "cost.other.build": 5}, "5.00"),
        ("derived.retraining_yearly", "fine-tuning", {**TRAINED, "maintenance.retrain": "73d"}, "20.00"),
        ("derived.retraining_yearly", "fine-tuning", {**TRAINED, **LABELLED, "maintenance.retrain": "73d"}, "80.00"),
        ("derived.retraining_yearly", "fine-tuning", {**LABELLED, "maintenance.retrain": "73d"}, "at least 60.00"),
        ("derived.retraining_yearly", "fine-tuning", {**TRAINED, "maintenance.retrain": "never"}, "0"),
        (
            "derived.retraining_yearly",
            "fine-tuning",
            {
                **TRAINED,
                "maintenance.retrain": "on-change",
                SOURCES: [{"name": "a", "updates": "73d"}, {"name": "b"}],
            },
            "at least 20.00",
        ),
        (
            "derived.running_and_retraining",
            "fine-tuning",
            {**OWN, **TRAINED, "maintenance.retrain": "36.5d", "cost.prices.hosting_per_hour": 0.1},
            "75.33",
        ),
        # hosting against retrieved text
        (
            "derived.break_even_requests",
            "fine-tuning",
            {**DESIGN, "cost.prices": {"hosting_per_hour": 1.70, "input_per_million": 1.10}},
            "434,660",
        ),
        (
            "derived.break_even_requests",
            "rag",
            {"cost.prices": {"hosting_per_hour": 1.70, "input_per_million": 1.10}},
            "waits for approach.rag.top_k, approach.rag.chunk_tokens",
        ),
        # size
        ("derived.retrieved_tokens", "fine-tuning", DESIGN, "0 tokens"),
        ("derived.prompt_knowledge_tokens", "prompt-only", {"version": 1}, "0 tokens"),
        (
            "derived.prompt_knowledge_tokens",
            "prompt-only",
            {"approach.prompt.knowledge": "pasted", "data.knowledge.tokens": 5000},
            "5,000 tokens",
        ),
        (
            "derived.prompt_knowledge_tokens",
            "prompt-only",
            {"approach.prompt.knowledge": "loaded"},
            "waits for performance.tokens.knowledge",
        ),
        ("derived.prompt_knowledge_tokens", "prompt-only", {"approach.prompt.knowledge": "attached"}, "0 tokens"),
        ("derived.chunks", "rag", {"data.knowledge.tokens": 1001, "approach.rag.chunk_tokens": 500}, "3"),
        (
            "derived.latency_proven",
            "rag",
            {"performance.measured_latency.p95": "1s", "performance.latency.p95": "1s"},
            "true",
        ),
        (
            "derived.latency_proven",
            "rag",
            {"performance.measured_latency.p95": "1.1s", "performance.latency.p95": "1s"},
            "false",
        ),
        ("derived.latency_proven", "rag", {"performance.latency.p95": "1s"}, "false"),
    ],
)
def test_a_cost_is_what_the_vocabulary_says(name: str, choice: str, facts: dict[str, Any], text: str) -> None:
    assert said_under(choice, name, facts) == text


@pytest.mark.parametrize(
    ("name", "choice", "facts"),
    [
        ("derived.input_price", "rag", {**PRICED, "approach.model.hosting": "cloud"}),
        ("derived.input_price", "hybrid", {**PRICED, "cost.prices.tuned_input_per_million": "cheap"}),
        ("derived.prompt_price", "rag", {**PRICED, "approach.prompt.cached": "yes"}),
        ("derived.run_cost", "fine-tuning", {**TRAINED, "cost.prices.training_per_run": "cheap"}),
        ("derived.run_cost", "fine-tuning", {**TRAINED, "approach.fine_tuning.gpu_hours": "some"}),
        ("derived.run_cost", "fine-tuning", {**TRAINED, "approach.fine_tuning.objective": "whatever"}),
        # nobody knows how often somebody decides to train, or what is trained without a pause
        ("derived.retraining_yearly", "fine-tuning", {**TRAINED, "maintenance.retrain": "on-demand"}),
        ("derived.retraining_yearly", "fine-tuning", {**TRAINED, "maintenance.retrain": "realtime"}),
        (
            "derived.retraining_yearly",
            "fine-tuning",
            {**TRAINED, "maintenance.retrain": "on-change", "data.knowledge.updates": "realtime"},
        ),
        # no number of requests pays for what is paid either way, or saves what costs nothing
        (
            "derived.break_even_requests",
            "fine-tuning",
            {**OWN, **DESIGN, "cost.prices": {"hosting_per_hour": 1.70, "input_per_million": 1.10}},
        ),
        (
            "derived.break_even_requests",
            "rag",
            {**DESIGN, "cost.prices": {"hosting_per_hour": 0, "input_per_million": 1.10}},
        ),
        ("derived.prompt_knowledge_tokens", "rag", {"approach.prompt.knowledge": "everything"}),
        ("derived.prompt_knowledge_tokens", "rag", {"performance.tokens.knowledge": "lots"}),
        (
            "derived.chunks",
            "rag",
            {"data.knowledge.tokens": 100, "approach.rag": {"chunk_tokens": 50, "chunk_overlap": 50}},
        ),
        (
            "derived.chunks",
            "rag",
            {"data.knowledge.tokens": 100, "approach.rag": {"chunk_tokens": 50, "chunk_overlap": "few"}},
        ),
    ],
)
def test_a_cost_that_cannot_be_known_is_not_guessed(name: str, choice: str, facts: dict[str, Any]) -> None:
    assert said_under(choice, name, facts) == UNKNOWN


@pytest.mark.parametrize(
    "facts",
    [
        {"approach.prompt.knowledge": "everything"},
        {"performance.tokens.history": "some"},
        {"cost.other.monthly": "5 EUR"},
    ],
)
def test_what_cannot_be_read_leaves_the_least_it_can_cost(facts: dict[str, Any]) -> None:
    assert said_under("prompt-only", "derived.running", {**PROMPT, **facts}) == "at least 120.00"
    assert said_under("prompt-only", "derived.running_known", {**PROMPT, **facts}) == "false"
