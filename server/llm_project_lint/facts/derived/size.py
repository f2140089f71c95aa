"""How many chunks and tokens retrieval handles, and what is put before the model."""

from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, flag, missing_of, paths, unusable, value
from llm_project_lint.facts.fact import Fact, Missing, Part
from llm_project_lint.facts.values import MAX_COUNT

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

SEARCHED = ("rag", "hybrid")
ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")


def retrieved_by_design(facts: "Facts") -> Fact | Missing:
    """Text that retrieval puts before the model per request, as it is described, be it chosen or not."""
    top_k, size = facts.get("approach.rag.top_k"), facts.get("approach.rag.chunk_tokens")
    if isinstance(top_k, Missing) or isinstance(size, Missing):
        return missing_of(top_k, size) or Missing()
    label, label_zh = (f"{top_k.value:,} {times} {size.value:,}" for times in ("x", "×"))
    parts = (Part(top_k.value * size.value, "amount", label, label_zh),)
    return Fact(min(top_k.value * size.value, MAX_COUNT), "amount", None, paths(top_k, size), parts=parts)


def retrieved_tokens(facts: "Facts") -> Fact | Missing:
    """Text that retrieval puts before the model per request; none where nothing is searched."""
    return retrieved_by_design(facts) if facts.choice in SEARCHED else Fact(0, "amount")


def prompt_knowledge_tokens(facts: "Facts") -> Fact | Missing:
    """Text that stands in the prompt without a search: all of the knowledge if it is pasted, 0 where there is none.

    What comes with the request (`attached`) is counted in the prompt; how much of it is loaded nobody can tell.
    """
    stated, how = facts.get("performance.tokens.knowledge"), facts.get("approach.prompt.knowledge")
    if isinstance(stated, Fact) or unusable(stated):
        return stated
    if unusable(how):
        return how
    if value(how) == "pasted":
        return facts.get("derived.knowledge_tokens")
    return stated if value(how) == "loaded" else Fact(0, "amount", None, paths(how))


def chunks(facts: "Facts") -> Fact | Missing:
    """Entries of the index: the text of the knowledge base in steps of a chunk without its overlap."""
    text, size = facts.get("derived.knowledge_tokens"), facts.get("approach.rag.chunk_tokens")
    overlap = facts.get("approach.rag.chunk_overlap")
    if isinstance(text, Missing) or isinstance(size, Missing) or unusable(overlap):
        return missing_of(text, size, *((overlap,) if unusable(overlap) else ())) or Missing()
    step = size.value - value(overlap, 0)
    if step <= 0:
        return Missing()
    number = -(-text.value // step)
    parts = (Part(number, "count", f"{text.value:,} tokens / {step:,}", f"{text.value:,} 个 token ÷ {step:,}"),)
    return Fact(number, "count", None, paths(text, size, overlap), text.bound, text.open, parts)


def latency_proven(facts: "Facts") -> Fact:
    """Closed: measured answers keep within the limit."""
    measured, limit = facts.get("performance.measured_latency.p95"), facts.get("performance.latency.p95")
    known = isinstance(measured, Fact) and isinstance(limit, Fact)
    return flag(known and value(measured) <= value(limit), measured, limit)


DERIVED: dict[str, Derived] = {
    "derived.retrieved_tokens": Derived("int", "amount", retrieved_tokens, (), ALL),
    "derived.prompt_knowledge_tokens": Derived("int", "amount", prompt_knowledge_tokens, (), ALL),
    "derived.chunks": Derived(
        "int", "count", chunks, ("derived.knowledge_tokens", "approach.rag.chunk_tokens"), SEARCHED
    ),
    "derived.latency_proven": Derived("bool", "boolean", latency_proven, (), ALL, closed=True),
}
