"""What stands under the pointer: what a key means, how a value is understood, and what rules make of it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.uris import from_fs_path

from llm_project_lint.comparison.columns import SIDES
from llm_project_lint.facts.facts import CHOICE
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.show import written
from llm_project_lint.lsp.cursor import Cursor, cursor_at, field_at
from llm_project_lint.lsp.documentation import documentation
from llm_project_lint.lsp.format import Words, words_of
from llm_project_lint.lsp.handlers.code_lens import against
from llm_project_lint.lsp.markup import Markup
from llm_project_lint.lsp.readers import Reader
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.values import understood
from llm_project_lint.model import DriverLine, Finding, Language, Waived
from llm_project_lint.outputs.shipped import file_of
from llm_project_lint.pipeline import Judged
from llm_project_lint.texts import comparison, outputs
from llm_project_lint.texts.hover import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MOST_READERS = 6
"""Rules that are told of one value."""
MOST_WAITED = 2
"""Places that are told of a rule that waits for more."""


def register(server: "Server") -> None:
    """The handler of this module."""
    server.answer(types.TEXT_DOCUMENT_HOVER, _hover)


def _hover(server: "Server", params: types.HoverParams) -> types.Hover | None:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    offset = snapshot.offset(params.position)
    judged = snapshot.at(offset)
    cursor = cursor_at(judged.document, offset)
    field = field_at(snapshot.linter.rules.fields, cursor.path) if cursor else None
    if cursor is None or field is None or _is_elsewhere(snapshot, cursor):
        return None
    writer = _Writer(snapshot, judged, Markup(server.client.markdown_hover), server.spoken)
    said = writer.key(field) if cursor.part == "key" else writer.value(cursor, field)
    text = "\n\n".join(part for part in said if part)
    if not text:
        return None
    kind = types.MarkupKind.Markdown if server.client.markdown_hover else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, text), snapshot.range(cursor.span))


class _Writer:
    """Writes the paragraphs of one hover."""

    def __init__(self, snapshot: Snapshot, judged: Judged, markup: Markup, language: Language) -> None:
        self._snapshot = snapshot
        self._book = snapshot.linter.book
        self._judged = judged
        self._markup = markup
        self._language: Language = language

    # -- keys ---------------------------------------------------------------------------------------------------------

    def key(self, field: Field) -> Iterator[str]:
        """What the format says of a place."""
        words, markup = words_of(self._language, self._book)[field.name], self._markup
        yield self._head(field, words)
        yield markup.ours(words.description)
        if field.children:
            keys = map(self._code, field.children)
            yield self._say("keys", keys=self._say("separator").join(keys))
        yield from documentation(field, markup, self._language, self._book)

    # -- values -------------------------------------------------------------------------------------------------------

    def value(self, cursor: Cursor, field: Field) -> Iterator[str]:
        """What a value comes to, and what is made of it; nothing for a section as a whole."""
        raw = self._judged.document.get(cursor.path)
        if raw is None or isinstance(raw, dict | list) or field.form in (SECTION, ENTRIES):
            return
        words = words_of(self._language, self._book)[field.name]
        yield self._head(field, words)
        yield self._markup.ours(words.description)
        yield self._meaning(field, raw, words)
        if field.name == CHOICE:
            yield from self._choice()
        elif field.name == "waivers[].rule":
            yield from self._rule(raw, self._judged.document.get(cursor.path[:-1]))
        elif self._judged.checked:
            yield self._readers(cursor)

    def _head(self, field: Field, words: Words) -> str:
        return " ".join(part for part in (self._markup.strong(words.title), self._code(field.name)) if part)

    def _meaning(self, field: Field, raw: Any, words: Words) -> str:
        if meaning := words.values.get(written(raw)):
            return self._means(raw, meaning)
        checked = self._judged.checked
        currency = checked.facts.record.values.get("cost.currency", "") if checked else ""
        today = self._snapshot.linter.settings.today
        if shown := understood(field, raw, today, self._language, currency):
            return self._means(raw, shown)
        return self._markup.ours(words.form) if checked is None else ""

    def _rule(self, name: str, waiver: Any) -> Iterator[str]:
        """What a waiver accepts, and what it takes out of the report."""
        rule = self._book.rules.get(name)
        if rule:
            yield self._markup.ours(rule.title.of(self._language))
            yield self._markup.ours(rule.why.of(self._language))
            hidden = [one.finding for one in self._judged.report.waived if _is_by(one, waiver)]
            if hidden:
                yield self._say("hides", findings=self._say("separator").join(map(self._where, hidden)))
            if self._markup.markdown:
                yield self._markup.link(self._say("page"), self._page(rule.id))

    # -- who reads it -------------------------------------------------------------------------------------------------

    def _readers(self, cursor: Cursor) -> str:
        """What rules make of a value; of those that have nothing to say, how many."""
        readers = self._snapshot.readers(self._judged).of(cursor.path)
        told = [one for one in readers if one.state != "clear"]
        clear = len(readers) - len(told)
        key = ("one-" if clear == 1 else "") + ("other-clear" if told else "clear")
        closing = self._say(key, count=clear) if clear else ""
        if not told:
            return closing
        lines = [self._reader(one) for one in told[:MOST_READERS]]
        if left := len(told) - len(lines):
            lines.append(self._say("more", count=left))
        if closing:
            lines.append(closing)
        return f"{self._say('readers')}\n\n{self._markup.items(lines)}"

    def _reader(self, reader: Reader) -> str:
        rule, markup = reader.rule, self._markup
        link = markup.link(self._code(rule.id), self._page(rule.id))
        title = markup.ours(rule.title.of(self._language))
        said = self._say("reader", state=self._state(reader), title=title, rule=link)
        return markup.strong(said) if reader.state == "reported" else said

    def _state(self, reader: Reader) -> str:
        if reader.state == "reported":
            return self._where(reader.findings[0])
        if reader.waits:
            places = self._say("separator").join(map(self._code, reader.waits[:MOST_WAITED]))
            if (left := len(reader.waits) - MOST_WAITED) > 0:
                places = self._say("and-more", places=places, count=left)
            return self._say("waiting-for", places=places)
        if reader.state == "speaks":
            return self._say("speaks", sides=self._say("separator").join(reader.sides))
        return self._say(reader.state)

    def _where(self, finding: Finding) -> str:
        line = self._snapshot.position(finding.span.start).line + 1
        return self._say("reported", severity=outputs.TEXTS.say(finding.severity, self._language), line=line)

    # -- the choice ---------------------------------------------------------------------------------------------------

    def _choice(self) -> Iterator[str]:
        """The four approaches side by side, and what speaks for each side."""
        decision = self._snapshot.decision(self._judged)
        if decision is None:
            return
        none = self._compared("none")
        head = (self._say("approach"), self._compared("verdict"), self._say("against"), self._compared("drivers"))
        yield self._markup.table(
            head,
            [
                (
                    column.choice,
                    self._compared(column.verdict),
                    against(column, self._language) or none,
                    self._drivers(column.drivers) or none,
                )
                for column in decision.columns
            ],
        )
        lines = []
        for side in dict.fromkeys(line.side for line in decision.scorecard):
            held = [line for line in decision.scorecard if line.holds and line.side == side]
            if held:
                choices = self._compared("separator").join(one for one, sides in SIDES.items() if side in sides)
                titles = self._compared("separator").join(map(self._title, held))
                lines.append(f"{self._compared('for', choices=choices)}{self._compared('gap')}{titles}")
        yield self._markup.items(lines)

    def _drivers(self, lines: Iterable[DriverLine]) -> str:
        strengths = [line.strength for line in lines]
        counts = ((one, strengths.count(one)) for one in dict.fromkeys(strengths))
        return self._compared("separator").join(self._compared(f"{one}-count", count=count) for one, count in counts)

    def _title(self, line: DriverLine) -> str:
        return line.title if line.strength == "strong" else self._compared("weak", title=line.title)

    # -- words --------------------------------------------------------------------------------------------------------

    def _means(self, raw: Any, meaning: str) -> str:
        return self._say("means", word=self._code(raw), meaning=self._markup.ours(meaning))

    def _page(self, rule: str) -> str | None:
        path = file_of(rule, self._book, self._language)
        return from_fs_path(path) if path else None

    def _code(self, raw: Any) -> str:
        return self._markup.user(written(raw))

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._language, **values)

    def _compared(self, key: str, **values: object) -> str:
        return comparison.TEXTS.say(key, self._language, **values)


def _is_elsewhere(snapshot: Snapshot, cursor: Cursor) -> bool:
    """Whether a key is written where its alias or merge key leads, and not under the pointer."""
    return cursor.part == "key" and snapshot.buffer.text.startswith(("*", "<<"), cursor.span.start)


def _is_by(waived: Waived, waiver: Any) -> bool:
    """Whether something is accepted by this entry of `waivers`; two alike accept the same."""
    rule, reason = waiver.get("rule"), waiver.get("reason")
    return isinstance(reason, str) and waived.finding.rule == rule and waived.reason.strip() == reason.strip()
