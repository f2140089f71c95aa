"""Diagnostics: what is said of open documents and of files on the disk, pushed or pulled."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

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


async def test_a_waiver_that_does_nothing_is_shown_as_unnecessary(editor: Editor) -> None:
    waived = "waivers: [{rule: finetune-dynamic-data, reason: the labels are frozen}]\n"
    uri = editor.open(TUNED.replace("weekly", "yearly") + waived)
    (unused,) = [one for one in await editor.diagnostics(uri) if one.code == "unused-waiver"]
    assert list(unused.tags or ()) == [types.DiagnosticTag.Unnecessary]
    assert unused.severity == types.DiagnosticSeverity.Information


async def test_a_finding_leads_to_its_page_and_to_what_it_rests_on(editor: Editor) -> None:
    uri = editor.open(TUNED)
    found = {one.code: one for one in await editor.diagnostics(uri)}[DYNAMIC]
    if found.code_description:  # Emacs cannot open it
        page = Path(url2pathname(urlsplit(found.code_description.href).path))
        assert "finetune-dynamic-data" in page.read_text(encoding="utf-8")
    related = {
        (one.location.uri, one.location.range.start.line, one.message) for one in found.related_information or ()
    }
    assert not related or (uri, 1, "chosen here") in related


async def test_places_are_counted_as_the_editor_counts(editor: Editor) -> None:
    uri = editor.open('# 💡 知识\r\ndata: {knowledge: {updates: weekly, "x-💡": 知}, training: {exampels: 40}}\r\n')
    (found,) = [one for one in await editor.diagnostics(uri) if one.code == "unknown-key"]
    units = {"utf-8": 63, "utf-16": 59, "utf-32": 58}[editor.encoding]
    assert found.range == types.Range(at(1, units), at(1, units + 8))


async def test_only_project_files_are_checked(editor: Editor) -> None:
    foreign = editor.open(TUNED, "docker-compose.yaml")
    ours = editor.open(TUNED, "notes.txt", language_id="llm-project")
    named = editor.open(TUNED, "deep/search.llm-project.yml")
    untitled = editor.open(TUNED, "untitled:Untitled-1", language_id="llm-project")
    for uri in (ours, named, untitled):
        assert DYNAMIC in {one.code for one in await editor.diagnostics(uri)}
    if editor.pulls:
        assert await editor.diagnostics(foreign) == []
    else:
        assert foreign not in editor.client.published
