"""What a text is made of, by place: its keys, its scalars, and its comments. YAML's reader keeps no comments."""

import re
from bisect import bisect_right
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Span

Kind: TypeAlias = Literal["key", "scalar"]
_SCALARS = ("plain", "single", "double", "literal", "folded")
_COMMENT = re.compile(r"(?<![^\s\ufeff])#|[\r\n]")
"""What comes first in the rest of a line: a comment, or the end of it."""


class Stretch(NamedTuple):
    """A key or a scalar that is written."""

    span: Span
    kind: Kind


class Written:
    """All keys and scalars of a text that could be read, in its order."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._text = snapshot.buffer.text
        self._line_starts = snapshot.buffer.source.line_starts
        found: list[tuple[Span, Kind]] = []
        for one in snapshot.documents:
            for key, value, style in one.marks.values():
                if key and key != value:  # what an alias brings in has its place for both
                    found.append((key, "key"))
                if style in _SCALARS and value.end > value.start:
                    found.append((value, "scalar"))
        found.sort()
        self._stretches = found
        self._starts = [span.start for span, _ in found]
        self._comments: dict[int, int] = {}

    def at(self, offset: int) -> Stretch | None:
        """The key or scalar that holds the character at an offset."""
        stretch = self._before(offset)
        return stretch if stretch and offset < stretch.span.end else None

    def in_comment(self, offset: int) -> bool:
        """Whether the character at an offset belongs to a comment."""
        stretch = self._before(offset)
        if stretch and offset < stretch.span.end:
            return False
        line = self._line_starts[max(bisect_right(self._line_starts, offset) - 1, 0)]
        start = max(line, stretch.span.end) if stretch else line
        # Kept, so that a line of a thousand addresses is not searched a thousand times.
        if start not in self._comments:
            found = _COMMENT.search(self._text, start)
            self._comments[start] = found.start() if found and found.group() == "#" else len(self._text)
        return self._comments[start] <= offset

    def _before(self, offset: int) -> Stretch | None:
        """The last key or scalar that begins at an offset or before it."""
        number = bisect_right(self._starts, offset)
        return Stretch(*self._stretches[number - 1]) if number else None
