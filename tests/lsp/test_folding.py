"""Folding: what has several lines can be folded away, nothing else, and nothing in two ways."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from llm_project_lint.lsp.handlers.folding import folded_lines, folded_text
from tests.lsp.editor import Client, Editor
from tests.lsp.states import state
from tests.properties.documents import documents
from tests.properties.test_spans import Writer

COMMENT = types.FoldingRangeKind.Comment
TEXT = """\
# 客服😀
# of the support team

project: {name: bot}
# one line alone
data:
  knowledge:
    sources:
      - name: tickets
        updates: weekly
      - name: manuals
    # from here on
    # nothing is sure

  domains: [
    law, medicine,
  ]
  languages: {a: b,
    c: d}
waivers:
  - rule: broad-coverage
    reason: |
      # no comment
      # at all

      the end

approach: {choice: rag}
"""
LINES = [
    (0, 1, COMMENT),
    (5, 18, None),
    (6, 10, None),
    (7, 10, None),
    (8, 9, None),
    (11, 12, COMMENT),
    (14, 15, None),
    (17, 18, None),
    (19, 25, None),
    (20, 25, None),
    (21, 25, None),
]


async def asked(editor: Editor, uri: str) -> list[types.FoldingRange]:
    params = types.FoldingRangeParams(types.TextDocumentIdentifier(uri))
    return list(await editor.client.text_document_folding_range_async(params) or ())


def lines(found: list[types.FoldingRange]) -> list[tuple[int, int, Any]]:
    return [(one.start_line, one.end_line, one.kind) for one in found]


async def test_what_has_several_lines_folds(vscode: Editor) -> None:
    uri = vscode.open(TEXT)
    found = await asked(vscode, uri)
    assert lines(found) == LINES
    assert all(one.start_character is one.end_character is None for one in found)
    vscode.change(uri, TEXT.replace("\n", "\r\n"))
    assert lines(await asked(vscode, uri)) == lines(found)
    vscode.change(uri, TEXT.replace("{name: bot}", "{name: bot"))
    assert {(5, 18, None), (7, 10, None), (21, 25, None), (0, 1, COMMENT)} <= set(lines(await asked(vscode, uri)))
    vscode.change(uri, "")
    assert await asked(vscode, uri) == []
    assert await asked(vscode, vscode.open(TEXT, "other.yaml")) == []
    assert await asked(vscode, "file:///nowhere/llm-project.yaml") == []


async def test_where_parts_of_lines_fold_brackets_stay(client: Client, tmp_path: Path) -> None:
    await client.initialize_session(types.InitializeParams(types.ClientCapabilities(), process_id=None))
    editor = Editor(client, tmp_path)
    uri = editor.open('data:\n  "领域😀": [\n    law\n  ]\n  a: [1, 2]\n')
    assert await asked(editor, uri) == [
        types.FoldingRange(0, 4),
        types.FoldingRange(1, 3, start_character=11, end_character=2),
    ]


@pytest.mark.parametrize(
    ("text", "folds"),
    [
        # From its `---` on a project folds; where none stands, what begins in its first line does.
        ("a:\n  b: 1\nc: 2\n---\n# x\nd: 1\n--- # y\ne: 1\nf: 2\n", [(0, 1), (3, 5), (6, 8)]),
        ("a: 1\nb: 2\n---\nc: 1\n", [(0, 1), (2, 3)]),
        ("a: 1\nb: 2\n...\n# ---\n---\n---\nc: 1\n", [(0, 1), (5, 6)]),
        ("\ufeffa:\n  b: 1\n", [(0, 1)]),
        ("{\n  a: [\n    1\n  ]\n}\n", [(0, 3), (1, 2)]),
        ("a: [\n  1", [(0, 1)]),
        ("- - a\n  - b\n- c: 1\n  d: 2\n", [(0, 1), (2, 3)]),
        ('a: "b\n  # c\n  # d"\n# e\n# f', [(0, 2), (3, 4)]),
        ("a: |\n  # b\n  # c\n# d\n# e\n", [(0, 2), (3, 4)]),
        ("a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n", [(0, 1), (3, 4)]),
        ("a:\n\n\n# b\n", []),
        ("a: |+\n  b\n\n\nc: 1\n", [(0, 1)]),
        ("# a\r# b\r\n# c\u2028# d\n\n# e\n", [(0, 2)]),
    ],
)
def test_folds_hold_what_belongs_together(text: str, folds: list[tuple[int, int]]) -> None:
    assert [(one.start_line, one.end_line) for one in folded_lines(state(text))] == folds


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    documents(wrong=True),
    st.integers(0, 2**32),
    st.floats(0, 1),
    st.sampled_from(["", "[", '"', "\n---\n", "\n# a\n# b\n"]),
)
def test_folds_are_never_empty_and_each_begins_in_a_line_of_its_own(
    data: dict[str, Any], seed: int, place: float, piece: str
) -> None:
    text = Writer(seed).text(data)
    at = int(place * len(text))
    document = state(text[:at] + piece + text[at:])
    for found in (folded_lines(document), folded_text(document)):
        assert all(0 <= one.start_line < one.end_line < document.buffer.lines for one in found)
        assert all(one.start_line < other.start_line for one, other in pairwise(found))
