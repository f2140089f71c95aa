"""`sarif`: SARIF 2.1.0, for code scanning and viewers.

Results are written as they come; what they refer to, the rules, follows at the end, as JSON does not mind the order.
Columns count code points, which `columnKind` says.
"""

import os
import re
from typing import Any
from urllib.parse import quote

from llm_project_lint import __version__
from llm_project_lint.fixes import Budget, edits_of
from llm_project_lint.identity import Turns, identity
from llm_project_lint.model import Finding, Fix, Report, Severity, Source, Span, Waived
from llm_project_lint.outputs.json import dump
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.renderer import View, shown
from llm_project_lint.outputs.shipped import page_of
from llm_project_lint.tally import Tally
from llm_project_lint.texts import checks

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "llmProjectLint/v1"
"""The name of our fingerprint: of the rule and the place in the data, so that lines may move."""
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note", "hint": "note"}
_ROOT = "%SRCROOT%"
_LINK = re.compile(r"[\[\]\\]")
_PLACEHOLDER = re.compile(r"\{[0-9]+\}")


class Sarif:
    """The renderer of `sarif`: one log with one run."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rules: dict[str, int] = {}
        self._turns = Turns()
        self._budget = Budget()
        self._begun = False

    def report(self, report: Report) -> str:
        """The results of one report; what is waived is one that is suppressed."""
        results = [self._result(one, report) for one in shown(report, self._view)]
        results += [self._suppressed(one, report) for one in report.waived]
        return "".join(self._separator() + dump(result) for result in results)

    def end(self, tally: Tally) -> str:
        """The rules, how the run went, and the end of the log."""
        opening = "" if self._begun else self._opening()
        language = {"en": "en", "zh": "zh-CN"}[self._view.language]
        driver = {
            "name": "llm-project-lint",
            "version": __version__,
            "semanticVersion": __version__,
            "language": language,
            "rules": [self._descriptor(name) for name in self._rules],
        }
        notifications = [
            {
                "level": "error",
                "message": {"text": _plain(reason)},
                "locations": [{"physicalLocation": {"artifactLocation": self._artifact(path)}}],
            }
            for path, reason in tally.unread
        ]
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "language": language,
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
            "invocations": [
                {"executionSuccessful": not tally.failed, "toolExecutionNotifications": notifications},
            ],
        }
        return f"{opening}\n],\n{dump(run)[1:-1]}\n}}]\n}}\n"

    def _result(self, finding: Finding, report: Report) -> dict[str, Any]:
        path = located(report.source.path, self._view)
        location = self._location(report.source, finding.span)
        if finding.place:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.place, "kind": "member"}]
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._rules.setdefault(finding.rule, len(self._rules)),
            "level": _LEVELS[finding.severity],
            "message": {"text": _plain(finding.message)},
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: self._turns.digest(identity(finding, report, path))},
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, "message": {"text": _plain(one.message)}, **self._location(report.source, one.span)}
                for number, one in enumerate(finding.related, 1)
            ]
        if fixes := [fix for one in finding.fixes if (fix := self._fix(one, report))]:
            result["fixes"] = fixes
        said = {"why": finding.why, "advice": finding.advice, "notes": finding.notes}
        said["sameCause"] = tuple(f"{one.message} [{one.rule}]" for one in finding.folded)
        if properties := {key: value for key, value in said.items() if value}:
            result["properties"] = properties
        return result

    def _suppressed(self, waived: Waived, report: Report) -> dict[str, Any]:
        suppression = {"kind": "inSource", "status": "accepted", "justification": waived.reason}
        if waived.until:
            suppression["properties"] = {"until": waived.until}  # type: ignore[assignment]
        return {**self._result(waived.finding, report), "suppressions": [suppression]}

    def _fix(self, fix: Fix, report: Report) -> dict[str, Any] | None:
        edits = edits_of(report, fix) if self._budget.allows(report) else ()
        replacements = [
            {"deletedRegion": _region(report.source, edit.span), "insertedContent": {"text": edit.text}}
            for edit in edits
        ]
        if not replacements:
            return None
        change = {"artifactLocation": self._artifact(report.source.path), "replacements": replacements}
        return {
            "description": {"text": _plain(fix.title)},
            "artifactChanges": [change],
            "properties": {"safe": fix.safe},
        }

    def _location(self, source: Source, span: Span) -> dict[str, Any]:
        place = {"artifactLocation": self._artifact(source.path), "region": _region(source, span)}
        return {"physicalLocation": place}

    def _artifact(self, path: str) -> dict[str, str]:
        """Where a file is: below the root of the repository, or, if it lies elsewhere, by its whole path."""
        found = quote(os.fsencode(located(path, self._view)), safe="/")
        if found.startswith("/"):
            return {"uri": f"file://{found}"}
        return {"uri": found, "uriBaseId": _ROOT}

    def _descriptor(self, name: str) -> dict[str, Any]:
        """What is said of a rule once and for all."""
        language, rule = self._view.language, self._view.rule(name)
        if rule is None:
            text = checks.TEXTS.say(name, language)
            return {"id": name, "shortDescription": {"text": text}, "help": {"text": text}}
        title, why = rule.title.of(language), rule.why.of(language)
        advice = dict.fromkeys(case.advice.of(language) for case in rule.cases if case.advice.of(language))
        text = "\n\n".join((why, *advice))
        help_ = {"text": text}
        if page := page_of(name, language):
            with open(page, encoding="utf-8") as file:
                help_["markdown"] = file.read()
        return {
            "id": name,
            "shortDescription": {"text": title},
            "fullDescription": {"text": why},
            "help": help_,
            "defaultConfiguration": {"level": _LEVELS[rule.severities[0]]},
            "properties": {"tags": [rule.category, *rule.criteria], "presets": rule.presets},
        }

    def _separator(self) -> str:
        if self._begun:
            return ",\n"
        return self._opening() + "\n"

    def _opening(self) -> str:
        self._begun = True
        return f'{{\n"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n"results": ['


def _plain(text: str) -> str:
    """A message in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return _PLACEHOLDER.sub(r"{\g<0>}", _LINK.sub(r"\\\g<0>", text))


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
