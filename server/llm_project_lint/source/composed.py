"""One document while it is read."""

from typing import Any

from llm_project_lint.model import Mark, Path, Problem, Span

MAX_DEPTH = 100
"""Levels of nesting; the scanner needs quadratic time for flow collections, so it must not go deeper."""
MAX_PROBLEMS = 100
"""Faults of one document that are told; nobody mends more of them in one go."""


class Composed:
    """What is known of a document so far.

    start: behind its `---`; end: behind its `...`, 0 while there is none. opening: where the outermost flow collection
    begins that was open when the reading ended, -1 for none. fault: what stopped the reading.
    """

    __slots__ = ("data", "end", "fault", "marks", "opening", "problems", "start")

    def __init__(self, start: int) -> None:
        self.data: Any = None
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Problem] = []
        self.start = start
        self.end = 0
        self.opening = -1
        self.fault: Problem | None = None

    @property
    def span(self) -> Span:
        """Where its data stands; an empty span at its start where there is none."""
        return self.marks[()].value if self.marks else Span(self.start, self.start)

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return self.fault is None and self.span.start == self.span.end

    def complain(self, kind: str, span: Span, **values: Any) -> None:
        """Note a fault that does not stop the reading."""
        self.note(Problem("syntax-error", span, kind, values))

    def stop(self, kind: str, span: Span, **values: Any) -> None:
        """Note the fault that stops the reading; one that was noted before is still told."""
        if self.fault:
            self.note(self.fault)
        self.fault = Problem("syntax-error", span, kind, values)

    def broke(self, fault: Problem, text: str) -> None:
        """Note the fault that stops the parser; what stands behind a placeholder is no fault of its own."""
        last = self.problems[-1] if self.problems else fault
        if last.text == "placeholder" and fault.text == "behind-value":
            between = text[last.span.end : fault.span.start]
            fault = fault if between.strip() else self.problems.pop()
        self.fault = fault

    def repeated(self, key: str, span: Span, first: Span | None) -> None:
        """Note that a key stands a second time."""
        self.note(Problem("duplicate-key", span, "duplicate-key", {"key": key}, (first,) if first else ()))

    def note(self, problem: Problem) -> None:
        """Keep a fault, unless there are enough."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def restart(self, root: Span) -> None:
        """Forget what was read, and begin again with an empty block mapping."""
        self.data, self.problems = {}, []
        self.marks = {(): Mark(None, root, "block")}

    def close(self) -> None:
        """Let the collections that were open when the reading stopped end where the last value in the text does."""
        end = max((mark.value.end for mark in self.marks.values()), default=self.start)
        for path, mark in reversed(list(self.marks.items())):
            if _is_open(mark):
                end = max(end, mark.value.start + 1)
                self.marks[path] = mark._replace(value=Span(mark.value.start, end))


def _is_open(mark: Mark) -> bool:
    """Whether it marks a collection whose end has not been read."""
    return mark.style in ("block", "flow") and mark.value.start == mark.value.end
