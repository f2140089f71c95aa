"""Exact sums of money, with the arithmetic that is printed. A month has 30 days, a year 365.

Sums are made of fractions, so that a budget that is just met is not exceeded by the last digit of a float.
"""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_project_lint.facts.derived.base import missing_of, paths, unusable, value
from llm_project_lint.facts.fact import NEVER, Bound, Fact, Missing, Part
from llm_project_lint.facts.show import say_value

if TYPE_CHECKING:
    from fractions import Fraction

    from llm_project_lint.facts.facts import Facts

PRICES = "cost.prices."
SOURCES = "data.knowledge.sources"
TUNED = ("fine-tuning", "hybrid")
MONTH = datetime.timedelta(days=30)
YEAR = datetime.timedelta(days=365)
MILLION = 10**6
MOST_EXPLAINED = 5
"""Terms that are printed with how they come about; a longer sum would not fit into a message."""

NOTHING = Fact(0, "money")


class Term(NamedTuple):
    """One term of a sum of money: a fact with a fraction for its value, what it is called, and how it comes about."""

    amount: Fact | Missing
    name: str
    name_zh: str
    how: str = ""
    how_zh: str = ""


@cache
def _fractions() -> "type[Fraction]":
    """Loaded when something is to be calculated: most files state no price."""
    from fractions import Fraction

    return Fraction


def exact(number: Any) -> "int | Fraction":
    """The decimal number that was written, of which a float is the nearest."""
    return _fractions()(format(number, ".15g")) if isinstance(number, float) else number


def product(*factors: Fact | Missing, times: int = 1, by: int = 1) -> Fact | Missing:
    """All factors multiplied, and so many times that, divided by a number.

    Nothing where one of them is known to be 0, whatever the others are.
    """
    for factor in factors:
        if isinstance(factor, Fact) and not factor.value and factor.bound == "exact":
            return NOTHING._replace(paths=factor.paths)
    known = [factor for factor in factors if isinstance(factor, Fact)]
    if len(known) < len(factors):
        return missing_of(*factors) or Missing()
    total: int | Fraction = times
    for factor in known:
        total *= exact(factor.value)
    return Fact(
        total if by == 1 else _fractions()(total) / by, "money", None, paths(*known), _bound(known), _open(known)
    )


def added(amounts: Sequence[Fact | Missing]) -> Fact | Missing:
    """All amounts added up; at least the known ones where some are missing, not known where nothing else is left."""
    known = [amount for amount in amounts if isinstance(amount, Fact)]
    missing = [amount for amount in amounts if isinstance(amount, Missing)]
    total = sum(exact(amount.value) for amount in known)
    if missing and not total:
        return missing_of(*missing) or Missing()
    bound = _bound(known)
    if missing and bound == "exact":
        bound = "at_least"
    return Fact(total, "money", None, paths(*known), bound, _open([*known, *missing]))


def _bound(known: Iterable[Fact]) -> Bound:
    """How far a sum or product of these may be believed; what rests on a guess is a guess."""
    bounds = {fact.bound for fact in known}
    return "estimate" if "estimate" in bounds else "at_least" if "at_least" in bounds else "exact"


def _open(facts: Iterable[Fact | Missing]) -> tuple[str, ...]:
    """The places that would make a sum exact, each once."""
    places = (place for fact in facts for place in (fact.open if isinstance(fact, Fact) else fact.places))
    return tuple(dict.fromkeys(places))


def or_nothing(fact: Fact | Missing) -> Fact | Missing:
    """0 where nothing is stated, as the vocabulary says of it; what cannot be read is not known."""
    return fact if isinstance(fact, Fact) or unusable(fact) else NOTHING


def total_of(facts: "Facts", terms: Iterable[Term]) -> Fact | Missing:
    """The sum of terms, with its printed arithmetic; it rests on the day of the prices and on the currency as well."""
    found = list(terms)
    total = added([term.amount for term in found])
    if isinstance(total, Missing):
        return total
    shown = [term for term in found if isinstance(term.amount, Fact) and term.amount.value]
    explained = len(shown) <= MOST_EXPLAINED
    parts = tuple(
        Part(
            float(value(term.amount)),
            "money",
            (explained and term.how) or term.name,
            (explained and term.how_zh) or term.name_zh,
        )
        for term in shown
    )
    rests_on = paths(total, facts.get(PRICES + "as_of"), facts.get("cost.currency"))
    return total._replace(value=float(total.value), paths=rests_on, parts=parts)


def runs(every: Fact | Missing, updates: Fact | Missing, length: datetime.timedelta) -> Fact | Missing:
    """How many times something is done in a length of time, if it is done so often; on each change as often as that.

    Nobody knows how often somebody decides to do it, or what is done without a pause.
    """
    if isinstance(every, Fact) and every.raw == "on-change":
        every = updates
    if isinstance(every, Missing):
        return every
    if every.raw == "on-demand" or not every.value:
        return Missing()
    microsecond = datetime.timedelta(microseconds=1)
    times = 0 if every.value >= NEVER else _fractions()(length // microsecond, every.value // microsecond)
    bound: Bound = "exact" if every.bound == "exact" else "at_least"
    return Fact(times, "number", None, every.paths, bound, every.open)


def said_price(fact: Fact | Missing) -> str:
    """A price as it stands in printed arithmetic, 0 where it is not known."""
    return say_value(value(fact, 0.0), "money", "en")


def said_count(number: "int | Fraction") -> str:
    """A number of tokens, in millions as they are billed."""
    if number < MILLION:
        return f"{float(number):,.0f}"
    return f"{float(_fractions()(number) / MILLION):,.3f}".rstrip("0").rstrip(".") + "M"


def in_pages(facts: "Facts", amount: Fact | Missing) -> bool:
    """Whether an amount of text, or what it was added up from, is stated in pages."""
    if isinstance(amount, Missing) or amount.form != "amount":
        return False
    of_sources = [item.get("tokens") for item in facts.items(SOURCES) or ()] if amount.raw is None else []
    rests_on = [amount, *(one for one in of_sources if isinstance(one, Fact) and set(one.paths) <= set(amount.paths))]
    return any(isinstance(fact.raw, str) and "page" in fact.raw for fact in rests_on)
