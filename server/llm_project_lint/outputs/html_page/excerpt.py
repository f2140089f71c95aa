"""The lines of a file that a finding marks, and what they have to do with it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from llm_project_lint.model import Finding, Source, Span
from llm_project_lint.outputs.html_page.context import Context
from llm_project_lint.outputs.html_page.markup import BREAK, Markup, element, joined, lines, prose

MOST = 20
"""Marked places that are shown for one finding: its own, and what it rests on."""
AROUND = 80
"""Characters that stay on either side of what is marked when a long line is cut."""
MARKED = 400
"""Characters of what is marked that are shown."""
CUT = "…"


class _Mark(NamedTuple):
    """A place to mark. own: whether it is the finding's, and not one that it rests on."""

    span: Span
    label: str
    own: bool


def excerpt(context: Context, finding: Finding) -> Markup:
    """The marked lines in the order of the text, below each what the finding has to say of it."""
    source = context.report.source
    marks = [_Mark(finding.span, "", True)]
    marks += [_Mark(related.span, related.message, False) for related in finding.related[: MOST - 1]]
    marks.sort(key=lambda mark: (mark.span.start, not mark.own))
    rows = []
    for number, found in groupby(marks, lambda mark: source.position(mark.span.start).line):
        alike = list(found)
        # What a screen reader would read as a number in the text is said by the place above.
        line_number = element("span", str(number), class_="number", aria_hidden="true")
        code = element("code", joined(_pieces(context, source, number, alike)))
        notes = [
            element("div", prose(mark.label), class_="note", **context.at(mark.span)) for mark in alike if mark.label
        ]
        rows.append(element("div", line_number, code, *notes, class_="line"))
    if left := len(finding.related) - (MOST - 1):
        rows += [element("div", context.say("more-places", count=left), class_="note")] if left > 0 else []
    return element("div", BREAK, lines(rows), class_=f"excerpt {finding.severity}")


def _pieces(context: Context, source: Source, number: int, marks: Sequence[_Mark]) -> Iterator[Markup]:
    """A line, cut where it is long. Of marks that overlap the first one keeps what both mark."""
    text, first = source.line(number), source.line_starts[number - 1]
    before = 0
    for index, mark in enumerate(marks):
        start = min(max(mark.span.start - first, before), len(text))
        end = min(max(mark.span.end - first, start), len(text))
        yield _between(text[before:start], index > 0)
        if end > start or not index:
            marked = text[start:end] if end - start <= MARKED else text[start : start + MARKED] + CUT
            yield element("mark", marked, class_=None if mark.own else "related", **context.at(mark.span))
        before = end
    rest = text[before:].rstrip()
    yield joined((rest[:AROUND] + CUT if len(rest) > AROUND + 1 else rest,))


def _between(text: str, inside: bool) -> Markup:
    """What stands before a mark. inside: and behind another one."""
    if len(text) <= AROUND * (1 + inside) + 1:
        return joined((text,))
    return joined((text[:AROUND] if inside else "", CUT, text[-AROUND:]))
