"""A comparison that is decided without the engine comes out as the engine has it."""

import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.cel import Engine, Leaf
from llm_project_lint.cel.condition import holds, leaves, parse
from llm_project_lint.facts import Fact, Facts
from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Document, Source, Span
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.variables import fact_of
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


VARIABLES = {"a.text": "string", "b.text": "string", "a.list": "list(string)", "a.count": "int", "b.count": "int"} | {
    "a.number": "double", "b.number": "double", "a.time": "duration", "b.time": "duration", "a.flag": "bool"
}  # fmt: skip
BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "string": st.sampled_from(["", "a", "b", "ab", "知识", "é", "'", "in", "size(a.list)"]),
    "list(string)": st.lists(st.sampled_from(["", "a", "b", "ab", "知识"]), max_size=3),
    "int": st.integers(0, 3),
    "double": st.sampled_from([0.0, 0.5, 1.0, 3.0]),
    "duration": st.sampled_from([datetime.timedelta(), datetime.timedelta(days=1), datetime.timedelta(days=36500)]),
    "bool": st.booleans(),
}
WORD = st.sampled_from(['"a"', '"知识"', '""', "'b'", '"in"', '"a\\"b"', "b.text"])
WORDS = st.lists(st.sampled_from(['"a"', '"b"', "''", '"知识"', '"a\\tb"']), min_size=1, max_size=3).map(", ".join)
SIGN = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
OWN = Engine(VARIABLES)
SHAPES: st.SearchStrategy[str] = st.one_of(
    st.builds("a.text {} {}".format, SIGN, WORD),
    st.builds("a.count {} {}".format, SIGN, st.sampled_from(["0", "1", "b.count"])),
    st.builds("a.number {} {}".format, SIGN, st.sampled_from(["0.0", "1.0", "b.number"])),
    st.builds("a.time {} b.time".format, SIGN),
    st.builds("a.flag {} {}".format, st.sampled_from(["==", "!="]), st.sampled_from(["true", "false"])),
    st.just("a.flag"),
    st.builds("size(a.list) {} {}".format, SIGN, st.sampled_from(["0", "1", "b.count"])),
    st.builds("a.list.{}({})".format, st.sampled_from(["includes", "lacks"]), WORD),
    st.builds("a.text in [{}]".format, WORDS),
    st.builds("a.list.{}(one, one in [{}])".format, st.sampled_from(["exists", "all"]), WORDS),
    st.builds("(a.text in [{}])".format, WORDS),
    st.builds("a.list.exists(one, !(one in [{}]))".format, WORDS),
    st.builds("a.list.all(one, one != {})".format, WORD),
)


@settings(max_examples=1500, deadline=None)
@given(SHAPES, st.data())
def test_a_leaf_of_any_shape_is_what_the_engine_says(text: str, draws: st.DataObject) -> None:
    """Also of shapes and words that no rule of ours has; whatever is not known stays not known."""
    OWN.check(text)
    known = {
        name: draws.draw(BY_TYPE[kind], name)
        for name, kind in VARIABLES.items()
        if name in text and draws.draw(st.integers(0, 5), "known")
    }
    for leaf in leaves(parse(text, lambda name: fact_of(name, VARIABLES))):
        if leaf.test is not None:
            values = {name: value for name, value in known.items() if name in leaf.reads}
            assert holds(leaf.test, dict.fromkeys(VARIABLES) | known) == OWN.decide(leaf.text, values)


def test_the_usual_shapes_are_tests() -> None:
    for text in ('a.list.includes("a")', "size(a.list) > 0", 'a.list.all(x, x in ["a"])', 'a.text in ["a", "b"]'):
        assert all(leaf.test for leaf in leaves(parse(text, lambda name: fact_of(name, VARIABLES))))
