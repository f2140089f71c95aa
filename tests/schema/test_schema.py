"""The schema as a text for people: complete, in both languages, and true about its own examples."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import jsonschema
import pytest

from llm_project_lint import texts
from llm_project_lint.facts.fields import CEL_TYPES
from llm_project_lint.facts.values import FORMS, read
from llm_project_lint.resources import resource
from llm_project_lint.texts import values
from llm_project_lint.texts.schema import PROJECT, translated
from tests.chinese import HAN, refused, slips

with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
with open(PROJECT, encoding="utf-8") as file:
    ZH: dict[str, dict[str, Any]] = json.load(file)
DEFINITIONS = SCHEMA["$defs"]
NAMES = {"GPU"}
"""Titles that are the same in both languages."""
UNITS = {
    "money": ("`cost.currency`", "`cost.currency`"),
    "share": ("percent|kappa", "百分数"),
    "amount": ("token", "token"),
    "duration": ("[Tt]ime", "时间|多久|`[0-9]+[a-z]+`"),
    "count": ("[Nn]umber|[Tt]okens|[Uu]sers|[Aa]nswers|[Vv]ersion|bits", "数|轮|token|版本|次"),
    "number": ("[Nn]umber|unit of the metric|per second|hours", "数|单位|每秒"),
    "size": ("unit", "单位"),
}
"""How the unit of a form is said in a description."""


class Property(NamedTuple):
    """A property by its dotted place, its schema, and the form of its value ("" for sections and lists of entries)."""

    place: str
    schema: dict[str, Any]
    form: str

    def __str__(self) -> str:
        return self.place


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    return DEFINITIONS[reference.removeprefix("#/$defs/")] if reference else schema


def properties(schema: dict[str, Any] = SCHEMA, inside: str = "") -> Iterator[Property]:
    for key, one in schema["properties"].items():
        single = resolved(one["anyOf"][0] if "anyOf" in one else one)
        place = inside + key
        yield Property(place, one, single.get("x-form", ""))
        if "properties" in one:
            yield from properties(one, f"{place}.")
        elif "items" in one:
            yield from properties(resolved(one["items"]), f"{place}[].")


PROPERTIES = list(properties())


def said(places: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text below some places, with where it stands."""
    for place, one in places.items():
        if isinstance(one, dict):
            yield from ((f"{place}: {inside}", text) for inside, text in said(one))
        else:
            yield place, one


def test_the_schema_is_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].startswith("urn:"), "there is no public address to fetch it from"


@pytest.mark.parametrize("one", PROPERTIES, ids=str)
def test_a_property_is_explained_in_both_languages(one: Property) -> None:
    for words in (one.schema, ZH[one.place]):
        assert words["title"]
        assert words["description"].endswith((".", "?", "。", "？"))
    english, chinese = UNITS.get(one.form, ("", ""))
    assert re.search(english, one.schema["description"]), "its unit is not said"
    assert re.search(chinese, ZH[one.place]["description"]), "its unit is not said"


@pytest.mark.parametrize("one", PROPERTIES, ids=str)
def test_an_example_is_valid_and_can_be_read(one: Property) -> None:
    assert one.schema["examples"]
    validator = jsonschema.Draft202012Validator({**one.schema, "$defs": DEFINITIONS})
    for example in one.schema["examples"]:
        validator.validate(example)
        for value in example if isinstance(example, list) else [example]:
            assert not one.form or read(one.form, value) is not None


def test_the_examples_of_the_file_and_of_entries_are_valid() -> None:
    for name, one in {"": SCHEMA, **{name: one for name, one in DEFINITIONS.items() if "properties" in one}}.items():
        assert one["examples"], name
        for example in one["examples"]:
            jsonschema.Draft202012Validator({**one, "$defs": DEFINITIONS}).validate(example)


def test_every_form_is_known_to_all_who_use_it() -> None:
    forms = {one["x-form"] for one in DEFINITIONS.values() if "x-form" in one}
    assert forms == set(FORMS)
    assert set(CEL_TYPES) <= forms
    assert {f"form-{form}" for form in forms - {"enum"}} <= set(values.TEXTS)


@pytest.mark.parametrize("name", [name for name, one in DEFINITIONS.items() if "enum" in one])
def test_every_word_of_an_enum_is_described_in_both_languages(name: str) -> None:
    words, descriptions = DEFINITIONS[name]["enum"], DEFINITIONS[name]["enumDescriptions"]
    assert words[-1] is None, "an empty value is not stated"
    assert len(words) == len(descriptions) == len(set(words))
    assert all(text[0].isupper() or text[0].isdigit() for text in descriptions)
    assert all(text.endswith((".", "?")) and not text.endswith("?.") for text in descriptions)
    assert list(ZH[f"$defs/{name}"]["values"]) == [str(word) for word in words[:-1]]


@pytest.mark.parametrize("name", [name for name, one in DEFINITIONS.items() if "x-suggestions" in one])
def test_every_suggested_word_is_described_in_both_languages(name: str) -> None:
    assert list(ZH[f"$defs/{name}"]["values"]) == list(DEFINITIONS[name]["x-suggestions"])


def test_the_suggested_reasons_are_those_that_a_rule_compares_with() -> None:
    with open(resource("rules", "approach", "reason-contradicted.yaml"), encoding="utf-8") as rule:
        compared = re.findall(r'reason == "([a-z-]+)"', rule.read())
    assert list(DEFINITIONS["reason"]["x-suggestions"]) == list(dict.fromkeys(compared))


ALIASED = {"": SCHEMA, **{one.place: one.schema for one in PROPERTIES if "properties" in one.schema}, **DEFINITIONS}
ALIASED = {place: one for place, one in ALIASED.items() if "x-aliases" in one}


def test_what_others_say_stands_beside_every_enum_and_most_sections() -> None:
    words = {name for name, one in DEFINITIONS.items() if {"enum", "x-aliases"} <= set(one)}
    numbers = {name for name, one in DEFINITIONS.items() if one.get("x-form") == "count" and "enum" in one}
    assert words | numbers == {name for name, one in DEFINITIONS.items() if "enum" in one}
    assert len(ALIASED) > len(words) + 20


@pytest.mark.parametrize("place", ALIASED)
def test_a_word_of_others_stands_for_words_of_ours_and_is_none(place: str) -> None:
    one = ALIASED[place]
    ours = list(one.get("properties", ())) or [word for word in one["enum"] if word is not None]
    for target, words in one["x-aliases"].items():
        section, _, key = target.rpartition(".")
        assert key in (resolved_at(one, section)["properties"] if section else ours), target
        assert len(set(map(letters, words))) == len(words), target
        assert not set(map(letters, words)) & set(map(letters, ours)), f"{target} is called by a word of ours"
        assert all(word == word.lower().strip() for word in words)
        for together in words:
            if " + " in together:
                assert set(together.split(" + ")) <= set(ours)


def resolved_at(schema: dict[str, Any], section: str) -> dict[str, Any]:
    for step in section.split("."):
        schema = schema["properties"][step]
    return schema


def letters(word: str) -> str:
    """A word without what is overlooked in it."""
    return re.sub(r"[-_ ]", "", word)


def test_the_chinese_covers_every_place_and_no_other() -> None:
    named = {f"$defs/{name}" for name, one in DEFINITIONS.items() if {"title", "enum", "x-suggestions"} & set(one)}
    assert set(ZH) == {"", *named, *(one.place for one in PROPERTIES)}
    for place in ("", *named):
        english = DEFINITIONS[place.removeprefix("$defs/")] if place else SCHEMA
        assert {"title", "description"} & set(ZH[place]) == {"title", "description"} & set(english), place


def test_the_whole_schema_is_translated() -> None:
    def check(english: Any, chinese: Any, place: str) -> None:
        if isinstance(english, dict):
            for key, one in english.items():
                if key not in ("examples", "default", "enum"):
                    check(one, chinese[key], f"{place}/{key}")
        elif isinstance(english, list):
            for at, one in enumerate(english):
                check(one, chinese[at], f"{place}/{at}")
        elif re.search(r"/(title|description|enumDescriptions/\d+|x-suggestions/[^/]+)$", place):
            assert chinese in NAMES or HAN.search(chinese), f"{place}: {chinese}"

    check(SCHEMA, translated(SCHEMA), "")


MODULES = [
    module
    for found in pkgutil.iter_modules(texts.__path__)
    if hasattr(module := importlib.import_module(f"{texts.__name__}.{found.name}"), "TEXTS")
]
CHINESE_TEXTS = [
    *said(ZH),
    *((f"{module.__name__}: {key}", chinese) for module in MODULES for key, (_, chinese) in module.TEXTS.items()),
]


@pytest.mark.parametrize("place, text", CHINESE_TEXTS, ids=[place for place, _ in CHINESE_TEXTS])
def test_chinese_is_set_in_chinese_and_keeps_to_its_terms(place: str, text: str) -> None:
    assert slips(text) == []
    assert refused(text) == []


@pytest.mark.parametrize("place, text", list(said(ZH)))
def test_the_chinese_of_the_schema_is_chinese(place: str, text: str) -> None:
    assert HAN.search(text) or text in NAMES


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_both_languages_of_a_text_say_the_same_values(module: Any) -> None:
    for key, (english, chinese) in module.TEXTS.items():
        names = [set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in (english, chinese)]
        if key != "pages":  # "500 pages" is the user's own English
            assert names[0] == names[1], key
