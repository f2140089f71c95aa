"""The four approaches as columns: what speaks against each, what for it, and how much of it could be decided."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.comparison.grounds import decided, unwritten
from llm_project_lint.facts import Facts
from llm_project_lint.model import DriverLine, Finding, NotStated, ValuePath, Waived
from llm_project_lint.pipeline import Judged
from llm_project_lint.rule_check import Checked
from llm_project_lint.rule_check.judge import Outcome
from llm_project_lint.rulebook.model import APPROACHES, Rulebook

Alike: TypeAlias = tuple[str, ...]
Verdict: TypeAlias = Literal["contradicted", "in-question", "nothing-against", "undecided"]
GRAVE = frozenset({"error", "warning"})
_DIMENSION = {"data": 1, "requirements": 2, "performance": 3, "cost": 3, "maintenance": 4}
"""The categories of rules that are the article's dimensions; performance and cost are one there."""
ENOUGH = 2
"""Dimensions in which something could have spoken against an approach, before its silence means anything."""
SIDES = {**{approach: (approach,) for approach in APPROACHES}, "hybrid": ("rag", "fine-tuning")}
"""The sides of the scorecard that speak for an approach; a hybrid answers to both of its halves."""
CALLED = "\ue000"
"""What findings call the choice while they are compared: so columns that say the same do so in the same words."""


class Criterion(NamedTuple):
    """A rule that judges an approach, or a driver that can speak for it.

    category: of a rule; "" for a driver. decided: whether stated facts settle it. telling: whether stated facts could
    put this approach in question by it, and not all four alike.
    """

    name: str
    category: str
    decided: bool
    telling: bool = False


class Settle(NamedTuple):
    """A place of its design that whoever chooses the approach has to write, and the rules that will judge it."""

    place: ValuePath
    rules: tuple[str, ...]


class Column(NamedTuple):
    """One approach.

    against: errors and warnings, as under this choice; infos: what is no reason against it. waived: those that the file
    accepts. later: findings that rest on a design nobody had a reason to write, and hints; settle: the places of its
    design that are still to be written. drivers: lines of the scorecard that hold and speak for it, strong ones first.
    criteria: all that judge it. waits: the facts not stated that its rules wait for.
    """

    choice: str
    verdict: Verdict
    against: tuple[Finding, ...]
    infos: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    later: tuple[Finding, ...]
    settle: tuple[Settle, ...]
    drivers: tuple[DriverLine, ...]
    criteria: tuple[Criterion, ...]
    waits: tuple[NotStated, ...]

    @property
    def decided(self) -> int:
        """How many of its criteria stated facts settle."""
        return sum(criterion.decided for criterion in self.criteria)


def compare(
    judged: Mapping[str, Judged], chosen: str, book: Rulebook, counted: bool = True
) -> tuple[tuple[Column, ...], tuple[Finding, ...]]:
    """The columns of a project, and the findings that are equal in all. chosen: "" where no choice is stated.

    counted: whether to list the criteria, which says of columns without findings whether anything could be known.
    """
    accepted = None
    if chosen in judged:  # what the team accepts, it accepts of its own choice
        accepted = {alike(one.finding) for one in judged[chosen].report.waived}
    columns = [_column(choice, one, chosen, book, counted, accepted) for choice, one in judged.items()]
    shared = _shared(columns)
    first = next((column for column in columns if column.choice == chosen), columns[0])
    everywhere = [one for one in (*first.against, *first.infos, *first.later) if alike(one) in shared]
    return tuple(_without(column, shared) for column in columns), tuple(everywhere)


def _column(
    choice: str, judged: Judged, chosen: str, book: Rulebook, counted: bool, accepted: Collection[Alike] | None
) -> Column:
    """accepted: what waivers take out, as `alike`; None for all that they cover."""
    report, checked = judged.report, judged.checked
    if checked is None:
        raise ValueError("there is nothing to compare in a file that no rule may judge")
    fair = _Fair(choice, chosen, checked, book)
    kept: list[Finding] = []
    later: list[Finding] = []
    waived: list[Waived] = []
    for one in report.waived:
        if accepted is None or alike(one.finding) in accepted:
            waived.append(one)
        else:
            fair.part(one.finding, kept, later)
    for finding in report.findings:
        if finding.rule in book.rules:
            fair.part(finding, kept, later)
    kept, later = (sorted(some, key=lambda one: one.span.start) for some in (kept, later))
    drivers = [line for line in report.scorecard if line.side in SIDES[choice]]
    return Column(
        choice,
        "undecided",
        tuple(one for one in kept if one.severity in GRAVE),
        tuple(one for one in kept if one.severity == "info"),
        tuple(waived),
        tuple(later),
        fair.settle(checked.not_stated),
        tuple(sorted((line for line in drivers if line.holds), key=lambda line: line.strength != "strong")),
        tuple(_criteria(choice, checked, drivers, book)) if counted else (),
        tuple(fact for fact in checked.not_stated if not fair.foreign(fact.place)),
    )


class _Fair:
    """Tells what speaks against an approach from what nobody had a reason to write while another one is chosen."""

    def __init__(self, choice: str, chosen: str, checked: Checked, book: Rulebook) -> None:
        self._choice = choice
        self._chosen = chosen
        self._facts: Facts = checked.facts
        self._fields = book.fields
        self._outcomes = {(one.rule, one.span, one.message): outcome for outcome, one in checked.said}
        self._places: dict[ValuePath, dict[str, None]] = {}

    def part(self, finding: Finding, kept: list[Finding], later: list[Finding]) -> None:
        """Put a finding where it belongs; what is listed under one that is put off stands for itself."""
        for one in finding.with_folded():
            for place in self._design(one, shared=one.severity == "hint"):
                self._places.setdefault(place, {})[one.rule] = None
        if finding.severity == "hint":
            later.append(finding)
        elif not self._design(finding):
            kept.append(finding)
        else:
            later.append(finding._replace(folded=()))
            for inside in finding.folded:
                self.part(inside, kept, later)

    def foreign(self, place: ValuePath, shared: bool = False) -> bool:
        """Whether a place belongs to the design of this approach, and not to that of the chosen one unless shared."""
        field = self._fields.find(re.sub(r"\[.*\]", "", place))
        return field is not None and self._choice in field.design and (shared or self._chosen not in field.design)

    def _design(self, finding: Finding, shared: bool = False) -> list[ValuePath]:
        """The unwritten places of this design that a finding rests on."""
        outcome = self._outcomes.get((finding.rule, finding.span, finding.message))
        return [one for one in unwritten(outcome, self._facts) if self.foreign(one, shared)] if outcome else []

    def settle(self, waits: Iterable[NotStated]) -> tuple[Settle, ...]:
        """The places that are still to settle: those of findings that are put off, and those that rules wait for."""
        for fact in waits:
            if self.foreign(fact.place):
                self._places.setdefault(fact.place, {}).update(dict.fromkeys(fact.rules))
        return tuple(Settle(place, tuple(rules)) for place, rules in self._places.items())


def _criteria(choice: str, checked: Checked, drivers: Iterable[DriverLine], book: Rulebook) -> Iterable[Criterion]:
    outcomes: dict[str, list[Outcome]] = {}
    for outcome in checked.outcomes:
        outcomes.setdefault(outcome.rule.id, []).append(outcome)
    for rule in book.rules.values():
        if choice in (rule.judges or APPROACHES):
            own = outcomes.get(rule.id, [])
            known = rule.id not in checked.failed and decided(own, checked.facts)
            yield Criterion(rule.id, rule.category, known, bool(rule.judges) and any(map(_grave, own)))
    for line in drivers:
        yield Criterion(line.driver, "", line.holds is not None)


def _grave(outcome: Outcome) -> bool:
    """Whether its rule could put the approach in question by what is stated, and not only by what is absent."""
    cases = () if outcome.rule.absent else (case for case in outcome.ladder.cases if not case.absent)
    return any(severity in GRAVE for case in cases for severity in case.severities.values())


def _shared(columns: Iterable[Column]) -> set[Alike]:
    """What all columns say alike, but for the name of the approach."""
    keys = [{alike(one) for one in (*column.against, *column.infos, *column.later)} for column in columns]
    return set.intersection(*keys)


def alike(finding: Finding) -> Alike:
    """What two columns that say the same have in common: all but the name of the approach."""
    return (finding.rule, finding.severity, finding.place, finding.message)


def named(finding: Finding, name: str) -> Finding:
    """The finding of one or several columns that say the same, with the name of the approach or of them all."""
    folded = tuple(named(inside, name) for inside in finding.folded)
    return finding._replace(message=finding.message.replace(CALLED, name), folded=folded)


def _without(column: Column, shared: set[Alike]) -> Column:
    """The column without what all say alike, and with its verdict."""

    def left(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(one for one in findings if alike(one) not in shared)

    column = column._replace(against=left(column.against), infos=left(column.infos), later=left(column.later))
    return column._replace(verdict=_verdict(column))


def _verdict(column: Column) -> Verdict:
    """What it comes to. That nothing speaks against it is worth saying only where something could have."""
    severities = {finding.severity for finding in column.against}
    if "error" in severities:
        return "contradicted"
    if severities:
        return "in-question"
    telling = {_DIMENSION.get(one.category) for one in column.criteria if one.decided and one.telling} - {None}
    return "nothing-against" if column.drivers or len(telling) >= ENOUGH else "undecided"
