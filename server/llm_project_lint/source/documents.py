"""From a text to its documents."""

from bisect import bisect_right
from itertools import groupby

from llm_project_lint.model import Document, Mark, Problem, Source, Span
from llm_project_lint.source.characters import STRAY_END, Readable, readable
from llm_project_lint.source.compose import MAX_DOCUMENTS, Composer
from llm_project_lint.source.composed import Composed
from llm_project_lint.source.salvage import end_of, salvage


def read_documents(source: Source) -> list[Document]:
    """All documents of a text, in order; at least one. Never raises.

    An empty document has `data` None and an `empty-file` problem. A broken one has `broken` set, a `syntax-error`, and
    the data that could be read; the documents behind it are read all the same.
    """
    text = readable(source.text)
    found = _compose(text)
    # A separator at the very end opens a document that nobody meant to write.
    if len(found) > 1 and found[-1].empty:
        found.pop()
    _note_forbidden(found, source.text, text.forbidden)
    return [_document(source, index, composed) for index, composed in enumerate(found)]


def _compose(text: Readable) -> list[Composed]:
    composer = Composer(text)
    stop = len(text.text)
    found: list[Composed] = []
    at = 0
    while at < stop or not found:
        stray = STRAY_END.match(text.text, at)
        if stray:
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
            if last.fault.text != "too-deep":
                composer.nodes = before
                salvage(composer, last, text.text, end)
    return found


def _note_forbidden(found: list[Composed], text: str, offsets: tuple[int, ...]) -> None:
    """Break each document that holds characters YAML forbids; the first one stands for all, as they have one cause."""
    starts = [composed.start for composed in found]
    for index, these in groupby(offsets, lambda at: max(bisect_right(starts, at) - 1, 0)):
        at = next(these)
        document = found[index]
        if document.fault:
            document.problems.append(document.fault)
        document.stop("control", Span(at, at + 1), code=f"U+{ord(text[at]):04X}")


def _document(source: Source, index: int, composed: Composed) -> Document:
    data, marks, span, problems = composed.data, composed.marks, composed.span, composed.problems
    if composed.fault:
        problems = sorted([*problems, composed.fault], key=lambda problem: problem.span)
    if not marks or (composed.fault and not isinstance(data, dict)):
        data, marks = None, {(): Mark(None, span, "plain")}
    if data is None and not problems:
        problems = [Problem("empty-file", span, "empty", {})]
    return Document(source, index, data, marks, span, tuple(problems), composed.fault is not None)
