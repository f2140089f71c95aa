"""Diagnostics: what is said of open documents and of files on the disk, pushed or pulled."""

from lsprotocol import types

from tests.lsp.editor import Editor, at, insert

TUNED = """\
data: {knowledge: {updates: weekly}, training: {examples: 4000}}
approach: {choice: fine-tuning}
"""
DYNAMIC = "finetune-dynamic-data"


async def test_a_mismatch_is_marked_where_it_stands(editor: Editor) -> None:
    uri = editor.open(TUNED)
    found = {one.code: one for one in await editor.diagnostics(uri)}
    assert found[DYNAMIC].range == types.Range(at(0, 28), at(0, 34))
    assert found[DYNAMIC].severity == types.DiagnosticSeverity.Warning
    assert found[DYNAMIC].source == "llm-project-lint"
    assert "changes every 7 days" in found[DYNAMIC].message


async def test_an_edit_is_followed(editor: Editor) -> None:
    uri = editor.open(TUNED)
    assert DYNAMIC in {one.code for one in await editor.diagnostics(uri)}
    editor.change(uri, TUNED.replace("weekly", "yearly"))
    assert DYNAMIC not in {one.code for one in await editor.diagnostics(uri)}
    editor.change(uri, insert(2, 0, "projekt: {name: x}\n"))
    assert "unknown-key" in {one.code for one in await editor.diagnostics(uri)}
