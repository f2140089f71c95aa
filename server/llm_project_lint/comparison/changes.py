"""One project at two revisions, judged by the same rules on the same day: what a change does to its decision."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.comparison.columns import Verdict
from llm_project_lint.comparison.decision import decision_of
from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.fact import Fact
from llm_project_lint.facts.show import show, written
from llm_project_lint.identity import Key, key_of
from llm_project_lint.model import (
    Document,
    DriverLine,
    Finding,
    Language,
    Report,
    Severity,
    ValuePath,
    Waived,
    rank,
)
from llm_project_lint.pipeline import Judged, Linter
from llm_project_lint.waivers import WAIVERS

State: TypeAlias = Literal["added", "removed", "changed"]
When: TypeAlias = Literal["before", "after"]


class Version(NamedTuple):
    """A project as it is at one revision. path: of its file there."""

    path: str
    judged: Judged
    linter: Linter


class Stated(NamedTuple):
    """What a fact is. said: as it is understood, or, where it cannot be read, as it is written."""

    said: str
    readable: bool = True


class FactChange(NamedTuple):
    """A fact that is stated otherwise; None where it is not stated."""

    place: ValuePath
    before: Stated | None
    after: Stated | None


class Regraded(NamedTuple):
    """A finding that is there before and after, but is graver or milder."""

    before: Severity
    finding: Finding


class DriverChange(NamedTuple):
    """A driver that did not speak for its side and now does, or did and does not any more."""

    driver: str
    title: str
    side: str
    speaks: bool


class WaiverChange(NamedTuple):
    """An entry of `waivers`. rule, at: what it is about; reason, until: as it is now, or was if it is gone."""

    state: State
    rule: str
    at: ValuePath
    reason: str
    until: str


class VerdictChange(NamedTuple):
    """What becomes of an approach."""

    choice: str
    before: Verdict
    after: Verdict


class Standing(NamedTuple):
    """The approach that is chosen, and what it comes to."""

    choice: str
    verdict: Verdict


class ProjectChange(NamedTuple):
    """What became of one project.

    state: whether its file came, went, or changed. report: as it is now, or was before it went. old_path: of its file,
    where that was called otherwise. was, now: the choice then and now, None where none is stated or could be judged.
    broken: which of the two cannot be judged. accepted: findings that a waiver takes out now; released: those that none
    takes out any more. verdicts: of approaches that are not chosen.
    """

    state: State
    report: Report
    old_path: str = ""
    was: Standing | None = None
    now: Standing | None = None
    broken: tuple[When, ...] = ()
    facts: tuple[FactChange, ...] = ()
    found: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    accepted: tuple[Waived, ...] = ()
    released: tuple[Finding, ...] = ()
    regraded: tuple[Regraded, ...] = ()
    drivers: tuple[DriverChange, ...] = ()
    waivers: tuple[WaiverChange, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()

    @property
    def flips(self) -> bool:
        """Whether the decision is another one, or comes to something else, than before."""
        return self.state == "changed" and not self.broken and self.was != self.now

    @property
    def matters(self) -> bool:
        """Whether there is anything to say."""
        lists = (
            *(self.broken, self.facts, self.found, self.gone, self.accepted, self.released),
            *(self.regraded, self.drivers, self.waivers, self.verdicts),
        )
        return self.state != "changed" or self.flips or any(lists)


def change_of(before: Version | None, after: Version | None, language: Language) -> ProjectChange:
    """What became of a project. At least one of the two is there."""
    now = after or before
    if now is None:
        raise ValueError("there is nothing to compare")
    old, new = (one.judged if one else None for one in (before, after))
    state: State = "changed" if old and new else "added" if new else "removed"
    report = now.judged.report
    old_path = before.path if before and before.path != now.path else ""
    then, today = (_columns(one) for one in (before, after))
    was, is_ = _standing(old, then), _standing(new, today)
    if state == "removed":
        return ProjectChange(state, report, old_path, was)
    findings = _Findings(old.report if old else None, report)
    if broken := tuple(_broken(old, new)):
        return ProjectChange(state, report, old_path, broken=broken, found=tuple(findings.found))
    chosen = {one.choice for one in (was, is_) if one}
    return ProjectChange(
        state,
        report,
        old_path,
        was,
        is_,
        facts=tuple(_facts(old, new, language)) if old else (),
        found=tuple(findings.found),
        gone=tuple(findings.gone),
        accepted=tuple(findings.accepted),
        released=tuple(findings.released),
        regraded=tuple(findings.regraded),
        drivers=tuple(_drivers(old.report.scorecard, report.scorecard)) if old else (),
        waivers=tuple(_waivers(_record(old), _record(new))),
        verdicts=tuple(
            VerdictChange(choice, then[choice], verdict)
            for choice, verdict in today.items()
            if choice not in chosen and then.get(choice, verdict) != verdict
        ),
    )


def graver(change: ProjectChange) -> list[Finding]:
    """What a reviewer has to look at first: what came, and what is graver than it was, the gravest first."""
    worse = [one.finding for one in change.regraded if rank(one.finding.severity) > rank(one.before)]
    return worst_first((*change.found, *worse))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, else in their order."""
    return sorted(findings, key=lambda one: -rank(one.severity))


def _broken(before: Judged | None, after: Judged | None) -> Iterator[When]:
    if before and before.document.broken:
        yield "before"
    if after and after.document.broken:
        yield "after"


def _columns(version: Version | None) -> Mapping[str, Verdict]:
    if version is None:
        return {}
    return {column.choice: column.verdict for column in decision_of(version.linter, version.judged).columns}


def _standing(judged: Judged | None, columns: Mapping[str, Verdict]) -> Standing | None:
    choice = judged.checked.facts.choice if judged and judged.checked else None
    return Standing(choice, columns[choice]) if choice and choice in columns else None


def _record(judged: Judged | None) -> Record | None:
    return judged.checked.facts.record if judged and judged.checked else None


# -- facts -------------------------------------------------------------------------------------------------------------


def _facts(before: Judged | None, after: Judged | None, language: Language) -> Iterator[FactChange]:
    """The facts that are not stated alike, in the order of the file; equal values in other words are alike."""
    old, new = _all(before, language), _all(after, language)
    for place in dict.fromkeys((*new, *old)):
        was, is_ = old.get(place), new.get(place)
        if was is None or is_ is None or was[0] != is_[0]:
            yield FactChange(place, was[1] if was else None, is_[1] if is_ else None)


def _all(judged: Judged | None, language: Language) -> dict[ValuePath, tuple[object, Stated]]:
    """What is stated at each place: by what it is compared, and how it is said."""
    record = _record(judged)
    return dict(_stated(record, "", judged.document, language)) if record and judged else {}


def _stated(
    record: Record, prefix: str, document: Document, language: Language
) -> Iterator[tuple[ValuePath, tuple[object, Stated]]]:
    for name, fact in record.entries.items():
        yield prefix + name, (fact.value, Stated(show(fact, language)))
    for name in sorted(record.unusable - record.items.keys()):
        raw = document.get((*record.path, *name.split(".")))
        if raw is not None and not isinstance(raw, dict):
            yield prefix + name, (repr(raw), Stated(written(raw), readable=False))
    for name, entries in record.items.items():
        for entry in entries if name != WAIVERS else ():
            yield from _stated(entry, f"{prefix}{name}[{entry.name or entry.index}].", document, language)


# -- findings, drivers, waivers ----------------------------------------------------------------------------------------


class _Findings:
    """Which findings came, which went, which are graver or milder, and which a waiver takes out; by rule and place.

    What is listed under a finding counts too: it may be new below one that is not. Below a new one it has the same
    cause, and is told with that.
    """

    def __init__(self, before: Report | None, after: Report) -> None:
        self.found: list[Finding] = []
        self.accepted: list[Waived] = []
        self.released: list[Finding] = []
        self.regraded: list[Regraded] = []
        self._source = after.source
        self._old = _by_key(before, before.findings) if before else {}
        self._hidden = _by_key(before, [one.finding for one in before.waived]) if before else {}
        for one in after.findings:
            known = self._take(one)
            for inside in one.with_folded():
                if inside is not one:
                    self._take(inside, tell=known)
        for waived in after.waived:
            was = [self._old.get(key_of(one, self._source)) for one in waived.finding.with_folded()]
            if was[0]:
                self.accepted.append(waived)
            for some in filter(None, was):
                some.pop(0)
        left = {id(one) for some in self._old.values() for one in some}
        self.gone: list[Finding] = []
        for one in before.findings if before else ():
            whole = id(one) in left
            self.gone += [one] if whole else [part for part in one.with_folded() if id(part) in left]

    def _take(self, finding: Finding, tell: bool = True) -> bool:
        """Find out what a finding was; whether it was there. tell: take it down if it was not."""
        key = key_of(finding, self._source)
        if some := self._old.get(key):
            severity = some.pop(0).severity
            if severity != finding.severity:
                self.regraded.append(Regraded(severity, finding))
            return True
        if hidden := self._hidden.get(key):
            hidden.pop(0)
            if tell:
                self.released.append(finding)
        elif tell:
            self.found.append(finding)
        return False


def _by_key(report: Report, findings: Iterable[Finding]) -> dict[Key, list[Finding]]:
    """Findings, and what is listed under them."""
    found: dict[Key, list[Finding]] = {}
    for one in findings:
        for inside in one.with_folded():
            found.setdefault(key_of(inside, report.source), []).append(inside)
    return found


def _drivers(before: Iterable[DriverLine], after: Iterable[DriverLine]) -> Iterator[DriverChange]:
    held = {(line.driver, line.side): line.holds is True for line in before}
    for line in after:
        speaks = line.holds is True
        if speaks != held.get((line.driver, line.side), False):
            yield DriverChange(line.driver, line.title, line.side, speaks)


def _waivers(before: Record | None, after: Record | None) -> Iterator[WaiverChange]:
    old, new = _written(before), _written(after)
    for about in dict.fromkeys((*new, *old)):
        left = [one for one in old.get(about, ()) if one not in new.get(about, ())]
        came = [one for one in new.get(about, ()) if one not in old.get(about, ())]
        for number, one in enumerate(came):
            yield WaiverChange("changed" if number < len(left) else "added", *about, *one)
        for one in left[len(came) :]:
            yield WaiverChange("removed", *about, *one)


def _written(record: Record | None) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """Reasons and ends of waivers, by what they are about."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for entry in record.items.get(WAIVERS, ()) if record else ():
        rule, at, reason, until = (_text(entry.entries.get(name)) for name in ("rule", "at", "reason", "until"))
        found.setdefault((rule, at), []).append((reason, until))
    return found


def _text(fact: Fact | None) -> str:
    return str(fact.raw) if fact else ""
