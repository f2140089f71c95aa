"""Conditions over the facts of one document: what is bound to their names, what they come to, what they wait for.

A condition is true, false, or not decided (None). A fact that is known within bounds is believed in the safe direction
only (RULES section 3).
"""

import datetime
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from llm_project_lint.cel import Activation, Engine
from llm_project_lint.cel.condition import Condition, Leaf, holds
from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.facts.fact import NEVER
from llm_project_lint.model import Path, ValuePath
from llm_project_lint.rulebook.model import Clause


class Word(NamedTuple):
    """An entry of a list of plain values: the list's name, the value, and where it is written if it is."""

    list: str
    value: Any
    path: Path | None


Each: TypeAlias = Item | Word | None


class Conditions:
    """The conditions of all rules over one set of facts. common: what is bound for the whole file."""

    def __init__(self, engine: Engine, facts: Facts, constants: Mapping[str, Any]) -> None:
        """constants: the values of names that are the same for every document."""
        self._engine = engine
        self._facts = facts
        self._values: dict[str, Any] = dict(constants)
        self._bounded: set[str] = set()
        self._days = _horizon(facts.today)
        self.common = engine.activation({})

    def bind(self, names: Iterable[str]) -> list[tuple[str, Exception]]:
        """Make facts known to the conditions that follow; names of list entries are bound when their turn comes.

        Returns the names whose fact failed, which is our fault; what does not read them goes on.
        """
        failed: list[tuple[str, Exception]] = []
        for name in names:
            try:
                self._bind(name, None, self._values)
            except Exception as error:
                failed.append((name, error))
        self.common = self._engine.activation(self._values)
        return failed

    def bind_entry(self, own: Iterable[str], shared: Iterable[str], each: Each) -> Activation:
        """The entry's own fields, and of what is bound for all the names in `shared`."""
        values = {name: self._values[name] for name in shared if name in self._values}
        for name in own:
            self._bounded.discard(name)
            self._bind(name, each, values)
        return self._engine.activation(values)

    def fact(self, name: str, each: Each) -> Fact | Missing:
        """A fact by the name conditions use, list entries included."""
        if isinstance(each, Word) and "." not in name and name not in ("today", "never"):
            return Fact(each.value, "text", each.value, (each.path,) if each.path else ())
        owner, _, field = name.partition(".")
        if isinstance(each, Item) and owner == each.record.field.item:
            return each.get(field)
        return self._facts.get(name)

    def decide(self, clause: Clause, each: Each, activation: Activation, assume: bool = True) -> bool | None:
        """What a clause comes to. assume: whether defaults that nobody stated may make it true."""
        return self._decide(clause.condition, each, activation, assume)

    def excused(self, clauses: Iterable[Clause], each: Each, activation: Activation) -> bool:
        """Whether one of them is known to hold. A default that nobody stated excuses nothing."""
        return any(self.decide(clause, each, activation, assume=False) for clause in clauses)

    def waits(self, condition: Condition, each: Each, activation: Activation, item: str = "") -> list[ValuePath]:
        """The places whose facts leave a condition open that was found undecided.

        Decided parts wait for nothing, and neither does what stays open because something written cannot be read.
        A fact that is known within bounds is asked for only once the others are known: it may do as it is.
        item: what entries are called, while their list is unknown.
        """
        if not isinstance(condition, Leaf):
            undecided = (part for part in condition.parts if self._decide(part, each, activation) is None)
            return [place for part in undecided for place in self.waits(part, each, activation, item)]
        missing: list[ValuePath] = []
        bounded: list[ValuePath] = []
        for name in condition.reads:
            if name.startswith(("stated.", "threshold.")) or (each is None and name.partition(".")[0] == item):
                continue
            fact = self.fact(name, each)
            if isinstance(fact, Fact):
                bounded.extend(fact.open)
            elif fact.places:
                missing.extend(fact.places)
            else:
                return []
        return missing or bounded

    def _bind(self, name: str, each: Each, values: dict[str, Any]) -> None:
        if name in values:
            return
        if name.startswith("stated."):
            values[name] = self._facts.stated(name.removeprefix("stated."))
        else:
            fact = self.fact(name, each)
            if isinstance(fact, Fact):
                values[name] = self._usable(fact.value)
                if fact.bound != "exact":
                    self._bounded.add(name)

    def _usable(self, value: Any) -> Any:
        """A value that the engine can calculate with: it has no differences of more than 292 years."""
        if isinstance(value, datetime.datetime):
            return min(max(value, self._days[0]), self._days[1])
        if isinstance(value, list) and value and isinstance(value[0], datetime.datetime):
            return [self._usable(one) for one in value]
        return value

    def _decide(self, condition: Condition, each: Each, activation: Activation, assume: bool = True) -> bool | None:
        if isinstance(condition, Leaf):
            if self._bounded and not self._bounded.isdisjoint(condition.reads):
                return self._decide_bounded(condition, each, assume)
            return self._ask(condition, activation)
        undecided = False
        for part in condition.parts:
            held = self._decide(part, each, activation, assume)
            if held is (not condition.every):
                return held
            undecided = undecided or held is None
        return None if undecided else condition.every

    def _ask(self, leaf: Leaf, activation: Activation) -> bool | None:
        if leaf.test:
            return holds(leaf.test, activation.values)
        if leaf.strict:
            for name in leaf.reads:
                if name not in activation.values:
                    return None
        return self._engine.decide(leaf.text, activation)

    def _decide_bounded(self, leaf: Leaf, each: Each, assume: bool) -> bool | None:
        """A bounded fact is believed only where every value it may still take gives the same answer.

        A comparison by order is monotone, so the two ends of what is possible stand for all; of any other leaf nothing
        is known. An estimate holds defaults that nobody stated: it can speak for a finding, never against one.
        """
        choices: dict[str, tuple[Any, ...]] = {}
        values: dict[str, Any] = {}
        estimated = False
        for name in leaf.reads:
            if name not in self._bounded:
                if name in self._values:
                    values[name] = self._values[name]
                else:
                    self._bind(name, each, values)
                continue
            fact = self.fact(name, each)
            if isinstance(fact, Missing):
                continue
            if fact.bound != "estimate" and not (leaf.ordered and type(fact.value) in _TOP):
                return None
            choices[name] = _ends(fact)
            estimated = estimated or fact.bound == "estimate"
        answers = {
            self._ask(leaf, self._engine.activation({**values, **dict(zip(choices, ends, strict=True))}))
            for ends in product(*choices.values())
        }
        if len(answers) > 1 or (estimated and not (assume and answers == {True})):
            return None
        return answers.pop()


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
