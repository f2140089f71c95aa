"""Characters that libyaml takes otherwise than YAML 1.2 and editors do, replaced one for one so that offsets hold."""

import re
from typing import NamedTuple

_TROUBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NOT_BREAKS = "\x85\u2028\u2029"
"""Line breaks in YAML 1.1, and for libyaml; plain characters in YAML 1.2."""
_TAG_DIRECTIVE = re.compile(r"(?:(?<=[\r\n])|\A)%TAG(?=[ \t])")
"""Declares a tag. libyaml takes quadratic time for many of them, and no tag of one's own is allowed here anyway."""
_STAND_INS = range(0xF0000, 0xFFFFE)
"""A private use area: none of these means anything to YAML."""
BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = re.compile(r"(?:(?<=[\r\n])|\A)(?:---|\.\.\.)(?=[ \t\r\n]|\Z)")
"""The line that ends a document, wherever it stands: not even an open quote or bracket may swallow it."""


REST_OF_LINE = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?(?=[\r\n]|\Z)")
"""What may follow a `...` in its line."""
STRAY_END = re.compile(r"[ \t\r\n]*(?:#[^\r\n]*[\r\n][ \t\r\n]*)*(?:(?<=[\r\n])|\A)\.\.\.(?=[ \t\r\n]|\Z)")
"""A `...` with nothing but comments before it, which ends no document."""


class Readable(NamedTuple):
    """A text that libyaml reads as YAML 1.2 means it.

    restore: turns the stand-ins in a scalar back into what is written, for `str.translate`; empty where there are none.
    forbidden: offsets of the characters that YAML does not allow at all; U+FFFD stands in their place.
    """

    text: str
    restore: dict[int, str]
    forbidden: tuple[int, ...]


def readable(text: str) -> Readable:
    """Replace what libyaml would stumble over. A byte order mark is fine at the very beginning only."""
    if "%TAG" in text:
        text = _TAG_DIRECTIVE.sub("#TAG", text)
    troubles = [found.start() for found in _TROUBLE.finditer(text) if found.group() != BYTE_ORDER_MARK or found.start()]
    if not troubles:
        return Readable(text, {}, ())
    used = set(text)
    free = (character for character in map(chr, _STAND_INS) if character not in used)
    stand_ins = dict(zip(_NOT_BREAKS, free, strict=False))
    characters = list(text)
    for at in troubles:
        characters[at] = stand_ins.get(text[at], "\ufffd")
    restore = {ord(stand_in): character for character, stand_in in stand_ins.items()}
    return Readable("".join(characters), restore, tuple(at for at in troubles if text[at] not in stand_ins))
