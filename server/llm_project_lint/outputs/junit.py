"""`junit`: a test suite for each project, for build servers that know tests and no linters.

A finding that fails the run is a test that fails; any other is one that passes and has something to say.
"""

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from llm_project_lint.identity import key_of, project_of
from llm_project_lint.model import Finding, Report, rank
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.tally import Tally
from llm_project_lint.texts.outputs import TEXTS

_NAME = "llm-project-lint"


class Junit:
    """The renderer of `junit`: one XML document. The counts stand at its beginning, so it is written at the end."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._suites: list[str] = []
        self._names: Counter[tuple[str, str]] = Counter()
        self._tests = self._failures = 0

    def report(self, report: Report) -> str:
        """Nothing yet."""
        path = located(report.source.path, self._view)
        name = f"{path} ({project})" if (project := project_of(report)) else path
        found = shown(report, self._view)
        failures = sum(self._fails(one) for one in found)
        tests = [self._case(one, report, name) for one in found] or [_case(_NAME, name)]
        self._add(name, tests, failures, 0)
        return ""

    def end(self, tally: Tally) -> str:
        """The document."""
        for path, reason in tally.unread:
            error = f"<error message={_attribute(reason)}/>"
            self._add(located(path, self._view), [_case(_NAME, located(path, self._view), error)], 0, 1)
        counts = f'tests="{self._tests}" failures="{self._failures}" errors="{len(tally.unread)}" time="0"'
        suites = "".join(self._suites)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="{_NAME}" {counts}>\n{suites}</testsuites>\n'

    def _add(self, name: str, tests: list[str], failures: int, errors: int) -> None:
        counts = f'tests="{len(tests)}" failures="{failures}" errors="{errors}" skipped="0" time="0"'
        self._suites.append(f"  <testsuite name={_attribute(name)} {counts}>\n{''.join(tests)}  </testsuite>\n")
        self._tests += len(tests)
        self._failures += failures

    def _fails(self, finding: Finding) -> bool:
        return rank(finding.severity) >= rank(self._view.fail_on)

    def _case(self, finding: Finding, report: Report, suite: str) -> str:
        """A test. No two have one name, of which build servers keep one; it holds no line, so that branches compare."""
        at, path = report.source.position(finding.span.start), located(report.source.path, self._view)
        name = " ".join(key_of(finding, report.source)).strip()
        self._names[suite, name] += 1
        if (turn := self._names[suite, name]) > 1:
            name = f"{name} ({turn})"
        said = [f"{path}:{at.line}:{at.column}: {finding.severity}: {finding.message}"]
        for key, text in (("why", finding.why), ("advice", finding.advice)):
            if text:
                label = TEXTS.say("label", self._view.language, label=TEXTS.say(key, self._view.language))
                said.append(label + text)
        body = escape("\n".join(map(printable, said)))
        if self._fails(finding):
            inside = (
                f"<failure message={_attribute(finding.message)} type={_attribute(finding.severity)}>{body}</failure>"
            )
        else:
            inside = f"<system-out>{body}</system-out>"
        return _case(name, suite, inside)


def _case(name: str, path: str, inside: str = "") -> str:
    return f'    <testcase name={_attribute(name)} classname={_attribute(path)} time="0">{inside}</testcase>\n'


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
