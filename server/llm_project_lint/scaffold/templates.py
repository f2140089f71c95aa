"""Which facts a first file has room for, by what was chosen. Places only: what they mean stands in the schema."""

from collections.abc import Mapping
from typing import Any

from llm_project_lint.scaffold import TEMPLATES

CHOICE = "approach.choice"

QUESTIONS = (
    "requirements.task",
    "requirements.gap",
    "data.knowledge.updates",
    "requirements.max_staleness",
    "requirements.domains.planned",
    "requirements.citations",
    "requirements.access_control",
    "data.training.examples",
    "performance.latency.p95",
    CHOICE,
)
"""The ten facts to begin with, in the order of a conversation: those that, one after the other, let most rules and
drivers be decided over the four choices; of facts that settle about as much, those that errors and strong drivers rest
on. Name and stage of the project are not among them: hardly a verdict waits for either.
"""


def _places(text: str) -> frozenset[str]:
    """The dotted places of lines that hold a section and its keys."""
    rows = (row.split() for row in text.strip().split("\n"))
    return frozenset(f"{section}.{key}" for section, *keys in rows for key in keys)


_EVERY = _places("""
    project                 name stage owner
    data.knowledge          updates tokens
    data.training           examples
    requirements            task gap languages max_staleness citations consistency conversation_turns access_control
    requirements            risk
    requirements.domains    now planned
    requirements.accuracy   metric target
    performance             requests_per_month
    performance.latency     p95
    cost                    currency
    cost.budget             monthly
    maintenance             fallback monitoring
    maintenance.review      next
    evaluation              results
    evaluation.set          examples
    approach                choice reasons citations
    approach.model          name hosting
""")
"""What every project should know, whatever is chosen."""

_RAG = _places("""
    project.team            platform_engineers
    data.knowledge          sources
    requirements.privacy    residency
    performance.tokens      prompt output
    performance.latency     first_token
    performance.stages      embed search model_first_token tokens_per_second
    cost.prices             input_per_million output_per_million index_per_month
    maintenance             knowledge_owner reindex deletion_within
    evaluation              checks
    approach.model          context_window
    approach.rag            search chunk_tokens top_k rerank access_filter query_translation untrusted_content
    approach.rag.embedding  name languages
""")
"""What retrieval rests on: its sources and who keeps them, the index and how it follows, the search."""

_FINE_TUNING = _places("""
    project.team            ml_engineers
    data.training           classes quality facts pii access
    requirements            output_format
    requirements.privacy    right_to_erasure
    performance             gpus
    cost.budget             build
    cost.prices             training_per_run hosting_per_hour
    cost.labeling           build
    maintenance             model_owner retrain retrain_duration rollback
    evaluation              checks
    evaluation.set          overlaps_training
    approach.model          parameters license fine_tunable
    approach.fine_tuning    objective method bits epochs
""")
"""What a tuned model rests on: labels and whether they may be learnt, training and its cost, who trains it again."""

_PROMPT_ONLY = _places("""
    requirements            output_format
    performance.tokens      prompt output
    cost.prices             input_per_million output_per_million
    maintenance             prompt_refresh
    approach.model          context_window
    approach.prompt         knowledge few_shot output_schema history cached
""")
"""What a prompt rests on: what stands in it, how it is renewed, and whether it fits."""

_MINIMAL = TEMPLATES[-1]
FACTS: Mapping[str, frozenset[str]] = dict(
    zip(
        TEMPLATES,
        (
            _EVERY | _RAG,
            _EVERY | _FINE_TUNING,
            _EVERY | _RAG | _FINE_TUNING | _places("data.training includes_retrieved_context"),
            _EVERY | _PROMPT_ONLY,
            frozenset(QUESTIONS) | _places("project name"),
        ),
        strict=True,
    )
)
"""By template: the facts it has a line for."""


def template_of(facts: Mapping[str, Any]) -> str:
    """The template for what is known so far: that of the choice, the smallest where there is none."""
    return str(facts.get(CHOICE, _MINIMAL))


def facts_of(template: str) -> dict[str, Any]:
    """What a template states by itself: the choice that it is named like, and nothing about the project."""
    return {} if template == _MINIMAL else {CHOICE: template}
