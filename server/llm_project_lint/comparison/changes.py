"""One project at two revisions, judged by the same rules on the same day: what a change does to its decision."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.comparison.columns import Verdict
from llm_project_lint.comparison.decision import decision_of
from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.fact import Fact
from llm_project_lint.facts.show import show
from llm_project_lint.identity import project_of
from llm_project_lint.model import DriverLine, Finding, Language, Report, Severity, ValuePath, rank
from llm_project_lint.pipeline import Judged, Linter
from llm_project_lint.waivers import WAIVERS

State: TypeAlias = Literal["added", "removed", "changed"]
When: TypeAlias = Literal["before", "after"]


class Version(NamedTuple):
    """A project as it is at one revision. path: of its file there."""

    path: str
    judged: Judged
    linter: Linter


class FactChange(NamedTuple):
    """A fact that is stated otherwise. before, after: as it is understood, "" where it is not stated."""

    place: ValuePath
    before: str
    after: str


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
    broken: which of the two cannot be judged. verdicts: of approaches that are not chosen.
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
            self.broken,
            self.facts,
            self.found,
            self.gone,
            self.regraded,
            self.drivers,
            self.waivers,
            self.verdicts,
        )
        return self.state != "changed" or self.flips or any(lists)


def pairs(before: Sequence[Version], after: Sequence[Version]) -> Iterator[tuple[Version | None, Version | None]]:
    """The same project before and after: by file and name, else by the one name that both have, in the order of now."""
    left = {(one.path, project_of(one.judged.report)): one for one in before}
    matched: dict[int, Version | None] = {
        number: left.pop((one.path, project_of(one.judged.report)), None) for number, one in enumerate(after)
    }
    # A file that is called otherwise, or a project that is, if there is no doubt which.
    for of in (_name, _path):
        waiting = [number for number, old in matched.items() if old is None]
        old_keys, new_keys = Counter(map(of, left.values())), Counter(of(after[number]) for number in waiting)
        for number in waiting:
            key = of(after[number])
            if key and old_keys[key] == new_keys[key] == 1:
                place, old = next((place, one) for place, one in left.items() if of(one) == key)
                matched[number] = old
                del left[place]
    yield from ((matched[number], one) for number, one in enumerate(after))
    yield from ((one, None) for one in left.values())


def _name(version: Version) -> str:
    return version.judged.report.name


def _path(version: Version) -> str:
    return version.path


def change_of(before: Version | None, after: Version | None, language: Language) -> ProjectChange:
    """What became of a project. At least one of the two is there."""
    now = after or before
    if now is None:
        raise ValueError("there is nothing to compare")
    old, new = (one.judged if one else None for one in (before, after))
    state: State = "changed" if old and new else "added" if new else "removed"
    report = now.judged.report
    old_path = before.path if before and before.path != now.path else ""
    if state == "removed":
        return ProjectChange(state, report, old_path)
    broken = tuple(_broken(old, new))
    found, gone, regraded = _findings(old.report if old else None, report)
    if broken:
        return ProjectChange(state, report, old_path, broken=broken, found=found)
    then, today = (_columns(one) for one in (before, after))
    was, is_ = _standing(old, then), _standing(new, today)
    chosen = {one.choice for one in (was, is_) if one}
    return ProjectChange(
        state,
        report,
        old_path,
        was,
        is_,
        facts=tuple(_facts(_record(old), _record(new), language)) if old else (),
        found=found,
        gone=gone,
        regraded=regraded,
        drivers=tuple(_drivers(old.report.scorecard, report.scorecard)) if old else (),
        waivers=tuple(_waivers(_record(old), _record(new))),
        verdicts=tuple(
            VerdictChange(choice, then[choice], verdict)
            for choice, verdict in today.items()
            if choice not in chosen and then.get(choice, verdict) != verdict
        ),
    )


def _broken(before: Judged | None, after: Judged | None) -> Iterator[When]:
    if before and before.document.broken:
        yield "before"
    if after and after.document.broken:
        yield "after"


def _standing(judged: Judged | None, columns: Mapping[str, Verdict]) -> Standing | None:
    choice = judged.checked.facts.choice if judged and judged.checked else None
    return Standing(choice, columns[choice]) if choice and choice in columns else None


def _record(judged: Judged | None) -> Record | None:
    return judged.checked.facts.record if judged and judged.checked else None


# -- facts -------------------------------------------------------------------------------------------------------------


def _facts(before: Record | None, after: Record | None, language: Language) -> Iterator[FactChange]:
    """The facts that are not stated alike, in the order of the file; equal values in other words are alike."""
    old = dict(_stated(before, "")) if before else {}
    new = dict(_stated(after, "")) if after else {}
    for place in dict.fromkeys((*new, *old)):
        was, is_ = old.get(place), new.get(place)
        if was is None or is_ is None or was.value != is_.value:
            yield FactChange(place, show(was, language) if was else "", show(is_, language) if is_ else "")


def _stated(record: Record, prefix: str) -> Iterator[tuple[ValuePath, Fact]]:
    yield from ((prefix + name, fact) for name, fact in record.entries.items())
    for name, entries in record.items.items():
        for entry in entries if name != WAIVERS else ():
            yield from _stated(entry, f"{prefix}{name}[{entry.name or entry.index}].")


# -- findings, drivers, waivers, verdicts ------------------------------------------------------------------------------


def _findings(
    before: Report | None, after: Report
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Regraded, ...]]:
    """Which came, which went, and which are graver or milder; by rule and place."""
    old: dict[tuple[str, str], list[Finding]] = {}
    for one in before.findings if before else ():
        old.setdefault((one.rule, one.place), []).append(one)
    found: list[Finding] = []
    regraded: list[Regraded] = []
    for one in after.findings:
        was = old.get((one.rule, one.place))
        if not was:
            found.append(one)
            continue
        severity = was.pop(0).severity
        if severity != one.severity:
            regraded.append(Regraded(severity, one))
    return tuple(found), tuple(one for some in old.values() for one in some), tuple(regraded)


def _drivers(before: Iterable[DriverLine], after: Iterable[DriverLine]) -> Iterator[DriverChange]:
    held = {(line.driver, line.side): line.holds is True for line in before}
    for line in after:
        speaks = line.holds is True
        if speaks != held.get((line.driver, line.side), False):
            yield DriverChange(line.driver, line.title, line.side, speaks)


def _waivers(before: Record | None, after: Record | None) -> Iterator[WaiverChange]:
    old, new = _written(before), _written(after)
    for key in dict.fromkeys((*new, *old)):
        if old.get(key) == new.get(key):
            continue
        state: State = "changed" if key in old and key in new else "added" if key in new else "removed"
        yield WaiverChange(state, *key, *(new if key in new else old)[key])


def _written(record: Record | None) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The waivers by what they are about."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in record.items.get(WAIVERS, ()) if record else ():
        rule, at, reason, until = (_text(entry.entries.get(key)) for key in ("rule", "at", "reason", "until"))
        found[rule, at] = (reason, until)
    return found


def _text(fact: Fact | None) -> str:
    return str(fact.raw) if fact else ""


def _columns(version: Version | None) -> Mapping[str, Verdict]:
    if version is None:
        return {}
    return {column.choice: column.verdict for column in decision_of(version.linter, version.judged).columns}


def graver(change: ProjectChange) -> list[Finding]:
    """What a reviewer has to look at first: what came, and what is graver than it was, the gravest first."""
    worse = [one.finding for one in change.regraded if rank(one.finding.severity) > rank(one.before)]
    return worst_first((*change.found, *worse))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, else in their order."""
    return sorted(findings, key=lambda one: -rank(one.severity))
