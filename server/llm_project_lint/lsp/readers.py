"""Which rules read which values of a document, and what they made of them: the judgement turned round."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.comparison.grounds import stated
from llm_project_lint.facts import Fact, Item
from llm_project_lint.model import Document, Finding, Path, Severity, ValuePath, rank
from llm_project_lint.pipeline import Judged
from llm_project_lint.rule_check.conditions import Word
from llm_project_lint.rule_check.judge import Outcome
from llm_project_lint.rule_check.places import path_of
from llm_project_lint.rulebook.model import Ladder, Rule, Rulebook

State: TypeAlias = Literal["reported", "waived", "waiting", "excused", "speaks", "clear"]
STATES: tuple[State, ...] = ("reported", "waived", "waiting", "excused", "speaks", "clear")
"""From what a reader should know first to what may stay unsaid."""


class Reader(NamedTuple):
    """A rule or driver that reads a value. state: over all entries of a list that it judges, the first of `STATES`.

    findings: what it reports, the gravest first, or what of it is waived. waits: for which places. sides: what a driver
    that holds speaks for.
    """

    rule: Rule
    state: State
    findings: tuple[Finding, ...] = ()
    waits: tuple[ValuePath, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """Of the gravest finding."""
        return self.findings[0].severity if self.findings else None


class Readers:
    """The readers of every value of one document."""

    def __init__(self, judged: Judged, book: Rulebook) -> None:
        """Takes as long as judging does, so it is for a snapshot to keep."""
        self._by_path: dict[Path, list[dict[str, list[Outcome]]]] = {}
        # What many outcomes read, as all entries of a list read what they inherit, is entered once for all of them.
        self._shared: dict[int | Path, tuple[object, dict[str, list[Outcome]]]] = {}
        self._said: dict[int, Finding] = {}
        self._waived: set[tuple[object, ...]] = set()
        self._sides: dict[str, tuple[str, ...]] = {}
        if judged.checked is None:
            return
        facts = judged.checked.facts
        self._said = {id(outcome): finding for outcome, finding in judged.checked.said}
        self._waived = {_key(one) for waived in judged.report.waived for one in waived.finding.with_folded()}
        for line in judged.report.scorecard:
            if line.holds:
                self._sides[line.driver] = (*self._sides.get(line.driver, ()), line.side)
        drivers = (Outcome(book.drivers[name], None, Ladder("", "", ()), "clear") for name in self._sides)
        known = (one for one in judged.checked.outcomes if one.rule.id not in judged.checked.failed)
        # Held, as they are told apart by identity; without those about entries of a list that nobody wrote.
        self._outcomes = (*(one for one in known if one.each or one.waits or not one.ladder.each), *drivers)
        for outcome in self._outcomes:
            for paths in stated(outcome, facts):
                self._enter(id(paths), paths, outcome)
            if outcome.ladder.each.startswith("derived."):
                listed = facts.get(outcome.ladder.each)
                if isinstance(listed, Fact):
                    self._enter(id(listed.paths), listed.paths, outcome)
            for path in _asked_for(outcome, judged.document):
                self._enter(path, (path,), outcome)

    def of(self, path: Path) -> list[Reader]:
        """Who reads the value at a path, those with most to say first. An entry of a plain list goes with its list."""
        groups = self._by_path.get(path, [])
        if path and isinstance(path[-1], int):
            groups = [*groups, *self._by_path.get(path[:-1], [])]
        outcomes: dict[str, dict[int, Outcome]] = {}
        for group in groups:
            for name, found in group.items():
                outcomes.setdefault(name, {}).update((id(one), one) for one in found if _about(one, path))
        readers = [self._reader(list(found.values())) for found in outcomes.values() if found]
        return sorted(readers, key=_order)

    def _enter(self, key: int | Path, paths: Iterable[Path], outcome: Outcome) -> None:
        """Note that an outcome rests on some paths. key: the same for the same paths, quick to compare."""
        if key not in self._shared:
            group: dict[str, list[Outcome]] = {}
            self._shared[key] = (paths, group)  # held, so that nothing else gets its number
            for path in paths:
                self._by_path.setdefault(path, []).append(group)
        self._shared[key][1].setdefault(outcome.rule.id, []).append(outcome)

    def _reader(self, outcomes: list[Outcome]) -> Reader:
        rule = outcomes[0].rule
        if sides := self._sides.get(rule.id):
            return Reader(rule, "speaks", sides=sides)
        said = [self._said[id(one)] for one in outcomes if id(one) in self._said]
        said.sort(key=lambda finding: -rank(finding.severity))
        if reported := [one for one in said if _key(one) not in self._waived]:
            return Reader(rule, "reported", tuple(reported))
        if said:
            return Reader(rule, "waived", tuple(said))
        waiting = [one for one in outcomes if one.state == "waiting"]
        if waiting:
            return Reader(rule, "waiting", waits=tuple(dict.fromkeys(place for one in waiting for place in one.waits)))
        return Reader(rule, "excused" if any(one.state == "excused" for one in outcomes) else "clear")


def _order(reader: Reader) -> tuple[int, int]:
    return STATES.index(reader.state), -rank(reader.severity) if reader.severity else 0


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.span, finding.message)


def _about(outcome: Outcome, path: Path) -> bool:
    """Whether an outcome about an entry of a plain list is about this one, where it is one of that list."""
    each = outcome.each
    return not isinstance(each, Word) or each.path is None or each.path[:-1] != path[:-1] or each.path == path


def _asked_for(outcome: Outcome, document: Document) -> Iterator[Path]:
    """The written places of which a rule asks only whether anything is written there."""
    rule, cases = outcome.rule, outcome.ladder.cases
    names = [*rule.absent, *(place for case in cases for place in case.absent)]
    clauses = (*rule.when, *rule.unless, *(clause for case in cases for clause in (*case.when, *case.unless)))
    names += [name.removeprefix("stated.") for one in clauses for name in one.reads if name.startswith("stated.")]
    for name in dict.fromkeys(names):
        path = path_of(name, outcome.each, document)
        # What an entry does not state is marked at its name, which does not make the name what is asked for.
        unwritten = isinstance(outcome.each, Item) and path[-1] == "name" and not name.endswith(".name")
        if path in document.marks and not unwritten:
            yield path
