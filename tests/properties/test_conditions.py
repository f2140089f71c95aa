"""A comparison that is decided without the engine comes out as the engine has it."""

import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings

from llm_project_lint.cel import Engine, Leaf
from llm_project_lint.cel.condition import holds, leaves
from llm_project_lint.facts import Fact, Facts
from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Document, Source, Span
from llm_project_lint.rulebook import load_rulebook
from tests.properties.documents import documents

BOOK = load_rulebook()
RULES = (*BOOK.rules.values(), *BOOK.drivers.values())
CLAUSES = [
    clause
    for rule in RULES
    for clause in (
        *rule.when,
        *rule.unless,
        *(one for ladder in rule.ladders for case in ladder.cases for one in (*case.when, *case.unless)),
    )
]
TESTED = {leaf.text: leaf for clause in CLAUSES for leaf in leaves(clause.condition) if leaf.test}
ENGINE = Engine(BOOK.variables)


def values_of(data: dict[str, Any], leaf: Leaf) -> dict[str, Any]:
    """What is known of the names that a leaf reads."""
    record = collect(Document(Source("f", ""), 0, data, {}, Span(0, 0)), BOOK.fields)[0]
    thresholds = {name: threshold.value for name, threshold in BOOK.thresholds.items()}
    facts = Facts(record, datetime.date(2026, 11, 22), thresholds, BOOK.tables)
    known: dict[str, Any] = {}
    for name in leaf.reads:
        if name.startswith("threshold."):
            known[name] = thresholds[name.removeprefix("threshold.")]
        elif name.startswith("stated."):
            known[name] = facts.stated(name.removeprefix("stated."))
        elif not name.startswith(("source.", "driver.", "scorecard.")) and isinstance(fact := facts.get(name), Fact):
            known[name] = fact.value
    return known


def test_most_comparisons_need_no_engine() -> None:
    assert len(TESTED) > 30


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_test_is_what_the_engine_says(data: dict[str, Any]) -> None:
    for leaf in TESTED.values():
        values = values_of(data, leaf)
        assert leaf.test is not None
        all_names = dict.fromkeys(leaf.reads) | values
        assert holds(leaf.test, all_names) == ENGINE.decide(leaf.text, values), (leaf.text, values)
