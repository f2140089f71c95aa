"""What is read: the data of a text, and the exact stretch of every key and value in it."""

from typing import Any

import pytest

from llm_project_lint.model import Position, Span
from llm_project_lint.source import MAX_CHARACTERS, decode
from llm_project_lint.source.compose import MAX_DOCUMENTS
from llm_project_lint.texts.reading import TEXTS
from tests.source.reading import data, document, documents, keyed, marked, problems

# Plain scalars: the YAML 1.2 core schema.


@pytest.mark.parametrize(
    "written", ["no", "No", "NO", "on", "off", "yes", "y", "n", "Yes", "tRUE", "nULL", "none", "None"]
)
def test_words_that_only_yaml_1_1_takes_for_more_are_text(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    "written",
    [
        "12:30", "1:30:00", "2026-11-22", "2026-11-22T10:00:00Z", "1_000", "60_000", "1,5", "0b11", "0o8", "0xG",
        "-0x1F", "+0o7", "1e", "e3", ".", "+", "--1", "1.2.3", "12k", "300ms", "86%", "～", "１２", "٣", "0O17", "0X1F",
        "1e+", "._1",
    ],
)  # fmt: skip
def test_what_looks_like_a_number_but_is_none_is_text(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", [".nan", ".NaN", ".inf", "-.inf", "+.INF", "nan", "inf", "1e400", "-1e999"])
def test_what_no_finite_number_holds_is_text(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("7", 7), ("007", 7), ("08", 8), ("+1", 1), ("-1", -1), ("-0", 0), ("0o17", 15), ("0x1F", 31),
        ("0xff", 255), ("12345678901234567890", 12345678901234567890), ("1.0", 1.0), ("1.", 1.0), (".5", 0.5),
        ("-.5", -0.5), ("+.5", 0.5), ("01.5", 1.5), ("0.1", 0.1), ("1e3", 1000.0), ("1E3", 1000.0), ("1e-3", 0.001),
        ("1.5e+3", 1500.0), ("1e-400", 0.0),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_booleans_and_nothing(written: str, value: Any) -> None:
    found = document(f"a: {written}\nb: [{written or '~'}]")
    assert found.problems == ()
    assert found.data == {"a": value, "b": [value]}
    assert type(found.data["a"]) is type(value)
    assert marked(found, "a") == written


@pytest.mark.parametrize("digits", [399, 400])
def test_a_number_of_many_digits_is_read_exactly(digits: int) -> None:
    assert data("a: " + "9" * digits) == {"a": 10**digits - 1}


@pytest.mark.parametrize("written", ["9" * 401, "9" * 5000, "-" + "9" * 5000, "0x" + "f" * 5000, "1." + "0" * 5000])
def test_a_number_of_more_digits_than_any_fact_has_is_text(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("inside", ["1", "true", "null", "~", "", " x ", "a: b", "- a", "# a", "{a}", "*a", "<<"])
def test_what_stands_in_quotes_is_text(quote: str, inside: str) -> None:
    written = quote + inside + quote
    found = document(f"a: {written} # comment\n{written}: 1\n")
    assert found.data == {"a": inside, inside: 1}
    assert marked(found, "a") == written
    assert keyed(found, inside) == written


# Places.


def test_plain_values_and_keys_are_marked_without_blanks_and_comments() -> None:
    found = document("# top\na :  b c   # about b c\n\n# middle\n中文: 值  \n# end\n")
    assert found.data == {"a": "b c", "中文": "值"}
    assert (keyed(found, "a"), marked(found, "a")) == ("a", "b c")
    assert (keyed(found, "中文"), marked(found, "中文")) == ("中文", "值")
    assert marked(found) == "a :  b c   # about b c\n\n# middle\n中文: 值"


def test_a_block_collection_ends_with_its_last_value() -> None:
    found = document("a:\n  b:\n    - c\n    - d  # about d\n\n  # still in a\n\n# top again\ne: 1\n")
    assert marked(found, "a", "b") == "- c\n    - d"
    assert marked(found, "a") == "b:\n    - c\n    - d"
    assert found.span == found.marks[()].value == Span(0, found.source.text.index("1\n") + 1)


def test_a_mapping_whose_last_value_is_empty_ends_with_the_colon() -> None:
    found = document("a:\n  b: 1\n  c:\n\n# comment\nd:\n  - 1\n  -\n\n")
    assert found.data == {"a": {"b": 1, "c": None}, "d": [1, None]}
    assert marked(found, "a") == "b: 1\n  c:"
    assert marked(found, "d") == "- 1\n  -"
    assert found.marks["a", "c"].value == Span(14, 14)
    assert marked(found, "d", 1) == ""


def test_an_empty_value_stands_right_behind_its_colon() -> None:
    text = "a: # comment\nb :\nc: !!null\nd: &x\n? e\nf: {g, h: , i: }\n"
    found = document(text)
    assert found.data == dict.fromkeys("abcde") | {"f": dict.fromkeys("ghi")}
    ends = {
        ("a",): "a:",
        ("b",): "b :",
        ("c",): "!!null",
        ("d",): "&x",
        ("e",): "? e",
        ("f", "g"): "{g",
        ("f", "h"): "h:",
    }
    for path, before in ends.items():
        at = text.index(before) + len(before)
        assert found.marks[path].value == Span(at, at)


def test_entries_of_lists_have_no_key_and_stand_behind_their_dash() -> None:
    found = document("- a\n-  b: 1\n   c: 2\n- - d\n  - e\n-\n- [f, {g: h}, i: j]\n")
    assert found.data == ["a", {"b": 1, "c": 2}, ["d", "e"], None, ["f", {"g": "h"}, {"i": "j"}]]
    assert [keyed(found, index) for index in range(5)] == [None] * 5
    assert marked(found, 1) == "b: 1\n   c: 2"
    assert marked(found, 2) == "- d\n  - e"
    assert marked(found, 4) == "[f, {g: h}, i: j]"
    assert marked(found, 4, 2) == "i: j"
    assert (keyed(found, 4, 2, "i"), marked(found, 4, 2, "i")) == ("i", "j")


def test_a_list_may_stand_as_far_to_the_left_as_its_key() -> None:
    found = document("a:\n- b\n- c\n\nd:\n- e\n")
    assert found.data == {"a": ["b", "c"], "d": ["e"]}
    assert marked(found, "a") == "- b\n- c"


def test_flow_collections_are_marked_with_their_brackets() -> None:
    found = document('a: {b: [1, 2,], "c": {}, \'d\': []}  # x\ne: [\n  f,\n  g\n]\nh: {"i":1}\n')
    assert found.data == {"a": {"b": [1, 2], "c": {}, "d": []}, "e": ["f", "g"], "h": {"i": 1}}
    assert marked(found, "a") == "{b: [1, 2,], \"c\": {}, 'd': []}"
    assert marked(found, "a", "b") == "[1, 2,]"
    assert marked(found, "a", "c") == "{}"
    assert (keyed(found, "a", "c"), keyed(found, "a", "d")) == ('"c"', "'d'")
    assert marked(found, "e") == "[\n  f,\n  g\n]"
    assert [found.marks[path].style for path in (("a",), ("a", "b"), ("e",), ())] == ["flow", "flow", "flow", "block"]


def test_json_is_yaml() -> None:
    found = document(
        '{\n  "version": 1,\n  "approach": {"choice": "rag", "why": ["\\u4e2d\\/", true, null, 1.5e3]}\n}\n'
    )
    assert found.data == {"version": 1, "approach": {"choice": "rag", "why": ["中/", True, None, 1500.0]}}
    assert marked(found, "approach", "why", 0) == '"\\u4e2d\\/"'


@pytest.mark.parametrize(
    ("written", "value", "end"),
    [
        ("|\n  a\n   b\n\n  c\n", "a\n b\n\nc\n", "c"),
        ("|-\n  a\n", "a", "a"),
        ("|+\n  a\n\n\n", "a\n\n\n", "a"),
        ("|2\n   a\n", " a\n", "a"),
        ("| # comment\n  a # text\n", "a # text\n", "# text"),
        (">\n  a\n  b\n\n  c\n", "a b\nc\n", "c"),
        (">-\n  a\n  b  \n\n\n", "a b  ", "b"),
        ("|\n\n", "", "|"),
        ("|+\n\n\n", "\n\n", "|+"),
        (">-2 # comment\n", "", ">-2"),
        ("|\n  a\n # outside\n", "a\n", "a"),
    ],
)
def test_literal_and_folded_text_ends_with_its_last_character(written: str, value: str, end: str) -> None:
    found = document(f"a: {written}b: 1\n")
    assert found.data == {"a": value, "b": 1}
    assert marked(found, "a").startswith(written[0])
    assert marked(found, "a").endswith(end)
    assert found.marks["a",].style == ("literal" if written[0] == "|" else "folded")
    assert document(f"a: {written}".rstrip()).marks["a",].value == found.marks["a",].value


def test_text_over_several_lines_is_one_value() -> None:
    found = document("a: b\n   c\n\n   d\ne: \"f\n  g \\\n  h\"\ni: 'j\n\n  k'\nl: 1\n")
    assert found.data == {"a": "b c\nd", "e": "f g h", "i": "j\nk", "l": 1}
    assert marked(found, "a") == "b\n   c\n\n   d"
    assert marked(found, "e") == '"f\n  g \\\n  h"'
    assert marked(found, "i") == "'j\n\n  k'"


def test_quoted_text_is_marked_with_its_quotes() -> None:
    found = document('a: \'it\'\'s\'\n"b\\tc": "d\\"e"\n')
    assert found.data == {"a": "it's", "b\tc": 'd"e'}
    assert marked(found, "a") == "'it''s'"
    assert (keyed(found, "b\tc"), marked(found, "b\tc")) == ('"b\\tc"', '"d\\"e"')


def test_a_document_may_be_one_scalar() -> None:
    found = document("# comment\njust text # comment\n")
    assert found.data == "just text"
    assert marked(found) == "just text"
    assert list(found.marks) == [()]


# Anchors, aliases, merge keys.


def test_the_anchor_and_the_tag_of_a_value_are_not_part_of_it() -> None:
    found = document("a: &x 1\nb: !!str &y 2\nc: &z !!map {d: 1}\ne: &q\n  f: 1\ng: !!seq # comment\n- 1\n&k h: 1\n")
    assert found.data == {"a": 1, "b": "2", "c": {"d": 1}, "e": {"f": 1}, "g": [1], "h": 1}
    assert [marked(found, key) for key in "abceg"] == ["1", "2", "{d: 1}", "f: 1", "- 1"]
    assert keyed(found, "h") == "h"


def test_everything_below_an_alias_stands_at_the_alias() -> None:
    found = document("a: &x\n  b: [1, {c: 2}]\nd: *x\ne:\n  - *x\n")
    assert found.data["d"] == found.data["a"] == found.data["e"][0]
    assert (keyed(found, "d"), marked(found, "d")) == ("d", "*x")
    for path in [("d", "b"), ("d", "b", 1, "c"), ("e", 0), ("e", 0, "b", 0)]:
        assert marked(found, *path) == "*x"
        assert found.marks[path].style == "alias"
    assert keyed(found, "d", "b") == "*x"
    assert keyed(found, "d", "b", 1) is None
    assert found.marks["d", "b"].value != found.marks["e", 0, "b"].value


def test_an_alias_repeats_a_single_value_too_and_may_be_a_key() -> None:
    found = document("a: &x weekly\nb: *x\n*x : 1\nc: &n 7\nd: [*n]\n")
    assert found.data == {"a": "weekly", "b": "weekly", "weekly": 1, "c": 7, "d": [7]}
    assert marked(found, "b") == "*x"
    assert keyed(found, "weekly") == "*x"


def test_the_latest_of_two_anchors_counts() -> None:
    assert data("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_a_merge_key_brings_what_is_not_stated() -> None:
    found = document("base: &b {x: 1, y: {z: 2}}\nuse:\n  y: own\n  <<: *b\n  w: 3\n")
    assert found.data["use"] == {"y": "own", "w": 3, "x": 1}
    assert (keyed(found, "use", "x"), marked(found, "use", "x")) == ("<<", "*b")
    assert found.marks["use", "x"].style == "alias"
    assert marked(found, "use", "y") == "own"
    assert marked(found, "use") == "y: own\n  <<: *b\n  w: 3"


def test_of_several_merged_sections_the_first_wins() -> None:
    text = "a: &a {x: 1}\nb: &b {x: 2, y: {z: 3}}\nc:\n  <<: [*a, *b]\nd: {<<: *b, <<: *a}\ne: {<<: {x: 5}}\n"
    found = document(text)
    assert found.data["c"] == {"x": 1, "y": {"z": 3}}
    assert found.data["d"] == {"x": 2, "y": {"z": 3}}
    assert found.data["e"] == {"x": 5}
    assert marked(found, "c", "y", "z") == "[*a, *b]"


def test_merged_sections_can_be_merged_again() -> None:
    assert data("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n")["c"] == {"z": 3, "y": 2, "x": 1}


@pytest.mark.parametrize("value", ["1", "text", "[1]", "[{a: 1}, 2]", "''"])
def test_only_sections_can_be_merged(value: str) -> None:
    found = document(f"a:\n  <<: {value}\n  b: 1\n")
    assert problems(found) == [("merge", value)]
    assert found.data == {"a": {"b": 1}}
    assert not found.broken


def test_a_quoted_merge_key_is_a_key_and_merging_nothing_is_fine() -> None:
    assert data('"<<": 1\na: {<<: }\n') == {"<<": 1, "a": {}}


def test_an_alias_without_its_anchor_is_told_and_has_no_value() -> None:
    found = document("a: *later\nb: &later 1\nc: [*never, 2]\n")
    assert problems(found) == [("unknown-alias", "*later"), ("unknown-alias", "*never")]
    assert found.problems[0].values == {"anchor": "later"}
    assert found.data == {"a": None, "b": 1, "c": [None, 2]}


@pytest.mark.parametrize(
    "text", ["a: &x [*x]", "a: &x {b: *x}", "a: &x\n  - 1\n  - b:\n    - *x\n", "&x\na: *x", "&x [[*x]]"]
)
def test_an_alias_inside_its_own_value_is_told(text: str) -> None:
    assert problems(document(text)) == [("recursive-alias", "*x")]


# Keys.


def test_keys_are_text_whatever_they_look_like() -> None:
    found = document("1: a\ntrue: b\nnull: c\n~: d\n1.50: e\n0x1F: f\n2026-01-01: g\n'1': h\n")
    assert list(found.data) == ["1", "true", "null", "~", "1.50", "0x1F", "2026-01-01"]
    assert problems(found) == [("duplicate-key", "'1'")]


def test_of_two_equal_keys_the_first_counts_and_the_second_is_told() -> None:
    found = document('a: 1\nb:\n  c: 1\n  "c": {d: 2}\na:\n  - 3\nb: {c: 4}\n')
    assert found.data == {"a": 1, "b": {"c": 1}}
    assert problems(found) == [("duplicate-key", '"c"'), ("duplicate-key", "a"), ("duplicate-key", "b")]
    assert {problem.rule for problem in found.problems} == {"duplicate-key"}
    assert found.problems[1].related == (Span(0, 1),)
    assert not found.broken
    assert marked(found) == found.source.text[:-1]


def test_a_key_that_stands_three_times_is_told_twice_and_an_empty_first_one_counts() -> None:
    found = document("a:\na: 1\na: 2\n")
    assert found.data == {"a": None}
    assert [problem.span.start for problem in found.problems] == [3, 8]


def test_the_same_key_in_two_sections_or_entries_is_fine() -> None:
    assert data("a: {x: 1}\nb: {x: 1}\nc: [{x: 1}, {x: 2}]\n")


@pytest.mark.parametrize(
    ("text", "key", "left"),
    [
        ("? [a, b]\n: 1\nc: 2\n", "[a, b]", {"c": 2}),
        ("{a: 1}: 1\nc: 2\n", "{a: 1}", {"c": 2}),
        ("?\n  - a\n:\n  - b\nc: 2\n", "- a", {"c": 2}),
        ("a: &x {b: 1}\n*x : 1\nc: 2\n", "*x", {"a": {"b": 1}, "c": 2}),
        ("a: &x 1\n*x : 1\nc: 2\n", "*x", {"a": 1, "c": 2}),
        ("a: {{ value }: 1}\nc: 2\n", "{ value }", {"a": {}, "c": 2}),
    ],
)
def test_a_key_that_is_no_word_is_told_and_left_out(text: str, key: str, left: Any) -> None:
    found = document(text)
    assert problems(found) == [("complex-key", key)]
    assert found.data == left


# Tags.


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!!str 1", "1"), ("!!str", ""), ("!!str null", "null"), ("! 1", "1"), ("!!int '5'", 5), ("!!int 0x1F", 31),
        ("!!float 1", 1),
        ("!!float 1.5", 1.5), ("!!bool true", True), ("!!null ~", None), ("!!null", None),
        ("!<tag:yaml.org,2002:str> 1", "1"),
        ("!!map {b: 1}", {"b": 1}), ("!!seq [1]", [1]), ("!!str |-\n  1", "1"),
    ],
)  # fmt: skip
def test_a_core_tag_that_fits_decides_what_a_value_is(written: str, value: Any) -> None:
    found = data(f"a: {written}\n")
    assert found == {"a": value}
    assert type(found["a"]) is type(value)


@pytest.mark.parametrize(
    ("written", "tag", "value"),
    [
        ("!own 1", "!own", "1"), ("!!timestamp 2026-01-01", "!!timestamp", "2026-01-01"),
        ("!!binary aGk=", "!!binary", "aGk="),
        ("!!int many", "!!int", "many"), ("!!int 1.5", "!!int", "1.5"), ("!!bool yes", "!!bool", "yes"),
        ("!!null x", "!!null", "x"),
        ("!!float .nan", "!!float", ".nan"), ("!!int true", "!!int", "true"), ("!!set {b}", "!!set", {"b": None}),
        ("!!seq {b: 1}", "!!seq", {"b": 1}), ("!!map [1]", "!!map", [1]), ("!<x:y> 1", "!<x:y>", "1"),
        ("&b !own 1", "!own", "1"),
        ("!!python/object:os.system [ls]", "!!python/object:os.system", ["ls"]), ("!important", "!important", ""),
    ],
)  # fmt: skip
def test_a_tag_that_does_not_fit_is_told_and_the_value_kept_as_written(written: str, tag: str, value: Any) -> None:
    found = document(f"a: {written}\n")
    assert problems(found) == [("tag", tag)]
    assert found.data == {"a": value}
    assert not found.broken


def test_a_tag_of_a_declared_handle_is_told_and_the_value_kept() -> None:
    found = document("%TAG !e! tag:example.org,2026:\n---\na: !e!thing 1\nb: 2\n")
    assert problems(found) == [("tag", "!e!thing")]
    assert found.data == {"a": "1", "b": 2}


# Several documents.


def test_places_are_right_in_every_document() -> None:
    found = documents("a: 1\n---\n# comment\nb: 2\n--- {c: 3}\n---\n- d\n- e: 4\n")
    assert [one.data for one in found] == [{"a": 1}, {"b": 2}, {"c": 3}, ["d", {"e": 4}]]
    assert [marked(one) for one in found] == ["a: 1", "b: 2", "{c: 3}", "- d\n- e: 4"]
    assert [marked(one, key) for one, key in zip(found, "abc", strict=False)] == ["1", "2", "3"]
    assert marked(found[3], 1, "e") == "4"
    assert found[1].source.position(found[1].marks["b",].value.start) == Position(4, 4)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1", "---\na: 1", "--- # comment\na: 1\n", "a: 1\n---\n", "a: 1\n...\n", "a: 1\n...\n...\n# end\n",
        "%YAML 1.2\n---\na: 1\n", "# comment\n---\na: 1\n...\n", "...\n...\na: 1\n", "# x\n...\na: 1\n---\n# nothing\n",
        "\ufeff---\na: 1\n",
    ],
)  # fmt: skip
def test_a_separator_before_or_behind_the_only_document_opens_no_other(text: str) -> None:
    found = document(text)
    assert found.problems == ()
    assert (found.data, marked(found)) == ({"a": 1}, "a: 1")


def test_a_document_may_follow_an_end_without_a_separator() -> None:
    found = documents("a: 1\n...  # over\nb: 2\n...\n\n# and\nc: 3\n")
    assert [one.data for one in found] == [{"a": 1}, {"b": 2}, {"c": 3}]
    assert [marked(one) for one in found] == ["a: 1", "b: 2", "c: 3"]


def test_an_anchor_is_known_in_its_own_document_only() -> None:
    found = documents("a: &x 1\n---\nb: *x\n")
    assert found[0].problems == ()
    assert problems(found[1]) == [("unknown-alias", "*x")]


def test_an_empty_document_among_others_stands_behind_its_separator() -> None:
    found = documents("---\n# nothing\n\n---\na: 1\n---\n---\nb: 1\n")
    assert [one.data for one in found] == [None, {"a": 1}, None, {"b": 1}]
    assert [one.span for one in found if one.data is None] == [Span(3, 3), Span(27, 27)]
    assert problems(found[0]) == [("empty", "")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "   \n\n",
        "# only\n# comments\n",
        "\ufeff",
        "---\n",
        "---",
        "...\n",
        "\t\n",
        "~",
        "null\n",
        "%YAML 1.2\n---\n",
    ],
)
def test_an_empty_file_is_told_as_such(text: str) -> None:
    found = document(text)
    assert found.data is None
    assert not found.broken
    assert [problem.rule for problem in found.problems] == ["empty-file"]


# Line breaks and odd characters.


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_all_line_breaks_of_editors_are_read_alike(line_break: str) -> None:
    text = "a: 1\nb:\n  - |\n    c\n    d\n  - 'e\n    f'\n# end\n---\ng: h\n".replace("\n", line_break)
    first, second = documents(text)
    assert (first.data, second.data) == ({"a": 1, "b": ["c\nd\n", "e f"]}, {"g": "h"})
    assert marked(first, "b", 0) == f"|{line_break}    c{line_break}    d"
    assert marked(first) == text[: text.index("f'") + 2]
    assert first.source.position(second.marks["g",].value.start) == Position(10, 4)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_what_only_yaml_1_1_takes_for_a_line_break_is_a_character(character: str) -> None:
    text = f'a: b{character}c\nd{character}e: "f{character}g"\nh: |\n  i{character}j\nk: 1 # l{character}m: 2\n'
    found = document(text)
    assert found.data == {"a": f"b{character}c", f"d{character}e": f"f{character}g", "h": f"i{character}j\n", "k": 1}
    assert marked(found, "a") == f"b{character}c"
    assert keyed(found, f"d{character}e") == f"d{character}e"
    assert found.source.position(text.index("k: ")) == Position(5, 1)


def test_a_character_of_private_use_stays_what_it_is_beside_a_line_separator() -> None:
    text = "a: \U000f0000\u2028\U000f0001\x85\n"
    assert data(text) == {"a": "\U000f0000\u2028\U000f0001\x85"}


def test_a_byte_order_mark_counts_as_a_character() -> None:
    found = document("\ufeffa: 1\nb: [2]\n")
    assert found.data == {"a": 1, "b": [2]}
    assert (keyed(found, "a"), marked(found, "b"), found.span) == ("a", "[2]", Span(1, 12))


def test_characters_beyond_16_bits_count_as_one() -> None:
    found = document("a: 😁😁\n😁: [👩‍💻, x]\n")
    assert found.data == {"a": "😁😁", "😁": ["👩‍💻", "x"]}
    assert (marked(found, "a"), keyed(found, "😁"), marked(found, "😁", 0), marked(found, "😁", 1)) == (
        "😁😁",
        "😁",
        "👩‍💻",
        "x",
    )


def test_a_tab_may_separate_and_stand_in_a_blank_line() -> None:
    found = document("a:\tb\t# comment\n\t\nc: 1\n \t \nd:\n  - e\tf\n\t\n  - g\n\t")
    assert found.data == {"a": "b", "c": 1, "d": ["e\tf", "g"]}
    assert found.problems == ()
    assert marked(found, "d", 0) == "e\tf"


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\x80", "\ufeff", "\ufffe", "\uffff", chr(0xD800), chr(0xDFFF)]
)
@pytest.mark.parametrize(
    "text", ["a: b{}c\nd: 1\n", "a: 'x{}'\nd: 1\n", "a: 1 # {}\nd: 1\n", "a{}: 1\nd: 1\n", "a: |\n  {}\nd: 1\n"]
)
def test_a_character_that_yaml_forbids_breaks_its_document_and_costs_no_fact(text: str, character: str) -> None:
    found = document(text.replace("{}", character))
    assert problems(found) == [("control", character)]
    assert found.problems[0].values["code"] == f"U+{ord(character):04X}"
    assert found.broken
    assert found.data["d"] == 1


def test_each_document_tells_its_own_first_forbidden_character() -> None:
    found = documents("a: \0\0\n---\nb: 1\n---\nc: [\x01\n")
    assert [problems(one) for one in found] == [[("control", "\0")], [], [("open-bracket", "["), ("control", "\x01")]]
    assert [one.broken for one in found] == [True, False, True]


def test_every_other_character_is_read() -> None:
    for start in range(0, 0x110000, 0x1000):
        characters = "".join(map(chr, range(start, start + 0x1000)))
        for at in range(0, 0x1000, 0x80):
            text = "a: '" + characters[at : at + 0x80].replace("'", "").replace("\n", "").replace("\r", "") + "b'\n"
            found = document(text)
            if not found.broken:
                assert found.data == {"a": text[4:-2]}
            else:
                assert [kind for kind, _ in problems(found)] == ["control"]


# Bytes.


def test_bytes_are_utf_8() -> None:
    source, faults = decode("f", "a: 中😁\r\n".encode())
    assert (source.path, source.text, faults) == ("f", "a: 中😁\r\n", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_stays_in_the_text(encoding: str) -> None:
    source, faults = decode("f", "a: 中😁".encode(encoding))
    assert (source.text, faults) == ("\ufeffa: 中😁", ())


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_orders_of_utf_16_are_read(mark: bytes, encoding: str) -> None:
    assert decode("f", mark + "a: 中".encode(encoding))[0].text == "\ufeffa: 中"


@pytest.mark.parametrize(
    ("content", "at", "byte"),
    [
        (b"a: \xff\nb: 1", 3, "0xFF"),
        ("中: 值\n".encode() + b"b: \xc0\xaf", 8, "0xC0"),
        (b"\xef\xbb\xbfa: \x80", 4, "0x80"),
        (b"a: \xed\xa0\x80", 3, "0xED"),
        (b"a: \xe4\xb8", 3, "0xE4"),
        ("语言: 中文".encode("gbk"), 0, "0xD3"),
        (b"\xff\xfea\x00\x00\xd8", 2, "0x00"),
        (b"\xff\xfea", 1, "0x61"),
        (b"\xf4\x90\x80\x80", 0, "0xF4"),
    ],
)
def test_a_byte_that_is_no_text_is_told_at_its_place(content: bytes, at: int, byte: str) -> None:
    source, faults = decode("f", content)
    assert [(fault.rule, fault.text, fault.span, fault.values["byte"]) for fault in faults] == [
        ("syntax-error", "encoding", Span(at, at + 1), byte)
    ]
    assert source.text[at] == "\ufffd"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("version: 1\n".encode("utf-16-le"), "utf-16"),
        ("version: 1\n".encode("utf-16-be"), "utf-16"),
        ("项目:\n  name: 客服\n  stage: pilot\n".encode("utf-16-le"), "utf-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"\x1f\x8b\x08\x04\x05\x01\x02\x03" + bytes(range(1, 256)), "binary"),
    ],
)
def test_a_file_that_is_no_utf_8_text_at_all_is_told_as_such(content: bytes, kind: str) -> None:
    source, faults = decode("f", content)
    assert [(fault.rule, fault.text, fault.span) for fault in faults] == [("syntax-error", kind, Span(0, 1))]
    assert source.text
    assert TEXTS.say(kind, "en") != TEXTS.say(kind, "zh")


def test_a_stray_zero_is_a_character_that_must_not_stand() -> None:
    source, faults = decode("f", b"a: 1\nb: \0\n")
    assert (faults, problems(document(source.text))) == ((), [("control", "\0")])


def test_a_text_of_the_greatest_length_is_read() -> None:
    source, faults = decode("f", b"a: " + b"b" * (MAX_CHARACTERS - 3))
    assert (len(source.text), faults) == (MAX_CHARACTERS, ())
    assert document(source.text).problems == ()


@pytest.mark.parametrize(
    "content", [b"a: 1\n" + b"b" * MAX_CHARACTERS, b"a: 1\n" + "中".encode() * (2 * MAX_CHARACTERS)]
)
def test_of_a_longer_text_whole_lines_are_kept_to_name_it_by(content: bytes) -> None:
    source, faults = decode("f", content)
    assert [(fault.rule, fault.text, fault.span) for fault in faults] == [("syntax-error", "too-large", Span(0, 1))]
    assert source.text == "a: 1\n"


def test_a_longer_text_that_an_editor_holds_is_not_read() -> None:
    found = document("a: 1\n" * 300_000)
    assert (found.data, found.broken, problems(found)) == (None, True, [("too-large", "a")])


def test_as_many_documents_as_may_be_are_read() -> None:
    found = documents("---\na: 1\n" * MAX_DOCUMENTS)
    assert [(one.data, one.problems) for one in found] == [({"a": 1}, ())] * MAX_DOCUMENTS
