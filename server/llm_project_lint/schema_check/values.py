"""Values that cannot be read, and values where a section or a list belongs."""

import re
from typing import Any

from llm_project_lint.facts.collect import Fault
from llm_project_lint.facts.fields import SECTION, Field
from llm_project_lint.facts.meant import Meant, meant
from llm_project_lint.facts.suggest import listed, suggest, written
from llm_project_lint.facts.values import LONGEST, read
from llm_project_lint.model import Change, Document, Finding, Fix, Language, Path
from llm_project_lint.schema_check.shown import (
    LONGEST_QUOTE,
    invalid,
    joined_colon,
    name_of,
    own_keys,
    quoted,
    sentences,
    short,
    text_of,
)
from llm_project_lint.source.scalars import plain
from llm_project_lint.texts.schema_check import TEXTS
from llm_project_lint.texts.values import TEXTS as VALUES

_SIMPLE = re.compile(r"[\w.+/@-]+(?: [\w.+/@-]+)*")
"""Text that can stand in braces as it is."""
_WIDE_COMMA = re.compile("[，、]")
"""Between values it was meant to separate them."""


def wrong_container(fault: Fault, document: Document, language: Language) -> Finding:
    """A value where a section, a list of entries or an entry belongs."""
    if not fault.path or fault.field.form == SECTION:
        return _no_section(fault, document, language)
    field, raw = fault.field, document.get(fault.path)
    if not isinstance(fault.path[-1], int):
        text = "not-entries"
    else:
        text = "not-named-entry" if isinstance(raw, str) and "name" in field.required else "not-entry"
    value = quoted(fault.path, document, language)
    message = TEXTS.say(text, language, name=field.name, value=value, text=short(str(raw)))
    near = {"name": raw} if text == "not-named-entry" else None
    fixes = _whole(fault.path, near, False, language)
    return invalid(fault, document, message, fixes, advice=own_keys(field, language))


def _no_section(fault: Fault, document: Document, language: Language) -> Finding:
    """A value where a section belongs, the file itself included: one key short, or keys that YAML does not see."""
    path, raw = fault.path, document.get(fault.path)
    plainly = isinstance(raw, str) and document.marks[path].style == "plain"
    joined = joined_colon(raw, language) if plainly else ""
    near = _as_section(raw, fault.field) if path and not joined else None
    text = "not-file" if not path else "not-section-near" if near else "not-section"
    value, name = quoted(path, document, language), name_of(path, document)
    message = TEXTS.say(text, language, name=name, value=value, near=written(near))
    sure = near is not None and raw == near.get("choice")
    fixes = () if isinstance(raw, list | dict) else _whole(path, near, sure, language)
    return invalid(fault, document, sentences(language, message, joined), fixes, own_keys(fault.field, language))


def _whole(path: Path, near: dict[str, Any] | None, sure: bool, language: Language) -> tuple[Fix, ...]:
    """Makes a value the one thing that is said in the mapping that belongs at its place."""
    if near is None:
        return ()
    return (Fix(TEXTS.say("replace", language, near=written(near)), sure, (Change("set", path, near),)),)


def _as_section(raw: Any, field: Field) -> dict[str, Any] | None:
    """The section that a value stands for, if it is the one that matters most in it, such as its choice or its name."""
    main = field.children.get(field.main)
    if main is None:
        return None
    if main.values:
        values = (raw,) if raw in main.values else meant(raw, str(raw), main).values
        return {field.main: values[0]} if len(values) == 1 else None
    if main.form == "text":
        plain_ = isinstance(raw, str) and len(raw) <= LONGEST_QUOTE and _SIMPLE.fullmatch(raw)
        return {field.main: raw} if plain_ else None
    return {field.main: raw} if not isinstance(raw, list | dict) and read(main.form, raw) is not None else None


def wrong_value(fault: Fault, document: Document, language: Language) -> Finding:
    """A value that cannot be read, with what may be meant by it."""
    field, raw = fault.field, document.get(fault.path)
    text = text_of(fault.path, document)
    values = listed(field.values, language)
    if field.values:
        near, sure = _meant(fault.path, raw, text, field)
        said = TEXTS.say("can-be", language, values=values)
    else:
        near, sure, said = suggest(field.form, raw, text, language)
    if isinstance(raw, list | dict):
        key = "one-value-near" if near else "one-value"
    elif raw == "":
        key = "no-text"
    elif isinstance(raw, str) and field.values and not isinstance(plain(raw), str) and plain(raw) in field.values:
        key, said = "bad-value", VALUES.say("quoted", language, values=listed(near, language))
    elif field.name == "version":
        key = "other-version"
    elif field.values:
        key = "near-word" if near else "not-a-word"
    elif isinstance(raw, str) and len(raw) > LONGEST:
        key = "long-text"
    else:
        key = "bad-value"
    message = TEXTS.say(
        key,
        language,
        name=name_of(fault.path, document),
        value=quoted(fault.path, document, language),
        said=said,
        values=values,
        version=field.values[0] if field.values else "",
        near=listed(near, language, last="or"),
        count=f"{len(text):,}",
        most=f"{LONGEST:,}",
    )
    if field.many and not near and isinstance(raw, str) and (wide := _WIDE_COMMA.search(raw)):
        message = sentences(language, message, TEXTS.say("wide-comma", language, comma=wide.group()))
    fixes = [
        Fix(TEXTS.say("replace", language, near=written(one)), sure, (Change("set", fault.path, one),))
        for one in near
        if not isinstance(raw, list | dict) and not isinstance(one, list)  # a list is for a person to write
    ]
    return invalid(fault, document, message, tuple(fixes))


def _meant(path: Path, raw: Any, text: str, field: Field) -> Meant:
    """What may be meant by a value of an enum; an entry of a list is never a list."""
    found = meant(raw, text, field)
    single = isinstance(raw, list) or isinstance(path[-1], int)
    return Meant() if single and any(isinstance(one, list) for one in found.values) else found
