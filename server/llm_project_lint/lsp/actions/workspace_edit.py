"""From what was offered to edits of an open document, in the form that its client takes."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcInvalidParams

from llm_project_lint.edits import rewrite
from llm_project_lint.fixes import fix_text
from llm_project_lint.lsp.actions.offers import Offer
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Change, Edit, Source, Span
from llm_project_lint.texts.actions import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MOST_COMPARED = 1000
"""Lines within which differences are looked for where lines have come or gone; among more, all of them are one."""
_KINDS = get_args(Change.__annotations__["kind"])


class Wanted(NamedTuple):
    """Changes of one document of a text; none stands for all its safe fixes."""

    snapshot: Snapshot
    document: int
    changes: tuple[Change, ...]


def packed(snapshot: Snapshot, offer: Offer) -> dict[str, Any]:
    """An offer as data that a client keeps until somebody takes it."""
    return {
        "uri": snapshot.uri,
        "state": snapshot.id,
        "document": offer.document,
        "changes": [change._asdict() for change in offer.changes],
    }


def unpacked(server: "Server", data: Any) -> Wanted:
    """What such data stand for. Raises an error of the request for other data, and for a text that has changed."""
    try:
        uri, document, state = data["uri"], data["document"], data["state"]
        changes = tuple(_change(one) for one in data["changes"])
        if not isinstance(uri, str) or type(document) is not int or document < 0:
            raise ValueError
    except (KeyError, TypeError, ValueError):
        raise JsonRpcInvalidParams(TEXTS.say("of-apply", server.spoken)) from None
    snapshot = server.snapshot(uri)
    if snapshot is None or snapshot.id != state:
        raise JsonRpcContentModified(TEXTS.say("changed", server.spoken))
    return Wanted(snapshot, document, changes)


def edit_of(server: "Server", wanted: Wanted) -> types.WorkspaceEdit | None:
    """The edits of a text; None where nothing can be changed cleanly."""
    snapshot, document, changes = wanted
    if changes:
        edits: Sequence[Edit] = rewrite(snapshot.documents, [(document, change) for change in changes]).edits
    else:
        source = snapshot.buffer.source
        edits = differences(source, fix_text(snapshot.linter, source).text)
    if not edits:
        return None
    made = [types.TextEdit(snapshot.range(edit.span), edit.text) for edit in edits]
    if not server.client.versioned:
        return types.WorkspaceEdit({snapshot.uri: made})
    identifier = types.OptionalVersionedTextDocumentIdentifier(snapshot.uri, snapshot.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, made)])


def differences(before: Source, after: str) -> list[Edit]:
    """The edits that make one text of another: one for each stretch of lines that differs."""
    old, new = _lines(before), _lines(Source(before.path, after))
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        Edit(Span(starts[first], starts[last]), "".join(new[start:end]))
        for first, last, start, end in _stretches(old, new)
    ]


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """What differs, as from where to where in the one and in the other."""
    if len(old) == len(new):
        # Most fixes leave lines where they are, and a search would take its time where many lines are alike.
        same = [one == other for one, other in zip(old, new, strict=True)]
        for equal, lines in groupby(range(len(old)), same.__getitem__):
            if not equal:
                first, *rest = lines
                yield first, first + len(rest) + 1, first, first + len(rest) + 1
        return
    before = _alike(old, new)
    behind = _alike(old[before:][::-1], new[before:][::-1])
    middle, changed = old[before : len(old) - behind], new[before : len(new) - behind]
    if max(len(middle), len(changed)) > MOST_COMPARED:
        yield before, before + len(middle), before, before + len(changed)
        return
    for what, first, last, start, end in SequenceMatcher(None, middle, changed).get_opcodes():
        if what != "equal":
            yield before + first, before + last, before + start, before + end


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines at the beginning are the same."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)


def _lines(source: Source) -> list[str]:
    """The lines of a text with their breaks, those of editors only."""
    starts = [0, *source.line_starts[1:], len(source.text)]
    return [source.text[start:end] for start, end in pairwise(starts)]


def _change(data: Mapping[str, Any]) -> Change:
    kind, path, value = data["kind"], data["path"], data["value"]
    if kind not in _KINDS or not isinstance(path, list) or not all(type(step) in (str, int) for step in path):
        raise ValueError
    return Change(kind, tuple(path), value)
