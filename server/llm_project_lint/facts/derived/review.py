"""When the decision was looked at, and when it will be."""

import datetime
from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, paths, unusable
from llm_project_lint.facts.derived.intervals import age
from llm_project_lint.facts.fact import NEVER, Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts


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
    return age(facts.get("maintenance.review.last"), facts.today)


DERIVED = {
    "derived.review_age": Derived("duration", "duration", review_age, ("maintenance.review.last",)),
    "derived.next_review": Derived("timestamp", "date", next_review),
}
