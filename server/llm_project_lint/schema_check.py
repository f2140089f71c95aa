"""From the places where a document leaves the format to findings in our own words, one for each mistake."""

from collections.abc import Iterable
from typing import Any

from llm_project_lint.facts.collect import MAX_LIST, Fault
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.facts.suggest import listed, suggest, written
from llm_project_lint.facts.values import LONGEST, read
from llm_project_lint.model import Change, Document, Finding, Fix, Language, Path, Related, Span
from llm_project_lint.texts.reading import TEXTS as READING
from llm_project_lint.texts.schema_check import TEXTS

MOST = 100
"""Faults of one kind in a document that are told one by one; the rest is summed up."""
MOST_PLACES = 3
"""Places that a key may belong at; more are no help."""
LONGEST_QUOTE = 60
"""Characters of a quoted key or value."""


def schema_findings(document: Document, faults: Iterable[Fault], root: Field, language: Language) -> list[Finding]:
    """A finding for every fault, with a fix where the repair is known."""
    kinds: dict[str, list[Fault]] = {}
    for fault in faults:
        kinds.setdefault(fault.kind, []).append(fault)
    findings = []
    for same_kind in kinds.values():
        told = same_kind if len(same_kind) <= MOST + 1 else same_kind[: MOST + 1]
        findings += [_finding(fault, document, root, language) for fault in told]
        if told is not same_kind:
            more = TEXTS.say("more", language, count=f"{len(same_kind) - MOST:,}")
            findings[-1] = findings[-1]._replace(message=more, advice="", related=(), fixes=())
    return findings


def _finding(fault: Fault, document: Document, root: Field, language: Language) -> Finding:
    if fault.kind == "unknown":
        return _unknown_key(fault, document, root, language)
    if fault.kind == "missing":
        return _missing_key(fault, document, language)
    if fault.kind == "same":
        return _same_name(fault, document, language)
    if fault.kind == "type":
        return _wrong_container(fault, document, language)
    if fault.kind == "empty":
        return Finding("empty-file", "error", _span(fault.path, document), READING.say("empty", language))
    if fault.kind == "list":
        count = f"{len(document.get(fault.path)):,}"
        message = TEXTS.say("too-long", language, name=fault.field.name, count=count, most=f"{MAX_LIST:,}")
        return _invalid(fault, document, message)
    return _wrong_value(fault, document, language)


def _invalid(fault: Fault, document: Document, message: str, fixes: tuple[Fix, ...] = (), advice: str = "") -> Finding:
    place = _place(fault.path, document)
    return Finding("invalid-value", "error", _span(fault.path, document), message, place, advice=advice, fixes=fixes)


def _unknown_key(fault: Fault, document: Document, root: Field, language: Language) -> Finding:
    parent, key = fault.path[:-1], str(fault.path[-1])
    section = TEXTS.say("section" if parent else "file", language, name=_place(parent, document))
    near, sure = nearest(key, [child for child in fault.field.children if child not in document.get(parent)])
    places = [] if sure else _places_of(key, document.get(fault.path), root)
    text = "unknown-key-elsewhere" if places else "unknown-key-near" if near else "unknown-key"
    listed_places = listed(places, language, last="or")
    message = TEXTS.say(text, language, section=section, key=_short(key), near=near, places=listed_places)
    fixes: tuple[Fix, ...] = ()
    if near and not places:
        title = TEXTS.say("rename", language, key=_short(key), near=near)
        fixes = (Fix(title, sure, (Change("rename", fault.path, near),)),)
    mark = document.marks[fault.path]
    place, advice = _place(fault.path, document), _own_keys(fault.field, language)
    return Finding("unknown-key", "error", mark.key or mark.value, message, place, advice=advice, fixes=fixes)


def _missing_key(fault: Fault, document: Document, language: Language) -> Finding:
    entry, key = fault.path[:-1], fault.path[-1]
    written_empty = fault.path in document.marks
    span = _span(fault.path if written_empty else entry, document)
    text = "empty-key" if written_empty else "missing-key"
    message = TEXTS.say(text, language, list=_list_of(fault.field), key=key)
    return Finding("missing-key", "error", span, message, _place(entry, document))


def _same_name(fault: Fault, document: Document, language: Language) -> Finding:
    name = document.get(fault.path)
    above, key = fault.path[:-2], fault.path[-1]
    entries = document.get(above)
    first = next(at for at, entry in enumerate(entries) if isinstance(entry, dict) and entry.get(key) == name)
    related = Related(_span((*above, first, key), document), TEXTS.say("first-named", language))
    value = _quoted(fault.path, document, language)
    message = TEXTS.say("same-name", language, list=_list_of(fault.field), value=value)
    return _invalid(fault, document, message)._replace(related=(related,))


def _wrong_container(fault: Fault, document: Document, language: Language) -> Finding:
    raw = document.get(fault.path)
    text = "not-section" if fault.field.form == SECTION else "not-entries"
    if not fault.path:
        text = "not-file"
    elif isinstance(fault.path[-1], int):
        text = "not-named-entry" if isinstance(raw, str) and "name" in fault.field.required else "not-entry"
    message = TEXTS.say(
        text, language, name=fault.field.name, value=_quoted(fault.path, document, language), text=_short(str(raw))
    )
    return _invalid(fault, document, message, advice=_own_keys(fault.field, language))


def _wrong_value(fault: Fault, document: Document, language: Language) -> Finding:
    field, raw = fault.field, document.get(fault.path)
    text = _text(fault.path, document)
    near: tuple[Any, ...] = ()
    sure = False
    values = listed(field.values, language)
    if field.values:
        said = TEXTS.say("can-be", language, values=values)
        one, sure = (None, False) if isinstance(raw, list | dict) else nearest(text, field.values)
        near = () if one is None else (one,)
    else:
        near, sure, said = suggest(field.form, raw, text, language)
    if isinstance(raw, list | dict):
        key = "one-value"
    elif raw == "":
        key = "no-text"
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
        name=field.name,
        value=_quoted(fault.path, document, language),
        said=said,
        values=values,
        version=field.values[0] if field.values else "",
        near=near[0] if near else "",
        count=f"{len(text):,}",
        most=f"{LONGEST:,}",
    )
    fixes = [
        Fix(TEXTS.say("replace", language, near=written(one)), sure, (Change("set", fault.path, one),)) for one in near
    ]
    return _invalid(fault, document, message, tuple(fixes))


def _places_of(key: str, raw: Any, root: Field) -> list[str]:
    """The places outside lists that end with a key and can hold its value, none where they are too many to help."""
    found = [field for field in root.walk() if field.name.rpartition(".")[2] == key and "[]" not in field.name]
    places = [field.name for field in found if _holds(field, raw)]
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


def _own_keys(field: Field, language: Language) -> str:
    return TEXTS.say("own-keys", language, keys=listed(field.children, language))


def _list_of(field: Field) -> str:
    """The list whose entries have a field."""
    return field.name.rpartition("[].")[0]


def _span(path: Path, document: Document) -> Span:
    """The value; the key of one that is empty, a section or a list; the first key of a list entry that is a section."""
    mark = document.marks[path]
    empty = mark.value.start == mark.value.end
    if mark.key and (empty or mark.style in ("block", "flow")):
        return mark.key
    if mark.style not in ("block", "flow"):
        return mark.value
    inside = document.get(path)
    if isinstance(inside, dict) and inside:
        return document.marks[(*path, next(iter(inside)))].key or mark.value
    return Span(mark.value.start, min(mark.value.end, mark.value.start + 1))


def _place(path: Path, document: Document) -> str:
    """A path as people name it, entries by their `name` where they have one."""
    said = ""
    for at, step in enumerate(path):
        if isinstance(step, int):
            name = entry.get("name") if isinstance(entry := document.get(path[: at + 1]), dict) else None
            said += f"[{_short(name) if isinstance(name, str) and name else step}]"
        else:
            said += f".{_short(step)}" if said else _short(step)
    return said


def _text(path: Path, document: Document) -> str:
    """A scalar as it is written, which for numbers is more than their value says; the value of a quoted one."""
    mark, raw = document.marks[path], document.get(path)
    if mark.style == "plain" and not isinstance(raw, str):
        return document.source.text[mark.value.start : mark.value.end]
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _quoted(path: Path, document: Document, language: Language) -> str:
    raw = document.get(path)
    kind = {list: "a-list", dict: "a-section", type(None): "nothing"}.get(type(raw), "quoted")
    return TEXTS.say(kind, language, text=_short(_text(path, document)) if kind == "quoted" else "")


def _short(text: str) -> str:
    """A key or value in one line, cut where it is long, with a visible sign for each invisible one."""
    text = " ".join(text.split())
    text = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
