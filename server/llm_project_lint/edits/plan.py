"""Which pieces of text make the changes of one document. What they come to is checked by reading the result."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from llm_project_lint.edits import block, flow
from llm_project_lint.edits.layout import Layout
from llm_project_lint.edits.pieces import VALUE, Piece, Refused
from llm_project_lint.edits.render import entry, is_plain, written
from llm_project_lint.model import Change, Document, Mark, Path

_NOW_BEHIND = re.compile(r"[ \t]+(?=[,}\]\r\n]|\Z)")
"""Blanks behind a colon that would be left behind its value."""
_QUOTES = {'"': "double", "'": "single"}


def plan(document: Document, changes: Iterable[Change]) -> list[Piece]:
    """The pieces of all changes. Raises Refused if one cannot be made."""
    return _Plan(document).pieces(changes)


class _Plan:
    """Changes of one document, those that meet at one place taken together.

    new: the entries to add to a mapping; filled: what to write at an empty place; more: what to append to a list, or to
    the single value that stands for one. Each by the path of the place.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._layout = Layout(document)
        self._text = document.source.text
        self._new: dict[Path, dict[str, Any]] = {}
        self._filled: dict[Path, Any] = {}
        self._more: dict[Path, list[Any]] = {}

    def pieces(self, changes: Iterable[Change]) -> list[Piece]:
        pieces: list[Piece] = []
        for change in changes:
            pieces += self._kinds[change.kind](self, change.path, change.value)
        for path, entries in self._new.items():
            pieces += self._add(path, entries)
        for path, value in self._filled.items():
            pieces += self._fill(path, value)
        for path, values in self._more.items():
            pieces += self._append_to(path, values)
        return pieces

    # -- one change -------------------------------------------------------------------------------------------------

    def _set(self, path: Path, value: Any) -> list[Piece]:
        if not self._is_written(path):
            self._state(path, value)
            return []
        mark = self._document.marks[path]
        if mark.style in ("block", "flow", "alias"):
            raise Refused
        if mark.value.start == mark.value.end:
            self._state(path, value)
            return []
        if isinstance(value, dict):
            if mark.style not in ("plain", "single", "double"):
                raise Refused
            if not path:
                raise Refused
            # Behind a dash one key needs no braces.
            bare = len(value) == 1 and isinstance(path[-1], int) and self._document.marks[path[:-1]].style == "block"
            return [self._replace(mark, entry(*next(iter(value.items()))) if bare else written(value))]
        return [self._replace(mark, written(value, mark.style))]

    def _append(self, path: Path, value: Any) -> list[Piece]:
        if self._is_written(path):
            if self._document.marks[path].style == "alias":
                raise Refused
            if self._document.get(path) is not None:
                self._more.setdefault(path, []).append(value)
                return []
        self._state(path, value, to_list=True)
        return []

    def _remove(self, path: Path, _: Any) -> list[Piece]:
        if not path or not self._is_written(path):
            raise Refused
        if self._document.marks[path[:-1]].style == "flow":
            return flow.remove(self._layout, path)
        return [block.remove(self._layout, path)]

    def _rename(self, path: Path, name: Any) -> list[Piece]:
        key = self._document.marks[path].key if path and self._is_written(path) else None
        if key is None or self._text[key.start] == "*":
            raise Refused
        return [Piece(*key, written(name, _QUOTES.get(self._text[key.start], "plain")))]

    _kinds: Mapping[str, Callable[["_Plan", Path, Any], list[Piece]]] = {
        "set": _set,
        "append": _append,
        "remove": _remove,
        "rename": _rename,
    }

    def _is_written(self, path: Path) -> bool:
        """Whether a place is written in this document itself. Raises Refused if an alias or a merge key brings it."""
        for depth in range(len(path) + 1):
            mark = self._document.marks.get(path[:depth])
            if mark is None:
                return False
            if mark.style == "alias" and (depth < len(path) or (mark.key and self._text[slice(*mark.key)] == "<<")):
                raise Refused
        return True

    # -- places where nothing is written ----------------------------------------------------------------------------

    def _state(self, path: Path, value: Any, to_list: bool = False) -> None:
        """Note a value for a place where nothing is written: below the last mapping or empty place on the way there."""
        depth = max(depth for depth in range(len(path) + 1) if path[:depth] in self._document.marks)
        base, missing = path[:depth], path[depth:]
        there = self._document.get(base)
        if isinstance(there, dict) and missing:
            _put(self._new.setdefault(base, {}), missing, value, to_list)
        elif there is None and base:
            # The same as an entry of a mapping, with the place as its only key.
            whole = {"": self._filled[base]} if base in self._filled else {}
            _put(whole, ("", *missing), value, to_list)
            self._filled[base] = whole[""]
        else:
            raise Refused

    def _add(self, path: Path, entries: Mapping[str, Any]) -> list[Piece]:
        if self._document.marks[path].style == "block":
            return [block.add_keys(self._layout, path, entries)]
        style = "plain"
        if keys := self._layout.entries(path):
            style = "double" if self._text[keys[0].start] == '"' else style
        return flow.add(self._layout, path, [entry(key, value, style) for key, value in entries.items()])

    def _fill(self, path: Path, value: Any) -> list[Piece]:
        mark = self._document.marks[path]
        start, end = mark.value
        if start < end:
            return [self._replace(mark, written(value))]
        if isinstance(value, dict) and mark.key and self._document.marks[path[:-1]].style == "block":
            return [block.add_section(self._layout, path, value)]
        # The place is behind its colon, or behind the key itself if it has none.
        colon = ":" if mark.key and mark.key.end == end else ""
        pieces = [Piece(start, end, f"{colon} {written(value)}", VALUE, len(path))]
        if blanks := _NOW_BEHIND.match(self._text, end):
            pieces.append(Piece(*blanks.span(), ""))
        return pieces

    # -- lists and scalars ------------------------------------------------------------------------------------------

    def _append_to(self, path: Path, values: list[Any]) -> list[Piece]:
        mark = self._document.marks[path]
        old = self._document.get(path)
        if isinstance(old, dict):
            raise Refused
        if not isinstance(old, list):
            # Quotes of one line are as good inside brackets; everything else is written anew.
            kept = self._text[slice(*mark.value)]
            keep = mark.style in ("single", "double") or not isinstance(old, str) or is_plain(kept)
            first = kept if keep and len(kept.splitlines()) == 1 else written(old)
            style = mark.style if mark.style in ("single", "double") else "plain"
            return [self._replace(mark, f"[{', '.join([first, *(written(value, style) for value in values)])}]")]
        style = self._document.marks[(*path, len(old) - 1)].style if old else "plain"
        if mark.style == "block":
            return [block.add_items(self._layout, path, values, style)]
        return flow.add(self._layout, path, [written(value, style) for value in values])

    def _replace(self, mark: Mark, text: str) -> Piece:
        """Another text for a scalar. A comment behind the `|` of a block text would be lost with it."""
        start, end = mark.value
        if mark.style in ("literal", "folded") and "#" in self._text[start : self._layout.behind(start)]:
            raise Refused
        return Piece(start, end, text)


def _put(entries: dict[str, Any], steps: Path, value: Any, to_list: bool) -> None:
    """Note a value some steps below a mapping that is to be written."""
    *sections, last = steps
    for step in sections:
        entries = entries.setdefault(str(step), {})
        if not isinstance(entries, dict):
            raise Refused
    if not all(isinstance(step, str) for step in steps):
        raise Refused
    key = str(last)
    if not to_list and key not in entries:
        entries[key] = value
    elif to_list and isinstance(entries.setdefault(key, []), list):
        entries[key].append(value)
    else:
        raise Refused
