"""`markdown`: findings and scorecard as GitHub shows them in the summary of a job, or anybody in a comment."""

import heapq
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from llm_project_lint.identity import project_of
from llm_project_lint.model import Finding, Report, rank
from llm_project_lint.outputs.closing import closing
from llm_project_lint.outputs.escaped import code, markdown
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.tally import Tally
from llm_project_lint.texts.outputs import TEXTS

MOST = 300
"""Findings that are listed, the gravest of all: a summary may have 1 MiB, and nobody reads half of that."""


class _Row(NamedTuple):
    """A line of a table. Those of one project stand together, in the order of its file."""

    gravity: int
    turn: int
    project: int
    text: str


class Markdown:
    """The renderer of `markdown`. What it adds up to stands first, so it is written at the end."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._turns = count(0, -1)
        self._rows: list[_Row] = []
        self._more = 0
        self._clean = 0
        self._projects: dict[int, tuple[str, str]] = {}

    def report(self, report: Report) -> str:
        """Nothing yet."""
        found = shown(report, self._view)
        if not found:
            self._clean += 1
            return ""
        number = len(self._projects)
        self._projects[number] = ("\n".join(self._head(report)), "\n".join(self._sides(report)))
        for one in found:
            row = _Row(rank(one.severity), next(self._turns), number, self._row(one, report))
            if len(self._rows) < MOST:
                heapq.heappush(self._rows, row)
            else:
                heapq.heappushpop(self._rows, row)  # the least grave goes, of those the last
                self._more += 1
        return ""

    def end(self, tally: Tally) -> str:
        """The whole."""
        said = closing(tally, self._view._replace(colour=False)).splitlines()
        unread = [
            f"- {code(printable(located(path, self._view)))}: {markdown(reason)}" for path, reason in tally.unread
        ]
        parts = ["## llm-project-lint", *(markdown(text) for text in reversed(said))]
        if unread:
            parts.append("\n".join((f"### {self._say('unread')}", "", *unread)))
        for number, (head, sides) in self._projects.items():
            if rows := sorted((one for one in self._rows if one.project == number), key=lambda one: -one.turn):
                parts += [head, "\n".join((*self._columns(), *(one.text for one in rows)))]
                parts += [sides] if sides else []
        if self._clean and self._projects:
            key = "one-clean" if self._clean == 1 else "clean"
            parts.append(self._say(key, count=self._clean))
        if self._more:
            parts.append(self._say("not-listed", count=self._more))
        return "\n\n".join(parts) + "\n"

    def _head(self, report: Report) -> Iterator[str]:
        path, name = located(report.source.path, self._view), project_of(report)
        yield f"### {code(printable(path))}" + (f" {markdown(name)}" if name else "")

    def _columns(self) -> Iterator[str]:
        yield _cells([self._say(key) for key in ("severity", "line", "finding", "rule")])
        yield _cells(["---"] * 4)

    def _row(self, one: Finding, report: Report) -> str:
        at = report.source.position(one.span.start)
        said = markdown(one.message, table=True)
        if one.advice:
            said += f"<br>{self._say('label', label=self._say('advice'))}{markdown(one.advice, table=True)}"
        return _cells([f"**{self._say(one.severity)}**", f"{at.line}:{at.column}", said, code(one.rule)])

    def _sides(self, report: Report) -> Iterator[str]:
        """What speaks for each side."""
        held = [line for line in report.scorecard if line.holds]
        for side in dict.fromkeys(line.side for line in held):
            titles = self._say("list-separator").join(markdown(line.title) for line in held if line.side == side)
            yield f"- {self._say('speaks-for', side=side)}{titles}"

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._view.language, **values)


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
