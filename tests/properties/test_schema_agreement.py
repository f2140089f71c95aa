"""Three readers of the same format agree: our walk over the facts, jsonschema, and jsonschema-rs."""

import json
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings

from llm_project_lint.facts.collect import Fault, collect
from llm_project_lint.model import Document, Source, Span
from llm_project_lint.resources import resource
from tests.properties.documents import documents, fields

with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
REFERENCE = jsonschema.Draft202012Validator(SCHEMA)
FAST = jsonschema_rs.validator_for(SCHEMA)
BEYOND_SCHEMA = {"missing", "same"}
"""What a schema cannot say: a required key that is empty, two entries of one name."""


def faults(data: Any) -> list[Fault]:
    """What our walk finds in plain data."""
    return collect(Document(Source("f", ""), 0, data, {}, Span(0, 0)), fields())[1]


def calendar(data: Any, fault: Fault) -> bool:
    """Whether a value is a well-formed date of a day that never was."""
    return fault.field.form == "date"


@settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(wrong=True))
def test_a_wrong_document_is_wrong_for_all_three(data: dict[str, Any]) -> None:
    valid = REFERENCE.is_valid(data)
    assert FAST.is_valid(data) == valid
    found = faults(data)
    if valid:
        assert [fault for fault in found if fault.kind not in BEYOND_SCHEMA and not calendar(data, fault)] == []
    else:
        assert found


@settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_right_document_is_right_for_all_three(data: dict[str, Any]) -> None:
    assert REFERENCE.is_valid(data)
    assert FAST.is_valid(data)
    assert faults(data) == []


@pytest.mark.parametrize("data", [None, [], "text", 1, {}])
def test_what_is_no_mapping_is_wrong_for_both_libraries(data: Any) -> None:
    assert not REFERENCE.is_valid(data)
    assert not FAST.is_valid(data)
