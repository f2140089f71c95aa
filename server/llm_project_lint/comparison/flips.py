"""The single facts whose change would change a verdict, found by trying.

A try writes one other value into the data and judges the whole document again under each approach, so what is reported
is what `decide` would say of that file. Where no grave rule rests on a fact, or would notice if it were left out, no
other value need be tried: stating more never turns what is clear into something else.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from llm_project_lint.comparison.candidates import Candidate, Kind, candidates, size
from llm_project_lint.comparison.columns import GRAVE, Column, Verdict
from llm_project_lint.comparison.grounds import stated
from llm_project_lint.comparison.values import Other, Raw, between, by_words, others
from llm_project_lint.model import Document, Finding, Path, ValuePath, rank
from llm_project_lint.pipeline import Judged
from llm_project_lint.rule_check import Checked
from llm_project_lint.rulebook.model import Rulebook

MOST_TRIES = 400
"""Values tried for one file, each under four approaches: at most about a second."""
MOST_VALUES = 100_000
"""Values read anew for one document: a long one takes longer to judge, so less is tried."""
_GRAVITY: tuple[Verdict, ...] = ("undecided", "nothing-against", "in-question", "contradicted")
_FAR = (1.5, 5.0)
"""Factors beyond which another number is another project, first rather, then surely."""
Judgement: TypeAlias = tuple[Mapping[str, Judged], tuple[Column, ...]]
"""A document judged under each approach."""
Judge: TypeAlias = Callable[[Document, Collection[str] | None], Judgement]
"""Judges a document under each approach, by some rules or by all."""


class Change(NamedTuple):
    """What becomes of one column."""

    choice: str
    before: Verdict
    after: Verdict

    @property
    def better(self) -> bool:
        """Whether less speaks against it."""
        return _GRAVITY.index(self.after) < _GRAVITY.index(self.before)


class Flip(NamedTuple):
    """If `value` stood at `place` instead of `stated` (None: nothing is stated there), these verdicts would change.

    kind: a `fact` of the project, or a `plan`: a design or an upkeep that its team is free to change.
    factor: how many times larger or smaller a number would be; 1 for words.
    """

    place: ValuePath
    kind: Kind
    stated: Raw | None
    value: Raw
    factor: float
    changes: tuple[Change, ...]


def find(
    document: Document,
    now: Judgement,
    unknown: Iterable[ValuePath],
    chosen: str,
    judge: Judge,
    book: Rulebook,
    tries: int,
) -> tuple[Flip, ...]:
    """The flips of a document, those that matter most first; one for each place and each set of changes.

    unknown: the facts not stated that are tried, most awaited first. tries: how many values may be tried.
    """
    search = _Search(document, now, judge, book, tries)
    found = [flip for candidate in candidates(search.record, unknown) for flip in search.flips(candidate)]
    return tuple(sorted(found, key=lambda flip: _order(flip, chosen)))


class _Search:
    """Tries what else could be stated, until its tries are used up. record: what is stated."""

    def __init__(self, document: Document, now: Judgement, judge: Judge, book: Rulebook, tries: int) -> None:
        self._document = document
        self._judged, self._columns = now
        self.record = next(one.checked.facts.record for one in self._judged.values() if one.checked)
        self._judge = judge
        self._book = book
        self._left = min(tries, MOST_VALUES // max(size(self.record), 1))
        self._reported = frozenset(finding.rule for column in self._columns for finding in column.against)
        self._grave = frozenset(rule.id for rule in book.rules.values() if not GRAVE.isdisjoint(rule.severities))
        self._rests = self._all_rests()

    def flips(self, candidate: Candidate) -> list[Flip]:
        """What other values at one place would change; of those that change the same, the nearest."""
        touched = self._with_above(self._touched(candidate))
        rules = [self._book.rules[name] for name in sorted(touched)]
        if not rules:
            return []
        found = []
        seen = [[_gravest(column.against) for column in self._columns]]
        now = candidate.fact.raw if candidate.fact else None
        every = [one.checked.facts for one in self._judged.values() if one.checked]
        for value, factor in others(candidate.field, candidate.fact, rules, every, self._book):
            changed = self._with(candidate.path, value)
            if changed is None:
                break
            after = self._after(self._judge(changed, touched)[1], touched)
            if after in seen:
                continue
            value, factor = self._nearest(candidate, value, factor, after, touched)
            changed = self._with(candidate.path, value)
            if changed is None:
                break
            changes = tuple(_changes(self._columns, self._judge(changed, None)[1]))
            if changes:
                seen.append(after)
                found.append(Flip(candidate.place, candidate.kind, now, value, factor, changes))
        return found

    def _nearest(
        self, candidate: Candidate, value: Raw, factor: float, after: list[int], touched: frozenset[str]
    ) -> tuple[Raw, float]:
        """The whole number nearest to the stated one that comes to the same as a value does, with its factor."""
        steps = between(candidate.field, candidate.fact, value)
        low, high = 0, len(steps) - 1
        while low < high:
            middle = (low + high) // 2
            changed = self._with(candidate.path, steps[middle].raw)
            if changed is None:
                return value, factor
            if self._after(self._judge(changed, touched)[1], touched) == after:
                high = middle
            else:
                low = middle + 1
        return steps[high] if steps else Other(value, factor)

    def _touched(self, candidate: Candidate) -> frozenset[str]:
        """The grave rules that a place matters to: those that wait for it, rest on it, or notice when it is left out.

        A number is named by what is computed from it. A word may be all that keeps a rule silent, which only leaving it
        out shows; or another one may excuse a finding that stands without any.
        """
        if candidate.fact is None:
            waits = (fact for column in self._columns for fact in column.waits if fact.place == candidate.place)
            awaited = self._grave.intersection(rule for fact in waits for rule in fact.rules)
            return awaited | self._reported if by_words(candidate.field) else awaited
        if not by_words(candidate.field):
            return frozenset(self._rests.get(candidate.path, ()))
        without = self._with(candidate.path, None)
        if without is None:
            return frozenset()
        left = self._judge(without, self._grave)[0]
        states = ((_states(self._judged[choice].checked), _states(left[choice].checked)) for choice in left)
        noticed = {name for now, then in states for name in self._grave if now.get(name) != then.get(name)}
        return frozenset(noticed | self._reported)

    def _with_above(self, rules: frozenset[str]) -> frozenset[str]:
        """Some rules and all that outrank them: what is listed under a waived finding counts no more than it."""
        above = {rule.id for rule in self._book.rules.values() if not rules.isdisjoint(rule.outranks)}
        return rules if above <= rules else self._with_above(rules | above)

    def _all_rests(self) -> dict[Path, set[str]]:
        """The grave rules that rest on each stated place."""
        found: dict[Path, set[str]] = {}
        seen: set[tuple[str, int]] = set()  # a fact about a whole list is the same one for each of its entries
        for checked in (one.checked for one in self._judged.values() if one.checked):
            for outcome in (one for one in checked.outcomes if one.rule.id in self._grave):
                for paths in stated(outcome, checked.facts):
                    if (outcome.rule.id, id(paths)) not in seen:
                        seen.add((outcome.rule.id, id(paths)))
                        for path in paths:
                            found.setdefault(path, set()).add(outcome.rule.id)
        return found

    def _with(self, path: Path, value: Raw | None) -> Document | None:
        """The document with another value; None once no try is left."""
        if not self._left:
            return None
        self._left -= 1
        document = self._document
        data = _replaced(document.data, path, value)
        return Document(document.source, document.index, data, document.marks, document.span)

    def _after(self, columns: Iterable[Column], touched: Collection[str]) -> list[int]:
        """How grave each column becomes. columns: made by the touched rules alone; what the others say stays."""
        return [
            _gravest((*new.against, *(one for one in now.against if one.rule not in touched)))
            for new, now in zip(columns, self._columns, strict=True)
        ]


def _gravest(findings: Iterable[Finding]) -> int:
    return max((rank(finding.severity) for finding in findings), default=0)


def _states(checked: Checked | None) -> dict[str, list[object]]:
    """What every rule comes to, entry by entry."""
    found: dict[str, list[object]] = {}
    for outcome in checked.outcomes if checked else ():
        case = outcome.ladder.cases.index(outcome.case) if outcome.case else -1
        found.setdefault(outcome.rule.id, []).append((outcome.state, outcome.severity, case))
    return found


def _replaced(data: Any, path: Path, value: Any) -> Any:
    """A copy of the data in which a value stands at a path; all that does not lie on the way is shared."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return [_replaced(one, tuple(rest), value) if at == step else one for at, one in enumerate(data)]
    inside = data if isinstance(data, dict) else {}
    return {**inside, step: _replaced(inside.get(step), tuple(rest), value)}


def _changes(before: Iterable[Column], after: Iterable[Column]) -> Iterator[Change]:
    """The verdicts that differ. Knowing more is no change: nothing is against a column in either case."""
    for old, new in zip(before, after, strict=True):
        if {old.verdict, new.verdict} - {"nothing-against", "undecided"} and old.verdict != new.verdict:
            yield Change(old.choice, old.verdict, new.verdict)


def _order(flip: Flip, chosen: str) -> tuple[object, ...]:
    """First what clears the chosen column, then what harms it, then what makes or unmakes a column nothing is against.

    Facts stand before plans, and small changes of a number before great ones.
    """
    own = next((change for change in flip.changes if change.choice == chosen), None)
    better = own is not None and own.better
    clear = any("nothing-against" in (change.before, change.after) for change in flip.changes)
    far = [flip.factor > limit for limit in _FAR]
    return (not better, flip.kind == "plan", own is None, not clear, far, -len(flip.changes))
