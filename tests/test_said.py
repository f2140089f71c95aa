"""Everything said to people has both languages, with the same placeholders."""

import importlib
import pkgutil
from string import Formatter

import pytest

from llm_project_lint import texts
from llm_project_lint.texts import Texts

AS_WRITTEN = {"raw", "pages"}
"""An amount in pages as it is written, which English takes as it is, and its number, which Chinese needs."""
MODULES = [module.name for module in pkgutil.iter_modules(texts.__path__)]


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", MODULES)
def test_both_languages_name_the_same_values(name: str) -> None:
    found = getattr(importlib.import_module(f"llm_project_lint.texts.{name}"), "TEXTS", None)
    if found is None:
        assert name == "schema"
        return
    assert isinstance(found, Texts)
    for key, (english, chinese) in found.items():
        assert (english and chinese) or key == "gap", key  # Chinese needs none between sentences
        assert placeholders(english) - AS_WRITTEN == placeholders(chinese) - AS_WRITTEN, key
