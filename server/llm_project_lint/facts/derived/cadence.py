"""How often facts change, how fast each approach follows, and how old an answer can become."""

import datetime
from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import (
    RATIO_OF_NEVER,
    Derived,
    SourceDerived,
    flag,
    missing_of,
    paths,
    unusable,
    value,
)
from llm_project_lint.facts.fact import NEVER, Bound, Fact, Missing, Part

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts, Item

ZERO = datetime.timedelta()
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
    return Fact(fastest.value, "cadence", fastest.raw, fastest.paths, bound, _open(found))


def staleness_rag(facts: "Facts") -> Fact | Missing:
    """Worst case with retrieval: the oldest of the sources that change. At least that, while some source is silent."""
    found = [staleness_of(facts, item) for item in facts.each_source() if not _never_changes(item)]
    known = [fact for fact in found if isinstance(fact, Fact)]
    if not known:
        return missing_of(*found) or Missing()
    oldest = max(known, key=lambda fact: fact.value)
    if len(known) == len(found) and all(fact.bound == "exact" for fact in known):
        return oldest
    return oldest._replace(bound="at_least", open=_open(found))


def staleness_fine_tuning(facts: "Facts") -> Fact | Missing:
    """Worst case with a tuned model: the interval of retraining, until the new model serves, and the answer cache."""
    return _sum(
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
        return _sum((facts.get("maintenance.prompt_refresh"), "prompt_refresh"), cache)
    return _sum((Fact(ZERO, "duration", paths=how.paths), "loaded"), cache)


def staleness(facts: "Facts") -> Fact | Missing:
    """The one of the choice; a hybrid answers as freshly as its retrieval."""
    compute = {"fine-tuning": staleness_fine_tuning, "prompt-only": staleness_prompt_only}
    return compute.get(facts.choice or "", staleness_rag)(facts)


def staleness_ratio(facts: "Facts") -> Fact | Missing:
    """Worst-case staleness by what is allowed."""
    return _ratio(facts.get("derived.staleness"), facts.get(LIMIT))


def retrain_ratio(facts: "Facts") -> Fact | Missing:
    """How many times the facts change between two trainings."""
    retrain, every = facts.get("maintenance.retrain"), facts.get("derived.updates")
    if isinstance(retrain, Fact) and retrain.raw == "on-demand":
        return Missing()  # whoever decides when may well follow the facts
    return _on_change(retrain) or _ratio(retrain, every)


def missed_updates(facts: "Facts") -> Fact | Missing:
    """Whole updates that a model misses before it is trained again."""
    ratio = facts.get("derived.retrain_ratio")
    if isinstance(ratio, Missing):
        return ratio
    return Fact(int(ratio.value), "count", None, ratio.paths, ratio.bound, ratio.open)


def fresh_fine_tuning(facts: "Facts") -> Fact:
    """Proven: retraining keeps the answers within the stated limit."""
    return _within(staleness_fine_tuning(facts), facts.get(LIMIT))


def fresh_prompt_only(facts: "Facts") -> Fact:
    """Proven: renewing the prompt keeps the answers within the stated limit."""
    return _within(staleness_prompt_only(facts), facts.get(LIMIT))


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


def next_review(facts: "Facts") -> Fact | Missing:
    """The stated day of the next review, else the last one and the stated interval.

    A day on or before the last review has been kept.
    """
    stated = facts.get("maintenance.review.next")
    last, every = facts.get("maintenance.review.last"), facts.get("maintenance.review.every")
    if isinstance(last, Missing) or unusable(stated):
        return stated
    if isinstance(stated, Fact) and stated.value > last.value:
        return stated
    if isinstance(every, Missing):
        return stated if isinstance(stated, Missing) else every
    far = datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC)
    return Fact(min(last.value, far - NEVER) + every.value, "date", paths=paths(last, every))


def review_age(facts: "Facts") -> Fact | Missing:
    """Whole days since the decision was last looked at; none for a day to come."""
    last = facts.get("maintenance.review.last")
    if isinstance(last, Missing):
        return last
    days = (facts.today - last.value.date()).days
    return Fact(datetime.timedelta(days=min(max(days, 0), NEVER.days)), "duration", None, last.paths)


# -- one source ---------------------------------------------------------------------------------------------------


def limit_of(_: "Facts", item: "Item") -> Fact | Missing:
    """How old the facts of a source may be shown."""
    return item.get("max_staleness")


def limit_stated(_: "Facts", item: "Item") -> Fact:
    """Stated, for the source or for the project, be it in a way that cannot be read."""
    return flag(item.stated("max_staleness"), item.get("max_staleness"))


def staleness_of(facts: "Facts", item: "Item") -> Fact | Missing:
    """Worst case of one source with retrieval."""
    return _sum(
        (item.get("reindex"), "reindex"),
        (facts.get("maintenance.reindex_duration"), "reindex_duration"),
        (facts.get("approach.answer_cache_ttl"), "answer_cache_ttl"),
    )


def staleness_ratio_of(facts: "Facts", item: "Item") -> Fact | Missing:
    """Worst-case staleness of a source by what is allowed for it."""
    return _ratio(staleness_of(facts, item), item.get("max_staleness"))


def reindex_ratio_of(_: "Facts", item: "Item") -> Fact | Missing:
    """How many times a source changes between two runs of the index."""
    reindex = item.get("reindex")
    return _on_change(reindex) or _ratio(reindex, item.get("updates"))


def never_changes(_: "Facts", item: "Item") -> Fact:
    """Stated: the source is static."""
    return flag(_never_changes(item), item.get("updates"))


def fresh_of(facts: "Facts", item: "Item") -> Fact:
    """Proven: the index keeps the source within its limit."""
    return _within(staleness_of(facts, item), item.get("max_staleness"))


def _never_changes(item: "Item") -> bool:
    every = item.get("updates")
    return isinstance(every, Fact) and every.value >= NEVER


def _sum(*terms: tuple[Fact | Missing, str]) -> Fact | Missing:
    """Durations added up; the first is needed, the others count nothing where they are not stated.

    A term that cannot be read makes the sum the least it can be.
    """
    first, _ = terms[0]
    if isinstance(first, Missing):
        return first
    total = ZERO
    bound: Bound = "exact"
    parts: list[Part] = []
    counted: list[Fact] = []
    for fact, label in terms:
        if isinstance(fact, Missing):
            if unusable(fact):
                bound = "at_least"
        elif fact.value:
            total += fact.value
            parts.append(Part(fact.value, "duration", label))
            counted.append(fact)
    shown = tuple(parts) if len(parts) > 1 else ()
    return Fact(min(total, NEVER), "duration", None, paths(*(counted or [first])), bound, (), shown)


def _ratio(long: Fact | Missing, short: Fact | Missing) -> Fact | Missing:
    """How many times the short one fits into the long one.

    What is known in part is an age of at least, or an interval of at most that: either way the ratio is at least this.
    """
    if isinstance(long, Missing) or isinstance(short, Missing):
        return missing_of(long, short) or Missing()
    bound: Bound = "exact" if long.bound == short.bound == "exact" else "at_least"
    if not long.value:
        ratio, bound = 0.0, long.bound
    elif long.value >= NEVER > short.value or not short.value:
        ratio = RATIO_OF_NEVER
    else:
        ratio = long.value / short.value
    return Fact(ratio, "number", None, paths(long, short), bound, (*long.open, *short.open))


def _on_change(follows: Fact | Missing) -> Fact | None:
    """What follows every change never falls behind."""
    follows_all = isinstance(follows, Fact) and follows.raw == "on-change"
    return Fact(0.0, "number", None, paths(follows)) if follows_all else None


def _within(age: Fact | Missing, limit: Fact | Missing) -> Fact:
    known = isinstance(age, Fact) and age.bound == "exact" and isinstance(limit, Fact)
    return flag(known and value(age) <= value(limit), age, limit)


def _open(found: list[Fact | Missing]) -> tuple[str, ...]:
    """The places still to be stated, each once."""
    return tuple(dict.fromkeys(place for fact in found if isinstance(fact, Missing) for place in fact.places))


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
    "derived.review_age": Derived("duration", "duration", review_age, ("maintenance.review.last",)),
    "derived.next_review": Derived("timestamp", "date", next_review),
}
SOURCE_DERIVED = {
    "source.limit": SourceDerived("duration", "duration", limit_of, ("source.max_staleness",)),
    "source.limit_stated": SourceDerived("bool", "boolean", limit_stated, closed=True),
    "source.staleness": SourceDerived("duration", "duration", staleness_of, ("source.reindex",), SEARCHED),
    "source.staleness_ratio": SourceDerived(
        "double", "number", staleness_ratio_of, ("source.max_staleness", "source.limit", "source.staleness"), SEARCHED
    ),
    "source.reindex_ratio": SourceDerived(
        "double", "number", reindex_ratio_of, ("source.reindex", "source.updates"), SEARCHED
    ),
    "source.never_changes": SourceDerived("bool", "boolean", never_changes, closed=True),
    "source.fresh": SourceDerived("bool", "boolean", fresh_of, (), SEARCHED, closed=True),
}
