"""`explain --file`: each line of a rule with its value on one file, and how the answer follows from them."""

import datetime
import re
from pathlib import Path

import pytest

from llm_project_lint.model import Language, Report, Source
from llm_project_lint.outputs import View
from llm_project_lint.outputs.printable import width
from llm_project_lint.outputs.trace import trace_text
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.chinese import refused, slips
from tests.cli.run import Done, lint
from tests.cli.test_output_is_safe import CONTROL, NASTY, document

TODAY = "2026-11-22"
BOOK = load_rulebook()
DYNAMIC = "finetune-dynamic-data"
SHOP = """\
project: {name: shop, stage: pilot}
data:
  knowledge:
    sources:
      - {name: manuals, updates: weekly}
      - {name: tickets, updates: daily}
maintenance: {retrain: quarterly}
approach: {choice: fine-tuning}
"""
INDEXED = """\
data:
  knowledge:
    sources:
      - {name: manuals, updates: monthly}
      - {name: tickets, updates: daily}
      - {name: wiki}
maintenance: {reindex: weekly}
approach: {choice: rag}
"""


def explain(folder: Path, rule: str, text: str, *options: str) -> Done:
    """Run the command on a text."""
    (folder / "llm-project.yaml").write_text(text, encoding="utf-8")
    return lint("explain", rule, "--file", "llm-project.yaml", "--today", TODAY, *options, cwd=folder)


def said(folder: Path, rule: str, text: str, *options: str) -> list[str]:
    """The lines of an answer, without their margins."""
    done = explain(folder, rule, text, *options)
    assert (done.code, done.err) == (0, "")
    return [" ".join(line.split()) for line in done.out.splitlines()]


def test_each_line_has_its_value_its_facts_and_their_places(tmp_path: Path) -> None:
    lines = said(tmp_path, DYNAMIC, SHOP)
    assert lines[:5] == [
        "llm-project.yaml:1 shop",
        f"{DYNAMIC}: reported as warning",
        "applies to fine-tuning; chosen: fine-tuning",
        "when true derived.updates <= threshold.frequent_update",
        "derived.updates = every day [6:34 data.knowledge.sources[tickets].updates]",
    ]
    assert lines[5].startswith("threshold frequent_update = every 30 days (default, medium support): ")
    assert 'not stated data.training.facts == "stable"' in lines  # a part of a line with `||`
    assert "data.training.facts is not stated" in lines
    assert "case warning: otherwise; this case is reported" in lines
    assert "stating `data.training.facts` may change this" in lines
    assert "outranks `retrain-slower-than-updates`, which reports here" in lines


def test_what_is_folded_says_into_what(tmp_path: Path) -> None:
    lines = said(tmp_path, "retrain-slower-than-updates", SHOP)
    assert any(line.endswith(f"listed under `{DYNAMIC}`, which has the same cause") for line in lines)
    assert f"outranked by `{DYNAMIC}`, which reports here" in lines


def test_another_case_is_reported_once_the_fact_is_stated(tmp_path: Path) -> None:
    lines = said(tmp_path, DYNAMIC, SHOP.replace("maintenance:", "  training: {facts: stable}\nmaintenance:", 1))
    assert f"{DYNAMIC}: reported as info" in lines
    assert "case info: true; this case is reported" in lines
    assert "case warning: otherwise" in lines  # evaluated although the matter is settled
    assert "data.training.facts = stable [7:21]" in lines


def test_each_entry_of_a_list_has_an_answer(tmp_path: Path) -> None:
    rule = "reindex-slower-than-updates"
    lines = said(tmp_path, rule, INDEXED)
    heads = [line for line in lines if line.startswith(f"{rule} ")]
    assert heads == [
        f"{rule} data.knowledge.sources[manuals]: nothing to report",
        f"{rule} data.knowledge.sources[tickets]: reported as warning",
        f"{rule} data.knowledge.sources[wiki]: not decided, it waits for facts",
    ]
    assert "waits for `data.knowledge.updates`" in lines
    lines = said(tmp_path, rule, INDEXED + "requirements: {max_staleness: 2d}\n")
    assert sum(line.endswith("an exception holds") for line in lines) == 2  # false wins
    assert "9:31 requirements.max_staleness = 2 days" in lines


def test_arithmetic_and_bounds_are_printed(tmp_path: Path) -> None:
    text = "approach: {choice: rag}\nperformance: {latency: {p95: 700ms}, stages: {embed: 50ms, search: 100ms}}\n"
    lines = said(tmp_path, "rag-latency-budget", text)
    assert "rag-latency-budget: reported as warning" not in lines
    assert any(
        "derived.total = 50 ms (embed) + 100 ms (search) + 500 ms (model_first_token, assumed) = about 650 ms" in line
        for line in lines
    )
    assert any(line.startswith("to be exact it needs `performance.stages.model_first_token`") for line in lines)
    assert "2:42 performance.stages.embed" not in lines  # a sum's places name their values
    assert any(re.fullmatch(r"2:\d+ performance\.stages\.embed = 50 ms", line) for line in lines)


def test_a_waived_finding_says_so(tmp_path: Path) -> None:
    waiver = f"waivers: [{{rule: {DYNAMIC}, reason: The labels are frozen., until: 2027-03-31}}]\n"
    lines = said(tmp_path, DYNAMIC, SHOP + waiver)
    assert f"{DYNAMIC}: found as warning, but waived until 2027-03-31: The labels are frozen." in lines
    lines = said(tmp_path, DYNAMIC, SHOP + waiver, "--today", "2027-04-01")
    assert f"{DYNAMIC}: reported as warning" in lines


def test_a_rule_for_another_choice_says_what_it_would_say(tmp_path: Path) -> None:
    lines = said(tmp_path, DYNAMIC, SHOP.replace("choice: fine-tuning", "choice: rag"))
    assert f"{DYNAMIC}: does not apply" in lines
    assert "applies to fine-tuning; chosen: rag" in lines
    at = lines.index("If fine-tuning were chosen:")
    assert lines[at + 1] == f"{DYNAMIC}: reported as warning"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("data: {knowledge: {updates: weekly}}", "holds, it speaks for rag"),
        ("data: {knowledge: {updates: yearly}}", "does not hold"),
        ("project: {stage: pilot}", "not decided, it waits for facts"),
    ],
)
def test_a_driver_is_explained_too(tmp_path: Path, text: str, answer: str) -> None:
    lines = said(tmp_path, "frequent-updates", text)
    assert f"frequent-updates: {answer}" in lines
    assert ("waits for `data.knowledge.updates`" in lines) == ("waits" in answer)


def test_a_value_that_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    lines = said(tmp_path, DYNAMIC, SHOP.replace("maintenance:", "  training: {facts: 7}\nmaintenance:", 1))
    assert "data.training.facts is written, but cannot be read" in lines


def test_the_configuration_holds_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "llm-project-lint.toml").write_text("[thresholds]\nfrequent_update = '12h'\n", encoding="utf-8")
    lines = said(tmp_path, DYNAMIC, SHOP)
    assert f"{DYNAMIC}: nothing to report" in lines
    assert any("every 12 hours (configured in llm-project-lint.toml" in line for line in lines)
    assert f"{DYNAMIC}: reported as warning" in said(tmp_path, DYNAMIC, SHOP, "--isolated")
    (tmp_path / "llm-project-lint.toml").write_text(f'ignore = ["{DYNAMIC}"]\n', encoding="utf-8")
    lines = said(tmp_path, DYNAMIC, SHOP)
    assert any(line.startswith("The configuration leaves this rule out") for line in lines)
    assert f"{DYNAMIC}: reported as warning" in lines


def test_each_document_of_a_file_has_an_answer(tmp_path: Path) -> None:
    lines = said(tmp_path, DYNAMIC, f"{SHOP}---\nproject: {{name: second}}\n")
    assert [line for line in lines if line.startswith("llm-project.yaml:")] == [
        "llm-project.yaml:1 shop",
        "llm-project.yaml:10 second",
    ]
    assert f"{DYNAMIC}: does not apply" in lines
    assert "applies to fine-tuning; no choice that can be read" in lines


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = lint("explain", DYNAMIC, "--file", "-", cwd=tmp_path, stdin=SHOP.encode())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"<stdin>:1  shop\n{DYNAMIC}: reported as warning\n")


@pytest.mark.parametrize("text", ["project: {name: [\n", "", "a: 1\n\x00"])
def test_a_file_that_cannot_be_judged_is_a_fault(tmp_path: Path, text: str) -> None:
    done = explain(tmp_path, DYNAMIC, text)
    assert (done.code, done.err) == (2, "")
    assert f"No rule can judge a file like this; {DYNAMIC} has no answer here." in done.out


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    done = lint("explain", DYNAMIC, "--file", "-", cwd=tmp_path, stdin=b"project: {name: \xff}\n")
    assert (done.code, done.err) == (2, "")
    assert "<stdin>:1:17" in done.out


def test_mistakes_of_the_command_are_named(tmp_path: Path) -> None:
    done = lint("explain", DYNAMIC, "--file", "nowhere.yaml", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "nowhere.yaml" in done.err
    done = lint("explain", DYNAMIC, "--today", TODAY, cwd=tmp_path)
    assert done == (2, "", "error: --today has a meaning only with --file\n")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_file_reaches_the_terminal_as_a_command(tmp_path: Path, text: str, language: str) -> None:
    whole = document(text).rpartition("---\n")[0]
    for rule in ("reindex-slower-than-updates", "source-language-gap", "review-overdue", "frequent-updates"):
        if rule in BOOK.rules or rule in BOOK.drivers:
            done = explain(tmp_path, rule, whole, "--lang", language)
            assert (done.code, done.err) == (0, "")
            assert CONTROL.search(done.out) is None


@pytest.mark.parametrize("rule", BOOK.rules)
def test_chinese_is_set_as_chinese_is(tmp_path: Path, rule: str) -> None:
    done = explain(tmp_path, rule, INDEXED, "--lang", "zh")
    assert (done.code, done.err) == (0, "")
    for line in done.out.splitlines():
        prose = line.partition("（默认值")[0]  # what a threshold rests on is read where the rules are
        if not re.search(r"[<>=!(&|]", prose):
            assert slips(prose) == [], line
            assert refused(prose) == [], line
    assert not re.search(r"\b(true|false|not stated|reported|outranks)\b", re.sub(r"\S+ = \S+|[=!]= \w+", "", done.out))


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_the_terminal(language: Language, columns: int) -> None:
    linter = Linter(Settings(datetime.date(2026, 11, 22), language))
    (judged,) = read_documents(Source("llm-project.yaml", SHOP))
    view = View(language, colour=True, columns=columns)
    for rule in (DYNAMIC, "retrain-slower-than-updates", "frequent-updates"):
        trace = linter.trace(rule, judged)
        assert not isinstance(trace, Report)
        wide = trace_text(trace, view._replace(colour=False))
        plain = re.sub(r"\x1b\[[0-9;]*m", "", trace_text(trace, view))
        assert re.sub(r"\s", "", plain) == re.sub(r"\s", "", wide)
        long = max(width(word) for word in wide.split()) + 24  # a name is not cut in two, wherever its line begins
        assert max(map(width, plain.splitlines())) <= max(columns, long)


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(SHOP, encoding="utf-8")
    coloured = lint("explain", DYNAMIC, "--file", ".", cwd=tmp_path, environment={"FORCE_COLOR": "1"})
    assert "\x1b[1;33m" in coloured.out
    assert "\x1b" not in lint("explain", DYNAMIC, "--file", ".", cwd=tmp_path).out
