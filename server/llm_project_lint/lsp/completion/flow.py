"""What may be written at an offset inside of brackets, however half-typed they are."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.model import Span

LIST = "[]"
"""The step of a path that goes into a list."""
DEEPEST = 30
"""Steps after which a path leads nowhere in the format; so that it does not grow with what somebody nests."""
_UNKNOWN = "?"
"""The step to what stands where nothing may stand; no key is called so."""

Slot: TypeAlias = Literal["key", "value", "start"]
"""What may be written: a key of the mapping, a value, or, where a line of its own begins, whatever fits the place."""
_State: TypeAlias = Literal["begin", "colon", "value", "comma", "odd"]
"""Of a collection: what comes next. `odd`: nothing we know of, until the next comma."""

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"?|\'(?:[^\']|\'\')*+\'?', re.DOTALL)
CLOSED = re.compile(r'"(?:[^"\\]|\\.)*+"|\'(?:[^\']|\'\')*+\'', re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*")
_BLANKS = re.compile(r"[ \t]*")
_END = r"(?=[ \t\r\n,\[\]{}]|\Z)"
_INSIDE = rf"[^ \t\r\n,\[\]{{}}:#]|(?<![ \t\r\n])#|:(?!{_END})"
_TOKEN = re.compile(
    r"(?P<comment>#[^\r\n]*)"
    rf"|(?P<quoted>{QUOTED.pattern})"
    r"|(?P<mark>[\[\]{},])"
    rf"|(?P<colon>:{_END}|(?<=[\"']):)"
    rf"|(?P<plain>(?:#|{_INSIDE})(?:[ \t]*(?:{_INSIDE}))*+)",
    re.DOTALL,
)
_PIECE = r'[^\[\]{}"\'#]|(?<=[ \t\r\n,:\[{])"(?:[^"\\]|\\.)*+"'
_FLAT = rf"[\[{{](?:{_PIECE})*+[\]}}]"
_WHOLE = re.compile(rf"[\[{{](?:{_PIECE}|{_FLAT})*+[\]}}]", re.DOTALL)
"""A collection two deep at most, without anything odd: gone over at once where the offset is not in it."""


class Context(NamedTuple):
    """What may be written at an offset, in terms of the text alone.

    path: of the mapping that a key belongs to, otherwise of the value; keys, and `[]` for each list that is entered.
    span: what is typed already, before and behind the offset; one line. column: of its first character in its line.
    flow: inside of brackets. lead, trail: what has to stand before and behind what is put in. quote: the quotation mark
    it stands in. closed: the mark at the other end is there. keyed: the colon of the key is there.
    began: something of the same value stands above it. listed: what stands in line with it are entries of a list, None
    where nothing does. step: columns to the key around it, 0 where that does not show.
    beside: the keys of the mapping that stand beside it, or with True the values of the list.
    """

    path: tuple[str, ...]
    slot: Slot
    span: Span
    beside: Callable[[bool], frozenset[str]]
    column: int = 0
    flow: bool = False
    lead: str = ""
    trail: str = ""
    quote: str = ""
    closed: bool = False
    keyed: bool = False
    began: bool = False
    listed: bool | None = None
    step: int = 0


class _Level:
    """A collection that is open. key: the last one that was read. beside: keys, or values of a list."""

    def __init__(self, mapping: bool, path: tuple[str, ...]) -> None:
        self.mapping = mapping
        self.path = path
        self.state: _State = "begin"
        self.key = ""
        self.beside: list[str] = []

    def inside(self) -> tuple[str, ...]:
        """The path of a value that begins now."""
        if len(self.path) >= DEEPEST:
            return self.path
        if self.mapping:
            return (*self.path, self.key if self.state == "value" else _UNKNOWN)
        return (*self.path, LIST if self.state == "begin" else _UNKNOWN)


def flow_context(text: str, span: Span, offset: int, path: tuple[str, ...]) -> Context | None:
    """What may be written at an offset of a text inside of the collection that opens where a span begins.

    span: up to where the collection can reach. path: of the collection. None where nothing of ours may stand.
    """
    return _Scanner(text, span, offset).run(path)


def flow_end(text: str, span: Span) -> int | None:
    """Where the collection is closed that opens where a span begins; None if it is not closed in the span."""
    depth, (at, end) = 0, span
    while token := _TOKEN.match(text, _end_of(_SPACE, text, at, end), end):
        at = token.end()
        if token.lastgroup == "mark":
            depth += (token.group() in "{[") - (token.group() in "}]")
            if not depth:
                return at
    return None


class _Scanner:
    """One walk over the tokens: to the offset, and on to the end of the collection around it."""

    def __init__(self, text: str, span: Span, offset: int) -> None:
        self._text = text
        self._at, self._end = span
        self._offset = offset
        self._stack: list[_Level] = []
        self._level: _Level | None = None
        self._found: Context | None = None
        self._typed = False
        self._closed_in = False

    def run(self, path: tuple[str, ...]) -> Context | None:
        """What may be written at the offset."""
        self._stack.append(_Level(self._text[self._at] == "{", path))
        self._at += 1
        while self._stack:
            start = _end_of(_SPACE, self._text, self._at, self._end)
            if self._skip(start):
                continue
            token = _TOKEN.match(self._text, start, self._end)
            kind = token.lastgroup or "" if token else ""
            end = token.end() if token else self._end
            here = self._found is None and self._reaches(kind, start, end)
            if here and not self._find(kind, start, end):
                return None
            behind = self._found and kind != "comment" and not (here and self._typed) and not self._closed_in
            if behind and not self._close_in(kind, start):
                return None
            if token is None:
                break
            self._step(kind, start, end, here and self._typed)
            self._at = end
        return self._found

    def _skip(self, start: int) -> bool:
        """Go over a whole collection in front of the offset."""
        whole = _WHOLE.match(self._text, start, min(self._end, self._offset))
        if whole:
            self._stack[-1].state = "comma"
            self._at = whole.end()
        return whole is not None

    def _reaches(self, kind: str, start: int, end: int) -> bool:
        """Whether the offset lies before or in a token; between two marks it belongs to the gap before the second."""
        if kind == "plain":  # blanks belong to it, for it may go on behind them
            return self._offset <= _end_of(_BLANKS, self._text, end, self._end)
        # A comment goes on, and so does a text whose quotation mark is missing.
        open_ended = kind == "comment" or (kind == "quoted" and not CLOSED.fullmatch(self._text, start, end))
        return self._offset <= start or not kind or self._offset < end + open_ended

    def _find(self, kind: str, start: int, end: int) -> bool:
        """Take down where the offset is; whether anything may be written there."""
        level, text = self._stack[-1], self._text
        if (kind == "comment" and start <= self._offset) or level.state not in ("begin", "value"):
            return False
        self._typed = start <= self._offset if kind == "plain" else kind == "quoted" and start < self._offset
        span, quote, closed = Span(self._offset, self._offset), "", False
        if self._typed and kind == "plain":
            span = Span(start, max(end, self._offset))
        elif self._typed:
            quote = text[start]
            closed = CLOSED.fullmatch(text, start, end) is not None
            span = Span(start + 1, end - closed)
            if "\n" in text[start:end] or "\r" in text[start:end]:
                return False
        key = level.mapping and level.state == "begin"
        self._level = level
        self._found = Context(
            level.path if key else level.inside(),
            "key" if key else "value",
            span,
            lambda _: frozenset(level.beside),
            flow=True,
            lead=" " if not quote and text[span.start - 1] in ":," else "",
            quote=quote,
            closed=closed,
        )
        return True

    def _close_in(self, kind: str, start: int) -> bool:
        """Take down what follows; whether something may be written in front of it."""
        self._closed_in = True
        if self._found is None or self._level is None:
            return True
        if self._typed:
            self._found = self._found._replace(keyed=kind == "colon")
            return kind != "colon" or self._found.slot == "key"
        if kind in ("plain", "quoted") or (kind == "mark" and self._text[start] in "{["):
            self._found = self._found._replace(trail=",")
            return self._level.state == "begin"
        return kind != "colon"

    def _step(self, kind: str, start: int, end: int, typed: bool) -> None:
        """Go on behind a token. typed: it is the one at the offset, which stands beside nothing."""
        level = self._stack[-1]
        if kind == "mark":
            self._mark(self._text[start], level)
        elif kind == "colon":
            level.state = "value" if level.mapping and level.state == "colon" else "odd"
        elif kind in ("plain", "quoted") and level.state == "begin":
            word = self._text[start:end]
            level.key = word if kind == "plain" else word[1:].removesuffix(word[0])
            level.state = "colon" if level.mapping else "comma"
            if not typed:
                level.beside.append(level.key)
        elif kind in ("plain", "quoted") and level.state == "value":
            level.state = "comma"

    def _mark(self, mark: str, level: _Level) -> None:
        if mark == ",":
            level.state = "begin"
        elif mark in "{[":
            path = level.inside()
            level.state = "comma"
            self._stack.append(_Level(mark == "{", path))
        else:
            self._stack.pop()
            if level is self._level:
                self._stack.clear()  # what follows stands beside nothing of it


def _end_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found else start
