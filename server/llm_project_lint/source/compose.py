"""One pass over libyaml's events: plain data, and the span of every key and value.

Own, because the parser's nodes have neither exact ends nor anchors of aliases, and its recursion ends in a crash on
deep nesting. Only start indexes are trusted: containers end, for libyaml, behind the comments that follow them.
"""

from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from llm_project_lint.model import Mark, Path, Problem, Span
from llm_project_lint.source.faults import fault
from llm_project_lint.source.scalars import STARTS, TAGS, WORDS, number, tagged

MAX_DEPTH = 100
MAX_NODES = 100_000
"""Nodes of one document once aliases are followed; a file at the size limit has fewer, a billion laughs has more."""
STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


class Composed:
    """One document while it is read. `end` is where its last value ends; `fault` is what stopped the reading."""

    __slots__ = ("data", "end", "fault", "marks", "problems", "start")

    def __init__(self, start: int) -> None:
        self.data: Any = None
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Problem] = []
        self.start = start
        self.end = start
        self.fault: Problem | None = None


class _Frame:
    """A collection that is still open."""

    __slots__ = (
        *("anchor", "data", "end", "flow", "is_key", "key", "key_span"),
        *("merges", "nodes", "own_key", "path", "saved", "start"),
    )

    def __init__(
        self, data: Any, path: Path, own_key: Span | None, start: int, flow: bool, anchor: str | None, is_key: bool
    ) -> None:
        self.data = data
        self.path = path
        self.own_key = own_key
        self.start = start
        self.end = start + 1
        self.flow = flow
        self.anchor = anchor
        self.is_key = is_key
        self.key: str | None = None
        self.key_span: Span | None = None
        self.merges: list[tuple[Any, Span]] = []
        self.saved: dict[Path, Mark] | None = None
        self.nodes = 0


class Composer:
    """Composes the documents of one stretch of text; `anchors` may be shared between stretches of one document."""

    def __init__(self, text: str, offset: int = 0, anchors: dict[str, Any] | None = None) -> None:
        """offset: where the stretch begins in the whole file."""
        self._text = text
        # libyaml does not count a byte order mark at the very beginning.
        self._shift = offset + (1 if text.startswith("\ufeff") else 0)
        self._offset = offset
        self._anchors: dict[str, Any] = {} if anchors is None else anchors
        self._own_anchors = anchors is None

    def documents(self) -> list[Composed]:
        """The documents in order; the last one has a `fault` if the text could not be read to its end."""
        found: list[Composed] = []
        document = Composed(self._offset)
        try:
            next_event = CParser(self._text).get_event
            next_event()
            while True:
                event = next_event()
                kind = event.__class__
                if kind is StreamEndEvent:
                    return found
                if kind is DocumentStartEvent:
                    document = Composed(event.end_mark.index + self._shift)
                    if self._own_anchors:
                        self._anchors = {}
                    self._read(next_event, document)
                    found.append(document)
                    if document.fault:
                        return found
        except (YAMLError, UnicodeEncodeError) as error:
            document.fault = fault(error, self._text, self._offset, self._shift)
            if document not in found:
                found.append(document)
            return found

    def _read(self, next_event: Any, document: Composed) -> None:
        """Read one document up to its end event."""
        text, shift, offset = self._text, self._shift, self._offset
        anchors = self._anchors
        frames: list[_Frame] = []
        frame: _Frame | None = None
        marks = document.marks
        nodes = 0
        try:
            while True:
                event = next_event()
                kind = event.__class__
                if kind is ScalarEvent:
                    start = event.start_mark.index + shift
                    end = event.end_mark.index + shift
                    value = event.value
                    style = event.style
                    while end > start and text[end - offset - 1] in " \t\r\n\u0085\u2028\u2029":
                        end -= 1
                    if frame is not None and frame.key is None and frame.data.__class__ is dict:
                        frame.key_span = Span(start, end)
                        frame.key = value
                        if value in frame.data or value == "<<":
                            marks = self._odd_key(frame, document, marks, plain=not style)
                        if event.anchor:
                            anchors[event.anchor] = (value, 1)
                        continue
                    if event.tag is not None:
                        fits, found = tagged(event.tag, value) if event.tag in TAGS else (False, value)
                        if not fits:
                            values = {"tag": event.tag.replace("tag:yaml.org,2002:", "!!")}
                            document.problems.append(Problem("syntax-error", Span(start, end), "tag", values))
                        value = found
                    elif not style:
                        if value in WORDS:
                            value = WORDS[value]
                        elif value[0] in STARTS:
                            value = number(value)
                    if event.anchor:
                        anchors[event.anchor] = (value, 1)
                    span = Span(start, end)
                    name = STYLES[style]
                    size = 1
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    start = event.start_mark.index + shift
                    is_key = frame is not None and frame.key is None and frame.data.__class__ is dict
                    if frame is not None and is_key:
                        # A collection cannot be a key: it and its value are read aside and left out.
                        document.problems.append(Problem("syntax-error", Span(start, start + 1), "complex-key", {}))
                        frame.key, frame.key_span = "", Span(start, start + 1)
                        frame.saved, marks = marks, {}
                    if len(frames) >= MAX_DEPTH:
                        document.fault = Problem(
                            "syntax-error", Span(start, start + 1), "too-deep", {"most": MAX_DEPTH}
                        )
                        return
                    if event.tag is not None and event.tag not in TAGS:
                        tag = {"tag": event.tag.replace("tag:yaml.org,2002:", "!!")}
                        document.problems.append(Problem("syntax-error", Span(start, start + 1), "tag", tag))
                    data: Any = {} if kind is MappingStartEvent else []
                    own_key = None
                    path: Path = ()
                    if frame is not None:
                        if frame.data.__class__ is dict:
                            path, own_key = (*frame.path, frame.key), frame.key_span
                            if frame.saved is None:
                                frame.data[frame.key] = data
                        else:
                            path = (*frame.path, len(frame.data))
                            frame.data.append(data)
                    else:
                        document.data = data
                        document.start = start
                    if event.flow_style is False and event.anchor is not None:
                        start = self._behind_anchor(start)
                    frame = _Frame(data, path, own_key, start, bool(event.flow_style), event.anchor, is_key)
                    if event.anchor:
                        anchors[event.anchor] = None
                    frames.append(frame)
                    # Keeps a parent's mark before those of its children.
                    marks[path] = Mark(own_key, Span(start, start), "flow" if frame.flow else "block")
                    nodes += 1
                    continue
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    frame = frames.pop()
                    if frame.flow:
                        frame.end = event.end_mark.index + shift
                    if frame.merges:
                        nodes += self._merge(frame, marks)
                    span = Span(frame.start, frame.end)
                    value, size = frame.data, frame.nodes + 1
                    if frame.anchor:
                        anchors[frame.anchor] = (value, size)
                    marks[frame.path] = Mark(frame.own_key, span, "flow" if frame.flow else "block")
                    was_key = frame.is_key
                    frame = frames[-1] if frames else None
                    document.end = span.end
                    if frame is None:
                        continue
                    frame.nodes += size
                    frame.end = span.end
                    if frame.data.__class__ is dict and not was_key:
                        marks = self._close_value(frame, value, span, marks)
                    continue
                elif kind is AliasEvent:
                    start = event.start_mark.index + shift
                    span = Span(start, event.end_mark.index + shift)
                    known = anchors.get(event.anchor)
                    if known is None:
                        why = "recursive-alias" if event.anchor in anchors else "unknown-alias"
                        values = {"anchor": event.anchor}
                        document.problems.append(Problem("syntax-error", span, why, values))
                        known = (None, 1)
                    value, size = known
                    name = "alias"
                    if frame is not None and frame.key is None and frame.data.__class__ is dict:
                        frame.key, frame.key_span = str(value), span
                        if value.__class__ is not str:
                            document.problems.append(Problem("syntax-error", span, "complex-key", {}))
                        continue
                elif kind is DocumentEndEvent:
                    return
                else:
                    continue
                # A scalar or an alias, complete.
                nodes += size
                if nodes > MAX_NODES:
                    values = {"most": f"{MAX_NODES:,}"}
                    document.fault = Problem("syntax-error", span, "too-many-values", values)
                    return
                if frame is None:
                    document.data, document.start, document.end = value, span.start, span.end
                    marks[()] = Mark(None, span, name)
                    continue
                frame.nodes += size
                if frame.data.__class__ is dict:
                    path = (*frame.path, frame.key)
                    marks[path] = Mark(frame.key_span, span, name)
                    if frame.saved is None:
                        frame.data[frame.key] = value
                    frame.end = max(span.end, frame.key_span.end + 1 if frame.key_span else 0)
                    if size > 1:
                        self._mark_shared(value, path, span, marks)
                    marks = self._close_value(frame, value, span, marks)
                else:
                    path = (*frame.path, len(frame.data))
                    marks[path] = Mark(None, span, name)
                    frame.data.append(value)
                    frame.end = max(frame.end, span.end)
                    if size > 1:
                        self._mark_shared(value, path, span, marks)
        finally:
            # Whatever stopped the reading, what is open ends where its last value does.
            for open_frame in reversed(frames):
                mark = Mark(open_frame.own_key, Span(open_frame.start, open_frame.end), "flow" if open_frame.flow else "block")
                document.marks[open_frame.path] = mark
                document.end = max(document.end, open_frame.end)

    def _odd_key(
        self, frame: _Frame, document: Composed, marks: dict[Path, Mark], plain: bool
    ) -> dict[Path, Mark]:
        """A duplicate or a merge key: its value is read aside, into marks of its own."""
        key = frame.key
        if key != "<<" or not plain:
            if key not in frame.data:
                return marks
            first = marks[(*frame.path, key)].key
            span = frame.key_span or Span(0, 0)
            problem = Problem("duplicate-key", span, "duplicate-key", {"key": key}, (first,) if first else ())
            document.problems.append(problem)
        frame.saved = marks
        return {}

    def _close_value(
        self, frame: _Frame, value: Any, span: Span, marks: dict[Path, Mark]
    ) -> dict[Path, Mark]:
        """The value of a mapping's key is complete; the marks to go on with."""
        if frame.saved is not None:
            if frame.key == "<<" and "<<" not in frame.data:
                several = value if isinstance(value, list) else [value]
                frame.merges.extend((one, span) for one in several if isinstance(one, dict))
            marks, frame.saved = frame.saved, None
        frame.key = None
        return marks

    def _merge(self, frame: _Frame, marks: dict[Path, Mark]) -> int:
        """Add what merge keys bring and the mapping does not state itself; how many nodes that was."""
        before = len(marks)
        for mapping, span in frame.merges:
            for key, value in mapping.items():
                if key not in frame.data:
                    frame.data[key] = value
                    marks[(*frame.path, key)] = Mark(span, span, "alias")
                    self._mark_shared(value, (*frame.path, key), span, marks)
        return len(marks) - before

    def _mark_shared(self, value: Any, path: Path, span: Span, marks: dict[Path, Mark]) -> None:
        """Everything below an alias is marked at the alias."""
        open_values: list[tuple[Any, Path]] = [(value, path)]
        while open_values:
            inside, here = open_values.pop()
            if isinstance(inside, dict):
                pairs: Any = inside.items()
            elif isinstance(inside, list):
                pairs = enumerate(inside)
            else:
                continue
            for step, child in pairs:
                marks[(*here, step)] = Mark(span if isinstance(step, str) else None, span, "alias")
                open_values.append((child, (*here, step)))

    def _behind_anchor(self, start: int) -> int:
        """The first character of a block collection behind its `&anchor` and the line break that follows."""
        text, at = self._text, start - self._offset
        if text[at : at + 1] != "&":
            return start
        while at < len(text) and not text[at].isspace():
            at += 1
        while at < len(text) and text[at].isspace():
            at += 1
        return at + self._offset
