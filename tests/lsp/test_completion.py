"""Completion over the protocol: what is offered where, for what it stands, and what a client can take of it."""

from pathlib import Path
from typing import Any

from lsprotocol import types

from tests.lsp.conftest import capabilities
from tests.lsp.editor import Client, Editor, at
from tests.test_cases import CASES


async def ask(editor: Editor, uri: str, line: int, character: int) -> types.CompletionList | None:
    """What is offered at a position."""
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), at(line, character))
    found = await editor.client.text_document_completion_async(params)
    assert found is None or isinstance(found, types.CompletionList)
    return found


async def typed(editor: Editor, uri: str, text: str) -> dict[str, types.CompletionItem]:
    """What is offered at the `^` of a text, by label, in the order of its sort texts."""
    before, after = text.split("^")
    editor.change(uri, before + after)
    line = before.count("\n")
    last = before.rpartition("\n")[2]
    found = await ask(editor, uri, line, units(last, editor))
    items = sorted(found.items, key=lambda item: item.sort_text or "") if found else []
    return {item.label: item for item in items}


def units(text: str, editor: Editor) -> int:
    """The length of a text as a client counts it."""
    general = editor.client.capabilities.general if editor.client.capabilities else None
    encoding = ((general and general.position_encodings) or ["utf-16"])[0]
    if encoding == "utf-8":
        return len(text.encode())
    return len(text) if encoding == "utf-32" else len(text.encode("utf-16-le")) // 2


def new_text(item: types.CompletionItem) -> str:
    """What an item puts in."""
    assert item.text_edit
    return item.text_edit.new_text


async def test_keys_are_offered_with_what_they_need(vscode: Editor) -> None:
    uri = vscode.open("")
    items = await typed(vscode, uri, "^")
    assert next(iter(items)) == "project"
    assert list(items)[-1] == "version"  # few files need one
    assert new_text(items["version"]) == "version: 1"
    items = await typed(vscode, uri, "approach: {choice: rag}\n^")
    assert list(items)[-1] == "version"
    items = await typed(vscode, uri, "version: 1\npro^")
    assert list(items)[:2] == ["project", "data"]
    assert "version" not in items
    project = items["project"]
    assert project.kind == types.CompletionItemKind.Property
    assert project.detail == "What the project is, how far it is, and who answers for it."
    assert project.insert_text_format == types.InsertTextFormat.Snippet
    assert project.insert_text_mode == types.InsertTextMode.AsIs
    assert project.documentation is None
    assert project.text_edit == types.InsertReplaceEdit(
        "project:\n  $0", insert=types.Range(at(1, 0), at(1, 3)), replace=types.Range(at(1, 0), at(1, 3))
    )
    items = await typed(vscode, uri, "project:\n    name: bot\n    sta^ge: pilot\n    team:\n      ml_engineers: 1\n")
    assert not {"name", "team"} & items.keys()
    assert items["stage"].text_edit == types.InsertReplaceEdit(
        "stage", insert=types.Range(at(2, 4), at(2, 7)), replace=types.Range(at(2, 4), at(2, 9))
    )
    items = await typed(vscode, uri, "project:\n    ^\n")
    assert new_text(items["stage"]) == "stage: $1"  # nobody has chosen one of them
    assert new_text(items["commercial"]) == "commercial: $1"
    assert new_text(items["name"]) == "name: $1"
    assert new_text(items["team"]) == "team:\n        $0"  # four columns, as the document does it


async def test_lists_and_brackets(vscode: Editor) -> None:
    uri = vscode.open("")
    items = await typed(vscode, uri, "data:\n  knowledge:\n    ^\n")
    assert new_text(items["sources"]) == "sources:\n      - name: $1"
    items = await typed(vscode, uri, "data:\n  knowledge:\n    sources:\n      ^\n")
    assert list(items)[:2] == ["- name", "- format"]
    assert new_text(items["- format"]) == "- format: $1"
    assert items["- format"].filter_text == "format"
    items = await typed(vscode, uri, "waivers:\n-^\n")
    assert list(items)[:2] == ["rule", "reason"]
    assert new_text(items["rule"]) == " rule: $1"
    items = await typed(vscode, uri, "waivers:\n  ^")
    assert new_text(items["- rule"]) == "- rule: $1\n    reason: $2"
    items = await typed(vscode, uri, "data: {knowledge: {updates: weekly,^}}\n")
    assert "updates" not in items
    assert new_text(items["sources"]) == " sources: [{name: $1\\}]"
    items = await typed(vscode, uri, "data: {knowledge: {sources: [^]}}\n")
    assert new_text(items["{name}"]) == "{name: $1\\}"
    items = await typed(vscode, uri, '{\n  ^\n  "project": {"name": "x"}\n}\n')
    assert "project" not in items
    assert new_text(items["data"]) == "data: {$1\\},"
    items = await typed(vscode, uri, '{"project": {"na^"}}\n')
    assert new_text(items["name"]) == "name"
    items = await typed(vscode, uri, "requirements:\n  gap: [knowledge, ^, cost]\n")
    assert list(items) == ["behavior", "format", "latency"]
    items = await typed(vscode, uri, "requirements:\n  gap:\n    - knowledge\n    - ^\n    - cost\n")
    assert list(items) == ["behavior", "format", "latency"]
    items = await typed(vscode, uri, "requirements:\n  gap:\n    ^\n")
    assert new_text(items["- knowledge"]) == "- knowledge"


async def test_values_with_what_they_mean(editor: Editor) -> None:
    uri = editor.open("")
    # A byte, two code units, or one code point: the place is the same.
    items = await typed(editor, uri, "project: {name: 😁客服, stage: pi^lot}\n")
    assert list(items) == ["idea", "prototype", "pilot", "production"]
    pilot = items["pilot"]
    # Emacs does not say which kinds it knows; then it may know those of the first version only.
    declared = "emacs" not in editor.kind
    assert pilot.kind == (types.CompletionItemKind.EnumMember if declared else types.CompletionItemKind.Value)
    assert pilot.detail == "Some real users."
    resolved = await editor.client.completion_item_resolve_async(pilot)
    assert resolved.documentation is None
    start = units("project: {name: 😁客服, stage: ", editor)
    whole = types.Range(at(0, start), at(0, start + 5))
    if isinstance(pilot.text_edit, types.InsertReplaceEdit):
        assert pilot.text_edit.replace == whole
        assert pilot.text_edit.insert == types.Range(at(0, start), at(0, start + 2))
    else:
        assert pilot.text_edit == types.TextEdit(whole, "pilot")
    items = await typed(editor, uri, "project:\r\n  stage:^\r\n")
    assert new_text(items["idea"]) == " idea"
    items = await typed(editor, uri, "project:\n  commercial: t^")
    assert list(items) == ["true", "false"]
    items = await typed(editor, uri, "data:\n  knowledge:\n    ^")
    updates = items["updates"]
    snippets = updates.insert_text_format == types.InsertTextFormat.Snippet
    assert new_text(updates) == ("updates: $1" if snippets else "updates: ")
    assert new_text(items["sources"]) == ("sources:\n  - name: $1" if snippets else "sources:") or (
        updates.insert_text_mode == types.InsertTextMode.AsIs
    )
    described = updates.documentation or (await editor.client.completion_item_resolve_async(updates)).documentation
    text = described if isinstance(described, str) else getattr(described, "value", "")
    assert text.startswith("How often the facts behind the answers change")
    assert ("`weekly`" in text) == isinstance(described, types.MarkupContent)


async def test_cadences_units_and_days(vscode: Editor) -> None:
    uri = vscode.open("")
    items = await typed(vscode, uri, "data: {knowledge: {updates: ^}}")
    assert list(items)[:3] == ["realtime", "hourly", "daily"]
    assert items["quarterly"].detail == "every 91 days"
    assert "static" in items
    assert "never" not in items  # the same
    assert "never" in await typed(vscode, uri, "maintenance: {retrain: ^}")
    items = await typed(vscode, uri, "data: {knowledge: {updates: 2^}}")
    assert list(items)[:7] == ["2d", "2w", "2mo", "2h", "2y", "2min", "2 per hour"]
    assert {"2 per week", "2 per year"} <= items.keys()
    assert "2GB" not in items
    assert items["2 per week"].detail == "every 3.5 days"
    items = await typed(vscode, uri, "data:\n  knowledge:\n    updates: 2 per ^")
    assert "2 per month" in items
    assert all(label.startswith("2 per ") for label in items)
    items = await typed(vscode, uri, "requirements:\n  max_staleness: 36^")
    assert list(items)[:6] == ["36d", "36w", "36mo", "36h", "36y", "36min"]
    assert not {"36ms", "36s"} & items.keys()
    assert items["36h"].detail == "36 hours"
    editor_list = await ask(vscode, uri, 1, 19)
    assert editor_list
    assert editor_list.is_incomplete
    items = await typed(vscode, uri, "performance:\n  gpus:\n    - memory: 24^")
    assert list(items)[:4] == ["24GB", "24GiB", "24MB", "24TB"]
    for text, labels in (
        ("performance: {latency: {p95: 5^}}", ["5s", "5ms", "5min"]),
        ("data: {knowledge: {tokens: 12^}}", ["12", "12k", "12M", "12 pages"]),
        ("data: {knowledge: {documents: 12^}}", ["12", "12k", "12M"]),
        ("approach: {model: {parameters: 8^}}", ["8", "8B", "8M", "8T", "8k"]),
        ("data: {domain_corpus: {tokens: 8^}}", ["8", "8B", "8M", "8T", "8k"]),
        ("requirements: {accuracy: {target: 85^}}", ["85", "85%"]),
        ("cost: {budget: {monthly: 5.5^}}", ["5.5", "5.5k", "5.5M"]),
        ("cost: {prices: {input_per_million: 5^}}", ["5"]),
        ("project: {team: {ml_engineers: 2^}}", ["2"]),
        ("cost: {currency: ^}", ["USD", "EUR", "CNY", "GBP", "JPY"]),
    ):
        assert list(await typed(vscode, uri, text))[: len(labels)] == labels, text
    items = await typed(vscode, uri, "maintenance:\n  review: {next: ^}")
    assert list(items) == ["2027-02-22", "2027-05-22", "2027-11-22", "2026-11-22"]
    items = await typed(vscode, uri, "maintenance:\n  review: {last: ^}")
    assert list(items) == ["2026-11-22"]


async def test_rules_in_waivers(vscode: Editor) -> None:
    uri = vscode.open("")
    items = await typed(vscode, uri, "waivers:\n  - rule: fine^\n    reason: none\n")
    dynamic = items["finetune-dynamic-data"]
    assert dynamic.detail == "Facts that change are tuned into the model"
    resolved = await vscode.client.completion_item_resolve_async(dynamic)
    assert isinstance(resolved.documentation, types.MarkupContent)
    assert "Retrieval reads the knowledge as it is now" in resolved.documentation.value
    assert "rule" not in await typed(vscode, uri, "waivers:\n  - rule: x\n    ^\n")
    assert not await typed(vscode, uri, "waivers:\n  - rule: x\n    reason: because fine^")
    items = await typed(vscode, uri, "approach:\n  reasons: [frequent-updates, ^]")
    assert "frequent-updates" not in items
    assert items["narrow-task"].detail == "The model does one narrow task."
    assert "latency" not in items  # what no rule compares


async def test_what_is_reported_is_what_a_waiver_is_for(vscode: Editor) -> None:
    five = (CASES / "five-lines" / "llm-project.yaml").read_text()
    waiver = "waivers:\n  - rule: ^\n    reason: tried\n"
    uri = vscode.open((five + waiver).replace("^", ""))
    # Before the diagnostics are known nobody waits for them.
    assert next(iter(await typed(vscode, uri, five + waiver))) not in ("freshness-unmet", "finetune-dynamic-data")
    await vscode.diagnostics(uri)
    found = await ask(vscode, uri, 6, len("  - rule: "))
    assert found
    items = sorted(found.items, key=lambda item: item.sort_text or "")
    assert {one.label for one in items[:4]} >= {"finetune-dynamic-data", "finetune-too-few-labels"}
    details = {one.label: one.detail for one in items}
    assert details["finetune-dynamic-data"] == "warning, line 2: Facts that change are tuned into the model"
    assert str(details["freshness-unmet"]).startswith("error, line 4: ")
    assert not any("line" in str(one.detail) for one in items[12:])

    # Without a reason nothing is waived.
    rules = ("finetune-too-few-labels", "freshness-unmet")
    text = five + "waivers:\n" + "".join(f"  - {{rule: {rule}, at: , reason: }}\n" for rule in rules)
    vscode.change(uri, text)
    await vscode.diagnostics(uri)
    for line, first in ((6, "data.training.examples"), (7, "maintenance.retrain")):
        found = await ask(vscode, uri, line, text.splitlines()[line].index("at: ") + 4)
        assert found
        assert min(found.items, key=lambda item: item.sort_text or "").label == first


async def test_vs_code_opens_the_list_for_the_value(client: Client, tmp_path: Path) -> None:
    await client.initialize_session(
        types.InitializeParams(
            capabilities("visual-studio-code"),
            client_info=types.ClientInfo("Visual Studio Code - Insiders"),
            workspace_folders=[],
            process_id=None,
        )
    )
    editor = Editor(client, tmp_path)
    uri = editor.open("")
    items = await typed(editor, uri, "project:\n  ^")
    assert items["stage"].command == types.Command("", "editor.action.triggerSuggest")
    assert items["commercial"].command
    assert items["name"].command is None  # any text
    assert items["team"].command  # its keys
    assert (await typed(editor, uri, "project:\n  stage: pi^"))["pilot"].command is None
    assert (await typed(editor, uri, "project:\n  sta^ge: pilot"))["stage"].command is None
    assert (await typed(editor, uri, "waivers:\n  ^"))["- rule"].command
    assert (await typed(editor, uri, "^"))["version"].command is None


async def test_places_of_findings_in_waivers(vscode: Editor) -> None:
    text = (
        "data: {knowledge: {updates: weekly}}\napproach: {choice: fine-tuning}\nwaivers: [{rule: x, reason: y, at: }]\n"
    )
    uri = vscode.open(text)
    assert await vscode.diagnostics(uri)
    found = await ask(vscode, uri, 2, text.splitlines()[2].index("}"))
    assert found
    assert "data.knowledge.updates" in {item.label for item in found.items}
    # Of a rule that is known its own places, and what is reported there.
    text = text.replace("rule: x", "rule: finetune-dynamic-data")
    vscode.change(uri, text)
    assert await vscode.diagnostics(uri)
    found = await ask(vscode, uri, 2, text.splitlines()[2].index("}"))
    assert found
    assert {item.label: item.detail for item in found.items} == {"data.knowledge.updates": "warning, line 1: "}


async def test_what_is_reported_is_known_while_somebody_types(editor: Editor) -> None:
    text = "data: {knowledge: {updates: weekly}}\napproach: {choice: fine-tuning}\nwaivers:\n  - rule: "
    uri = editor.open(text.removesuffix("waivers:\n  - rule: "))
    assert await editor.diagnostics(uri)
    editor.change(uri, text)
    found = await ask(editor, uri, 3, len("  - rule: "))
    assert found
    assert found.items[0].label == "finetune-dynamic-data"
    assert (found.items[0].detail or "").startswith("warning, line 1: ")


async def test_a_colon_alone_does_not_open_a_list(vscode: Editor) -> None:
    async def behind(text: str, sign: str) -> bool:
        uri = vscode.open(text)
        place = types.Position(text.count("\n"), len(text.splitlines()[-1]))
        kind = types.CompletionTriggerKind.TriggerCharacter if sign else types.CompletionTriggerKind.Invoked
        context = types.CompletionContext(kind, sign or None)
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), place, context)
        found = await vscode.client.text_document_completion_async(params)
        assert found is None or isinstance(found, types.CompletionList)
        return bool(found and found.items)

    # Enter would take the first of what is offered, where somebody begins a list or a section below.
    assert not await behind("requirements:\n  languages:", ":")
    assert not await behind("project:", ":")
    assert await behind("requirements:\n  languages:", "")
    assert await behind("project:\n  stage:", ":")


async def test_sentences_get_a_line_each(vscode: Editor) -> None:
    items = await typed(vscode, vscode.open(""), "approach:\n  rea^")
    assert new_text(items["reasons"]) == "reasons:\n    - $0"  # in brackets a comma would cut a sentence in two
    items = await typed(vscode, vscode.open(""), "approach: {rea^}")
    assert new_text(items["reasons"]) == "reasons: [$1]"


async def test_nothing_where_nothing_of_ours_can_stand(vscode: Editor) -> None:
    uri = vscode.open("")
    for text in (
        "# pro^",
        "project: {name: pi^}",
        "project:\n  name: a: ^\n",
        "project:\n  name: |\n    sta^\n",
        "project:\n  stage: pilot # pi^",
        "project:\n  stage: pilot\n    na^",
        "project: {stage: pilot} ^",
        "--- ^",
        "unknown:\n  na^",
        "project: [na^]",
        "data:\n  ^\n    knowledge:\n",
        "x-own: {sta^}",
    ):
        assert await typed(vscode, uri, text) == {}, text


async def test_broken_texts_and_several_documents(vscode: Editor) -> None:
    uri = vscode.open("")
    items = await typed(
        vscode, uri, "project: {name: [\n---\nproject:\n  name: second\n  ^\n---\nproject:\n  stage: idea\n"
    )
    assert "stage" in items
    assert "name" not in items
    items = await typed(vscode, uri, "requirements:\n  gap: [knowledge\n  ri^\n")
    assert "risk" in items
    assert "gap" not in items
    items = await typed(vscode, uri, "project: {name: 'it, stage: idea}\ndata: {kn^\n")
    assert "knowledge" in items


async def test_other_files_and_other_positions(vscode: Editor) -> None:
    other = vscode.open("pro", "values.yaml")
    assert await ask(vscode, other, 0, 3) is None
    assert await ask(vscode, "file:///nowhere/llm-project.yaml", 0, 0) is None
    uri = vscode.open("project:\n  ", "untitled:Untitled-1", "llm-project")
    for line, character in ((1, 2), (1, 99), (99, 99)):
        found = await ask(vscode, uri, line, character)
        assert found
        assert "name" in {item.label for item in found.items}


async def test_resolve_survives_what_is_not_ours(vscode: Editor) -> None:
    datas: tuple[Any, ...] = (
        None, 7, "x", [], {}, {"field": 1, "word": []}, {"field": "no.such", "word": ""},
        {"field": "", "word": "x"}, {"field": "project[]", "word": ""}, {"field": "waivers[].rule", "word": "no-rule"},
    )  # fmt: skip
    for data in datas:
        item = types.CompletionItem("label", data=data, documentation="kept")
        resolved = await vscode.client.completion_item_resolve_async(item)
        assert resolved.label == "label"
        assert resolved.documentation == "kept", data


async def test_in_chinese(client: Any, tmp_path: Any) -> None:
    from tests.lsp.conftest import session

    editor = await session(client, "neovim", tmp_path, language="zh")
    uri = editor.open("")
    items = await typed(editor, uri, "project:\n  ^")
    assert (
        items["stage"].detail == "项目进展到哪一步；缺少计划时，问题的严重程度由此决定。"
    )  # no repetition of its label
    assert (await typed(editor, uri, "approach:\n  reasons:\n    ^"))["- citations"].detail == "回答必须给出出处。"
    items = await typed(editor, uri, "project:\n  ^")
    assert isinstance(items["stage"].documentation, types.MarkupContent)
    assert "可取的值：" in items["stage"].documentation.value
