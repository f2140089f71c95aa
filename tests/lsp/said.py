"""What is said of a document, in a form in which what editors get and what the linter finds can be compared."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from llm_project_lint.model import Language, Report, Source
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import hint

SEVERITIES = {"error": 1, "warning": 2, "info": 3, "hint": 4}
_BREAK = re.compile(r"\r\n|\r|\n")


class Said(NamedTuple):
    """One thing that is said of a document. start, end: line and character from 0."""

    rule: str
    severity: int
    start: tuple[int, int]
    end: tuple[int, int]
    message: str


class Places:
    """Line and character of a place, by the line and column that people are told, in one way to count."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._lines = _BREAK.split(text)
        self._encoding = encoding

    def of(self, line: int, column: int) -> tuple[int, int]:
        """Line and column are from 1, columns in code points."""
        before = self._lines[line - 1][: column - 1]
        return line - 1, len(units(before, self._encoding))

    def at(self, offset: int) -> tuple[int, int]:
        """Where an offset is; one within CRLF is before it."""
        if self._text[offset - 1 : offset + 1] == "\r\n":
            offset -= 1
        lines = _BREAK.split(self._text[:offset])
        return len(lines) - 1, len(units(lines[-1], self._encoding))


def units(text: str, encoding: str) -> Sequence[Any]:
    """The units that a text is counted in: bytes, pairs of bytes, or code points."""
    if encoding == "utf-32":
        return text
    if encoding == "utf-8":
        return text.encode("utf-8", "surrogatepass")
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def seen(diagnostics: list[dict[str, Any]]) -> list[Said]:
    """What an editor shows."""
    return [
        Said(
            one["code"],
            one["severity"],
            _place(one["range"]["start"]),
            _place(one["range"]["end"]),
            printable(one["message"].split("\n")[0]),
        )
        for one in diagnostics
    ]


def _place(position: dict[str, int]) -> tuple[int, int]:
    return position["line"], position["character"]


def found(reports: list[Report], source: Source, encoding: str, language: Language) -> list[Said]:
    """What an editor has to show, by what a linter found."""
    places = Places(source.text, encoding)
    return [
        Said(
            finding.rule,
            SEVERITIES[finding.severity],
            places.at(finding.span.start),
            places.at(max(finding.span)),
            printable(finding.message),
        )
        for report in reports
        for finding in (*report.findings, *(hint(fact, language) for fact in report.not_stated))
    ]
