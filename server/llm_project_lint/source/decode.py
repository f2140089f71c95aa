"""From the bytes of a file to its text."""

import codecs

from llm_project_lint.model import Problem, Source, Span

MAX_CHARACTERS = 2**20
"""Characters a file may have. A decision record of a thousand lines has 50,000; more is a mistake or an attack."""


def decode(path: str, data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    """The text of a file and what was wrong with its encoding.

    UTF-8, or UTF-16 with a byte order mark. A byte order mark stays in the text, so offsets count it. Of a text that
    cannot be decoded or is too long, as much is kept as places can be shown in.
    """
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    if len(data) > 4 * MAX_CHARACTERS:
        return _cut(path, data[: 4 * MAX_CHARACTERS].decode(encoding, "replace"))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode(encoding, "replace"))
        text = data.decode(encoding, "replace")[:MAX_CHARACTERS]
        values = {"byte": f"0x{data[error.start]:02X}"}
        return Source(path, text), (Problem("syntax-error", Span(at, min(at + 1, len(text))), "encoding", values),)
    if encoding == "utf-16":
        text = "\ufeff" + text
    return _cut(path, text) if len(text) > MAX_CHARACTERS else (Source(path, text), ())


def _cut(path: str, text: str) -> tuple[Source, tuple[Problem, ...]]:
    text = text[:MAX_CHARACTERS]
    problem = Problem("syntax-error", Span(0, 1), "too-large", {"most": f"{MAX_CHARACTERS:,}"})
    # What was cut could turn any value into another, so nothing of it is kept for reading.
    return Source(path, text[:1000]), (problem,)
