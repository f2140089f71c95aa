"""What must hold for every rule on every document (RULES: three values)."""

import copy
import datetime
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Source
from llm_project_lint.rule_check import RuleChecker
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.properties.documents import FORMS, documents, fields
from tests.rules.examples import check, findings

BOOK = load_rulebook()
CHECKER = RuleChecker(BOOK)
TODAY = datetime.date(2026, 11, 22)
ASSUMED = {name for field in fields().walk() for name in (field.inherits,) if name}


def text_of(data: dict[str, Any]) -> str:
    """A document as a file."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def states(data: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The state of every rule of the whole file on a document."""
    document = read_documents(Source("llm-project.yaml", text_of(data)))[0]
    record, faults = collect(document, fields())
    assert faults == []
    outcomes = CHECKER.check(document, record, Settings(TODAY)).outcomes
    return {(o.rule.id, o.ladder.each): o.state for o in outcomes if o.each is None and not o.absent}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_no_rule_fails_and_every_message_is_complete(data: dict[str, Any]) -> None:
    text = text_of(data)
    for language in ("en", "zh"):
        for finding in findings(check(text, language)):
            assert finding.rule != "internal-error", finding.message
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
            assert "(not stated)" not in finding.message
            assert "（未写明）" not in finding.message


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.data())
def test_stating_more_never_turns_clear_into_reported(data: dict[str, Any], draws: st.DataObject) -> None:
    """Only what is known to be false is clear.

    Inherited values and named defaults count as stated, so facts that replace one of those are left out, as is the
    choice, which decides what is judged at all, and what a rule reads as `stated.PLACE`.
    """
    silent = [
        field
        for field in fields().walk()
        if field.form in FORMS or field.values
        if "[]" not in field.name and not _written(data, field.name) and field.name not in EXCEPTIONS
    ]
    if not silent:
        return
    field = draws.draw(st.sampled_from(silent))
    more = copy.deepcopy(data)
    value = draws.draw(st.sampled_from(field.values or FORMS[field.form]))
    inside = more
    *sections, key = field.name.split(".")
    for section in sections:
        inside[section] = inside.get(section) or {}
        inside = inside[section]
    inside[key] = value
    before, after = states(data), states(more)
    for rule, state in before.items():
        if state == "clear" and not _asks_whether_stated(rule[0], field.name):
            assert after.get(rule, "clear") in ("clear", "excused"), (rule, field.name, value)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.data())
def test_withholding_a_fact_never_makes_a_finding(data: dict[str, Any], draws: st.DataObject) -> None:
    """A missing fact is never a verdict: it can take an excuse away, but accuse nobody.

    Left out is the same as above, and a choice, without which nothing of the kind is judged.
    """
    stated = [
        field
        for field in fields().walk()
        if field.form in FORMS or field.values
        if "[]" not in field.name and _written(data, field.name) and field.name not in EXCEPTIONS
    ]
    if not stated:
        return
    field = draws.draw(st.sampled_from(stated))
    less = copy.deepcopy(data)
    inside = less
    *sections, key = field.name.split(".")
    for section in sections:
        inside = inside[section]
    del inside[key]
    if not any(less.values()):
        return
    before, after = states(data), states(less)
    for rule, state in after.items():
        if state == "reported" and not _asks_whether_stated(rule[0], field.name):
            assert before.get(rule) in ("reported", "excused"), (rule, field.name)


def _asks_whether_stated(rule: str, name: str) -> bool:
    """Whether a rule is about what is written: `stated.PLACE` is known to be false where nothing is."""
    if rule == "missing-dimension":  # of which sections nothing is written
        return True
    return any(f"{name}.".startswith(f"{read[7:]}.") for read in BOOK.rules[rule].reads if read.startswith("stated."))


def _written(data: Any, name: str) -> bool:
    for step in name.split("."):
        if not isinstance(data, dict) or data.get(step) is None:
            return False
        data = data[step]
    return True


EXCEPTIONS = ASSUMED | {
    "approach.choice",
    "approach.answer_cache_ttl",
    "approach.fine_tuning.bits",
    "approach.fine_tuning.objective",
    "approach.fine_tuning.precision",
    "data.knowledge.tokens",
    "data.training.per_class_min",
    "maintenance.reindex_duration",
    "maintenance.retrain_duration",
    "maintenance.review.every",
    "maintenance.review.last",
    "maintenance.review.next",
    "performance.stages.other",
    "performance.stages.rewrite",
    "requirements.accuracy.better",
    "approach.rag.rerank",
    "approach.prompt.cached",
    "approach.prompt.knowledge",
    "approach.rag.chunk_overlap",
    "cost.labeling.build",
    "cost.labeling.retrain",
    "cost.other.build",
    "cost.other.monthly",
    "cost.prices.cached_input_per_million",
    "cost.prices.tuned_input_per_million",
    "cost.prices.tuned_output_per_million",
    "cost.prices.training_per_run",
    "cost.prices.gpu_per_hour",
    "approach.fine_tuning.gpu_hours",
    "performance.tokens.history",
    "performance.tokens.knowledge",
    "data.knowledge.documents",
}
"""Inherited values, places whose column *absent* in the vocabulary names a default, and the review that kept a date."""
