"""Characters that libyaml takes otherwise than YAML 1.2 and editors do, replaced one for one so that offsets hold."""

import re
import sys
from typing import NamedTuple

from llm_project_lint.model import Span

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML does not allow at all; a byte order mark at the very beginning is fine."""
_NOT_BREAKS = "\x85\u2028\u2029"
"""Line breaks in YAML 1.1, and for libyaml; plain characters in YAML 1.2."""
_STAND_INS = range(0xF0000, 0x10FFFE)
"""The private use planes: none of these means anything to YAML."""
BYTE_ORDER_MARK = "\ufeff"
LINE_START = r"(?:(?<=[\r\n\ufeff])|\A)"
"""Where a line begins, behind a byte order mark too, which can only stand at the beginning of a readable text."""
_BLANK = re.compile(rf"{LINE_START}[ \t]++(?=[\r\n]|\Z)")
"""A line of nothing but blanks, in which libyaml allows no tab. Nobody sees one there, so it is read as spaces."""
_TAG_DIRECTIVE = re.compile(rf"{LINE_START}%TAG(?=[ \t])")
"""Declares a tag."""
_MAX_TAG_DIRECTIVES = 20
"""More of them are not read, since libyaml takes quadratic time for them, and no tag of one's own is allowed here."""
SEPARATOR = re.compile(rf"{LINE_START}(?:---|\.\.\.)(?=[ \t\r\n]|\Z)")
"""The line that ends a document, wherever it stands: not even an open quote or bracket may swallow it."""
REST_OF_LINE = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?(?=[\r\n]|\Z)")
"""What may follow a `...` in its line."""
STRAY_END = re.compile(r"[ \t\r\n]*(?:#[^\r\n]*[\r\n][ \t\r\n]*)*" + LINE_START + r"\.\.\.(?=[ \t\r\n]|\Z)")
"""A `...` with nothing but comments before it, which ends no document."""


class Readable(NamedTuple):
    """A text that libyaml reads as YAML 1.2 means it.

    restore: turns the stand-ins in a scalar back into what is written, for `str.translate`; empty where there are none.
    forbidden: whether there are characters that YAML does not allow, in whose place U+FFFD stands.
    """

    text: str
    restore: dict[int, str]
    forbidden: bool


def readable(text: str) -> Readable:
    """Replace what libyaml would stumble over."""
    if text.count("%TAG") > _MAX_TAG_DIRECTIVES:
        text = _TAG_DIRECTIVE.sub("#TAG", text)
    first = first_forbidden(text)
    if first:
        text = text[: first.start] + _FORBIDDEN.sub("\ufffd", text[first.start :])
    if "\t" in text:
        text = _BLANK.sub(lambda blanks: " " * len(blanks.group()), text)
    restore: dict[int, str] = {}
    for character in _NOT_BREAKS:
        if character in text:
            used = set(text)
            stand_in = next((one for one in map(chr, _STAND_INS) if one not in used), character)
            text = text.replace(character, stand_in)
            restore[ord(stand_in)] = character
    return Readable(text, restore, first is not None)


def first_forbidden(text: str, start: int = 0, stop: int = sys.maxsize) -> Span | None:
    """Where the first character of a stretch stands that YAML does not allow."""
    if start == 0 and text.startswith(BYTE_ORDER_MARK):
        start = 1
    found = _FORBIDDEN.search(text, start, stop)
    return Span(*found.span()) if found else None
