"""The form of a configuration is that of its schema: our own check says what jsonschema would say."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_project_lint.configuration.model import Configuration
from llm_project_lint.configuration.shape import mistakes
from llm_project_lint.model import Source
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.model import CATEGORIES, PRESETS
from llm_project_lint.settings import PackFolder
from tests.chinese import HAN, refused, slips
from tests.cli.run import lint

with open(resource("schema", "config.schema.json"), encoding="utf-8") as file:
    SCHEMA: dict[str, Any] = json.load(file)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
KEYS = (*SCHEMA["properties"], "presets", "x-own", "")
WORDS = (*PRESETS, *CATEGORIES, "en", "zh", "error", "hint", "waived", "14d", "", "Strict")
SCALARS = st.sampled_from([*WORDS, 0, 1, 2.5, -1, float("inf"), True, False])
VALUES = SCALARS | st.lists(SCALARS | st.lists(SCALARS, max_size=1), max_size=3)
VALUES |= st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=3)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_the_check_agrees_with_the_schema(data: dict[str, Any]) -> None:
    found = list(mistakes(data))
    assert bool(found) != VALIDATOR.is_valid(data)
    for error in VALIDATOR.iter_errors(data):
        place = tuple(error.absolute_path)
        assert any(mistake.path[: len(place)] == place for mistake in found), error.message


def test_the_schema_is_one_and_describes_everything() -> None:
    VALIDATOR.check_schema(SCHEMA)
    for name, form in SCHEMA["properties"].items():
        assert form["title"], name
        assert form["description"], name
    assert SCHEMA["properties"]["preset"]["enum"] == list(PRESETS)


def test_every_key_of_the_schema_is_read() -> None:
    values: dict[str, Any] = {"preset": "article", "select": ["data"], "ignore": ["cost"], "language": "zh"}
    values |= {"severity": {"x": "hint"}, "thresholds": {"y": 1}, "fail-on": "info", "show": "waived"}
    values |= {"packs": ["./rules/acme"]}
    assert set(values) == set(SCHEMA["properties"])
    packs = (PackFolder("/rules/acme", "0"),)
    one = Configuration(Source("x", ""), (), values, packs)
    assert one.packs == packs
    assert (one.preset, one.select, one.ignore) == ("article", ("data",), ("cost",))
    assert (one.language, one.fail_on, one.show) == ("zh", "info", "waived")
    assert (one.severities, one.thresholds) == ({"x": "hint"}, {"y": 1})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_schema_config_prints_it(tmp_path: Path, language: str) -> None:
    printed = lint("schema", "config", "--lang", language, cwd=tmp_path).out
    if language == "en":
        assert printed == Path(resource("schema", "config.schema.json")).read_text(encoding="utf-8")
        return
    chinese = json.loads(printed)
    jsonschema.Draft202012Validator.check_schema(chinese)
    said = [chinese["title"], chinese["description"]]
    for form in chinese["properties"].values():
        said += [form["title"], form["description"]]
    for text in said:
        assert HAN.search(text)
        assert slips(text) == refused(text) == []


def test_all_thresholds_and_rules_can_be_configured(tmp_path: Path) -> None:
    book = load_rulebook()
    lines = ["[severity]", *(f'{name} = "info"' for name in book.rules), "[thresholds]"]
    lines += [f"{name} = {json.dumps(one.raw)}" for name, one in book.thresholds.items()]
    (tmp_path / "llm-project-lint.toml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "llm-project.yaml").write_text("version: 1\n", encoding="utf-8")
    done = lint("check", "--format", "json", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert {one["severity"] for one in json.loads(done.out)["findings"]} <= {"info"}
