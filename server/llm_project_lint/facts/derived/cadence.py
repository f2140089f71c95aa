"""How often facts change, how fast each approach follows, and how old an answer can become."""

from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import (
    Derived,
    flag,
    missing_of,
    value,
)
from llm_project_lint.facts.derived.intervals import ZERO, on_change, open_places, ratio, sum_of, within
from llm_project_lint.facts.derived.source import is_static, staleness_of
from llm_project_lint.facts.fact import NEVER, Bound, Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

LIMIT = "requirements.max_staleness"


def updates(facts: "Facts") -> Fact | Missing:
    """The effective update interval: the shortest of all sources. At most that, while some source is silent."""
    if "data.knowledge.sources" in facts.record.unusable:
        return Missing()  # whatever stands there may change faster
    found = [item.get("updates") for item in facts.each_source()]
    known = [fact for fact in found if isinstance(fact, Fact)]
    if not known:
        return found[0] if found else facts.get("data.knowledge.updates")
    fastest = min(known, key=lambda fact: fact.value)
    bound: Bound = "at_most" if len(known) < len(found) else "exact"
    return Fact(fastest.value, "cadence", fastest.raw, fastest.paths, bound, open_places(found))


def staleness_rag(facts: "Facts") -> Fact | Missing:
    """Worst case with retrieval: the oldest of the sources that change. At least that, while some source is silent."""
    found = [staleness_of(facts, item) for item in facts.each_source() if not is_static(item)]
    known = [fact for fact in found if isinstance(fact, Fact)]
    if not known:
        return missing_of(*found) or Missing()
    oldest = max(known, key=lambda fact: fact.value)
    if len(known) == len(found) and all(fact.bound == "exact" for fact in known):
        return oldest
    return oldest._replace(bound="at_least", open=open_places(found))


def staleness_fine_tuning(facts: "Facts") -> Fact | Missing:
    """Worst case with a tuned model: the interval of retraining, until the new model serves, and the answer cache."""
    return sum_of(
        (facts.get("maintenance.retrain"), "retrain"),
        (facts.get("maintenance.retrain_duration"), "retrain_duration"),
        (facts.get("approach.answer_cache_ttl"), "answer_cache_ttl"),
    )


def staleness_prompt_only(facts: "Facts") -> Fact | Missing:
    """Worst case of facts in the prompt: pasted ones age until the prompt is renewed, loaded ones only in the cache."""
    how = facts.get("approach.prompt.knowledge")
    if isinstance(how, Missing):
        return how
    if how.value == "none":
        return Missing()
    cache = (facts.get("approach.answer_cache_ttl"), "answer_cache_ttl")
    if how.value == "pasted":
        return sum_of((facts.get("maintenance.prompt_refresh"), "prompt_refresh"), cache)
    return sum_of((Fact(ZERO, "duration", paths=how.paths), "loaded"), cache)


def staleness(facts: "Facts") -> Fact | Missing:
    """The one of the choice; a hybrid answers as freshly as its retrieval."""
    compute = {"fine-tuning": staleness_fine_tuning, "prompt-only": staleness_prompt_only}
    return compute.get(facts.choice or "", staleness_rag)(facts)


def staleness_ratio(facts: "Facts") -> Fact | Missing:
    """Worst-case staleness by what is allowed."""
    return ratio(facts.get("derived.staleness"), facts.get(LIMIT))


def retrain_ratio(facts: "Facts") -> Fact | Missing:
    """How many times the facts change between two trainings."""
    retrain, every = facts.get("maintenance.retrain"), facts.get("derived.updates")
    if isinstance(retrain, Fact) and retrain.raw == "on-demand":
        return Missing()  # whoever decides when may well follow the facts
    return on_change(retrain) or ratio(retrain, every)


def missed_updates(facts: "Facts") -> Fact | Missing:
    """Whole updates that a model misses before it is trained again."""
    times = facts.get("derived.retrain_ratio")
    if isinstance(times, Missing):
        return times
    return Fact(int(times.value), "count", None, times.paths, times.bound, times.open)


def fresh_fine_tuning(facts: "Facts") -> Fact:
    """Proven: retraining keeps the answers within the stated limit."""
    return within(staleness_fine_tuning(facts), facts.get(LIMIT))


def fresh_prompt_only(facts: "Facts") -> Fact:
    """Proven: renewing the prompt keeps the answers within the stated limit."""
    return within(staleness_prompt_only(facts), facts.get(LIMIT))


def fresh_route(facts: "Facts") -> Fact:
    """Proven: the facts reach the answer fresh at each request, whatever the weights hold."""
    knowledge = facts.get("approach.prompt.knowledge")
    if value(knowledge) == "loaded":
        return flag(True, knowledge)
    for tool in facts.items("approach.tools") or ():
        supplies = tool.get("supplies_facts")
        if value(supplies) is True:
            return flag(True, supplies)
    return flag(False)


def facts_in_prompt(facts: "Facts") -> Fact:
    """Stated: facts stand in the prompt without search."""
    knowledge = facts.get("approach.prompt.knowledge")
    return flag(value(knowledge) in ("pasted", "loaded", "attached"), knowledge)


def facts_stable(facts: "Facts") -> Fact:
    """Stated: what the model learns holds no changing facts."""
    stable = facts.get("data.training.facts")
    return flag(value(stable) == "stable", stable)


def proven_static(facts: "Facts") -> Fact:
    """Proven: nothing changes faster than the threshold of static data."""
    every = facts.get("derived.updates")
    exact = isinstance(every, Fact) and every.bound == "exact"
    return flag(exact and value(every) >= facts.threshold("static_update"), every)


def proven_unchanging(facts: "Facts") -> Fact:
    """Proven: no source ever changes."""
    every = facts.get("derived.updates")
    return flag(isinstance(every, Fact) and every.bound == "exact" and every.value >= NEVER, every)


RETRAINED = ("fine-tuning", "hybrid")
SEARCHED = ("rag", "hybrid")
ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")
DERIVED = {
    "derived.updates": Derived("duration", "cadence", updates),
    "derived.staleness_rag": Derived("duration", "duration", staleness_rag, approaches=SEARCHED),
    "derived.staleness_fine_tuning": Derived(
        "duration", "duration", staleness_fine_tuning, ("maintenance.retrain",), RETRAINED
    ),
    "derived.staleness_prompt_only": Derived(
        "duration", "duration", staleness_prompt_only, ("approach.prompt.knowledge",), ("prompt-only",)
    ),
    "derived.staleness": Derived("duration", "duration", staleness, approaches=ALL),
    "derived.staleness_ratio": Derived("double", "number", staleness_ratio, ("derived.staleness", LIMIT), ALL),
    "derived.retrain_ratio": Derived(
        "double",
        "number",
        retrain_ratio,
        ("maintenance.retrain", "derived.updates", "derived.missed_updates"),
        RETRAINED,
    ),
    "derived.missed_updates": Derived("int", "count", missed_updates, ("derived.retrain_ratio",), RETRAINED),
    "derived.fresh_fine_tuning": Derived("bool", "boolean", fresh_fine_tuning, (), RETRAINED, closed=True),
    "derived.fresh_prompt_only": Derived("bool", "boolean", fresh_prompt_only, (), ("prompt-only",), closed=True),
    "derived.fresh_route": Derived("bool", "boolean", fresh_route, (), ALL, closed=True),
    "derived.facts_in_prompt": Derived("bool", "boolean", facts_in_prompt, (), ALL, closed=True),
    "derived.facts_stable": Derived("bool", "boolean", facts_stable, closed=True),
    "derived.proven_static": Derived("bool", "boolean", proven_static, closed=True),
    "derived.proven_unchanging": Derived("bool", "boolean", proven_unchanging, closed=True),
}
