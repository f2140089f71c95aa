"""The settings of the language server: what the schema says is what the server reads, in both languages."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from llm_project_lint.lsp.settings import ClientSettings, read_settings
from llm_project_lint.resources import resource
from llm_project_lint.texts.schema import EDITOR, translated
from tests.chinese import HAN, refused, slips
from tests.cli.run import lint

SCHEMA = json.loads(Path(resource("schema", "editor.schema.json")).read_bytes())
KEYS = SCHEMA["properties"]


def test_the_schema_is_one_and_its_defaults_are_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate({key: one["default"] for key, one in KEYS.items()})


def test_the_defaults_are_those_of_the_server() -> None:
    assert read_settings({key: one["default"] for key, one in KEYS.items()}) == (ClientSettings(), ())
    assert read_settings(None) == (ClientSettings(), ())


@pytest.mark.parametrize("key", KEYS)
def test_what_the_schema_refuses_the_server_refuses_too(key: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    values: list[Any] = ["auto", "zh", "2026-11-22", "", "x.toml", "2026-1-2", True, False, 0, 5, [], {}, ["en"]]
    for value in values:
        chosen, wrong = read_settings({key: value})
        assert (wrong == ()) == validator.is_valid({key: value}), value
        if wrong:
            assert chosen == ClientSettings()


def test_foreign_keys_and_shapes_do_no_harm() -> None:
    assert read_settings({"trace": "verbose", "language": "zh"}) == (ClientSettings(language="zh"), ())
    assert read_settings(["zh"]) == (ClientSettings(), ("llm-project-lint",))


def test_every_text_is_there_in_chinese(tmp_path: Path) -> None:
    chinese = translated(SCHEMA, EDITOR)["properties"]
    for key, one in KEYS.items():
        for name in ("title", "description"):
            text = chinese[key][name]
            assert text != one[name]
            assert HAN.search(text)
            assert slips(text) == refused(text) == []
    assert all(HAN.search(text) for text in chinese["language"]["enumDescriptions"])
    assert json.loads(lint("schema", "editor", "--lang", "zh", cwd=tmp_path).out)["properties"] == chinese
