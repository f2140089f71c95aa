"""Values as people write them, and what they are read as: the edges of every form."""

from datetime import timedelta
from typing import Any

import pytest

from llm_project_lint.facts.fact import NEVER
from llm_project_lint.facts.values import LONGEST, MAX_COUNT, read


@pytest.mark.parametrize(
    ("form", "raw", "value"),
    [
        ("count", MAX_COUNT, MAX_COUNT),
        ("count", MAX_COUNT + 1, None),
        ("count", "999999B", 999_999 * 10**9),
        ("count", "1000000B", None),
        ("number", 1e14, 1e14),
        ("number", -1e14, -1e14),
        ("number", 1.1e14, None),
        ("size", "1MiB", 0.001048576),
        ("size", "1TiB", 1099.511627776),
        ("duration", "101y", NEVER),
        ("duration", "P101Y", NEVER),
        ("duration", "P1M", timedelta(days=30)),
        ("cadence", "1 per quarter", timedelta(days=91)),
        ("cadence", "1 per month", timedelta(days=30)),
        ("text", "x" * LONGEST, "x" * LONGEST),
        ("text", "x" * (LONGEST + 1), None),
    ],
)
def test_a_value_is_read_up_to_the_edge_of_its_form(form: str, raw: Any, value: Any) -> None:
    assert read(form, raw) == value
