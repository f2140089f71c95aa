"""The other commands: rules, schema, new-rule, help and version."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from llm_project_lint import __version__, resources
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.load import load
from tests.cli.run import lint


@pytest.mark.parametrize("language", ["en", "zh"])
def test_rules_lists_every_rule_once(tmp_path: Path, language: str) -> None:
    lines = lint("rules", "--lang", language, cwd=tmp_path).out.splitlines()[1:]
    book = load_rulebook()
    assert [line.split()[0] for line in lines] == list(book.rules)
    for line, rule in zip(lines, book.rules.values(), strict=True):
        assert line.endswith(rule.title.of("zh" if language == "zh" else "en"))


def test_a_rule_for_every_choice_says_so(tmp_path: Path) -> None:
    lines = lint("rules", cwd=tmp_path).out.splitlines()
    assert ["all" in line.split() for line in lines if line.startswith("review-overdue ")] == [True]


def test_rules_as_json_hold_everything(tmp_path: Path) -> None:
    found = json.loads(lint("rules", "--format", "json", cwd=tmp_path).out)
    one = next(rule for rule in found["rules"] if rule["rule"] == "finetune-dynamic-data")
    assert one["severities"] == ["warning", "info"]
    assert one["applies_to"] == ["fine-tuning"]
    assert one["thresholds"][0]["threshold"] == "frequent_update"
    assert [case["severity"]["production"] for case in one["cases"]] == ["info", "warning"]


def test_schema_is_the_shipped_one(tmp_path: Path) -> None:
    printed = lint("schema", cwd=tmp_path).out
    assert printed == Path(resource("schema", "llm-project.schema.json")).read_text(encoding="utf-8")


def test_schema_in_chinese_accepts_the_same(tmp_path: Path) -> None:
    english, chinese = (json.loads(lint("schema", "--lang", language, cwd=tmp_path).out) for language in ("en", "zh"))
    jsonschema.Draft202012Validator.check_schema(chinese)
    assert chinese["properties"]["approach"]["title"] != english["properties"]["approach"]["title"]

    def bare(schema: object) -> object:
        """The schema without what is said to people."""
        if isinstance(schema, dict):
            said = ("title", "description", "enumDescriptions", "x-suggestions")
            return {key: bare(value) for key, value in schema.items() if key not in said or "type" in value}
        return [bare(one) for one in schema] if isinstance(schema, list) else schema

    assert bare(chinese) == bare(english)


@pytest.mark.parametrize("language, word", [("en", "usage: "), ("zh", "用法：")])
@pytest.mark.parametrize("command", [[], ["check"], ["rules"], ["schema"], ["new-rule"]])
def test_help_speaks_both_languages(tmp_path: Path, command: list[str], language: str, word: str) -> None:
    environment = {"LC_ALL": "zh_CN.UTF-8" if language == "zh" else "en_US.UTF-8"}
    done = lint(*command, "--help", cwd=tmp_path, environment=environment)
    assert done.code == 0
    assert done.out.startswith(word)


def test_version(tmp_path: Path) -> None:
    assert lint("--version", cwd=tmp_path) == (0, f"llm-project-lint {__version__}\n", "")


# -- new-rule -----------------------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the schemas and the rules of a checkout, which the command takes for its own."""
    for name in ("schema", "rules"):
        shutil.copytree(resource(name), tmp_path / name)
    monkeypatch.setattr(resources, "_ROOT", str(tmp_path))
    return tmp_path


def test_a_new_rule_loads_and_its_examples_hold(checkout: Path) -> None:
    done = lint("new-rule", "maintenance/index-never-tested", cwd=checkout)
    assert done.code == 0
    assert "rules/maintenance/index-never-tested.yaml" in done.out
    book = load(str(checkout / "rules"))
    assert book.rules["index-never-tested"].category == "maintenance"


@pytest.mark.parametrize(
    "name",
    [
        "index-never-tested",
        "unknown/index",
        "data/Index",
        "data/../x",
        "data/",
        "drivers/x",
        "data/finetune-dynamic-data",
    ],
)
def test_a_rule_of_another_name_is_refused(checkout: Path, name: str) -> None:
    before = sorted(str(path) for path in checkout.rglob("*"))
    done = lint("new-rule", name, cwd=checkout)
    assert done.code == 2
    assert name in done.err or "exists" in done.err
    assert sorted(str(path) for path in checkout.rglob("*")) == before
