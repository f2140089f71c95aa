"""What may be written at an offset of any text, however half-typed or broken.

Nothing is parsed: only lines around the offset are looked at, by their indentation, since the answer must be there
before the next key is pressed. What stands deeper than a key belongs to it, brackets closed or not; so a bracket that
somebody forgot spoils nothing but its own value.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from llm_project_lint.lsp.completion.flow import CLOSED, QUOTED, Context, Slot, flow_context, flow_end
from llm_project_lint.lsp.completion.lines import NO_WORD, Lines, Step
from llm_project_lint.model import Source, Span

_COMMENT = re.compile(r"(?<=[ \t])#")
_TOP = -1
"""The column of the document, in which all else stands."""


class _Around(NamedTuple):
    """What a place stands in. step: the innermost key or dash. begun: where its value begins, if above the line."""

    path: tuple[str, ...]
    step: Step
    begun: int | None


def context_at(source: Source, offset: int) -> Context | None:
    """What may be written at an offset; None where nothing of ours may: in comments, behind values, in broken lines."""
    return _Reader(source, offset).read()


def indentation_at(source: Source, offset: int) -> int:
    """How far the document around an offset indents."""
    return Lines(source, offset).indentation()


class _Reader(Lines):
    """Reads the lines around an offset."""

    def __init__(self, source: Source, offset: int) -> None:
        super().__init__(source, offset)
        self._offset = offset
        self._line = self.line_at(self.number)

    def read(self) -> Context | None:
        """What may be written."""
        line, text, offset = self._line, self.text, self._offset
        if not line.start <= offset <= line.end or self.ends(line.start) or text.startswith("%", line.start):
            return None
        blank = line.first == line.end
        column = offset - line.start if blank else line.column
        outer = self._around(column, bool(line.steps) and line.steps[0].dash)
        path: tuple[str, ...] = ()
        begun: int | None = None
        for step in outer:
            path += (step.name,) if step.name else ()
            begun = self._begun(step)
            if begun is not None and text[begun] in "{[":
                return flow_context(text, Span(begun, self._reach(step)), offset, path)
            if begun is not None and not self._is_block(begun, step):
                return None
        if steps := self._left_open(column):
            start, _ = self.node(steps[-1].after, len(text))
            inside = (*path, *(step.name for step in steps if step.column >= column))
            return flow_context(text, Span(start, self._reach(steps[-1])), offset, inside)
        return self._in_block(_Around(path, outer[-1], begun))

    # -- the line of the offset ---------------------------------------------------------------------------------------

    def _in_block(self, around: _Around) -> Context | None:
        """What may be written in a line that is not inside of brackets or a text."""
        line, text, offset = self._line, self.text, self._offset
        for step in line.steps:
            if not step.dash and offset <= step.span.end:
                found = self._word("key", step.span, around)
                return found._replace(keyed=True) if found else None
            if offset < step.after:
                return None
            around = _Around((*around.path, step.name), step, None)
        own = around.step.number == self.number
        key = own and not around.step.dash
        start, marked = self.node(around.step.after if key else line.content, line.end)
        if marked and offset < start:
            return None
        if key and text[start : start + 1] not in ("{", "[") and self._next(self.number + 1, around.step) is not None:
            return None  # the value is below, or goes on there
        if start == line.end or (key and text[start] == "#" and offset < start):
            return self._context("value" if key else "start", offset, Span(offset, offset), around)
        return self._word("value" if key else "start", Span(start, line.end), around)

    def _word(self, slot: Slot, span: Span, around: _Around) -> Context | None:
        """In what begins a span: a key, a word, a text in quotes, or something in brackets."""
        text, offset, (start, end) = self.text, self._offset, span
        if offset < start or text[start] in NO_WORD:
            return None
        if text[start] in "{[":
            if offset == start:
                return None
            return flow_context(text, Span(start, self._reach(around.step)), offset, around.path)
        if quoted := QUOTED.match(text, start, end):
            closed = CLOSED.fullmatch(quoted.group()) is not None
            if not start < offset <= quoted.end() - closed:
                return None
            found = self._context(slot, start, Span(start + 1, quoted.end() - closed), around)
            return found._replace(quote=text[start], closed=closed, lead="") if found else None
        comment = _COMMENT.search(text, start, end)
        if comment and offset >= comment.start():
            return None
        # Blanks behind a word belong to it, since it may go on behind them.
        word = text[start : comment.start() if comment else end].rstrip(" \t")
        return self._context(slot, start, Span(start, max(start + len(word), offset)), around)

    def _context(self, slot: Slot, start: int, span: Span, around: _Around) -> Context | None:
        """What may be written at a place of the line. start: of what stands there. span: of what is typed."""
        parent, own = around.step, around.step.number == self.number
        lead = " " if own and parent.after == start else ""
        column = start - self._line.start + (bool(lead) and slot == "start")
        if slot != "value" and not self._fits(column, around):
            return None
        dash = parent.column if parent.dash else column
        return Context(
            around.path,
            slot,
            span,
            lambda values: frozenset(self._values(dash) if values else self._keys(column, own)),
            column=column,
            lead=lead,
            began=around.begun is not None,
            listed=self._listed(around),
            step=0 if own or parent.dash or parent.column < 0 else column - parent.column,
        )

    # -- what it stands in --------------------------------------------------------------------------------------------

    def _around(self, column: int, dash: bool) -> list[Step]:
        """The document, and the keys and dashes above the line that a column stands in, the outermost first."""
        found: list[Step] = []
        number = self.number
        while column > 0 or dash:
            for line in self.lines(number - 1, -1, column if dash else column - 1, dash):
                # A list may stand in the column of its key.
                steps = [step for step in line.steps if step.column < column or (dash and step.column == column)]
                steps = [step for step in steps if not (step.dash and step.column == column)]
                if steps:
                    break
            else:
                break
            found += reversed(steps)
            number, column, dash = steps[0].number, steps[0].column, steps[0].dash
        return [Step("", _TOP, self.first_line() - 1, Span(0, 0), 0), *found[::-1]]

    def _left_open(self, column: int) -> tuple[Step, ...]:
        """The steps above to a bracket that is open at the line, although that is not indented enough.

        It is only believed to be if it is closed below. Otherwise somebody has just opened or forgotten it.
        """
        above = next(self.lines(self.number - 1, -1, column), None)
        if above is None or not above.steps:
            return ()
        step = above.steps[-1]
        start, _ = self.node(step.after, above.end)
        if self.text[start : start + 1] not in ("{", "["):
            return ()
        closed = flow_end(self.text, Span(start, self._reach(step)))
        return above.steps if closed is not None and closed > self._offset else ()

    def _begun(self, step: Step) -> int | None:
        """Where the value of a step begins, if it does above the line of the offset."""
        if step.column > _TOP:
            end = self.line_at(step.number).end
            start, _ = self.node(step.after, end)
            if start < end and self.text[start] != "#":
                return start
        return self._next(step.number + 1, step, self.number)

    def _is_block(self, start: int, step: Step) -> bool:
        """Whether the value of a step is a collection without brackets; a stray word below is nobody's value."""
        line = self.line_at(bisect_right(self.starts, start) - 1)
        if line.start > step.after or step.column == _TOP:
            return self.text[start] not in "\"'" or bool(line.steps)
        return step.dash and any(one.span.start == start for one in line.steps)

    def _next(self, number: int, step: Step, before: int | None = None) -> int | None:
        """Where the value of a step begins in the lines from a number on."""
        for at in range(number, len(self.starts) if before is None else before):
            if self.text.startswith(("\n", "\r"), self.starts[at]):
                continue
            line = self.line_at(at)
            if self.ends(line.start):
                return None
            if line.first < line.end and self.text[line.first] != "#":
                listed = bool(line.steps) and line.steps[0].dash and not step.dash
                return line.first if line.column > step.column - listed else None
        return None

    def _fits(self, column: int, around: _Around) -> bool:
        """Whether a key or entry at a column stands in line with the others there, and takes in none of them."""
        if around.begun is not None and around.begun - self._start_of(around.begun) != column:
            return False
        below = self._next(self.number + 1, around.step)
        if below is None:
            return True
        others = below - self._start_of(below)
        if self._line.content < self._line.end:
            return others >= column  # what is deeper below a word that is there belongs to that
        return others == column and self.text[below] not in "{["

    def _listed(self, around: _Around) -> bool | None:
        """Whether what the same value holds above or below are entries of a list; None where it holds nothing else."""
        other = self._next(self.number + 1, around.step) if around.begun is None else around.begun
        if other is None:
            return None
        steps = self.line_at(bisect_right(self.starts, other) - 1).steps
        return any(step.dash and step.span.start == other for step in steps)

    def _start_of(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def _reach(self, step: Step) -> int:
        """Up to where the brackets of a value reach, if nobody closes them."""
        deeper = " " * (step.column + 1)
        for number in range(self.number + 1, len(self.starts)):
            start = self.starts[number]
            if self.ends(start):
                return start
            if not self.text.startswith(deeper, start):
                line = self.line_at(number)
                if line.first < line.end and self.text[line.first] not in "#]}":
                    return start
        return len(self.text)

    # -- what stands beside it ----------------------------------------------------------------------------------------

    def _keys(self, column: int, begins: bool) -> Iterator[str]:
        """The other keys at a column. begins: the line begins the entry of a list, above it are others."""
        for line in () if begins else self.lines(self.number - 1, -1, column):
            yield from (step.name for step in line.steps if step.column == column and not step.dash)
            if line.column < column:
                break
        for line in self.lines(self.number + 1, 1, column):
            if line.column < column:
                break
            yield from (step.name for step in line.steps if step.column == column and not step.dash)

    def _values(self, column: int) -> Iterator[str]:
        """The words behind the other dashes at a column."""
        for way in (-1, 1):
            for line in self.lines(self.number + way, way, column):
                if line.column < column or not line.steps or not line.steps[0].dash:
                    break
                comment = _COMMENT.search(self.text, line.content, line.end)
                yield self.text[line.content : comment.start() if comment else line.end].strip(" \t\"'")
