"""The documents of any text, as the parser has them."""

from itertools import pairwise

from llm_project_lint.model import Document, Mark, Problem, Source, Span
from llm_project_lint.source.characters import STRAY_END, Readable, first_forbidden
from llm_project_lint.source.compose import MAX_DOCUMENTS, Composer
from llm_project_lint.source.composed import Composed
from llm_project_lint.source.salvage import end_of, salvage


def parse_documents(source: Source, text: Readable) -> list[Document]:
    """What `read_documents` returns, for a text of whatever shape."""
    found = _compose(text)
    # A separator at the very end opens a document that nobody meant to write.
    if len(found) > 1 and found[-1].empty:
        found.pop()
    if text.forbidden:
        _note_forbidden(found, source.text)
    return [_document(source, index, composed) for index, composed in enumerate(found)]


def _compose(text: Readable) -> list[Composed]:
    composer = Composer(text)
    stop = len(text.text)
    found: list[Composed] = []
    at = 0
    while at < stop or not found:
        while stray := STRAY_END.match(text.text, at):
            at = stray.end()
        before, start = composer.nodes, at
        documents, at = composer.documents(start, stop)
        found += documents
        if len(found) > MAX_DOCUMENTS:
            del found[MAX_DOCUMENTS:]
            end = found[-1].span.end
            found[-1].stop("too-many-documents", Span(max(end - 1, 0), end), most=MAX_DOCUMENTS)
        last = found[-1]
        if last.fault and last.fault.text in ("too-many-documents", "too-many-values"):
            break
        if last.fault:
            end, at = end_of(text.text, last, start)
            composer.nodes = before
            salvage(composer, last, text.text, end)
    return found


def _note_forbidden(found: list[Composed], text: str) -> None:
    """Break each document that holds characters YAML forbids; the first one stands for all, as they have one cause."""
    bounds = [0, *(composed.start for composed in found[1:]), len(text)]
    for document, (start, stop) in zip(found, pairwise(bounds), strict=True):
        span = first_forbidden(text, start, stop)
        if span:
            document.stop("control", span, code=f"U+{ord(text[span.start]):04X}")


def _document(source: Source, index: int, composed: Composed) -> Document:
    data, marks, span, problems = composed.data, composed.marks, composed.span, composed.problems
    if composed.fault:
        problems = sorted([*problems, composed.fault], key=lambda problem: problem.span)
    if not marks or (composed.fault and not isinstance(data, dict)):
        data, marks = None, {(): Mark(None, span, "plain")}
    if data is None and not problems:
        problems = [Problem("empty-file", span, "empty", {})]
    return Document(source, index, data, marks, span, tuple(problems), composed.fault is not None)
