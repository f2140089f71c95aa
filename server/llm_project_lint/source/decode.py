"""From the bytes of a file to its text."""

import codecs

from llm_project_lint.model import Problem, Source, Span
from llm_project_lint.source.characters import BYTE_ORDER_MARK

MAX_CHARACTERS = 2**20
"""Characters a file may have. A decision record of a thousand lines has 50,000; more is a mistake or an attack."""
_LOOKED_AT = 8000
"""Bytes that tell what kind of file it is."""
_KEPT = 1000
"""Characters kept of a text that is too long: enough to name the file by, too few to take time."""


def decode(path: str, data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    """The text of a file and what was wrong with its encoding.

    UTF-8, or UTF-16 with a byte order mark. A byte order mark stays in the text, so offsets count it. Of a text that
    cannot be decoded or is too long, as much is kept as places can be shown in.
    """
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    # The codec takes the mark away for UTF-16 only.
    mark = BYTE_ORDER_MARK if encoding == "utf-16" else ""
    if len(data) > 4 * (MAX_CHARACTERS + 1):
        return _cut(path, mark + data[: 8 * _KEPT].decode(encoding, "replace"))
    other = _other_than_utf_8(data) if encoding == "utf-8" else ""
    if other:
        return Source(path, data[:_KEPT].decode("utf-8", "replace")), (Problem("syntax-error", Span(0, 1), other, {}),)
    try:
        text = mark + data.decode(encoding)
        problems: tuple[Problem, ...] = ()
    except UnicodeDecodeError as error:
        # Decoded with replacement up to the bad byte, which is then the one that follows.
        at = len(mark + data[: error.start].decode(encoding, "replace"))
        text = mark + data.decode(encoding, "replace")
        problems = (Problem("syntax-error", Span(at, at + 1), "encoding", {"byte": f"0x{data[error.start]:02X}"}),)
    return _cut(path, text) if len(text) > MAX_CHARACTERS else (Source(path, text), problems)


def too_large() -> Problem:
    """Says that a text is longer than any that is read."""
    return Problem("syntax-error", Span(0, 1), "too-large", {"most": f"{MAX_CHARACTERS:,}"})


def encode(text: str, like: bytes) -> bytes:
    """The bytes of a text in the encoding of the bytes it was decoded from; a byte order mark is part of the text."""
    if like.startswith(codecs.BOM_UTF16_LE):
        return text.encode("utf-16-le")
    return text.encode("utf-16-be" if like.startswith(codecs.BOM_UTF16_BE) else "utf-8")


def _other_than_utf_8(data: bytes) -> str:
    """The key of what we say of UTF-16 without its mark and of a file that is no text, "" for anything else."""
    start = data[:_LOOKED_AT]
    zeros = start.count(0)
    if zeros * 3 > len(start) and zeros in (start[::2].count(0), start[1::2].count(0)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        controls = sum(byte < 32 and byte not in b"\t\n\r" for byte in start)
        return "binary" if zeros or controls * 20 > len(start) else ""
    return ""


def _cut(path: str, text: str) -> tuple[Source, tuple[Problem, ...]]:
    kept = text[:_KEPT]
    # A line cut in half would say something else than the file does.
    kept = kept[: max(kept.rfind("\n"), kept.rfind("\r")) + 1] or kept
    return Source(path, kept), (too_large(),)
