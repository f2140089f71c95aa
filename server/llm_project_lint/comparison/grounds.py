"""What an outcome rests on: places that are not written, and facts that are."""

from collections.abc import Iterable, Iterator, Sequence

from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.model import Path, ValuePath
from llm_project_lint.rule_check.conditions import Each, Word
from llm_project_lint.rule_check.judge import Outcome
from llm_project_lint.rulebook.model import Clause

_OF_RULES = ("driver.", "scorecard.")
"""Facts that rules make of other facts: they are known only where stated facts decide them."""
_CHOICE = "approach.choice"


def unwritten(outcome: Outcome, facts: Facts) -> Iterator[ValuePath]:
    """The places whose absence is the finding, or would be its excuse were they written."""
    yield from outcome.absent
    clauses = (*outcome.rule.unless, *(outcome.case.unless if outcome.case else ()))
    for _, fact in _facts(clauses, outcome, facts):
        if isinstance(fact, Missing):
            yield from fact.places


def stated(outcome: Outcome, facts: Facts) -> Iterator[tuple[Path, ...]]:
    """The stated places of each fact that its conditions read, also of facts that are computed."""
    for _, fact in _facts(_clauses(outcome), outcome, facts):
        if isinstance(fact, Fact):
            yield fact.paths


def decided(outcomes: Sequence[Outcome], facts: Facts) -> bool:
    """Whether stated facts settle a rule: no part of it waits, and it does not rest on what is absent alone."""
    if any(outcome.state == "waiting" for outcome in outcomes):
        return False
    return any(_rests(outcome, facts) for outcome in outcomes)


def _rests(outcome: Outcome, facts: Facts) -> bool:
    """Whether any fact that it reads is stated."""
    if outcome.each is not None and _written(outcome.each):
        return True
    absent = (*outcome.rule.absent, *(place for case in outcome.ladder.cases for place in case.absent))
    if any(facts.stated(place) for place in absent if place != _CHOICE and _owner(place) != outcome.ladder.item):
        return True
    return any(_known(name, fact) for name, fact in _facts(_clauses(outcome), outcome, facts)) or any(
        facts.stated(name.removeprefix("stated."))
        for clause in _clauses(outcome)
        for name in clause.reads
        if name.startswith("stated.") and name != f"stated.{_CHOICE}"
    )


def _known(name: str, fact: Fact | Missing) -> bool:
    return name != _CHOICE and isinstance(fact, Fact) and (bool(fact.paths) or name.startswith(_OF_RULES))


def _clauses(outcome: Outcome) -> Iterator[Clause]:
    yield from (*outcome.rule.when, *outcome.rule.unless)
    for case in outcome.ladder.cases:
        yield from (*case.when, *case.unless)


def _facts(clauses: Iterable[Clause], outcome: Outcome, facts: Facts) -> Iterator[tuple[str, Fact | Missing]]:
    """What some conditions read, each fact once with its name."""
    for name in dict.fromkeys(name for clause in clauses for name in clause.reads):
        fact = _fact(name, outcome, facts)
        if fact is not None:
            yield name, fact


def _fact(name: str, outcome: Outcome, facts: Facts) -> Fact | Missing | None:
    """A fact by the name conditions use; None for what is no fact of the file, or not known which entry it is of."""
    if name.startswith(("threshold.", "stated.")):
        return None
    each, item = outcome.each, outcome.ladder.item
    if item and _owner(name) == item:
        return each.get(name.partition(".")[2]) if isinstance(each, Item) else None
    return facts.get(name)


def _written(each: Each) -> bool:
    if isinstance(each, Word):
        return each.path is not None
    return isinstance(each, Item) and each.index >= 0


def _owner(name: str) -> str:
    return name.partition(".")[0]
