"""Behind values what they come to, where a reader would otherwise have to calculate."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from llm_project_lint.lsp.cursor import field_at
from llm_project_lint.lsp.values import calculated
from llm_project_lint.model import Document, Mark, Path, Span

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server


def register(server: "Server") -> None:
    """The handler of this module."""
    server.answer(types.TEXT_DOCUMENT_INLAY_HINT, _hints)


def _hints(server: "Server", params: types.InlayHintParams) -> list[types.InlayHint]:
    """The hints of a range. They need no judgement, so a file that cannot be read to its end has them too."""
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None or not server.chosen.inlay_hints:
        return []
    asked = snapshot.span(params.range)
    fields, today = snapshot.linter.rules.fields, snapshot.linter.settings.today
    hints = []
    for document in snapshot.documents:
        for path, raw, mark in _values(document, (), document.data, asked):
            field = field_at(fields, path)
            if field and (label := calculated(field, raw, today, server.spoken)):
                hints.append(types.InlayHint(snapshot.position(mark.value.end), label, padding_left=True))
    return hints


def _values(document: Document, path: Path, data: Any, asked: Span) -> Iterator[tuple[Path, Any, Mark]]:
    """The scalars within a span, where they are written and not where an alias stands for them."""
    mark = document.marks.get(path)
    if mark is None or mark.style == "alias" or mark.value.end < asked.start or asked.end < mark.value.start:
        return
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _values(document, (*path, key), value, asked)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _values(document, (*path, index), value, asked)
    elif asked.start <= mark.value.end <= asked.end:
        yield path, data, mark
