"""Holds the rules against the facts of one document: findings, facts not stated, scorecard."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from llm_project_lint.cel import Engine
from llm_project_lint.facts import Facts, Item
from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.facts import CHOICE
from llm_project_lint.facts.fields import ENTRIES, SECTION
from llm_project_lint.model import Document, DriverLine, Finding, NotStated, Report, ValuePath, rank
from llm_project_lint.rule_check.budget import SAID, Budget, BudgetFault
from llm_project_lint.rule_check.conditions import Conditions, Each, Word
from llm_project_lint.rule_check.judge import Judge, Outcome
from llm_project_lint.rule_check.places import path_of, span_of
from llm_project_lint.rule_check.say import Speaker
from llm_project_lint.rule_check.scorecard import score
from llm_project_lint.rulebook.model import Rule, Rulebook
from llm_project_lint.settings import Settings

if TYPE_CHECKING:
    from llm_project_lint.rule_check.trace import DriverTrace, Trace


class Checked(NamedTuple):
    """What the rules make of one document.

    outcomes: of every rule that applies, also where nothing is reported. failed: rules that could not be evaluated.
    facts: what they were judged by. said: every finding before folding, with its outcome.
    """

    findings: tuple[Finding, ...]
    not_stated: tuple[NotStated, ...]
    scorecard: tuple[DriverLine, ...]
    outcomes: tuple[Outcome, ...]
    failed: frozenset[str]
    facts: Facts
    said: tuple[tuple[Outcome, Finding], ...]


class RuleChecker:
    """Checks documents against one rulebook; holds the compiled conditions."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._engine = Engine(book.variables)
        self._thresholds = {name: threshold.value for name, threshold in book.thresholds.items()}
        self._named = {f"threshold.{name}": value for name, value in self._thresholds.items()}
        fields = (field for field in book.fields.walk() if field.form not in (SECTION, ENTRIES))
        self._plain = frozenset(field.name for field in fields if "[]" not in field.name) - {CHOICE}
        self._plans: dict[str | None, tuple[Rule, ...]] = {}

    def check(
        self,
        document: Document,
        record: Record,
        settings: Settings,
        choice: str | None = None,
        only: Collection[str] | None = None,
        called: str = "",
    ) -> Checked:
        """Judge one document. choice: judge as if this approach were chosen, instead of the stated one.

        only: the rules that are judged; None for all. called: what messages call the choice, "" for its name.
        """
        facts = Facts(record, settings.today, self._thresholds, self._book.tables, choice)
        conditions = Conditions(self._engine, facts, self._named, self._plain, self._budget())
        judge = Judge(conditions, facts)
        scorecard = score(self._book.drivers.values(), judge, facts, settings.language)
        plan = self._plan(facts.choice)
        rules = plan if only is None else [rule for rule in plan if rule.id in only]
        outcomes = tuple(outcome for rule in rules for outcome in judge.judge(rule))
        speaker = Speaker(self._book, document, record, conditions, settings.language, called)
        said = _said(speaker, judge, outcomes, conditions.budget)
        findings = [*_fold(said), *(speaker.fault(fault) for fault in judge.faults)]
        failed = frozenset(fault.rule for fault in judge.faults)
        waits = _not_stated(outcomes, document)
        return Checked(tuple(findings), waits, scorecard, outcomes, failed, facts, tuple(said))

    def trace(self, name: str, document: Document, checked: Checked, report: Report) -> "Trace | DriverTrace":
        """How a rule or driver came to its answer on a document. checked, report: what this one made of it."""
        from llm_project_lint.rule_check.tracer import Tracer  # only `explain` asks

        conditions = Conditions(self._engine, checked.facts, self._named, self._plain, self._budget())
        tracer = Tracer(self._book, document, conditions, checked.facts)
        failed = name in checked.failed
        if name in self._book.drivers:
            return tracer.driver(self._book.drivers[name], failed)
        planned = next((rule for rule in self._plan(checked.facts.choice) if rule.id == name), None)
        return tracer.rule(self._book.rules[name], planned, checked.said, report, failed)

    def _budget(self) -> Budget | None:
        """What rules of packs may do with one document; None where there are none, as in most runs."""
        return Budget() if self._book.packs else None

    def _plan(self, choice: str | None) -> tuple[Rule, ...]:
        """The rules that are judged under a choice."""
        plan = self._plans.get(choice)
        if plan is None:
            every = (_under(rule, choice) for rule in self._book.rules.values())
            plan = self._plans[choice] = tuple(rule for rule in every if rule.ladders)
        return plan


def _under(rule: Rule, choice: str | None) -> Rule:
    """The rule with the cases that are judged under a choice; nothing that only the others read need be known."""
    if rule.applies_to and choice not in rule.applies_to:
        return rule._replace(ladders=())
    ladders = []
    asks = False
    for ladder in rule.ladders:
        cases = tuple(case for case in ladder.cases if not case.applies_to or choice in case.applies_to)
        if cases:
            ladders.append(ladder._replace(cases=cases))
            asks = asks or any(case.asks for case in cases)
    return rule._replace(ladders=tuple(ladders), asks=rule.asks and asks)


def _said(
    speaker: Speaker, judge: Judge, outcomes: Iterable[Outcome], budget: Budget | None
) -> list[tuple[Outcome, Finding]]:
    """The reported outcomes with their findings. What cannot be said is a fault of its rule; the others still count."""
    found = []
    spent: set[str] = set()
    for outcome in outcomes:
        if outcome.state == "reported":
            try:
                if budget:
                    budget.begin(outcome.rule)
                    budget.charge(SAID)
                found.append((outcome, speaker.finding(outcome)))
            except BudgetFault as error:
                if outcome.rule.id not in spent:
                    judge.note(outcome.rule.id, error)
                spent.add(outcome.rule.id)
            except Exception as error:
                judge.note(outcome.rule.id, error)
    return [(outcome, finding) for outcome, finding in found if outcome.rule.id not in spent]


def _fold(found: list[tuple[Outcome, Finding]]) -> Iterable[Finding]:
    """One finding per cause: what another outranks is listed under it (RULES section 4)."""
    stronger: dict[str, dict[object, list[int]]] = {}
    for index, (outcome, _) in enumerate(found):
        for rule in outcome.rule.outranks:
            stronger.setdefault(rule, {}).setdefault(_entry(outcome.each), []).append(index)
    folded: dict[int, list[int]] = {}
    top: list[int] = []
    for index, (outcome, finding) in enumerate(found):
        by = _above(stronger.get(outcome.rule.id, {}), _entry(outcome.each))
        above = next((other for other in by if rank(found[other][1].severity) >= rank(finding.severity)), None)
        (top if above is None else folded.setdefault(above, [])).append(index)

    return [_whole(index, found, folded) for index in top]


def _whole(index: int, found: list[tuple[Outcome, Finding]], folded: Mapping[int, list[int]]) -> Finding:
    """A finding with those folded into it, and those into them."""
    finding = found[index][1]
    inside = folded.get(index, ())
    return finding._replace(folded=tuple(_whole(one, found, folded) for one in inside)) if inside else finding


def _above(stronger: Mapping[object, list[int]], entry: object) -> list[int]:
    """Findings about the same entry and about the whole file; all of them for one that is about the whole file."""
    if entry is None:
        return sorted(index for indexes in stronger.values() for index in indexes)
    return sorted({*stronger.get(entry, ()), *stronger.get(None, ())})


def _entry(each: Each) -> object:
    """What a finding is about: an entry of a list, or None for the whole file."""
    if isinstance(each, Item):
        return each.record.path if each.index >= 0 else None
    return (each.list, each.value) if isinstance(each, Word) else None


def _not_stated(outcomes: Iterable[Outcome], document: Document) -> tuple[NotStated, ...]:
    """Each awaited fact once, most awaited first. Nothing below a place whose very absence is already reported."""
    absent: set[str] = set()
    waiting: dict[ValuePath, dict[str, Rule]] = {}
    for outcome in outcomes:
        if outcome.state == "reported":
            absent.update(outcome.absent)
        for place in outcome.waits:
            waiting.setdefault(place, {})[outcome.rule.id] = outcome.rule
    labels: dict[str, dict[str, int]] = {}
    found = []
    for place, rules in waiting.items():
        if absent and not absent.isdisjoint(_ancestors(place)):
            continue
        criteria = dict.fromkeys(criterion for rule in rules.values() for criterion in rule.criteria)
        span = span_of(_path(place, document, labels), document)
        found.append(NotStated(place, span, tuple(rules), tuple(criteria)))
    return tuple(sorted(found, key=lambda fact: (-len(fact.rules), fact.place)))


def _ancestors(place: ValuePath) -> Iterable[ValuePath]:
    """A place and what it stands in; a `[label]` may hold any character, so its parts do no harm."""
    yield place
    for at, character in enumerate(place):
        if character in ".[":
            yield place[:at]


def _path(place: ValuePath, document: Document, labels: dict[str, dict[str, int]]) -> tuple[str | int, ...]:
    """The path of a place that is not written, as far as it leads.

    labels: the entries of each list by name, filled as lists are met.
    """
    base, bracket, rest = place.partition("[")
    path: tuple[str | int, ...] = path_of(base, None, document)
    label, end, _ = rest.rpartition("].")
    if not (bracket and end):
        return path
    if base not in labels:
        entries = document.get(path)
        known = labels[base] = {}
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            name = entry.get("name") if isinstance(entry, dict) else None
            known.setdefault(name if isinstance(name, str) and name else str(index), index)
    index = labels[base].get(label, -1)
    named = (*path, index, "name")
    return path if index < 0 else named if named in document.marks else named[:-1]
