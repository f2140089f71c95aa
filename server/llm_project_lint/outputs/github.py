"""`github`: workflow commands, which GitHub shows as annotations on the lines of a pull request.

A page shows ten annotations of a kind, so the gravest come first. Commands are escaped as the runner reads them: what
a file holds can neither begin one nor end its properties (actions/toolkit, packages/core/src/command.ts).
"""

from collections.abc import Iterator
from typing import NamedTuple

from llm_project_lint.model import Finding, Report, Severity, rank
from llm_project_lint.outputs.closing import closing
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.tally import Tally
from llm_project_lint.texts.outputs import TEXTS

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice", "hint": "notice"}


class _Annotation(NamedTuple):
    severity: Severity
    text: str


class Github:
    """The renderer of `github`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: list[_Annotation] = []

    def report(self, report: Report) -> str:
        """Nothing yet: the gravest of all files come first."""
        self._found += (_Annotation(one.severity, self._command(one, report)) for one in shown(report, self._view))
        return ""

    def end(self, tally: Tally) -> str:
        """A command for each finding, one for each file that could not be read, and the counts for the log."""
        found = sorted(self._found, key=lambda one: -rank(one.severity))
        unread = "".join(self._unread(tally))
        return unread + "".join(one.text for one in found) + closing(tally, self._view._replace(colour=False))

    def _command(self, finding: Finding, report: Report) -> str:
        start, end = (report.source.position(offset) for offset in finding.span)
        properties: dict[str, object] = {
            "title": finding.rule,
            "file": located(report.source.path, self._view),
            "line": start.line,
            "endLine": end.line,
        }
        if start.line == end.line:  # columns of several lines mean nothing to it
            properties |= {"col": start.column, "endColumn": end.column}
        lines = [printable(finding.message)]
        for key, text in (("why", finding.why), ("advice", finding.advice)):
            if text:
                label = TEXTS.say("label", self._view.language, label=TEXTS.say(key, self._view.language))
                lines.append(f"{label}{printable(text)}")
        return _command(_COMMANDS[finding.severity], properties, "\n".join(lines))

    def _unread(self, tally: Tally) -> Iterator[str]:
        for path, reason in tally.unread:
            yield _command("error", {"file": located(path, self._view)}, printable(reason))


def _command(name: str, properties: dict[str, object], message: str) -> str:
    """A workflow command. Its properties are text in one line, the message may have several."""
    said = ",".join(f"{key}={_property(printable(str(value)))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
