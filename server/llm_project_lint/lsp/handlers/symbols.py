"""The outline: the sections and keys of each project of a file with their values, entries of lists by their names."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Document, Mark, Path, Span
from llm_project_lint.outputs.printable import printable
from llm_project_lint.pipeline import Judged
from llm_project_lint.rule_check.places import CHOICE

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MOST = 5000
"""Symbols of a file, as many as editors show; of a larger one those that stand further out."""
LONGEST = 60
"""Characters of a name or a value that are shown."""
BETWEEN = " › "
"""Between the names of what a symbol stands in, for clients that take no tree."""
NAMES = ("name", "rule")
"""The fields that an entry of a list is known by; one without goes by the first two things that it says."""
_LINE = re.compile(r"[^\r\n]*")


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, types.DocumentSymbolOptions())


def _symbols(
    server: "Server", params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return []
    return snapshot.once(outline) if server.client.tree_symbols else snapshot.once(flat_outline)


def outline(snapshot: Snapshot) -> list[types.DocumentSymbol]:
    """The outline as a tree; where a file holds several projects, with a root for each."""
    judged = snapshot.judged
    if len(judged) == 1:
        return _inside(snapshot, judged[0].document, MOST)
    return [_project(snapshot, one, MOST // len(judged)) for one in judged]


def flat_outline(snapshot: Snapshot) -> list[types.SymbolInformation]:
    """The outline as a list, in the order of the text, for clients that take no tree."""
    found = []
    waiting = [(symbol, "") for symbol in reversed(snapshot.once(outline))]
    while waiting:
        symbol, container = waiting.pop()
        location = types.Location(snapshot.uri, symbol.range)
        found.append(types.SymbolInformation(location, symbol.name, symbol.kind, container_name=container or None))
        around = f"{container}{BETWEEN}{symbol.name}" if container else symbol.name
        if len(around) > LONGEST:
            around = "…" + around[-LONGEST:]
        waiting.extend((child, around) for child in reversed(symbol.children or ()))
    return found


def one_line(text: str) -> str:
    """A text in one line, cut where it is long, with a visible sign for each invisible one."""
    # Of a long text more is looked at than is shown, since blanks go, but never all of it.
    shown = printable(" ".join(text[: 10 * LONGEST].split()))
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _project(snapshot: Snapshot, judged: Judged, most: int) -> types.DocumentSymbol:
    document = judged.document
    name = one_line(judged.report.name) or f"#{document.index + 1}"
    mark = document.marks.get(("project", "name"))
    start = document.span.start
    chosen = mark.value if mark and judged.report.name else Span(start, start)
    return types.DocumentSymbol(
        name,
        types.SymbolKind.Package,
        snapshot.range(document.span),
        snapshot.range(chosen),
        children=_inside(snapshot, document, most),
    )


def _inside(snapshot: Snapshot, document: Document, most: int) -> list[types.DocumentSymbol]:
    """What is written in a document. What aliases and merge keys bring in is written elsewhere."""
    text = document.source.text
    position = cache(snapshot.position)
    # By the path of each collection what stands in it. Collections come before their entries, entries stay in order.
    collections: dict[Path, tuple[Any, list[types.DocumentSymbol]]] = {(): (document.data, [])}
    outer = sorted(iter(document.marks), key=len)[: most + 1]  # without `iter` they would be counted, which takes long
    for path in outer:
        mark = document.marks[path]
        around = collections.get(path[:-1]) if path else None
        if around is None or (mark.style == "alias" and mark.key and text[slice(*mark.key)] == "<<"):
            continue
        data, siblings = around
        value = data[path[-1]]
        name, chosen, detail = _said(document, path, mark, value)
        whole = Span(mark.key.start, max(mark.key.end, mark.value.end)) if mark.key else mark.value
        if chosen is None or not whole.start <= chosen.start <= chosen.end <= whole.end:
            line = _LINE.match(text, *whole)
            chosen = Span(*line.span()) if line else whole
        symbol = types.DocumentSymbol(
            name,
            _kind(value),
            types.Range(position(whole.start), position(whole.end)),
            types.Range(position(chosen.start), position(chosen.end)),
            detail=detail or None,
        )
        siblings.append(symbol)
        if mark.style in ("block", "flow") and not _is_plain(value):
            symbol.children = []
            collections[path] = (value, symbol.children)
    return collections[()][1]


def _said(document: Document, path: Path, mark: Mark, value: Any) -> tuple[str, Span | None, str]:
    """What a key or an entry of a list is called, where that is written, and what else is said of it."""
    step, detail = path[-1], _shown(document, mark, value)
    if isinstance(step, str):
        choice = document.marks.get(CHOICE) if path == CHOICE[:-1] and isinstance(value, dict) else None
        return one_line(step) or '""', mark.key, _shown(document, choice, value["choice"]) if choice else detail
    if isinstance(value, dict):
        for field in NAMES:
            if (named := document.marks.get((*path, field))) and (
                name := one_line(_plain(document, named, value[field]))
            ):
                return name, named.value, detail
        told = [
            (written, word)
            for key, one in value.items()
            if (written := document.marks.get((*path, key))) and (word := one_line(_plain(document, written, one)))
        ]
        if told:
            return one_line(": ".join(word for _, word in told[:2])), told[0][0].value, detail
    return (f"[{step}]", None, detail) if isinstance(value, dict | list) or not detail else (detail, None, "")


def _is_plain(value: Any) -> bool:
    """Whether it is a list of words and numbers, which its detail shows."""
    return isinstance(value, list) and all(isinstance(one, str | int | float) for one in value)


def _shown(document: Document, mark: Mark, value: Any) -> str:
    """A value in one line: of a list its plain entries, of a section nothing."""
    if mark.style == "alias":
        return one_line(document.source.text[slice(*mark.value)])
    if isinstance(value, list):
        plain = [one for one in value[:LONGEST] if isinstance(one, str | int | float)]
        return one_line(", ".join(_word(one) for one in plain))
    return "" if isinstance(value, dict) else one_line(_plain(document, mark, value))


def _plain(document: Document, mark: Mark, value: Any) -> str:
    """A scalar: a text by its value, a number as it is written; "" for none and for what is no scalar."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict | list):
        return ""
    return document.source.text[slice(*mark.value)]


def _word(value: str | float) -> str:
    return value if isinstance(value, str) else str(value).lower()


def _kind(value: Any) -> types.SymbolKind:
    """The kind of a value; a client that names none takes those of the protocol's first version, as all of these."""
    kinds = types.SymbolKind
    match value:
        case dict():
            return kinds.Module
        case list():
            return kinds.Array
        case bool():
            return kinds.Boolean
        case int() | float():
            return kinds.Number
        case str():
            return kinds.String
    return kinds.Property
