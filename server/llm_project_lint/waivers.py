"""Accepted findings: which waiver of the file takes which finding out of the report, and which waivers do nothing.

Folding comes first, so a finding that is waived keeps what is listed under it, and a waiver may also take away such a
line. A waiver that cannot be read, or that has no reason, waives nothing; the schema check says so. One whose reason is
still to be given waives nothing either.
"""

import calendar
import datetime
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from llm_project_lint.facts import Facts
from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Change, Document, Finding, Fix, Language, Path, Related, Severity, ValuePath, Waived
from llm_project_lint.rule_check import Checked
from llm_project_lint.settings import Settings
from llm_project_lint.texts.waivers import TEXTS

WAIVERS = "waivers"
MONTHS = 3
"""How long a waiver holds that somebody gets offered."""
_TO_DO = re.compile(r"\s*(?:todo(?![a-z])|待办)", re.IGNORECASE)
"""How a reason begins that somebody means to give later."""


def end_after(today: datetime.date) -> datetime.date:
    """The last day of a waiver that is written or extended today."""
    years, month = divmod(today.month - 1 + MONTHS, 12)
    year, month = min(today.year + years, datetime.MAXYEAR), month + 1
    return datetime.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


class Applied(NamedTuple):
    """findings: those that are left, and those about waivers. waived: those that were taken out."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]


class _Waiver(NamedTuple):
    """One entry of `waivers`. at: "" for the whole document. until: its last day, None for no end."""

    path: Path
    rule: str
    reason: str
    at: ValuePath
    until: datetime.date | None

    @property
    def explained(self) -> bool:
        """Whether its reason says something."""
        return _TO_DO.match(self.reason) is None

    def ended(self, today: datetime.date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        place = finding.place
        below = place == self.at or place.startswith((f"{self.at}.", f"{self.at}["))
        return self.rule == finding.rule and (not self.at or below)


def apply(checked: Checked, document: Document, record: Record, rules: Collection[str], settings: Settings) -> Applied:
    """Take out what is waived. rules: the names of all rules there are."""
    written = record.items.get(WAIVERS, [])
    waivers = [waiver for entry in written if (waiver := _read(entry))]
    if not waivers:
        return Applied(checked.findings, ())
    valid: dict[str, list[_Waiver]] = {}
    for waiver in waivers:
        if waiver.explained and not waiver.ended(settings.today):
            valid.setdefault(waiver.rule, []).append(waiver)
    waived: list[Waived] = []
    left = tuple(kept for finding in checked.findings if (kept := _keep(finding, valid, waived)))
    # What accepts a finding that is listed under another one is not idle because the whole is accepted too.
    taken = [finding for one in waived for finding in one.finding.with_folded()]
    used = {waiver.path for one in taken for waiver in valid.get(one.rule, ()) if waiver.covers(one)}
    waiting = {outcome.rule.id for outcome in checked.outcomes if outcome.state == "waiting"}
    about = _About(document, settings, single=len(written) == 1)
    for waiver in waivers:
        if waiver.rule not in rules:
            about.unknown(waiver, rules)
        elif waiver.ended(settings.today):
            about.expired(waiver)
        elif not waiver.explained:
            about.unexplained(waiver)
        elif waiver.path not in used and waiver.rule not in waiting and not _open(waiver.rule, checked, settings):
            about.unused(waiver, [*left, *taken])
    return Applied((*left, *about.findings), tuple(waived))


def _read(entry: Record) -> _Waiver | None:
    """A waiver, None where a part of it is missing or cannot be read."""
    stated = {name: one.value for name, one in entry.entries.items()}
    if entry.unusable or "rule" not in stated or "reason" not in stated:
        return None
    until = stated.get("until")
    return _Waiver(entry.path, stated["rule"], stated["reason"], stated.get("at", ""), until.date() if until else None)


def _keep(finding: Finding, waivers: Mapping[str, Sequence[_Waiver]], waived: list[Waived]) -> Finding | None:
    """What is left of a finding; what is waived goes to `waived`. waivers: by their rule."""
    for waiver in waivers.get(finding.rule, ()):
        if waiver.covers(finding):
            until = waiver.until.isoformat() if waiver.until else ""
            waived.append(Waived(finding, waiver.reason, until))
            return None
    if not finding.folded:
        return finding
    return finding._replace(folded=tuple(kept for one in finding.folded if (kept := _keep(one, waivers, waived))))


def _open(rule: str, checked: Checked, settings: Settings) -> bool:
    """Whether nobody can say that a waiver is not needed: the rule was not asked, failed, or has no choice."""
    if settings.rules is not None and rule not in settings.rules:
        return True
    facts: Facts = checked.facts
    return rule in checked.failed or facts.choice is None


class _About:
    """Collects the findings about waivers."""

    def __init__(self, document: Document, settings: Settings, single: bool) -> None:
        """single: there is one waiver, so its list goes with it."""
        self.findings: list[Finding] = []
        self._document = document
        self._language: Language = settings.language
        self._today = settings.today
        self._single = single

    def unknown(self, waiver: _Waiver, rules: Collection[str]) -> None:
        """The waived rule does not exist."""
        near, _ = nearest(waiver.rule, rules)
        key = "unknown-near" if near else "unknown"
        change = Change("set", (*waiver.path, "rule"), near)
        # Never safe: it would take a finding out of the report that somebody may not have seen yet.
        fixes = (Fix(self._say("replace", near=near), False, (change,)),) if near else ()
        self._add("unknown-rule", "warning", waiver, "rule", {"near": near}, key, fixes)

    def expired(self, waiver: _Waiver) -> None:
        """Its last day is over."""
        end = end_after(self._today).isoformat()
        extend = Fix(self._say("extend", until=end), False, (Change("set", (*waiver.path, "until"), end),))
        # What was accepted for a time is a finding again: neither is done without a person.
        fixes = (self._remove(waiver, safe=False), extend)
        self._add("expired-waiver", "info", waiver, "until", {"until": waiver.until}, "expired", fixes)

    def unexplained(self, waiver: _Waiver) -> None:
        """Its reason is still to be given."""
        self._add("unexplained-waiver", "warning", waiver, "reason", {}, "unexplained")

    def unused(self, waiver: _Waiver, findings: Iterable[Finding]) -> None:
        """It takes nothing out."""
        elsewhere = [finding for finding in findings if finding.rule == waiver.rule]
        if elsewhere:
            span = elsewhere[0].span
            related = (Related(span, self._say("elsewhere", place=elsewhere[0].place)),)
            self._add("unused-waiver", "info", waiver, "at", {}, "unused-here", related=related)
            return
        self._add("unused-waiver", "info", waiver, "rule", {}, "unused", (self._remove(waiver, safe=True),))

    def _remove(self, waiver: _Waiver, safe: bool) -> Fix:
        path: Path = (WAIVERS,) if self._single else waiver.path
        return Fix(self._say("remove"), safe, (Change("remove", path),))

    def _add(
        self,
        rule: str,
        severity: Severity,
        waiver: _Waiver,
        key: str,
        values: Mapping[str, object],
        text: str,
        fixes: tuple[Fix, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> None:
        span = self._document.marks[(*waiver.path, key)].value
        said = {"rule": waiver.rule, "at": waiver.at, **values}
        self.findings.append(
            Finding(
                rule,
                severity,
                span,
                self._say(text, **said),
                f"{WAIVERS}[{waiver.path[-1]}].{key}",
                related,
                why=self._say(f"{rule}-why"),
                advice=self._say(f"{text.removesuffix('-near')}-advice"),
                fixes=fixes,
            )
        )

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._language, **values)
