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


def beyond_schema(data: Any, fault: Fault) -> bool:
    """Whether a schema cannot see a fault: a date of a day that never was, and a count such as `12.000`."""
    if fault.kind in BEYOND_SCHEMA or fault.field.form == "date":
        return True
    value = data
    for step in fault.path:
        value = value[step]
    return fault.field.form in ("count", "amount") and isinstance(value, float)


@settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(wrong=True))
def test_a_wrong_document_is_wrong_for_all_three(data: dict[str, Any]) -> None:
    valid = REFERENCE.is_valid(data)
    assert FAST.is_valid(data) == valid
    found = faults(data)
    if valid:
        assert [fault for fault in found if not beyond_schema(data, fault)] == []
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
