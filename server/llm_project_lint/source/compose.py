"""One pass over libyaml's events: plain data, and the span of every key and value.

Own, because the parser's nodes have neither exact ends nor the places of aliases, and its recursion ends in a crash on
deep nesting. The parser says where things start; a block collection ends with its last value, since for libyaml it
ends behind the comments that follow. The loop is the hot path of every text that is not of the usual shape (`lines`),
so it keeps its state in local variables.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

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

from llm_project_lint.model import Mark, Path, Span
from llm_project_lint.source.characters import BYTE_ORDER_MARK, REST_OF_LINE, Readable
from llm_project_lint.source.composed import MAX_DEPTH, Composed
from llm_project_lint.source.faults import fault
from llm_project_lint.source.scalars import STARTS, WORDS, number, tagged
from llm_project_lint.source.sharing import Merge, deeper, mappings_of, mark_shared, merge

MAX_NODES = 100_000
"""Values of one file once aliases are followed; a useful file has some hundreds, a billion laughs has more."""
MAX_DOCUMENTS = 100
"""Documents of one file."""
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_COLLECTION_TAGS = {
    MappingStartEvent: ("!", "tag:yaml.org,2002:map"),
    SequenceStartEvent: ("!", "tag:yaml.org,2002:seq"),
}
_TAG = re.compile(r"!(?:<[^>\r\n]*>|[^ \t\r\n,\[\]{}]*)")
_PROPERTY = re.compile(rf"(?:&[0-9A-Za-z_-]*|{_TAG.pattern})(?:[ \t\r\n]+(?:#[^\r\n]*)?)*")
_COLON = re.compile(r"[ \t\r\n]*:")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


class _Frame(NamedTuple):
    """What to go back to when the collection inside ends, and what its end needs."""

    data: Any
    path: Path
    marks: dict[Path, Mark]
    key: str | None
    key_span: Span
    aside: str | None
    merges: list[Merge]
    start: int
    written: str
    anchor: str | None
    nodes: int


class Composer:
    """Composes stretches of one text. `anchors` and `nodes` run on from stretch to stretch."""

    def __init__(self, source: Readable) -> None:
        self._text = source.text
        self._restore = source.restore
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.nodes = 0

    def documents(self, start: int, stop: int, keep_anchors: bool = False) -> tuple[list[Composed], int]:
        """The documents of a stretch, at least one, and where to go on: `stop`, or behind a `...`.

        The last one has a `fault` if the reading stopped in it. There is at most one document more than allowed.
        """
        text = self._text[start:stop]
        # libyaml does not count a byte order mark.
        shift = start + text.startswith(BYTE_ORDER_MARK)
        found: list[Composed] = []
        document = Composed(start)
        try:
            next_event: Callable[[], Any] = CParser(text).get_event
            while document.fault is None and len(found) <= MAX_DOCUMENTS:
                event = next_event()
                kind = event.__class__
                if kind is StreamEndEvent:
                    break
                if kind is DocumentStartEvent:
                    document = Composed(event.end_mark.index + shift if event.explicit else start)
                    found.append(document)
                    if not keep_anchors:
                        self.anchors = {}
                    self._read(next_event, shift, document)
        except YAMLError as error:
            if document.end and REST_OF_LINE.match(self._text, document.end):
                # libyaml wants `---` where YAML 1.2 lets a document begin without.
                return found, document.end
            document.broke(
                fault(error, text, start, shift, opening=document.opening, restore=self._restore), self._text
            )
        if document.fault:
            document.close()
        return found or [document], stop

    def _read(self, next_event: Callable[[], Any], shift: int, document: Composed) -> None:
        """Read one document up to its end event, or up to a cap."""
        restore, anchors, nodes = self._restore, self.anchors, self.nodes
        frames: list[_Frame] = []
        # The open collection, where it stands, and the key whose value comes next. `aside` says why that value is not
        # kept: a duplicate, a merge, or the value of a key that is none. The marks of such a value are left behind.
        data: Any = None
        path: Path = ()
        marks = document.marks
        is_mapping = False
        key: Any = None
        key_span = Span(document.start, document.start)
        aside: str | None = None
        merges: list[Merge] = []
        last = document.start
        new = tuple.__new__  # a third of the time that a named tuple takes to make itself
        try:
            while nodes <= MAX_NODES:
                event = next_event()
                kind = event.__class__
                is_key = is_mapping and key is None
                if kind is ScalarEvent:
                    start, end = event.start_mark.index + shift, event.end_mark.index + shift
                    value, style, tag, anchor = event.value, event.style, event.tag, event.anchor
                    written, size = _STYLES[style], 1
                    if tag is not None or anchor is not None:
                        start = min(self._behind_properties(start, tag, anchor), end)
                    elif start == end and not is_key:
                        # Nothing is written, for which libyaml points at what comes next.
                        if is_mapping:
                            start = end = self._behind_colon(key_span)
                        elif data is None:
                            start = end = document.start
                    if style in ("|", ">"):
                        end = self._block_end(start, end, value)
                    if restore:
                        value = value.translate(restore)
                    span = new(Span, (start, end))
                    if tag is not None:
                        fits, typed = tagged(tag, value)
                        if not fits:
                            self._refuse_tag(tag, event.start_mark.index + shift, document)
                        if not is_key:
                            value = typed
                    elif not style and not is_key:
                        if value in WORDS:
                            value = WORDS[value]
                        elif value[0] in STARTS:
                            value = number(value)
                    if anchor is not None:
                        anchors[anchor] = (value, 1)
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    start = event.start_mark.index + shift
                    if event.tag is not None or event.anchor is not None:
                        if event.tag is not None and event.tag not in _COLLECTION_TAGS[kind]:
                            self._refuse_tag(event.tag, start, document)
                        start = self._behind_properties(start, event.tag, event.anchor)
                        if event.anchor is not None:
                            anchors[event.anchor] = None
                    if len(frames) == MAX_DEPTH:
                        document.stop("too-deep", Span(start, start + 1), most=MAX_DEPTH)
                        return
                    value = {} if kind is MappingStartEvent else []
                    written = "flow" if event.flow_style else "block"
                    frames.append(
                        _Frame(data, path, marks, key, key_span, aside, merges, start, written, event.anchor, nodes)
                    )
                    if is_key or aside is not None:
                        marks = {}
                    elif is_mapping:
                        data[key] = value
                        path = (*path, key)
                    elif data is None:
                        document.data = value
                    else:
                        path = (*path, len(data))
                        data.append(value)
                    # Comes before the marks of what is inside, and is empty until the end is known.
                    marks[path] = Mark(None if key is None else key_span, Span(start, start), written)
                    data, is_mapping, key, aside, merges = value, value.__class__ is dict, None, None, []
                    nodes += 1
                    continue
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    frame = frames.pop()
                    if merges:
                        merge(merges, data, path, marks)
                    if event.start_mark.index != event.end_mark.index:
                        last = event.end_mark.index + shift
                    span = Span(frame.start, last)
                    marks[path] = Mark(None if frame.key is None else frame.key_span, span, frame.written)
                    value = data
                    if frame.anchor is not None:
                        anchors[frame.anchor] = (value, nodes - frame.nodes)
                    data, path, marks, key, key_span, aside, merges = frame[:7]
                    is_mapping = data.__class__ is dict
                    if not is_mapping:
                        continue
                    if key is None:
                        self._refuse_key(span, document)
                        key, key_span, aside = "", span, "no-key"
                        continue
                    if aside == "merge":
                        self._merge(value, key_span, span, merges, document)
                    key = aside = None
                    continue
                elif kind is AliasEvent:
                    span = Span(event.start_mark.index + shift, event.end_mark.index + shift)
                    written = "alias"
                    value, size = anchors.get(event.anchor) or (None, 1)
                    if anchors.get(event.anchor) is None:
                        why = "recursive-alias" if event.anchor in anchors else "unknown-alias"
                        document.complain(why, span, anchor=event.anchor)
                    if is_key and value.__class__ is not str:
                        document.complain("complex-key", span)
                        value, aside = "", "no-key"
                    if size > 1 and deeper(value, MAX_DEPTH - len(frames)):
                        document.stop("too-deep", span, most=MAX_DEPTH)
                        return
                elif kind is DocumentEndEvent:
                    document.end = event.end_mark.index + shift if event.explicit else 0
                    return
                else:
                    continue
                last = span.end
                if is_key:
                    key, key_span = value, span
                    if aside is None and key in data:
                        aside = "duplicate"
                        document.repeated(key, span, marks[(*path, key)].key)
                    elif key == "<<" and written == "plain":
                        aside = "merge"
                    continue
                nodes += size
                if is_mapping:
                    if aside is None:
                        inside = (*path, key)
                        data[key] = value
                        marks[inside] = new(Mark, (key_span, span, written))
                        if size > 1:
                            mark_shared(value, inside, span, marks)
                    elif aside == "merge":
                        self._merge(value, key_span, span, merges, document)
                    key = aside = None
                elif data is None:
                    document.data = value
                    marks[()] = Mark(None, span, written)
                else:
                    inside = (*path, len(data))
                    data.append(value)
                    marks[inside] = new(Mark, (None, span, written))
                    if size > 1:
                        mark_shared(value, inside, span, marks)
            document.stop("too-many-values", Span(max(last - 1, 0), last), most=f"{MAX_NODES:,}")
        finally:
            self.nodes = nodes
            document.opening = next((frame.start for frame in frames if frame.written == "flow"), -1)

    def _merge(self, value: Any, key: Span, span: Span, merges: list[Merge], document: Composed) -> None:
        """Keep what a merge key brings until its mapping has been read."""
        mappings = mappings_of(value)
        if mappings is not None:
            merges.append(Merge(mappings, key, span))
        elif value is not None:
            document.complain("merge", span if span.end > span.start else key)

    def _refuse_key(self, span: Span, document: Composed) -> None:
        """Note a collection that stands as a key; in two pairs of braces it was meant as a placeholder."""
        start, end = span.start - 1, span.end + 1
        if span.start and self._text[start : start + 2] == "{{" and self._text[end - 2 : end] == "}}":
            document.complain("placeholder", Span(start, end))
        else:
            document.complain("complex-key", span)

    def _refuse_tag(self, tag: str, start: int, document: Composed) -> None:
        """Note that a tag is not known or does not fit; its value begins at `start` with its tag or its anchor."""
        found = _TAG.search(self._text, start)
        span = Span(*found.span()) if found else Span(start, start + 1)
        document.complain("tag", span, tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def _behind_properties(self, start: int, tag: str | None, anchor: str | None) -> int:
        """Where a value itself starts behind its tag and its anchor."""
        for _ in range((tag is not None) + (anchor is not None)):
            found = _PROPERTY.match(self._text, start)
            start = found.end() if found else start
        return start

    def _behind_colon(self, key: Span) -> int:
        """Where the value of a key would begin: behind its colon if it has one."""
        found = _COLON.match(self._text, key.end)
        return found.end() if found else key.end

    def _block_end(self, start: int, end: int, value: str) -> int:
        """Where a `|` or `>` text ends: behind its last character that is not blank, or behind its header."""
        if value.strip("\n"):
            return start + len(self._text[start:end].rstrip(" \t\r\n"))
        header = _BLOCK_HEADER.match(self._text, start)
        return header.end() if header else end
