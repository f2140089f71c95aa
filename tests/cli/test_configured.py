"""Configuration files: which one counts for a file, and what each of its keys does to `check`."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.run import Done, lint

TEXT = """\
project: {stage: production}
data:
  knowledge: {updates: 20d}
  training: {examples: 20, quality: raw}
maintenance: {retrain: 20d, model_owner: team, review: {next: 2026-01-01}}
approach: {choice: fine-tuning, reasons: [cost]}
"""
FOUND = {
    "finetune-dynamic-data": "warning",
    "finetune-too-few-labels": "warning",
    "finetune-raw-labels": "warning",
    "review-overdue": "warning",
}
OWN, SHARED = "llm-project-lint.toml", "pyproject.toml"


def check(folder: Path, *options: str, stdin: bytes = b"") -> Done:
    """Check what is in a folder, on one day."""
    return lint("check", "--format", "json", "--today", "2026-11-22", *options, cwd=folder, stdin=stdin)


def reported(done: Done) -> dict[str, str]:
    """The severities of the rules that report something, infos and hints left out."""
    assert done.code in (0, 1), done.err
    found = {finding["rule"]: finding["severity"] for finding in json.loads(done.out)["findings"]}
    return {rule: severity for rule, severity in found.items() if rule in FOUND}


def write(folder: Path, **texts: str) -> None:
    """A project file and what else is given by name; `_` stands for the point."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "llm-project.yaml").write_text(TEXT, encoding="utf-8")
    for name, text in texts.items():
        (folder / {"own": OWN, "shared": SHARED}[name]).write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    write(tmp_path)
    assert reported(check(tmp_path)) == FOUND


# -- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('select = ["review-overdue"]', {"review-overdue"}),
        ('select = ["data", "review-overdue"]', set(FOUND)),
        ('ignore = ["data"]', {"review-overdue"}),
        ('ignore = ["finetune-raw-labels", "review-overdue"]', {"finetune-dynamic-data", "finetune-too-few-labels"}),
        ('select = ["data"]\nignore = ["finetune-raw-labels"]', {"finetune-dynamic-data", "finetune-too-few-labels"}),
        ('preset = "article"\nselect = ["review-overdue"]', {"review-overdue"}),
    ],
)
def test_select_and_ignore(tmp_path: Path, text: str, expected: set[str]) -> None:
    write(tmp_path, own=text)
    assert set(reported(check(tmp_path))) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], {"finetune-dynamic-data", "finetune-too-few-labels"}),
        (["--select", "finetune-raw-labels"], {"finetune-raw-labels"}),
        (["--select", "maintenance,data", "--ignore", "finetune-too-few-labels"],
         {"finetune-dynamic-data", "finetune-raw-labels", "review-overdue"}),
        (["--ignore", "finetune-dynamic-data"], {"finetune-too-few-labels"}),
    ],
)  # fmt: skip
def test_the_command_line_wins(tmp_path: Path, options: list[str], expected: set[str]) -> None:
    write(tmp_path, own='select = ["data"]\nignore = ["finetune-raw-labels"]')
    assert set(reported(check(tmp_path, *options))) == expected


def test_a_severity_holds_in_every_case_and_at_every_stage(tmp_path: Path) -> None:
    write(tmp_path, own='[severity]\nfinetune-dynamic-data = "error"\nreview-overdue = "hint"\n')
    assert reported(check(tmp_path)) == {**FOUND, "finetune-dynamic-data": "error", "review-overdue": "hint"}
    text = "approach: {choice: rag}\n"
    (tmp_path / OWN).write_text('[severity]\nknowledge-no-owner = "error"\n', encoding="utf-8")
    for stage in ("idea", "pilot", "production"):
        (tmp_path / "llm-project.yaml").write_text(f"project: {{stage: {stage}}}\n{text}", encoding="utf-8")
        found = json.loads(check(tmp_path).out)["findings"]
        assert [one["severity"] for one in found if one["rule"] == "knowledge-no-owner"] == ["error"]


def test_what_outranks_follows_the_severities(tmp_path: Path) -> None:
    """A weaker finding cannot fold a graver one in."""
    write(tmp_path)
    text = "data: {knowledge: {updates: weekly}}\nmaintenance: {retrain: quarterly}\napproach: {choice: fine-tuning}\n"
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    assert "retrain-slower-than-updates" not in {one["rule"] for one in json.loads(check(tmp_path).out)["findings"]}
    (tmp_path / OWN).write_text('[severity]\nretrain-slower-than-updates = "error"\n', encoding="utf-8")
    assert "retrain-slower-than-updates" in {one["rule"] for one in json.loads(check(tmp_path).out)["findings"]}


@pytest.mark.parametrize(
    ("threshold", "gone"),
    [
        ('frequent_update = "weekly"', "finetune-dynamic-data"),
        ('frequent_update = "14d"', "finetune-dynamic-data"),
        ("few_examples = 20\nenough_examples = 20", "finetune-too-few-labels"),
    ],
)
def test_a_threshold_is_compared_with(tmp_path: Path, threshold: str, gone: str) -> None:
    write(tmp_path, own=f"[thresholds]\n{threshold}\n")
    found = reported(check(tmp_path))
    assert found.get(gone) != FOUND[gone]
    assert found.items() >= {rule: severity for rule, severity in FOUND.items() if rule != gone}.items()


@pytest.mark.parametrize(
    ("language", "note"),
    [
        (
            "en",
            "threshold frequent_update = every 21 days (configured in llm-project-lint.toml; default every 30 days, ",
        ),
        ("zh", "阈值 frequent_update = 每 21 天（在 llm-project-lint.toml 中设置；默认值：每 30 天，"),
    ],
)
def test_a_finding_says_where_its_threshold_comes_from(tmp_path: Path, language: str, note: str) -> None:
    write(tmp_path, own='[thresholds]\nfrequent_update = "3w"\n')
    found = json.loads(check(tmp_path, "--lang", language).out)["findings"]
    notes = next(one["notes"] for one in found if one["rule"] == "finetune-dynamic-data")
    assert notes[0].startswith(note)


def test_the_language_of_the_run(tmp_path: Path) -> None:
    write(tmp_path, own='language = "zh"')
    assert "知识" in lint("check", cwd=tmp_path).out
    assert "The knowledge" in lint("check", "--lang", "en", cwd=tmp_path).out


@pytest.mark.parametrize("fail_on, code", [("error", 0), ("warning", 1), ("info", 1), ("hint", 1)])
def test_what_fails_the_run(tmp_path: Path, fail_on: str, code: int) -> None:
    write(tmp_path, own=f'fail-on = "{fail_on}"')
    assert check(tmp_path).code == code
    assert check(tmp_path, "--fail-on", "warning").code == 1


def test_what_is_shown(tmp_path: Path) -> None:
    write(tmp_path, own='show = "error"')
    assert "warning:" not in lint("check", "--format", "concise", cwd=tmp_path).out
    assert "warning:" in lint("check", "--format", "concise", "--show", "info", cwd=tmp_path).out
    (tmp_path / OWN).write_text('show = "hint"', encoding="utf-8")
    assert "hint:" in lint("check", "--format", "concise", cwd=tmp_path).out


def test_what_is_waived_is_shown(tmp_path: Path) -> None:
    write(tmp_path, own='show = "waived"')
    waiver = 'waivers: [{rule: review-overdue, reason: "next week"}]\n'
    (tmp_path / "llm-project.yaml").write_text(TEXT + waiver, encoding="utf-8")
    out = lint("check", "--format", "concise", "--today", "2026-11-22", cwd=tmp_path).out
    assert "Reason: next week [review-overdue]" in out
    assert ": warning: " in out
    assert ": hint: " not in out


# -- presets ----------------------------------------------------------------------------------------------------------

HYGIENE = "project: {team: {platform_engineers: 0}}\napproach: {choice: rag}\n"


def rules_of(folder: Path, text: str, own: str) -> set[str]:
    """The rules that report something on a text under a configuration, or wait for something."""
    (folder / OWN).write_text(own, encoding="utf-8")
    (folder / "llm-project.yaml").write_text(text, encoding="utf-8")
    out = json.loads(check(folder).out)
    waiting = {rule for project in out["projects"] for fact in project["not_stated"] for rule in fact["rules"]}
    return {one["rule"] for one in out["findings"]} | waiting


def test_recommended_leaves_hygiene_out_and_is_the_default(tmp_path: Path) -> None:
    strict = rules_of(tmp_path, HYGIENE, 'preset = "strict"')
    assert {"no-retrieval-operator", "retrieval-unspecified"} <= strict
    for own in ("", 'preset = "recommended"'):
        assert rules_of(tmp_path, HYGIENE, own) == strict - {"no-retrieval-operator", "retrieval-unspecified"}


def test_article_holds_what_carries_out_a_clause_of_the_article(tmp_path: Path) -> None:
    listed = json.loads(lint("rules", "--format", "json", cwd=tmp_path).out)["rules"]
    criteria = {rule["rule"]: rule["criteria"] for rule in listed}
    strict = rules_of(tmp_path, HYGIENE, 'preset = "strict"')
    article = rules_of(tmp_path, HYGIENE, 'preset = "article"')
    assert article == {rule for rule in strict if any(not one.startswith("X") for one in criteria[rule])}
    assert article < strict


def test_a_waiver_of_a_rule_outside_the_preset_is_neither_unused_nor_unknown(tmp_path: Path) -> None:
    text = "approach: {choice: rag, rag: {search: keyword}}\nwaivers: [{rule: retrieval-unspecified, reason: x}]\n"
    assert "unused-waiver" in rules_of(tmp_path, text, 'preset = "strict"')
    assert not rules_of(tmp_path, text, "") & {"unused-waiver", "unknown-rule"}


# -- which file -------------------------------------------------------------------------------------------------------

ONLY_DATA = 'select = ["data"]\n'
DATA = {"finetune-dynamic-data", "finetune-too-few-labels", "finetune-raw-labels"}
TABLE = "[tool.llm-project-lint]\n"


@pytest.mark.parametrize(
    "text",
    [
        TABLE + ONLY_DATA,
        '[project]\nname = "x"\n' + TABLE + ONLY_DATA + "[tool.other]\nx = 1\n",
        '[tool]\nllm-project-lint.select = ["data"]\n',
        '[tool]\nllm-project-lint = {select = ["data"]}\n',
        'tool.llm-project-lint.select = ["data"]\n',
        'tool = {llm-project-lint = {select = ["data"]}}\n',
        '[ tool . "llm-project-lint" ]\nselect = ["data"]\n',
        '["tool".\'llm-project-lint\']\nselect = ["data"]\n',
        '[tool."llm\\u002Dproject-lint"]\nselect = ["data"]\n',
        "\ufeff" + TABLE + ONLY_DATA,
        TABLE.replace("\n", "\r\n") + ONLY_DATA.replace("\n", "\r\n"),
    ],
)
def test_pyproject_toml_may_write_the_table_in_any_way(tmp_path: Path, text: str) -> None:
    write(tmp_path)
    (tmp_path / SHARED).write_bytes(text.encode())
    assert set(reported(check(tmp_path))) == DATA


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[project]\nname = "llm-project-lint"\ndependencies = ["llm-project-lint==0.1"]\n',
        "[tool.ruff]\nselect = []\n",
        '[tool]\nother = "llm-project-lint"\n',
        "this is [no TOML, and not ours",
        '[project.scripts]\nllm-project-lint = "x:y"\n',
    ],
)
def test_a_pyproject_toml_without_the_table_is_passed_over(tmp_path: Path, text: str) -> None:
    write(tmp_path, own=ONLY_DATA)
    write(tmp_path / "inner", shared=text)
    assert set(reported(check(tmp_path / "inner"))) == DATA


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    write(tmp_path, own='[severity]\nreview-overdue = "error"\n')
    write(tmp_path / "a" / "b", shared=TABLE + ONLY_DATA)
    write(tmp_path / "a" / "b" / "c")
    write(tmp_path / "d", own="")
    found: dict[str, dict[str, str]] = {}
    for finding in json.loads(check(tmp_path).out)["findings"]:
        if finding["rule"] in FOUND:
            found.setdefault(finding["path"], {})[finding["rule"]] = finding["severity"]
    data = {rule: FOUND[rule] for rule in DATA}
    assert found == {
        "llm-project.yaml": {**FOUND, "review-overdue": "error"},
        "a/b/llm-project.yaml": data,
        "a/b/c/llm-project.yaml": data,
        "d/llm-project.yaml": FOUND,
    }
    assert reported(check(tmp_path / "a" / "b" / "c")) == data


def test_our_own_file_wins_over_the_shared_one(tmp_path: Path) -> None:
    write(tmp_path, own=ONLY_DATA, shared=TABLE + 'select = ["maintenance"]\n')
    assert set(reported(check(tmp_path))) == DATA


def test_a_named_file_is_taken_for_all(tmp_path: Path) -> None:
    write(tmp_path, own='select = ["maintenance"]')
    write(tmp_path / "inner", own="")
    (tmp_path / "ci.toml").write_text(ONLY_DATA, encoding="utf-8")
    write(tmp_path / "team", shared=TABLE + ONLY_DATA)
    for name in ("ci.toml", "team/pyproject.toml"):
        assert set(reported(check(tmp_path / "inner", "--config", f"../{name}"))) == DATA
        assert set(reported(check(tmp_path, "--config", name))) == DATA


def test_isolated_reads_none(tmp_path: Path) -> None:
    write(tmp_path, own="broken [")
    assert reported(check(tmp_path, "--isolated")) == FOUND
    done = check(tmp_path, "--isolated", "--config", OWN)
    assert (done.code, done.err) == (2, "error: write either --config or --isolated\n")


def test_standard_input_belongs_to_the_folder_of_its_name(tmp_path: Path) -> None:
    write(tmp_path / "inner", own=ONLY_DATA + 'language = "zh"\n')
    done = check(tmp_path, "-", "--stdin-filename", "inner/new.llm-project.yaml", stdin=TEXT.encode())
    assert set(reported(done)) == DATA
    assert json.loads(done.out)["language"] == "zh"
    assert set(reported(check(tmp_path, "-", stdin=TEXT.encode()))) == set(FOUND)
    assert set(reported(check(tmp_path / "inner", "-", stdin=TEXT.encode()))) == DATA


def test_the_run_as_a_whole_follows_the_current_folder(tmp_path: Path) -> None:
    write(tmp_path / "inner", own='language = "zh"\nfail-on = "error"\n')
    done = check(tmp_path)
    assert (done.code, json.loads(done.out)["language"]) == (1, "en")
    done = check(tmp_path / "inner")
    assert (done.code, json.loads(done.out)["language"]) == (0, "zh")


def test_processes_side_by_side_say_the_same(tmp_path: Path) -> None:
    for number in range(30):
        write(tmp_path / f"{number:02}", own=f'[severity]\nreview-overdue = "{("error", "info")[number % 2]}"\n')
    one, two = (check(tmp_path, "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    severities = [one["severity"] for one in json.loads(two.out)["findings"] if one["rule"] == "review-overdue"]
    assert severities == ["error", "info"] * 15


def test_a_link_to_a_file_is_followed_and_a_folder_of_the_name_is_none(tmp_path: Path) -> None:
    write(tmp_path, own=ONLY_DATA)
    write(tmp_path / "inner")
    (tmp_path / "inner" / OWN).mkdir()
    assert set(reported(check(tmp_path / "inner"))) == DATA
    (tmp_path / "inner" / SHARED).mkdir()
    assert set(reported(check(tmp_path / "inner"))) == DATA
    write(tmp_path / "other")
    (tmp_path / "other" / OWN).symlink_to(tmp_path / "elsewhere.toml")
    done = check(tmp_path / "other")
    assert (done.code, done.err) == (2, f"error: {OWN}: cannot be read: there is no such file or folder\n")
    (tmp_path / "elsewhere.toml").write_text('ignore = ["data"]', encoding="utf-8")
    assert set(reported(check(tmp_path / "other"))) == {"review-overdue"}


def test_up_from_a_linked_folder_is_up_from_the_link(tmp_path: Path) -> None:
    write(tmp_path / "real" / "inner")
    (tmp_path / "real" / OWN).write_text('ignore = ["data"]', encoding="utf-8")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "inner").symlink_to(tmp_path / "real" / "inner")
    (tmp_path / "links" / OWN).write_text(ONLY_DATA, encoding="utf-8")
    assert set(reported(check(tmp_path, "links/inner"))) == DATA


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, own="")
    (tmp_path / OWN).chmod(0)
    done = check(tmp_path)
    assert (done.code, done.err) == (2, f"error: {OWN}: cannot be read: permission denied\n")
