"""What a change does to the decisions of projects: for a terminal, and as Markdown for a comment."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llm_project_lint.comparison.changes import (
    FactChange,
    ProjectChange,
    Standing,
    Stated,
    WaiverChange,
    graver,
    worst_first,
)
from llm_project_lint.facts.facts import CHOICE
from llm_project_lint.git import Revision
from llm_project_lint.identity import project_of
from llm_project_lint.model import Finding, Waived, rank
from llm_project_lint.outputs.escaped import code, markdown
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.paint import Line, Piece, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, short
from llm_project_lint.texts.changes import TEXTS
from llm_project_lint.texts.comparison import TEXTS as COMPARED
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS

MOST = 60_000
"""Characters of Markdown: a comment on GitHub may have 65,536."""
SHORT = 10
"""Digits of a commit that are printed."""


class Comparison(NamedTuple):
    """What is told: what became of each project since a revision.

    configurations: files that say how projects are judged, and have changed. elsewhere: project files of which nobody
    knows what they were, as another repository has them.
    """

    revision: Revision
    changes: Sequence[ProjectChange]
    configurations: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """One thing that changed. label: what kind of thing, and the style it is printed in. text: one line."""

    text: str
    label: str = ""
    style: str = ""


class _Section(NamedTuple):
    title: str
    entries: tuple[_Entry, ...]


def changes_text(compared: Comparison, view: View) -> str:
    """For a terminal."""
    return paint(_Writer(compared, view).lines(), view.colour, view.columns)


def changes_markdown(compared: Comparison, view: View) -> str:
    """For the summary of a job or a comment."""
    return "\n".join(_Writer(compared, view).markdown()) + "\n"


class _Writer:
    """Writes what became of all projects."""

    def __init__(self, compared: Comparison, view: View) -> None:
        self._compared = compared
        self._view = view

    def lines(self) -> Iterator[Line]:
        yield line(self._head())
        for said in self._about():
            yield line()
            yield line(printable(said), indent=0)
        for change in self._compared.changes:
            yield line()
            yield line(Piece(self._name(change, printable(change.report.source.path)), "place"), indent=0)
            for section in self._sections(change):
                if not section.title:
                    yield from (line(printable(entry.text), indent=0) for entry in section.entries)
                    continue
                yield line(section.title)
                for entry in section.entries:
                    gap = " " if self._view.language == "en" else ""
                    label = Piece(entry.label + gap, entry.style) if entry.label else ""
                    yield line("  ", label, printable(entry.text), indent=4)

    def markdown(self) -> Iterator[str]:
        yield f"## {markdown(self._say('title'))}"
        yield ""
        yield markdown(self._head())
        for said in self._about():
            yield ""
            yield f"**{markdown(said)}**"
        left = MOST
        for number, change in enumerate(self._compared.changes):
            text = "\n".join(self._project(change))
            left -= len(text)
            if left < 0 and number:
                yield ""
                yield markdown(self._say("more-projects", count=len(self._compared.changes) - number))
                return
            yield text

    def _project(self, change: ProjectChange) -> Iterator[str]:
        """One project as Markdown."""
        yield ""
        yield f"### {self._name(change, code(printable(located(change.report.source.path, self._view))))}"
        for section in self._sections(change):
            yield ""
            if not section.title:
                yield from (f"**{markdown(entry.text)}**" for entry in section.entries)
                continue
            yield markdown(section.title)
            yield ""
            for entry in section.entries:
                label = f"**{entry.label}** " if entry.label else ""
                yield f"- {label}{markdown(entry.text)}"

    def _about(self) -> Iterator[str]:
        """What has to be known of the comparison as a whole."""
        separator = OUTPUTS.say("separator", self._view.language)
        for key, paths in (("configurations", self._compared.configurations), ("elsewhere", self._compared.elsewhere)):
            if paths:
                yield self._say(key, files=separator.join(f"`{path}`" for path in paths))

    def _head(self) -> str:
        revision, changes = self._compared.revision, self._compared.changes
        key = "none" if not changes else "one" if len(changes) == 1 else "several"
        short_ = revision.commit[:SHORT]
        name = short_ if revision.commit.startswith(revision.name) else f"{printable(revision.name)} ({short_})"
        return self._say(key, revision=name, count=len(changes))

    def _name(self, change: ProjectChange, path: str) -> str:
        """The file and the project. path: ready to print."""
        name = project_of(change.report)
        said = markdown(name) if path.startswith("`") else printable(short(name))
        text = self._say("project", path=path, name=said) if name else path
        if change.old_path:
            old = printable(change.old_path)
            text = self._say("was-called", project=text, path=code(old) if path.startswith("`") else old)
        return text

    def _sections(self, change: ProjectChange) -> Iterator[_Section]:
        first = [*self._first(change)]
        if first:
            yield _Section("", tuple(map(_Entry, first)))
        if change.state == "removed":
            return
        came = {id(one) for one in change.found}
        worse = [one for one in graver(change) if self._shown(one)]
        milder = [one.finding for one in change.regraded if rank(one.finding.severity) < rank(one.before)]
        two = bool(change.was and change.now and change.was.choice != change.now.choice)
        sections = {
            # What the first line says need not be said again.
            "facts": [_Entry(self._fact(one)) for one in change.facts if not (two and one.place == CHOICE)],
            "found": [self._finding(one, change) for one in worse if id(one) in came],
            "graver": [self._finding(one, change) for one in worse if id(one) not in came],
            "released": [self._finding(one, change) for one in worst_first(change.released) if self._shown(one)],
            "accepted": [self._accepted(one) for one in change.accepted if self._shown(one.finding)],
            "milder": [self._finding(one, change) for one in milder if self._shown(one)],
            "gone": [self._finding(one, None) for one in worst_first(change.gone) if self._shown(one)],
            "speaks": [_Entry(self._driver(one.title, one.side)) for one in change.drivers if one.speaks],
            "silent": [_Entry(self._driver(one.title, one.side)) for one in change.drivers if not one.speaks],
            "waivers": [self._waiver(one) for one in change.waivers],
            "verdicts": [_Entry(self._moved(one.choice, one.before, one.after)) for one in change.verdicts],
        }
        for key, entries in sections.items():
            if entries:
                yield _Section(self._say(key), tuple(entries))

    def _first(self, change: ProjectChange) -> Iterator[str]:
        """What has to be read even if nothing else is."""
        standing = change.now or change.was
        if change.state != "changed" and standing:
            yield self._say(f"{change.state}-decided", standing=self._standing(standing))
        elif change.state != "changed":
            yield self._say(change.state)
        for when in change.broken:
            yield self._say(f"broken-{when}")
        was, now = change.was, change.now
        if not change.flips:
            return
        if was and now and was.choice == now.choice:
            before, after = (self._verdict(one.verdict) for one in (was, now))
            yield self._say("flip", choice=now.choice, before=before, after=after)
        else:
            yield self._say("another-choice", before=self._standing(was), after=self._standing(now))

    def _standing(self, one: Standing | None) -> str:
        if one is None:
            return self._say("no-choice")
        return self._say("standing", choice=one.choice, verdict=self._verdict(one.verdict))

    def _moved(self, choice: str, before: str, after: str) -> str:
        return self._say("moved", what=choice, before=self._verdict(before), after=self._verdict(after))

    def _fact(self, change: FactChange) -> str:
        what = f"`{change.place}`"
        before, after = (self._stated(one) for one in (change.before, change.after))
        if not before:
            return self._say("stated", what=what, after=after)
        if not after:
            gap = " " if self._view.language == "zh" and before[0].isascii() else ""
            return self._say("unstated", what=what, before=gap + before)
        return self._say("moved", what=what, before=before, after=after)

    def _stated(self, one: Stated | None) -> str:
        if one is None:
            return ""
        return short(one.said) if one.readable else self._say("unreadable", text=short(one.said))

    def _accepted(self, one: Waived) -> _Entry:
        entry = self._finding(one.finding, None)
        said = self._say("with-reason", finding=entry.text, reason=short(one.reason))
        return entry._replace(text=said)

    def _finding(self, finding: Finding, change: ProjectChange | None) -> _Entry:
        """change: where it stands now; None for one that is gone."""
        label = OUTPUTS.say(finding.severity, self._view.language)
        if change:
            line = change.report.source.position(finding.span.start).line
            label = self._say("at-line", severity=label, line=line)
        label = OUTPUTS.say("label", self._view.language, label=label).rstrip()
        return _Entry(f"{finding.message} [{finding.rule}]", label, finding.severity)

    def _shown(self, finding: Finding) -> bool:
        return rank(finding.severity) >= rank(self._view.show)

    def _driver(self, title: str, side: str) -> str:
        return self._say("driver", title=title, side=side)

    def _waiver(self, one: WaiverChange) -> _Entry:
        key = f"waiver-{one.state}" + ("-until" if one.until else "")
        what = self._say("at-place", rule=f"`{one.rule}`", place=f"`{one.at}`") if one.at else f"`{one.rule}`"
        return _Entry(self._say(key, what=what, reason=short(one.reason), until=one.until))

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._view.language, **values)

    def _verdict(self, name: str) -> str:
        return COMPARED.say(name, self._view.language)
