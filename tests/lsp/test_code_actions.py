"""Code actions: what is offered where, and what a text becomes by it, for every way to count and to write lines."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from llm_project_lint.edits import apply, rewrite
from llm_project_lint.fixes import OF_THE_FILE, fix_text
from llm_project_lint.lsp.actions.offers import Offer, _is_used, choices_for, offers_for, sorted_offers
from llm_project_lint.lsp.actions.workspace_edit import differences
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Finding, Language, Report, Source
from llm_project_lint.outputs.renderer import hint
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.examples import Example, examples_of
from llm_project_lint.texts.comparison import TEXTS as VERDICTS
from tests.lsp.conftest import capabilities, session
from tests.lsp.editor import SECONDS, Client, Editor, at
from tests.lsp.states import state

QUICK, REWRITE = types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite
ALL = "source.fixAll.llm-project-lint"
WAIVE_OWNER = ["Waive `model-no-owner`, with a reason to fill in"]
BEST_FIRST = [VERDICTS.say(key, "en") for key in ("nothing-against", "undecided", "in-question", "contradicted")]
WHOLE = types.Range(at(0, 0), at(10**6, 10**6))
BREAK = re.compile(r"\r\n|\n|\r")
LINE_BREAKS = ("\n", "\r\n")
DYNAMIC = "finetune-dynamic-data"
TUNED = """\
# 客服机器人 😀 — keep this
project: {name: 客服 😀, stage: pilot}
data: {knowledge: {updates: weekly}, training: {examples: 4000, quality: curated}} # 😀 and this
approach: {choice: fine-tuning}
"""
TYPOS = """\
{project: {name: 客服 😀, stagee: pilot}, # 😀
 approach: {choice: raag}}
"""
CODE_UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


async def actions(
    editor: Editor,
    uri: str,
    range_: types.Range = WHOLE,
    diagnostics: Sequence[types.Diagnostic] = (),
    only: Sequence[types.CodeActionKind | str] | None = None,
    trigger: types.CodeActionTriggerKind = types.CodeActionTriggerKind.Invoked,
) -> list[Any]:
    """What is offered, in order."""
    context = types.CodeActionContext(diagnostics, only, trigger)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_, context)
    found = await editor.client.text_document_code_action_async(params)
    assert found is not None
    return list(found)


def named(found: list[Any], start: str) -> types.CodeAction:
    """The one action whose title begins so."""
    (one,) = [action for action in found if action.title.startswith(start)]
    assert isinstance(one, types.CodeAction)
    return one


async def taken(editor: Editor, uri: str, text: str, action: types.CodeAction) -> str:
    """What a text becomes by an action; the document says it from then on."""
    if action.edit is None:
        action = await editor.client.code_action_resolve_async(action)
    assert action.edit
    result = written(editor, uri, text, action.edit)
    editor.change(uri, result)
    return result


def written(editor: Editor, uri: str, text: str, edit: types.WorkspaceEdit) -> str:
    """What an editor makes of edits, in the form that it said that it takes."""
    assert editor.client.capabilities
    workspace = editor.client.capabilities.workspace
    assert workspace
    assert workspace.workspace_edit
    if workspace.workspace_edit.document_changes:
        assert edit.document_changes
        assert edit.changes is None
        (document,) = edit.document_changes
        assert isinstance(document, types.TextDocumentEdit)
        assert document.text_document == types.OptionalVersionedTextDocumentIdentifier(uri, editor.version(uri))
        edits = list(document.edits)
    else:
        assert edit.document_changes is None
        assert edit.changes
        assert list(edit.changes) == [uri]
        edits = list(edit.changes[uri])
    places = [(offset(text, one.range.start, editor), offset(text, one.range.end, editor)) for one in edits]
    for (start, end), one in sorted(zip(places, edits, strict=True), key=lambda pair: pair[0], reverse=True):
        assert isinstance(one, types.TextEdit)
        text = text[:start] + one.new_text + text[end:]
    return text


def offset(text: str, position: types.Position, editor: Editor) -> int:
    """Where a position is, by the simplest means: all characters before it are counted as the client counts."""
    starts = [0, *(found.end() for found in BREAK.finditer(text))]
    codec = CODE_UNITS[editor.encoding]
    unit = len("a".encode(codec))
    line = text[starts[position.line] :].encode(codec)[: position.character * unit]
    return starts[position.line] + len(line.decode(codec))


def codes(action: types.CodeAction) -> list[Any]:
    """What it answers."""
    return [one.code for one in action.diagnostics or ()]


def said(report: Report) -> list[Finding]:
    return [*report.findings, *(hint(fact, "en") for fact in report.not_stated)]


# -- by editors -------------------------------------------------------------------------------------------------------


async def test_a_slip_is_mended_where_it_stands(editor: Editor) -> None:
    for line_break in LINE_BREAKS:
        text = TYPOS.replace("\n", line_break)
        uri = editor.open(text, f"{len(line_break)}.llm-project.yaml")
        diagnostics = {one.code: one for one in await editor.diagnostics(uri)}
        slip, doubt = diagnostics["unknown-key"], diagnostics["invalid-value"]
        action = named(await actions(editor, uri, slip.range, [slip]), "Rename")
        assert (action.kind, action.is_preferred, action.diagnostics) == (QUICK, True, (slip,))
        # What was meant by this is left to a person; it decides nothing anew, for the choice cannot be read.
        guess = named(await actions(editor, uri, doubt.range, [doubt]), "Write `rag`")
        assert (guess.kind, guess.is_preferred, guess.diagnostics) == (QUICK, None, (doubt,))
        assert await taken(editor, uri, text, action) == text.replace("stagee", "stage")
        left = {one.code for one in await editor.diagnostics(uri)}
        assert "unknown-key" not in left
        assert left & OF_THE_FILE == {"invalid-value"}


async def test_everything_at_once_as_a_line_each(editor: Editor) -> None:
    for line_break in LINE_BREAKS:
        text = TYPOS.replace("raag", "RAG").replace("\n", line_break) + f"# 😀{line_break}"
        uri = editor.open(text, f"{len(line_break)}.llm-project.yaml")
        for only in (["source.fixAll"], [types.CodeActionKind.Source], [ALL], ["", "x"]):
            found = [one for one in await actions(editor, uri, only=only) if one.kind == ALL]
            assert [one.title for one in found] == ["Make all safe fixes"]
        # not beside a finding, unless it is asked for; and where there is none
        assert [one for one in await actions(editor, uri) if one.kind == ALL] == []
        end = types.Range(at(2, 3), at(2, 3))
        assert [one.title for one in await actions(editor, uri, end)] == ["Make all safe fixes"]
        assert await actions(editor, uri, only=["source.fixAll.eslint"]) == []
        assert await actions(editor, uri, only=["sourc"]) == []
        (action,) = await actions(
            editor, uri, types.Range(at(0, 0), at(0, 0)), only=[ALL], trigger=types.CodeActionTriggerKind.Automatic
        )
        expected = text.replace("stagee", "stage").replace("RAG", "rag")
        assert await taken(editor, uri, text, action) == expected == fix_text(state("").linter, Source("", text)).text
        assert {one.code for one in await editor.diagnostics(uri)}.isdisjoint(OF_THE_FILE)
        assert await actions(editor, uri, only=[ALL]) == []


async def test_a_finding_is_waived_with_a_reason_to_fill_in(editor: Editor) -> None:
    for line_break in LINE_BREAKS:
        text = TUNED.replace("\n", line_break)
        uri = editor.open(text, f"{len(line_break)}.llm-project.yaml")
        (finding,) = [one for one in await editor.diagnostics(uri) if one.code == DYNAMIC]
        found = await actions(editor, uri, finding.range, [finding])
        # The rule is not about retrieval, and nothing is against that.
        assert [(one.kind, one.is_preferred) for one in found] == [
            (QUICK, None),
            (REWRITE, None),
            (REWRITE, None),
            (QUICK, None),
        ]
        assert [one.title for one in found[1:3]] == [
            f"Change the choice to `{choice}` (nothing against it)" for choice in ("rag", "hybrid")
        ]
        assert found[-1].title == f"Waive `{DYNAMIC}`, with a reason to fill in"
        reason = '"TODO: say why this is acceptable"'
        added = ["waivers:", f"  - rule: {DYNAMIC}", f"    reason: {reason}", "    until: 2027-02-22", ""]
        after = await taken(editor, uri, text, found[-1])
        assert after == text + line_break.join(added)
        # Nothing is accepted before a person has given the reason.
        left = await editor.diagnostics(uri)
        assert DYNAMIC in {one.code for one in left}
        (open_,) = [one for one in left if one.code == "unexplained-waiver"]
        assert (open_.severity, open_.range.start) == (types.DiagnosticSeverity.Warning, at(6, 12))
        after = after.replace(reason, "they are frozen 😀")
        editor.change(uri, after)
        assert not {DYNAMIC, "unexplained-waiver"} & {one.code for one in await editor.diagnostics(uri)}
        (waived,) = state(after).reports[0].waived
        assert waived.finding.rule == DYNAMIC


async def test_a_fact_that_is_not_stated_is_added_to_be_filled_in(editor: Editor) -> None:
    uri = editor.open(TUNED)
    (missing,) = [one for one in await editor.diagnostics(uri) if one.code == "model-no-owner"]
    found = await actions(editor, uri, missing.range, [missing], only=[QUICK])
    assert [one.title for one in found] == [
        "Add `maintenance.model_owner`, to be filled in",
        *WAIVE_OWNER,
    ]
    assert found[0].is_preferred is None
    text = await taken(editor, uri, TUNED, found[0])
    assert text == TUNED + "maintenance:\n  model_owner:\n"
    # Nothing is stated by it, and it is not offered again.
    left = await editor.diagnostics(uri)
    codes = {one.code for one in left}
    assert codes.isdisjoint(OF_THE_FILE)
    (missing,) = [one for one in left if one.code == "model-no-owner"]
    again = await actions(editor, uri, missing.range, [missing], only=[QUICK])
    assert [one.title for one in again] == WAIVE_OWNER
    silent = next(one for one in left if one.code == "not-stated" and "approach.citations" in one.message)
    found = await actions(editor, uri, silent.range, [silent], only=[QUICK])
    field = load_rulebook().fields.find("approach.citations")
    assert field
    assert [one.title for one in found] == [f"State `approach.citations: {word}`" for word in field.values]
    after = await taken(editor, uri, text, named(found, "State `approach.citations: retrieved`"))
    assert after == text.replace("choice: fine-tuning}", "choice: fine-tuning, citations: retrieved}")
    assert silent.message not in {one.message for one in await editor.diagnostics(uri)}


async def test_another_choice_comes_with_its_verdict(editor: Editor) -> None:
    uri = editor.open(TUNED)
    here = types.Range(at(3, 22), at(3, 22))
    found = await actions(editor, uri, here, only=[types.CodeActionKind.Refactor])
    verdicts = {column.choice: VERDICTS.say(column.verdict, "en") for column in decision(TUNED).columns}
    assert verdicts["fine-tuning"] == "in question"
    order = sorted(("prompt-only", "rag", "hybrid"), key=lambda choice: BEST_FIRST.index(verdicts[choice]))
    assert order[0] == "rag"
    assert [(one.title, one.kind, one.is_preferred) for one in found] == [
        (f"Change the choice to `{choice}` ({verdicts[choice]})", REWRITE, None) for choice in order
    ]
    assert await actions(editor, uri, here, only=[QUICK]) != []
    assert await taken(editor, uri, TUNED, found[0]) == TUNED.replace("fine-tuning", "rag")
    assert DYNAMIC not in {one.code for one in await editor.diagnostics(uri)}
    automatic = types.CodeActionTriggerKind.Automatic
    assert REWRITE not in {one.kind for one in await actions(editor, uri, here, trigger=automatic)}


def decision(text: str) -> Any:
    snapshot = state(text)
    return snapshot.decision(snapshot.judged[0])


# -- which findings are meant -----------------------------------------------------------------------------------------


async def test_a_code_and_a_range_are_enough(vscode: Editor) -> None:
    uri = vscode.open(TUNED)
    every = {one.code: one for one in await vscode.diagnostics(uri)}
    bare = types.Diagnostic(every[DYNAMIC].range, "shortened", code=DYNAMIC)
    elsewhere = types.Range(at(0, 0), at(0, 0))
    found = await actions(vscode, uri, elsewhere, [bare])
    assert [one.diagnostics for one in found] == [(bare,)] * 4
    # no diagnostics at all: what the range touches, also by its last character
    titles = [one.title for one in found]
    assert [one.title for one in await actions(vscode, uri, types.Range(at(2, 34), at(2, 34)))] == titles
    # nothing of ours is named, or nothing that is there
    others = [types.Diagnostic(bare.range, "x", code=7), types.Diagnostic(bare.range, "x", code="yaml-other")]
    assert [one.title for one in await actions(vscode, uri, bare.range, others)] == titles
    stale = types.Diagnostic(elsewhere, "x", code=DYNAMIC)
    assert [one.title for one in await actions(vscode, uri, bare.range, [stale])] == titles
    assert await actions(vscode, uri, elsewhere, others) == []
    assert await actions(vscode, uri, types.Range(at(99, 0), at(99, 5))) == []


async def test_of_hints_at_one_place_the_one_that_is_meant(vscode: Editor) -> None:
    uri = vscode.open("project: {name: x}\napproach: {choice: hybrid}\n")
    hints = [one for one in await vscode.diagnostics(uri) if one.code == "not-stated"]
    alike = [one for one in hints if one.range == hints[0].range]
    assert len(alike) > 5
    found = await actions(vscode, uri, alike[3].range, [alike[3]])
    place = re.match(r"`([^`]+)`", alike[3].message)
    assert place
    assert {
        one.title.startswith((f"Add `{place[1]}`", f"State `{place[1]}: ")) for one in found if one.diagnostics
    } == {True}
    every = await actions(vscode, uri, alike[0].range, alike)
    answered = [one.diagnostics[0].message for one in every if codes(one) == ["not-stated"]]
    assert len(set(answered)) == 5
    assert len(await actions(vscode, uri)) <= 20


async def test_documents_of_one_file_are_kept_apart(editor: Editor) -> None:
    text = f"{TUNED}---\n{TUNED}waivers: [{{rule: no-rationale, reason: 已知 😀}}]\n---\n{TUNED}"
    uri = editor.open(text)
    spans = [one.range for one in await editor.diagnostics(uri) if one.code == DYNAMIC]
    assert [one.start.line for one in spans] == [2, 7, 13]
    found = await actions(editor, uri, spans[1])
    after = await taken(editor, uri, text, named(found, "Waive"))
    reason = '"TODO: say why this is acceptable"'
    entry = f"{{rule: {DYNAMIC}, reason: {reason}, until: 2027-02-22}}"
    assert after == text.replace("已知 😀}]", f"已知 😀}}, {entry}]")
    editor.change(uri, after.replace(reason, "known"))
    assert [one.range.start.line for one in await editor.diagnostics(uri) if one.code == DYNAMIC] == [2, 13]


async def test_where_nothing_can_be_done_nothing_is_offered(vscode: Editor) -> None:
    broken = vscode.open("project: {name: 😀\n  stagee: x\n")
    assert "syntax-error" in {one.code for one in await vscode.diagnostics(broken)}
    assert await actions(vscode, broken) == []
    assert await actions(vscode, vscode.open("a: b\n", "other.yaml")) == []
    assert await actions(vscode, "file:///nowhere/llm-project.yaml") == []
    assert await actions(vscode, vscode.open("", "empty.llm-project.yaml")) == []
    # the places are an alias's, and nothing can be written there
    alias = vscode.open(f"x-a: &a [b]\nwaivers: *a\n{TUNED}", "alias.llm-project.yaml")
    found = await actions(vscode, alias)
    assert found
    assert [one for one in found if one.title.startswith("Waive")] == []


async def test_it_speaks_chinese(client: Client, tmp_path: Path) -> None:
    editor = await session(client, "neovim", tmp_path, language="zh")
    uri = editor.open(TUNED)
    (finding,) = [one for one in await editor.diagnostics(uri) if one.code == DYNAMIC]
    found = await actions(editor, uri, finding.range, [finding])
    assert [one.title for one in found] == [
        "写明回答不含会变化的事实",
        "改选 `rag`（未发现反对理由）",
        "改选 `hybrid`（未发现反对理由）",
        f"豁免 `{DYNAMIC}`（理由待填写）",
    ]
    text = await taken(editor, uri, TUNED, found[-1])
    assert text.endswith("    reason: 待办：说明为什么可以接受\n    until: 2027-02-22\n")
    assert "unexplained-waiver" in {one.code for one in await editor.diagnostics(uri)}
    editor.change(uri, text.replace("待办：", ""))
    assert DYNAMIC not in {one.code for one in await editor.diagnostics(uri)}


# -- edits that come later --------------------------------------------------------------------------------------------


def long(sources: int) -> str:
    listed = "".join(f"    - name: 来源 {number} 😀\n      updates: weekly\n" for number in range(sources))
    return f"data:\n  knowledge:\n    sources:\n{listed}{TUNED.replace('data: ', 'x-data: ')}"


async def test_what_was_offered_for_another_text_is_refused(vscode: Editor) -> None:
    text = long(9000)
    assert len(text) > 2**18
    uri = vscode.open(text)
    (finding,) = [one for one in await vscode.diagnostics(uri) if one.code == "model-no-owner"]
    found = await actions(vscode, uri, finding.range, [finding])
    waivers = [one for one in found if one.title.startswith("Waive")]
    assert [bool(one.edit) for one in found] == sorted((bool(one.edit) for one in found), reverse=True)
    assert waivers[-1].edit is None
    assert (await taken(vscode, uri, text, waivers[-1])).startswith(text)
    with pytest.raises(JsonRpcException, match="has changed since") as raised:
        await vscode.client.code_action_resolve_async(waivers[-1])
    assert raised.value.code == types.LSPErrorCodes.ContentModified
    for data in (7, {}, {**waivers[-1].data, "changes": [{"kind": "x", "path": [], "value": 1}]}):
        with pytest.raises(JsonRpcException) as raised:
            await vscode.client.code_action_resolve_async(types.CodeAction("x", data=data))
        assert raised.value.code == types.ErrorCodes.InvalidParams
    assert await vscode.client.code_action_resolve_async(types.CodeAction("x")) == types.CodeAction("x")


async def test_a_long_text_is_read_a_few_times_only(client: Client, tmp_path: Path) -> None:
    editor = await session(client, "emacs", tmp_path)
    text = long(9000)
    uri = editor.open(text)
    found = await actions(editor, uri)
    assert len(found) == 2**20 // len(text)
    assert all(one.edit and one.data is None for one in found)
    after = await taken(editor, uri, text, found[0])
    place = re.match(r"(?:Add|State) `[\w.]*?(\w+)[`:]", found[0].title)
    assert place
    assert after.count(f"{place[1]}:") == text.count(f"{place[1]}:") + 1


async def test_a_client_without_actions_gets_commands(client: Client, tmp_path: Path) -> None:
    found = capabilities("emacs")
    assert found.text_document
    assert found.text_document.code_action
    found.text_document.code_action.code_action_literal_support = None
    result = await client.initialize_session(
        types.InitializeParams(
            capabilities=found, workspace_folders=None, initialization_options={"today": "2026-11-22", "language": "en"}
        )
    )
    assert result.capabilities.code_action_provider is True
    client.encoding = result.capabilities.position_encoding or client.encoding
    editor = Editor(client, tmp_path)
    uri = editor.open(TYPOS)
    (slip,) = [one for one in await editor.diagnostics(uri) if one.code == "unknown-key"]
    (command,) = await actions(editor, uri, slip.range, [slip])
    assert isinstance(command, types.Command)
    assert command.title == "Rename `stagee` to `stage`"
    made: asyncio.Future[types.WorkspaceEdit] = asyncio.get_running_loop().create_future()

    def take(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        made.set_result(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    client.feature(types.WORKSPACE_APPLY_EDIT)(take)
    params = types.ExecuteCommandParams(command.command, command.arguments)
    assert await client.workspace_execute_command_async(params) is None
    text = written(editor, uri, TYPOS, await asyncio.wait_for(made, SECONDS))
    assert text == TYPOS.replace("stagee", "stage")
    editor.change(uri, text)
    with pytest.raises(JsonRpcException) as raised:
        await client.workspace_execute_command_async(params)
    assert raised.value.code == types.LSPErrorCodes.ContentModified


async def test_the_kinds_are_said_to_a_client_that_knows_them(client: Client) -> None:
    result = await client.initialize_session(types.InitializeParams(capabilities("neovim")))
    provider = result.capabilities.code_action_provider
    assert isinstance(provider, types.CodeActionOptions)
    assert provider.resolve_provider is True
    assert list(provider.code_action_kinds or ()) == [QUICK, REWRITE, types.CodeActionKind.SourceFixAll, ALL]


# -- without a server: every rule -------------------------------------------------------------------------------------


def bad_examples() -> Iterator[Example]:
    for rule in load_rulebook().rules.values():
        yield from [example for example in examples_of(rule, load_rulebook()) if example.kind == "bad"][:1]


def offered(snapshot: Snapshot, language: Language = "en") -> list[Offer]:
    (judged,) = snapshot.judged
    found = [offer for finding in said(judged.report) for offer in offers_for(snapshot, judged, finding, language)]
    return sorted_offers([*found, *choices_for(snapshot, judged, language)])


@pytest.mark.parametrize("example", list(bad_examples()), ids=str)
def test_every_offer_does_what_it_says(example: Example) -> None:
    text = f"# 说明 😀\r\n{example.text}# 😀 end\n"
    snapshot = state(text)
    (judged,) = snapshot.judged
    before = {finding.rule for finding in judged.report.findings}
    grave = {finding.rule for finding in judged.report.findings if finding.severity != "hint"}
    offers = offered(snapshot, "zh")
    assert {offer.finding.rule for offer in offers if offer.late and offer.finding} >= {example.rule} & grave
    for offer in offers:
        after = apply(text, rewrite([judged.document], [(0, change) for change in offer.changes]).edits)
        assert after != text, offer.title
        assert set(re.findall("#.*", text)) <= set(re.findall("#.*", after))
        (report,) = state(after).reports
        assert {finding.rule for finding in report.findings} & OF_THE_FILE <= before
        if offer.finding is None:
            assert report.findings != judged.report.findings
            continue
        key = (offer.finding.rule, offer.finding.place)
        if offer.changes[0].value is None:  # a key to be filled in states nothing
            known = {(one.rule, one.place) for one in said(judged.report)}
            assert {(one.rule, one.place) for one in said(report)} == known
            continue
        if offer.late:
            assert key not in {(one.finding.rule, one.finding.place) for one in report.waived}
            assert "unexplained-waiver" in {one.rule for one in report.findings}
            after = re.sub("reason: .*", "reason: x\r", after)
            (report,) = state(after).reports
            assert key in {(one.finding.rule, one.finding.place) for one in report.waived}
        left = {(one.rule, one.place): one.severity for one in said(report)}
        # A rule may have something milder to say about what a fix states.
        assert left.get(key) in (None, "info")
        assert key not in left or not (offer.late or offer.changes[0].value != "stable")


def test_a_hint_is_not_waived_and_a_choice_not_told_to_escape_it() -> None:
    snapshot = state("project: {stage: sketch}\napproach: {choice: fine-tuning}\n")
    (judged,) = snapshot.judged
    hints = [one for one in said(judged.report) if one.severity == "hint"]
    assert {one.rule for one in hints} > {"not-stated", "model-no-owner"}
    for one in hints:
        offers = list(offers_for(snapshot, judged, one, "en"))
        assert not any(offer.late for offer in offers)
        assert (
            all(offer.changes[0].path != ("approach", "choice") for offer in offers) or one.place == "approach.choice"
        )


@pytest.mark.parametrize(
    ("choice", "offered_"), [("prompt-only", False), ("fine-tuning", True), ("hybrid", True), ("other", True)]
)
def test_a_design_that_the_choice_does_not_use_is_not_to_be_stated(choice: str, offered_: bool) -> None:
    (judged,) = state(f"approach: {{choice: {choice}}}\n").judged
    assert _is_used(("approach", "fine_tuning", "method"), judged) is offered_
    assert _is_used(("approach", "citations"), judged)


def test_a_waiver_names_its_place_where_there_are_several() -> None:
    text = """\
data: {knowledge: {sources: [{name: 'a.b]', updates: daily}, {name: "b😀\\n", updates: daily}, {updates: daily}]}}
maintenance: {reindex: monthly}
approach: {choice: rag}
"""
    snapshot = state(text)
    (judged,) = snapshot.judged
    rule = "reindex-slower-than-updates"
    late = [one for one in offered(snapshot) if one.late and one.finding and one.finding.rule == rule]
    assert len(late) == 3
    assert late[1].title == f"Waive `{rule}` at `data.knowledge.sources[b😀 ].reindex`, with a reason to fill in"
    for offer in late:
        after = apply(text, rewrite([judged.document], [(0, change) for change in offer.changes]).edits)
        (report,) = state(after.replace("TODO: ", "")).reports
        assert [one.finding.place for one in report.waived] == [offer.finding.place if offer.finding else ""]
        assert sum(one.rule == rule for one in report.findings) == 2
        assert "unused-waiver" not in {one.rule for one in report.findings}


def test_what_a_title_quotes_is_only_shown() -> None:
    # the name is more than a title can show, and would turn the text around
    name = "a" * 100 + "\\u202e"
    text = f'''\
"proj\\u200bect": {{name: x}}
data: {{knowledge: {{sources: [{{name: "{name}", updates: daily}}, {{name: b, updates: daily}}]}}}}
maintenance: {{reindex: monthly}}
approach: {{choice: rag}}
'''
    titles = [offer.title for offer in offered(state(text))]
    assert "Rename `proj\ufffdect` to `project`" in titles
    assert sum(title.startswith("Waive `reindex-slower-than-updates` at `data.") for title in titles) == 2
    assert all(title.isprintable() and len(title) < 250 for title in titles)


@pytest.mark.parametrize(
    "before, after, replaced",
    [
        ("a\nb\nc\n", "a\nB\nc\n", ["b\n"]),
        ("a\nb\nc\n", "A\nb\nC\n", ["a\n", "c\n"]),
        ("a\nb\nc\nd\n", "a\nB\nC\nd\n", ["b\nc\n"]),
        ("a\r\nb\r\n", "a\r\nb\r\nc\r\n", [""]),
        ("\ufeffa\rb", "\ufeffa\rc", ["b"]),
        ("a\u2028b\x0cc\nd\n", "a\u2028B\x0cc\nd\n", ["a\u2028b\x0cc\n"]),
        ("", "a\n", [""]),
        ("a\n", "", ["a\n"]),
        ("a\n", "a\n", []),
        ("a\nb\nx\nc\nd\n", "a\nB\nx\nd\n", ["b\n", "c\n"]),
        ("a\nb\nc\n", "b\n", ["a\n", "c\n"]),
        ("a\n" + "b\nc\n" * 2000 + "d\n", "a\n" + "c\nb\n" * 1999 + "d\n", ["b\nc\n" * 2000]),
    ],
)
def test_differences_are_stretches_of_lines(before: str, after: str, replaced: list[str]) -> None:
    edits = differences(Source("f", before), after)
    assert apply(before, edits) == after
    assert [before[slice(*edit.span)] for edit in edits] == replaced
