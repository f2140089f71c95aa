"""Code actions: what an editor offers at a place, and the edits of what was taken.

They work from codes and ranges alone: not every client keeps the rest of a diagnostic.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lsprotocol import types

from llm_project_lint.lsp.actions.offers import (
    CHOICE_PATH,
    FIX_ALL,
    Offer,
    choices_for,
    fix_all,
    offers_for,
    sorted_offers,
)
from llm_project_lint.lsp.actions.workspace_edit import Wanted, edit_of, packed, unpacked
from llm_project_lint.lsp.diagnostics import message_of
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Finding, Span
from llm_project_lint.outputs.renderer import hint
from llm_project_lint.tally import NOT_STATED

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

APPLY = "llm-project-lint.applyEdit"
"""The command by which a client without code actions takes an offer."""
KINDS = [
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    types.CodeActionKind.SourceFixAll,
    FIX_ALL,
]
MOST = 20
"""Actions of one request."""
MOST_HINTS = 5
"""Facts not stated that something is offered for: often all of them are told at one place."""
MOST_DIAGNOSTICS = 100
"""Diagnostics of a request that are looked at."""
READ, READ_LAZILY = 2**20, 2**17
"""Characters that one request may read to find out what edits come to, each of which reads the text that it makes; and
for a client that takes edits later, which may ask at every move of the cursor."""
CHECKS = 8
"""How many times as long it takes to find all safe fixes, which checks the text."""


_Key: TypeAlias = tuple[int, str, str, Span, str]


class _Met(NamedTuple):
    """A finding at the place of a request, and the diagnostics by which it was named."""

    document: int
    finding: Finding
    diagnostics: tuple[types.Diagnostic, ...] = ()


def register(server: "Server") -> None:
    """Once the client is known: the kinds may be said only to one that knows them."""
    options = types.CodeActionOptions(KINDS, resolve_provider=True) if server.client.literal_actions else None
    server.answer(types.TEXT_DOCUMENT_CODE_ACTION, _code_actions, options)
    server.answer(types.CODE_ACTION_RESOLVE, _resolve)


def _code_actions(server: "Server", params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
    snapshot = server.snapshot(params.text_document.uri)
    client = server.client
    if snapshot is None or not (client.literal_actions or client.applies_edits):
        return []
    if any(judged.document.broken for judged in snapshot.judged):
        return []  # what an edit comes to can only be told of a text that can be read
    met = _met(server, snapshot, params)
    offers = sorted_offers(_offers(server, snapshot, params, met))
    wanted = [offer for offer in offers if _is_wanted(offer, params)][:MOST]
    if not client.literal_actions:
        return [types.Command(offer.title, APPLY, arguments=[packed(snapshot, offer)]) for offer in wanted]
    diagnostics = {_key(one.document, one.finding): one.diagnostics for one in met}
    found: list[types.CodeAction | types.Command] = []
    left = limit = READ_LAZILY if client.lazy_actions else READ
    for offer in wanted:
        action = types.CodeAction(offer.title, offer.kind)
        if offer.finding and (answered := diagnostics[_key(offer.document, offer.finding)]):
            action.diagnostics = list(answered)
        if offer.preferred and client.preferred_actions:
            action.is_preferred = True
        cost = len(snapshot.buffer.text) * (1 if offer.changes else CHECKS)
        left -= cost
        # What is tried is known to be possible. The rest is found out if somebody takes it.
        if client.lazy_actions and (left < 0 or not offer.changes):
            action.data = packed(snapshot, offer)
            found.append(action)
        elif left >= 0 or left == limit - cost:
            action.edit = edit_of(server, Wanted(snapshot, offer.document, offer.changes))
            found += [action] if action.edit else []
    return found


def _resolve(server: "Server", action: types.CodeAction) -> types.CodeAction:
    """The action with its edit; one that cannot be made cleanly stays without."""
    if action.edit is None and action.data is not None:
        action.edit = edit_of(server, unpacked(server, action.data))
    return action


def _offers(
    server: "Server", snapshot: Snapshot, params: types.CodeActionParams, met: Sequence[_Met]
) -> Iterator[Offer]:
    hints = [one for one in met if one.finding.rule == NOT_STATED]
    findings = [one for one in met if one.finding.rule != NOT_STATED]
    for one in (*findings[:MOST], *hints[:MOST_HINTS]):
        yield from offers_for(snapshot, snapshot.judged[one.document], one.finding, server.spoken)
    automatic = params.context.trigger_kind == types.CodeActionTriggerKind.Automatic
    if automatic and not params.context.only:
        return  # a light wherever something could be changed would say nothing
    span = snapshot.span(params.range)
    for judged in snapshot.judged:
        mark = judged.document.marks.get(CHOICE_PATH)
        if mark and _touch(Span((mark.key or mark.value).start, mark.value.end), span):
            yield from choices_for(snapshot, judged, server.spoken)
    if not met or any(kind == "" or kind.split(".")[0] == types.CodeActionKind.Source for kind in _asked(params)):
        yield from fix_all(snapshot, server.spoken)  # beside a finding it would be about everything else


def _is_wanted(offer: Offer, params: types.CodeActionParams) -> bool:
    """Whether its kind is one of those asked for, or below one; `` is above all of them."""
    asked = _asked(params)
    return not asked or any(kind in ("", offer.kind) or offer.kind.startswith(f"{kind}.") for kind in asked)


def _asked(params: types.CodeActionParams) -> list[str]:
    """The kinds that a client asks for."""
    return [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]


# -- which findings are meant -----------------------------------------------------------------------------------------


def _met(server: "Server", snapshot: Snapshot, params: types.CodeActionParams) -> list[_Met]:
    """The findings that the diagnostics of a request name; where they name none, those that its range touches."""
    named: dict[_Key, _Met] = {}
    for diagnostic in params.context.diagnostics[:MOST_DIAGNOSTICS]:
        if isinstance(diagnostic.code, str):
            for one in _named(server, snapshot, diagnostic):
                known = named.setdefault(_key(one.document, one.finding), one)
                named[_key(one.document, one.finding)] = known._replace(diagnostics=(*known.diagnostics, diagnostic))
    return list(named.values()) or list(_touching(server, snapshot, snapshot.span(params.range)))


def _named(server: "Server", snapshot: Snapshot, diagnostic: types.Diagnostic) -> list[_Met]:
    """The findings that a diagnostic stands for: of its code and place, as closely as it says."""
    span = snapshot.span(diagnostic.range)
    found = list(_touching(server, snapshot, span, str(diagnostic.code)))
    same = [one for one in found if one.finding.span == span] or found
    return [one for one in same if message_of(one.finding, server.spoken) == diagnostic.message] or same


def _touching(server: "Server", snapshot: Snapshot, span: Span, rule: str = "") -> Iterator[_Met]:
    """The findings that a span touches, of one rule or of all."""
    for index, report in enumerate(snapshot.reports):
        for finding in report.findings:
            if rule in ("", finding.rule) and _touch(finding.span, span):
                yield _Met(index, finding)
        for fact in report.not_stated if rule in ("", NOT_STATED) else ():
            if _touch(fact.span, span):
                yield _Met(index, hint(fact, server.spoken))


def _key(document: int, finding: Finding) -> _Key:
    """By what a finding is known again: hints are made anew each time."""
    return document, finding.rule, finding.place, finding.span, finding.message


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
