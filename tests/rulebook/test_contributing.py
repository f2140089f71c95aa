"""CONTRIBUTING.md is true: its example is a rule of ours that holds, and it names all that a rule may hold."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from llm_project_lint.cel.engine import FUNCTIONS
from llm_project_lint.facts.derived import DERIVED, SOURCE_DERIVED
from llm_project_lint.facts.fields import ENTRIES
from llm_project_lint.model import Report, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.load import load
from llm_project_lint.rulebook.model import CATEGORIES
from llm_project_lint.settings import Settings
from tests.rules.examples import TODAY, document, findings, waits

PAGE = Path(__file__).parent.parent.parent / "CONTRIBUTING.md"
if not PAGE.exists():
    pytest.skip("the page is not part of a distribution", allow_module_level=True)
TEXT = PAGE.read_text(encoding="utf-8")
NAME = "rules/maintenance/reindex-slower-than-updates.yaml"
EXAMPLE = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[0]
BOOK = load()
with open(resource("schema", "rule.schema.json"), encoding="utf-8") as file:
    FORMS = json.load(file)["$defs"]


def part(title: str) -> str:
    """A section of the page."""
    return re.split(r"^##+ ", TEXT.partition(f"### {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def first_columns(text: str) -> Iterator[str]:
    """What stands in the first column of the tables of a section."""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield line.split(" | ")[0]


def words(text: str) -> set[str]:
    """What stands in backquotes."""
    return set(re.findall(r"`([^`]+)`", text))


def test_the_example_is_the_rule_that_it_shows() -> None:
    assert NAME in TEXT
    with open(resource(*NAME.split("/")), encoding="utf-8") as file:
        real: dict[str, Any] = yaml.safe_load(file)
    shown: dict[str, Any] = yaml.safe_load(EXAMPLE)
    examples, all_examples = shown.pop("examples"), real.pop("examples")
    assert shown == real
    for kind, found in examples.items():
        assert all(example in all_examples[kind] for example in found)


def test_the_example_loads_and_its_examples_hold(tmp_path: Path) -> None:
    shutil.copytree(resource("rules"), tmp_path / "rules")
    (tmp_path / NAME).write_text(EXAMPLE, encoding="utf-8")
    book = load(str(tmp_path / "rules"))
    linter = Linter(Settings(TODAY), book)
    rule = Path(NAME).stem
    examples: dict[str, list[dict[str, Any]]] = yaml.safe_load(EXAMPLE)["examples"]

    def reports(example: dict[str, Any]) -> list[Report]:
        return linter.check(Source("llm-project.yaml", document(example["facts"])))

    for example in examples["bad"]:
        found = findings(reports(example), rule)[0]
        assert found.severity == example["severity"]
        assert example["message"] in found.message
    for example in (*examples["good"], *examples["not_stated"]):
        assert findings(reports(example), rule) == []
    for example in examples["not_stated"]:
        assert waits(document(example["facts"]), rule, book) == set(example["waits"])


def test_every_key_of_a_rule_is_explained_and_no_other() -> None:
    keys = {key.partition(":")[0] for column in first_columns(part("The keys")) for key in words(column)}
    assert keys == set(FORMS["rule"]["properties"])


def test_the_keys_of_a_driver_are_listed() -> None:
    text = part("The keys").partition("is a driver")[2]
    needed, _, others = text.partition("It has ")[2].partition("may have ")
    form = FORMS["driver"]
    assert words(needed) & set(form["properties"]) == set(form["required"]) - {"examples"}
    assert words(others.partition(";")[0]) == set(form["properties"]) - set(form["required"])


def test_what_a_case_may_have_is_listed() -> None:
    row = next(line for line in part("The keys").splitlines() if line.startswith("| `cases`"))
    assert words(row.partition("each has a ")[2].partition(". Its ")[0]) == set(
        FORMS["rule"]["properties"]["cases"]["items"]["properties"]
    )


@pytest.mark.parametrize("kind", ["bad", "good", "not_stated"])
def test_the_keys_of_an_example_are_listed(kind: str) -> None:
    row = next(line for line in part("Examples").splitlines() if line.startswith(f"| `{kind}`"))
    named = words(row) & {*FORMS["bad"]["properties"], *FORMS["not_stated"]["properties"]}
    assert named == set(FORMS[kind]["properties"])


def test_every_function_is_named_and_no_other() -> None:
    columns = " ".join(first_columns(part("Conditions")))
    assert set(re.findall(r"(\w+)\(", columns)) == FUNCTIONS


def test_entries_are_called_as_it_says() -> None:
    text = part("Conditions").partition("Entries are called")[2].partition("\n\n")[0]
    named = dict(re.findall(r"`(\w+)`\s+\(`([\w.]+)`\)", text))
    assert named == {field.item: field.name for field in BOOK.fields.walk() if field.form == ENTRIES}


def test_every_computed_fact_is_listed_and_those_that_are_closed() -> None:
    for prefix, facts in (("derived", DERIVED), ("source", SOURCE_DERIVED)):
        table = part("Derived facts").partition(f"| `{prefix}.` |")[2].partition("\n\n")[0]
        found = [name for column in first_columns(table) for name in re.findall(r"`(\w+)`(†?)", column)]
        assert {f"{prefix}.{name}": bool(mark) for name, mark in found} == {
            name: fact.closed for name, fact in facts.items()
        }


def test_the_categories_are_listed() -> None:
    assert words(TEXT.partition("its category (")[2].partition(")")[0]) == set(CATEGORIES)


def test_the_names_of_the_page_are_names_of_conditions() -> None:
    """Names with a dot that stand in backquotes and are no file."""
    for name in words(part("Conditions").partition("| name |")[2]):
        if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", name):
            known = name in BOOK.variables or BOOK.fields.find(name) is not None
            assert known or re.fullmatch(r"(driver|threshold|stated|scorecard)\..*", name), name
