"""What the schema says about each place of the format, in a person's language: for hovers and completions."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from llm_project_lint.model import Language
from llm_project_lint.rulebook.model import Pack, Rulebook
from llm_project_lint.rulebook.schema import project_schema

_SENTENCE = re.compile(r".*?(?:[。？]|[.?](?= |\Z))(?! [0-9])")


class Words(NamedTuple):
    """What is said of a field. Texts are ours, in Markdown.

    title, description: of the place itself. form: of its kind of value, such as what a cadence is. values: of an enum,
    or suggested words, with what each means. open: whether any other word may be written too. examples: values as they
    are written in YAML data.
    """

    title: str
    description: str
    form: str = ""
    values: Mapping[str, str] = {}
    open: bool = False
    examples: tuple[Any, ...] = ()


def brief(name: str, language: Language, book: Rulebook) -> str:
    """What a field is in few words: its title, or where that is its key again the first sentence about it."""
    words, key = words_of(language, book)[name], name.rpartition(".")[2].removesuffix("[]")
    # Where the English title says no more than the key, a translation of it does not either.
    if words_of("en", book)[name].title.casefold() != key.replace("_", " ").casefold():
        return words.title
    first = _SENTENCE.match(words.description)
    return first.group() if first else words.description


def words_of(language: Language, book: Rulebook) -> Mapping[str, Words]:
    """The words of every field by its dotted name, such as `data.knowledge.sources[].updates`; "" is the whole file."""
    return _words_of(language, book.packs)


@lru_cache(8)
def _words_of(language: Language, packs: tuple[Pack, ...]) -> Mapping[str, Words]:
    schema = project_schema(language, packs)
    found: dict[str, Words] = {}
    _collect("", schema, schema["$defs"], found)
    return found


def _collect(name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any], found: dict[str, Words]) -> None:
    form = _definition(schema, definitions)
    whole = {**form, **schema}
    words = whole.get("enum", ())
    described = whole.get("enumDescriptions", ())
    values = {str(word): text for word, text in zip(words, described, strict=False) if word is not None}
    suggested = whole.get("x-suggestions", {})
    # That a text may be any text is known.
    about = form.get("description", "") if form.get("x-form") != "text" else ""
    found[name] = Words(
        whole.get("title", ""),
        whole.get("description", ""),
        about if about != whole.get("description", "") else "",
        values or suggested,
        bool(suggested),
        tuple(whole.get("examples", ())),
    )
    inside: Mapping[str, Any] = whole
    if "x-item" in whole:
        name += "[]"
        inside = _resolved(whole["items"], definitions)
        found[name] = Words(inside.get("title", ""), inside.get("description", ""))
    for key, child in inside.get("properties", {}).items():
        _collect(f"{name}.{key}" if name else key, child, definitions, found)


def _definition(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """The definition of a kind of value that a place refers to, itself or for the entries of a list."""
    if schema.get("x-list") or ("anyOf" in schema and "$ref" not in schema):
        return _definition(schema["anyOf"][0], definitions)
    reference = schema.get("$ref")
    if reference is None:
        return {}
    target = definitions[reference.removeprefix("#/$defs/")]
    return {**_definition(target, definitions), **target}


def _resolved(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**_definition(schema, definitions), **schema}
