"""Findings that were there before: of a file that a team keeps, or of a revision. Only what is new is reported.

A finding is known again by its rule and its place in the data, so lines may move; one that has become graver is new.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from llm_project_lint.errors import UsageError
from llm_project_lint.identity import Identity, identity
from llm_project_lint.model import SEVERITIES, Finding, Language, NotStated, Report, Severity, rank
from llm_project_lint.texts.baseline import TEXTS

VERSION = 1
"""Of the form of the file."""
MOST_BYTES = 2**26
"""Of a file that is read: some hundred thousand findings."""
NEVER_KNOWN = frozenset({"syntax-error", "internal-error"})
"""Findings that hide all others of a file, so that nobody can say what else is new."""


class Entry(NamedTuple):
    """A known finding, and how grave it was."""

    identity: Identity
    severity: Severity


class Baseline:
    """Known findings, each taken once. whole: paths of files of which everything is known."""

    def __init__(self, entries: Iterable[Entry] = (), whole: Iterable[str] = ()) -> None:
        self._left: dict[Identity, list[Severity]] = {}
        for one in entries:
            self._left.setdefault(one.identity, []).append(one.severity)
        self._whole = frozenset(whole)

    @property
    def left(self) -> list[Entry]:
        """The entries that no finding has taken, in the order of the file."""
        return [Entry(one, severity) for one, some in self._left.items() for severity in some]

    def take(self, report: Report, path: str) -> tuple[Report, int]:
        """A report without what is known, and how many findings that are. path: as entries call the file.

        What is listed under a known finding and is not known itself comes to the fore.
        """
        if path in self._whole:
            found = tuple(one for one in report.findings if one.rule in NEVER_KNOWN)
            silent: tuple[NotStated, ...] = ()
        else:
            found = tuple(left for one in report.findings for left in self._new(one, report, path))
            silent = tuple(one for one in report.not_stated if not self._knows(_silent(one), report, path))
        count = sum(one.rule not in NEVER_KNOWN for one in report.findings) - len(found)
        return report._replace(findings=found, not_stated=silent), max(count, 0)

    def _new(self, finding: Finding, report: Report, path: str) -> Iterator[Finding]:
        """What is left of a finding."""
        known = self._knows(finding, report, path)
        left = [one for inside in finding.folded for one in self._new(inside, report, path)]
        if known:
            yield from left
        else:
            yield finding

    def _knows(self, finding: Finding, report: Report, path: str) -> bool:
        if finding.rule in NEVER_KNOWN:
            return False
        some = self._left.get(identity(finding, report, path), [])
        fits = [one for one in some if rank(one) >= rank(finding.severity)]
        if fits:
            some.remove(min(fits, key=rank))
        return bool(fits)


def entries_of(report: Report, path: str, least: Severity, project: str | None = None) -> Iterator[Entry]:
    """What a baseline has to hold for a report. least: the least severity that counts.

    project: what it is called there, if otherwise than in the report.
    """
    silent = (_silent(one) for one in report.not_stated)
    for finding in (*(inside for one in report.findings for inside in one.with_folded()), *silent):
        if finding.rule not in NEVER_KNOWN and rank(finding.severity) >= rank(least):
            found = identity(finding, report, path)
            yield Entry(found if project is None else found._replace(project=project), finding.severity)


def _silent(fact: NotStated) -> Finding:
    """A fact that is not stated, as the hint that it is."""
    return Finding("not-stated", "hint", fact.span, "", fact.place)


def written(entries: Iterable[Entry]) -> bytes:
    """The file, a line for each finding, so that two branches that add some can be merged."""
    lines = []
    for one, severity in sorted(entries):
        entry = {**one._asdict(), "severity": severity}
        if not one.project:
            del entry["project"]
        lines.append(json.dumps(entry, ensure_ascii=True))
    body = "".join(f"\n{line}," for line in lines).removesuffix(",")
    return f'{{"version": {VERSION}, "findings": [{body}\n]}}\n'.encode()


def read(data: bytes, language: Language) -> list[Entry]:
    """The entries of a file. Raises UsageError for one that is none."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError(TEXTS.say("no-json", language, line=line)) from error
    if not isinstance(whole, dict) or not isinstance(whole.get("findings"), list):
        raise UsageError(TEXTS.say("no-baseline", language))
    if whole.get("version") != VERSION:
        raise UsageError(TEXTS.say("other-version", language, version=VERSION))
    return [_entry(one, number, language) for number, one in enumerate(whole["findings"], 1)]


def _entry(one: Any, number: int, language: Language) -> Entry:
    said: Mapping[str, Any] = {"project": "", **one} if isinstance(one, dict) else {}
    texts = [said.get(key) for key in (*Identity._fields, "severity")]
    if not all(isinstance(text, str) for text in texts) or texts[-1] not in SEVERITIES:
        raise UsageError(TEXTS.say("bad-entry", language, number=number))
    path, project, rule, place, severity = map(str, texts)
    return Entry(Identity(path, project, rule, place), cast("Severity", severity))
