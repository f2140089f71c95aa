"""Keys that the format does not know, that are missing, or whose entry has the name of another."""

import re
from typing import Any, NamedTuple

from llm_project_lint.facts.collect import Fault
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.nearest import SHORT, called, holding, nearest
from llm_project_lint.facts.suggest import listed
from llm_project_lint.facts.values import read
from llm_project_lint.model import Change, Document, Finding, Fix, Language, Path, Related
from llm_project_lint.schema_check.shown import (
    invalid,
    joined_colon,
    list_of,
    odd_blank,
    own_keys,
    place_of,
    quoted,
    sentences,
    short,
    span_of,
)
from llm_project_lint.texts.schema_check import TEXTS

MOST_PLACES = 3
"""Places that a key may belong at, or keys that it may stand for; more are no help."""
LONGEST_LINE = 10_000
"""Characters behind a value in which a comment is looked for."""
_UNIT = re.compile(r"(?:^|_)(?:tokens|hours)$|_per_[a-z]+$|^monthly(?=_)")
"""What the name of a key says about the unit of its value."""
_GROUP = re.compile(r"[0-9]{3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?!,?[0-9])")


class CutNumber(NamedTuple):
    """A number that its commas cut into entries of braces.

    path: where it stands; written: as it was meant; rest: the places of the keys that its other digits became.
    """

    path: Path
    written: str
    value: int
    rest: tuple[Path, ...]


class _Names(NamedTuple):
    """What may be meant by an unknown key: keys of its section, or else places elsewhere. sure: beyond doubt."""

    near: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sure: bool = False


def unknown_key(fault: Fault, document: Document, root: Field, language: Language) -> Finding:
    """A key that its section does not have, with what may be meant by it."""
    path, section = fault.path, fault.field
    mark, key = document.marks[path], str(path[-1])
    if number := cut_number(path, document):
        return _number(number, fault, document, language)
    names, hint = _Names(), ""
    fixes: tuple[Fix, ...] = ()
    if odd_blank(key):
        hint = TEXTS.say("odd-blank", language, code=f"U+{ord(key[0]):04X}")
    elif document.get(path) is not None or not (hint := joined_colon(key, language)):
        names = _names(fault, document, root)
        fixes, hint = _renamed(names, fault, document, language)
        fixes += _moved(names, fault, document, language)
    if not path[:-1] and not names.near and not names.places and isinstance(document.get(path), dict):
        hint = hint or TEXTS.say("mind-pack", language)
    text = "unknown-key-near" if names.near else "unknown-key-elsewhere" if names.places else "unknown-key"
    message = TEXTS.say(
        text,
        language,
        key=short(key),
        kind=TEXTS.say("key-of" if path[:-1] else "top-level", language, name=place_of(path[:-1], document)),
        near=listed(names.near, language, last="or"),
        places=listed(names.places, language, last="or"),
    )
    message, place = sentences(language, message, hint), place_of(path, document)
    advice = own_keys(section, language)
    return Finding("unknown-key", "error", mark.key or mark.value, message, place, advice=advice, fixes=fixes)


def missing_key(fault: Fault, document: Document, language: Language) -> Finding:
    """A required key that is not there, or empty."""
    entry, key = fault.path[:-1], fault.path[-1]
    written_empty = fault.path in document.marks
    span = span_of(fault.path if written_empty else entry, document)
    text = "empty-key" if written_empty else "missing-key"
    message = TEXTS.say(text, language, list=list_of(fault.field), key=key)
    return Finding("missing-key", "error", span, message, place_of(entry, document))


def same_name(fault: Fault, document: Document, language: Language) -> Finding:
    """An entry named like one above it."""
    name = document.get(fault.path)
    above, key = fault.path[:-2], fault.path[-1]
    entries = document.get(above)
    first = next(at for at, entry in enumerate(entries) if isinstance(entry, dict) and entry.get(key) == name)
    related = Related(span_of((*above, first, key), document), TEXTS.say("first-named", language))
    value = quoted(fault.path, document, language)
    message = TEXTS.say("same-name", language, list=list_of(fault.field), value=value)
    return invalid(fault, document, message)._replace(related=(related,))


def cut_number(path: Path, document: Document) -> CutNumber | None:
    """The number that a key belongs to: `{monthly: 2,000}` has a key `000`."""
    parent, key = path[:-1], str(path[-1])
    if not _GROUP.fullmatch(key) or document.get(path) is not None or document.marks[parent].style != "flow":
        return None
    keys = list(document.get(parent))
    first = keys.index(key)
    while first >= 0 and _GROUP.fullmatch(keys[first]) and document.get((*parent, keys[first])) is None:
        first -= 1
    if first < 0:
        return None
    found = _GROUPED.match(document.source.text, document.marks[(*parent, keys[first])].value.start)
    groups = found.group().split(",")[1:] if found else []
    if not found or key not in groups or keys[first + 1 : first + 1 + len(groups)] != groups:
        return None
    rest = tuple((*parent, group) for group in groups)
    return CutNumber((*parent, keys[first]), found.group(), int(found.group().replace(",", "")), rest)


def _number(number: CutNumber, fault: Fault, document: Document, language: Language) -> Finding:
    """Says what became of a number, at the first key that it left behind."""
    message = TEXTS.say("cut-number", language, written=number.written, value=number.value)
    changes = (Change("set", number.path, number.value), *(Change("remove", path) for path in number.rest))
    fix = Fix(TEXTS.say("replace", language, near=number.value), False, changes)
    mark, place = document.marks[fault.path], place_of(fault.path, document)
    return Finding("unknown-key", "error", mark.key or mark.value, message, place, fixes=(fix,))


def _names(fault: Fault, document: Document, root: Field) -> _Names:
    """What a key may stand for: a slip, another word, a part of a key of its section, and only then a key elsewhere."""
    section, key, raw = fault.field, str(fault.path[-1]), document.get(fault.path)
    free = [child for child in section.children if child not in document.get(fault.path[:-1])]
    near, sure = nearest(key, free)
    if sure:
        return _Names((near,), (), True)
    others = called(key, section.aliases)
    if own := [other for other in others if other in free] or holding(key, free):
        return _Names(tuple(own) if len(own) <= MOST_PLACES else ())
    prefix = f"{section.name}." if section.name else ""
    places = [prefix + other for other in others if "." in other] or _places_of(key, raw, prefix, root)
    return _Names(() if places or near is None else (near,), tuple(places))


def _renamed(names: _Names, fault: Fault, document: Document, language: Language) -> tuple[tuple[Fix, ...], str]:
    """The renaming to each key that may be meant and can take the value as it is, and what to mind about the others."""
    key, raw = str(fault.path[-1]), document.get(fault.path)
    fixes = []
    hint = ""
    for near in names.near:
        if not names.sure and _unit(near) not in ("", _unit(key)):
            hint = TEXTS.say("mind-unit", language)
        elif names.sure or _holds(fault.field.children[near], raw):
            title = TEXTS.say("rename", language, key=short(key), near=near)
            fixes.append(Fix(title, names.sure, (Change("rename", fault.path, near),)))
    return tuple(fixes), hint


def _moved(names: _Names, fault: Fault, document: Document, language: Language) -> tuple[Fix, ...]:
    """The move to the place where a key belongs, if that is one place where nothing is written yet."""
    raw = document.get(fault.path)
    if len(names.places) != 1 or raw is None or isinstance(raw, list | dict):
        return ()
    (place,) = names.places
    path: Path = tuple(place.split("."))
    if document.get(path) is not None:
        return ()
    changes: tuple[Change, ...] = (Change("remove", fault.path), Change("set", path, raw))
    parent, depth = fault.path[:-1], len(fault.path)
    if path[: depth - 1] == parent and document.get(path[:depth]) is None and path[:depth] not in document.marks:
        # It goes into a section that is not there yet: so it becomes that section.
        inside = raw
        for step in reversed(path[depth:]):
            inside = {step: inside}
        changes = (Change("set", fault.path, inside), Change("rename", fault.path, path[depth - 1]))
    elif _is_commented(fault.path, document):
        return ()  # the comment would be lost with the line
    title = TEXTS.say("move", language, key=short(str(fault.path[-1])), place=place)
    return (Fix(title, False, changes),)


def _is_commented(path: Path, document: Document) -> bool:
    """Whether a comment may stand behind a value, in its line."""
    text, end = document.source.text, document.marks[path].value.end
    return "#" in re.split(r"[\r\n]", text[end : end + LONGEST_LINE], maxsplit=1)[0]


def _unit(key: str) -> str:
    found = _UNIT.search(key)
    return found.group() if found else ""


def _places_of(key: str, raw: Any, prefix: str, root: Field) -> list[str]:
    """The places outside lists that a key may stand for and that can hold its value, none if too many to help.

    Those below the section it stands in come first, and then those with the fewest steps.
    """
    found: dict[str, Field] = {}
    if len(key) < SHORT:
        return []
    for section in root.walk():
        if section.form == SECTION and "[]" not in section.name:
            inside = f"{section.name}." if section.name else ""
            names = [key] if key in section.children else called(key, section.aliases)
            found |= {inside + name: field for name in names if (field := section.find(name))}
    places = [place for place, field in found.items() if _holds(field, raw)]
    places = [place for place in places if place.startswith(prefix)] or places
    steps = min((place.count(".") for place in places), default=0)
    places = [place for place in places if place.count(".") == steps]
    return places if len(places) <= MOST_PLACES else []


def _holds(field: Field, raw: Any) -> bool:
    """Whether a value can stand at a place, as far as its kind goes."""
    if raw is None:
        return True
    if field.form in (SECTION, ENTRIES):
        return isinstance(raw, dict if field.form == SECTION else list)
    if isinstance(raw, list) and field.many and raw:
        raw = raw[0]
    if field.values:
        return not isinstance(raw, list | dict) and raw in field.values
    return read(field.form, raw) is not None
