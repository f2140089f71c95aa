"""What libyaml says of broken YAML, as a problem in our words at the place where it can be mended."""

import re
from collections.abc import Callable
from typing import TypeAlias

from yaml import MarkedYAMLError, YAMLError

from llm_project_lint.model import Problem, Span
from llm_project_lint.source.characters import SEPARATOR

_AT_CONTEXT = {
    "did not find expected alphabetic or numeric character": "reserved",
    "did not find URI escaped octet": "tag-handle",
    "did not find expected tag URI": "tag-handle",
    "did not find expected whitespace or line break": "tag-handle",
    "did not find the expected '>'": "tag-handle",
    "found an incorrect leading UTF-8 octet": "tag-handle",
    "found an incorrect trailing UTF-8 octet": "tag-handle",
    "found unexpected end of stream": "open-quote",
    "found unexpected document indicator": "open-quote",
}
"""Faults that are mended where the value begins, and the key of what we say."""
_AT_PROBLEM = {
    "block sequence entries are not allowed in this context": "dash",
    "did not find expected comment or line break": "block-header",
    "did not find expected hexdecimal number": "escape",
    "exceeded maximum nesting depth": "too-deep",
    "found a tab character that violates indentation": "tab",
    "found a tab character where an indentation space is expected": "tab",
    "found an indentation indicator equal to 0": "block-header",
    "found duplicate %TAG directive": "directive",
    "found duplicate %YAML directive": "directive",
    "found incompatible YAML document": "directive",
    "found invalid Unicode character escape code": "escape",
    "found undefined tag handle": "tag-handle",
    "found unexpected ':'": "colon",
    "found unknown escape character": "escape",
    "mapping keys are not allowed in this context": "question-mark",
}
"""Faults that are mended where they were found."""
_SIMPLE_KEY = 1024
"""Characters that libyaml, and the YAML specification, allow a key."""
_TOKEN = re.compile(r"""(?<![^\s,:\[\]{}])(?:"(?:\\.|[^"\\])*"|'(?:[^']|'')*'|#[^\r\n]*)|[\[\]{}]""", re.DOTALL)
_JOINED = re.compile(r"(?:[ ]|- )*[\w.-]+:(?=[^\s:])")
_LINE = re.compile(r"[^\r\n]*[^\s]")
_Place: TypeAlias = tuple[str, int, int]
"""What to say, and the start and end of the place."""
_CLOSED_BY = {"]": "[", "}": "{"}


def fault(error: YAMLError, text: str, offset: int, shift: int, opening: int) -> Problem:
    """The problem of a parser error.

    text: the stretch that was read; offset: where it begins in the file; shift: what to add to libyaml's indexes to get
    offsets in the file; opening: where in the file the outermost bracket stands that is open, -1 for none.
    """
    if not isinstance(error, MarkedYAMLError):
        return Problem("syntax-error", Span(offset, offset + len(text)), "yaml", {"problem": str(error)})
    said = error.problem or ""
    at = error.problem_mark.index + shift - offset if error.problem_mark else 0
    context = error.context_mark.index + shift - offset if error.context_mark else at
    # Behind a separator stands another document, which cannot close what this one left open.
    end = SEPARATOR.search(text, context)
    text = text[: end.start()] if end else text
    if (error.context or "").endswith("directive"):
        kind, start, stop = "directive", context, context + 1
    elif said in _AT_CONTEXT:
        kind, start, stop = _AT_CONTEXT[said], context, context + 1
    elif said in _JUDGED:
        kind, start, stop = _JUDGED[said](text, at, context, opening - offset if opening >= 0 else -1)
    else:
        kind, start, stop = _AT_PROBLEM.get(said, "yaml"), at, at + 1
    start = min(start, max(len(text.rstrip()) - 1, 0))
    stop = min(max(stop, start + 1), len(text))
    values = {"character": text[start:stop], "problem": said, "most": _SIMPLE_KEY}
    return Problem("syntax-error", Span(start + offset, stop + offset), kind, values)


def _flow(text: str, at: int, context: int, opening: int) -> _Place:
    """A bracket that is never closed or closes nothing, or an entry without comma or value."""
    still_open: list[int] = []
    for token in _TOKEN.finditer(text, opening) if opening >= 0 else ():
        if token.group() in "[{":
            still_open.append(token.start())
        elif token.group() in "]}":
            if text[still_open[-1]] != _CLOSED_BY[token.group()]:
                break
            still_open.pop()
            if not still_open:
                break
    if still_open:
        return "open-bracket", still_open[-1], still_open[-1] + 1
    if text[at : at + 1] in ("]", "}"):
        return "stray-bracket", at, at + 1
    return "reserved" if opening < 0 else "flow-entry", at, at + 1


def _no_colon(text: str, at: int, context: int, opening: int) -> _Place:
    """A line where a key should stand, but no `: ` follows."""
    joined = _JOINED.match(text, context)
    if joined:
        return "no-space", joined.end() - 1, joined.end()
    if at - context > _SIMPLE_KEY:
        return "long-key", context, context + 1
    line = _line_end(text, context)
    return "no-colon", context, line


def _mapping_value(text: str, at: int, context: int, opening: int) -> _Place:
    """A `: ` where no key can stand: a second one in a line, or a line that continues the value above it."""
    start = _line_start(text, at)
    key = text[start:at].lstrip(" ")
    if len(key) > _SIMPLE_KEY:
        return "long-key", at - len(key), at
    if ": " in key or key.startswith(("- ", "? ")):
        return "colon", at, at + 1
    above = text[:start].rstrip()
    joined = _JOINED.match(above, _line_start(above, len(above)))
    if joined:
        return "no-space", joined.end() - 1, joined.end()
    return "too-deep-line", at - len(key), at


def _no_key(text: str, at: int, context: int, opening: int) -> _Place:
    """A line that is neither a key nor an entry, or something behind a value that has ended."""
    if text[at : at + 1] in ("]", "}"):
        return "stray-bracket", at, at + 1
    if text[_line_start(text, at) : at].strip(" "):
        return "behind-value", at, _line_end(text, at)
    return "indentation", at, _line_end(text, at)


def _no_document(text: str, at: int, context: int, opening: int) -> _Place:
    """Something behind the end of a document: in a line that is indented, most likely by mistake."""
    return "indentation" if at > _line_start(text, at) else "behind-document", at, _line_end(text, at)


def _no_token(text: str, at: int, context: int, opening: int) -> _Place:
    """A character that nothing begins with."""
    return "tab" if text[at : at + 1] == "\t" else "reserved", at, at + 1


def _line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Where the text of the line ends."""
    found = _LINE.match(text, at)
    return found.end() if found else at


_JUDGED: dict[str, Callable[[str, int, int, int], _Place]] = {
    "could not find expected ':'": _no_colon,
    "did not find expected '-' indicator": _no_key,
    "did not find expected ',' or ']'": _flow,
    "did not find expected ',' or '}'": _flow,
    "did not find expected <document start>": _no_document,
    "did not find expected key": _no_key,
    "did not find expected node content": _flow,
    "found character that cannot start any token": _no_token,
    "mapping values are not allowed in this context": _mapping_value,
}
"""Faults whose cause has to be looked for: text, place of the error, of its context, of the bracket -> what to say."""
