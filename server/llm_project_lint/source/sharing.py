"""What aliases and merge keys bring into a document: the data of another place, marked where it is brought in."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from llm_project_lint.model import Mark, Path, Span


class Merge(NamedTuple):
    """The mappings of one merge key in order, the span of its `<<`, and the span of its value."""

    mappings: tuple[dict[str, Any], ...]
    key: Span
    value: Span


def mappings_of(value: Any) -> tuple[dict[str, Any], ...] | None:
    """What a merge key may bring: a mapping or a list of mappings; None for anything else."""
    several = value if isinstance(value, list) else [value]
    return tuple(several) if all(isinstance(one, dict) for one in several) else None


def deeper(value: Any, levels: int) -> bool:
    """Whether collections are nested in each other on more levels than that."""
    layer = [value] if value.__class__ in (dict, list) else []
    while layer and levels:
        inside = (child for one in layer for child in (one.values() if one.__class__ is dict else one))
        layer = [child for child in inside if child.__class__ in (dict, list)]
        levels -= 1
    return bool(layer)


def merge(merges: Iterable[Merge], data: dict[str, Any], path: Path, marks: dict[Path, Mark]) -> None:
    """Add what merge keys bring to the mapping at `path`; what it states itself wins, then what was merged first."""
    for mappings, key_span, span in merges:
        for mapping in mappings:
            for key, value in mapping.items():
                if key not in data:
                    data[key] = value
                    marks[(*path, key)] = Mark(key_span, span, "alias")
                    mark_shared(value, (*path, key), span, marks)


def mark_shared(value: Any, path: Path, span: Span, marks: dict[Path, Mark]) -> None:
    """Mark everything below an alias: it is written elsewhere, so all of it stands at the alias."""
    keyed, entry = Mark(span, span, "alias"), Mark(None, span, "alias")
    unmarked: list[tuple[Any, Path]] = [(value, path)]
    while unmarked:
        inside, here = unmarked.pop()
        if isinstance(inside, dict):
            for key, child in inside.items():
                marks[(*here, key)] = keyed
                unmarked.append((child, (*here, key)))
        elif isinstance(inside, list):
            for index, child in enumerate(inside):
                marks[(*here, index)] = entry
                unmarked.append((child, (*here, index)))
