"""Text from files and names made safe to print: one visible character for one that is not, so that columns hold.

A terminal obeys escapes, a log splits at line breaks, and marks of writing direction let text read otherwise than it
is. Whatever a user's file contains must print as text and nothing else.
"""

import re
import unicodedata

UNSAFE = re.compile(
    "(?<=#)#(?=\\[)|[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
"""Controls, line and paragraph separators, marks of writing direction, what has no width, tags, lone surrogates.

And what a build server takes as a command, wherever in a line of its log it stands: `##[`.
"""
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
"""Where a line begins, whatever it is set in by: the runner does not look at blanks."""
_PICTURES = 0x2400
"""Unicode has a picture for each control character, from here on."""
TAB = 4
"""Columns of a tab; libyaml lets none indent, so they stand within lines only."""


def printable(text: str) -> str:
    """The text with every character that could do something replaced by one that only shows."""
    plain = text.isascii() and text.isprintable() and "##[" not in text
    return text if plain else UNSAFE.sub(_picture, text)


def guarded(text: str) -> str:
    """Printable lines of which none is taken by a build server as the command that it begins like: `::error::`."""
    return _COMMAND.sub("\\1\ufffd", text) if "::" in text else text


def width(text: str) -> int:
    """Columns that a printable text takes in a terminal: two for East Asian wide characters, none for accents."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == 0x7F else "\ufffd"
