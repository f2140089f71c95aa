"""Conditions over the facts of one document: what is bound to their names, what they come to, what they wait for.

A condition is true, false, or not decided (None). A fact that is known within bounds is believed in the safe direction
only (RULES section 3).
"""

import datetime
from collections.abc import Container, Iterable, Mapping
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from llm_project_lint.cel import Engine
from llm_project_lint.cel.condition import Condition, Leaf, holds
from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.facts.fact import NEVER
from llm_project_lint.model import Path, ValuePath
from llm_project_lint.rule_check.budget import ASKED, Budget
from llm_project_lint.rulebook.model import Clause


class Word(NamedTuple):
    """An entry of a list of plain values: what rules call it, the list, the value, and where it is written if it is."""

    item: str
    list: str
    value: Any
    path: Path | None


Each: TypeAlias = Item | Word | None


class FactFault(Exception):  # noqa: N818  beside ConditionFault
    """A fact failed while it was derived, which is a fault of ours and not of the document."""


class Scope(dict[str, Any]):
    """What conditions see: values by name, None where a fact is not known, each found when it is first asked for.

    each: the entry they are about, None for the whole file. bounded: the names that are known within bounds only.
    """

    __slots__ = ("_conditions", "_outer", "bounded", "each")

    def __init__(self, conditions: "Conditions", each: Each = None, outer: "Scope | None" = None) -> None:
        """outer: the scope of the whole file, for whatever is not the entry's own. Each begins with what is stated."""
        if outer is None:
            super().__init__(conditions.stated)
        elif isinstance(each, Item):
            item = each.record.field.item
            super().__init__({f"{item}.{name}": value for name, value in each.record.values.items()})
        else:
            super().__init__()
        self.each = each
        self.bounded: set[str] = set()
        self._conditions = conditions
        self._outer = outer

    def __missing__(self, name: str) -> Any:
        if self._outer is not None and not _own(name, self.each):
            value = self._outer[name]
            bounded = name in self._outer.bounded
        elif name in self._conditions.plain:  # what is stated is there from the beginning
            value, bounded = None, False
        else:
            value, bounded = self._conditions.value(name, self.each)
        if bounded:
            self.bounded.add(name)
        self[name] = value
        return value


class Conditions:
    """The conditions of all rules over one set of facts. Whatever fails on the way is for the rule to answer for.

    budget: what rules of packs may still do with the document, None where there are none. stated: what conditions
    see of the stated values and of the thresholds. plain: the names of the fields, which no rule and no other fact has
    a say in.
    """

    def __init__(
        self,
        engine: Engine,
        facts: Facts,
        thresholds: Mapping[str, Any],
        plain: Container[str],
        budget: Budget | None = None,
    ) -> None:
        """thresholds: by the names that conditions use."""
        self._engine = engine
        self._facts = facts
        self._days = _horizon(facts.today)
        self.budget = budget
        self.plain = plain
        self.stated = {**facts.values, **thresholds}

    def value(self, name: str, each: Each) -> tuple[Any, bool]:
        """What conditions see of a name, and whether it is known within bounds only."""
        if name.startswith("stated."):
            return self._facts.stated(name[7:]), False
        fact = self.fact(name, each)
        if isinstance(fact, Missing):
            return None, False
        return fact.value, fact.bound != "exact"

    def fact(self, name: str, each: Each) -> Fact | Missing:
        """A fact by the name conditions use, list entries included. Raises FactFault."""
        if isinstance(each, Word) and name == each.item:
            return Fact(each.value, "text", each.value, (each.path,) if each.path else ())
        try:
            if isinstance(each, Item) and _own(name, each):
                return each.get(name.partition(".")[2])
            return self._facts.get(name)
        except Exception as error:
            raise FactFault(f"`{name}` failed with {type(error).__name__}: {error}") from error

    def undecided(self, clauses: Iterable[Clause], scope: Scope) -> list[Clause] | None:
        """Those among clauses that must all hold that are not decided, None where one is false."""
        found = []
        for clause in clauses:
            held = self.decide(clause.condition, scope)
            if held is None:
                found.append(clause)
            elif not held:
                return None
        return found

    def excused(self, clauses: Iterable[Clause], scope: Scope) -> bool:
        """Whether one of them is known to hold. A default that nobody stated excuses nothing."""
        return any(self.proven(clause.condition, scope) for clause in clauses)

    def proven(self, condition: Condition, scope: Scope) -> bool:
        """Whether a condition is known to hold without what nobody stated."""
        if isinstance(condition, Leaf):
            return self.decide(condition, scope, assume=False) is True
        some_or_all = all if condition.every else any
        return some_or_all(self.proven(part, scope) for part in condition.parts)

    def waits(self, condition: Condition, scope: Scope, item: str = "") -> list[ValuePath]:
        """The places whose facts leave a condition open that was found undecided.

        Decided parts wait for nothing, and neither does what stays open because something written cannot be read.
        A fact that is known within bounds is asked for only once the others are known: it may do as it is.
        item: what entries are called, while their list is unknown.
        """
        if not isinstance(condition, Leaf):
            undecided = (part for part in condition.parts if self.decide(part, scope) is None)
            return [place for part in undecided for place in self.waits(part, scope, item)]
        missing: list[ValuePath] = []
        bounded: list[ValuePath] = []
        for name in condition.reads:
            if name.startswith(("stated.", "threshold.")) or (scope.each is None and name.partition(".")[0] == item):
                continue
            fact = self.fact(name, scope.each)
            if isinstance(fact, Fact):
                bounded.extend(fact.open)
            elif fact.places:
                missing.extend(fact.places)
            else:
                return []
        return missing or bounded

    def _usable(self, value: Any) -> Any:
        """A value that the engine can calculate with: it has no differences of more than 292 years."""
        if isinstance(value, datetime.datetime):
            return min(max(value, self._days[0]), self._days[1])
        if isinstance(value, list) and value and isinstance(value[0], datetime.datetime):
            return [self._usable(one) for one in value]
        return value

    def decide(self, condition: Condition, scope: Scope, assume: bool = True) -> bool | None:
        """What a condition comes to. assume: whether defaults that nobody stated may make it true."""
        if isinstance(condition, Leaf):
            test = condition.test
            if self.budget:
                self.budget.charge(ASKED)
            held = holds(test, scope) if test else self._ask(condition, scope)
            # Only now that they were asked for is it known which of the facts have bounds.
            if scope.bounded and not scope.bounded.isdisjoint(condition.reads):
                return self._decide_bounded(condition, scope, assume)
            return held
        every = condition.every
        answer: bool | None = every
        for part in condition.parts:
            held = self.decide(part, scope, assume)
            if held is None:
                answer = None
            elif held is not every:
                return held
        return answer

    def _ask(self, leaf: Leaf, values: Mapping[str, Any]) -> bool | None:
        if leaf.test:
            return holds(leaf.test, values)
        known = {name: self._usable(value) for name in leaf.reads if (value := values[name]) is not None}
        if leaf.strict and len(known) < len(leaf.reads):
            return None
        if self.budget:
            self.budget.charge_for(leaf.text, known)
        return self._engine.decide(leaf.text, known)

    def _decide_bounded(self, leaf: Leaf, scope: Scope, assume: bool) -> bool | None:
        """A bounded fact is believed only where every value it may still take gives the same answer.

        A comparison by order is monotone, so the two ends of what is possible stand for all; of any other leaf nothing
        is known. An estimate holds defaults that nobody stated: it can speak for a finding, never against one.
        """
        choices: dict[str, tuple[Any, ...]] = {}
        estimated = False
        for name in leaf.reads:
            fact = self.fact(name, scope.each) if name in scope.bounded else None
            if not isinstance(fact, Fact):
                continue
            if fact.bound != "estimate" and not (leaf.ordered and type(fact.value) in _TOP):
                return None
            choices[name] = _ends(fact)
            estimated = estimated or fact.bound == "estimate"
        values = {name: scope[name] for name in leaf.reads}
        answers = {
            self._ask(leaf, values | dict(zip(choices, ends, strict=True))) for ends in product(*choices.values())
        }
        if len(answers) > 1 or (estimated and not (assume and answers == {True})):
            return None
        return answers.pop()


def _own(name: str, each: Each) -> bool:
    """Whether a name is about the entry, and not about the whole file."""
    if isinstance(each, Item):
        return name.partition(".")[0] == each.record.field.item
    return each is not None and name == each.item


_TOP: Mapping[type, Any] = {int: 2**53, float: float("inf"), datetime.timedelta: NEVER}
_BOTTOM: Mapping[type, Any] = {int: 0, float: 0.0, datetime.timedelta: datetime.timedelta()}


def _ends(fact: Fact) -> tuple[Any, ...]:
    """The least and the greatest value a bounded fact may have; an estimate stands for itself."""
    if fact.bound == "at_least":
        return (fact.value, _TOP[type(fact.value)])
    if fact.bound == "at_most":
        return (_BOTTOM[type(fact.value)], fact.value)
    return (fact.value,)


def _horizon(today: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The days that conditions see; those further off count as these."""
    years = min(max(today.year, 150), 9850)
    return datetime.datetime(years - 140, 1, 1, tzinfo=datetime.UTC), datetime.datetime(
        years + 140, 12, 31, tzinfo=datetime.UTC
    )
