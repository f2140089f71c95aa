"""Texts that people break: what is said, where, and what can be read all the same."""

from typing import Any

import pytest

from llm_project_lint.model import Path
from llm_project_lint.texts.reading import TEXTS
from tests.source.reading import document, documents, problems

TOP = "version: 1\n"
"""Stands above each broken text, and survives."""
BOTTOM = "approach:\n  choice: rag # best\n"
"""Stands below each broken text, and survives."""
NOTHING: tuple[Path, Any] = ((), None)

BROKEN: dict[str, tuple[str, list[tuple[str, str]], tuple[Path, Any]]] = {
    # A colon without its space, or none at all.
    "no space behind the colon": ("stage:pilot\n", [("no-space", ":")], NOTHING),
    "no space in a section": ("data:\n  a: 1\n  updates:weekly\n", [("no-space", ":")], (("data", "a"), 1)),
    "no space in the first line of a section": ("data:\n  updates:weekly\n  a: 1\n", [("no-space", ":")], NOTHING),
    "no space in a list": ("list:\n  - name: a\n    at:b\n", [("no-space", ":")], (("list", 0, "name"), "a")),
    "no space at the start of an entry": ("list:\n  - name:a\n    at: b\n", [("no-space", ":")], NOTHING),
    "full-width colon": ("阶段：试点\n", [("wide-colon", "：")], NOTHING),
    "full-width colon in a section": ("data:\n  a: 1\n  b： weekly\n", [("wide-colon", "：")], (("data", "a"), 1)),
    "full-width colon of a section": ("data：\n  a: 1\n", [("wide-colon", "：")], NOTHING),
    "other blank behind the colon": ("stage:\u3000pilot\n", [("odd-blank", "\u3000")], NOTHING),
    "other blanks before a key": (
        "data:\n\xa0\xa0a: 1\n  b: 2\n",
        [("odd-blank", "\xa0")],
        NOTHING,
    ),
    "no space behind a colon in brackets": ("map: {a:[1]}\n", [("no-space", ":")], NOTHING),
    "nothing behind a colon in brackets": ("map: {a:}\n", [("bare-colon", ":")], NOTHING),
    "nothing behind a colon before a comma": ("map: {b: 1, a:, c: 2}\n", [("bare-colon", ":")], (("map", "b"), 1)),
    "no colon": ("stage pilot\n", [("no-colon", "stage pilot")], NOTHING),
    "no colon in a section": ("data:\n  a: 1\n  just words\n", [("no-colon", "just words")], (("data", "a"), 1)),
    "no colon above a key": ("data:\n  just words\n  a: 1\n", [("no-colon", "just words")], NOTHING),
    "no colon at the start of an entry": ("list:\n  - words\n    a: 1\n", [("no-colon", "words")], NOTHING),
    "equals sign": ("stage = pilot\n", [("no-colon", "stage = pilot")], NOTHING),
    "comment of another language": ("// note\n", [("no-colon", "// note")], NOTHING),
    "text in quotes alone": ('"stage"\n', [("no-colon", '"stage"')], NOTHING),
    "separator with too much behind it": ("---x\n", [("no-colon", "---x")], NOTHING),
    "key over the limit": ("k" * 1100 + ": 1\n", [("long-key", "k" * 1100)], NOTHING),
    "long text without a key": ("word " * 300 + "\n", [("long-key", "w")], NOTHING),
    # A colon too many.
    "second colon": ("name: key: value\n", [("colon", ":")], (("name",), "key")),
    "third colon": ("name: key: value: more\n", [("colon", ":")], (("name",), "key")),
    "colon in a sentence": ("data:\n  a: 1\n  why: Fast: it is\n", [("colon", ":")], (("data", "a"), 1)),
    "colon behind quotes": ('name: "key": value\n', [("colon", ":")], (("name",), "key")),
    "colon at the end": ("name: as follows:\n", [("colon", ":")], (("name",), "as follows")),
    # Quotes.
    "open double quote": ('name: "never closed\n', [("open-quote", '"')], NOTHING),
    "open single quote": ("name: 'never closed\n", [("open-quote", "'")], NOTHING),
    "open quote of a key": ('"name: a\n', [("open-quote", '"')], NOTHING),
    "open quote in a list": ("list: [a, \"b, c]\n", [("open-quote", '"')], (("list", 0), "a")),
    "apostrophe in single quotes": ("name: 'it's here'\n", [("behind-value", "s here'")], (("name",), "it")),
    "quotes in quotes": ('name: "the "best" one"\n', [("behind-value", 'best" one"')], (("name",), "the ")),
    "text behind quotes": ('name: "a" and more # c\n', [("behind-value", "and more # c")], (("name",), "a")),
    "backslash in double quotes": ('path: "C:\\data"\n', [("escape", "\\d")], NOTHING),
    "hexadecimal escape cut short": ('name: "\\x1"\n', [("escape", "\\x1")], NOTHING),
    "half a surrogate pair": ('name: "\\ud83d"\n', [("escape", "\\ud83d")], NOTHING),
    # Brackets.
    "open list": ("list: [a, b\n", [("open-bracket", "[")], (("list",), ["a", "b"])),
    "open mapping": ("map: {a: 1, b: 2\n", [("open-bracket", "{")], (("map",), {"a": 1, "b": 2})),
    "open inner list": ("map: {a: 1, b: [2}\n", [("open-bracket", "[")], (("map", "a"), 1)),
    "open list over several lines": ("list: [\n  a,\n  b,\n", [("open-bracket", "[")], (("list", 1), "b")),
    "bracket closed by the other kind": ("list: [a, b}\n", [("open-bracket", "[")], (("list", 0), "a")),
    "bracket too many": ("list: [a, b]]\n", [("stray-bracket", "]")], (("list",), ["a", "b"])),
    "brace too many": ("map: {a: 1}}\n", [("stray-bracket", "}")], (("map",), {"a": 1})),
    "brace of its own": ("}\n", [("stray-bracket", "}")], NOTHING),
    "value that is a closing brace": ("map: }\n", [("stray-bracket", "}")], NOTHING),
    "comma missing over lines": ("map: {\n  a: 1\n  b: 2\n}\n", [("flow-entry", ":")], NOTHING),
    "two commas": ("list: [a,, b]\n", [("flow-entry", ",")], (("list", 0), "a")),
    "full-width comma": ("map: {a: x， b: y}\n", [("wide-comma", "，")], (("map", "a"), "x， b")),
    "Chinese comma": ("map: {c: 1, a: x、b: y}\n", [("wide-comma", "、")], (("map", "c"), 1)),
    "comma first": ("list: [, a]\n", [("flow-entry", ",")], NOTHING),
    "text behind a list": ("list: [a] and more\n", [("behind-value", "and more")], (("list",), ["a"])),
    "placeholder": ("name: {{ name }}s\n", [("placeholder", "{{ name }}")], NOTHING),
    "placeholder and more": ("name: {{ a }} and {{ b }}\n", [("placeholder", "{{ a }}")], NOTHING),
    # Indentation.
    "tab before a key": ("data:\n\tupdates: weekly\n", [("tab", "\t")], NOTHING),
    "tab before the second key": ("data:\n  a: 1\n\tb: 2\n", [("tab", "\t")], NOTHING),
    "spaces, then a tab": ("data:\n  \ta: 1\n", [("tab", "\t")], NOTHING),
    "tab behind a dash": ("list:\n  -\t- a\n", [("tab", "\t")], NOTHING),
    "tab in a literal": ("text: |\n\ta\n", [("tab", "\t")], NOTHING),
    "key deeper than its neighbour": ("data:\n  a: 1\n   b: 2\n", [("too-deep-line", "b")], NOTHING),
    "key below a value": ("data: x\n  a: 1\n", [("too-deep-line", "a")], NOTHING),
    "key less deep than its neighbour": ("data:\n    a: 1\n  b: 2\n", [("indentation", "b: 2")], (("data", "a"), 1)),
    "text between two depths": ("list:\n  - a\n b\n", [("indentation", "b")], (("list",), ["a"])),
    # Dashes.
    "list in the line of its key": ("list: - a\n  - b\n", [("dash", "-")], NOTHING),
    "dash as a value": ("name: -\n", [("dash", "-")], NOTHING),
    "key in a list": ("list:\n  - a\n  b: 1\n", [("indentation", "b: 1")], (("list",), ["a"])),
    "entry in a mapping": ("data:\n  a: 1\n  - b\n", [("indentation", "- b")], (("data", "a"), 1)),
    "entry at the left margin": ("- a\n", [("indentation", "- a")], NOTHING),
    "entry less deep than its neighbour": ("list:\n    - a\n  - b\n", [("indentation", "- b")], (("list",), ["a"])),
    # Characters that mean something at the start of a value.
    "at sign": ("owner: @team\n", [("reserved", "@")], NOTHING),
    "backtick": ("command: `ls`\n", [("backtick", "`")], NOTHING),
    "per cent sign": ("share: %5\n", [("reserved", "%")], NOTHING),
    "comma": ("name: , a\n", [("reserved", ",")], NOTHING),
    "at sign in a list": ("list: [a, @b]\n", [("reserved", "@")], (("list", 0), "a")),
    "star as emphasis": ("note: **important**\n", [("anchor", "*")], NOTHING),
    "star alone": ("note: * \n", [("anchor", "*")], NOTHING),
    "ampersand alone": ("note: & more\n", [("anchor", "&")], NOTHING),
    "anchor in another script": ("base: &默认 {a: 1}\n", [("anchor", "&")], NOTHING),
    "exclamation marks": ("note: !!\n", [("tag-handle", "!")], NOTHING),
    "tag of a handle nobody declared": ("note: !x!y z\n", [("tag-handle", "!")], NOTHING),
    "question mark": ("note: ? really\n", [("question-mark", "?")], NOTHING),
    "text behind a bar": ("note: | text\n", [("block-header", "t")], NOTHING),
    "greater than": ("size: > 5\n", [("block-header", "5")], NOTHING),
    "per cent sign at the left margin": ("%5: 3\n", [("directive", "%")], NOTHING),
    # Left over from tools.
    "merge conflict": (
        "<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n",
        [("conflict", "<<<<<<< ours"), ("conflict", "======="), ("duplicate-key", "a"), ("conflict", ">>>>>>> theirs")],
        (("a",), 1),
    ),
    "conflict at the top of a section": (
        "<<<<<<< HEAD\nb: 1\n",
        [("conflict", "<<<<<<< HEAD")],
        NOTHING,
    ),
    "fence of Markdown": ("```yaml\n", [("fence", "```yaml")], NOTHING),
    # Two at once.
    "two faults": ("a: [1\nb: 'x\n", [("open-bracket", "["), ("open-quote", "'")], (("a",), [1])),
    "fault in a second one of a kind": ("a: 1\na: [2\n", [("duplicate-key", "a"), ("open-bracket", "[")], (("a",), 1)),
}  # fmt: skip


@pytest.mark.parametrize(("start", "line_break"), [("", "\n"), ("\ufeff", "\r\n")], ids=["Linux", "Windows"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_at_its_place_and_the_rest_can_be_read(name: str, start: str, line_break: str) -> None:
    text, expected, (path, value) = BROKEN[name]
    found = document(start + (TOP + text + BOTTOM).replace("\n", line_break))
    assert problems(found) == expected
    assert found.broken
    assert (found.get(("version",)), found.get(("approach", "choice"))) == (1, "rag")
    assert found.get(path) == value or path == ()


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_at_the_end_of_the_file_is_told_at_a_character_that_can_be_seen(name: str) -> None:
    text = BROKEN[name][0]
    for whole in (TOP + text, TOP + text.rstrip("\n"), TOP + text + "\n\n# end\n"):
        found = document(whole)
        assert problems(found)
        assert found.get(("version",)) == 1
        for problem in found.problems:
            assert whole[problem.span.start : problem.span.end].strip(" \n")


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_in_one_document_leaves_the_others_alone(name: str) -> None:
    text = BROKEN[name][0]
    found = documents(f"first: 1\n---\n{TOP}{text}{BOTTOM}---\nlast: [1]\n...\nvery: last\n")
    assert [one.broken for one in found] == [False, True, False, False]
    assert [found[index].data for index in (0, 2, 3)] == [{"first": 1}, {"last": [1]}, {"very": "last"}]
    assert found[1].data["approach"] == {"choice": "rag"}
    assert problems(found[1]) == BROKEN[name][1]


def test_most_kinds_of_fault_have_a_broken_text_here() -> None:
    """The rest are tested beside what they belong to, or cannot be brought about at will."""
    elsewhere = {
        "encoding",
        "binary",
        "utf-16",
        "too-large",
        "too-deep",
        "too-many-values",
        "too-many-documents",
        "control",
        "empty",
    }
    elsewhere |= {"complex-key", "merge", "tag", "recursive-alias", "unknown-alias", "behind-document", "yaml"}
    assert {kind for _, expected, _ in BROKEN.values() for kind, _ in expected} == set(TEXTS) - elsewhere


@pytest.mark.parametrize(
    ("text", "expected", "data"),
    [
        ("stage:pilot\n" + BOTTOM, [("no-space", ":")], {"approach": {"choice": "rag"}}),
        ("just words\n" + BOTTOM, [("no-colon", "just words")], {"approach": {"choice": "rag"}}),
        ("%5: 3\n" + BOTTOM, [("directive", "%")], {"approach": {"choice": "rag"}}),
        ("%FOO x\n---\na: 1\n", [("directive", "%")], {"a": 1}),
        ("just words\na: [1\nb: 2\n", [("no-colon", "just words"), ("open-bracket", "[")], {"a": [1], "b": 2}),
        ("{\na: 1,\nb: [2, 3\n", [("open-bracket", "[")], {"a": 1, "b": [2, 3]}),
        ("{a: 1, b: [2, 3], c: 4", [("open-bracket", "{")], {"a": 1, "b": [2, 3], "c": 4}),
        ('{\n "a": 1\n "b": 2\n}\n', [("flow-entry", ":")], {"a": '1 "b"'}),
        ("[a, b\n", [("open-bracket", "[")], None),
        ("- a\n- [b\n", [("open-bracket", "[")], None),
        ('"a" b\n', [("behind-value", "b")], None),
        ("[section]\na = 1\n", [("behind-document", "a = 1")], None),
        (" a: 1\nb: 2\n", [("behind-document", "b: 2")], {"b": 2}),
        ("'open\na: 1\n", [("open-quote", "'")], {"a": 1}),
    ],
)
def test_a_fault_at_the_top_of_the_file(text: str, expected: list[tuple[str, str]], data: Any) -> None:
    for start in ("", "\ufeff"):
        found = document(start + text)
        assert problems(found) == expected
        assert (found.data, found.broken) == (data, True)


def test_what_one_document_leaves_open_is_not_closed_by_the_next() -> None:
    found = documents("a: [1\n---\nb: x] y\n")
    assert problems(found[0]) == [("open-bracket", "[")]
    assert found[1].data == {"b": "x] y"}


def test_something_behind_the_end_of_a_document_is_told_in_the_one_that_ended() -> None:
    found = documents("a: 1\n... b\nc: 2\n")
    assert problems(found[0]) == [("behind-document", "b")]
    assert found[0].data == {"a": 1}
    assert found[1].data == {"c": 2}


def test_an_alias_into_a_broken_section_is_no_fault_of_its_own() -> None:
    found = document("a: &x [1\nb: *x\nc: &y 2\nd: *y\n")
    assert problems(found) == [("open-bracket", "[")]
    assert found.data == {"a": [1], "b": None, "c": 2, "d": 2}


def test_an_alias_in_a_broken_document_stands_for_nothing_that_follows() -> None:
    found = document("a: *x\nb: &x 1\nc: [\n")
    assert found.data == {"a": None, "b": 1, "c": []}


def test_a_key_that_stands_in_two_sections_of_a_broken_document_is_told() -> None:
    found = document("a: {b: 1}\nc: [\na: {b: 2}\n")
    assert problems(found) == [("open-bracket", "["), ("duplicate-key", "a")]
    assert found.data == {"a": {"b": 1}, "c": []}
