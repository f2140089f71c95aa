"""The locator: in any TOML it finds the keys and values that `tomllib` reads, where they are written."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_project_lint.configuration.places import places
from llm_project_lint.model import Path, Source

WHOLE = '''\
# a comment: not = "here"
top = 1 # another
dotted.key.deep = 2
"quoted key".'other "one"' = 3
text = """
[not.a.table]
not = "a key" """ # end
raw = \'\'\'also = 'none\'\'\'\'
list = [1, # one
  "two", ["three"],
  {inner = 4, in.deep = 5}, ]
date = 1979-05-27T07:32:00Z
empty = ""

[table] # head
key = true
[ "a b" . c ]
 key=[]
[[many]]
x = 1
[[many]]
x = 2
[many.below]
y = 3
[[many.list]]
z = 4
[last]
inline = { a = { b = "}" }, c = ["]"] }
'''


def found(text: str) -> dict[Path, str]:
    """What stands at the place of each value, to the end of its line."""
    return {path: text[place.value :].partition("\n")[0] for path, place in places(text).items()}


def test_every_way_of_writing_a_key() -> None:
    assert tomllib.loads(WHOLE)
    at = found(WHOLE)
    assert at["top",] == "1 # another"
    assert at["dotted", "key", "deep"] == "2"
    assert at["quoted key", 'other "one"'] == "3"
    assert at["text",] == '"""'
    assert at["raw",] == "'''also = 'none''''"
    assert at["list", 0] == "1, # one"
    assert at["list", 2, 0] == '"three"],'
    assert at["list", 3, "inner"].startswith("4, in")
    assert at["list", 3, "in", "deep"].startswith("5}")
    assert at["date",] == "1979-05-27T07:32:00Z"
    assert at["table",] == "[table] # head"
    assert at["table", "key"] == "true"
    assert at["a b", "c", "key"] == "[]"
    assert at["many", 0, "x"] == "1"
    assert at["many", 1, "x"] == "2"
    assert at["many", 1, "below", "y"] == "3"
    assert at["many", 1, "list", 0, "z"] == "4"
    assert at["last", "inline", "a", "b"].startswith('"}"')
    assert at["last", "inline", "c", 0].startswith('"]"')
    assert not [path for path in at if "not" in path]


def test_keys_have_places_of_their_own() -> None:
    text = '[a."b c"]\n  "d".e = 1\n'
    assert {path: text[place.key :][:3] for path, place in places(text).items()} == {
        ("a",): 'a."',
        ("a", "b c"): '"b ',
        ("a", "b c", "d"): '"d"',
        ("a", "b c", "d", "e"): "e =",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_and_columns_are_those_of_an_editor(end: str) -> None:
    text = end.join(["# 中文", 'text = """', "a", '"""', "[t]", "名 = 1", '"名" = {x = 1}'])
    text = text.replace("名 = 1", "n = 1")
    source = Source("x", text)
    assert {path: source.position(place.key) for path, place in places(text).items()} == {
        ("text",): (2, 1),
        ("t",): (5, 2),
        ("t", "n"): (6, 1),
        ("t", "名"): (7, 1),
        ("t", "名", "x"): (7, 8),
    }


@pytest.mark.parametrize(
    "text", ["a = ", "a = [", "a = [1", "a = {", "[a", "[[a]", '"a', "a", "a.", "= 1", "a = ]", "]"]
)
def test_of_a_broken_text_what_comes_before_is_found(text: str) -> None:
    at = places("first = 1\n" + text)
    assert at["first",] == (0, 8)


# -- random texts -----------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["a", "b-c", "D_1", "1", "quoted key", "with.dot", 'with"quote', "with\\", "with'", "中", "", "#"]
)
SCALARS = st.one_of(
    st.integers(-5, 10**6),
    st.booleans(),
    st.sampled_from(["", "x", "a = 1", "[t]", 'q"q', "#", "]", "}", ",", "\\", "中文", "two\nlines", "'''", '"""']),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)


class Writer:
    """Writes data as TOML in random ways and notes where each value begins."""

    def __init__(self, draws: st.DataObject) -> None:
        self.text = ""
        self.expected: dict[Path, int] = {}
        self._draws = draws

    def table(self, data: dict[str, Any], path: Path) -> None:
        """A table: plain values first, as a head would take them away."""
        later = {}
        for key, value in data.items():
            if isinstance(value, dict) and value and self.one_of("head", "inline", "dotted") == "head":
                later[key] = value
            else:
                self.pair(key, value, path, self.name(key))
                self.text += self.one_of("\n", " # x = 1\n", "\n\n# ]\n", "\r\n")
        for key, value in later.items():
            inner = (*path, key)
            gap = self.one_of("", " ")
            self.expected[inner] = len(self.text)
            self.text += "[" + gap + f"{gap}.{gap}".join(self.name(str(step)) for step in inner) + gap + "]\n"
            self.table(value, inner)

    def pair(self, key: str, value: Any, path: Path, written: str) -> None:
        """A key with its value; a table may be written as dotted keys."""
        if isinstance(value, dict) and len(value) == 1 and self.one_of(True, False):
            ((inner, inside),) = value.items()
            self.pair(inner, inside, (*path, key), written + self.one_of(".", " . ") + self.name(inner))
            return
        self.text += written + self.one_of("=", " = ", "\t=  ")
        self.value(value, (*path, key))

    def value(self, value: Any, path: Path) -> None:
        """Any value on the right of a key or in a list."""
        self.expected[path] = len(self.text)
        if isinstance(value, list):
            self.text += "[" + self.one_of("", " ", "\n", " # [\n")
            for index, inner in enumerate(value):
                self.value(inner, (*path, index))
                last = index == len(value) - 1
                self.text += self.one_of(",", " ,", ",\n # ,\n") if not last else self.one_of("", ",", ",\n", "\n")
            self.text += "]"
        elif isinstance(value, dict):
            self.text += "{"
            for index, (key, inner) in enumerate(value.items()):
                self.text += ", " if index else self.one_of("", " ")
                self.pair(key, inner, path, self.name(key))
            self.text += "}"
        elif isinstance(value, str):
            self.text += self.string(value)
        else:
            self.text += str(value).lower()

    def string(self, value: str) -> str:
        """A text in one of its four forms."""
        forms = [json.dumps(value)]
        forms.append('"""' + self.one_of("", "\n") + json.dumps(value)[1:-1].replace("\\n", "\n") + '"""')
        if "'" not in value:
            forms.append(f"'''{value}'''")
            if "\n" not in value:
                forms.append(f"'{value}'")
        return str(self.one_of(*forms))

    def name(self, key: str) -> str:
        """A key, bare where it can be."""
        forms = [json.dumps(key, ensure_ascii=self.one_of(True, False))]
        if key and key.isascii() and key.replace("-", "").replace("_", "").isalnum():
            forms.append(key)
        if "'" not in key:
            forms.append(f"'{key}'")
        return str(self.one_of(*forms))

    def one_of(self, *choices: Any) -> Any:
        """One of some choices."""
        return self._draws.draw(st.sampled_from(choices))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=5), st.data())
def test_whatever_is_written_is_found_where_it_is(data: dict[str, Any], draws: st.DataObject) -> None:
    writer = Writer(draws)
    writer.table(data, ())
    assert tomllib.loads(writer.text) == data
    at = places(writer.text)
    assert {path: at[path].value if path in at else None for path in writer.expected} == writer.expected


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="a.=[]{}\"'\\,# \n1", max_size=60))
def test_any_text_is_read_to_an_end(text: str) -> None:
    at = places(text)
    assert all(0 <= place.key <= len(text) and 0 <= place.value <= len(text) for place in at.values())
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert {path[0] for path in at} == set(data)
