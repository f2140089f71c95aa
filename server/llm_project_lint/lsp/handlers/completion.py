"""Completion: keys with their snippets, values with what they mean, units, days, rules."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from llm_project_lint.facts.fields import Field
from llm_project_lint.lsp.completion.completions import completions_at
from llm_project_lint.lsp.completion.items import Item
from llm_project_lint.lsp.completion.words import RULE, Found, Values
from llm_project_lint.lsp.documentation import documentation
from llm_project_lint.lsp.format import brief, words_of
from llm_project_lint.lsp.markup import Markup
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Finding, Span, rank
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.texts import outputs
from llm_project_lint.texts.hover import TEXTS
from llm_project_lint.waivers import WAIVERS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

TRIGGERS = (":", " ", "-", "[", "{", ",", '"', "'")
"""Characters behind which another thing may be written than before; in a text that is free they bring nothing."""
_SUGGEST = types.Command("", "editor.action.triggerSuggest")
"""Opens the list for the value behind a key; a command of VS Code, unknown to other editors."""


def register(server: "Server") -> None:
    """The handlers of this module."""
    options = types.CompletionOptions(trigger_characters=TRIGGERS, resolve_provider=True)
    server.answer(types.TEXT_DOCUMENT_COMPLETION, _complete, options)
    server.answer(types.COMPLETION_ITEM_RESOLVE, _resolve)


def _complete(server: "Server", params: types.CompletionParams) -> types.CompletionList | None:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    source, offset, client = snapshot.buffer.source, snapshot.offset(params.position), server.client
    today = snapshot.linter.settings.today
    book = snapshot.linter.book
    values = Values(book, server.spoken, today, cache(lambda: _found(server, snapshot, offset)))
    found = completions_at(source, offset, values, client.snippets, client.literal_items)
    if found is None or (_is_colon(params) and found.opens):
        return None
    edit = _edit(server, snapshot, found.span, offset)
    uri = snapshot.uri
    items = [_item(server, item, edit, number, book, uri) for number, item in enumerate(found.items)]
    if client.name.startswith("Visual Studio Code"):
        for item, made in zip(found.items, items, strict=True):
            made.command = _SUGGEST if values.offers(item.asks) else None
    return types.CompletionList(is_incomplete=found.measured, items=items)


def _is_colon(params: types.CompletionParams) -> bool:
    """Whether somebody has just typed the colon of a key, and asked for nothing yet."""
    return bool(params.context and params.context.trigger_character == ":")


def _edit(server: "Server", snapshot: Snapshot, span: Span, offset: int) -> Any:
    """What makes an edit of a text."""
    whole = snapshot.range(span)
    if not server.client.insert_replace:
        return lambda text: types.TextEdit(whole, text)
    typed = types.Range(whole.start, snapshot.position(offset))
    return lambda text: types.InsertReplaceEdit(text, insert=typed, replace=whole)


def _item(server: "Server", item: Item, edit: Any, number: int, book: Rulebook, uri: str) -> types.CompletionItem:
    client = server.client
    detail = item.detail or ("" if item.word else brief(item.field, server.spoken, book))
    made = types.CompletionItem(
        label=item.label,
        kind=item.kind if item.kind in client.item_kinds else types.CompletionItemKind.Value,
        detail=Markup(False).ours(detail) or None,
        sort_text=f"{number:03}",
        filter_text=item.sought or None,
        insert_text_format=types.InsertTextFormat.Snippet if item.snippet else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AsIs if client.literal_items else None,
        text_edit=edit(item.text),
        data={"field": item.field, "word": item.word, "uri": uri},
    )
    if not client.lazy_items:
        made.documentation = _documentation(server, item.field, item.word, book)
    return made


def _found(server: "Server", snapshot: Snapshot, offset: int) -> Sequence[Found]:
    """What is reported, as far as it is known: nobody waits for it here. First what the waiver at hand is about."""
    document = snapshot.document_at(offset)
    known = server.known(snapshot.uri, document.index)
    if known is None:
        return ()
    rule = ""
    entries = document.get((WAIVERS,))
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        mark = document.marks.get((WAIVERS, index))
        if mark and mark.value.start <= offset and isinstance(entry, dict):
            rule = str(entry.get("rule") or "")
    rule = rule if rule in snapshot.linter.rules.rules else ""
    state, judged = known
    hidden = [one.finding for one in judged.report.waived if one.finding.rule == rule]
    found = [inside for finding in (*judged.report.findings, *hidden) for inside in finding.with_folded()]
    found.sort(key=lambda one: (one.rule != rule, -rank(one.severity)))
    return [_in_words(server, state, one)._replace(own=one.rule == rule or not rule) for one in found]


def _in_words(server: "Server", snapshot: Snapshot, finding: Finding) -> Found:
    line = snapshot.buffer.source.position(finding.span.start).line
    severity = outputs.TEXTS.say(finding.severity, server.spoken)
    return Found(finding.rule, finding.place, TEXTS.say("reported", server.spoken, severity=severity, line=line))


# -- documentation ----------------------------------------------------------------------------------------------------


def _resolve(server: "Server", item: types.CompletionItem) -> types.CompletionItem:
    data: Any = item.data
    if isinstance(data, dict) and all(isinstance(data.get(key), str) for key in ("field", "word", "uri")):
        book = server.book(data["uri"])
        item.documentation = _documentation(server, data["field"], data["word"], book) or item.documentation
    return item


def _documentation(server: "Server", name: str, word: str, book: Rulebook) -> types.MarkupContent | str | None:
    """What is said of a key, or of a value of its field; None where there is nothing to say, or no such field."""
    field = book.fields.find(name)
    if field is None or name not in words_of(server.spoken, book):
        return None
    markup = Markup(server.client.markdown_items)
    text = "\n\n".join(part for part in _said(server, name, field, word, markup, book) if part)
    if not server.client.markdown_items:
        return text or None
    return types.MarkupContent(types.MarkupKind.Markdown, text) if text else None


def _said(server: "Server", name: str, field: Field, word: str, markup: Markup, book: Rulebook) -> Iterator[str]:
    language = server.spoken
    words = words_of(language, book)[name]

    def say(key: str, **values: Any) -> str:
        return TEXTS.say(key, language, **values)

    if word:  # what it means stands in its detail
        if field.name == RULE and word in book.rules:
            yield markup.ours(book.rules[word].why.of(language))
        return
    if words.description != brief(name, language, book):
        yield markup.ours(words.description)
    yield from documentation(field, markup, language, book)
