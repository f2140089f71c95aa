"""New entries of flow collections, and the removal of old ones, with the commas between them."""

import re

from llm_project_lint.edits.layout import Layout
from llm_project_lint.edits.pieces import COMMA, ENTRY, Piece, Refused
from llm_project_lint.model import Path

_GAP = r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*+"
_BLANK = re.compile(_GAP)
_BETWEEN = re.compile(rf"{_GAP}(?:(,){_GAP})?")
"""All that may stand between two entries, or between one and its bracket."""
_LAST_BLANKS = re.compile(r"[ \t]+(?=[\r\n}\]])")
_REST = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n])")
"""The rest of a line in which nothing else stands."""
_LAST_IN_LINE = re.compile(r"[ \t]*(?:,[ \t]*)?(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n])")
"""The same behind an entry."""


def add(layout: Layout, path: Path, new: list[str]) -> list[Piece]:
    """New entries behind the last one: in its line, or each in a line of its own if that one has its own."""
    text = layout.text
    start, end = layout.document.marks[path].value
    if text[start] + text[end - 1] not in ("[]", "{}"):
        raise Refused
    entries = layout.entries(path)
    if not entries:
        inside = text[start + 1 : end - 1]
        if not _BLANK.fullmatch(inside):
            raise Refused
        padding = " " if inside and not inside.strip(" ") else ""
        return [Piece(start + 1, start + 1, padding + ", ".join(new), ENTRY, len(path))]
    last = entries[-1]
    found = _BETWEEN.fullmatch(text, last.end, end - 1)
    if found is None:
        raise Refused
    comma = found.start(1)
    at, separator = comma + 1, ""
    if comma < 0:
        at, separator = _comma_behind(text, last.end)
    if not layout.begins_line(last.start):
        joined = f"{separator} {', '.join(new)}"
        return [Piece(at, at, joined if separator else f"{joined},", COMMA, len(path))]
    pieces = [Piece(at, at, separator, COMMA, len(path))] if separator else []
    line = layout.line_break(at) + " " * layout.column(last.start)
    rest = _REST.match(text, at)
    at = rest.end() if rest else at
    lines = "".join(f"{line}{one}," for one in new)
    return [*pieces, Piece(at, at, lines.removesuffix(",") if separator else lines, ENTRY, len(path))]


def remove(layout: Layout, path: Path) -> list[Piece]:
    """An entry taken out with its comma; in a line of its own with that line."""
    text = layout.text
    start, end = layout.document.marks[path[:-1]].value
    entries = layout.entries(path[:-1])
    here = layout.entry(path)
    index = entries.index(here)
    if len(entries) == 1 or text[start] + text[end - 1] not in ("[]", "{}"):
        raise Refused
    is_last = index == len(entries) - 1
    before = entries[index - 1].end if index else start + 1
    after = end - 1 if is_last else entries[index + 1].start
    left, right = _BETWEEN.fullmatch(text, before, here.start), _BETWEEN.fullmatch(text, here.end, after)
    if left is None or right is None:
        raise Refused
    rest = _LAST_IN_LINE.match(text, here.end)
    if rest and layout.begins_line(here.start):
        pieces = [Piece(layout.line_start(here.start), layout.behind(rest.end()), "")]
        if is_last and right.start(1) < 0:
            pieces.append(Piece(left.start(1), left.end(1), ""))
        return pieces
    cut = (before, here.end) if is_last else (here.start, after)
    if "#" in (left if is_last else right).group():
        raise Refused
    return [Piece(*cut, " " if is_last and text[before - 1] == ":" else "")]


def _comma_behind(text: str, end: int) -> tuple[int, str]:
    """Where to write a comma behind an entry, and how: not at once behind a colon, where it would not be one."""
    if text[end - 1] != ":":
        return end, ","
    blanks = _LAST_BLANKS.match(text, end)
    return (blanks.end(), ",") if blanks else (end, " ,")
