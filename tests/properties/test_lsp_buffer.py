"""The text of an open document is what its editor has, however the editor counts, and whatever is typed where.

The reference below is as simple as it can be: a list of what the editor counts, cut into lines at LF, CRLF and CR.
"""

from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.lsp.buffer import Buffer, Encoding, Place
from llm_project_lint.model import Source, Span

Unit: TypeAlias = str
"""A code unit, a byte, or a code point, as a character of its own."""
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le"}


def units(text: str, encoding: Encoding) -> list[Unit]:
    """A text as an editor counts it."""
    if encoding == "utf-32":
        return list(text)
    data = text.encode(CODECS[encoding], "surrogatepass")
    if encoding == "utf-8":
        return [chr(byte) for byte in data]
    return [chr(data[at] + 256 * data[at + 1]) for at in range(0, len(data), 2)]


def text_of(counted: list[Unit], encoding: Encoding) -> str:
    """The text that these make up; halves of surrogate pairs that meet are one character to everybody."""
    text = "".join(counted)
    if encoding == "utf-8":
        text = text.encode("latin-1").decode("utf-8", "surrogatepass")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


class Line(NamedTuple):
    """Where a line begins and ends, without its break."""

    start: int
    end: int


def lines(counted: list[Unit]) -> list[Line]:
    """The lines of a text, at least one."""
    found = []
    start = at = 0
    while at < len(counted):
        if counted[at] in "\r\n":
            found.append(Line(start, at))
            at += 2 if counted[at : at + 2] == ["\r", "\n"] else 1
            start = at
        else:
            at += 1
    return [*found, Line(start, len(counted))]


def index(counted: list[Unit], place: Place, encoding: Encoding) -> int:
    """Where a position is, as the protocol has it: behind a line is its end, behind the text its end."""
    cut = lines(counted)
    if place.line >= len(cut):
        return len(counted)
    start, end = cut[place.line]
    at = min(start + place.character, end)
    # A byte within a character is no place of its own.
    while encoding == "utf-8" and start < at < len(counted) and 0x80 <= ord(counted[at]) < 0xC0:
        at -= 1
    return at


def edited(counted: list[Unit], start: Place, end: Place, new: str, encoding: Encoding) -> list[Unit]:
    """The text with a range replaced; an end before its start makes it empty."""
    first = index(counted, start, encoding)
    last = max(index(counted, end, encoding), first)
    made = counted[:first] + units(new, encoding) + counted[last:]
    return units(text_of(made, encoding), encoding)


ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
PIECES = [
    *"ab: #\n\r\t", "\r\n", "\n\n", "é", "中文", "😀", "😀😀", "\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\0",
    "\ufeff", "\ud83d", "\ude00", "\U0010ffff", "\uffff", "e\u0301",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
PLACES = st.builds(Place, st.integers(0, 8), st.integers(0, 14) | st.just(2**31 - 1))
EDITS = st.tuples(PLACES, PLACES, TEXTS)
QUICK = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def buffer(text: str, encoding: Encoding) -> Buffer:
    return Buffer(Source("llm-project.yaml", ""), encoding).replaced(text)


@QUICK
@given(TEXTS, st.lists(EDITS, max_size=6), st.sampled_from(ENCODINGS))
def test_edits_make_the_text_that_the_editor_has(
    text: str, edits: list[tuple[Place, Place, str]], encoding: Encoding
) -> None:
    ours, theirs = buffer(text, encoding), units(text_of(units(text, encoding), encoding), encoding)
    for start, end, new in edits:
        ours = ours.edited(start, end, new)
        theirs = edited(theirs, start, end, new, encoding)
        assert ours.text == text_of(theirs, encoding)
        assert ours.source.path == "llm-project.yaml"
    assert ours.lines == len(lines(theirs))


@QUICK
@given(TEXTS, st.sampled_from(ENCODINGS))
def test_every_offset_has_its_place_and_every_place_its_offset(text: str, encoding: Encoding) -> None:
    ours = buffer(text, encoding)
    text = ours.text
    counted = units(text, encoding)
    cut = lines(counted)
    assert ours.lines == len(cut)
    for number, line in enumerate(cut):
        assert units(ours.line(number), encoding) == counted[line.start : line.end]
    for offset in range(len(text) + 1):
        place = ours.place(offset)
        before = len(units(text[:offset], encoding))
        number = max(number for number, line in enumerate(cut) if line.start <= before)
        assert place == Place(number, min(before, cut[number].end) - cut[number].start)
        inside_break = text[offset - 1 : offset + 1] == "\r\n"
        assert ours.offset(place) == offset - inside_break
    for number in range(len(cut) + 2):
        for character in (*range(16), 2**31 - 1):
            place = Place(number, character)
            offset = ours.offset(place)
            # Of a half of a surrogate pair it is the character's own offset.
            there = index(counted, place, encoding)
            assert (
                len(units(text[:offset], encoding))
                <= there
                < len(units(text[: offset + 1], encoding)) + (offset == len(text))
            )
            assert ours.offset(ours.place(offset)) == offset
    assert ours.place(-5) == Place(0, 0)
    assert ours.place(len(text) + 5) == ours.place(len(text))


@QUICK
@given(TEXTS, PLACES, PLACES, st.sampled_from(ENCODINGS))
def test_a_range_is_never_inverted(text: str, start: Place, end: Place, encoding: Encoding) -> None:
    ours = buffer(text, encoding)
    first = ours.offset(start)
    assert ours.span(start, end) == Span(first, max(first, ours.offset(end)))


@pytest.mark.parametrize(
    ("text", "edits", "made"),
    [
        # The halves of a pair that an edit cuts stay where they are, and join when they meet.
        ("a😀b", [(0, 2, 0, 2, "x")], "a\ud83dx\ude00b"),
        ("a😀b", [(0, 2, 0, 2, "x"), (0, 2, 0, 3, "")], "a😀b"),
        ("a😀b", [(0, 1, 0, 2, "")], "a\ude00b"),
        ("a😀b", [(0, 2, 0, 3, "")], "a\ud83db"),
        ("😀😀", [(0, 1, 0, 3, "")], "😀"),
        ("😀", [(0, 1, 0, 1, "\n")], "\ud83d\n\ude00"),
        ("\ud83d", [(0, 1, 0, 1, "\ude00")], "😀"),
        # A line break that an edit cuts in two becomes two; one that it puts together becomes one.
        ("a\r\nb", [(0, 9, 0, 9, "x")], "ax\r\nb"),
        ("a\rb", [(1, 0, 1, 0, "\n")], "a\r\nb"),
        ("a\r\nb", [(1, 0, 0, 0, "x")], "a\r\nxb"),
        ("a\u2028b\x85c\vd", [(0, 7, 0, 7, "x"), (1, 0, 1, 0, "y")], "a\u2028b\x85c\vdxy"),
    ],
)
def test_an_editor_that_counts_code_units_may_cut_anything(
    text: str, edits: list[tuple[int, int, int, int, str]], made: str
) -> None:
    ours = buffer(text, "utf-16")
    for line, character, last_line, last, new in edits:
        ours = ours.edited(Place(line, character), Place(last_line, last), new)
    assert ours.text == made
