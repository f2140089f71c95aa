"""What a waiver takes out of a report, and what is said of one that takes nothing out."""

import datetime
import json
from pathlib import Path

import pytest

from llm_project_lint.edits import apply
from llm_project_lint.fixes import edits_of
from llm_project_lint.model import Report
from llm_project_lint.waivers import end_after
from tests.cli.run import lint
from tests.rules.examples import check

FACTS = """\
project: {{stage: production}}
data:
  knowledge: {{sources: [{{name: a b, updates: weekly, reindex: monthly}}, {{name: c, updates: daily}}]}}
  training: {{examples: 20, quality: raw}}
maintenance: {{reindex: monthly, retrain: quarterly, knowledge_owner: x}}
approach: {{choice: {choice}}}
"""
TUNED, SEARCHED = FACTS.format(choice="fine-tuning"), FACTS.format(choice="rag")


def waived(report: Report) -> list[tuple[str, str]]:
    """Rule and place of everything that was taken out."""
    return [(one.finding.rule, one.finding.place) for one in report.waived]


def about(report: Report) -> list[str]:
    """The findings about waivers."""
    return [one.rule for one in report.findings if one.place.startswith("waivers")]


def report(text: str, *waivers: str) -> Report:
    """The report of a text with waivers behind it."""
    return check(text + "waivers:\n" + "".join(f"- {{{waiver}}}\n" for waiver in waivers), "en")[0]


def test_a_rule_is_waived_everywhere_or_at_one_place() -> None:
    rule = "reindex-slower-than-updates"
    places = [f"data.knowledge.sources[{name}].reindex" for name in ("a b", "c")]
    assert waived(report(SEARCHED, f"rule: {rule}, reason: x")) == [(rule, place) for place in places]
    for at in (places[0], "data.knowledge.sources[a b]"):
        found = report(SEARCHED, f"rule: {rule}, reason: x, at: '{at}'")
        assert waived(found) == [(rule, places[0])]
        assert [one.place for one in found.findings if one.rule == rule] == [places[1]]
        assert about(found) == []
    assert waived(report(SEARCHED, f"rule: {rule}, reason: x, at: data.knowledge.source")) == []


def test_what_is_folded_stays_with_a_waived_finding() -> None:
    whole = report(TUNED, "rule: finetune-dynamic-data, reason: x")
    assert waived(whole) == [("finetune-dynamic-data", "data.knowledge.sources[c].updates")]
    assert [one.rule for one in whole.waived[0].finding.folded] == ["retrain-slower-than-updates"]
    assert "retrain-slower-than-updates" not in [one.rule for one in whole.findings]


def test_a_folded_finding_can_be_waived_by_itself() -> None:
    found = report(TUNED, "rule: retrain-slower-than-updates, reason: x")
    assert [rule for rule, _ in waived(found)] == ["retrain-slower-than-updates"]
    assert about(found) == []
    assert [one.folded for one in found.findings if one.rule == "finetune-dynamic-data"] == [()]


@pytest.mark.parametrize(
    ("until", "left"), [("2026-11-22", []), ("2026-11-21", ["expired-waiver"]), ("2031-01-01", [])]
)
def test_a_waiver_holds_up_to_its_last_day(until: str, left: list[str]) -> None:
    found = report(TUNED, f"rule: finetune-raw-labels, reason: x, until: {until}")
    assert about(found) == left
    assert bool(waived(found)) is not bool(left)
    assert ("finetune-raw-labels" in [one.rule for one in found.findings]) is bool(left)


@pytest.mark.parametrize("reason", ["TODO", "'todo: ask'", "'  ToDo (me): x'", "待办：说明", "待办"])
def test_a_reason_to_be_given_later_is_none(reason: str) -> None:
    found = report(TUNED, f"rule: finetune-raw-labels, reason: {reason}")
    assert waived(found) == []
    (warning,) = [one for one in found.findings if one.place.startswith("waivers")]
    assert (warning.rule, warning.severity, warning.place) == ("unexplained-waiver", "warning", "waivers[0].reason")
    assert found.source.text[slice(*warning.span)] == reason
    assert warning.why
    assert warning.advice
    assert "finetune-raw-labels" in [one.rule for one in found.findings]


@pytest.mark.parametrize("reason", ["Todoist keeps them", "not a TODO", "已列入待办"])
def test_a_reason_may_hold_the_word(reason: str) -> None:
    assert about(report(TUNED, f"rule: finetune-raw-labels, reason: {reason}")) == []


def test_an_expired_waiver_is_removed_or_extended_by_a_person() -> None:
    text = TUNED + "waivers: [{rule: finetune-raw-labels, reason: x, until: 2026-11-21}]\n"
    (found,) = check(text, "en")
    (expired,) = [one for one in found.findings if one.rule == "expired-waiver"]
    assert [(fix.title, fix.safe) for fix in expired.fixes] == [
        ("Remove the waiver", False),
        ("Extend it to 2027-02-22", False),
    ]
    removed, extended = ("".join(apply(text, edits_of(found, fix))) for fix in expired.fixes)
    assert removed == TUNED
    assert extended == text.replace("2026-11-21", "2027-02-22")


@pytest.mark.parametrize(
    ("today", "end"),
    [
        ((2026, 11, 30), (2027, 2, 28)),
        ((2026, 9, 30), (2026, 12, 30)),
        ((2027, 11, 30), (2028, 2, 29)),
        ((9999, 12, 31), (9999, 3, 31)),
    ],
)
def test_three_months_end_on_a_day_that_there_is(today: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert end_after(datetime.date(*today)) == datetime.date(*end)


@pytest.mark.parametrize(
    "waiver",
    [
        "rule: finetune-raw-labels",
        "rule: finetune-raw-labels, reason: ''",
        "rule: finetune-raw-labels, reason: x, until: soon",
        "rule: finetune-raw-labels, reason: x, at: [a]",
        "reason: x",
    ],
)
def test_a_waiver_that_is_not_complete_waives_nothing(waiver: str) -> None:
    found = report(TUNED, waiver)
    assert waived(found) == []
    assert about(found) != []
    assert not {"unused-waiver", "unknown-rule", "expired-waiver"} & set(about(found))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("approach: {choice: fine-tuning}\n", "finetune-raw-labels"),  # not known whether they are raw
        ("data: {training: {quality: 5}}\napproach: {choice: fine-tuning}\n", "finetune-raw-labels"),  # unreadable
        ("data: {training: {quality: curated}}\n", "finetune-raw-labels"),  # nothing is chosen yet
        ("data: {training: {quality: curated\n", "finetune-raw-labels"),  # broken
    ],
)
def test_what_may_still_be_needed_is_not_called_unused(text: str, rule: str) -> None:
    found = check(f"waivers: [{{rule: {rule}, reason: x}}]\n{text}", "en")[0]
    assert "unused-waiver" not in about(found)


def test_an_unused_waiver_is_removed_by_its_fix(tmp_path: Path) -> None:
    path = tmp_path / "llm-project.yaml"
    text = "data: {training: {quality: curated, examples: 600, per_class_min: 90}}\napproach: {choice: fine-tuning}\n"
    for written in (
        "waivers:\n- {rule: finetune-raw-labels, reason: x}\n",
        "waivers:\n- {rule: finetune-raw-labels, reason: x}\n- {rule: finetune-too-few-labels, reason: y}\n",
    ):
        path.write_text(text + written, encoding="utf-8")
        before = json.loads(lint("check", "--format", "json", cwd=tmp_path).out)
        assert before["summary"]["rules"]["unused-waiver"] == before["summary"]["fixable"] == written.count("rule")
        lint("check", "--fix", cwd=tmp_path)
        assert path.read_text(encoding="utf-8") == text


def test_a_misspelt_rule_is_guessed_but_only_a_person_brings_its_waiver_to_life(tmp_path: Path) -> None:
    path = tmp_path / "llm-project.yaml"
    text = TUNED + "waivers: [{rule: finetune-raw-label, reason: x}]\n"
    path.write_text(text, encoding="utf-8")
    assert "did you mean `finetune-raw-labels`?" in lint("check", cwd=tmp_path).out
    found = json.loads(lint("check", "--format", "json", cwd=tmp_path).out)["findings"]
    (fix,) = next(one["fixes"] for one in found if one["rule"] == "unknown-rule")
    assert [edit["text"] for edit in fix["edits"]] == ["finetune-raw-labels"]
    lint("check", "--fix", cwd=tmp_path)
    assert path.read_text(encoding="utf-8") == text
    path.write_text(text.replace("raw-label,", "raw-labels,"), encoding="utf-8")
    assert "Waived: 1 (`--show waived`" in lint("check", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("at", "advice"), [("", "Remove the entry."), ("data", "Correct its `at`, or remove the entry.")]
)
def test_the_advice_fits_a_waiver_that_does_nothing(tmp_path: Path, at: str, advice: str) -> None:
    rule, where = ("finetune-raw-labels", ", at: maintenance") if at else ("rag-raw-knowledge", "")
    text = TUNED + f"waivers: [{{rule: {rule}, reason: x{where}}}]\n"
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    assert f"\n  = to do: {advice}\n" in lint("check", cwd=tmp_path).out


@pytest.mark.parametrize("rule", ["unknown-key", "not-stated", "internal-error", "frequent-updates"])
def test_only_rules_can_be_waived(rule: str) -> None:
    assert about(report(TUNED, f"rule: {rule}, reason: x")) == ["unknown-rule"]


def test_what_is_waived_can_be_seen(tmp_path: Path) -> None:
    text = TUNED + f"waivers: [{{rule: finetune-raw-labels, reason: '{'r' * 300}', until: 2099-01-01}}]\n"
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    assert "[finetune-raw-labels]" not in lint("check", "--format", "concise", cwd=tmp_path).out
    for format_, said in (
        ("concise", ": warning: Waived until 2099-01-01: "),
        ("full", "waived until 2099-01-01 (was "),
    ):
        out = lint("check", "--format", format_, "--show", "waived", cwd=tmp_path).out
        assert said in out
        assert "Waived: 1." in out
    project = json.loads(lint("check", "--format", "json", cwd=tmp_path).out)["projects"][0]
    assert [(one["rule"], one["until"]) for one in project["waived"]] == [("finetune-raw-labels", "2099-01-01")]
