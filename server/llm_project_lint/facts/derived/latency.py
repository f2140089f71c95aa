"""How long an answer takes: the sum of its stages (vocabulary: to the first token, to the last token)."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, paths, unusable, value
from llm_project_lint.facts.fact import NEVER, Bound, Fact, Missing, Part

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

STAGES = {
    stage: f"performance.stages.{stage}"
    for stage in ("rewrite", "embed", "search", "rerank", "other", "model_first_token")
}
"""The stages to the first token in the order in which they happen, and where their times are stated."""
ASSUMED = {
    stage: datetime.timedelta(milliseconds=usual)
    for stage, usual in {"embed": 50, "search": 100, "rerank": 200, "model_first_token": 500}.items()
}
"""A stage that nobody stated; practitioners' figures agree within a factor of three (criteria.md: T11)."""
RETRIEVAL = ("embed", "search", "rerank")
NO_EMBEDDING = ("keyword", "structured-query")


def _left_out(facts: "Facts") -> tuple[str, ...]:
    """The stages that the chosen approach does not have."""
    if facts.choice not in ("rag", "hybrid"):
        return RETRIEVAL
    return ("embed",) if value(facts.get("approach.rag.search")) in NO_EMBEDDING else ()


def _to_first_token(facts: "Facts", assume: bool) -> Fact | Missing:
    parts: list[Part] = []
    partial = assumed = False
    rests_on: list[Fact] = []
    open_places: list[str] = []
    left_out = _left_out(facts)
    for stage, place in STAGES.items():
        if stage in left_out:
            continue
        fact = facts.get(place)
        if isinstance(fact, Fact):
            parts.append(Part(fact.value, "duration", stage))
            rests_on.append(fact)
        elif unusable(fact):
            partial = True
        elif stage in ASSUMED and (stage != "rerank" or value(facts.get("approach.rag.rerank")) is True):
            open_places.extend(fact.places)
            if assume:
                assumed = True
                parts.append(Part(ASSUMED[stage], "duration", stage, assumed=True))
    if not parts:
        return Missing(tuple(open_places[:1]))
    bound: Bound = "estimate" if assumed else "at_least" if open_places or partial else "exact"
    return Fact(_length(parts), "duration", None, paths(*rests_on), bound, tuple(open_places), tuple(parts))


def _to_last_token(facts: "Facts", start: Fact | Missing) -> Fact | Missing:
    """The same and the time to write the answer; without that the least it can be."""
    output, speed = facts.get("performance.tokens.output"), facts.get("performance.stages.tokens_per_second")
    open_places = start.places if isinstance(start, Missing) else start.open
    bound: Bound = "at_least" if isinstance(start, Missing) else start.bound
    if not (isinstance(output, Fact) and isinstance(speed, Fact) and speed.value > 0):
        if isinstance(start, Missing):
            return start
        more = tuple(place for fact in (output, speed) if isinstance(fact, Missing) for place in fact.places)
        return start._replace(open=open_places + more, bound="at_least" if bound == "exact" else bound)
    number, rate = f"{output.value:,}", f"{speed.value:g}"
    length = datetime.timedelta(seconds=min(output.value / speed.value, 1e9))
    label, label_zh = f"{number} tokens / {rate} per s", f"{number} token ÷ 每秒 {rate} token"
    parts = (*(start.parts if isinstance(start, Fact) else ()), Part(length, "duration", label, label_zh))
    return Fact(_length(parts), "duration", None, paths(start, output, speed), bound, open_places, parts)


def _length(parts: Iterable[Part]) -> datetime.timedelta:
    return min(sum((part.value for part in parts), datetime.timedelta()), NEVER)


def first_token_stated(facts: "Facts") -> Fact | Missing:
    """Request to first token, of the stages that are stated: the least it can be."""
    return _to_first_token(facts, assume=False)


def first_token(facts: "Facts") -> Fact | Missing:
    """Request to first token, usual times put in for stages that are not stated."""
    stated = facts.get("derived.first_token_stated")
    return stated if isinstance(stated, Fact) and stated.bound == "exact" else _to_first_token(facts, assume=True)


def total_stated(facts: "Facts") -> Fact | Missing:
    """Request to last token, of the stages that are stated."""
    return _to_last_token(facts, facts.get("derived.first_token_stated"))


def total(facts: "Facts") -> Fact | Missing:
    """Request to last token, usual times put in; there is no usual speed, so without it the least it can be."""
    start = facts.get("derived.first_token")
    if start is facts.get("derived.first_token_stated"):
        return facts.get("derived.total_stated")
    return _to_last_token(facts, start)


ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")
DERIVED = {
    "derived.first_token_stated": Derived("duration", "duration", first_token_stated, (), ALL),
    "derived.first_token": Derived("duration", "duration", first_token, (), ALL),
    "derived.total_stated": Derived("duration", "duration", total_stated, (), ALL),
    "derived.total": Derived("duration", "duration", total, (), ALL),
}
