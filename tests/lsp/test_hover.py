"""Hovers: what a key means, how a value is understood, and what rules make of it."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from llm_project_lint.lsp.buffer import Buffer
from llm_project_lint.lsp.client import Client as Known
from llm_project_lint.lsp.handlers import hover
from llm_project_lint.lsp.markup import Markup
from llm_project_lint.lsp.readers import STATES, Reader
from llm_project_lint.lsp.snapshot import MOST_COMPARED, Snapshot
from llm_project_lint.model import Language, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.texts.hover import TEXTS
from tests.chinese import refused, slips
from tests.lsp.editor import Client, Editor, at
from tests.test_cases import CASES

FILES = sorted(CASES.glob("*/*llm-project.yaml"))
TODAY = datetime.date(2026, 11, 22)
TEXT = """\
project: {name: 客服😀, stage: pilot} # 😀
data: {knowledge: {owner: 客服😀, updates: 2 per week, tokens: 500 pages}, training: {examples: 4000}}
requirements: {languages: [en, zh-CN], max_staleness: 6mo}
approach:
  choice: fine-tuning
  reasons: [frequent-updates]
waivers:
  - {rule: finetune-dynamic-data, reason: tried, until: 2026-12-24}
"""
LINKS = re.compile(r"\]\(file://[^)]*/(en|zh)/([a-z-]+)\.md\)")


def short(text: str) -> str:
    """A hover in which links show no more than the language and the rule that they lead to."""
    return LINKS.sub(r"](\1/\2)", text)


async def asked(editor: Editor, uri: str, line: int, character: int) -> types.Hover | None:
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at(line, character))
    return await editor.client.text_document_hover_async(params)


async def said(editor: Editor, uri: str, line: int, character: int) -> str:
    found = await asked(editor, uri, line, character)
    assert found
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind == types.MarkupKind.Markdown
    return short(found.contents.value)


class Stub:
    """What the handler needs of a server, for what needs no connection."""

    def __init__(self, text: str, language: Language = "en", markdown: bool = True) -> None:
        linter = Linter(Settings(TODAY, language))
        self.state = Snapshot("file:///p.yaml", 1, Buffer(Source("p.yaml", text), "utf-16"), linter)
        self.client = Known(markdown_hover=markdown)
        self.spoken: Language = language

    def snapshot(self, _: str) -> Snapshot:
        return self.state

    def hover(self, offset: int) -> types.Hover | None:
        position = self.state.position(offset)
        server: Any = self
        return hover._hover(server, types.HoverParams(types.TextDocumentIdentifier("p"), position))

    def on(self, marked: str, inside: str = "") -> str:
        """What is said of a place in the text, by its first characters, or by some inside of them."""
        start = self.state.buffer.text.index(marked)
        found = self.hover(start + (marked.index(inside) if inside else 0) + 1)
        assert found
        assert isinstance(found.contents, types.MarkupContent)
        return short(found.contents.value)


async def test_a_value_is_understood_where_it_stands(editor: Editor) -> None:
    uri = editor.open(TEXT)
    # Behind Chinese and an emoji: each editor counts its own way.
    start = {"utf-8": 47, "utf-16": 41, "utf-32": 40}[editor.encoding]
    found = await asked(editor, uri, 1, start + 3)
    assert found
    assert found.range == types.Range(at(1, start), at(1, start + len("2 per week")))
    assert await said(editor, uri, 1, start + 3) == (
        "**Update cadence** `data.knowledge.updates`\n\n"
        "How often the facts behind the answers change; covers every source without a cadence of its own. Not how often"
        " we follow, which is `maintenance.reindex` or `maintenance.retrain`.\n\n"
        "`2 per week`: every 3.5 days\n\nRead by:\n\n"
        "- Facts that change are tuned into the model ([`finetune-dynamic-data`](en/finetune-dynamic-data)): waived\n"
        "- The training data are older than the plan to retrain allows"
        " ([`training-data-old`](en/training-data-old)): not decided\n"
        "- the facts change often ([`frequent-updates`](en/frequent-updates)): speaks for rag\n"
        "- 2 other rules read it and have nothing to say"
    )
    assert "waits for `maintenance.retrain`" in await said(editor, uri, 2, 54)
    assert await said(editor, uri, 2, 33) == "**Languages** `requirements.languages`\n\nLanguages users write and read."
    assert await said(editor, uri, 5, 15) == (
        "**Reasons** `approach.reasons`\n\n"
        "Why: known keys such as `frequent-updates` or `citations`, or free sentences.\n\n"
        "`frequent-updates`: The facts change often.\n\n1 rule reads it and has nothing to say"
    )

    # The same with other line breaks; and nothing where nothing is written, for other files, and behind the end.
    editor.change(uri, TEXT.replace("\n", "\r\n"))
    assert (await said(editor, uri, 2, 54)).startswith("**Freshness objective** `requirements.max_staleness`\n\n")
    assert "\n\n`6mo`: 180 days\n\n" in await said(editor, uri, 2, 54)
    editor.change(uri, "# a comment\nx-own: {a: b}\nprojekt: {name: x}\ndata: {knowledge: {tokens: }}\n\n")
    for line, character in ((0, 3), (1, 9), (2, 3), (2, 17), (3, 27), (4, 0), (99, 99)):
        assert await asked(editor, uri, line, character) is None, (line, character)
    assert await asked(editor, editor.open("project: {name: x}\n", "other.yaml"), 0, 3) is None
    assert await asked(editor, "file:///nowhere/llm-project.yaml", 0, 3) is None


async def test_a_key_is_explained_also_in_a_broken_file(vscode: Editor) -> None:
    uri = vscode.open(
        "project:\n  stage: pilot\nrequirements:\n  gap: [format]\n  languages: en\n  oops: [\n---\nversion: 1\n"
    )
    found = await asked(vscode, uri, 1, 2)
    assert found
    assert found.range == types.Range(at(1, 2), at(1, 7))
    assert await said(vscode, uri, 3, 5) == (
        "**Gap** `requirements.gap`\n\nWhat the base model lacks, as seen in tests.\n\n"
        "One value, or a list of them.\n\nValues:\n\n"
        "- `knowledge`: It does not know our facts.\n- `behavior`: It knows, but acts or decides wrongly.\n"
        "- `format`: Right content, wrong shape or tone.\n- `latency`: Good but too slow.\n"
        "- `cost`: Good but too expensive."
    )
    assert (await said(vscode, uri, 4, 4)).endswith(
        "A BCP 47 tag such as `zh` or `pt-BR`; `multilingual` for a model that claims all.\n\n"
        "One value, or a list of them.\n\nFor example: `zh`, `en`"
    )
    assert await said(vscode, uri, 1, 10) == (
        "**Stage** `project.stage`\n\nHow far the project is; decides how severe a missing plan is.\n\n"
        "`pilot`: Some real users."
    )
    assert (await said(vscode, uri, 3, 9)).endswith("\n\n`format`: Right content, wrong shape or tone.")
    assert (await said(vscode, uri, 7, 3)).startswith("**Format version** `version`\n\n")
    assert await said(vscode, uri, 0, 2) == (
        "**Project** `project`\n\nWhat the project is, how far it is, and who answers for it.\n\n"
        "Keys: `name`, `sector`, `audience`, `stage`, `owner`, `commercial`, `monthly_active_users`, `team`"
    )


async def test_the_choice_shows_the_four_side_by_side(vscode: Editor) -> None:
    uri = vscode.open(
        "approach: {choice: rag}\n---\ndata: {knowledge: {updates: weekly}, training: {examples: 4000}}\n"
        "requirements: {consistency: high}\napproach: {choice: fine-tuning}\n"
    )
    assert await said(vscode, uri, 4, 20) == (
        "**Choice** `approach.choice`\n\nThe decision. A tuned embedding model or reranker alone is `rag`.\n\n"
        "`fine-tuning`: The answering model is trained on our data; nothing is searched.\n\n"
        "| approach | verdict | against it | speaks for it |\n| --- | --- | --- | --- |\n"
        "| prompt-only | undecided | - | - |\n"
        "| rag | nothing against it | - | 1 strong |\n"
        "| fine-tuning | in question | 1 warning | 1 weak |\n"
        "| hybrid | nothing against it | - | 1 strong, 1 weak |\n\n"
        "- Speaks for fine-tuning, hybrid: answers must be consistent (weak)\n"
        "- Speaks for rag, hybrid: the facts change often"
    )
    assert "| rag | undecided | - | - |" in await said(vscode, uri, 0, 20)


async def test_a_client_without_markdown_gets_the_same_in_plain_text(client: Client, tmp_path: Path) -> None:
    plain = types.ClientCapabilities(text_document=types.TextDocumentClientCapabilities())
    options = {"today": TODAY.isoformat(), "language": "zh"}
    await client.initialize_session(
        types.InitializeParams(plain, workspace_folders=[], process_id=None, initialization_options=options)
    )
    editor = Editor(client, tmp_path)
    uri = editor.open(TEXT)
    found = await asked(editor, uri, 4, 12)
    assert found
    assert found.contents == types.MarkupContent(
        types.MarkupKind.PlainText,
        "选择 approach.choice\n\n选定的方案。只微调嵌入模型或重排模型，仍属于 rag。\n\n"
        "fine-tuning：用我们的数据训练生成回答的模型，不做检索。\n\n"
        "方案 | 结论 | 反对理由 | 支持理由\nprompt-only | 无法判断 | - | -\nrag | 未发现反对理由 | - | 强 1 项\n"
        "fine-tuning | 无法判断 | 已豁免 1 个警告 | -\nhybrid | 未发现反对理由 | - | 强 1 项\n\n"
        "- 支持 rag、hybrid：事实更新频繁",
    )


def test_a_waiver_shows_its_rule_and_the_days_it_has_left() -> None:
    stub = Stub(TEXT)
    assert stub.on("finetune-dynamic-data") == (
        "**Rule** `waivers[].rule`\n\nName of the rule.\n\nFacts that change are tuned into the model\n\n"
        "Retrieval reads the knowledge as it is now; weights only change when the model is trained again.\n\n"
        "hides here: warning, line 2\n\n[All about this rule](en/finetune-dynamic-data)"
    )
    until = "**Until** `waivers[].until`\n\nLast day on which the waiver holds.\n\n"
    assert stub.on("2026-12-24") == f"{until}`2026-12-24`: 32 days left"
    for day, left in (
        ("2026-11-22", "today is the last day"),
        ("2026-11-23", "1 day left"),
        ("2026-11-21", "over for 1 day"),
        ("2025-11-22", "over for 365 days"),
    ):
        assert Stub(TEXT.replace("2026-12-24", day)).on(day) == f"{until}`{day}`: {left}"
    assert "hides" not in Stub(TEXT.replace("2026-12-24", "2026-11-21")).on("finetune-dynamic-data")
    again = TEXT + "  - {rule: citations-without-retrieval, reason: tried}\n"
    assert "hides" not in Stub(again).on("citations-without-retrieval")
    assert Stub(TEXT.replace("finetune-dynamic-data", "no-such-rule")).on("no-such-rule") == (
        "**Rule** `waivers[].rule`\n\nName of the rule."
    )


def test_what_is_reported_right_there_comes_first_and_in_bold() -> None:
    text = "data: {knowledge: {updates: weekly}, training: {facts: changing, examples: 90}}\n"
    text += "approach: {choice: fine-tuning}\n"
    stub = Stub(text)
    marked = {one.rule: one for one in stub.state.reports[0].findings}
    assert text[slice(*marked["finetune-dynamic-data"].span)] == "weekly"
    assert text[slice(*marked["finetune-too-few-labels"].span)] == "90"
    link = "[`finetune-dynamic-data`](en/finetune-dynamic-data)"
    assert f"Read by:\n\n- **Facts that change are tuned into the model ({link}): warning, line 1**\n" in stub.on(
        "weekly"
    )
    severity = marked["finetune-too-few-labels"].severity
    assert f"([`finetune-too-few-labels`](en/finetune-too-few-labels)): {severity}, line 1**\n" in stub.on("90}")
    plain = Stub(text, markdown=False).on("weekly")
    assert "- Facts that change are tuned into the model (finetune-dynamic-data): warning, line 1\n" in plain
    staged = Stub("project: {stage: pilot}\n" + text).on("pilot")
    assert "([`finetune-too-few-labels`](en/finetune-too-few-labels)): info, line 2**" in staged


def test_what_reports_comes_first_and_many_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub((CASES / "sketch-fine-tuning" / "llm-project.yaml").read_text("utf-8"))
    path = ("requirements", "gap", 0)
    readers = stub.state.readers(stub.state.judged[0]).of(path)
    states = [one.state for one in readers]
    assert states == sorted(states, key=STATES.index)
    assert len(set(states)) > 2
    told = [one.rule.id for one in readers if one.state != "clear"]

    def listed() -> list[str]:
        return [line for line in stub.on("behavior").splitlines() if line.startswith("- ")]

    assert re.findall(r"\(\[`([a-z-]+)`\]", "\n".join(listed())) == told
    assert listed()[-1] == f"- {len(readers) - len(told)} other rules read it and have nothing to say"
    monkeypatch.setattr(hover, "MOST_READERS", 2)
    assert len(told) == 3
    assert re.findall(r"\(\[`([a-z-]+)`\]", "\n".join(listed())) == told[:2]
    assert listed()[2:] == ["- and 1 more", "- 4 other rules read it and have nothing to say"]


HOSTILE = "`](http://e.vil) <img src=x> ![a](b) ``` \u202e \n\n# 客服😀"


def test_what_a_file_says_is_no_markup() -> None:
    said = json.dumps(HOSTILE, ensure_ascii=False)
    stub = Stub(
        f"project: {{name: {said}, sector: {said}}}\n"
        f"data: {{knowledge: {{sources: [{{name: {said}, updates: weekly, domains: [{said}], quality: curated}}]}}}}\n"
        f"requirements: {{domains: {{now: [{said}]}}, sample_questions: [{said}], languages: [en, de]}}\n"
        f"cost: {{currency: {said}, budget: {{monthly: 900}}}}\n"
        f"approach: {{choice: rag, reasons: [{said}]}}\nwaivers: [{{rule: {said}, reason: {said}, at: {said}}}]\n"
    )
    assert stub.on("900").startswith("**Monthly** `cost.budget.monthly`\n\nLimit on what is spent per month")
    assert "\n\n`900`: 900.00\n\nRead by:" in stub.on("900")
    (judged,) = stub.state.judged
    told = [stub.hover(mark.value.start) for mark in judged.document.marks.values()]
    assert len([one for one in told if one]) > 10
    assert not any("e.vil" in str(one) for one in told)
    # Where a rule waits for a place in an entry, the name of the entry is told.
    for markdown, place in ((True, "````s[{}].quality````"), (False, "s[{}].quality")):
        writer = hover._Writer(stub.state, judged, Markup(markdown), "en")
        reader = Reader(load_rulebook().rules["rag-raw-knowledge"], "waiting", waits=(f"s[{HOSTILE}].quality",))
        shown = "`](http://e.vil) <img src=x> ![a](b) ``` \ufffd # 客服😀"
        assert writer._state(reader) == f"waits for {place.format(shown)}"
    reader = reader._replace(waits=("a", "b", "c", "d"))
    assert writer._state(reader) == "waits for a, b and 2 more"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a``b", "``` `a``b ```"),
        ("", ""),
        ("\x1b[1m\u202e", "`␛[1m\ufffd`"),
        ("a\n\nb", "`a b`"),
    ],
)
def test_text_of_a_user_is_code_that_it_cannot_leave(text: str, code: str) -> None:
    assert Markup(True).user(text) == code


def test_an_alias_stands_for_its_value_but_not_for_its_keys() -> None:
    text = (
        "data:\n  knowledge:\n    sources:\n      - &one {name: a, updates: &pace P1M}\n      - {<<: *one, name: b}\n"
        "maintenance: {reindex: *pace}\nrequirements: {accuracy: &all {metric: f1}}\nevaluation: *all\n"
    )
    stub = Stub(text)
    assert "`P1M`: every 30 days" in stub.on("*pace")
    assert stub.hover(text.index("<<") + 1) is None
    assert stub.hover(text.index("*all") + 2) is None


def test_a_long_document_is_not_compared() -> None:
    entries = "".join(f"    - {{name: s{number}, updates: daily}}\n" for number in range(MOST_COMPARED // 3))
    stub = Stub(f"data:\n  knowledge:\n   sources:\n{entries}approach: {{choice: rag}}\n")
    assert "|" not in stub.on("rag}")
    assert stub.on("rag}").endswith("\n\n`rag`: Text is searched for each request and put before an untuned model.")
    assert "speaks for rag" in stub.on("daily")


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize(("language", "markdown"), [("en", True), ("zh", True), ("zh", False)])
def test_every_place_of_every_case_has_a_sound_hover(case: Path, language: Language, markdown: bool) -> None:
    stub = Stub(case.read_text("utf-8"), language, markdown)
    told = 0
    for judged in stub.state.judged:
        for mark in judged.document.marks.values():
            for span in filter(None, (mark.key, mark.value)):
                found = stub.hover(span.start)
                if found is None:
                    continue
                told += 1
                assert isinstance(found.contents, types.MarkupContent)
                text = found.contents.value
                assert found.range
                assert found.range.start <= stub.state.position(span.start) <= found.range.end
                assert "\n\n\n" not in text
                assert markdown or "**" not in text
                if markdown:
                    assert not re.search(r"[<>]|!\[|https?:", re.sub("(`+).+?\\1", "", text)), text
                if language == "zh" and markdown:
                    prose = re.sub(r"\[[^\]]*\]\([^)]*\)", "``", text)
                    assert slips(prose) == [], text
                    assert refused(prose) == []
    assert told > 5


def test_the_texts_are_well_set() -> None:
    for key, (english, chinese) in TEXTS.items():
        assert re.findall(r"\{\w+\}", english) == re.findall(r"\{\w+\}", chinese), key
        assert slips(chinese) == [], key
