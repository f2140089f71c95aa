"""Three-valued judgement: what each rule makes of the facts. No texts, no places in the file.

held     = all of `when` and `absent`; false wins over not stated
excused  = some `unless` is known to be true; a silent one excuses nothing
case     = the first that holds; one that is not decided is passed over and its facts are waited for
"""

import datetime
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, Literal, NamedTuple, TypeAlias

from llm_project_lint.cel import Activation, ConditionFault, Engine
from llm_project_lint.cel.condition import Condition, Leaf
from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.facts.fact import NEVER
from llm_project_lint.facts.facts import SOURCES
from llm_project_lint.model import Path, Severity, ValuePath
from llm_project_lint.rulebook.model import NO_STAGE, Case, Clause, Ladder, Rule

State: TypeAlias = Literal["reported", "waiting", "excused", "clear"]


class Word(NamedTuple):
    """An entry of a list of plain values: the list's name, the value, and where it is written if it is."""

    list: str
    value: Any
    path: Path | None


Each: TypeAlias = Item | Word | None


class Outcome(NamedTuple):
    """What one rule makes of one document or one list entry.

    case, severity: set when reported. deciding: the clauses that held. absent: the places whose absence was judged.
    waits: the value paths that could still change the outcome for something that matters.
    """

    rule: Rule
    each: Each
    ladder: Ladder
    state: State
    case: Case | None = None
    severity: Severity | None = None
    deciding: tuple[Clause, ...] = ()
    absent: tuple[str, ...] = ()
    waits: tuple[ValuePath, ...] = ()


class Fault(NamedTuple):
    """A rule that could not be evaluated: a mistake of the rule or of ours, never of the document."""

    rule: str
    message: str


class Judge:
    """Judges rules over one set of facts."""

    def __init__(self, engine: Engine, facts: Facts, constants: Mapping[str, Any]) -> None:
        """constants: the values of names that are the same for every document."""
        self._engine = engine
        self._facts = facts
        self._values: dict[str, Any] = dict(constants)
        self._bounded: set[str] = set()
        self._activation = Activation({}, None)
        self._days = _horizon(facts.today)
        self.faults: list[Fault] = []

    def bind(self, names: Iterable[str]) -> None:
        """Make facts known to the conditions that follow; names of list entries are bound when their turn comes."""
        for name in names:
            try:
                self._bind(name, None, self._values)
            except Exception as error:  # a derived fact that fails is our fault, and what does not read it goes on
                self.faults.append(Fault(name, f"{type(error).__name__}: {error}"))
        self._activation = self._engine.activation(self._values)

    def driver(self, rule: Rule) -> tuple[bool | None, tuple[ValuePath, ...]]:
        """Whether a driver holds over the bound facts, and what an undecided one waits for."""
        verdict: bool | None = True
        waits: list[ValuePath] = []
        try:
            if self._excused(rule.unless, None, self._activation):
                return False, ()
            for clause in rule.when:
                found = self._decide(clause, None, self._activation)
                if found is False:
                    return False, ()
                if found is None:
                    verdict = None
                    waits.extend(self._waits(clause.condition, None, self._activation))
        except Exception as error:
            self._note(rule, error)
            return None, ()
        return verdict, tuple(dict.fromkeys(waits))

    def judge(self, rule: Rule) -> list[Outcome]:
        """One outcome per ladder and list entry; a rule that fails is noted in `faults` and has none."""
        try:
            return [outcome for ladder in rule.ladders for outcome in self._ladder(rule, ladder)]
        except Exception as error:  # whatever fails, the other rules still have something to say
            self._note(rule, error)
            return []

    def _note(self, rule: Rule, error: Exception) -> None:
        kind = "" if isinstance(error, ConditionFault) else f"{type(error).__name__}: "
        self.faults.append(Fault(rule.id, f"{kind}{error}"))

    def fact(self, name: str, each: Each) -> Fact | Missing:
        """A fact by the name conditions use, list entries included."""
        if isinstance(each, Word) and "." not in name and name not in ("today", "never"):
            return Fact(each.value, "text", each.value, (each.path,) if each.path else ())
        owner, _, field = name.partition(".")
        if isinstance(each, Item) and owner == each.record.field.item:
            return each.get(field)
        return self._facts.get(name)

    # -- rules ------------------------------------------------------------------------------------------------------

    def _ladder(self, rule: Rule, ladder: Ladder) -> list[Outcome]:
        choice = self._facts.choice
        cases = [case for case in ladder.cases if not case.applies_to or choice in case.applies_to]
        if not cases:
            return []
        if not ladder.each:
            return [self._entry(rule, ladder, cases, None, activation=self._activation)]
        entries = self._entries(ladder.each)
        if isinstance(entries, Missing):
            return [self._entry(rule, ladder, cases, None, activation=self._activation, unlisted=entries)]
        shared = {name: self._values[name] for name in ladder.shared if name in self._values}
        return [
            self._entry(rule, ladder, cases, each, activation=self._bind_entry(ladder.own, shared, each))
            for each in entries
        ]

    def _entries(self, name: str) -> "list[Item | Word] | Missing":
        if name == SOURCES:
            return list(self._facts.each_source())
        if name in self._facts.record.items or name in self._facts.record.unusable:
            return list(self._facts.items(name) or [])
        fact = self._facts.get(name)
        if isinstance(fact, Missing):
            return fact
        if not isinstance(fact.raw, list):  # computed, or one value written without brackets
            path = fact.paths[0] if fact.raw is not None else None
            return [Word(name, value, path) for value in dict.fromkeys(fact.value)]
        written = [index for index, value in enumerate(fact.raw) if value is not None]
        return [Word(name, value, (*fact.paths[0], at)) for at, value in zip(written, fact.value, strict=True)]

    def _entry(
        self,
        rule: Rule,
        ladder: Ladder,
        cases: list[Case],
        each: Each,
        *,
        activation: Activation,
        unlisted: Missing | None = None,
    ) -> Outcome:
        """What the rule makes of one entry, or of the whole file.

        unlisted: the list is not known; then what holds of any entry is decided, and the rest waits for the list.
        """
        open_clauses: list[Clause] = []
        for clause in rule.when:
            held = self._decide(clause, each, activation)
            if held is False:
                return Outcome(rule, each, ladder, "clear")
            if held is None:
                open_clauses.append(clause)
        if not self._absent(rule.absent, each):
            return Outcome(rule, each, ladder, "clear")
        if self._excused(rule.unless, each, activation):
            return Outcome(rule, each, ladder, "excused")
        waits: list[ValuePath] = []
        possible = False
        for case in cases:
            if not self._absent(case.absent, each):
                continue
            verdicts = [(clause, self._decide(clause, each, activation)) for clause in case.when]
            if any(held is False for _, held in verdicts):
                continue
            if self._excused(case.unless, each, activation):
                continue
            undecided = [clause for clause, held in verdicts if held is None]
            if not undecided and not open_clauses and unlisted is None:
                return Outcome(
                    rule,
                    each,
                    ladder,
                    "reported",
                    case,
                    self._severity(case),
                    (*rule.when, *case.when),
                    tuple(self._place(name, each) for name in (*rule.absent, *case.absent)),
                    tuple(dict.fromkeys(waits)),
                )
            possible = True
            if rule.asks and case.asks:
                waits.extend(unlisted.places if unlisted else ())
                for clause in (*open_clauses, *undecided):
                    waits.extend(self._waits(clause.condition, each, activation, ladder.item))
            if not undecided:
                break
        if not possible:
            return Outcome(rule, each, ladder, "clear")
        return Outcome(rule, each, ladder, "waiting", waits=tuple(dict.fromkeys(waits)))

    def _absent(self, names: Iterable[str], each: Each) -> bool:
        for name in names:
            owner, _, field = name.partition(".")
            if isinstance(each, Item) and owner == each.record.field.item:
                if each.stated(field):
                    return False
            elif self._facts.stated(name):
                return False
        return True

    def _place(self, name: str, each: Each) -> ValuePath:
        owner, _, field = name.partition(".")
        return f"{each.place}.{field}" if isinstance(each, Item) and owner == each.record.field.item else name

    def _excused(self, clauses: Iterable[Clause], each: Each, activation: Activation) -> bool:
        """Whether one of them is known to hold. A default that nobody stated excuses nothing."""
        return any(self._decide(clause, each, activation, assume=False) for clause in clauses)

    def _severity(self, case: Case) -> Severity:
        stage = self._facts.get("project.stage")
        return case.severities[stage.value if isinstance(stage, Fact) else NO_STAGE]

    # -- conditions -------------------------------------------------------------------------------------------------

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

    def _bind_entry(self, own: Iterable[str], shared: Mapping[str, Any], each: Each) -> Activation:
        """What is bound for all, and the entry's own fields."""
        values = dict(shared)
        for name in own:
            self._bounded.discard(name)
            self._bind(name, each, values)
        return self._engine.activation(values)

    def _decide(self, clause: Clause, each: Each, activation: Activation, assume: bool = True) -> bool | None:
        if self._bounded and not self._bounded.isdisjoint(clause.reads):
            return self._decide_parts(clause.condition, each, activation, assume)
        condition = clause.condition
        if isinstance(condition, Leaf) and condition.strict:
            for name in condition.reads:
                if name not in activation.values:
                    return None  # as the engine would say, in a tenth of the time
        return self._engine.decide(clause.text, activation)

    def _decide_parts(
        self, condition: Condition, each: Each, activation: Activation, assume: bool = True
    ) -> bool | None:
        if isinstance(condition, Leaf):
            if self._bounded.isdisjoint(condition.reads):
                return self._engine.decide(condition.text, activation)
            return self._decide_leaf(condition, each, assume)
        undecided = False
        for part in condition.parts:
            held = self._decide_parts(part, each, activation, assume)
            if held is (not condition.every):
                return held
            undecided = undecided or held is None
        return None if undecided else condition.every

    def _decide_leaf(self, leaf: Leaf, each: Each, assume: bool) -> bool | None:
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
            self._engine.decide(leaf.text, self._engine.activation({**values, **dict(zip(choices, ends, strict=True))}))
            for ends in product(*choices.values())
        }
        if len(answers) > 1 or (estimated and not (assume and answers == {True})):
            return None
        return answers.pop()

    def _waits(self, condition: Condition, each: Each, activation: Activation, item: str = "") -> list[ValuePath]:
        """The places whose facts leave an undecided condition open.

        Decided parts wait for nothing, and neither does what stays open because something written cannot be read.
        A fact that is known within bounds is asked for only once the others are known: it may do as it is.
        item: what entries are called, while their list is unknown.
        """
        if self._decide_parts(condition, each, activation) is not None:
            return []
        if not isinstance(condition, Leaf):
            return [place for part in condition.parts for place in self._waits(part, each, activation, item)]
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
