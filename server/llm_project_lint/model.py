"""The types everything else is built on: places in a text, a read document, findings, reports.

Named tuples rather than dataclasses: they are as immutable, and ten of them cost 1 ms of start-up instead of 10.
Offsets are code points from 0 in the text as read (a byte order mark included); lines and columns are counted from 1.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "info", "hint"]
Language: TypeAlias = Literal["en", "zh"]
Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a document's data: ("data", "knowledge", "sources", 0, "updates"); () is the root."""
ValuePath: TypeAlias = str
"""The same for people: `data.knowledge.sources[tickets].updates`, list entries by name where they have one."""

_BREAK = re.compile(r"\r\n?|\n")
SEVERITIES: tuple[Severity, ...] = ("hint", "info", "warning", "error")
"""From the least to the gravest."""


def rank(severity: Severity) -> int:
    """The severity as a number that grows with gravity, 0 for a hint."""
    return SEVERITIES.index(severity)


class Span(NamedTuple):
    """A stretch of text in code points; `end` is exclusive, so `text[start:end]` is what is marked."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it, both from 1; the column is in code points."""

    line: int
    column: int


class Source:
    """One text and the name it goes by. Line breaks are those of editors: LF, CRLF and lone CR, nothing else."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line, a byte order mark left out; found on first use."""
        if self._starts is None:
            text = self.text
            # A byte order mark says how the file is encoded; no editor counts it as a column.
            starts = [int(text.startswith("\ufeff"))]
            if "\r" in text:
                starts += [found.end() for found in _BREAK.finditer(text)]
            else:
                at = text.find("\n")
                while at >= 0:
                    starts.append(at + 1)
                    at = text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> Position:
        """Line and column of an offset; offsets behind the end are taken as the end."""
        offset = min(offset, len(self.text))
        line = max(bisect_right(self.line_starts, offset), 1)
        return Position(line, max(offset - self.line_starts[line - 1], 0) + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


class Mark(NamedTuple):
    """Where one value of a document stands and how it is written.

    `key` is None for list entries and for the root. `style` is one of `plain`, `single`, `double`, `literal`,
    `folded` (scalars), `flow`, `block` (collections), `alias` (the value comes from an alias or a merge key, and
    `value` is the span of that alias).
    """

    key: Span | None
    value: Span
    style: str


class Problem(NamedTuple):
    """A fault of the text itself, found while reading it. `text` is a key of `texts.reading`, filled with `values`."""

    rule: str
    span: Span
    text: str
    values: Mapping[str, Any]
    related: tuple[Span, ...] = ()


class Document:
    """One project of a file: plain data plus the place of every key and value.

    data: what the text says in YAML 1.2 core terms: dict, list, str, int, float, bool, None. Dates and words such as
        `no` or `12:30` are str. Keys are always str.
    marks: a `Mark` for every path in `data`, the root `()` included.
    span: the document's own stretch of the file, without the `---` lines.
    problems: what is wrong with the text; `broken` when the YAML itself could not be read to the end, in which case
        `data` holds the part that could be read and no rule may judge it.
    """

    __slots__ = ("broken", "data", "index", "marks", "problems", "source", "span")

    def __init__(
        self,
        source: Source,
        index: int,
        data: Any,
        marks: Mapping[Path, Mark],
        span: Span,
        problems: tuple[Problem, ...] = (),
        broken: bool = False,
    ) -> None:
        self.source = source
        self.index = index
        self.data = data
        self.marks = marks
        self.span = span
        self.problems = problems
        self.broken = broken

    def get(self, path: Path) -> Any:
        """The value at a path, None where nothing is written."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


class Edit(NamedTuple):
    """Replace the text of a span; an empty span inserts."""

    span: Span
    text: str


class Change(NamedTuple):
    """One step of a fix, as a change of the data; `edits` turns it into edits of the text when somebody applies it.

    kind: `set` a scalar, or what is not written yet, at `path` to `value`; None there is a key to be filled in.
    `append` `value` to the list at `path`, `remove` what stands at `path`, or `rename` the last key of `path` to
    `value`.
    """

    kind: Literal["set", "append", "remove", "rename"]
    path: Path
    value: Any = None


class Fix(NamedTuple):
    """An answer to a finding. Safe fixes repair the file and never change what it says (DESIGN: principle 6)."""

    title: str
    safe: bool
    changes: tuple[Change, ...]


class Related(NamedTuple):
    """Another place that a finding rests on, with what it says there."""

    span: Span
    message: str


class Reference(NamedTuple):
    """A work that a finding rests on: its title, ready to print, and its address, "" where it has none."""

    title: str
    address: str = ""


class Finding(NamedTuple):
    """One result, in the language of the run.

    rule: id of the rule, or of a check of the file itself (`syntax-error`, `unknown-key`, ...).
    place: the value path that is marked, "" for the whole file.
    message: what is wrong, with the user's own values; one sentence or two, no line breaks.
    notes: what was compared with what: thresholds with origin and basis, tables with their date.
    why, advice: why it matters and what to do, "" where there is nothing to add.
    sources: the works it rests on.
    folded: findings of the same cause that this one outranks; they are not counted.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    place: ValuePath = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    why: str = ""
    advice: str = ""
    sources: tuple[Reference, ...] = ()
    fixes: tuple[Fix, ...] = ()
    folded: tuple["Finding", ...] = ()

    def with_folded(self) -> Iterator["Finding"]:
        """It and everything that is listed under it, however deep."""
        yield self
        for inside in self.folded:
            yield from inside.with_folded()


class Waived(NamedTuple):
    """A finding that the file accepts: why, and until which day (ISO 8601), "" for no end."""

    finding: Finding
    reason: str
    until: str = ""


class NotStated(NamedTuple):
    """A fact that is not stated although criteria wait for it: `span` is the nearest key that is written."""

    place: ValuePath
    span: Span
    rules: tuple[str, ...]
    criteria: tuple[str, ...]


class DriverLine(NamedTuple):
    """A line of the scorecard. `holds` is None while it waits for `waits`."""

    driver: str
    title: str
    side: str
    strength: str
    holds: bool | None
    waits: tuple[ValuePath, ...] = ()


class Report(NamedTuple):
    """Everything known about one document: all that outputs and the server ever see.

    name: `project.name`, "" where it is not stated. document: which one of the file, from 0.
    findings: by place, then by gravity. waived: those that a waiver took out. not_stated: most awaited first.
    """

    source: Source
    document: int
    name: str
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    not_stated: tuple[NotStated, ...] = ()
    scorecard: tuple[DriverLine, ...] = ()
