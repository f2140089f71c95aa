"""The examples inside the rule files, as `test-rules` runs them: each holds, and all of a rule is tried."""

import re

import pytest

from llm_project_lint.rulebook import Rule, load_rulebook
from llm_project_lint.trials import Trials
from tests.rules.examples import Example, check, examples, findings

BOOK = load_rulebook()
TRIALS = Trials(BOOK)
ALL = list(examples())
BAD = [example for example in ALL if example.kind == "bad" and example.rule in BOOK.rules]


@pytest.mark.parametrize("example", ALL, ids=str)
def test_an_example_comes_out_as_it_says(example: Example) -> None:
    assert list(TRIALS.faults(example)) == []


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_examples_try_every_case_excuse_and_fix(rule: Rule) -> None:
    assert TRIALS.of(rule).untried == ()


@pytest.mark.parametrize("example", BAD, ids=str)
def test_a_finding_says_the_same_in_chinese(example: Example) -> None:
    english = findings(check(example.text), example.rule)
    chinese = findings(check(example.text, "zh"), example.rule)
    assert [found.span for found in english] == [found.span for found in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert re.search("[\u4e00-\u9fff]", other.message)
        assert not re.search("[\u4e00-\u9fff]", one.message) or re.search("[\u4e00-\u9fff]", example.text)
        assert not re.search(r"[{}]|\(not stated\)|未说明\)", one.message + other.message)
        assert all((one.why, one.advice, other.why, other.advice))
