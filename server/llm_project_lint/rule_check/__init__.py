"""Holds the rules against the facts of one document: findings, facts not stated, scorecard."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from llm_project_lint.cel import Engine
from llm_project_lint.facts import Facts, Item
from llm_project_lint.facts.collect import Record
from llm_project_lint.model import Document, DriverLine, Finding, NotStated, ValuePath, rank
from llm_project_lint.rule_check.judge import Each, Judge, Outcome, Word
from llm_project_lint.rule_check.places import path_of, span_of
from llm_project_lint.rule_check.say import Speaker
from llm_project_lint.rule_check.scorecard import score
from llm_project_lint.rulebook.model import Rule, Rulebook
from llm_project_lint.settings import Settings


class Checked(NamedTuple):
    """What the rules make of one document. outcomes: of every rule that applies, also where nothing is reported."""

    findings: tuple[Finding, ...]
    not_stated: tuple[NotStated, ...]
    scorecard: tuple[DriverLine, ...]
    outcomes: tuple[Outcome, ...]


class _Plan(NamedTuple):
    """The rules for one choice, and the facts to bind for them and for the drivers."""

    rules: tuple[Rule, ...]
    reads: tuple[str, ...]


class RuleChecker:
    """Checks documents against one rulebook; holds the compiled conditions."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._engine = Engine(book.variables)
        self._thresholds = {name: threshold.value for name, threshold in book.thresholds.items()}
        self._plans: dict[str | None, _Plan] = {}
        reads = {name: None for driver in book.drivers.values() for name in driver.reads}
        self._driver_reads = tuple(reads)

    def check(self, document: Document, record: Record, settings: Settings, choice: str | None = None) -> Checked:
        """Judge one document. choice: judge as if this approach were chosen, instead of the stated one."""
        facts = Facts(record, settings.today, self._thresholds, self._book.tables, choice)
        judge = Judge(self._engine, facts)
        judge.bind(self._driver_reads)
        scorecard = score(self._book.drivers.values(), judge, facts, settings.language)
        plan = self._plan(facts.choice)
        judge.bind(plan.reads)
        outcomes = tuple(outcome for rule in plan.rules for outcome in judge.judge(rule))
        speaker = Speaker(self._book, document, record, judge, settings.language)
        reported = [outcome for outcome in outcomes if outcome.state == "reported"]
        findings = [speaker.fault(fault) for fault in judge.faults]
        findings += _fold([(outcome, speaker.finding(outcome)) for outcome in reported])
        return Checked(tuple(findings), _not_stated(outcomes, document), scorecard, outcomes)

    def _plan(self, choice: str | None) -> _Plan:
        plan = self._plans.get(choice)
        if plan is None:
            rules = tuple(
                rule for rule in self._book.rules.values() if not rule.applies_to or choice in rule.applies_to
            )
            items = {ladder.item for rule in rules for ladder in rule.ladders if ladder.item}
            reads = {name: None for rule in rules for name in rule.reads if name.partition(".")[0] not in items}
            plan = self._plans[choice] = _Plan(rules, tuple(reads))
        return plan


def _fold(found: list[tuple[Outcome, Finding]]) -> Iterable[Finding]:
    """One finding per cause: what another outranks is listed under it (RULES section 4)."""
    above: dict[int, int] = {}
    for index, (outcome, finding) in enumerate(found):
        for other, (by, graver) in enumerate(found):
            if (
                outcome.rule.id in by.rule.outranks
                and rank(graver.severity) >= rank(finding.severity)
                and _same(outcome.each, by.each)
            ):
                above[index] = other
                break
    folded: Mapping[int, list[int]] = {index: [] for index in range(len(found))}
    for index, other in above.items():
        folded[other].append(index)

    def whole(index: int) -> Finding:
        finding = found[index][1]
        return finding._replace(folded=tuple(whole(inside) for inside in folded[index])) if folded[index] else finding

    return [whole(index) for index in range(len(found)) if index not in above]


def _same(one: Each, other: Each) -> bool:
    """Whether two findings are about the same entry, or either is about the whole file."""

    def entry(each: Each) -> object:
        if isinstance(each, Item):
            return each.record.path if each.index >= 0 else None
        return (each.list, each.value) if isinstance(each, Word) else None

    return entry(one) is None or entry(other) is None or entry(one) == entry(other)


def _not_stated(outcomes: Iterable[Outcome], document: Document) -> tuple[NotStated, ...]:
    """Each awaited fact once, most awaited first. Nothing below a place whose very absence is already reported."""
    absent: set[str] = set()
    waiting: dict[ValuePath, dict[str, Rule]] = {}
    for outcome in outcomes:
        if outcome.state == "reported":
            absent.update(outcome.absent)
        for place in outcome.waits:
            waiting.setdefault(place, {})[outcome.rule.id] = outcome.rule
    found = []
    for place, rules in waiting.items():
        if any(place == name or place.startswith((f"{name}.", f"{name}[")) for name in absent):
            continue
        criteria = dict.fromkeys(criterion for rule in rules.values() for criterion in rule.criteria)
        span = span_of(_path(place, document), document)
        found.append(NotStated(place, span, tuple(rules), tuple(criteria)))
    return tuple(sorted(found, key=lambda fact: (-len(fact.rules), fact.place)))


def _path(place: ValuePath, document: Document) -> tuple[str | int, ...]:
    """The path of a place that is not written, as far as it leads: an entry's name may hold any character."""
    base, bracket, rest = place.partition("[")
    path: tuple[str | int, ...] = path_of(base, None, document)
    entries = document.get(path)
    if bracket and isinstance(entries, list):
        for index, entry in enumerate(entries):
            if isinstance(entry, dict) and rest.startswith(f"{entry.get('name')}]."):
                return (*path, index, "name")
    return path
