"""Changes of the data -> edits of the text.

Edits are cut from the spans of what is written, so that every other character stays as it is. No edit is believed: the
changed text is read back, and unless its data are exactly what was intended there are no edits at all.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from llm_project_lint.edits.intended import changed, same
from llm_project_lint.edits.pieces import Piece, Refused, join
from llm_project_lint.edits.plan import plan
from llm_project_lint.model import Change, Document, Edit, Source
from llm_project_lint.source import read_documents

__all__ = ["Rewritten", "apply", "edits_for", "rewrite"]


def edits_for(document: Document, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """The edits that make all the changes of one document, sorted and apart; none if any cannot be made safely.

    All paths are those of the document as it stands, whatever the other changes do.
    """
    return rewrite(read_documents(document.source), [(document.index, change) for change in changes]).edits


class Rewritten(NamedTuple):
    """What became of a text: the edits, and all its documents as they are then. Both are empty where it must stay."""

    edits: tuple[Edit, ...] = ()
    documents: Sequence[Document] = ()


def rewrite(documents: Sequence[Document], changes: Iterable[tuple[int, Change]]) -> Rewritten:
    """Make changes of all documents of one text, each with the index of its document."""
    of_document: dict[int, list[Change]] = {}
    for index, change in changes:
        of_document.setdefault(index, []).append(change)
    if not of_document or any(document.broken for document in documents) or max(of_document) >= len(documents):
        return Rewritten()
    source = documents[0].source
    intended = [document.data for document in documents]
    pieces: list[Piece] = []
    try:
        for index, some in of_document.items():
            intended[index] = changed(documents[index].data, some)
            pieces += plan(documents[index], some)
        edits = join(pieces)
    except Refused:
        return Rewritten()
    result = apply(source.text, edits)
    if result == source.text:
        return Rewritten()
    after = read_documents(Source(source.path, result))
    problems = [sum(len(document.problems) for document in some) for some in (documents, after)]
    if len(after) != len(documents) or any(document.broken for document in after) or problems[1] > problems[0]:
        return Rewritten()
    read_back = all(same(document.data, data) for document, data in zip(after, intended, strict=True))
    return Rewritten(edits, after) if read_back else Rewritten()


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; they are sorted and do not overlap."""
    parts: list[str] = []
    at = 0
    for span, new in edits:
        parts += (text[at : span.start], new)
        at = span.end
    return "".join((*parts, text[at:]))
