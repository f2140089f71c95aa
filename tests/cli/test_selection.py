"""`--select` and `--ignore`: a run about some of the rules."""

import json
from pathlib import Path

import pytest

from llm_project_lint.rulebook import load_rulebook
from tests.cli.run import lint

TEXT = """\
project: {stage: production}
data:
  knowledge: {sources: [{name: a, updates: daily}]}
  training: {examples: 20, quality: raw}
requirements: {accuracy: {target: 80%}}
performance: {requests_per_month: 20k}
cost: {currency: EUR}
maintenance: {model_owner: ml-team, reindex: monthly, retrain: quarterly, review: {next: 2026-01-01}}
approach: {choice: hybrid, reasons: knowledge-gap, rag: {search: keyword}}
"""
ALL = {"finetune-too-few-labels", "finetune-raw-labels", "knowledge-no-owner", "reindex-slower-than-updates"}
ALL |= {"review-overdue"}


def reported(folder: Path, *options: str, text: str = TEXT) -> set[str]:
    """The rules that report something."""
    (folder / "llm-project.yaml").write_text(text, encoding="utf-8")
    done = lint("check", "--format", "json", "--today", "2026-11-22", *options, cwd=folder)
    return {finding["rule"] for finding in json.loads(done.out)["findings"]}


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ([], ALL),
        (["--select", "review-overdue"], {"review-overdue"}),
        (["--select", "review-overdue, finetune-raw-labels"], {"review-overdue", "finetune-raw-labels"}),
        (["--select", "data"], {"finetune-too-few-labels", "finetune-raw-labels"}),
        (["--select", "data", "--select", "review-overdue", "--ignore", "finetune-raw-labels"],
         {"finetune-too-few-labels", "review-overdue"}),
        (["--ignore", "maintenance"], {"finetune-too-few-labels", "finetune-raw-labels"}),
    ],
)  # fmt: skip
def test_a_run_can_be_about_some_rules(tmp_path: Path, options: list[str], rules: set[str]) -> None:
    assert reported(tmp_path, *options) == rules


def test_mistakes_in_the_file_are_always_told(tmp_path: Path) -> None:
    assert reported(tmp_path, "--select", "performance", text=TEXT + "zzz: 1\n") == {"unknown-key"}


def test_what_is_not_asked_waits_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("approach: {choice: rag}\n", encoding="utf-8")
    out = lint("check", "--format", "json", "--select", "maintenance", cwd=tmp_path).out
    awaiting = {rule for fact in json.loads(out)["projects"][0]["not_stated"] for rule in fact["rules"]}
    assert awaiting <= {rule.id for rule in load_rulebook().rules.values() if rule.category == "maintenance"}
    assert awaiting


def test_a_rule_that_is_left_out_outranks_nothing(tmp_path: Path) -> None:
    text = "data: {knowledge: {updates: weekly}}\nmaintenance: {retrain: quarterly}\napproach: {choice: fine-tuning}\n"
    both = ("--select", "finetune-dynamic-data,retrain-slower-than-updates")
    assert reported(tmp_path, *both, text=text) == {"finetune-dynamic-data"}
    assert reported(tmp_path, *both, "--ignore", "finetune-dynamic-data", text=text) == {"retrain-slower-than-updates"}


def test_the_waiver_of_a_rule_that_is_left_out_is_not_called_unused(tmp_path: Path) -> None:
    text = "data: {training: {quality: curated}}\napproach: {choice: fine-tuning}\n"
    text += "waivers: [{rule: finetune-raw-labels, reason: x}]\n"
    assert "unused-waiver" in reported(tmp_path, text=text)
    assert "unused-waiver" not in reported(tmp_path, "--ignore", "finetune-raw-labels", text=text)
    assert reported(tmp_path, "--select", "data", text=text) == {"unused-waiver"}
    assert reported(tmp_path, "--select", "data", "--ignore", "finetune-raw-labels", text=text) == set()
    assert reported(tmp_path, "--select", "performance", text=text) == set()


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("finetune-raw-label", "did you mean `finetune-raw-labels`?"),
        ("unknown-key", "there is no rule or category `unknown-key`"),
        ("", "there is no rule or category ``"),
        ("data,,cost", "there is no rule or category ``"),
    ],
)
def test_a_name_that_nothing_has_is_an_error(tmp_path: Path, option: str, name: str, said: str) -> None:
    (tmp_path / "llm-project.yaml").write_text(TEXT, encoding="utf-8")
    done = lint("check", option, name, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize("selected", ["data", "finetune-dynamic-data"])
def test_a_selection_that_leaves_no_rule_is_a_mistake(tmp_path: Path, selected: str) -> None:
    (tmp_path / "llm-project.yaml").write_text("approach: {choice: rag}\n", encoding="utf-8")
    done = lint("check", "--select", selected, "--ignore", "data", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: no rule is left to check: whatever is selected is ignored again\n"
