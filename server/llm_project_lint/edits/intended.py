"""What the data are to be once changes are made: worked out without the text, so that it can be held against it."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from llm_project_lint.edits.pieces import Refused
from llm_project_lint.model import Change, Path


def changed(data: Any, changes: Iterable[Change]) -> Any:
    """A copy of the data with all changes made, which share nothing. Raises Refused for one that has no meaning.

    Paths are those of the data as given: first values are set and added, then entries are taken out, later ones first,
    then keys are renamed, inner ones first.
    """
    data = _copy(data)
    for change in sorted(changes, key=_turn):
        container = _container(data, change.path, change.kind in ("set", "append"))
        last = change.path[-1]
        old = _child(container, last)
        if change.kind == "set":
            if isinstance(old, dict | list):
                raise Refused
            container[last] = change.value
        elif change.kind == "append":
            _append(container, last, old, change.value)
        elif old is None and (isinstance(container, list) or last not in container):
            raise Refused
        elif change.kind == "remove":
            del container[last]
        else:
            if not isinstance(container, dict) or not isinstance(change.value, str) or change.value in container:
                raise Refused
            container[change.value] = container.pop(last)
    return data


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of the same types throughout: 1 is neither 1.0 nor true."""
    if one.__class__ is not other.__class__:
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _turn(change: Change) -> tuple[int, int, int]:
    if change.kind in ("set", "append"):
        return 0, 0, 0
    last = change.path[-1] if change.path else 0
    return (1 if change.kind == "remove" else 2), -len(change.path), -last if isinstance(last, int) else 0


def _copy(value: Any) -> Any:
    """A copy in which every alias has its own: a change is meant for one place only."""
    if isinstance(value, dict):
        return {key: _copy(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_copy(child) for child in value]
    return value


def _container(data: Any, path: Path, create: bool) -> Any:
    """What holds the last step of a path, with the mappings on the way made if asked for."""
    if not path:
        raise Refused
    for step, following in pairwise(path):
        child = _child(data, step)
        if child is None and create and isinstance(following, str):
            child = data[step] = {}
        data = child
    return data


def _child(container: Any, step: str | int) -> Any:
    """What stands at a step, None where nothing is written."""
    if isinstance(container, dict) and isinstance(step, str):
        return container.get(step)
    if isinstance(container, list) and isinstance(step, int) and 0 <= step < len(container):
        return container[step]
    raise Refused


def _append(container: Any, last: str | int, old: Any, value: Any) -> None:
    if isinstance(old, dict):
        raise Refused
    if isinstance(old, list):
        old.append(value)
    else:
        container[last] = [value] if old is None else [old, value]
