"""Arithmetic on lengths of time that may be known in part."""

import datetime

from llm_project_lint.facts.derived.base import RATIO_OF_NEVER, flag, missing_of, paths, value
from llm_project_lint.facts.fact import NEVER, Bound, Fact, Missing, Part

ZERO = datetime.timedelta()


def sum_of(*terms: tuple[Fact | Missing, str]) -> Fact | Missing:
    """Durations added up; the first is needed, the others count nothing where they are not stated.

    A term that cannot be read makes the sum the least it can be.
    """
    first, _ = terms[0]
    if isinstance(first, Missing):
        return first
    total = ZERO
    bound: Bound = "exact"
    counted: list[tuple[Fact, str]] = []
    for fact, label in terms:
        if isinstance(fact, Missing):
            if not fact.places:
                bound = "at_least"
        elif fact.value:
            total += fact.value
            counted.append((fact, label))
    if len(counted) < 2:
        only = counted[0][0] if counted else first
        return Fact(min(total, NEVER), "duration", None, only.paths, bound)
    parts = tuple(Part(fact.value, "duration", label) for fact, label in counted)
    return Fact(min(total, NEVER), "duration", None, paths(*(fact for fact, _ in counted)), bound, (), parts)


def ratio(long: Fact | Missing, short: Fact | Missing) -> Fact | Missing:
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
    still_open = () if bound == "exact" else (*long.open, *short.open)
    return Fact(ratio, "number", None, paths(long, short), bound, still_open)


def on_change(follows: Fact | Missing) -> Fact | None:
    """What follows every change never falls behind."""
    follows_all = isinstance(follows, Fact) and follows.raw == "on-change"
    return Fact(0.0, "number", None, paths(follows)) if follows_all else None


def within(age: Fact | Missing, limit: Fact | Missing) -> Fact:
    """Whether an age is proven to be within a limit."""
    known = isinstance(age, Fact) and age.bound == "exact" and isinstance(limit, Fact)
    return flag(known and value(age) <= value(limit), age, limit)


def open_places(found: list[Fact | Missing]) -> tuple[str, ...]:
    """The places still to be stated, each once."""
    return tuple(dict.fromkeys(place for fact in found if isinstance(fact, Missing) for place in fact.places))


def age(since: Fact | Missing, today: datetime.date) -> Fact | Missing:
    """Whole days since a date; none for a day to come."""
    if isinstance(since, Missing):
        return since
    days = (today - since.value.date()).days
    return Fact(datetime.timedelta(days=min(max(days, 0), NEVER.days)), "duration", None, since.paths)
