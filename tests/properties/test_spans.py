"""Whatever a file says and however it is written: the same data is read, and every mark holds what it stands for."""

import random
import re
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.model import Document, Path
from llm_project_lint.source.scalars import WORDS, number
from tests.properties.documents import document as project
from tests.properties.documents import documents as projects
from tests.source.reading import check, data, document, documents, keyed, marked

QUICK = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
PLAIN = re.compile(r"[^\W\d_](?:[\w ./+-]*[\w.])?")
"""Text that needs no quotes anywhere."""

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc",
    "Cs"], exclude_characters="\ufeff\ufffe\uffff"), max_size=12),
    st.sampled_from(["no", "on", "12:30", "2026-11-22", "1_000", "0o17", "~", "null", "true", "1e3", "<<", "- a",
    "# a", "a: b", "a #b"]),
    st.sampled_from(["two\nlines", "a\n\nb\n", " leading", "trailing ", "line\u2028separator", "next\x85line", "😁",
    "it's", 'a "b"', "\\"]),
)  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(["a", "b", "key", "中文", "1", "true", "a b", "<<", ": ", "#", ""]),
    st.text("abcß😁 :#'\"", max_size=5),
)
VALUES = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=4), max_leaves=15
)


class Writer:
    """Writes data as somebody might who knows all of YAML and cannot decide: each value in a style of its own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def text(self, value: Any) -> str:
        """A whole file."""
        pick = self.chance.choice
        start = pick(["", "", "\ufeff", "# comment\n", "---\n", "--- # comment\n", "\n\n", "%YAML 1.2\n---\n", " \t\n"])
        end = pick(["\n", "\n", "\n# end\n", "\n...\n", "\n---\n", "\n\n \n"])
        text = start + self.block(value, 0, top=True).lstrip("\n") + end
        return text.replace("\n", pick(["\n", "\n", "\r\n", "\r"]))

    def block(self, value: Any, indent: int, top: bool = False) -> str:
        """A value behind a colon, a dash or nothing, ready to stand there."""
        if not isinstance(value, dict | list) or not value or self.chance.random() < 0.25:
            return " " * (not top) + self.flow(value, indent)
        deeper = indent if top else indent + self.chance.choice([1, 2, 4])
        written = ""
        for key in value:
            written += self.chance.choice(
                ["\n"] * 6 + ["\n\n", "\n  # comment\n", " # comment\n" if not written else "\n"]
            )
            inside, intro = (value[key], self.key(key) + ":") if isinstance(value, dict) else (key, "-")
            written += " " * deeper + intro + self.block(inside, deeper)
        return written

    def key(self, key: str) -> str:
        """A key."""
        if PLAIN.fullmatch(key) and self.chance.random() < 0.8:
            return key
        return self.quoted(key)

    def flow(self, value: Any, indent: int) -> str:
        """A value that may stand in brackets, or in a line."""
        space = self.chance.choice(["", " ", "\n" + " " * (indent + 1)])
        if isinstance(value, dict):
            entries = [f"{self.key(key)}: {self.flow(inside, indent)}" for key, inside in value.items()]
            return "{" + space + ("," + (space or " ")).join(entries) + space + "}"
        if isinstance(value, list):
            return "[" + space + ("," + space).join(self.flow(inside, indent) for inside in value) + space + "]"
        if value is None:
            return self.chance.choice(["null", "~", "Null", "!!null ''"])
        if isinstance(value, bool):
            return self.chance.choice([str(value), str(value).lower(), str(value).upper()])
        if isinstance(value, int | float):
            return self.chance.choice(["", "", "", "&n "]) + repr(value)
        fits = PLAIN.fullmatch(value) and value not in WORDS and number(value) == value
        return value if fits and self.chance.random() < 0.7 else self.quoted(value)

    def quoted(self, value: str) -> str:
        """Text in one of the two kinds of quotes."""
        plain = value.isprintable() and "\n" not in value
        if plain and self.chance.random() < 0.5:
            return "'" + value.replace("'", "''") + "'"
        return '"' + "".join(self.escaped(character) for character in value) + '"'

    def escaped(self, character: str) -> str:
        """A character between double quotes."""
        if character in '"\\':
            return "\\" + character
        if character.isprintable() and self.chance.random() < 0.9:
            return character
        return f"\\U{ord(character):08x}"


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of the same types."""
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def check_marks(of: Document) -> None:
    """What is marked, read on its own, is the value it is the mark of."""
    for path, mark in of.marks.items():
        value = of.get(path)
        text = marked(of, *path)
        if mark.style in ("literal", "folded", "single", "double") and not isinstance(value, str):
            continue  # a tag before it says what it is
        if mark.style in ("literal", "folded"):
            if not re.match(r"[|>][-+]?[0-9]", text):
                assert str(document(text + "\n").data).rstrip("\n") == value.rstrip("\n")
        elif mark.style not in ("block", "alias"):
            assert same(document(text).data, value), (path, text)
        if path and isinstance(path[-1], str) and mark.style != "alias":
            key = keyed(of, *path)
            assert key is not None
            assert key == path[-1] or document(key).data == path[-1]


@QUICK
@given(st.dictionaries(KEYS, VALUES, max_size=6) | VALUES, st.integers(0, 2**32))
def test_however_data_is_written_it_is_read_as_it_was(value: Any, seed: int) -> None:
    text = Writer(seed).text(value)
    found = document(text)
    assert [problem.text for problem in found.problems] == ["empty"] * (value is None)
    assert same(found.data, value), text
    check_marks(found)


@QUICK
@given(
    projects(),
    st.fixed_dictionaries(
        {
            "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
            "default_flow_style": st.sampled_from([None, True, False]),
            "indent": st.integers(1, 8),
            "width": st.sampled_from([20, 80, 1000]),
            "explicit_start": st.booleans(),
        }
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_project_file_in_any_style_is_read_as_it_was(
    value: dict[str, Any], style: dict[str, Any], line_break: str
) -> None:
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, **style).replace("\n", line_break)
    assert same(data(text), value), text
    check_marks(document(text))


@QUICK
@given(st.lists(projects(), min_size=2, max_size=4), st.integers(0, 2**32))
def test_each_document_of_a_file_is_read_as_if_it_stood_alone(values: list[dict[str, Any]], seed: int) -> None:
    texts = [yaml.safe_dump(value, sort_keys=False, allow_unicode=True) for value in values]
    found = documents("---\n".join(texts))
    shift = 0
    for one, text in zip(found, texts, strict=True):
        alone = document(text)
        assert one.data == alone.data
        assert {path: _moved(mark, shift) for path, mark in alone.marks.items()} == one.marks
        shift += len(text) + 4


def _moved(mark: Any, shift: int) -> Any:
    spans = [span and span._replace(start=span.start + shift, end=span.end + shift) for span in (mark.key, mark.value)]
    return mark._replace(key=spans[0], value=spans[1])


PIECES = [
    *"abk0- :?,[]{}#&*!|>'\"%@`\\\n\r\t",
    "\0",
    "\ufeff",
    "\u2028",
    "\x85",
    "😁",
    "中",
    "\n- ",
    "\n  ",
    ": ",
    "---\n",
    "\n...\n",
    "<<: ",
    "&a ",
    "*a",
]
EDITS = st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from(PIECES))


@QUICK
@given(projects(), st.lists(EDITS, min_size=1, max_size=3), st.sampled_from([None, True, False]))
def test_no_edit_makes_the_reader_fail(
    value: dict[str, Any], edits: list[tuple[float, int, str]], flow: bool | None
) -> None:
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, default_flow_style=flow)
    for place, cut, piece in edits:
        at = int(place * len(text))
        text = text[:at] + piece + text[at + cut :]
        for one in documents(text):
            check(one)


@QUICK
@given(projects(), st.floats(0, 1))
def test_no_truncation_makes_the_reader_fail_or_lose_what_stands_before(value: dict[str, Any], place: float) -> None:
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
    whole = document(text)
    at = int(place * len(text))
    kept = documents(text[:at])[0]
    for path, mark in whole.marks.items():
        if path and mark.value.end < at - 1 and mark.style not in ("block", "flow"):
            assert kept.get(path) == whole.get(path)


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_heap_of_pieces_makes_the_reader_fail(pieces: list[str]) -> None:
    documents("".join(pieces))


def test_most_facts_survive_a_breaking_edit() -> None:
    """Completion and outline live on them; the reader by sections kept 81 % when it was planned."""
    chance = random.Random(1)
    kept = stated = 0
    for seed in range(60):
        whole = document(yaml.safe_dump(project(seed), sort_keys=False, allow_unicode=True))
        facts: list[Path] = [path for path, mark in whole.marks.items() if mark.style not in ("block", "flow")]
        text = whole.source.text
        for _ in range(5):
            at = chance.randrange(len(text))
            broken = documents(text[:at] + chance.choice("[]{}'\":\t@") + text[at:])[0]
            if broken.broken:
                stated += len(facts)
                kept += sum(broken.get(path) == whole.get(path) for path in facts)
    assert stated > 500
    assert kept / stated > 0.8
