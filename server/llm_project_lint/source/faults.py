"""What libyaml says of broken YAML, as a problem in our words at the most helpful place."""

import re
from typing import Any

from yaml import MarkedYAMLError, YAMLError

from llm_project_lint.model import Problem, Span

UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids in a text: NUL, other control characters, lone surrogates."""
_AT_CONTEXT = {
    "did not find expected ',' or ']'": "open-bracket",
    "did not find expected ',' or '}'": "open-brace",
    "found unexpected end of stream": "open-quote",
    "found unexpected document indicator": "open-quote",
    "could not find expected ':'": "no-colon",
}
_AT_PROBLEM = {
    "mapping values are not allowed in this context": "colon",
    "block sequence entries are not allowed in this context": "dash",
    "did not find expected key": "indentation",
    "did not find expected '-' indicator": "indentation",
    "did not find expected <document start>": "behind-document",
    "found unknown escape character": "escape",
    "did not find expected hexdecimal number": "escape",
    "found undefined tag handle": "tag-handle",
    "found a tab character that violates indentation": "tab",
    "found a tab character where an indentation space is expected": "tab",
    "found incompatible YAML document": "version",
}


def unprintable(text: str, offset: int) -> Problem | None:
    """The first character that YAML forbids, None where there is none."""
    found = UNPRINTABLE.search(text)
    if found is None:
        return None
    at = found.start() + offset
    return Problem("syntax-error", Span(at, at + 1), "control", {"code": f"U+{ord(found.group()):04X}"})


def fault(error: Exception, text: str, offset: int, shift: int) -> Problem:
    """The problem of a parser error. offset: where `text` begins in the file; shift: the same for libyaml's indexes."""
    bad = unprintable(text, offset)
    if bad is not None:
        return bad
    if not isinstance(error, MarkedYAMLError) or not isinstance(error, YAMLError):
        return Problem("syntax-error", Span(offset, offset + 1), "yaml", {"problem": type(error).__name__})
    said = error.problem or ""
    at = _index(error.problem_mark, text, offset, shift)
    context = _index(error.context_mark, text, offset, shift) if error.context_mark else at
    if said in _AT_CONTEXT:
        return _problem(_AT_CONTEXT[said], context, text, offset)
    if said == "found character that cannot start any token":
        character = text[at - offset : at - offset + 1]
        return _problem("tab" if character == "\t" else "reserved", at, text, offset, character=character)
    if said in ("did not find expected key", "did not find expected '-' indicator"):
        return _problem("indentation", at, text, offset)
    return _problem(_AT_PROBLEM.get(said, "yaml"), at, text, offset, problem=said)


def _problem(kind: str, at: int, text: str, offset: int, **values: Any) -> Problem:
    """A problem at one character; at the end of the text, at the last one that is not blank."""
    inside = at - offset
    if inside >= len(text.rstrip()):
        inside = max(len(text.rstrip()) - 1, 0)
    at = inside + offset
    return Problem("syntax-error", Span(at, min(at + 1, offset + len(text))), kind, values)


def _index(mark: Any, text: str, offset: int, shift: int) -> int:
    return min(int(mark.index) + shift, offset + len(text)) if mark else offset
