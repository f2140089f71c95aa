"""`config`: what holds for a path and who says so; and what `explain` and `rules` tell of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from llm_project_lint.rulebook import load_rulebook
from tests.cli.run import lint

BOOK = load_rulebook()
OWN = """\
preset = "strict"
ignore = ["cost", "no-rationale"]
language = "zh"
fail-on = "error"

[severity]
"review-overdue" = "info"

[thresholds]
few_examples = 60
frequent_update = "14d"
"""
STRICT = {name for name, rule in BOOK.rules.items() if "recommended" not in rule.presets}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a configuration, one below with its own, and one without."""
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "llm-project-lint.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.llm-project-lint]\nselect = ['data']\n", encoding="utf-8")
    return tmp_path


def described(folder: Path, *arguments: str) -> dict[str, Any]:
    """What the command says in JSON."""
    done = lint("config", "--format", "json", *arguments, cwd=folder)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    assert {rule["rule"] for rule in found["rules"]} == set(BOOK.rules)
    assert {one["threshold"] for one in found["thresholds"]} == set(BOOK.thresholds)
    return found


def values(found: dict[str, Any]) -> dict[str, list[Any]]:
    """The single values with their origins, by key."""
    listed: dict[str, list[Any]] = {}
    for one in found["values"]:
        listed.setdefault(one["key"], []).append((one["value"], one["origin"]["place"] or one["origin"]["kind"]))
    return listed


def test_without_a_file_everything_is_a_default(tmp_path: Path) -> None:
    found = described(tmp_path)
    assert found["file"] == ""
    assert values(found) == {
        "preset": [("recommended", "default")],
        "language": [("en", "locale")],
        "fail-on": [("warning", "default")],
        "show": [("info", "default")],
    }
    assert {rule["rule"] for rule in found["rules"] if not rule["on"]} == STRICT
    assert all(rule["origin"] == {"kind": "preset", "place": "recommended"} for rule in found["rules"])
    assert all(one["value"] == one["default"] for one in found["thresholds"])
    assert all(one["origin"] == {"kind": "default", "place": ""} for one in found["thresholds"])
    assert f"Thresholds: all {len(BOOK.thresholds)} have their defaults.\n" in lint("config", cwd=tmp_path).out


def test_each_value_of_a_file_has_its_place(folder: Path) -> None:
    found = described(folder, "team")
    file = "team/llm-project-lint.toml"
    assert found["file"] == file
    assert values(found) == {
        "preset": [("strict", f"{file}:1:10")],
        "ignore": [(["cost", "no-rationale"], f"{file}:2:10")],
        "language": [("zh", f"{file}:3:12")],
        "fail-on": [("error", f"{file}:4:11")],
        "show": [("info", "default")],
    }
    by_name = {rule["rule"]: rule for rule in found["rules"]}
    off = {name for name, rule in by_name.items() if not rule["on"]}
    assert off == {name for name, rule in BOOK.rules.items() if rule.category == "cost"} | {"no-rationale"}
    assert by_name["no-rationale"]["origin"]["place"] == f"{file}:2:19"
    assert by_name["training-over-budget"]["origin"]["place"] == f"{file}:2:11"
    assert by_name["retrieval-unspecified"]["origin"] == {"kind": "preset", "place": "strict"}
    assert by_name["review-overdue"]["severities"] == ["info"]
    assert by_name["review-overdue"]["severities_origin"]["place"] == f"{file}:7:20"
    assert found["thresholds"][:2] == [
        {"threshold": "frequent_update", "form": "cadence", "value": "14d", "default": "30d",
         "origin": {"kind": "file", "place": f"{file}:11:19"}},
        {"threshold": "few_examples", "form": "count", "value": 60, "default": 50,
         "origin": {"kind": "file", "place": f"{file}:10:16"}},
    ]  # fmt: skip
    assert all(one["origin"]["kind"] == "default" for one in found["thresholds"][2:])


def test_what_differs_comes_first(folder: Path) -> None:
    rules = described(folder, "team")["rules"]
    differs = [not rule["on"] or rule["severities_origin"]["kind"] != "default" for rule in rules]
    assert any(differs)
    assert differs == sorted(differs, reverse=True)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ([], "pyproject.toml"),
        (["."], "pyproject.toml"),
        (["other"], "pyproject.toml"),
        (["team"], "team/llm-project-lint.toml"),
        (["team/"], "team/llm-project-lint.toml"),
        (["team/llm-project.yaml"], "team/llm-project-lint.toml"),
        (["team", "--isolated"], ""),
        (["--config", "team/llm-project-lint.toml"], "team/llm-project-lint.toml"),
    ],
)
def test_the_file_that_applies_is_named(folder: Path, path: list[str], file: str) -> None:
    (folder / "team" / "llm-project.yaml").write_text("version: 1\n", encoding="utf-8")
    assert described(folder, *path)["file"] == file


def test_the_command_line_is_named_too(folder: Path) -> None:
    found = values(described(folder, "team", "--ignore", "data", "--lang", "en", "--fail-on", "hint"))
    assert found["ignore"] == [(["cost", "no-rationale"], "team/llm-project-lint.toml:2:10"), (["data"], "--ignore")]
    assert found["language"] == [("en", "--lang")]
    assert found["fail-on"] == [("hint", "--fail-on")]
    assert found["show"] == [("hint", "default")]  # what fails the run can be seen
    selected = described(folder, "team", "--select", "review-overdue", "--show", "waived")
    assert set(values(selected)) == {"select", "language", "fail-on", "show"}
    assert values(selected)["select"] == [(["review-overdue"], "--select")]
    assert [rule["rule"] for rule in selected["rules"] if rule["on"]] == ["review-overdue"]


def test_select_takes_the_place_of_a_preset(folder: Path) -> None:
    found = described(folder)
    assert "preset" not in values(found)
    for rule in found["rules"]:
        assert rule["on"] == (rule["category"] == "data")
        assert rule["origin"]["place"] == ("pyproject.toml:2:11" if rule["on"] else "pyproject.toml:2:10")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["team/llm-project-lint.toml applies to team/.",
                "preset    strict              team/llm-project-lint.toml:1:10",
                "show      info                default",
                f"Rules: {len(BOOK.rules) - 7} are checked, 7 are left out.",
                "off", "team/llm-project-lint.toml:2:11",
                "team/llm-project-lint.toml:7:20 (default: warning, info)",
                f"Thresholds: 2 of {len(BOOK.thresholds)} are configured.",
                "every 14 days", "(default: every 30 days)"]),
        ("zh", ["team/：适用的配置文件是 team/llm-project-lint.toml。",
                "show      info                默认",
                f"规则：检查 {len(BOOK.rules) - 7} 条，不检查 7 条。",
                "不检查", "team/llm-project-lint.toml:7:20（默认：警告、信息）",
                f"阈值：共 {len(BOOK.thresholds)} 个，其中 2 个经过设置。",
                "每 14 天", "（默认：每 30 天）"]),
    ],
)  # fmt: skip
def test_people_read_the_same(folder: Path, language: str, expected: list[str]) -> None:
    assert sum(rule.category == "cost" for rule in BOOK.rules.values()) == 6
    done = lint("config", "team", "--lang", language, cwd=folder)
    assert (done.code, done.err) == (0, "")
    at = 0
    for text in expected:
        at = done.out.index(text, at)


def test_a_path_that_does_not_exist_and_a_wrong_file_are_errors(folder: Path) -> None:
    done = lint("config", "nowhere/x.yaml", cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert "there is no `nowhere/x.yaml`" in done.err
    (folder / "team" / "llm-project-lint.toml").write_text("x = 1", encoding="utf-8")
    done = lint("config", "team", cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: team/llm-project-lint.toml:1:1: ")


def test_names_print_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b[31m\n\u202eb"
    folder.mkdir()
    (folder / "llm-project-lint.toml").write_text(OWN, encoding="utf-8")
    for format_ in ("text", "json"):
        out = lint("config", "--format", format_, folder.name, cwd=tmp_path).out
        assert not {"\x1b", "\u202e"} & set(out)
        assert "\nb/" not in out


# -- explain, rules ---------------------------------------------------------------------------------------------------


def test_explain_shows_what_holds_here(folder: Path) -> None:
    page = lint("explain", "finetune-dynamic-data", "--lang", "en", cwd=folder / "team").out
    assert "- `frequent_update` is every 30 days" in page
    assert "\n  - llm-project-lint.toml sets it to every 14 days\n" in page
    page = lint("explain", "review-overdue", cwd=folder / "team").out
    assert "llm-project-lint.toml 将它的级别设为：信息。" in page
    page = lint("explain", "training-over-budget", "--lang", "en", cwd=folder / "team").out
    assert "It is left out here (llm-project-lint.toml:2:11)." in page
    page = lint("explain", "retrieval-unspecified", "--lang", "en", "--isolated", cwd=folder / "team").out
    assert "It is left out here (preset recommended)." in page


def test_examples_are_explained_by_the_defaults(folder: Path) -> None:
    def examples(*options: str) -> str:
        return lint("explain", "finetune-dynamic-data", "--lang", "en", *options, cwd=folder / "team").out.partition(
            "## Examples"
        )[2]

    assert examples() == examples("--isolated") != ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_a_rule_names_its_presets(folder: Path, language: str) -> None:
    for rule in ("retrieval-unspecified", "source-language-gap", "finetune-dynamic-data"):
        presets = ("、" if language == "zh" else ", ").join(BOOK.rules[rule].presets)
        assert presets in lint("explain", rule, "--lang", language, cwd=folder / "other").out.split("\n\n")[1]


def test_rules_say_which_presets_hold_them(tmp_path: Path) -> None:
    listed = {one["rule"]: one for one in json.loads(lint("rules", "--format", "json", cwd=tmp_path).out)["rules"]}
    assert listed["retrieval-unspecified"]["presets"] == ["article", "strict"]
    assert listed["finetune-dynamic-data"]["presets"] == ["recommended", "article", "strict"]
    assert listed["source-language-gap"]["presets"] == ["recommended", "strict"]
    lines = lint("rules", cwd=tmp_path).out.splitlines()
    assert "  article, strict  " in next(line for line in lines if line.startswith("retrieval-unspecified "))


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_example_of_the_readme_is_a_configuration(tmp_path: Path, readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    block = text.split("```toml\n")[1].split("```")[0]
    (tmp_path / "llm-project-lint.toml").write_text(block, encoding="utf-8")
    configured = {name for name, [(_, origin)] in values(described(tmp_path)).items() if origin != "default"}
    assert configured == {"preset", "ignore", "fail-on", "show", "language"}
