"""New entries of block collections, and the removal of old ones: always whole lines."""

import re
from collections.abc import Mapping
from typing import Any

from llm_project_lint.edits.layout import Layout
from llm_project_lint.edits.pieces import ENTRY, Piece, Refused
from llm_project_lint.edits.render import item, lines
from llm_project_lint.model import Path


def add_keys(layout: Layout, path: Path, entries: Mapping[str, Any]) -> Piece:
    """New keys behind the last entry of a mapping, before the comments that follow it."""
    start, end = layout.document.marks[path].value
    return _new_lines(layout, end, list(lines(entries, layout.column(start), layout.step)), len(path))


def add_section(layout: Layout, path: Path, entries: Mapping[str, Any]) -> Piece:
    """A mapping below an empty `key:`, behind its comment."""
    above = layout.document.marks[path[:-1]].value.start
    column = layout.column(above) + layout.step
    end = layout.document.marks[path].value.end
    return _new_lines(layout, end, list(lines(entries, column, layout.step)), len(path))


def add_items(layout: Layout, path: Path, values: list[Any], style: str) -> Piece:
    """New entries behind the last one of a list. style: how text is quoted."""
    start, end = layout.document.marks[path].value
    new = [line for value in values for line in item(value, layout.column(start), style)]
    return _new_lines(layout, end, new, len(path))


def remove(layout: Layout, path: Path) -> Piece:
    """The lines of an entry taken out, with the comment in its last line."""
    above = layout.document.get(path[:-1])
    start, end = layout.entry(path)
    if isinstance(above, list):
        start = _dash(layout, path)
    if len(above) == 1 or not layout.begins_line(start):
        raise Refused
    start, end = layout.line_start(start), layout.rest(end)
    behind = layout.behind(end)
    if behind == end:
        # The last line of the text has no break, and the new last line is to have none either.
        kept = layout.text[:start]
        start = len(kept.removesuffix("\n").removesuffix("\r")) if kept.endswith("\n") else len(kept.removesuffix("\r"))
    return Piece(start, behind, "")


def _new_lines(layout: Layout, last: int, new: list[str], depth: int) -> Piece:
    """Lines below the one in which something ends."""
    end = layout.rest(last)
    line_break = layout.line_break(end)
    return Piece(end, end, "".join(line_break + line for line in new), ENTRY, depth)


def _dash(layout: Layout, path: Path) -> int:
    """The dash of an entry of a list."""
    start = layout.document.marks[path[:-1]].value.start
    index = path[-1]
    if isinstance(index, int) and index > 0:
        before = layout.entry((*path[:-1], index - 1)).end
        dash = re.compile(rf"[\r\n] {{{layout.column(start)}}}-(?=[ \t\r\n]|\Z)")
        found = dash.search(layout.text, before, layout.entry(path).start)
        if found is None:
            raise Refused
        start = found.end() - 1
    return start
