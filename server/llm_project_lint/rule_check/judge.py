"""Three-valued judgement: what each rule makes of the facts. No texts, no places in the file.

held     = all of `when` and `absent`; false wins over not stated
excused  = some `unless` is known to be true; a silent one excuses nothing
case     = the first that holds; one that is not decided is passed over and its facts are waited for
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.cel import ConditionFault
from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.facts.facts import SOURCES
from llm_project_lint.model import Severity, ValuePath
from llm_project_lint.rule_check.budget import BudgetFault
from llm_project_lint.rule_check.conditions import Conditions, Each, FactFault, Scope, Word
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
        self._common = Scope(conditions)
        self._of_lists: dict[tuple[str, str], list[Scope] | Missing] = {}
        self.faults: list[Fault] = []

    def driver(self, rule: Rule) -> tuple[bool | None, tuple[ValuePath, ...]]:
        """Whether a driver holds, and what an undecided one waits for."""
        if self._conditions.budget:
            self._conditions.budget.begin(rule)
        try:
            if rule.unless and self._conditions.excused(rule.unless, self._common):
                return False, ()
            undecided = self._conditions.undecided(rule.when, self._common)
            if not undecided:
                return undecided is not None, ()
            return None, self._waits(undecided, self._common)
        except Exception as error:
            self.note(rule.id, error)
            return None, ()

    def judge(self, rule: Rule) -> list[Outcome]:
        """One outcome per ladder and list entry; a rule that fails is noted in `faults` and has none."""
        found: list[Outcome] = []
        if self._conditions.budget:
            self._conditions.budget.begin(rule)
        try:
            for ladder in rule.ladders:
                if ladder.each:
                    found += self._entries_of(rule, ladder)
                else:
                    found.append(self._entry(rule, ladder, self._common))
        except Exception as error:  # whatever fails, the other rules still have something to say
            self.note(rule.id, error)
            return []
        return found

    def note(self, rule: str, error: Exception) -> None:
        """Keep what went wrong with a rule, or with a fact that it reads."""
        kind = "" if isinstance(error, ConditionFault | FactFault | BudgetFault) else f"{type(error).__name__}: "
        self.faults.append(Fault(rule, f"{kind}{error}"))

    def scopes(self, ladder: Ladder) -> "list[Scope] | Missing":
        """What a ladder is judged in: the whole file, or each entry of its list as far as that is known."""
        return self._scopes(ladder.each, ladder.item) if ladder.each else [self._common]

    def _entries_of(self, rule: Rule, ladder: Ladder) -> list[Outcome]:
        scopes = self._scopes(ladder.each, ladder.item)
        if not isinstance(scopes, Missing):
            return [self._entry(rule, ladder, scope) for scope in scopes]
        # Nothing can be reported of entries that are not known; only what is asked for is to be found out.
        if rule.asks:
            return [self._entry(rule, ladder, self._common, scopes)]
        return [Outcome(rule, None, ladder, "waiting")]

    def _scopes(self, name: str, item: str) -> "list[Scope] | Missing":
        """A scope for each entry of a list; all rules about the list share them."""
        scopes = self._of_lists.get((name, item))
        if scopes is None:
            entries = self._entries(name, item)
            scopes = (
                entries
                if isinstance(entries, Missing)
                else [Scope(self._conditions, each, self._common) for each in entries]
            )
            self._of_lists[name, item] = scopes
        return scopes

    def _entries(self, name: str, item: str) -> "list[Item | Word] | Missing":
        if name == SOURCES:
            return list(self._facts.each_source())
        if name in self._facts.record.items or name in self._facts.record.unusable:
            return list(self._facts.items(name) or [])
        fact = self._facts.get(name)
        if isinstance(fact, Missing):
            return fact
        if not isinstance(fact.raw, list):  # computed, or one value written without brackets
            path = fact.paths[0] if fact.raw is not None else None
            return [Word(item, name, value, path) for value in dict.fromkeys(fact.value)]
        written = [index for index, value in enumerate(fact.raw) if value is not None]
        return [Word(item, name, value, (*fact.paths[0], at)) for at, value in zip(written, fact.value, strict=True)]

    def _entry(self, rule: Rule, ladder: Ladder, scope: Scope, unlisted: Missing | None = None) -> Outcome:
        """What the rule makes of one entry, or of the whole file.

        unlisted: the list is not known; then what holds of any entry is decided, and the rest waits for the list.
        """
        each = scope.each
        if rule.absent and not self.absent(rule.absent, each):
            return Outcome(rule, each, ladder, "clear")
        open_clauses = self._conditions.undecided(rule.when, scope) if rule.when else []
        if open_clauses is None:
            return Outcome(rule, each, ladder, "clear")
        if rule.unless and self._conditions.excused(rule.unless, scope):
            return Outcome(rule, each, ladder, "excused")
        waits: list[ValuePath] = []
        possible = False
        for case in ladder.cases:
            if case.absent and not self.absent(case.absent, each):
                continue
            undecided = self._conditions.undecided(case.when, scope) if case.when else []
            if undecided is None or (case.unless and self._conditions.excused(case.unless, scope)):
                continue
            if not undecided and not open_clauses and unlisted is None:
                return Outcome(
                    rule,
                    each,
                    ladder,
                    "reported",
                    case,
                    self.severity(case),
                    (*rule.when, *case.when),
                    tuple(self._place(name, each) for name in (*rule.absent, *case.absent)),
                    tuple(dict.fromkeys(waits)),
                )
            possible = True
            if rule.asks and case.asks:
                waits.extend(unlisted.places if unlisted else ())
                waits.extend(self._waits((*open_clauses, *undecided), scope, ladder.item))
            if not undecided:
                break
        if not possible:
            return Outcome(rule, each, ladder, "clear")
        return Outcome(rule, each, ladder, "waiting", waits=tuple(dict.fromkeys(waits)))

    def _waits(self, undecided: Iterable[Clause], scope: Scope, item: str = "") -> tuple[ValuePath, ...]:
        """What undecided clauses wait for, each place once."""
        waits = (place for clause in undecided for place in self._conditions.waits(clause.condition, scope, item))
        return tuple(dict.fromkeys(waits))

    def absent(self, names: Iterable[str], each: Each) -> bool:
        """Whether nothing is written at any of these places."""
        for name in names:
            if isinstance(each, Item) and name.partition(".")[0] == each.record.field.item:
                if each.stated(name.partition(".")[2]):
                    return False
            elif self._facts.stated(name):
                return False
        return True

    def _place(self, name: str, each: Each) -> ValuePath:
        owner, _, field = name.partition(".")
        return f"{each.place}.{field}" if isinstance(each, Item) and owner == each.record.field.item else name

    def severity(self, case: Case) -> Severity:
        """The severity of a case at the stage of the project."""
        stage = self._facts.get("project.stage")
        return case.severities[stage.value if isinstance(stage, Fact) else NO_STAGE]
