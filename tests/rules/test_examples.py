"""Every example inside every rule file is executed: what it reports, how severely, where, and what it waits for."""

import re

import pytest

from llm_project_lint.rulebook import load_rulebook
from tests.rules.examples import Example, check, examples, findings, waits

ALL = list(examples())
OF_RULES = [example for example in ALL if example.rule in load_rulebook().rules]
OF_DRIVERS = [example for example in ALL if example.rule in load_rulebook().drivers]
FILE_CHECKS = {"syntax-error", "duplicate-key", "unknown-key", "invalid-value", "missing-key", "internal-error"}


@pytest.mark.parametrize("example", ALL, ids=str)
def test_the_document_of_an_example_is_a_valid_project_file(example: Example) -> None:
    reports = check(example.text)
    assert [found for found in findings(reports) if found.rule in FILE_CHECKS] == []


@pytest.mark.parametrize("example", [e for e in OF_RULES if e.kind == "bad"], ids=str)
def test_a_bad_example_is_reported_as_it_says(example: Example) -> None:
    found = findings(check(example.text), example.rule)
    assert found, "not reported"
    expected = example.expected
    if "severity" in expected:
        assert found[0].severity == expected["severity"]
    if "message" in expected:
        assert expected["message"] in found[0].message
    if "at" in expected:
        marked = example.text[found[0].span.start : found[0].span.end]
        assert marked.strip("'\"") == str(expected["at"])


@pytest.mark.parametrize("example", [e for e in OF_RULES if e.kind != "bad"], ids=str)
def test_a_good_or_silent_example_is_not_reported(example: Example) -> None:
    assert findings(check(example.text), example.rule) == []


@pytest.mark.parametrize("example", [e for e in OF_RULES if e.kind == "not_stated"], ids=str)
def test_a_silent_example_waits_for_its_facts(example: Example) -> None:
    if "waits" in example.expected:
        assert waits(example.text, example.rule) == set(example.expected["waits"])


@pytest.mark.parametrize("example", OF_DRIVERS, ids=str)
def test_a_driver_holds_where_its_example_says(example: Example) -> None:
    lines = [line for report in check(example.text) for line in report.scorecard if line.driver == example.rule]
    assert {line.holds for line in lines} == {{"bad": True, "good": False, "not_stated": None}[example.kind]}


@pytest.mark.parametrize("example", [e for e in OF_RULES if e.kind == "bad"], ids=str)
def test_a_finding_says_the_same_in_chinese(example: Example) -> None:
    english = findings(check(example.text), example.rule)
    chinese = findings(check(example.text, "zh"), example.rule)
    assert [found.span for found in english] == [found.span for found in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert re.search("[\u4e00-\u9fff]", other.message)
        assert not re.search("[\u4e00-\u9fff]", one.message) or re.search("[\u4e00-\u9fff]", example.text)
        assert not re.search(r"[{}]|\(not stated\)|未说明\)", one.message + other.message)
        assert all((one.why, one.advice, other.why, other.advice))
