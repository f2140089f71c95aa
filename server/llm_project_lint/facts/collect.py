"""From a document's data to its facts: every value normalised once, everything irregular noted on the way.

This walk is also the fast half of the schema check: a document without faults here is valid (a property test holds
the two equal), so that only a faulty one pays for building an error tree.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from llm_project_lint.facts.fact import Fact, Missing, missing
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.values import read
from llm_project_lint.model import Document, Path


class Fault(NamedTuple):
    """A place that is not as the format says.

    kind: `unknown` key, `type` of a container, `value`, `missing` key (then the path ends with that key), `list` too
    long, `same` name as an entry above, `empty` file.
    """

    path: Path
    kind: str
    field: Field


_new = tuple.__new__
MOST_UNKNOWN = 50
"""Unknown keys of a section of which it is found out what they stand for."""
MAX_LIST = 5000
"""Entries a list may hold: loops in conditions have a budget of 9,999 steps (RULES section 9)."""


class Record:
    """What one document or one of its list entries states.

    entries: usable values as facts by dotted name (an entry's own fields by their key); values: the bare ones.
    unusable: names that are written but cannot be read. written: names at which anything is written, sections included.
    items: the entries of each stated list of entries, as records; `index` and `name` say which one this is.
    """

    __slots__ = ("entries", "field", "index", "items", "name", "path", "unusable", "values", "written")

    def __init__(self, field: Field, path: Path = (), index: int = -1, name: str = "") -> None:
        self.field = field
        self.path = path
        self.index = index
        self.name = name
        self.entries: dict[str, Fact] = {}
        self.values: dict[str, Any] = {}
        self.unusable: set[str] = set()
        self.written: set[str] = set()
        self.items: dict[str, list[Record]] = {}

    def fact(self, name: str) -> Fact | Missing:
        """A stated value as a fact; Missing with its place where nothing is written, without one where unusable."""
        return self.entries.get(name) or (Missing() if name in self.unusable else missing(name))


def collect(document: Document, root: Field) -> tuple[Record, list[Fault]]:
    """The record of a whole document and its faults, in the order of the text."""
    record = Record(root)
    faults: list[Fault] = []
    if isinstance(document.data, dict):
        _section(document.data, root, "", (), record, faults)
        if not document.data and not document.broken:
            faults.append(Fault((), "empty", root))
    elif document.data is not None:
        faults.append(Fault((), "type", root))
        for key, child in root.children.items():
            _lose(child, key, record)
    return record, faults


def _section(data: dict[str, Any], node: Field, prefix: str, path: Path, record: Record, faults: list[Fault]) -> bool:
    """Take in one mapping; whether anything is stated in it."""
    children = node.children
    stated = False
    unknown: list[str] = []
    for key, raw in data.items():
        field = children.get(key)
        if field is None:
            if not key.startswith("x-"):
                faults.append(Fault((*path, key), "unknown", node))
                stated = True
                unknown.append(key)
            continue
        if raw is None:
            if key in node.required:
                faults.append(Fault((*path, key), "missing", field))
            continue
        name = prefix + key
        form = field.form
        if form == SECTION:
            if not isinstance(raw, dict):
                faults.append(Fault((*path, key), "type", field))
                _lose(field, name, record)
            elif not _section(raw, field, name + ".", (*path, key), record, faults):
                continue
        elif form == ENTRIES:
            _entries(raw, field, name, (*path, key), record, faults)
        else:
            value: Any
            if field.many and isinstance(raw, list):
                value = _values(raw, field, (*path, key), faults)
            else:
                words = field.values
                if not words:
                    value = read(form, raw)
                else:
                    value = raw if raw.__class__ is str and raw in words else _value(raw, field)
                if value is None:
                    faults.append(Fault((*path, key), "value", field))
                elif field.many:
                    value = [value]
            if value is None:
                record.unusable.add(name)
            else:
                record.values[name] = value
                # Past the constructor of named tuples, which takes three times as long, for every value of a file.
                record.entries[name] = _new(Fact, (value, form, raw, ((*path, key),), "exact", (), ()))
        record.written.add(name)
        stated = True
    meant = _meant(unknown, data, node) if unknown else ()
    faults.extend(
        Fault((*path, key), "missing", children[key]) for key in node.required if key not in data and key not in meant
    )
    for key in meant:
        _lose(children[key], prefix + key, record)
    return stated


def _meant(unknown: Sequence[str], data: dict[str, Any], node: Field) -> Collection[str]:
    """The keys of a section that are not there, but that unknown ones may stand for."""
    from llm_project_lint.facts.nearest import likely  # imported for a faulty file only

    free = [key for key in node.children if key not in data]
    return {key for word in unknown[:MOST_UNKNOWN] for key in likely(word, free, node.aliases)}


def _lose(field: Field, name: str, record: Record) -> None:
    """What stands where this belongs cannot be read, so nothing in it is known, and nothing in it is absent."""
    record.unusable.add(name)
    record.written.add(name)
    if field.form == SECTION:
        for key, child in field.children.items():
            _lose(child, f"{name}.{key}", record)


def _value(raw: Any, field: Field) -> Any:
    """The value, None if it cannot be read."""
    values = field.values
    if not values:
        return read(field.form, raw)
    if raw in values and not isinstance(raw, bool):  # for Python, true equals 1
        return raw if isinstance(raw, str) else int(raw)
    return None


def _values(raw: list[Any], field: Field, path: Path, faults: list[Fault]) -> list[Any] | None:
    """The values of a list. One bad entry makes the whole list unusable."""
    if len(raw) > MAX_LIST:
        faults.append(Fault(path, "list", field))
        return None
    found = []
    for index, entry in enumerate(raw):
        if entry is not None:
            value = _value(entry, field)
            found.append(value)
            if value is None:
                faults.append(Fault((*path, index), "value", field))
    return None if None in found else found


def _entries(raw: Any, field: Field, name: str, path: Path, record: Record, faults: list[Fault]) -> None:
    if not isinstance(raw, list):
        faults.append(Fault(path, "type", field))
        record.unusable.add(name)
        return
    if len(raw) > MAX_LIST:
        faults.append(Fault(path, "list", field))
        record.unusable.add(name)
        return
    items = record.items[name] = []
    unique = "name" in field.required
    names: set[str] = set()
    for index, data in enumerate(raw):
        here = (*path, index)
        if not isinstance(data, dict):
            faults.append(Fault(here, "type", field))
            record.unusable.add(name)
            continue
        label = data.get("name")
        item = Record(field, here, index, label if isinstance(label, str) else "")
        _section(data, field, "", here, item, faults)
        if unique and item.name:
            if item.name in names:
                faults.append(Fault((*here, "name"), "same", field.children["name"]))
            names.add(item.name)
        items.append(item)
