"""What is read by lines is read as the parser reads it: the same data, the same marks, and nothing wrong with it."""

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.source.characters import readable
from llm_project_lint.source.compose import Composer
from llm_project_lint.source.lines import read_lines
from tests.properties.documents import document
from tests.properties.styles import Writer

CASES = Path(__file__).parents[1] / "cases"
MANY = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))

KEYS = (
    "", "", "a:", "b:", "c:", "long-key.x:", "_: ", "中:", "true:", "a :", "'a':", "<<:", "9:", "a:b:", "? a:", "a",
)  # fmt: skip
USUAL = (
    "x", "x y", "12", "1.5", "0x1F", "1e3", "~", "null", "true", "yes", "2026-11-22", "45ms", "86 %", "中文", "😁",
    "x?", "[a, b]", "[a,b ]", "[]", "{}", "{a: b}", "{a: [b, {c: d e}], f: 'g h'}", "[ 'x', \"y\" ]", "{ a: 12 }",
    "[[a], []]", "'q'", '"q w"', "''", '"# no: comment"', "'[x'", "http://x/y?z=1&u=[v]", "12:30", "a,b", "x]",
    "x}", "it's", 'a"b',
)  # fmt: skip
ODD = (
    "a: b", "x #c", "x# c", "#", "-5", "+5", ".5", "{a: b,}", "[a: b]", "{a}", "{a: }", "[a,, b]", "[a?b]", "[a",
    "{a: b", "]", '"a\\n"', "'it''s'", "'a' b", '"a"b', '"open', "*a", "&a x", "!t x", "|", ">-", "?", "? x", "@x",
    "`x", "%x", "- x", "-x", "x:", ":x", "x :y", "::", "a::b", "{a: b} c", "[a] # c", "[a]# c", "[a]]",
    "{a: b, a: c}", "{'a': b}", "{a:b}", "[a#b]", "[a #b]", "{a: b: c}", "x\ty", "\t", "x\t", "x\u3000y", "\xa0",
    "x\x85y", "x\u2028y", "\ufeff", "\x00", "---", "...", "--- x", "x" * 1100, "[" * 30 + "]" * 30, "9" * 500,
    "{a: |}", "[-]", "[- a]", "[a, -b]", "{? a: b}", "[*a]", "[!t a]", "[@a]",
)  # fmt: skip


def soup(chance: random.Random) -> str:
    """Lines that often make a document of the usual shape, and as often just fail to."""
    odd = chance.choice([0, 0, 0.05, 0.3])
    lines: list[str] = []
    level = 0
    for _ in range(chance.randint(1, 7)):
        level = max(0, level + chance.choice([0, 0, 0, 0, 2, 2, -2, -2, 1, -4]))
        key = chance.choice(KEYS if chance.random() < odd else KEYS[2:7])
        key = key[:-1] + str(len(lines)) + ":" if key.endswith(":") and chance.random() < 0.8 else key
        value = chance.choice(ODD if chance.random() < odd else USUAL) if chance.random() < 0.7 else ""
        dash = chance.choice(["", "", "", "- ", "-   ", "-" if chance.random() < odd else ""])
        if dash and chance.random() < 0.4:
            key = ""
        comment = chance.choice(["", "", "", "", " # c", "  #", "#c" if chance.random() < odd else ""])
        blanks = chance.choice(["", "", "", " ", "  "])
        lines.append(" " * level + dash + key + (" " if key else "") + blanks + value + comment)
        if chance.random() < 0.1:
            lines.append(
                chance.choice(["", "# c", "    # c", "   ", "---" if chance.random() < odd else "", "%YAML 1.2"])
            )
    breaks = chance.choice(["\n"] * 8 + ["\r\n", "\r\n", "\r"])
    return chance.choice(["", "", "", "---\n", "\ufeff", "# c\n"]) + breaks.join(lines) + chance.choice([breaks, ""])


def usual(text: str) -> bool:
    """Whether a text is read by lines; then the parser must agree."""
    read = readable(text)
    lines = read_lines(read)
    if lines is None:
        return False
    documents, stop = Composer(read).documents(0, len(read.text))
    assert len(documents) == 1, text
    (composed,) = documents
    assert not composed.fault, text
    assert not composed.problems, text
    assert stop == len(read.text), text
    # `repr`, since for Python true equals 1; and the order counts, for keys as for marks.
    assert repr(lines.data) == repr(composed.data), text
    assert list(lines.marks.items()) == list(composed.marks.items()), text
    assert lines.span == composed.span, text
    return True


@MANY
@given(st.integers(0, 2**40))
def test_lines_in_any_order_are_read_as_the_parser_reads_them(seed: int) -> None:
    usual(soup(random.Random(seed)))


def edited(chance: random.Random) -> str:
    """A project file as it is typed: a few characters put in, taken out, or put elsewhere."""
    seed = chance.randint(0, 2**40)
    data = document(seed, wrong=chance.random() < 0.2)
    if chance.random() < 0.2:
        text = Writer(chance).text(data)
    else:
        flow = chance.choice([False, None])
        text = yaml.safe_dump(data, sort_keys=False, width=2**20, allow_unicode=True, default_flow_style=flow)
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        at, size = chance.randint(0, len(text)), chance.choice([0, 0, 1, 1, 2, 5])
        text = (
            text[:at]
            + chance.choice(["", " ", "  ", "\n", *" \n:#-[]{},'\"a1", ": ", "- ", " #", "\n  "])
            + text[at + size :]
        )
    return text


@settings(MANY, max_examples=500)
@given(st.integers(0, 2**40))
def test_project_files_are_read_as_the_parser_reads_them(seed: int) -> None:
    usual(edited(random.Random(seed)))


@pytest.mark.parametrize("file", sorted(CASES.glob("*/*.yaml")), ids=lambda file: file.parent.name)
def test_whole_files_are_usual(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected = file.parent.name not in ("broken", "hostile-text", "several-projects", "product-catalogue")
    assert usual(text) is expected
    assert usual(text.replace("\n", "\r\n")) is expected


def test_the_usual_shape_is_usual() -> None:
    assert usual("a:\n    {b: c} # d\ne:\n- [f]\n- g:\n    [h]\n")
    assert sum(usual(soup(random.Random(seed))) for seed in range(1000)) > 100
    assert sum(usual(edited(random.Random(seed))) for seed in range(1000)) > 100
    assert usual(
        "# a project\nproject: {name: a, stage: pilot}\n\ndata:\n  sources:\n  - name: x # first\n    updates: 2d\n"
    )
