"""Three-valued judgement: what each rule makes of the facts. No texts, no places in the file.

held     = all of `when` and `absent`; false wins over not stated
excused  = some `unless` is known to be true; a silent one excuses nothing
case     = the first that holds; one that is not decided is passed over and its facts are waited for
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.cel import Activation, ConditionFault
from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.facts.facts import SOURCES
from llm_project_lint.model import Severity, ValuePath
from llm_project_lint.rule_check.conditions import Conditions, Each, Word
from llm_project_lint.rulebook.model import NO_STAGE, Case, Clause, Ladder, Rule

State: TypeAlias = Literal["reported", "waiting", "excused", "clear"]


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
    """Judges rules over one set of facts: those, and the cases of those, that apply to its choice."""

    def __init__(self, conditions: Conditions, facts: Facts) -> None:
        self._conditions = conditions
        self._facts = facts
        self.faults: list[Fault] = []

    def driver(self, rule: Rule) -> tuple[bool | None, tuple[ValuePath, ...]]:
        """Whether a driver holds over the bound facts, and what an undecided one waits for."""
        verdict: bool | None = True
        waits: list[ValuePath] = []
        try:
            if self._conditions.excused(rule.unless, None, self._conditions.common):
                return False, ()
            for clause in rule.when:
                found = self._conditions.decide(clause, None, self._conditions.common)
                if found is False:
                    return False, ()
                if found is None:
                    verdict = None
                    waits.extend(self._conditions.waits(clause.condition, None, self._conditions.common))
        except Exception as error:
            self.note(rule.id, error)
            return None, ()
        return verdict, tuple(dict.fromkeys(waits))

    def judge(self, rule: Rule) -> list[Outcome]:
        """One outcome per ladder and list entry; a rule that fails is noted in `faults` and has none."""
        try:
            return [outcome for ladder in rule.ladders for outcome in self._ladder(rule, ladder)]
        except Exception as error:  # whatever fails, the other rules still have something to say
            self.note(rule.id, error)
            return []

    def bind(self, names: Iterable[str]) -> None:
        """Make facts known to the rules that follow."""
        for name, error in self._conditions.bind(names):
            self.note(name, error)

    def note(self, rule: str, error: Exception) -> None:
        """Keep what went wrong with a rule, or with a fact that rules read."""
        kind = "" if isinstance(error, ConditionFault) else f"{type(error).__name__}: "
        self.faults.append(Fault(rule, f"{kind}{error}"))

    def _ladder(self, rule: Rule, ladder: Ladder) -> list[Outcome]:
        if not ladder.each:
            return [self._entry(rule, ladder, None, activation=self._conditions.common)]
        entries = self._entries(ladder.each)
        if isinstance(entries, Missing):
            return [self._entry(rule, ladder, None, activation=self._conditions.common, unlisted=entries)]
        bind = self._conditions.bind_entry
        return [self._entry(rule, ladder, each, activation=bind(ladder.own, ladder.shared, each)) for each in entries]

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
            held = self._conditions.decide(clause, each, activation)
            if held is False:
                return Outcome(rule, each, ladder, "clear")
            if held is None:
                open_clauses.append(clause)
        if not self._absent(rule.absent, each):
            return Outcome(rule, each, ladder, "clear")
        if self._conditions.excused(rule.unless, each, activation):
            return Outcome(rule, each, ladder, "excused")
        waits: list[ValuePath] = []
        possible = False
        for case in ladder.cases:
            if not self._absent(case.absent, each):
                continue
            verdicts = [(clause, self._conditions.decide(clause, each, activation)) for clause in case.when]
            if any(held is False for _, held in verdicts):
                continue
            if self._conditions.excused(case.unless, each, activation):
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
                    waits.extend(self._conditions.waits(clause.condition, each, activation, ladder.item))
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

    def _severity(self, case: Case) -> Severity:
        stage = self._facts.get("project.stage")
        return case.severities[stage.value if isinstance(stage, Fact) else NO_STAGE]
