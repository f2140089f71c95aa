"""How a finding says which place, key or value it is about."""

import re
import unicodedata

from llm_project_lint.facts.collect import Fault
from llm_project_lint.facts.fields import Field
from llm_project_lint.facts.show import written
from llm_project_lint.facts.suggest import listed
from llm_project_lint.facts.values import LONGEST
from llm_project_lint.model import Document, Finding, Fix, Language, Path, Span
from llm_project_lint.texts.reading import TEXTS as READING
from llm_project_lint.texts.schema_check import TEXTS
from llm_project_lint.texts.values import TEXTS as VALUES

LONGEST_QUOTE = 60
"""Characters of a quoted key or value."""
_JOINED = re.compile(r"(?<!\S)[^\W\d][\w-]*(?::(?!//)(?=\S)|\s?(?P<wide>：))")
"""A key whose colon YAML does not see."""


def invalid(fault: Fault, document: Document, message: str, fixes: tuple[Fix, ...] = (), advice: str = "") -> Finding:
    """A finding about a value."""
    place = place_of(fault.path, document)
    return Finding("invalid-value", "error", span_of(fault.path, document), message, place, advice=advice, fixes=fixes)


def own_keys(field: Field, language: Language) -> str:
    """Which keys a section can have."""
    return TEXTS.say("own-keys", language, keys=listed(field.children, language))


def list_of(field: Field) -> str:
    """The list whose entries have a field."""
    return field.name.rpartition("[].")[0]


def sentences(language: Language, *said: str) -> str:
    """What there is to say, one behind the other."""
    return VALUES.say("gap", language).join(one for one in said if one)


def joined_colon(text: str, language: Language) -> str:
    """What is wrong with the colon of a text that was meant as a key and a value, "" if it is no such text."""
    found = _JOINED.search(text[:LONGEST])
    return READING.say("wide-colon" if found["wide"] else "no-space", language) if found else ""


def odd_blank(text: str) -> bool:
    """Whether a text begins with a character that looks like a space, or like nothing, but is no space."""
    return text[:1] not in (" ", "") and (text[0].isspace() or unicodedata.category(text[0]) == "Cf")


def span_of(path: Path, document: Document) -> Span:
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


def place_of(path: Path, document: Document) -> str:
    """A path as people name it, entries by their `name` where they have one."""
    said = ""
    for at, step in enumerate(path):
        if isinstance(step, int):
            name = entry.get("name") if isinstance(entry := document.get(path[: at + 1]), dict) else None
            said += f"[{short(name) if isinstance(name, str) and name else step}]"
        else:
            said += f".{short(step)}" if said else short(step)
    return said


def name_of(path: Path, document: Document) -> str:
    """The same for what a value is the value of: of one in a plain list that list."""
    return place_of(path[:-1] if path and isinstance(path[-1], int) else path, document)


def text_of(path: Path, document: Document) -> str:
    """A scalar as it is written, which for numbers is more than their value says; the value of a quoted one."""
    mark, raw = document.marks[path], document.get(path)
    if mark.style == "plain" and not isinstance(raw, str):
        return document.source.text[mark.value.start : mark.value.end]
    return written(raw)


def quoted(path: Path, document: Document, language: Language) -> str:
    """A value as a message calls it."""
    raw = document.get(path)
    kind = {list: "a-list", dict: "a-section", type(None): "nothing"}.get(type(raw), "quoted")
    return TEXTS.say(kind, language, text=short(text_of(path, document)) if kind == "quoted" else "")


def short(text: str) -> str:
    """A key or value in one line, cut where it is long, with a visible sign for each invisible one."""
    text = " ".join(text.split())
    text = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
