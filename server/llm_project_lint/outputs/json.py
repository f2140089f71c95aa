"""`json`: everything a run found, for other programs; `schema/report.schema.json` describes it and is kept stable."""

import json
import re
from collections import Counter
from typing import Any

from llm_project_lint.fixes import Budget, edits_of
from llm_project_lint.model import DriverLine, Finding, Fix, Report, Source, Span
from llm_project_lint.outputs.printable import UNSAFE
from llm_project_lint.outputs.renderer import View
from llm_project_lint.tally import Tally

VERSION = 1
"""Of the form of this report; it grows when a program that reads it would have to change."""


class Json:
    """The renderer of `json`. Findings are written as they come; what is known of each project follows at the end."""

    def __init__(self, view: View) -> None:
        self._language = view.language
        self._first = True
        self._projects: list[str] = []
        self._budget = Budget()

    def report(self, report: Report) -> str:
        """The findings of one report, all severities; facts not stated stand in `projects`."""
        project = {
            "path": report.source.path,
            "document": report.document + 1,
            "name": report.name,
            "waived": [
                {**self.finding(report, one.finding), "reason": one.reason, "until": one.until} for one in report.waived
            ],
            "not_stated": [
                {
                    "place": fact.place,
                    "range": _range(report.source, fact.span),
                    "rules": fact.rules,
                    "criteria": fact.criteria,
                }
                for fact in report.not_stated
            ],
            "scorecard": [driver(line) for line in report.scorecard],
        }
        self._projects.append(dump(project))
        return "".join(self._separator() + dump(self.finding(report, finding)) for finding in report.findings)

    def end(self, tally: Tally) -> str:
        """The projects and the counts."""
        opening = "" if not self._first else self._opening()
        projects = ",\n".join(self._projects)
        rules: Counter[str] = Counter()
        for (rule, _), count in sorted(tally.rules.items()):
            rules[rule] += count
        summary = {
            "files": tally.files,
            "projects": tally.projects,
            "fixable": tally.fixable,
            "fixed": tally.fixed,
            "waived": tally.waived,
            "known": tally.known,
            "stale": tally.stale,
            "unread": [{"path": path, "reason": reason} for path, reason in tally.unread],
            "severities": tally.severities,
            "rules": rules,
        }
        return f'{opening}\n],\n"projects": [\n{projects}\n],\n"summary": {dump(summary)}\n}}\n'

    def finding(self, report: Report, finding: Finding) -> dict[str, Any]:
        """One finding with all that is known of it."""
        source = report.source
        return {
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.message,
            "path": source.path,
            "range": _range(source, finding.span),
            "document": report.document + 1,
            "place": finding.place,
            "why": finding.why,
            "advice": finding.advice,
            "notes": finding.notes,
            "sources": [work._asdict() for work in finding.sources],
            "related": [{"range": _range(source, one.span), "message": one.message} for one in finding.related],
            "fixes": [
                {"title": fix.title, "safe": fix.safe, "edits": self._edits(report, fix)} for fix in finding.fixes
            ],
            "folded": [self.finding(report, inside) for inside in finding.folded],
        }

    def _edits(self, report: Report, fix: Fix) -> list[dict[str, Any]]:
        """The edits of a fix, while there may be any more."""
        if not self._budget.allows(report):
            return []
        return [{"range": _range(report.source, edit.span), "text": edit.text} for edit in edits_of(report, fix)]

    def _separator(self) -> str:
        if self._first:
            self._first = False
            return self._opening() + "\n"
        return ",\n"

    def _opening(self) -> str:
        return f'{{\n"version": {VERSION},\n"language": "{self._language}",\n"findings": ['


def driver(line: DriverLine) -> dict[str, Any]:
    """A line of the scorecard."""
    return {
        "driver": line.driver,
        "title": line.title,
        "favours": line.side,
        "strength": line.strength,
        "holds": line.holds,
        "waits": line.waits,
    }


def _range(source: Source, span: Span) -> dict[str, dict[str, int]]:
    start, end = source.position(span.start), source.position(max(span.end, span.start))
    return {
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
    }


def dump(value: Any) -> str:
    """A value as one line of JSON that is safe to print."""
    text = json.dumps(value, ensure_ascii=False)
    # JSON lets stand in a text what a terminal or a log would not take as one.
    return UNSAFE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}" if found.group() == "#" else json.dumps(found.group())[1:-1]
