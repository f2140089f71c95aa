"""Lenses: what the four approaches come to, and how much of a project is not stated."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types

from llm_project_lint.lsp.handlers import code_lens
from llm_project_lint.lsp.settings import ClientSettings
from llm_project_lint.lsp.snapshot import MOST_COMPARED
from tests.bench.documents import NINETY_LINES
from tests.lsp.conftest import session
from tests.lsp.editor import SECONDS, Client, Editor, at
from tests.lsp.states import URI, state
from tests.test_cases import CASES

TEXT = """\
# two projects
---
project: {name: 客服😀}
data: {knowledge: {updates: weekly}, training: {examples: 4000}}
approach: {reasons: [😀], choice: fine-tuning}
---
requirements: {consistency: high}
"""


def heard(client: Client, method: str) -> Callable[[float], Awaitable[None]]:
    """Waits for a request of the server, which the client answers with nothing."""
    came = asyncio.Event()
    client.feature(method)(lambda *_: came.set())

    async def wait(seconds: float) -> None:
        async with asyncio.timeout(seconds):
            await came.wait()

    return wait


async def asked(editor: Editor, uri: str) -> list[types.CodeLens]:
    found = await editor.client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
    return list(found or ())


async def shown(editor: Editor, uri: str) -> list[tuple[types.Range, str]]:
    """The lenses as they are shown: those without words are asked for them."""
    lenses = [
        one if one.command else await editor.client.code_lens_resolve_async(one) for one in await asked(editor, uri)
    ]
    commands = [one.command for one in lenses]
    assert all(one and one.command == "llm-project-lint.decide" for one in commands)
    return [(lens.range, lens.command.title) for lens in lenses if lens.command]


async def test_lenses_stand_above_projects_and_choices(editor: Editor) -> None:
    uri = editor.open(TEXT)
    start = {"utf-8": 28, "utf-16": 26, "utf-32": 25}[editor.encoding]
    choice = types.Range(at(4, start), at(4, start + 6))
    found = await shown(editor, uri)
    assert found == [
        (types.Range(at(2, 0), at(2, 7)), "5 facts not stated"),
        (choice, "prompt-only: undecided"),
        (choice, "rag: nothing against it"),
        (choice, "fine-tuning: in question (1 warning)"),
        (choice, "hybrid: nothing against it"),
    ]
    lens = (await asked(editor, uri))[2]
    told = await editor.client.code_lens_resolve_async(lens)
    assert told.command
    assert list(told.command.arguments or ())[:2] == [uri, 0]
    asked_for = types.ExecuteCommandParams(told.command.command, told.command.arguments)
    assert await editor.client.workspace_execute_command_async(asked_for)
    # Few clients show what a command returns, so what a lens is about is shown as a message, without words of the file.
    assert editor.client.messages[-1].message.startswith(
        "What the file states puts the choice, fine-tuning, in question."
    )
    head = (await asked(editor, uri))[0].command
    assert head
    await editor.client.workspace_execute_command_async(types.ExecuteCommandParams(head.command, head.arguments))
    assert "`requirements.max_staleness`" in editor.client.messages[-1].message

    # While somebody types they stay, so that no line jumps.
    editor.change(uri, TEXT.replace("\n", "\r\n"))
    assert await shown(editor, uri) == found
    editor.change(uri, TEXT.replace("weekly}", "weekly"))
    assert [title for _, title in await shown(editor, uri)] == [title for _, title in found]

    # Of a state that is gone they still say where they lead.
    editor.change(uri, "project: {stage: pilot}\n")
    await shown(editor, uri)
    lens.data = [uri, 1, "rag"]
    late = await editor.client.code_lens_resolve_async(lens)
    assert late.command
    assert late.command.title == "Compare the four approaches"
    assert {one.range for one in await asked(editor, uri)} == set()
    editor.close(uri)
    assert (await editor.client.code_lens_resolve_async(lens)).command == late.command
    assert await asked(editor, uri) == []
    assert await asked(editor, editor.open("approach: {choice: rag}\n", "other.yaml")) == []


async def test_lenses_speak_chinese_and_follow_the_settings(client: Client, tmp_path: Path) -> None:
    editor = await session(client, "visual-studio-code", tmp_path, language="zh")
    uri = editor.open(TEXT)
    titles = [title for _, title in await shown(editor, uri)]
    assert titles == [
        "5 个事实未写明",
        "prompt-only：无法判断",
        "rag：未发现反对理由",
        "fine-tuning：存疑（1 个警告）",
        "hybrid：未发现反对理由",
    ]
    refreshed = heard(client, types.WORKSPACE_CODE_LENS_REFRESH)
    client.set_configuration({"llm-project-lint": {"codeLens": False}})
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    await refreshed(SECONDS)
    assert await asked(editor, uri) == []


def lenses(text: str) -> list[types.CodeLens]:
    document = state(text)
    server: Any = type(
        "Stub",
        (),
        {
            "snapshot": lambda _, uri: document,
            "known": lambda _, uri, index: (
                (document, document.judged[index]) if document.judged[index].checked else None
            ),
            "chosen": ClientSettings(),
            "spoken": "en",
        },
    )()
    return code_lens._lenses(server, types.CodeLensParams(types.TextDocumentIdentifier(URI)))


def test_one_fact_is_one_fact_and_none_is_not_told() -> None:
    assert [one.command.title for one in lenses(NINETY_LINES) if one.command] == []
    one_less = NINETY_LINES.replace("  max_staleness: 14d\n", "")
    assert [one.command.title for one in lenses(one_less) if one.command] == ["1 fact not stated"]


def test_there_is_nothing_above_what_says_nothing() -> None:
    for text in ("", "# nothing\n", "- a\n", "just text\n", "{}\n", "a: [\n"):
        assert lenses(text) == [], text


def test_where_all_are_undecided_one_lens_says_so() -> None:
    title = "Too little is stated to compare the approaches"
    (lens,) = [one for one in lenses("approach:\n  choice:\n") if one.range.start == at(1, 2)]
    assert lens.range == types.Range(at(1, 2), at(1, 8))
    assert lens.data is None
    assert lens.command == types.Command(title, "llm-project-lint.decide", arguments=[URI, 0, {"show": "verdicts"}])
    assert len([one for one in lenses(TEXT) if one.data]) == 4


async def test_what_is_waived_is_told(client: Client, tmp_path: Path) -> None:
    editor = await session(client, "neovim", tmp_path)
    five = (CASES / "five-lines" / "llm-project.yaml").read_text()
    uri = editor.open(five)
    assert "fine-tuning: contradicted (1 error, 3 warnings)" in {title for _, title in await shown(editor, uri)}
    waivers = "waivers:\n  - {rule: freshness-unmet, reason: tried}\n"
    editor.change(uri, five + waivers)
    titles = {title for _, title in await shown(editor, uri)}
    assert "fine-tuning: in question (3 warnings; 1 error waived)" in titles
    # Nothing is left, but what is accepted is still told.
    rules = (
        "finetune-dynamic-data",
        "finetune-too-few-labels",
        "knowledge-gap-finetune",
        "retrain-slower-than-updates",
    )
    editor.change(uri, five + waivers + "".join(f"  - {{rule: {rule}, reason: tried}}\n" for rule in rules))
    titles = {title for _, title in await shown(editor, uri)}
    assert "fine-tuning: nothing against it (1 error, 3 warnings waived)" in titles


def test_a_long_document_is_compared_only_when_asked_for() -> None:
    entries = "".join(f"    - {{name: s{number}, updates: daily}}\n" for number in range(MOST_COMPARED // 3))
    *_, last = lenses(f"data:\n  knowledge:\n   sources:\n{entries}approach: {{choice: rag}}\n")
    assert last.data is None
    assert last.command == types.Command(
        "Compare the four approaches", "llm-project-lint.decide", arguments=[URI, 0, {"show": "verdicts"}]
    )
