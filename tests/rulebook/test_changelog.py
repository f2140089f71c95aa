"""CHANGELOG.md names every rule and driver: their names are promises."""

import re
from pathlib import Path

import pytest

from llm_project_lint.rulebook import load_rulebook

PAGE = Path(__file__).parent.parent.parent / "CHANGELOG.md"
if not PAGE.exists():
    pytest.skip("the page is not part of a distribution", allow_module_level=True)


def test_every_rule_and_driver_is_named_and_those_of_a_category_together() -> None:
    book = load_rulebook()
    entries = re.split(r"^ *- ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {entry.partition(":")[0]: set(re.findall(r"`([\w-]+)`", entry)) for entry in entries}
    for category in {rule.category for rule in book.rules.values()}:
        assert named[category] == {rule.id for rule in book.rules.values() if rule.category == category}
    assert named["Drivers, facts that speak for a side whatever is chosen"] == set(book.drivers)
