"""Commands: what an editor shows of decisions, rules and configuration, and what it is told of wrong requests."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from llm_project_lint.outputs.page import page
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import load_rulebook
from tests.cli.run import lint
from tests.lsp.conftest import TODAY, session
from tests.lsp.editor import Client, Editor

DECIDE, EXPLAIN = "llm-project-lint.decide", "llm-project-lint.explain"
CONFIGURATION, APPLY = "llm-project-lint.configuration", "llm-project-lint.applyEdit"
RULE = "finetune-dynamic-data"
TUNED = """\
project: {name: '客服 😀 ```` <img src=x>'}
data: {knowledge: {updates: weekly}, training: {examples: 4000}}
approach: {choice: fine-tuning}
"""


async def done(editor: Editor, command: str, *arguments: Any) -> Any:
    params = types.ExecuteCommandParams(command, list(arguments))
    return await editor.client.workspace_execute_command_async(params)


def inside(block: str) -> str:
    """The text of a block of code that takes up the whole of a Markdown text."""
    first, *lines, last, end = block.split("\n")
    fence = first.removesuffix("text")
    assert set(fence) == {"`"}
    assert (last, end) == (fence, "")
    assert not any(line.startswith(fence) for line in lines)
    assert fence not in "\n".join(lines)
    return "\n".join(lines) + "\n"


async def test_decide_is_what_the_command_says(vscode: Editor) -> None:
    text = f"{TUNED}---\n{TUNED.replace('客服', 'second')}"
    uri = vscode.open(text)
    path = str(vscode.folder / "llm-project.yaml")
    told = lint("decide", path, "--today", TODAY, cwd=vscode.folder).out.replace("llm-project.yaml, ", f"{path}, ")
    assert "What would change a verdict:" in told
    assert inside(await done(vscode, DECIDE, uri)).replace(path, "") == told.replace(path, "")
    second = inside(await done(vscode, DECIDE, uri, 1))
    assert second.startswith(f"{path}, second")
    assert told.replace(path, "").endswith("\n" + second.replace(path, ""))
    data = await done(vscode, DECIDE, uri, {"format": "json"})
    assert [one["name"] for one in data["decisions"]] == ["客服 😀 ```` <img src=x>", "second 😀 ```` <img src=x>"]
    (one,) = (await done(vscode, DECIDE, uri, 1, {"format": "json"}))["decisions"]
    assert (one["document"], one["chosen"]) == (2, "fine-tuning")
    assert await done(vscode, DECIDE, uri, None, {"format": "json"}) == data
    broken = vscode.open("a: [", "broken.llm-project.yaml")
    assert "Nothing is compared" in inside(await done(vscode, DECIDE, broken))


async def test_decide_as_a_page_is_that_of_the_command(vscode: Editor) -> None:
    text = f"{TUNED}---\n{TUNED.replace('客服', 'second')}"
    uri = vscode.open(text)
    (vscode.folder / "llm-project.yaml").write_text(text, encoding="utf-8")
    told = lint("check", "--format", "html", "--today", TODAY, cwd=vscode.folder).out
    page = await done(vscode, DECIDE, uri, None, {"format": "html"})
    assert page == told
    assert "<script" not in page
    assert re.findall(r'data-line="(\d+)"', page)
    vscode.open("a: [", "broken.llm-project.yaml")
    assert "data-line" in await done(vscode, DECIDE, vscode.uri("broken.llm-project.yaml"), None, {"format": "html"})


async def test_explain_is_the_page_or_the_trace(vscode: Editor) -> None:
    book = load_rulebook()
    shipped = Path(resource("docs", "rules", "en", f"{RULE}.md")).read_text(encoding="utf-8")
    assert await done(vscode, EXPLAIN, RULE) == page(book.rules[RULE], book, "en") == shipped
    assert (await done(vscode, EXPLAIN, "knowledge-gap")).startswith("# ")
    assert "unknown-key" in await done(vscode, EXPLAIN, "unknown-key")
    text = f"{TUNED}---\n{TUNED}"
    uri = vscode.open(text)
    path = vscode.folder / "llm-project.yaml"
    told = lint("explain", RULE, "--file", str(path), "--today", TODAY, cwd=vscode.folder).out
    assert inside(await done(vscode, EXPLAIN, RULE, uri)).replace(str(path), path.name) == told.replace(
        str(path), path.name
    )
    only = inside(await done(vscode, EXPLAIN, RULE, uri, 1))
    assert only.startswith(f"{path}:5  客服 😀 ```` <img src=x>\n")
    assert f"\n{only}" in inside(await done(vscode, EXPLAIN, RULE, uri))
    broken = vscode.open("a: [", "broken.llm-project.yaml")
    assert "No rule can judge a file like this" in inside(await done(vscode, EXPLAIN, RULE, broken))


async def test_configuration_is_what_holds_for_a_file(client: Client, tmp_path: Path) -> None:
    (tmp_path / "llm-project-lint.toml").write_text(
        f'preset = "strict"\nignore = ["{RULE}"]\n[thresholds]\nfew_examples = 70\n', encoding="utf-8"
    )
    editor = await session(client, "neovim", tmp_path)
    uri = editor.open(TUNED)
    path = str(tmp_path / "llm-project.yaml")
    told = lint("config", path, "--lang", "en", cwd=tmp_path).out
    shown = inside(await done(editor, CONFIGURATION, uri))
    here = f"{tmp_path}{os.sep}"
    assert (
        shown.replace(here, "").replace("llm-project-lint.language", "--lang").split() == told.replace(here, "").split()
    )
    assert "few_examples" in shown
    described = await done(editor, CONFIGURATION, uri, {"format": "json"})
    off = [one["rule"] for one in described["rules"] if not one["on"]]
    assert off == [RULE]
    assert described["file"] == str(tmp_path / "llm-project-lint.toml")
    assert described["values"][0]["value"] == "strict"
    # a document that is on no disk goes by the folder it is made in
    untitled = await done(editor, CONFIGURATION, "untitled:Untitled-1", {"format": "json"})
    assert (untitled["path"], untitled["file"]) == ("untitled:Untitled-1", described["file"])


async def test_wrong_requests_are_refused_in_a_sentence(vscode: Editor) -> None:
    uri = vscode.open(TUNED)
    other = vscode.open("a: b\n", "other.yaml")
    wrong: list[tuple[str, list[Any], str]] = [
        (DECIDE, [], "takes the URI"),
        (DECIDE, [None], "takes the URI"),
        (DECIDE, [7], "takes the URI"),
        (DECIDE, [uri, "0"], "takes the URI"),
        (DECIDE, [uri, True], "takes the URI"),
        (DECIDE, [uri, 0, {"format": "xml"}], "takes the URI"),
        (DECIDE, [uri, {"format": "json"}, 0], "takes the URI"),
        (DECIDE, [uri, 0, None, None, None], "takes the URI"),
        (DECIDE, [other], "no project file that is open"),
        (DECIDE, ["file:///nowhere"], "no project file that is open"),
        (DECIDE, [uri, 1], "no document 1"),
        (DECIDE, [uri, -1], "no document -1"),
        (EXPLAIN, [], "takes the name of a rule"),
        (EXPLAIN, [["x"]], "takes the name of a rule"),
        (EXPLAIN, ["../README"], "no rule `../README`"),
        (EXPLAIN, ["\x1b]0;\n" + "x" * 999], "no rule `␛]0;␊x"),
        (EXPLAIN, [RULE, other], "no project file that is open"),
        (EXPLAIN, [RULE, uri, 9], "no document 9"),
        (CONFIGURATION, [{}], "takes the URI of a file"),
        (APPLY, [], "takes what a code action"),
        (APPLY, [uri], "takes what a code action"),
        (APPLY, [{"uri": [], "document": 0, "state": "1", "changes": []}], "what a code action"),
        (APPLY, [{"uri": uri, "document": "0", "state": "1", "changes": []}], "what a code action"),
        (APPLY, [{"uri": uri, "document": 0, "state": "1", "changes": [{"kind": "set"}]}], "what a code action"),
    ]
    for command, arguments, said in wrong:
        with pytest.raises(JsonRpcException) as raised:
            await done(vscode, command, *arguments)
        assert (raised.value.code, said in raised.value.message) == (types.ErrorCodes.InvalidParams, True), arguments
        assert "\n" not in raised.value.message
        assert len(raised.value.message) < 300
    with pytest.raises(JsonRpcException, match="is not defined") as raised:
        await done(vscode, "llm-project-lint.unknown")
    assert raised.value.code == types.ErrorCodes.InvalidParams
    with pytest.raises(JsonRpcException, match="has changed since"):
        await done(vscode, APPLY, {"uri": uri, "document": 0, "state": "", "changes": []})
    assert await done(vscode, EXPLAIN, RULE)


async def test_commands_are_said_and_speak_chinese(client: Client, tmp_path: Path) -> None:
    editor = await session(client, "emacs", tmp_path, language="zh")
    uri = editor.open(TUNED)
    assert "选择 fine-tuning" in inside(await done(editor, DECIDE, uri))
    assert (await done(editor, EXPLAIN, RULE)).startswith("# ")
    with pytest.raises(JsonRpcException, match=r"^`llm-project-lint\.explain` 的参数应为：规则名；"):
        await done(editor, EXPLAIN)


async def test_the_commands_are_announced(client: Client) -> None:
    result = await client.initialize_session(types.InitializeParams(types.ClientCapabilities()))
    provider = result.capabilities.execute_command_provider
    assert provider
    assert sorted(provider.commands) == sorted([DECIDE, EXPLAIN, CONFIGURATION, APPLY])
