"""Completion at every position of whole, truncated and broken texts.

What is right is said by the whole document, read by the parser: where it has a key, this key is offered while it is
typed, for exactly what is typed of it; where it has a word of the format, this word. Nothing that is offered makes a
key that the format does not know.
"""

import datetime
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lsprotocol.types import CompletionItemKind

from llm_project_lint.facts.fields import SECTION, Field
from llm_project_lint.facts.values import read
from llm_project_lint.lsp.completion.completions import Completions, completions_at
from llm_project_lint.lsp.completion.context import context_at
from llm_project_lint.lsp.completion.items import Item
from llm_project_lint.lsp.completion.words import AT, RULE, Values
from llm_project_lint.model import Document, Source, Span
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.properties.documents import document
from tests.properties.styles import Writer

CASES = Path(__file__).parents[1] / "cases"
NAMES = ("sketch-rag", "sketch-fine-tuning", "five-lines", "waivers", "chinese", "mistakes", "broken")
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
TODAY = datetime.date(2026, 11, 22)
VALUES = Values(load_rulebook(), "en", TODAY)
LINTER = Linter(Settings(TODAY))


class Written(NamedTuple):
    """A key or value of a document: where what can be completed begins and ends. word: what it is."""

    span: Span
    word: str
    beside: frozenset[str]
    field: Field
    raw: Any = None


def at(text: str, offset: int, snippets: bool = False) -> Completions | None:
    """What is offered."""
    return completions_at(Source("llm-project.yaml", text), offset, VALUES, snippets)


def words(found: Completions | None) -> list[str]:
    """The words of it."""
    return [item.sought or item.label for item in found.items] if found else []


def field_of(path: tuple[str | int, ...]) -> Field | None:
    """The field at a path, None where there is none or where the document has another form than the format."""
    field: Field | None = VALUES.book.fields
    listed = False
    for step in path:
        if field is None or isinstance(step, int) == (field.form == SECTION or listed or not path):
            return None
        if isinstance(step, int):
            listed = True
            if not field.many and field.form != "entries":
                return None
        else:
            field, listed = field.children.get(step), False
    return field


def inner(text: str, span: Span) -> Span:
    """A scalar without its quotes."""
    return Span(span.start + 1, span.end - 1) if text[span.start : span.start + 1] in ("'", '"') else span


def keys(found: Document) -> Iterator[Written]:
    """Every key of a document that the format knows."""
    for path, mark in found.marks.items():
        field = field_of(path)
        if path and mark.key and field and mark.style != "alias":
            beside = frozenset(map(str, found.get(path[:-1]))) - {str(path[-1])}
            yield Written(inner(found.source.text, mark.key), str(path[-1]), beside, field)


def values(found: Document) -> Iterator[Written]:
    """Every value that is no collection and stands in one line."""
    for path, mark in found.marks.items():
        field = field_of(path)
        value = found.get(path)
        text = found.source.text[mark.value.start : mark.value.end]
        if field is None or value is None or not text or mark.style not in ("plain", "single", "double"):
            continue
        if "\n" in text or "\r" in text or (mark.style != "plain" and not isinstance(value, str)):
            continue
        around = found.get(path[:-1]) if path and isinstance(path[-1], int) else []
        others = ((one, found.marks[(*path[:-1], at)].style) for at, one in enumerate(around) if at != path[-1])
        beside = frozenset(str(one) for one, style in others if style in ("plain", "single", "double"))
        yield Written(inner(found.source.text, mark.value), text.strip("\"'"), beside, field, value)


def is_word(written: Written) -> bool:
    """Whether a value is one of those that the format lists."""
    field, raw = written.field, written.raw
    if field.values:
        return not isinstance(raw, bool) and raw in field.values
    if field.form == "cadence" and raw == "never":
        return False  # what is offered for it is `static`
    if field.form in ("cadence", "follow"):
        return isinstance(raw, str) and read(field.form, raw) is not None and re.fullmatch("[a-z-]+", raw) is not None
    return field.form == "boolean" and isinstance(raw, bool)


def is_free(written: Written) -> bool:
    """Whether anything may be written there."""
    return written.field.form == "text" and written.field.name not in (RULE, AT)


def check(text: str, truncated: bool) -> None:
    """Everything that the document says of itself, at every position of its keys and values."""
    for found in read_documents(Source("llm-project.yaml", text)):
        for written in keys(found):
            for offset in range(written.span.start + 1, written.span.end + 1):
                here = text[:offset] if truncated else text
                there = at(here, offset)
                if truncated and written.word in before(found, written):
                    continue
                assert written.word in words(there), (here, offset, written, there)
                assert there
                assert there.span == Span(written.span.start, offset if truncated else written.span.end), here
                assert not before(found, written) & set(words(there)), here
                if not truncated:
                    assert not written.beside & set(words(there)), here
        for written in values(found):
            for offset in range(written.span.start + 1, written.span.end + 1):
                here = text[:offset] if truncated else text
                there = at(here, offset)
                if is_free(written):
                    assert not words(there), (here, offset)
                if not truncated:
                    assert written.word in written.beside or not written.beside & set(words(there)), here
                if is_word(written) and written.word not in written.beside:
                    assert written.word in words(there), (here, offset, written, there)
                    assert there
                    assert there.span == Span(written.span.start, offset if truncated else written.span.end), here


def before(found: Document, written: Written) -> set[str]:
    """The keys of the same mapping that stand before a key."""
    for path, mark in found.marks.items():
        if mark.key and inner(found.source.text, mark.key) == written.span:
            here = mark.key.start
            siblings = found.get(path[:-1])
            keyed = ((str(key), found.marks[(*path[:-1], key)].key) for key in siblings)
            return {key for key, span in keyed if span and span.start < here}
    raise AssertionError(written)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("truncated", [True, False])
def test_what_a_document_says_is_offered_while_it_is_typed(name: str, truncated: bool) -> None:
    check((CASES / name / "llm-project.yaml").read_text(), truncated)


@QUICK
@given(st.integers(0, 2**40), st.booleans())
def test_in_whatever_style_it_is_written(seed: int, truncated: bool) -> None:
    chance = random.Random(seed)
    writer = Writer(chance)
    text = writer.text(document(chance.randint(0, 2**40)))
    check(text, truncated)
    for comment in writer.comments:
        start = text.index(comment)
        for offset in range(start + 1, start + len(comment) + 1):
            assert at(text, offset) is None, (text, offset)
            assert at(text[:offset], offset) is None, (text, offset)


def put_in(text: str, found: Completions, item: Item) -> tuple[str, Span]:
    """The text with an item in place, first choices taken, and where that stands."""
    made = item.text
    if item.snippet:
        made = re.sub(r"\$\d", "", made)
        made = re.sub(r"\\(.)", r"\1", made)
    return text[: found.span.start] + made + text[found.span.end :], Span(
        found.span.start, found.span.start + len(made)
    )


def opened(text: str) -> bool:
    """Whether brackets may be open at the end of a text."""
    return sum(map(text.count, "{[")) > sum(map(text.count, "}]"))


def check_items(text: str, offset: int, snippets: bool) -> None:
    """Whatever is put in, the text is as sound as before, and the format knows every key and value that was put in."""
    found = at(text, offset, snippets)
    if found is None:
        return
    assert found.span.start <= offset <= found.span.end
    assert not set("\r\n") & set(text[found.span.start : found.span.end])
    context = context_at(Source("llm-project.yaml", text), offset)
    if context and not context.flow and opened(text[:offset]):
        return  # the parser lets brackets go on in lines that are not indented, we do not
    assert len(set(words(found))) == len(found.items)
    sound = all(not one.broken for one in read_documents(Source("llm-project.yaml", text)))
    for item in found.items:
        new, span = put_in(text, found, item)
        reports = [LINTER.judge(one)[0] for one in read_documents(Source("llm-project.yaml", new))]
        if any(one.document.broken for one in reports):
            assert not sound, (text, offset, item, new)
            continue
        for finding in (finding for one in reports for finding in one.report.findings):
            inside = span.start <= finding.span.start < span.end
            assert not (inside and finding.rule in ("unknown-key", "duplicate-key")), (text, offset, item, new, finding)
            if item.word and item.kind != CompletionItemKind.Reference:
                assert not (inside and finding.rule == "invalid-value"), (text, offset, item, new, finding)


def test_quotes_in_lines_of_their_own() -> None:
    for text in (
        'project:\n  "',
        'requirements:\n  gap:\n    "',
        'waivers:\n  "',
        'waivers:\n  - "',
        '"',
        "project:\n  'st",
    ):
        for after in ("", text[-1], "\n"):
            check_items(text + after, len(text), True)


def test_beside_entries_of_a_list_no_key_is_offered_and_beside_keys_no_entry() -> None:
    listed = "data:\n  domain_corpus:\n    {}\n    - a\n    {}\n"
    keyed = "waivers:\n  {}\n  rule: no-rationale\n  {}\n"
    for text in (listed, keyed):
        for other in (("|", ""), ("", "|")):
            whole = text.format(*other)
            offset = whole.index("|")
            found = at(whole.replace("|", ""), offset, True)
            assert found is None or not found.items, (whole, found)


@pytest.mark.parametrize("snippets", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_put_in_is_known(name: str, snippets: bool) -> None:
    text = (CASES / name / "llm-project.yaml").read_text()
    chance = random.Random(name)
    for _ in range(25):
        cut = chance.randint(0, len(text))
        check_items(text, cut, snippets)
        check_items(text[:cut], cut, snippets)
        check_items(text[:cut] + text[cut + chance.randint(0, 30) :], cut, snippets)


@QUICK
@example(585)
@given(st.integers(0, 2**40))
def test_what_is_put_in_is_known_in_whatever_style(seed: int) -> None:
    chance = random.Random(seed)
    text = Writer(chance).text(document(chance.randint(0, 2**40)))
    cut = chance.randint(0, len(text))
    text = chance.choice([text, text[:cut], text[:cut] + text[cut + chance.randint(0, 30) :]])
    check_items(text, cut, chance.choice([True, False]))


PIECES = st.sampled_from(
    ["project:", "data", ": ", ":", "- ", "-", "\n", "\r\n", "\r", "  ", "    ", "{", "}", "[", "]", ",", '"', "'", "#",
    " # c", '"[]": ', "|", ">", "---", "...", "\t", "sources:", "name", "weekly", "36", "&a ", "*a", "!!str ", "? ",
    "😁", "中", "\\", "\ufeff", "\u2028", "%", "$", "x" * 50]
)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40), st.booleans(), st.data())
def test_no_text_is_too_broken(text: str, snippets: bool, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = at(text, offset, snippets)
    if found:
        assert found.span.start <= offset <= found.span.end
        assert not set("\r\n") & set(text[found.span.start : found.span.end])
        for item in found.items:
            assert item.label
            assert item.text
