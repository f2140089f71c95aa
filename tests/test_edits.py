"""Changes of the data as edits of the text: before, the changes, after. `-` stands where no edit is safe."""

from itertools import pairwise
from typing import Any

import pytest

from llm_project_lint.edits import apply, edits_for
from llm_project_lint.model import Change, Path, Source
from llm_project_lint.source import read_documents

REFUSED = "-"


def path_of(place: str) -> Path:
    """`a.b[0].c` as a path."""
    steps = place.replace("[", ".").replace("]", "").split(".")
    return tuple(int(step) if step.isdigit() else step for step in steps if step)


def put(place: str, value: Any) -> Change:
    return Change("set", path_of(place), value)


def add(place: str, value: Any) -> Change:
    return Change("append", path_of(place), value)


def remove(place: str) -> Change:
    return Change("remove", path_of(place))


def rename(place: str, name: str) -> Change:
    return Change("rename", path_of(place), name)


def edited(text: str, *changes: Change, index: int = 0) -> str:
    """A text with changes of one of its documents, or REFUSED."""
    edits = edits_for(read_documents(Source("f", text))[index], changes)
    assert list(edits) == sorted(edits)
    assert all(one.span.end < other.span.start for one, other in pairwise(edits))
    return apply(text, edits) if edits else REFUSED


SET = [
    # another value for a scalar, in its own quotes
    ("a: b\n", put("a", "c"), "a: c\n"),
    ("a: b # why\n", put("a", "2 per week"), "a: 2 per week # why\n"),
    ("a: 'b'\n", put("a", "it's"), "a: 'it''s'\n"),
    ('a: "b"\n', put("a", 'a "c"'), 'a: "a \\"c\\""\n'),
    ("a: 'b'\n", put("a", "two\nlines"), 'a: "two\\nlines"\n'),
    ('a: "yes"\n', put("a", True), "a: true\n"),
    ("a: 60,000\n", put("a", 60000), "a: 60000\n"),
    ("a: 1\n", put("a", 0.5), "a: 0.5\n"),
    ("a: 1\n", put("a", "1"), 'a: "1"\n'),
    ("a: [b, c]\n", put("a[1]", "d"), "a: [b, d]\n"),
    ('{"a":"yes"}', put("a", True), '{"a":true}'),
    ("a: one\n  two\nb: 1\n", put("a", "c"), "a: c\nb: 1\n"),
    ("a: |\n  text\n\n# end\nb: 1\n", put("a", "c"), "a: c\n\n# end\nb: 1\n"),
    ("a: &x b\n", put("a", "c"), "a: &x c\n"),
    # text that is not safe without quotes
    ("a: b\n", put("a", "c: d"), 'a: "c: d"\n'),
    ("a: b\n", put("a", "c #d"), 'a: "c #d"\n'),
    ("a: b\n", put("a", "- c"), 'a: "- c"\n'),
    ("a: b\n", put("a", "true"), 'a: "true"\n'),
    ("a: b\n", put("a", "no"), 'a: "no"\n'),
    ("a: b\n", put("a", "Yes"), 'a: "Yes"\n'),
    ("a: b\n", put("a", " c"), 'a: " c"\n'),
    ("a: b\n", put("a", ""), 'a: ""\n'),
    ("a: b\n", put("a", "c, d"), 'a: "c, d"\n'),
    ("a: b\n", put("a", "\x07\x85\u2028\U000e0001"), 'a: "\\x07\\x85\\u2028\\U000E0001"\n'),
    ("a: b\n", put("a", "每周更新"), "a: 每周更新\n"),
    ("a: b\n", put("a", "2027-03-31"), "a: 2027-03-31\n"),
    # an empty key
    ("a:\n", put("a", "b"), "a: b\n"),
    ("a:", put("a", "b"), "a: b"),
    ("a: \n", put("a", "b"), "a: b\n"),
    ("a: # why\n", put("a", "b"), "a: b # why\n"),
    ("a: ~\n", put("a", "b"), "a: b\n"),
    ("{a: }", put("a", "b"), "{a: b}"),
    ("{a}", put("a", "b"), "{a: b}"),
    ("{a, c: 1}", put("a", "b"), "{a: b, c: 1}"),
    ("a:\n  -\n  - c\n", put("a[0]", "b"), "a:\n  - b\n  - c\n"),
    ("a:\n  # todo\nc: 1\n", put("a.b", 1), "a:\n  b: 1\n  # todo\nc: 1\n"),
    ("a: # why\n", put("a.b", 1), "a: # why\n  b: 1\n"),
    ("a: null\n", put("a.b", 1), "a: {b: 1}\n"),
    ("{a: }", put("a.b", 1), "{a: {b: 1}}"),
    # a new key in block style
    ("a: 1", put("b", 2), "a: 1\nb: 2"),
    ("a: 1 # one\n\n# end\n", put("b", 2), "a: 1 # one\nb: 2\n\n# end\n"),
    ("a:\n   b: 1\n   # in\nc: 1\n", put("a.d", 2), "a:\n   b: 1\n   d: 2\n   # in\nc: 1\n"),
    ("a: 1\nb:\n", put("c", 2), "a: 1\nb:\nc: 2\n"),
    ("a:\n- name: x\n  b: 1\n- name: y\n", put("a[1].b", 2), "a:\n- name: x\n  b: 1\n- name: y\n  b: 2\n"),
    ("a: {\n  b: 1 }\n", put("c", 2), "a: {\n  b: 1 }\nc: 2\n"),
    ("a: |\n  text\n", put("b", 2), "a: |\n  text\nb: 2\n"),
    ("# head\n---\na: 1\n...\n", put("b", 2), "# head\n---\na: 1\nb: 2\n...\n"),
    # with its parents
    ("a: 1\n", put("b.c.d", 2), "a: 1\nb:\n  c:\n    d: 2\n"),
    ("a:\n    b: 1\n", put("c.d", 2), "a:\n    b: 1\nc:\n    d: 2\n"),
    ("a: {b: 1}\n", put("a.c.d", 2), "a: {b: 1, c: {d: 2}}\n"),
    ("a: {}\n", put("a.b.c", 2), "a: {b: {c: 2}}\n"),
    # a new key in flow style
    ("{a: 1}", put("b", 2), "{a: 1, b: 2}"),
    ("{ a: 1 }", put("b", 2), "{ a: 1, b: 2 }"),
    ("{a: 1,}", put("b", 2), "{a: 1, b: 2,}"),
    ('{"a": 1}', put("b", "c"), '{"a": 1, "b": "c"}'),
    ("a: { }\n", put("a.b", 2), "a: { b: 2 }\n"),
    ("a: {b: 1 # one\n}\n", put("a.c", 2), "a: {b: 1, c: 2 # one\n}\n"),
    ("{\n  a: 1,\n  b: 2\n}\n", put("c", 3), "{\n  a: 1,\n  b: 2,\n  c: 3\n}\n"),
    ("{\n  a: 1,\n  b: 2, # two\n}\n", put("c", 3), "{\n  a: 1,\n  b: 2, # two\n  c: 3,\n}\n"),
    ("{\n  a: 1,\n  b: 2 # two\n  # end\n}\n", put("c", 3), "{\n  a: 1,\n  b: 2, # two\n  c: 3\n  # end\n}\n"),
    ("{\n  a: 1,\n  b: 2 }\n", put("c", 3), "{\n  a: 1,\n  b: 2,\n  c: 3 }\n"),
    ("{a: 1, b: }", put("c", 3), "{a: 1, b: , c: 3}"),
    ("{a: {b: }, c: {d:\n}}", put("c.e", 3), "{a: {b: }, c: {d: , e: 3\n}}"),
    ("{\n  b: # two\n}", put("c", 3), "{\n  b: , # two\n  c: 3\n}"),
    # nothing to do, or not possible
    ("a: b\n", put("a", "b"), REFUSED),
    ("a: [b]\n", put("a", "c"), REFUSED),
    ("a: {b: 1}\n", put("a", "c"), REFUSED),
    ("a: b\n", put("a.c", 1), REFUSED),
    ("a: [b]\n", put("a[1]", "c"), REFUSED),
    ("a: [b]\n", put("a.c", "c"), REFUSED),
    ("a: | # why\n  text\n", put("a", "c"), REFUSED),
    ("a: b\n", put("a", float("inf")), REFUSED),
    ("a: b\n", put("a", "\ud800"), REFUSED),
    ("a: b\n", put("a", None), REFUSED),
    ("", put("a", "b"), REFUSED),
    ("a: [b: 1]\n", put("a[0].c", 2), REFUSED),
    ("? a\n", put("a", "b"), REFUSED),
    ("a: |+\n  text\n\n", put("b", 1), REFUSED),
    ("a: |\n  text", put("b", 1), REFUSED),
]
APPEND = [
    ("a: [b]\n", add("a", "c"), "a: [b, c]\n"),
    ("a: ['b']\n", add("a", "c"), "a: ['b', 'c']\n"),
    ("a: []\n", add("a", "c"), "a: [c]\n"),
    ("a: [b, ] # why\n", add("a", "c"), "a: [b, c, ] # why\n"),
    ("a: [\n  b, # one\n  c # two\n]\n", add("a", "d"), "a: [\n  b, # one\n  c, # two\n  d\n]\n"),
    ("a:\n- b # one\n# end\n", add("a", "c"), "a:\n- b # one\n- c\n# end\n"),
    ("a:\n  - 'b'\nc: 1\n", add("a", "d"), "a:\n  - 'b'\n  - 'd'\nc: 1\n"),
    ("a:\n  - b: 1\n    c: 2\n", add("a", "d"), "a:\n  - b: 1\n    c: 2\n  - d\n"),
    ("a: b # why\n", add("a", "c"), "a: [b, c] # why\n"),
    ("a: 'b'\n", add("a", "c"), "a: ['b', 'c']\n"),
    ("a: b, c\n", add("a", "d"), 'a: ["b, c", d]\n'),
    ("a: 5\n", add("a", 6), "a: [5, 6]\n"),
    ("a: # why\n", add("a", "b"), "a: [b] # why\n"),
    ("a: 1\n", add("b.c", "d"), "a: 1\nb:\n  c: [d]\n"),
    ("a: {}\n", add("a.b", "c"), "a: {b: [c]}\n"),
    # a mapping, every key in a line of its own where the list has lines
    ("a:\n  - b: 1\n", add("a", {"b": 2, "c": "d: e"}), 'a:\n  - b: 1\n  - b: 2\n    c: "d: e"\n'),
    ("a:\n- b\r\n", add("a", {"b": {"c": [1]}, "d": "e"}), "a:\n- b\r\n- b: {c: [1]}\r\n  d: e\r\n"),
    ("a: 1\n", add("b", {"c": 2, "d": 3}), "a: 1\nb:\n  - c: 2\n    d: 3\n"),
    ("a: [{b: 1}]\n", add("a", {"b": 2}), "a: [{b: 1}, {b: 2}]\n"),
    ("a:\n  - b\n", add("a", {}), "a:\n  - b\n  - {}\n"),
    ("a: {b: 1}\n", add("a", "c"), REFUSED),
    ("a: [&x b]\nc: *x\n", add("c", "d"), REFUSED),
]
REMOVE = [
    ("a: 1\nb: 2 # two\nc: 3\n", remove("b"), "a: 1\nc: 3\n"),
    ("a: 1\nb: 2", remove("b"), "a: 1"),
    ("a: 1\r\nb: 2", remove("b"), "a: 1"),
    ("a: 1\n# end of a\nb:\n  c: 2\n\n# end\n", remove("b"), "a: 1\n# end of a\n\n# end\n"),
    ("a: 1\nb: |\n  text\nc: 3\n", remove("b"), "a: 1\nc: 3\n"),
    ("- a: 1\n  b: 2\n", remove("[0].b"), "- a: 1\n"),
    ("a:\n- b\n- c # two\n", remove("a[1]"), "a:\n- b\n"),
    ("a:\n  - b\n  -\n    c: 1\n  - d\n", remove("a[1]"), "a:\n  - b\n  - d\n"),
    ("a:\n  - b: 1\n    c: 2\n  - b: 3\n", remove("a[0]"), "a:\n  - b: 3\n"),
    ("a: [b, c, d]\n", remove("a[0]"), "a: [c, d]\n"),
    ("a: [b, c, d]\n", remove("a[1]"), "a: [b, d]\n"),
    ("a: [b, c, d]\n", remove("a[2]"), "a: [b, c]\n"),
    ("a: [b, c,]\n", remove("a[1]"), "a: [b,]\n"),
    ("a: {b: , c: 2,}\n", remove("a.c"), "a: {b: ,}\n"),
    ("a: {b: 1, c: 2}\n", remove("a.c"), "a: {b: 1}\n"),
    ("a: [\n  b, # one\n  c # two\n]\n", remove("a[0]"), "a: [\n  c # two\n]\n"),
    ("a: [\n  b, # one\n  c # two\n]\n", remove("a[1]"), "a: [\n  b # one\n]\n"),
    ("a: [\n  b,\n  c]\n", remove("a[1]"), "a: [\n  b]\n"),
    ("a: [\n  b,\n  c,\n]\n", remove("a[1]"), "a: [\n  b,\n]\n"),
    ("b: &x {c: 1}\na: *x\n", remove("a"), "b: &x {c: 1}\n"),
    ("a: 1\n", remove("a"), REFUSED),
    ("a: [b]\n", remove("a[0]"), REFUSED),
    ("- a: 1\n  b: 2\n", remove("[0].a"), REFUSED),
    ("- - a\n  - b\n", remove("[0][0]"), REFUSED),
    ("? a\n: 1\n? b\n: 2\n", remove("b"), REFUSED),
    ("a: [b, # one\n  c]\n", remove("a[1]"), REFUSED),
    ("a: [b, &x c]\n", remove("a[1]"), REFUSED),
    ("a: 1\n", remove("b"), REFUSED),
    ("a: &x 1\nb: *x\n", remove("a"), REFUSED),
]
RENAME = [
    ("a: 1\n", rename("a", "b"), "b: 1\n"),
    ("a: 1\n", rename("a", "b: c"), '"b: c": 1\n'),
    ("'a': 1 # why\n", rename("a", "b"), "'b': 1 # why\n"),
    ('{"a":1}', rename("a", "b"), '{"b":1}'),
    ("a:\n  b:\n    c: 1\n", rename("a.b", "d"), "a:\n  d:\n    c: 1\n"),
    ("- a: 1\n", rename("[0].a", "b"), "- b: 1\n"),
    ("a: 1\nb: 2\n", rename("a", "b"), REFUSED),
    ("a: 1\na: 2\n", rename("a", "b"), REFUSED),
    ("a: [b]\n", rename("a[0]", "c"), REFUSED),
    ("a: &x b\n*x : c\n", rename("b", "d"), REFUSED),
    ("a: 1\n", rename("a", "<<"), '"<<": 1\n'),
]


@pytest.mark.parametrize(("before", "change", "after"), [*SET, *APPEND, *REMOVE, *RENAME])
def test_a_change_becomes_an_edit(before: str, change: Change, after: str) -> None:
    assert edited(before, change) == after


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("before", "change", "after"), [*SET, *APPEND, *REMOVE, *RENAME])
def test_the_same_with_other_line_ends_and_a_byte_order_mark(
    before: str, change: Change, after: str, mark: str, line_break: str
) -> None:
    if "\n" in before and "\r" not in before:
        result = edited(mark + before.replace("\n", line_break), change)
        assert result == (after if after == REFUSED else mark + after.replace("\n", line_break))


ALIASES = "base: &base {a: 1, b: [1]}\nuse: *base\nmerged:\n  <<: *base\n  own: 1\n"


@pytest.mark.parametrize(
    "change",
    [
        put("base.a", 2),
        put("use.a", 2),
        put("use.c", 2),
        put("use", 2),
        put("merged.a", 2),
        add("base.b", 2),
        add("use.b", 2),
        add("merged.b", 2),
        remove("use.a"),
        remove("merged.a"),
        rename("merged.a", "c"),
        rename("base.a", "c"),
    ],
)
def test_what_is_shared_stays(change: Change) -> None:
    assert edited(ALIASES, change) == REFUSED


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (put("merged.own", 2), "  own: 2"),
        (put("merged.c", 2), "  c: 2"),
        (rename("use", "used"), "used: *base"),
    ],
)
def test_what_stands_beside_shared_data_can_be_changed(change: Change, line: str) -> None:
    assert line in edited(ALIASES, change).splitlines()


def test_only_the_document_meant_is_changed() -> None:
    text = "# one\na: 1\n--- # two\na: 1\n...\n# three\n---\n{a: 1}\n"
    assert edited(text, put("b", 2), index=1) == "# one\na: 1\n--- # two\na: 1\nb: 2\n...\n# three\n---\n{a: 1}\n"
    assert edited(text, put("b", 2), index=2) == "# one\na: 1\n--- # two\na: 1\n...\n# three\n---\n{a: 1, b: 2}\n"


def test_nothing_is_changed_in_a_broken_file() -> None:
    assert edited("a: 1\nb: [\n", put("a", 2)) == REFUSED
    assert edited("a: 1\n---\nb: [\n", put("a", 2)) == REFUSED


def test_a_faulty_file_that_can_be_read_to_its_end_can_be_mended() -> None:
    assert edited("a: 1\nb: 2\nb: 3\nc: yes\n", put("c", True)) == "a: 1\nb: 2\nb: 3\nc: true\n"


def test_several_changes_go_together() -> None:
    text = "a:\n    b: # c\n    # d\ne: 1\n"
    changes = [
        put("a.b.c", 1),
        put("a.b.d.e", "x"),
        put("a.x", 2),
        put("z", 3),
        rename("e", "f"),
        add("l", 1),
        add("l", 2),
    ]
    after = "a:\n    b: # c\n        c: 1\n        d:\n            e: x\n    x: 2\n    # d\nf: 1\nz: 3\nl: [1, 2]\n"
    assert edited(text, *changes) == after


def test_several_changes_of_one_flow_collection_go_together() -> None:
    text = "a: {b: , c: [x]}\n"
    changes = [put("a.b", 1), put("a.d", 2), put("a.e.f", 3), add("a.c", "u"), add("a.c", "v")]
    assert edited(text, *changes) == "a: {b: 1, c: [x, u, v], d: 2, e: {f: 3}}\n"
    assert edited("{\n  a: 1,\n  b: \n}\n", put("b", 2), put("c", 3)) == "{\n  a: 1,\n  b: 2,\n  c: 3\n}\n"


def test_all_paths_are_those_of_the_document_as_it_stands() -> None:
    text = "a:\n- b\n- c\n- d: 1\n"
    assert edited(text, remove("a[0]"), put("a[2].d", 2), rename("a", "z")) == "z:\n- c\n- d: 2\n"
    assert edited(text, remove("a[0]"), remove("a[1]")) == "a:\n- d: 1\n"


@pytest.mark.parametrize(
    "changes",
    [
        [put("a", 2), put("a", 3)],
        [put("c", 2), put("c", 3)],
        [put("c.d", 2), put("c", 3)],
        [put("c", 2), add("c", 3)],
        [put("a", 2), put("b.c", 3)],
        [rename("a", "c"), rename("b", "c")],
        [rename("a", "c"), put("c", 1)],
        [remove("a"), remove("b")],
        [remove("b"), put("c", 1)],
        [],
    ],
)
def test_one_change_that_cannot_be_made_stops_all(changes: list[Change]) -> None:
    assert edited("a: 1\nb: 2\n", *changes) == REFUSED
