"""What libyaml says of broken YAML, as a problem in our words at the place where it can be mended."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from yaml import MarkedYAMLError, YAMLError

from llm_project_lint.model import Problem, Span
from llm_project_lint.source.characters import BYTE_ORDER_MARK, SEPARATOR
from llm_project_lint.source.composed import MAX_DEPTH

_AT_CONTEXT = {
    "did not find expected alphabetic or numeric character": "anchor",
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
    "exceeded maximum nesting depth": "too-deep",
    "found a tab character that violates indentation": "tab",
    "found a tab character where an indentation space is expected": "tab",
    "found an indentation indicator equal to 0": "block-header",
    "found duplicate %TAG directive": "directive",
    "found duplicate %YAML directive": "directive",
    "found incompatible YAML document": "directive",
    "found undefined tag handle": "tag-handle",
    "mapping keys are not allowed in this context": "question-mark",
}
"""Faults that are mended where they were found."""
_SIMPLE_KEY = 1024
"""Characters that libyaml, and the YAML specification, allow a key."""
_TOKEN = re.compile(r"""(?<![^\s,:\[\]{}])(?:"(?:\\.|[^"\\])*"|'(?:[^']|'')*'|#[^\r\n]*)|[\[\]{}]""", re.DOTALL)
_JOINED = re.compile(r"(?: |- )*[\w.-]+(?::(?!//)(?:(?=[^\s:])|(?P<odd>[^\S \t\r\n]))|[ ]*(?P<wide>：))")
_LINE = re.compile(r"[^\r\n]*[^\s]")
_ESCAPE = re.compile(r"\\(?:[xuU][0-9A-Fa-f]*|.?)")
_CONTENT = re.compile(r"(?: |- |--- )*")
"""What may stand before the first key or value of a line."""
_ODD_INDENT = re.compile(r"[ -]*([^\S \t\r\n])")
"""A blank before the first key or value of a line that is none for YAML."""
_FENCE = re.compile(r"```[^\r\n]*")
"""What Markdown has above and below a piece of code."""
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\r\n]*")
"""What git leaves in a file where two changes meet."""
_Place: TypeAlias = tuple[str, int, int]
"""What to say, and the start and end of the place."""
_OF_INDENTATION = ("too-deep-line", "indentation", "no-colon")
"""Faults for which the line may be indented by other blanks than spaces."""
_CLOSED_BY = {"]": "[", "}": "{"}


class _Error(NamedTuple):
    """A text, where in it the error stands, where what libyaml was reading began, and the outermost open bracket."""

    text: str
    at: int
    context: int
    opening: int


def fault(error: YAMLError, text: str, offset: int, shift: int, *, opening: int, restore: dict[int, str]) -> Problem:
    """The problem of a parser error.

    text: the stretch that was read; offset: where it begins in the file; shift: what to add to libyaml's indexes to get
    offsets in the file; opening: where in the file the outermost bracket stands that is open, -1 for none; restore: see
    `Readable`.
    """
    if not isinstance(error, MarkedYAMLError):
        return Problem("syntax-error", Span(offset, offset + len(text)), "yaml", {"problem": type(error).__name__})
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
        kind, start, stop = _JUDGED[said](_Error(text, at, context, opening - offset if opening >= 0 else -1))
    else:
        kind, start, stop = _AT_PROBLEM.get(said, "yaml"), at, at + 1
    kind, start, stop = _left_over(text, at, context, start) or (kind, start, stop)
    if kind in _OF_INDENTATION:
        kind, start, stop = _odd_indent(text, at, context, start) or (kind, start, stop)
    if not text[start:stop].strip(" \r\n"):
        # At the end of a line or of the text: the last character that can be seen.
        stop = max(len(text[:stop].rstrip()), 1)
        start = stop - 1
    stop = min(stop, len(text))
    most = MAX_DEPTH if kind == "too-deep" else _SIMPLE_KEY
    character = text[start:stop].translate(restore)
    values = {"character": character, "code": f"U+{ord(character[:1] or ' '):04X}", "problem": said, "most": most}
    return Problem("syntax-error", Span(start + offset, stop + offset), kind, values)


def _left_over(text: str, *places: int) -> _Place | None:
    """A line near a fault that other programs left in the file."""
    for start in dict.fromkeys(_line_start(text, place) for place in places):
        if found := _CONFLICT.match(text, start):
            return "conflict", *found.span()
        if found := _FENCE.match(text, start):
            return "fence", *found.span()
    return None


def _odd_indent(text: str, *places: int) -> _Place | None:
    """A blank that YAML does not know, in the indentation of a line near a fault or of the line above it."""
    starts = [_line_start(text, place) for place in places]
    above = [_line_start(text, len(text[:start].rstrip())) for start in starts]
    for start in dict.fromkeys(starts + above):
        if found := _ODD_INDENT.match(text, start):
            return "odd-blank", *found.span(1)
    return None


def _flow(error: _Error) -> _Place:
    """A bracket that is never closed or closes nothing, or an entry without comma or value."""
    text, at, _, opening = error
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
    if opening < 0:
        return "reserved", at, at + 1
    wide = max(text.rfind(comma, opening, at) for comma in "，、")
    if wide > max(text.rfind(sign, opening, at) for sign in ",[{"):
        return "wide-comma", wide, wide + 1
    return "flow-entry", at, at + 1


def _colon(error: _Error) -> _Place:
    """A colon inside brackets right before another sign of YAML, as in `{a:}` or `{a:[1]}`."""
    text, at, *_ = error
    return "no-space" if text[at + 1 : at + 2] in ("[", "{") else "bare-colon", at, at + 1


def _no_colon(error: _Error) -> _Place:
    """A line where a key should stand, but no `: ` follows."""
    text, at, context, _ = error
    if at - context > _SIMPLE_KEY:
        return "long-key", context, context + 1
    return _joined(text, context) or ("no-colon", context, _line_end(text, context))


def _joined(text: str, at: int) -> _Place | None:
    """Whether the colon behind the key that begins here is one that YAML does not see."""
    found = _JOINED.match(text, at)
    if found:
        kind = "wide-colon" if found["wide"] else "odd-blank" if found["odd"] else "no-space"
        return kind, found.end() - 1, found.end()
    return None


def _mapping_value(error: _Error) -> _Place:
    """A `: ` where no key can stand: a second one in a line, or a line that continues the value above it."""
    text, at, *_ = error
    start = _line_start(text, at)
    key = text[start:at].lstrip(" ")
    if len(key) > _SIMPLE_KEY:
        return "long-key", at - len(key), at
    if ": " in key or key.startswith(("- ", "? ")):
        return "colon", at, at + 1
    above = text[:start].rstrip()
    above_start = _line_start(above, len(above))
    joined = _joined(above, above_start)
    if joined:
        return joined
    content = _CONTENT.match(above, above_start)
    if content and content.end() < len(above) and content.end() - above_start >= at - len(key) - start:
        # As far to the left as the text it seems to continue: that is a key too, but for its colon.
        return "no-colon", content.end(), len(above)
    return "too-deep-line", at - len(key), at


def _no_key(error: _Error) -> _Place:
    """A line that is neither a key nor an entry, or something behind a value that has ended."""
    text, at, *_ = error
    if text[at : at + 1] in ("]", "}"):
        return "stray-bracket", at, at + 1
    if text[_line_start(text, at) : at].strip(" "):
        return "behind-value", at, _line_end(text, at)
    return "indentation", at, _line_end(text, at)


def _no_document(error: _Error) -> _Place:
    """Something behind the one value of a document, or behind its `...`."""
    text, at, *_ = error
    before = text[_line_start(text, at) : at]
    kind = "behind-value" if before.strip() else "indentation"
    return "behind-document" if before[:3] in ("", "...") else kind, at, _line_end(text, at)


def _no_token(error: _Error) -> _Place:
    """A character that nothing begins with."""
    at = error.at
    return {"\t": "tab", "`": "backtick"}.get(error.text[at : at + 1], "reserved"), at, at + 1


def _escape(error: _Error) -> _Place:
    """A backslash with what stands behind it; libyaml points at one or the other."""
    found = _ESCAPE.match(error.text, max(error.text.rfind("\\", 0, error.at + 1), 0))
    return "escape", *(found.span() if found else (error.at, error.at + 1))


def _line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return start + text.startswith(BYTE_ORDER_MARK, start)


def _line_end(text: str, at: int) -> int:
    """Where the text of the line ends."""
    found = _LINE.match(text, at)
    return found.end() if found else at


_JUDGED: dict[str, Callable[[_Error], _Place]] = {
    "could not find expected ':'": _no_colon,
    "did not find expected '-' indicator": _no_key,
    "did not find expected ',' or ']'": _flow,
    "did not find expected ',' or '}'": _flow,
    "did not find expected <document start>": _no_document,
    "did not find expected key": _no_key,
    "did not find expected node content": _flow,
    "did not find expected hexdecimal number": _escape,
    "found character that cannot start any token": _no_token,
    "found invalid Unicode character escape code": _escape,
    "found unexpected ':'": _colon,
    "found unknown escape character": _escape,
    "mapping values are not allowed in this context": _mapping_value,
}
"""Faults whose cause has to be looked for."""
