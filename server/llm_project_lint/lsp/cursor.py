"""What stands at an offset of a document that has been read."""

from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.facts.fields import Field
from llm_project_lint.model import Document, Mark, Path, Span

Part: TypeAlias = Literal["key", "value"]


class Cursor(NamedTuple):
    """The innermost key or value around an offset. span: of that key or value."""

    path: Path
    part: Part
    span: Span


def cursor_at(document: Document, offset: int) -> Cursor | None:
    """The key that an offset touches, or the innermost value around it; None between the lines and in comments."""
    path: Path = ()
    found = None
    while True:
        step = _inside(document, path, offset)
        if step is None:
            return found
        path = (*path, step)
        mark = document.marks[path]
        if mark.key and _touches(mark.key, offset):
            return Cursor(path, "key", mark.key)
        found = Cursor(path, "value", mark.value)


def field_at(root: Field, path: Path) -> Field | None:
    """What the format says about a path; None for a key that it does not have. For an entry of a list: of the list."""
    return root.find(".".join(step for step in path if isinstance(step, str))) if path else root


def _inside(document: Document, path: Path, offset: int) -> str | int | None:
    """The key or entry of a collection that an offset belongs to."""
    data = document.get(path)
    if isinstance(data, dict):
        steps: list[str | int] = list(data)
    elif isinstance(data, list):
        steps = list(range(len(data)))
    else:
        return None
    for step in steps:
        mark = document.marks.get((*path, step))
        if mark and _holds(mark, offset):
            return step
    return None


def _holds(mark: Mark, offset: int) -> bool:
    return (mark.key is not None and _touches(mark.key, offset)) or _touches(mark.value, offset)


def _touches(span: Span, offset: int) -> bool:
    """Whether an offset is in a span or at its end, where a cursor stands behind the last character."""
    return span.start <= offset <= span.end
