"""What `check` promises on the command line."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from llm_project_lint.model import NotStated, Span
from llm_project_lint.outputs.renderer import hint as hint_of
from llm_project_lint.resources import resource
from tests.cli.run import lint

CLEAN = """\
project: {name: quiet}
data: {knowledge: {updates: yearly}}
requirements: {accuracy: {target: 80%}, citations: none, max_staleness: 1y}
performance: {requests_per_month: 20k}
cost: {currency: EUR}
maintenance: {rollback: by hand}
approach: {choice: prompt-only, reasons: small-knowledge, prompt: {knowledge: none}}
"""
"""Nothing is found in it, and nothing is waited for."""
WARNED = """\
data: {knowledge: {updates: weekly}, training: {examples: 5000}}
requirements: {accuracy: {target: 80%}}
performance: {requests_per_month: 20k}
cost: {currency: EUR}
maintenance: {model_owner: ml-team, retrain: weekly}
approach: {choice: fine-tuning, reasons: enough-labels}
"""
"""One warning is its only finding; several facts are waited for."""
MISSPELT = "# kept\nproject:\n  name: shop  # kept too\n  stage: Production\napproach: {choise: rag}\n"
MENDED = MISSPELT.replace("Production", "production").replace("choise", "choice")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file that gets a warning."""
    (tmp_path / "llm-project.yaml").write_text(WARNED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "text, options, code",
    [
        (CLEAN, [], 0),
        (WARNED, [], 1),
        (WARNED, ["--fail-on", "error"], 0),
        (WARNED, ["--exit-zero"], 0),
        (CLEAN, ["--fail-on", "hint"], 0),
        ("approach: {choice: rag}\n", ["--fail-on", "hint"], 1),
        ("approach: {choice: rag}\n", [], 0),
        ("a: [\n", [], 1),
        ("", [], 1),
    ],
)
def test_the_exit_code_says_whether_something_is_as_grave_as_asked(
    tmp_path: Path, text: str, options: list[str], code: int
) -> None:
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    assert lint("check", *options, cwd=tmp_path).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["llm-project.yaml"],
        ["check", "--fromat", "json"],
        ["check", "missing.yaml"],
        ["check", "--today", "2026-02-30"],
        ["check", "--today", "tomorrow"],
        ["check", "--jobs", "-1"],
        ["check", "--fix", "--diff"],
        ["check", "-", "llm-project.yaml"],
        ["check", "--output-file", "missing/folder/report.txt"],
        ["check", "--output-file", "/dev/full"],
    ],
)
@pytest.mark.parametrize("locale", ["en_US.UTF-8", "zh_CN.UTF-8"])
def test_a_wrong_command_line_is_answered_in_words(folder: Path, arguments: list[str], locale: str) -> None:
    done = lint(*arguments, cwd=folder, environment={"LC_ALL": locale})
    assert done.code == 2
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_a_forgotten_command_is_named(folder: Path) -> None:
    assert "llm-project-lint check llm-project.yaml" in lint("llm-project.yaml", cwd=folder).err
    assert "llm-project-lint check --fix" in lint("fix", cwd=folder).err
    (folder / "fix").mkdir()
    assert "llm-project-lint check fix" in lint("fix", cwd=folder).err


def test_a_word_that_is_neither_path_nor_command_is_not_to_be_checked(folder: Path) -> None:
    done = lint("frobnicate", cwd=folder)
    assert done.err == "error: `frobnicate` is not a command\n`llm-project-lint --help` lists what can be written.\n"


@pytest.mark.parametrize("word, meant", [("chek", "check"), ("rule", "rules"), ("shema", "schema")])
def test_a_misspelt_command_is_guessed(folder: Path, word: str, meant: str) -> None:
    assert f"did you mean `{meant}`?" in lint(word, cwd=folder).err


def test_an_unknown_option_points_at_the_help_of_its_command(folder: Path) -> None:
    done = lint("check", "--fromat", "json", cwd=folder)
    assert "--fromat" in done.err
    assert "llm-project-lint check --help" in done.err


@pytest.mark.parametrize(
    "arguments, english, chinese",
    [
        (["check", "--format", "xml"], "`xml` cannot stand behind --format", "--format 不能写 `xml`"),
        (["check", "--today"], "a value is missing behind --today", "--today 后面缺少值"),
        (["new-rule"], "CATEGORY/NAME is missing", "缺少 CATEGORY/NAME"),
        (
            ["check", "--format", "xml"],
            "choose from `full`, `concise`, `json`, `sarif`",
            "可选：`full`、`concise`、`json`、`sarif`",
        ),
        (["check", "--format="], "the value behind --format is empty", "--format 的值是空的"),
        (["check", "--exit-zero=3"], "--exit-zero takes no value", "--exit-zero 后面不能带值"),
        (["check", "-q=1"], "-q/--quiet takes no value", "-q/--quiet 后面不能带值"),
        (["decide", "a", "b"], "too many arguments: b", "多余的参数 b"),
        (["decide", "a", "b", "--c"], "there is no option --c\n", "没有 --c 这个选项\n"),
        (["check", "-", "-o", "a/b"], "a/b: cannot be written: ", "a/b：无法写入："),
    ],
)
def test_mistakes_in_options_are_said_in_both_languages(
    folder: Path, arguments: list[str], english: str, chinese: str
) -> None:
    assert english in lint(*arguments, cwd=folder).err
    assert chinese in lint(*arguments, cwd=folder, environment={"LC_ALL": "zh_CN.UTF-8"}).err


def test_a_folder_without_a_project_file_is_an_error_that_helps(tmp_path: Path) -> None:
    done = lint("check", cwd=tmp_path)
    assert done.code == 2
    assert "llm-project.yaml" in done.err


def test_concise_is_one_line_per_finding(folder: Path) -> None:
    done = lint("check", "--format", "concise", "--quiet", cwd=folder)
    assert re.fullmatch(r"llm-project\.yaml:1:29: warning: [^\n]+ \[finetune-dynamic-data\]\n", done.out)


def test_full_marks_the_characters(folder: Path) -> None:
    lines = lint("check", cwd=folder).out.splitlines()
    at = next(index for index, line in enumerate(lines) if "^" in line)
    start = lines[at].index("^")
    assert lines[at - 1][start : start + lines[at].count("^")] == "weekly"


def marked(out: str) -> list[str]:
    """What stands above the signs of each line of signs, cut lines included."""
    found = []
    above = ""
    for line in out.splitlines():
        if re.match(r" *[0-9]+ \| ", line):
            above = line
        elif signs := re.match(r" +\|  *(\^+|-+)", line):
            found.append(above[signs.start(1) : signs.end(1)])
    return found


@pytest.mark.parametrize(
    "text",
    [
        "{{data: {{knowledge: {{updates: weekly}}}}, x-note: {long}, approach: {{choice: fine-tuning}}}}\n",
        "{{approach: {{choice: fine-tuning}}, x-note: {long}, data: {{knowledge: {{updates: weekly}}}}}}\n",
        "{{x-a: {long}, data: {{knowledge: {{updates: weekly}}}}, x-b: {long}, approach: {{choice: fine-tuning}}}}\n",
        "data: {{knowledge:\t{{updates:\tweekly}}}} # {long}\napproach: {{choice:\tfine-tuning}}\n",
    ],
)
def test_signs_stand_below_what_they_mark_however_long_the_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "llm-project.yaml").write_text(text.format(long="x" * 300), encoding="utf-8")
    out = lint("check", cwd=tmp_path).out
    assert sorted(marked(out)) == ["fine-tuning", "weekly"]
    assert all(len(line) <= 120 for line in out.splitlines() if re.match(r" *[0-9]* *\| ", line))


def test_of_a_value_over_several_lines_the_first_is_marked(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("project:\n  stage: |\n    one\n    two\n", encoding="utf-8")
    assert marked(lint("check", cwd=tmp_path).out) == ["|"]


def test_of_a_value_that_is_longer_than_a_line_its_beginning_is_marked(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(f"project: {{stage: {'x' * 300}}}\n", encoding="utf-8")
    out = lint("check", cwd=tmp_path).out
    assert [sign.startswith("xxx") for sign in marked(out)] == [True]
    assert all(len(line) <= 120 for line in out.splitlines() if "^" in line)


def test_findings_at_different_places_are_each_marked(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("one: 1\ntwo: 2\nthree: 3\n", encoding="utf-8")
    assert marked(lint("check", cwd=tmp_path).out) == ["one", "two", "three"]


def test_carets_stand_below_wide_characters(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("project: {name: 客服助手é̂, stage: 运行}\n", encoding="utf-8")
    lines = lint("check", "--lang", "zh", cwd=tmp_path).out.splitlines()
    at = next(index for index, line in enumerate(lines) if "^" in line)
    assert lines[at].index("^") == len(" 1 | project: {name: ") + 2 * 4 + 1 + len(", stage: ")
    assert lines[at].count("^") == 4


def test_carets_stand_below_wide_letters_and_behind_signs_without_width(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("project: {name: ＲＡＧ\u00ad, stage: Pilot}\n", encoding="utf-8")
    line = next(line for line in lint("check", cwd=tmp_path).out.splitlines() if "^" in line)
    assert line.index("^") == len(" 1 | project: {name: ") + 2 * 3 + len(", stage: ")


def test_json_has_what_it_promises(folder: Path) -> None:
    done = lint("check", "--format", "json", cwd=folder)
    report = json.loads(done.out)
    with open(resource("schema", "report.schema.json"), encoding="utf-8") as file:
        jsonschema.validate(report, json.load(file))
    finding = report["findings"][0]
    assert finding["rule"] == "finetune-dynamic-data"
    assert finding["severity"] == "warning"
    assert finding["path"] == "llm-project.yaml"
    assert finding["range"] == {"start": {"line": 1, "column": 29}, "end": {"line": 1, "column": 35}}
    assert report["summary"]["severities"]["warning"] == 1


def test_json_of_many_files_is_one_document(folder: Path) -> None:
    (folder / "b.llm-project.yaml").write_text(WARNED + "---\n" + WARNED + "---\n" + CLEAN, encoding="utf-8")
    (folder / "c.llm-project.yaml").write_text(CLEAN, encoding="utf-8")
    report = json.loads(lint("check", "--format", "json", cwd=folder).out)
    assert [(found["path"], found["document"]) for found in report["findings"]] == [
        ("b.llm-project.yaml", 1),
        ("b.llm-project.yaml", 2),
        ("llm-project.yaml", 1),
    ]
    assert len(report["projects"]) == 5
    assert report["summary"]["files"] == 3


def test_json_without_findings_is_valid(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(CLEAN, encoding="utf-8")
    assert json.loads(lint("check", "--format", "json", cwd=tmp_path).out)["findings"] == []


@pytest.mark.parametrize(
    "environment, options, chinese",
    [
        ({"LC_ALL": "en_US.UTF-8"}, [], False),
        ({"LC_ALL": "zh_CN.UTF-8"}, [], True),
        ({"LC_ALL": "", "LANG": "zh_TW.UTF-8"}, [], True),
        ({"LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, [], False),
        ({"LC_ALL": "C"}, [], False),
        ({"LC_ALL": "zh_CN.UTF-8"}, ["--lang", "en"], False),
        ({"LC_ALL": "en_US.UTF-8"}, ["--lang=zh"], True),
    ],
)
def test_the_language_is_that_of_the_locale_unless_told(
    folder: Path, environment: dict[str, str], options: list[str], chinese: bool
) -> None:
    out = lint("check", *options, cwd=folder, environment=environment).out
    assert bool(re.search("[\u4e00-\u9fff]", out)) == chinese


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour_is_as_the_environment_asks(folder: Path, environment: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in lint("check", cwd=folder, environment=environment).out) == coloured


def test_standard_input_goes_by_the_name_it_is_given(tmp_path: Path) -> None:
    done = lint(
        "check",
        "-",
        "--stdin-filename",
        "team/llm-project.yaml",
        "--format",
        "concise",
        cwd=tmp_path,
        stdin=WARNED.encode(),
    )
    assert done.code == 1
    assert done.out.startswith("team/llm-project.yaml:1:29: warning")


def test_standard_input_without_a_name_is_called_so_to_people(tmp_path: Path) -> None:
    chinese = {"LC_ALL": "zh_CN.UTF-8"}
    said = lint("check", "-", cwd=tmp_path, stdin=WARNED.encode(), environment=chinese).out
    assert said.startswith("标准输入:1:29 警告：")
    said = lint("check", "-", "--format", "concise", cwd=tmp_path, stdin=WARNED.encode(), environment=chinese).out
    assert said.startswith("<stdin>:1:29: warning: ")


def test_quiet_prints_findings_only(folder: Path) -> None:
    loud = lint("check", "--format", "concise", cwd=folder).out.splitlines()
    quiet = lint("check", "--format", "concise", "-q", cwd=folder).out.splitlines()
    assert quiet == [line for line in loud if "[finetune" in line]
    assert len(loud) > len(quiet)


def test_statistics_count_by_rule(folder: Path) -> None:
    (folder / "b.llm-project.yaml").write_text(WARNED, encoding="utf-8")
    out = lint("check", "--statistics", "-q", cwd=folder).out
    assert re.search(r"^ *2 +warning +finetune-dynamic-data$", out, re.MULTILINE)


def test_statistics_begin_with_what_is_gravest_and_leave_out_what_is_not_shown(folder: Path) -> None:
    (folder / "b.llm-project.yaml").write_text(WARNED + "---\n" + WARNED + "zzz: 1\n", encoding="utf-8")
    counted = [line.split() for line in lint("check", "--statistics", "-q", cwd=folder).out.splitlines()]
    assert counted == [["1", "error", "unknown-key"], ["3", "warning", "finetune-dynamic-data"]]
    shown = lint("check", "--statistics", "-q", "--show", "hint", cwd=folder).out.splitlines()
    assert [line.split()[1:] for line in shown[2:]] == [["hint", "not-stated"]]


def test_statistics_for_people_are_in_their_language(folder: Path) -> None:
    arguments = ("check", "--statistics", "-q", "--lang", "zh")
    assert lint(*arguments, cwd=folder).out == "1  警告    finetune-dynamic-data\n"
    assert lint(*arguments, "--format", "concise", cwd=folder).out == "1  warning  finetune-dynamic-data\n"


def test_a_change_that_fix_leaves_alone_is_not_called_a_fix(folder: Path) -> None:
    said = lint("check", cwd=folder).out
    assert "\n  = possible change: State that the answers hold no changing facts\n" in said
    (folder / "llm-project.yaml").write_text(MISSPELT, encoding="utf-8")
    said = lint("check", cwd=folder).out
    assert "\n  = fix: Rename `choise` to `choice` (`--fix` does it)\n" in said
    assert "possible change" not in said


@pytest.mark.parametrize("value", ["data: {training: {examples: -5}}", "performance: {latency: {p95: -3s}}"])
def test_a_negative_number_is_called_so(tmp_path: Path, value: str) -> None:
    (tmp_path / "llm-project.yaml").write_text(value, encoding="utf-8")
    assert "It must not be negative. Write " in lint("check", cwd=tmp_path).out


def test_what_is_not_stated_is_counted_where_it_is_summed_up(tmp_path: Path) -> None:
    path, text = tmp_path / "llm-project.yaml", "approach: {choice: rag}\n"

    def silent() -> list[int]:
        report = json.loads(lint("check", "--format", "json", cwd=tmp_path).out)
        assert report["summary"]["rules"]["not-stated"] == sum(len(one["not_stated"]) for one in report["projects"])
        return [len(one["not_stated"]) for one in report["projects"]]

    path.write_text(text, encoding="utf-8")
    assert f"Not stated: {silent()[0]} facts that rules wait for, most of all " in lint("check", cwd=tmp_path).out
    path.write_text(f"{text}---\n{text}", encoding="utf-8")
    assert f"Not stated: {sum(silent())} facts, over all projects, " in lint("check", cwd=tmp_path).out


def test_hints_are_summed_up_unless_asked_for(folder: Path) -> None:
    assert "[not-stated]" not in lint("check", cwd=folder).out
    assert "Not stated: " in lint("check", cwd=folder).out
    shown = lint("check", "--show", "hint", cwd=folder).out
    assert "[not-stated]" in shown
    assert "Not stated: " not in shown


def test_only_what_is_grave_enough_is_shown(folder: Path) -> None:
    assert "[finetune-dynamic-data]" not in lint("check", "--show", "error", cwd=folder).out


def test_what_makes_the_run_fail_is_shown(folder: Path) -> None:
    assert "[not-stated]" in lint("check", "--fail-on", "hint", cwd=folder).out


def test_findings_that_differ_in_their_source_only_share_their_reasons(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(
        "data: {knowledge: {sources: [{name: a}, {name: b}, {name: c}]}}\n"
        "requirements: {max_staleness: 1d}\nmaintenance: {reindex: weekly}\napproach: {choice: rag}\n",
        encoding="utf-8",
    )
    out = lint("check", cwd=tmp_path).out
    assert out.count("[freshness-unmet]") == 3
    assert out.count("= why: An answer is only as fresh") == 1


def test_findings_at_one_place_show_all_that_they_rest_on(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(
        "data: {knowledge: {sources: [{name: a, updates: daily}, {name: b, updates: hourly}]}}\n"
        "maintenance: {reindex: weekly}\napproach: {choice: rag}\n",
        encoding="utf-8",
    )
    out = lint("check", cwd=tmp_path).out
    assert out.count("[reindex-slower-than-updates]") == 2
    assert {"daily", "hourly"} <= set(marked(out))


def test_a_hint_names_the_first_rules_and_counts_the_others(tmp_path: Path) -> None:
    text = "data: {knowledge: {updates: yearly}}\napproach: {choice: rag}\n"
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    facts = json.loads(lint("check", "--format", "json", cwd=tmp_path).out)["projects"][0]["not_stated"]
    lines = lint("check", "--show", "hint", "--format", "concise", "-q", cwd=tmp_path).out.splitlines()
    hints = {line.split("`")[1]: line for line in lines if line.endswith("[not-stated]")}
    assert {len(fact["rules"]) for fact in facts} >= {1, 2}
    for fact in facts:
        rules, hint = fact["rules"], hints[fact["place"]]
        assert ("one rule waits" if len(rules) == 1 else f"{len(rules)} rules wait") in hint
        assert [rule for rule in rules if f"`{rule}`" in hint] == rules
    many = hint_of(NotStated("data", Span(0, 0), ("a", "b", "c", "d", "e"), ()), "en").message
    assert many == "`data` is not stated; 5 rules wait for it: `a`, `b`, `c`, 2 more."
    three = hint_of(NotStated("data", Span(0, 0), ("a", "b", "c"), ()), "en").message
    assert three == "`data` is not stated; 3 rules wait for it: `a`, `b`, `c`."


def test_hints_that_are_not_shown_are_not_counted_either(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("approach: {choice: rag}\n", encoding="utf-8")
    assert "nothing to report" in lint("check", cwd=tmp_path).out
    assert re.search(r"[0-9]+ hints\.", lint("check", "--show", "hint", cwd=tmp_path).out)


def test_a_rule_is_counted_whatever_its_severity(tmp_path: Path) -> None:
    of_stage = "project: {{stage: {}}}\ndata: {{knowledge: {{tokens: 5M}}}}\napproach: {{choice: rag}}\n"
    text = "---\n".join(of_stage.format(stage) for stage in ("production", "pilot"))
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    report = json.loads(lint("check", "--format", "json", cwd=tmp_path).out)
    assert len({one["severity"] for one in report["findings"] if one["rule"] == "knowledge-no-owner"}) == 2
    assert report["summary"]["rules"]["knowledge-no-owner"] == 2


def test_a_report_can_go_to_a_file(folder: Path) -> None:
    done = lint("check", "--output-file", "report.txt", "--format", "concise", cwd=folder)
    assert done == (1, "", "")
    assert "finetune-dynamic-data" in (folder / "report.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["llm-project.yaml", "report.txt"]


def test_today_makes_dates_repeatable(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("maintenance: {review: {next: 2026-05-01}}\n", encoding="utf-8")
    assert lint("check", "--today", "2026-05-01", cwd=tmp_path).code == 0
    assert lint("check", "--today", "2026-05-02", cwd=tmp_path).code == 1


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    (folder / "a.llm-project.yaml").symlink_to(folder / "nowhere")
    done = lint("check", "llm-project.yaml", "--format", "concise", cwd=folder)
    assert "finetune-dynamic-data" in done.out


# -- fixes --------------------------------------------------------------------------------------------------------


def test_fix_repairs_the_file_and_reports_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "llm-project.yaml"
    path.write_bytes(MISSPELT.replace("\n", "\r\n").encode())
    done = lint("check", "--fix", cwd=tmp_path)
    assert path.read_bytes().decode() == MENDED.replace("\n", "\r\n")
    assert "unknown-key" not in done.out
    assert "Fixed: 2." in done.out
    assert lint("check", "--diff", cwd=tmp_path) == (0, "", "")


def test_diff_shows_the_repair_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "llm-project.yaml"
    path.write_text(MISSPELT, encoding="utf-8")
    done = lint("check", "--diff", cwd=tmp_path)
    assert done.code == 1
    assert done.out == (
        "--- a/llm-project.yaml\n+++ b/llm-project.yaml\n@@ -1,5 +1,5 @@\n"
        " # kept\n project:\n   name: shop  # kept too\n"
        "-  stage: Production\n-approach: {choise: rag}\n+  stage: production\n+approach: {choice: rag}\n"
    )
    assert path.read_text(encoding="utf-8") == MISSPELT


def test_diff_of_several_files_says_whether_any_would_change(tmp_path: Path) -> None:
    (tmp_path / "a.llm-project.yaml").write_text(MISSPELT, encoding="utf-8")
    (tmp_path / "b.llm-project.yaml").write_text(CLEAN, encoding="utf-8")
    assert lint("check", "--diff", cwd=tmp_path).code == 1
    assert lint("check", "--diff", "--exit-zero", cwd=tmp_path).code == 0


def test_what_fix_can_mend_is_counted_over_all_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.llm-project.yaml").write_text(MISSPELT, encoding="utf-8")
    assert "`--fix` can mend 4 findings." in lint("check", cwd=tmp_path).out
    assert "Fixed: 4." in lint("check", "--fix", cwd=tmp_path).out


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_diff_shows_lines_whatever_ends_them(tmp_path: Path, line_break: str) -> None:
    text = "version: 1\nprojct: {name: a}"
    (tmp_path / "llm-project.yaml").write_bytes(text.replace("\n", line_break).encode())
    assert lint("check", "--diff", cwd=tmp_path).out.splitlines()[3:] == [
        " version: 1",
        "-projct: {name: a}",
        "\\ No newline at end of file",
        "+project: {name: a}",
        "\\ No newline at end of file",
    ]


def test_fix_keeps_the_mode_of_a_file_and_the_link_to_it(tmp_path: Path) -> None:
    path, link = tmp_path / "real.yaml", tmp_path / "llm-project.yaml"
    path.write_text(MISSPELT, encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    lint("check", "--fix", "llm-project.yaml", cwd=tmp_path)
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == MENDED
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_fix_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "llm-project.yaml"
    path.write_text(MISSPELT, encoding="utf-8")
    monkeypatch.setattr(os, "replace", fails)
    assert lint("check", "--fix", cwd=tmp_path).code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["llm-project.yaml"]
    assert path.read_text(encoding="utf-8") == MISSPELT


def test_of_a_text_in_no_known_encoding_nothing_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_bytes(b"project: {name: \xff}\nzzz: 1\n")
    out = lint("check", "--format", "concise", "-q", cwd=tmp_path).out
    assert re.findall(r"\[([\w-]+)\]$", out, re.MULTILINE) == ["syntax-error"]


def test_fix_of_standard_input_prints_the_repaired_text(tmp_path: Path) -> None:
    done = lint("check", "--fix", "-", cwd=tmp_path, stdin=MISSPELT.encode())
    assert done.out == MENDED
    assert "Fixed: 2." in done.err


def test_fix_keeps_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "llm-project.yaml"
    path.write_bytes(MISSPELT.encode("utf-16"))
    lint("check", "--fix", cwd=tmp_path)
    assert path.read_bytes() == MISSPELT.replace("Production", "production").replace("choise", "choice").encode(
        "utf-16"
    )


def test_fix_leaves_facts_and_choice_alone(folder: Path) -> None:
    lint("check", "--fix", cwd=folder)
    assert (folder / "llm-project.yaml").read_text(encoding="utf-8") == WARNED


def test_a_file_with_nothing_but_hints_says_so(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("version: 1\n", encoding="utf-8")
    done = lint("check", cwd=tmp_path)
    assert (done.code, done.out) == (
        0,
        "One project in one file checked: nothing but 3 hints; `--show hint` prints them.\n",
    )
    assert "--show hint" not in lint("check", "--show", "hint", cwd=tmp_path).out
