"""`markdown`: findings and scorecard as GitHub shows them in the summary of a job, or anybody in a comment."""

from collections.abc import Iterator, Sequence

from llm_project_lint.identity import project_of
from llm_project_lint.model import Finding, Report
from llm_project_lint.outputs.closing import closing
from llm_project_lint.outputs.escaped import code, markdown
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.tally import Tally
from llm_project_lint.texts.outputs import TEXTS

MOST = 300
"""Findings that are listed: a summary may have 1 MiB, and nobody reads half of that."""


class Markdown:
    """The renderer of `markdown`. What it adds up to stands first, so it is written at the end."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._left = MOST
        self._more = 0
        self._parts: list[str] = []

    def report(self, report: Report) -> str:
        """Nothing yet."""
        found = shown(report, self._view)
        listed = found[: max(self._left, 0)]
        self._left -= len(found)
        self._more += len(found) - len(listed)
        if listed or not found:
            self._parts.append("\n".join((*self._head(report), *self._table(listed, report), *self._sides(report), "")))
        return ""

    def end(self, tally: Tally) -> str:
        """The whole."""
        said = closing(tally, self._view._replace(colour=False)).splitlines()
        unread = [
            f"- {code(printable(located(path, self._view)))}: {markdown(reason)}" for path, reason in tally.unread
        ]
        parts = ["## llm-project-lint\n", *(f"{markdown(text)}\n" for text in reversed(said))]
        if unread:
            parts.append("\n".join((f"### {self._say('unread')}", "", *unread, "")))
        parts += self._parts
        if self._more:
            parts.append(f"{self._say('more', count=self._more)}\n")
        return "\n".join(parts)

    def _head(self, report: Report) -> Iterator[str]:
        path, name = located(report.source.path, self._view), project_of(report)
        yield f"### {code(printable(path))}" + (f" {markdown(name)}" if name else "")
        yield ""

    def _table(self, found: Sequence[Finding], report: Report) -> Iterator[str]:
        if not found:
            yield f"{self._say('nothing')}"
            yield ""
            return
        yield _row(self._say("severity"), self._say("line"), self._say("finding"), self._say("rule"))
        yield _row("---", "---", "---", "---")
        for one in found:
            at = report.source.position(one.span.start)
            said = markdown(one.message)
            if one.advice:
                said += f"<br>{self._say('label', label=self._say('advice'))}{markdown(one.advice)}"
            yield _row(f"**{self._say(one.severity)}**", f"{at.line}:{at.column}", said, code(one.rule))
        yield ""

    def _sides(self, report: Report) -> Iterator[str]:
        """What speaks for each side."""
        held = [line for line in report.scorecard if line.holds]
        for side in dict.fromkeys(line.side for line in held):
            titles = self._say("list-separator").join(markdown(line.title) for line in held if line.side == side)
            yield f"- {self._say('speaks-for', side=side)}{titles}"
        if held:
            yield ""

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._view.language, **values)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
