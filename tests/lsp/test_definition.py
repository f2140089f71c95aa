"""Definitions: the page of a waived rule, the place that a waiver is about, the anchor of an alias."""

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path

from llm_project_lint.lsp.handlers.definition import path_of
from llm_project_lint.rulebook import load_rulebook
from tests.lsp.editor import Client, Editor, at
from tests.lsp.states import state

TEXT = """\
data:
  knowledge:
    updates: yearly
    sources:
      - name: 工单😀.a[0]
        updates: &often weekly
      - {name: manuals, reindex: *often} # *often
      - tokens: 12k
waivers:
  - rule: finetune-dynamic-data
    at: data.knowledge.sources[工单😀.a[0]].updates
    reason: "*often"
  - {rule: no-such-rule, at: data.nothing, reason: finetune-dynamic-data}
  - {rule: README, at: nothing, reason: x}
  - {rule: ../en/broad-coverage, at: 'data.knowledge.sources[manuals]', reason: x}
"""


async def asked(editor: Editor, uri: str, line: int, character: int) -> list[types.LocationLink]:
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), at(line, character))
    found = await editor.client.text_document_definition_async(params)
    if found is None:
        return []
    assert isinstance(found, list | tuple)
    return [one for one in found if isinstance(one, types.LocationLink)]


async def test_a_waiver_leads_to_its_rule_and_to_its_place(editor: Editor) -> None:
    uri = editor.open(TEXT)
    (rule,) = await asked(editor, uri, 9, 12)
    path = to_fs_path(rule.target_uri)
    assert path
    assert Path(path).parts[-4:] == ("docs", "rules", "en", "finetune-dynamic-data.md")
    assert "finetune-dynamic-data" in Path(path).read_text(encoding="utf-8")
    assert rule.origin_selection_range == types.Range(at(9, 10), at(9, 31))
    assert rule.target_selection_range == types.Range(at(0, 0), at(0, 0))

    (place,) = await asked(editor, uri, 10, 20)
    assert place.target_uri == uri
    assert place.target_range == types.Range(at(5, 8), at(5, 30))
    assert place.target_selection_range == types.Range(at(5, 8), at(5, 15))
    (entry,) = await asked(editor, uri, 14, 40)
    assert entry.target_range == types.Range(at(6, 8), at(6, 40))
    assert entry.target_selection_range == types.Range(at(6, 15), at(6, 22))

    (anchor,) = await asked(editor, uri, 6, 36)
    assert anchor.target_selection_range == types.Range(at(5, 17), at(5, 23))
    assert anchor.origin_selection_range == types.Range(at(6, 33), at(6, 39))
    assert await asked(editor, uri, 6, 33) == [anchor]

    nearest = await asked(editor, uri, 12, 35)
    assert [one.target_selection_range for one in nearest] == [types.Range(at(0, 0), at(0, 4))]
    # Keys, other values, comments, texts that look like an alias, rules that are none, places beyond.
    for line, character in [
        (9, 5),
        (12, 60),
        (6, 45),
        (11, 15),
        (12, 15),
        (13, 12),
        (13, 25),
        (14, 15),
        (0, 1),
        (99, 99),
    ]:
        assert await asked(editor, uri, line, character) == [], (line, character)
    assert await asked(editor, editor.open(TEXT, "other.yaml"), 9, 12) == []
    assert await asked(editor, "file:///nowhere/llm-project.yaml", 9, 12) == []

    # In a broken file with other line breaks, what can be read still leads somewhere.
    editor.change(uri, TEXT.replace("\n", "\r\n") + "approach: {choice: [\r\n")
    assert await asked(editor, uri, 10, 20) == [place]


async def test_a_client_without_links_gets_a_location(client: Client, tmp_path: Path) -> None:
    await client.initialize_session(types.InitializeParams(types.ClientCapabilities(), process_id=None, locale="zh"))
    editor = Editor(client, tmp_path)
    uri = editor.open(TEXT)
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), at(10, 20))
    assert await client.text_document_definition_async(params) == types.Location(uri, types.Range(at(5, 8), at(5, 15)))
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), at(9, 12))
    page = await client.text_document_definition_async(params)
    assert isinstance(page, types.Location)
    assert page.uri.endswith("/docs/rules/zh/finetune-dynamic-data.md")


async def test_an_alias_leads_to_the_last_anchor_before_it_in_its_document(vscode: Editor) -> None:
    uri = vscode.open("a: &x 1\n--- # &x\na: '&x'\nb: &x {c: 1}\nd: &x-y 2\ne: &x 3\nf:\n  <<: [*x-y, *x]\ng: &x 4\n")
    assert [one.target_range for one in await asked(vscode, uri, 7, 14)] == [types.Range(at(5, 3), at(5, 5))]
    assert [one.target_range for one in await asked(vscode, uri, 7, 9)] == [types.Range(at(4, 3), at(4, 7))]
    vscode.change(uri, "a: &x 1\n---\nb: *x\nc: *y\n")
    assert await asked(vscode, uri, 2, 4) == []
    assert await asked(vscode, uri, 3, 4) == []


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("data", ("data",)),
        ("data.knowledge.updates", ("data", "knowledge", "updates")),
        ("data.knowledge.sources[manuals].reindex", ("data", "knowledge", "sources", 1, "reindex")),
        ("data.knowledge.sources[2].tokens", ("data", "knowledge", "sources", 2, "tokens")),
        ("data.knowledge.sources[0]", ("data", "knowledge", "sources")),
        # What an entry does not state stands where it is inherited from, or else nowhere in it.
        ("data.knowledge.sources[manuals].updates", ("data", "knowledge", "updates")),
        ("data.knowledge.sources[manuals].quality", ("data", "knowledge", "sources", 1)),
        ("data.knowledge.sources[manuals", ("data", "knowledge", "sources")),
        ("datas", ()),
        ("", ()),
        ("[0]", ()),
        (".", ()),
    ],
)
def test_a_place_is_found_as_far_as_it_is_written(place: str, path: tuple[str | int, ...]) -> None:
    assert path_of(place, state(TEXT).judged[0].document, load_rulebook()) == path
