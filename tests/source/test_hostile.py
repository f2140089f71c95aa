"""Texts made to crash, to hang or to fill the memory: each gets an answer, and most a clear error.

They are read in a process of their own, so that not even a hang inside libyaml stops the tests. The time allowed is far
from what is needed (no text takes a second on an idle machine): it tells a hang, not a slow machine.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.pool import Pool
from typing import NamedTuple

import pytest

from llm_project_lint.source import MAX_CHARACTERS, decode
from tests.source.reading import documents, problems

HANG = 10
"""Seconds after which a text is taken to hang the reader."""
MEGABYTE = 1_000_000
MUCH = 200_000
"""Enough characters to show quadratic time as a hang."""


class Answer(NamedTuple):
    """What came of a text: its number of documents and of values, the deepest place, and the kinds of its problems."""

    documents: int
    values: int
    depth: int
    kinds: list[str]


def read(text: str) -> Answer:
    """Read a text, in the other process."""
    found = documents(text)
    paths = [path for one in found for path in one.marks]
    kinds = [kind for one in found for kind, _ in problems(one)]
    return Answer(len(found), len(paths), max(map(len, paths)), kinds)


class Reader:
    """Reads in another process, and starts a new one if that does not answer."""

    def __init__(self) -> None:
        self.pool: Pool | None = None

    def __call__(self, text: str) -> Answer:
        self.pool = self.pool or multiprocessing.get_context("spawn").Pool(1)
        try:
            return self.pool.apply_async(read, (text,)).get(HANG)
        except multiprocessing.TimeoutError:
            self.close()
            pytest.fail(f"no answer within {HANG} s")

    def close(self) -> None:
        """Stop the process, whatever it does."""
        if self.pool:
            self.pool.terminate()
            self.pool.join()
        self.pool = None


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.close()


def much(pattern: str, size: int = MUCH) -> str:
    """A pattern over and over."""
    return pattern * (size // len(pattern))


def lines(pattern: str, count: int) -> str:
    """Numbered lines: `{0}` is a line's number, `{1}` that of the line before."""
    return "".join(pattern.format(number, number - 1) + "\n" for number in range(1, count + 1))


def stairs(line: str, depth: int) -> str:
    """Each line one step further to the right."""
    return "".join(" " * step + line + "\n" for step in range(depth))


def laughs(entry: str, brackets: str) -> str:
    """A billion laughs: nine lines of ten aliases each to the line before."""
    first = (
        "a0: &a0 "
        + brackets[0]
        + ", ".join(entry.format(at).replace("*x", "ha") for at in range(10))
        + brackets[1]
        + "\n"
    )
    ten = ", ".join(entry.format(at) for at in range(10))
    return first + "".join(
        f"a{line}: &a{line} {brackets[0]}{ten.replace('*x', f'*a{line - 1}')}{brackets[1]}\n" for line in range(1, 10)
    )


ANSWERED: dict[str, tuple[Callable[[], str], str]] = {
    # Nesting.
    "100,000 brackets": (lambda: "[" * 100_000, "too-deep"),
    "a million braces": (lambda: "{" * MEGABYTE, "too-deep"),
    "brackets and braces": (lambda: much("[{", MEGABYTE), "too-deep"),
    "mappings in a line": (lambda: much("{a: ", MEGABYTE), "too-deep"),
    "mappings in lines": (lambda: much("{a:\n", MEGABYTE), "too-deep"),
    "1,400 deep block mappings": (lambda: stairs("a:", 1400), "too-deep"),
    "3,000 deep block mappings": (lambda: stairs("a:", 3000), "too-large"),
    "1,400 deep block lists": (lambda: stairs("-", 1400), "too-deep"),
    "dashes in a line": (lambda: much("- ", MEGABYTE), "too-deep"),
    "question marks in a line": (lambda: much("? ", MEGABYTE), "too-deep"),
    "question marks in lines": (lambda: stairs("?", 1400), "too-deep"),
    "101 levels": (lambda: "[" * 101 + "]" * 101, "too-deep"),
    "deeper by each alias": (lambda: "a0: &a0 [1]\n" + lines("a{0}: &a{0} [*a{1}]", 5000), "too-deep"),
    "deeper by each merged alias": (
        lambda: "a0: &a0 {x: {}}\n" + lines("a{0}: &a{0} {{<<: {{y: *a{1}}}}}", 5000),
        "too-deep",
    ),
    "deeper by leaps": (
        lambda: "a0: &a0 [1]\n" + lines("a{0}: &a{0} " + "[" * 60 + "*a{1}" + "]" * 60, 30),
        "too-deep",
    ),
    # Aliases.
    "a billion laughs in lists": (lambda: laughs("*x", "[]"), "too-many-values"),
    "a billion laughs in mappings": (lambda: laughs("k{}: *x", "{}"), "too-many-values"),
    "a billion laughs in a broken file": (lambda: laughs("*x", "[]") + "b: [\n", "too-many-values"),
    "merges of a thousand keys": (
        lambda: "a: &a {" + ", ".join(f"k{at}: 1" for at in range(1000)) + "}\n" + lines("b{0}: {{<<: *a}}", 20_000),
        "too-many-values",
    ),
    "one merge of many": (lambda: "a: &a {x: 1}\nb:\n  <<: [" + much("*a, ", MEGABYTE) + "]\n", "too-many-values"),
    "many merges into one": (lambda: "a: &a {x: 1}\nb: {" + much("<<: *a, ", MEGABYTE) + "}\n", "too-many-values"),
    "merges upon merges": (
        lambda: "a0: &a0 {x: 1}\n" + lines("a{0}: &a{0} {{<<: *a{1}, y{0}: 1}}", 5000),
        "too-many-values",
    ),
    "an alias in itself": (lambda: "a: &x [*x]", "recursive-alias"),
    "aliases in themselves": (lambda: much("- &x [*x, *x]\n"), "recursive-alias"),
    "aliases of nothing": (lambda: much("- *a\n"), "unknown-alias"),
    # Much of one thing.
    "10,000 documents": (lambda: "---\na: 1\n" * 10_000, "too-many-documents"),
    "10,000 documents without separators": (lambda: "a: 1\n...\n" * 10_000, "too-many-documents"),
    "10,000 broken documents": (lambda: "---\na: [1\n" * 10_000, "too-many-documents"),
    "10,000 broken directives": (lambda: "---\n%a\n" * 10_000, "too-many-documents"),
    "10,000 tagged documents": (lambda: "%TAG !a! b\n---\n" * 10_000, "too-many-documents"),
    "200,000 keys": (lambda: lines("k{0}:", 110_000), "too-many-values"),
    "300,000 equal keys": (lambda: much("a: \n", MEGABYTE), "duplicate-key"),
    "equal keys in a section": (lambda: "b:\n" + much(" a: 1\n"), "duplicate-key"),
    "entries": (lambda: much("-\n", MEGABYTE), "too-many-values"),
    "lists in lists": (lambda: much("- - - - -\n", MEGABYTE), "too-many-values"),
    "flow lists in a list": (lambda: "[" + much("[[[[]]]], ", MEGABYTE) + "]", "too-many-values"),
    "anchors": (lambda: lines("- &a{0} x", 60_000), ""),
    "anchors of one value": (lambda: much("&a "), "behind-value"),
    "100,000 anchors of nothing": (lambda: "- &a\n" * 100_000, "too-many-values"),
    "tags": (lambda: much("- !a x\n"), "tag"),
    "tags of unknown handles": (lambda: lines("- !a{0}!b x", 20_000), "tag-handle"),
    "declared tags": (lambda: lines("%TAG !a{0}! b", 40_000) + "---\na: 1\n", ""),
    "equal declared tags": (lambda: much("%TAG !a! b\n") + "---\na: 1\n", ""),
    "directives": (lambda: much("%FOO\n"), "directive"),
    "versions": (lambda: much("%YAML 1.2\n"), "directive"),
    "broken sections": (lambda: lines("s{0}: [", 50_000), "open-bracket"),
    "sections with open quotes": (lambda: lines('s{0}: "', 20_000), ""),
    "stray ends": (lambda: much("...\n", MEGABYTE), "empty"),
    "conflicts": (lambda: "a: 1\n" + much("<<<<<<< a\n"), "conflict"),
    # One thing that is long.
    "a million hashes": (lambda: "#" * MEGABYTE, "empty"),
    "comments": (lambda: much("#\n", MEGABYTE), "empty"),
    "comments behind blanks": (lambda: much(" #\n\n"), "empty"),
    "spaces": (lambda: " " * MEGABYTE, "empty"),
    "tabs": (lambda: "\t" * MEGABYTE, "empty"),
    "tabs before a word": (lambda: "\t" * MEGABYTE + "x", "tab"),
    "line feeds": (lambda: "\n" * MEGABYTE, "empty"),
    "carriage returns": (lambda: "\r" * MEGABYTE, "empty"),
    "a plain value": (lambda: "a: " + "b" * MEGABYTE, ""),
    "a plain value of many words": (lambda: "a: " + much("b ", MEGABYTE), ""),
    "a plain value of many lines": (lambda: "a:\n" + much(" b\n", MEGABYTE), ""),
    "a plain value with a gap": (lambda: "a: b" + "\n" * MEGABYTE + " c", ""),
    "a literal": (lambda: "a: |\n" + much(" x\n", MEGABYTE), ""),
    "a literal of blanks": (lambda: "a: |\n" + " " * MEGABYTE, ""),
    "a literal deeper by each line": (lambda: "a: |\n" + stairs("", 750), ""),
    "a folded text": (lambda: "a: >\n" + much(" x\n\n", MEGABYTE), ""),
    "a key": (lambda: "a" * MEGABYTE + ": 1", "long-key"),
    "a quoted key": (lambda: '"' + "a" * MEGABYTE + '": 1', "long-key"),
    "a key with a question mark": (lambda: "? " + "a" * MEGABYTE + "\n: 1", ""),
    "a key of many lines": (lambda: "{" + much("a\n") + ": 1}", "flow-entry"),
    "an anchor": (lambda: "&" + "a" * MEGABYTE + " x", ""),
    "an alias": (lambda: "*" + "a" * MEGABYTE, "unknown-alias"),
    "a tag": (lambda: "!" + "a" * MEGABYTE + " x", "tag"),
    "a tag of escapes": (lambda: "!<" + much("%41") + "> x", "tag"),
    "a version": (lambda: "%YAML 1." + "1" * MUCH + "\n---\na: 1", "directive"),
    "a number": (lambda: "a: " + "9" * MEGABYTE, ""),
    "a hexadecimal number": (lambda: "a: 0x" + "f" * MEGABYTE, ""),
    "a number of 5,000 digits": (lambda: "a: " + "9" * 5000, ""),
    "a list of long numbers": (lambda: "a: [" + much("9" * 400 + ", ", MEGABYTE) + "]", ""),
    # What a search for the cause could take too long for.
    "an open quote": (lambda: '"' + "a" * MEGABYTE, "open-quote"),
    "escaped quotes": (lambda: '"' + much('\\"', MEGABYTE), "open-quote"),
    "doubled quotes": (lambda: "'" + much("''", MEGABYTE), "open-quote"),
    "quotes in an open list": (lambda: "a: [" + much('"\\" '), "open-bracket"),
    "single quotes in an open list": (lambda: "a: [" + much("'' "), "open-bracket"),
    "an open quote in an open list": (lambda: "a: [ '" + much(" ''"), "open-quote"),
    "quotes within words": (lambda: "a: [" + much("x '") + "'", "open-bracket"),
    "comments in an open list": (lambda: "a: [" + much(" #\n"), "open-bracket"),
    "commas": (lambda: "[" + "," * MUCH, "open-bracket"),
    "colons": (lambda: "[" + ":" * MUCH, "open-bracket"),
    "colons and blanks": (lambda: much(": "), "indentation"),
    "closing brackets": (lambda: "]" * MUCH, "stray-bracket"),
    "keys and colons in a line": (lambda: much("a: "), "colon"),
    "colons without blanks": (lambda: much("a:"), "long-key"),
    "quotes in a line": (lambda: much('"a'), "behind-value"),
    "open quotes in lines": (lambda: much('"a\n'), "behind-value"),
    "points and dashes in a line": (lambda: much("a.-"), ""),
    "less deep by each line": (lambda: "".join(" " * (700 - step) + "a: 1\n" for step in range(700)), "indentation"),
    # Characters.
    "NUL": (lambda: "a: 1\0\nb: 2", "control"),
    "a million NULs": (lambda: "\0" * MEGABYTE, "control"),
    "surrogates": (lambda: "\ud800" * MEGABYTE, "control"),
    "a control character in each line": (lambda: much("a\x01: 1\n"), "control"),
    "line separators": (lambda: "\u2028" * MEGABYTE, ""),
    "next lines": (lambda: much("a: \x85\n"), "duplicate-key"),
    "all characters of private use": (
        lambda: "a: " + "".join(map(chr, range(0xF0000, 0x110000))) + "\u2028\u2029\x85",
        "",
    ),
    "carriage returns between keys": (lambda: much("a: 1\r"), "duplicate-key"),
    "astral keys": (lambda: much("😁: 1\n"), "duplicate-key"),
    # Size.
    "50 MB": (lambda: much("a: 1\n", 50 * MEGABYTE), "too-large"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERED)
def test_a_hostile_text_gets_an_answer(name: str, reader: Reader) -> None:
    make, kind = ANSWERED[name]
    answer = reader(make())
    assert kind in answer.kinds if kind else answer.kinds == []
    assert answer.documents <= 100
    assert answer.values <= 300_000
    assert answer.depth <= 100
    assert len(answer.kinds) <= 400


def test_a_hundred_levels_are_read() -> None:
    found = documents("a:\n- " + "[" * 98 + "]" * 98)[0]
    assert found.problems == ()
    assert max(map(len, found.marks)) == 99


def test_what_is_not_too_deep_or_too_much_can_be_read_all_the_same() -> None:
    found = documents("a: 1\nb: " + "[" * 200 + "\nc: 3\n")[0]
    assert problems(found) == [("too-deep", "[")]
    assert (found.get(("a",)), found.get(("c",))) == (1, 3)
    assert found.problems[0].values["most"] == 100


def test_too_many_values_are_told_once() -> None:
    text = laughs("*x", "[]") + "b: [\nc: 1\nd: 1\n"
    assert [kind for kind, _ in problems(documents(text)[0])] == ["too-many-values"]


def test_too_deep_says_how_deep_is_fine_whoever_stops() -> None:
    for text in ("[" * 101, "[" * 5000, "a: " + "[" * 5000, stairs("a:", 200)):
        found = documents(text)[0]
        assert [problem.values["most"] for problem in found.problems] == [100]


@pytest.mark.parametrize(
    "content",
    [b"a: 1\n" * 10_000_000, b"\xff" * 50_000_000, b"\0" * 50_000_000, b"\xff\xfe" + b"a\0" * 25_000_000],
    ids=["text", "no text", "NUL", "UTF-16"],
)
def test_bytes_of_50_megabytes_are_cut_off_before_they_are_decoded(content: bytes) -> None:
    source, faults = decode("f", content)
    assert [fault.text for fault in faults] == ["too-large"]
    assert len(source.text) <= 1000


@pytest.mark.parametrize(
    "content", [b"\xff" * MAX_CHARACTERS, b"\xed\xa0\x80" * 300_000, b"\xff\xfe" + b"\x00\xd8" * 500_000]
)
def test_a_million_bytes_of_no_text_are_told_once(content: bytes) -> None:
    source, faults = decode("f", content)
    assert [fault.text for fault in faults] == ["encoding"]
    assert documents(source.text)
