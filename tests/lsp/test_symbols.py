"""The outline: what it shows of a file, and that every client can draw it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from llm_project_lint.lsp.handlers.symbols import LONGEST, MOST, flat_outline, outline
from tests.lsp.editor import Client, Editor, at
from tests.lsp.states import ENCODINGS, state
from tests.properties.documents import documents
from tests.properties.test_spans import Writer
from tests.test_cases import CASES

KINDS = types.SymbolKind
FILES = sorted(str(path.relative_to(CASES)) for path in CASES.rglob("*llm-project.yaml"))
TEXT = """\
project: {name: 客服😀, stage: pilot}
data:
  knowledge:
    sources:
      - name: 工单😀 # https://example.com
        tokens: 12k
        pii: true
      - updates: weekly
  domains: [law, medicine]
  training:
waivers:
  - rule: broad-coverage
    reason: |
      The first
      release only.
"""


async def asked(editor: Editor, uri: str) -> list[Any]:
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    return list(await editor.client.text_document_document_symbol_async(params) or ())


def drawn(symbols: list[types.DocumentSymbol], indent: str = "") -> list[str]:
    """An outline as an editor draws it."""
    lines = []
    for one in symbols:
        lines.append(f"{indent}{one.name} {KINDS(one.kind).name}" + (f" {one.detail}" if one.detail else ""))
        lines += drawn(list(one.children or ()), indent + "  ")
    return lines


async def test_the_outline_shows_sections_values_and_entries_by_name(editor: Editor) -> None:
    uri = editor.open(TEXT)
    found = await asked(editor, uri)
    assert drawn(found) == [
        "project Module",
        "  name String 客服😀",
        "  stage String pilot",
        "data Module",
        "  knowledge Module",
        "    sources Array",
        "      工单😀 Module",
        "        name String 工单😀",
        "        tokens String 12k",
        "        pii Boolean true",
        "      weekly Module",
        "        updates String weekly",
        "  domains Array law, medicine",
        "  training Property",
        "waivers Array",
        "  broad-coverage Module",
        "    rule String broad-coverage",
        "    reason String The first release only.",
    ]
    project, data, waivers = found
    name, stage = project.children
    behind = {"utf-8": 26, "utf-16": 20, "utf-32": 19}[server_encoding(editor)]
    assert (name.range, name.selection_range) == (
        types.Range(at(0, 10), at(0, behind)),
        types.Range(at(0, 10), at(0, 14)),
    )
    assert stage.selection_range == types.Range(at(0, behind + 2), at(0, behind + 7))
    tickets = data.children[0].children[0].children[0]
    assert tickets.range == types.Range(at(4, 8), at(6, 17))
    assert tickets.selection_range.start == at(4, 14)
    assert data.children[2].range == types.Range(at(9, 2), at(9, 11))
    assert waivers.range == types.Range(at(10, 0), at(14, 19))

    # What can be read of a file that is being typed is still shown, with CRLF too.
    editor.change(uri, TEXT.replace("\n", "\r\n").replace("stage: pilot}", "stage: pilot"))
    assert [one.name for one in await asked(editor, uri)] == ["project", "data", "waivers"]
    editor.change(uri, "")
    assert await asked(editor, uri) == []
    assert await asked(editor, editor.open("a: 1\n", "other.yaml")) == []
    assert await asked(editor, "file:///nowhere/llm-project.yaml") == []


def server_encoding(editor: Editor) -> str:
    general = editor.client.capabilities.general if editor.client.capabilities else None
    offered = (general and general.position_encodings) or ["utf-16"]
    return str(getattr(offered[0], "value", offered[0]))


async def test_each_project_of_a_file_is_a_root(vscode: Editor) -> None:
    uri = vscode.open("# two\n---\nproject: {name: 客服}\n---\napproach: {choice: rag}\n---\n---\nversion: 1\n")
    found = await asked(vscode, uri)
    assert drawn(found) == [
        "客服 Package",
        "  project Module",
        "    name String 客服",
        "#2 Package",
        "  approach Module rag",
        "    choice String rag",
        "#3 Package",
        "#4 Package",
        "  version Number 1",
    ]
    assert found[0].range == types.Range(at(2, 0), at(2, 19))
    assert found[0].selection_range == types.Range(at(2, 16), at(2, 18))
    assert found[1].selection_range == types.Range(at(4, 0), at(4, 0))


async def test_a_client_without_trees_gets_a_list_with_containers(client: Client, tmp_path: Any) -> None:
    plain = types.ClientCapabilities(text_document=types.TextDocumentClientCapabilities())
    await client.initialize_session(types.InitializeParams(plain, workspace_folders=[], process_id=None))
    editor = Editor(client, tmp_path)
    found = await asked(editor, editor.open(TEXT))
    assert all(isinstance(one, types.SymbolInformation) for one in found)
    assert [(one.name, one.container_name) for one in found][3:9] == [
        ("data", None),
        ("knowledge", "data"),
        ("sources", "data › knowledge"),
        ("工单😀", "data › knowledge › sources"),
        ("name", "data › knowledge › sources › 工单😀"),
        ("tokens", "data › knowledge › sources › 工单😀"),
    ]
    assert found[3].location == types.Location(editor.uri(), types.Range(at(1, 0), at(9, 11)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"a: {'x' * 500}\n", ["a String " + "x" * (LONGEST - 1) + "…"]),
        ('a: "b\\nc\\u202Ed\\e[31m"\n', ["a String b c�d␛[31m"]),
        ('"a\\nb": 1\n"": 2\n"  ": 3\n', ["a b Number 1", '"" Number 2', '"" Number 3']),
        ("a: 1_000\nb: 0x1F\nc: 1.50\nd: True\ne: ~\n", ["a String 1_000", "b Number 0x1F", "c Number 1.50",
                                                         "d Boolean True", "e Property"]),
        ("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n", ["a Module", "  b Number 1", "c Module *x", "d Module",
                                                         "  e Number 2"]),
        ("a: [[1, {b: 2}], {name: ''}, ~]\n", ["a Array", "  [0] Array 1", "    1 Number", "    2 Module",
                                                "      b Number 2", "  [1] Module", "    name String",
                                                "  [2] Property"]),
        ("a: [x, 2, true]\nb: []\n", ["a Array x, 2, true", "b Array"]),
        ("a:\n  - {variant: rag, metric: answer_correctness, value: 0.9}\n  - {b: {c: 1}, d: [2], e: no}\n",
         ["a Array", "  rag: answer_correctness Module", "    variant String rag",
          "    metric String answer_correctness",
          "    value Number 0.9", "  no Module", "    b Module", "      c Number 1", "    d Array 2",
          "    e String no"]),
        ("approach: &a {choice: fine-tuning}\nb: *a\n", ["approach Module fine-tuning", "  choice String fine-tuning",
                                                         "b Module *a"]),
        ("- name: x\n- 5\n", ["x Module", "  name String x", "5 Number"]),
        ("just text\n", []),
    ],
)  # fmt: skip
def test_names_and_details_take_one_short_line(text: str, shown: list[str]) -> None:
    assert drawn(outline(state(text))) == shown


def test_of_a_huge_file_the_outer_levels_are_shown() -> None:
    text = "a:\n" + "".join(f"  - {{name: n{number}, pii: true}}\n" for number in range(MOST // 2)) + "b: 1\n"
    shown = drawn(outline(state(text)))
    assert len(shown) == MOST
    assert shown[:4] == ["a Array", "  n0 Module", "    name String n0", "    pii Boolean true"]
    assert shown[-2:] == [f"  n{MOST // 2 - 1} Module", "b Number 1"]
    several = outline(state("---\n".join([text] * 3)))
    assert [len(drawn([one])) for one in several] == [MOST // 3 + 1] * 3


def walk(symbols: list[types.DocumentSymbol], around: types.Range | None = None) -> Iterator[types.DocumentSymbol]:
    """All symbols; on the way holds what an editor refuses otherwise: ranges are nested and in order."""
    for one in symbols:
        assert one.range.start <= one.selection_range.start <= one.selection_range.end <= one.range.end, one
        assert around is None or around.start <= one.range.start <= one.range.end <= around.end, one
        assert one.name.strip()
        for said in (one.name, one.detail or ""):
            assert len(said) <= LONGEST
            assert said.isprintable()
        yield one
        yield from walk(list(one.children or ()), one.range)
    for one, other in pairwise(symbols):
        assert one.range.end <= other.range.start, (one, other)


def check(text: str) -> int:
    """Hold an outline to its form in each encoding; how many symbols it has."""
    sizes = set()
    for encoding in ENCODINGS:
        document = state(text, encoding)
        found = list(walk(outline(document)))
        assert [(one.name, one.range) for one in found] == [
            (one.name, one.location.range) for one in flat_outline(document)
        ]
        sizes.add(len(found))
    assert len(sizes) == 1
    return sizes.pop()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_the_outline_of_every_case_is_nested(name: str, line_break: str) -> None:
    text = (CASES / name).read_text("utf-8").replace("\n", line_break)
    documents_ = [one.document for one in state(text).judged]
    plain = {
        (document.index, path)
        for document in documents_
        for path, mark in document.marks.items()
        if isinstance(value := document.get(path), list)
        and not any(one is None or isinstance(one, dict | list) for one in value)
    }
    written = sum(len(document.marks) - 1 for document in documents_)
    written -= sum((one.index, path[:-1]) in plain for one in documents_ for path in one.marks if path)
    assert check(text) == written + (len(documents_) if len(documents_) > 1 else 0)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    documents(wrong=True),
    st.integers(0, 2**32),
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([*"[]{}'\":\t@&*\n😀中", "\n---\n", "<<: ", "\n  - "])), max_size=3
    ),
)
def test_the_outline_of_any_file_is_nested(data: dict[str, Any], seed: int, edits: list[tuple[float, str]]) -> None:
    text = Writer(seed).text(data)
    for place, piece in edits:
        at_ = int(place * len(text))
        text = text[:at_] + piece + text[at_:]
    check(text)
