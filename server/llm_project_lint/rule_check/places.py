"""From the name of a place to what is marked in the text."""

from llm_project_lint.facts import Fact, Item
from llm_project_lint.facts.collect import Record
from llm_project_lint.model import Document, Path, Span, ValuePath
from llm_project_lint.rule_check.conditions import Each, Word

CHOICE: Path = ("approach", "choice")


def path_of(name: str, each: Each, document: Document) -> Path:
    """Where a named place is written, or would be. A missing field of an entry stands where it is inherited from."""
    if isinstance(each, Word):
        if name == each.list and each.path:
            return each.path
        return _path_of_word(name, each, document)
    if not isinstance(each, Item):
        return tuple(name.split("."))
    owner, _, field = name.partition(".")
    if owner != each.record.field.item:
        return each.record.path if name == each.record.field.name else tuple(name.split("."))
    own = (*each.record.path, field)
    known = each.record.field.children.get(field)
    if own not in document.marks and known and known.inherits:
        inherited = tuple(known.inherits.split("."))
        if inherited in document.marks:
            return inherited
    if own not in document.marks and each.index >= 0:
        return (*each.record.path, "name")
    return own


def changed_path(kind: str, name: str, each: Each, document: Document) -> Path | None:
    """Where a fix of that kind changes a named place; a missing field of an entry is written in the entry itself.

    None for a field where no entry is listed and no other place stands for all of them.
    """
    if isinstance(each, Word) and name == each.list and kind == "append":
        return tuple(name.split("."))
    owner, _, field = name.partition(".")
    if not isinstance(each, Item) or owner != each.record.field.item:
        return path_of(name, each, document)
    if each.index >= 0:
        return (*each.record.path, field)
    known = each.record.field.children.get(field)
    return tuple(known.inherits.split(".")) if known and known.inherits else None


def value_path(name: str, each: Each) -> ValuePath:
    """The place as people name it."""
    if isinstance(each, Item) and name.partition(".")[0] == each.record.field.item:
        return f"{each.place}.{name.partition('.')[2]}"
    return name


def span_of(path: Path, document: Document) -> Span:
    """What to mark for a path: the value; a container's key.

    For what is not written the nearest key above, else the choice, else the first character.
    """
    marks = document.marks
    while path and path not in marks:
        path = path[:-1]
    if not path:
        if CHOICE in marks:
            return marks[CHOICE].value
        start = document.span.start
        return Span(start, min(start + 1, max(document.span.end, start)))
    mark = marks[path]
    if mark.key and (mark.style in ("block", "flow") or mark.value.start == mark.value.end):
        return mark.key
    if mark.style == "block":
        first = next((marks[inside] for inside in marks if inside[:-1] == path), mark)
        return first.key or first.value
    return mark.value


def entry_at(path: Path, record: Record) -> Fact | None:
    """The stated value of a path, None for containers and entries of plain lists."""
    for at, step in enumerate(path):
        if isinstance(step, int):
            items = record.items.get(".".join(str(part) for part in path[:at]))
            item = next((one for one in items or () if one.index == step), None)
            return item.entries.get(".".join(str(part) for part in path[at + 1 :])) if item else None
    return record.entries.get(".".join(str(step) for step in path))


def _path_of_word(name: str, each: Word, document: Document) -> Path:
    """An entry of a computed list is marked where a stated list holds the same text."""
    path: Path = tuple(name.split("."))
    written = document.get(path)
    if isinstance(written, list):
        for index, value in enumerate(written):
            if value == each.value:
                return (*path, index)
    return path
