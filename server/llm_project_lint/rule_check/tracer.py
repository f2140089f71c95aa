"""Evaluates every line of a rule on one document, also behind one that settled the matter.

The answer follows from the lines and not from the judge, so that it can be held against what `check` says.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from llm_project_lint.cel.condition import Condition, Leaf, leaves
from llm_project_lint.facts import Fact, Facts, Item, Missing
from llm_project_lint.model import Document, Finding, Path, Report, Severity, Span, ValuePath, Waived
from llm_project_lint.rule_check.conditions import Conditions, Each, Scope, Word
from llm_project_lint.rule_check.judge import Judge, Outcome
from llm_project_lint.rule_check.places import entry_at, span_of, value_path
from llm_project_lint.rule_check.say import place_of
from llm_project_lint.rule_check.trace import CaseLines, DriverTrace, Entry, Held, Line, Origin, Part, Read, Trace
from llm_project_lint.rulebook.model import Case, Clause, Ladder, Rule, Rulebook

MOST_ORIGINS = 8
"""Places that are found for one fact: those of thousands of entries tell nobody more."""


class Tracer:
    """Traces rules over facts that were judged before, drivers included."""

    def __init__(self, book: Rulebook, document: Document, conditions: Conditions, facts: Facts) -> None:
        self._book = book
        self._document = document
        self._conditions = conditions
        self._facts = facts
        self._judge = Judge(conditions, facts)
        self._currency: str = facts.record.values.get("cost.currency", "")

    def driver(self, rule: Rule, failed: bool) -> DriverTrace:
        """A driver. failed: it could not be evaluated."""
        if self._conditions.budget:
            self._conditions.budget.begin(rule)
        if failed:
            return DriverTrace(rule, None, True, (), ())
        (scope,) = self._scopes(Ladder("", "", ()))
        traced = tuple(self._clauses(rule.when, rule.unless, scope))
        excused, held = _excused(traced), _all(traced)
        holds = False if excused else held
        open_clauses = self._open(rule.when, scope) if holds is None else []
        return DriverTrace(rule, holds, False, traced, self._waits(open_clauses, scope), self._currency)

    def rule(
        self, rule: Rule, planned: Rule | None, said: Iterable[tuple[Outcome, Finding]], report: Report, failed: bool
    ) -> Trace:
        """A rule. planned: with the cases that are for the choice, None where the rule is not.

        said: what was reported, before folding.
        """
        reported = [(outcome.rule.id, outcome.each, finding) for outcome, finding in said]
        names = {name for name, _, _ in reported}
        stage = self._facts.get("project.stage")
        trace = Trace(
            rule,
            self._facts.choice,
            stage.value if isinstance(stage, Fact) else "",
            planned is not None,
            failed,
            (),
            tuple((one.id, one.id in names) for one in self._book.rules.values() if rule.id in one.outranks),
            tuple((name, name in names) for name in rule.outranks),
            self._currency,
        )
        if planned is None or failed:
            return trace
        findings = iter([finding for name, _, finding in reported if name == rule.id])
        entries = []
        places = _findings(report)
        for entry in self._entries(rule, planned):
            if entry.state == "reported" and (finding := next(findings, None)):
                under, waived = places.get(_key(finding), ("", None))
                entry = entry._replace(finding=finding, under=under, waived=waived)
            entries.append(entry)
        return trace._replace(entries=tuple(entries))

    def _entries(self, rule: Rule, planned: Rule) -> Iterator[Entry]:
        for ladder in planned.ladders:
            whole = next(one for one in rule.ladders if any(case is ladder.cases[0] for case in one.cases))
            found = self._judge.scopes(ladder)
            unlisted = found if isinstance(found, Missing) else None
            for scope in self._scopes(ladder):
                yield self._entry(rule, planned, whole, scope, unlisted)

    def _scopes(self, ladder: Ladder) -> list[Scope]:
        """What a ladder is traced in; what holds of any entry can be said before the list is known."""
        found = self._judge.scopes(ladder)
        if isinstance(found, Missing):
            return self._scopes(Ladder("", "", ()))
        return found

    def _entry(self, rule: Rule, planned: Rule, ladder: Ladder, scope: Scope, unlisted: Missing | None) -> Entry:
        lines = tuple(self._lines(rule, scope))
        cases = tuple(self._case(case, scope) for case in ladder.cases)
        label = _label(scope.each, ladder)
        if unlisted and not planned.asks:
            return Entry(label, "waiting", lines, cases, waits=unlisted.places)
        held = _all(lines)
        if held is False:
            return Entry(label, "clear", lines, cases)
        if _excused(lines):
            return Entry(label, "excused", lines, cases)
        open_clauses = self._open(rule.when, scope)
        waits: list[ValuePath] = []
        possible = False
        for index, one in enumerate(cases):
            if not one.applies or one.held is False:
                continue
            if one.held and held and not unlisted:
                return Entry(label, "reported", lines, cases, index, tuple(dict.fromkeys(waits)))
            possible = True
            waits += unlisted.places if unlisted else ()
            waits += self._waits([*open_clauses, *self._open(one.case.when, scope)], scope, ladder.item)
            if one.held:
                break
        return Entry(label, "waiting" if possible else "clear", lines, cases, waits=tuple(dict.fromkeys(waits)))

    def _case(self, case: Case, scope: Scope) -> CaseLines:
        lines = tuple(self._lines(case, scope))
        applies = not case.applies_to or self._facts.choice in case.applies_to
        held = False if _excused(lines) else _all(lines)
        return CaseLines(case, self._judge.severity(case), applies, held, lines)

    def _lines(self, of: Rule | Case, scope: Scope) -> Iterator[Line]:
        for name in of.absent:
            yield Line("absent", value_path(name, scope.each), self._judge.absent([name], scope.each))
        yield from self._clauses(of.when, of.unless, scope)

    def _clauses(self, when: Iterable[Clause], unless: Iterable[Clause], scope: Scope) -> Iterator[Line]:
        for role, clauses in (("when", when), ("unless", unless)):
            for clause in clauses:
                parts = tuple(self._part(leaf, role, scope) for leaf in leaves(clause.condition))
                yield Line(role, " ".join(clause.text.split()), self._held(clause.condition, role, scope), parts)

    def _held(self, condition: Condition, role: str, scope: Scope) -> Held:
        """What a condition comes to in its role: a default that nobody stated excuses nothing."""
        held = self._conditions.decide(condition, scope)
        return None if role == "unless" and held and not self._conditions.proven(condition, scope) else held

    def _part(self, leaf: Leaf, role: str, scope: Scope) -> Part:
        reads = tuple(self._read(name, scope.each) for name in leaf.reads)
        return Part(" ".join(leaf.text.split()), self._held(leaf, role, scope), reads)

    def _read(self, name: str, each: Each) -> Read:
        if name.startswith("threshold."):
            return Read(name, self._book.thresholds[name.removeprefix("threshold.")])
        if name.startswith("stated."):
            return Read(name, self._facts.stated(name.removeprefix("stated.")))
        fact = self._conditions.fact(name, each)
        if isinstance(fact, Missing):
            return Read(name, fact, unusable=self._unusable(name, each))
        written = [path for path in dict.fromkeys(fact.paths) if path in self._document.marks]
        origins = tuple(map(self._origin, written[:MOST_ORIGINS]))
        return Read(name, fact, origins, len(written) - len(origins))

    def _unusable(self, name: str, each: Each) -> bool:
        owner, _, field = name.partition(".")
        if isinstance(each, Item) and owner == each.record.field.item:
            return field in each.record.unusable
        return name in self._facts.record.unusable

    def _origin(self, path: Path) -> Origin:
        at = self._document.source.position(span_of(path, self._document).start)
        return Origin(place_of(path, self._document), at, entry_at(path, self._facts.record))

    def _open(self, clauses: Iterable[Clause], scope: Scope) -> list[Clause]:
        return [clause for clause in clauses if self._conditions.decide(clause.condition, scope) is None]

    def _waits(self, clauses: Iterable[Clause], scope: Scope, item: str = "") -> tuple[ValuePath, ...]:
        waits = (place for one in clauses for place in self._conditions.waits(one.condition, scope, item))
        return tuple(dict.fromkeys(waits))


def _all(lines: Iterable[Line]) -> Held:
    """All that must hold: false wins over not decided."""
    held = {line.held for line in lines if line.role != "unless"}
    return False if False in held else None if None in held else True


def _excused(lines: Iterable[Line]) -> bool:
    return any(line.role == "unless" and line.held for line in lines)


def _label(each: Each, ladder: Ladder) -> ValuePath:
    """The entry as people name it; of a list that is not known, the list."""
    if isinstance(each, Item):
        return each.place
    return f"{each.list}[{each.value}]" if isinstance(each, Word) else ladder.each


_Place: TypeAlias = tuple[str, Severity, Span, str]


def _findings(report: Report) -> Mapping[_Place, tuple[str, Waived | None]]:
    """What each finding of a report is folded into, and the waiver that takes it out."""
    found: dict[_Place, tuple[str, Waived | None]] = {}
    stack: list[tuple[Finding, str, Waived | None]] = [(one, "", None) for one in report.findings]
    stack += [(one.finding, "", one) for one in report.waived]
    while stack:
        finding, under, waived = stack.pop()
        found[_key(finding)] = under, waived
        stack += [(inside, finding.rule, waived) for inside in finding.folded]
    return found


def _key(finding: Finding) -> _Place:
    return finding.rule, finding.severity, finding.span, finding.message
