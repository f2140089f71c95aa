"""Where something is defined: the rule of a waiver, the place that a waiver is about, the anchor of an alias."""

import re
import string
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types
from pygls.uris import from_fs_path

from llm_project_lint.lsp.cursor import cursor_at, field_at
from llm_project_lint.lsp.handlers.selection import stretch_at
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.written import Written
from llm_project_lint.model import Document, Path, Span, ValuePath
from llm_project_lint.outputs.shipped import file_of
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.waivers import WAIVERS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

_OF_NAME = string.ascii_letters + string.digits + "_-"
"""What names of anchors are made of."""


class _Target(NamedTuple):
    """origin: what was asked about. whole, name: what it is defined by, and the part of that to be shown."""

    origin: Span
    uri: str
    whole: types.Range
    name: types.Range


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.TEXT_DOCUMENT_DEFINITION, _definition, types.DefinitionOptions())


def _definition(server: "Server", params: types.DefinitionParams) -> list[types.LocationLink] | types.Location | None:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    offset = snapshot.offset(params.position)
    target = _anchor(snapshot, offset) or _of_waiver(server, snapshot, offset)
    if target is None:
        return None
    if server.client.location_links:
        return [types.LocationLink(target.uri, target.whole, target.name, snapshot.range(target.origin))]
    return types.Location(target.uri, target.name)


def _of_waiver(server: "Server", snapshot: Snapshot, offset: int) -> _Target | None:
    """The page of a waiver's rule, or the place in the document that it is about."""
    document = snapshot.document_at(offset)
    cursor = cursor_at(document, offset)
    if cursor is None or cursor.part != "value" or len(cursor.path) != 3 or cursor.path[0] != WAIVERS:
        return None
    value, field = document.get(cursor.path), cursor.path[2]
    if not isinstance(value, str):
        return None
    if field == "rule":
        page = file_of(value, snapshot.linter.book, server.spoken)
        uri = from_fs_path(page) if page else None
        start = types.Range(types.Position(0, 0), types.Position(0, 0))
        return _Target(cursor.span, uri, start, start) if uri else None
    path = path_of(value, document, snapshot.linter.book) if field == "at" else ()
    if not path:
        return None
    mark = document.marks[path]
    whole = Span(mark.key.start, max(mark.key.end, mark.value.end)) if mark.key else mark.value
    named = document.marks.get((*path, "name"))
    shown = mark.key or (named.value if named else mark.value)
    return _Target(cursor.span, snapshot.uri, snapshot.range(whole), snapshot.range(shown))


def path_of(place: ValuePath, document: Document, book: Rulebook) -> Path:
    """Where a place as people name it is written: as far as it is, so () for one that is not at all.

    Names of entries may hold dots and brackets, so the data says where a step ends; the longest one that fits counts.
    """
    path: Path = ()
    value, rest = document.data, f".{place}"
    while rest:
        said = max((one for one in _steps(value) if _begins(rest, one)), key=len, default="")
        if not said:
            return _inherited(path, rest, document, book) or path
        step = _steps(value)[said]
        value, path, rest = value[step], (*path, step), rest[len(said) :]
    return path


def _steps(value: Any) -> dict[str, Any]:
    """The keys or entries of a collection by what a place calls them; of two that are called alike the first."""
    if isinstance(value, dict):
        return {f".{key}": key for key in value}
    entries = list(enumerate(value)) if isinstance(value, list) else []
    return {f"[{_label(entry, index)}]": index for index, entry in reversed(entries)}


def _label(entry: Any, index: int) -> str | int:
    name = entry.get("name") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and name else index


def _begins(rest: str, step: str) -> bool:
    return rest.startswith(step) and rest[len(step) : len(step) + 1] in ("", ".", "[")


def _inherited(path: Path, rest: str, document: Document, book: Rulebook) -> Path | None:
    """Where an entry has a field from that it does not state itself."""
    around = field_at(book.fields, path)
    field = around.children.get(rest.removeprefix(".")) if around else None
    inherited: Path = tuple(field.inherits.split(".")) if field and field.inherits else ()
    return inherited if inherited in document.marks else None


def _anchor(snapshot: Snapshot, offset: int) -> _Target | None:
    """The last anchor of its name before an alias, in the same document."""
    text = snapshot.buffer.text
    start, end = stretch_at(text, offset + (text[offset : offset + 1] == "*"), _OF_NAME.__contains__)
    name, star = text[start:end], start - 1
    if not name or text[star:start] != "*" or not _is_markup(snapshot, star):
        return None
    index = snapshot.document_at(offset).index
    begin = snapshot.documents[index - 1].span.end if index else 0
    anchor = re.compile(rf"&{name}(?![{_OF_NAME}])")
    found = [one for one in anchor.finditer(text, begin, star) if _is_markup(snapshot, one.start())]
    if not found:
        return None
    place = snapshot.range(Span(*found[-1].span()))
    return _Target(Span(star, end), snapshot.uri, place, place)


def _is_markup(snapshot: Snapshot, offset: int) -> bool:
    """Whether a character belongs neither to a key or value nor to a comment."""
    written = snapshot.once(Written)
    return written.at(offset) is None and not written.in_comment(offset)
