"""From a text to its documents, also where the YAML is broken: then every top-level section is read on its own."""

import re
from collections.abc import Iterator
from typing import Any

from llm_project_lint.model import Document, Mark, Problem, Source, Span
from llm_project_lint.source.compose import Composed, Composer
from llm_project_lint.source.faults import unprintable

_SEPARATOR = re.compile(r"(?:^|(?<=[\r\n]))---(?=[ \t\r\n]|$)")
_SECTION = re.compile(r"""(?:^|(?<=[\r\n]))(?:[A-Za-z_][\w-]*|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*:(?=[ \t\r\n]|$)""")


def read_documents(source: Source) -> list[Document]:
    """All documents of a text, in order; at least one. Never raises.

    An empty document has `data` None and an `empty-file` problem. A broken one has `broken` set, a `syntax-error`, and
    the data that could be read.
    """
    text = source.text
    bad = unprintable(text, 0)
    if bad is not None:
        return [Document(source, 0, None, {}, bad.span, (bad,), True)]
    found: list[Document] = []
    at = 0
    while True:
        composed = Composer(text[at:], at).documents()
        stopped = composed[-1] if composed and composed[-1].fault else None
        for one in composed:
            if one is not stopped:
                found.append(_document(source, len(found), one))
        if stopped is None:
            break
        end = _end_of_document(text, stopped.start)
        if stopped.fault and stopped.fault.text not in ("too-deep", "too-many-values"):
            _salvage(text, stopped, end)
        found.append(_document(source, len(found), stopped))
        if end >= len(text):
            break
        at = end
    # A separator at the very end opens a document that nobody meant to write.
    if len(found) > 1 and found[-1].data is None and not found[-1].broken and not found[-1].marks:
        found.pop()
    return found or [_document(source, 0, Composed(0))]


def _document(source: Source, index: int, composed: Composed) -> Document:
    problems = list(composed.problems)
    broken = composed.fault is not None
    if composed.fault:
        problems.append(composed.fault)
    if composed.data is None and not problems:
        problems.append(Problem("empty-file", Span(composed.start, composed.start), "empty", {}))
    span = Span(composed.start, max(composed.end, composed.start))
    ordered = tuple(sorted(problems, key=lambda problem: problem.span))
    return Document(source, index, composed.data, composed.marks, span, ordered, broken)


def _end_of_document(text: str, start: int) -> int:
    """Where the document that begins at `start` ends: at the next `---` line, which a broken one may have swallowed."""
    found = _SEPARATOR.search(text, start)
    return found.start() if found and found.start() > start else len(text)


def _salvage(text: str, document: Composed, end: int) -> None:
    """Read each top-level section on its own, and keep what can be read: in data, marks and problems."""
    anchors: dict[str, Any] = {}
    data: dict[str, Any] = {}
    found = Composed(document.start)
    faults: list[Problem] = []
    for start, stop in _sections(text, document.start, end):
        for part in Composer(text[start:stop], start, anchors).documents()[:1]:
            if part.fault:
                faults.append(part.fault)
            if not isinstance(part.data, dict):
                continue
            known = {key: value for key, value in part.data.items() if key not in data}
            data.update(known)
            found.marks.update({path: mark for path, mark in part.marks.items() if path and path[0] in known})
            found.end = max(found.end, part.end)
    if not data:
        return
    document.data = data
    document.marks = found.marks
    whole = Span(document.start, found.end)
    document.marks[()] = Mark(None, whole, "block")
    document.end = found.end
    document.problems = [problem for problem in document.problems if problem.text != "unknown-alias"]
    if faults:
        document.fault, *more = faults
        document.problems.extend(more)


def _sections(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    starts = [found.start() for found in _SECTION.finditer(text, start, end)]
    yield from zip(starts, [*starts[1:], end], strict=False)
