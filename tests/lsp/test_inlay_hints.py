"""Hints behind values: what they come to, where a reader would otherwise calculate."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from llm_project_lint.lsp.handlers import inlay_hints
from llm_project_lint.lsp.settings import ClientSettings
from llm_project_lint.lsp.values import calculated
from llm_project_lint.rulebook import load_rulebook
from tests.lsp.conftest import TODAY, session
from tests.lsp.editor import SECONDS, Client, Editor, at
from tests.lsp.states import LINTER, state
from tests.lsp.test_code_lens import heard

TEXT = """\
project: {name: 客服😀} # 😀
data: {knowledge: {tokens: 500 pages, sources: [{name: 客服😀, updates: 2 per week, last_reviewed: 2026-11-15}]}}
requirements:
  max_staleness: P1M   # a month
maintenance: {reindex: weekly, retrain: half-yearly}
---
waivers:
  - {rule: broad-coverage, reason: tried, until: "2026-12-24"}
  - {rule: fresh-answers, reason: tried, until: 2026-11-20}
"""


async def asked(editor: Editor, uri: str, first: int = 0, last: int = 999) -> list[tuple[int, int, str]]:
    """Where hints stand and what they say."""
    params = types.InlayHintParams(types.TextDocumentIdentifier(uri), types.Range(at(first, 0), at(last, 0)))
    found = await editor.client.text_document_inlay_hint_async(params)
    assert all(one.padding_left and isinstance(one.label, str) for one in found or ())
    return [(one.position.line, one.position.character, str(one.label)) for one in found or ()]


async def test_hints_stand_behind_values_in_the_asked_range(editor: Editor) -> None:
    uri = editor.open(TEXT)
    behind = {"utf-8": (86, 113), "utf-16": (80, 107), "utf-32": (79, 106)}[editor.encoding]
    first = [
        (1, 36, "about 200,000 tokens"),
        (1, behind[0], "every 3.5 days"),
        (1, behind[1], "7 days ago"),
    ]
    month, pace = (3, 20, "30 days"), (4, 51, "every 182 days")
    ends = [(7, 61, "32 days left"), (8, 58, "over for 2 days")]
    assert await asked(editor, uri) == [*first, month, pace, *ends]
    assert await asked(editor, uri, 2, 4) == [month]
    assert await asked(editor, uri, 4, 8) == [pace, ends[0]]
    assert await asked(editor, uri, 500, 600) == []
    assert await asked(editor, uri, 4, 2) == []

    editor.change(uri, TEXT.replace("\n", "\r\n"))
    assert await asked(editor, uri) == [*first, month, pace, *ends]
    # What can be read of a file that is being typed keeps its hints.
    editor.change(uri, TEXT + "  - {rule: x\n---\n")
    assert await asked(editor, uri, 0, 5) == [*first, month, pace]
    assert await asked(editor, editor.open("maintenance: {retrain: P1M}\n", "other.yaml")) == []
    assert await asked(editor, "file:///nowhere/llm-project.yaml") == []


async def test_hints_can_be_switched_off_and_follow_the_settings(client: Client, tmp_path: Path) -> None:
    editor = await session(client, "neovim", tmp_path, inlayHints=False)
    uri = editor.open(TEXT)
    assert await asked(editor, uri) == []
    refreshed = heard(client, types.WORKSPACE_INLAY_HINT_REFRESH)
    client.set_configuration({"llm-project-lint": {"inlayHints": True, "today": "2026-12-23"}})
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    await refreshed(SECONDS)
    assert (7, 61, "1 day left") in await asked(editor, uri)


@pytest.mark.parametrize(
    ("place", "raw", "hint"),
    [
        ("data.knowledge.updates", "weekly", ""),
        ("data.knowledge.updates", "static", ""),
        ("data.knowledge.updates", "biweekly", "every 14 days"),
        ("data.knowledge.updates", "quarterly", "every 91 days"),
        ("data.knowledge.updates", "36h", ""),
        ("data.knowledge.updates", "48h", ""),
        ("data.knowledge.updates", "1 per day", ""),
        ("data.knowledge.updates", "5y", ""),
        ("data.knowledge.updates", "2w", ""),
        ("data.knowledge.updates", "6mo", "every 180 days"),
        ("data.knowledge.updates", "P1W", "every 7 days"),
        ("requirements.max_staleness", "24h", ""),
        ("performance.gpus[].memory", "1.5TB", ""),
        ("data.knowledge.tokens", "500 pages", "about 200,000 tokens"),
        ("data.training.collected_until", "2026-01-01", ""),
        ("cost.prices.as_of", "2026-01-01", ""),
        ("maintenance.review.last", "2026-01-01", ""),
        ("maintenance.review.next", "2026-11-23", "in 1 day"),
        ("data.knowledge.sources[].last_reviewed", "2026-11-20", "2 days ago"),
        ("data.knowledge.updates", "often", ""),
        ("data.knowledge.updates", "²x", ""),
        ("data.knowledge.updates", "", ""),
        ("maintenance.reindex", "on-change", ""),
        ("requirements.max_staleness", "14d", ""),
        ("requirements.max_staleness", "6mo", "180 days"),
        ("requirements.max_staleness", "never", ""),
        ("data.knowledge.tokens", "12M", ""),
        ("data.knowledge.tokens", 12000, ""),
        ("performance.gpus[].memory", "24GiB", "25.77 GB"),
        ("performance.gpus[].memory", "80GB", ""),
        ("data.training.agreement", "88%", ""),
        ("approach.model.retires", "2026-11-23", "in 1 day"),
        ("approach.model.retires", "2026-11-22", "today"),
        ("approach.model.retires", "2026-02-30", ""),
    ],
)
def test_what_says_itself_has_no_hint(place: str, raw: Any, hint: str) -> None:
    field = load_rulebook().fields.find(place)
    assert field
    assert str(LINTER.settings.today) == TODAY
    assert calculated(field, raw, LINTER.settings.today, "en") == hint


def test_only_the_asked_range_is_read_and_aliases_are_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = "".join(f"    - {{name: s{number}, updates: P1M}}\n" for number in range(3000))
    text = f"data:\n  knowledge:\n   sources:\n{entries}maintenance: {{reindex: &pace P2M, retrain: *pace}}\n"
    document, seen = state(text), []

    def counted(*values: Any) -> str:
        seen.append(values)
        return calculated(*values)

    monkeypatch.setattr(inlay_hints, "calculated", counted)
    server: Any = type("Stub", (), {"snapshot": lambda _, uri: document, "chosen": ClientSettings(), "spoken": "en"})()
    params = types.InlayHintParams(types.TextDocumentIdentifier("p"), types.Range(at(1000, 0), at(1010, 0)))
    assert [one.label for one in inlay_hints._hints(server, params)] == ["every 30 days"] * 10
    assert len(seen) <= 24
    params.range = types.Range(at(3003, 0), at(3004, 0))
    assert [(one.position, one.label) for one in inlay_hints._hints(server, params)] == [
        (at(3003, 32), "every 60 days")
    ]
