"""The names conditions may use, and their types."""

from collections.abc import Iterable, Mapping
from typing import Any

from llm_project_lint.facts.derived import DERIVED, SOURCE_DERIVED
from llm_project_lint.facts.fields import CEL_TYPES, ENTRIES, SECTION, Field
from llm_project_lint.facts.values import WORDS

SIDES = ("rag", "fine-tuning", "prompt-only")
"""What a driver can speak for."""


def side_name(side: str) -> str:
    """A side as conditions spell it: `fine_tuning`."""
    return side.replace("-", "_")


def driver_name(rule: str) -> str:
    """What conditions call a driver: `driver.frequent_updates`, `driver.acme_many_tenants`."""
    return "driver." + rule.replace("-", "_").replace("/", "_")


def variables(fields: Field, thresholds: Mapping[str, Any], drivers: Iterable[str]) -> dict[str, str]:
    """The type of every name, such as `duration` or `list(string)`. drivers: their names in conditions."""
    known = {"today": "timestamp", "never": "duration"}
    for field in fields.walk():
        if not field.name or "[]" in field.name:
            continue
        known[f"stated.{field.name}"] = "bool"
        if field.form == ENTRIES:
            known[field.name] = "list(string)"
            for key, child in field.children.items():
                known[f"{field.item}.{key}"] = child.cel_type
                known[f"{field.name}.{key}"] = f"list({CEL_TYPES.get(child.form, 'string')})"
        elif field.form != SECTION:
            known[field.name] = field.cel_type
    types = {name: derived.cel for name, derived in DERIVED.items()}
    types |= {name: derived.cel for name, derived in SOURCE_DERIVED.items()}
    known |= {name: "list(string)" if kind == "list" else kind for name, kind in types.items()}
    for name, threshold in thresholds.items():
        known[f"threshold.{name}"] = CEL_TYPES.get(
            threshold.form, "list(string)" if threshold.form == WORDS else "string"
        )
    known.update(dict.fromkeys(drivers, "bool"))
    for side in SIDES:
        known[f"scorecard.for_{side_name(side)}"] = "bool"
        known[f"scorecard.strong_for_{side_name(side)}"] = "bool"
        known[f"scorecard.{side_name(side)}"] = "list(string)"
    return known


def fact_of(name: str, known: Mapping[str, str]) -> str | None:
    """The declared name that a dotted name begins with: `data.x.all` reads `data.x`. None for a word of its own."""
    while name:
        if name in known:
            return name
        name = name.rpartition(".")[0]
    return None
