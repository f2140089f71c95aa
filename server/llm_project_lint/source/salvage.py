"""What can still be read of a broken document: each of its top-level sections on its own."""

import re
from itertools import islice, pairwise

from llm_project_lint.model import Span
from llm_project_lint.source.characters import LINE_START, SEPARATOR
from llm_project_lint.source.compose import Composer
from llm_project_lint.source.composed import Composed

MAX_SECTIONS = 100
"""Sections of one document that are read on their own; the format has a dozen."""
_SECTION = re.compile(LINE_START + r"""(?:[^\W\d][\w.-]*|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*:(?=[ \t\r\n]|\Z)""")
_DIRECTIVE = re.compile(rf"{LINE_START}%")


def end_of(text: str, document: Composed, start: int) -> tuple[int, int]:
    """Where the broken document of a stretch that begins at `start` ends, and where to go on reading.

    That is at the next `---`, or behind the next `...`.
    """
    end = SEPARATOR.search(text, max(document.start, start + 1))
    if end and end.group() == "---" and not document.marks and _DIRECTIVE.search(text, document.start, end.start()):
        # The directives before a document are what is broken; the document itself follows.
        end = SEPARATOR.search(text, end.end())
    if end is None:
        return len(text), len(text)
    return end.start(), end.start() if end.group() == "---" else end.end()


def salvage(composer: Composer, document: Composed, text: str, end: int) -> None:
    """Read each section of a broken document on its own, up to `end`; keep what can be read, and a fault of each."""
    root = document.marks.get(())
    starts = [found.start() for found in islice(_SECTION.finditer(text, document.start, end), MAX_SECTIONS)]
    if document.fault is None or not starts or (root is not None and root.style == "flow"):
        return
    faults = [document.fault] if document.fault.span.start < starts[0] else []
    document.restart(Span(starts[0], starts[0]))
    composer.anchors = {}
    for start, stop in pairwise([*starts, end]):
        part = composer.documents(start, stop, keep_anchors=True)[0][0]
        if part.fault:
            faults.append(part.fault)
            # Of the values that it left open nothing can be repeated.
            composer.anchors = {name: value for name, value in composer.anchors.items() if value}
        if isinstance(part.data, dict):
            _adopt(document, part)
        if part.fault and part.fault.text == "too-many-values":
            break
    document.close()
    if faults:
        document.fault = faults[0]
        for fault in faults[1:]:
            document.note(fault)


def _adopt(document: Composed, part: Composed) -> None:
    """Add the data of one section; where its key stands already, the first one counts."""
    new = part.data.keys() - document.data.keys()
    for key, value in part.data.items():
        if key in new:
            document.data[key] = value
        elif span := part.marks[(key,)].key:
            document.repeated(key, span, document.marks[(key,)].key)
    document.marks.update({path: mark for path, mark in part.marks.items() if path and path[0] in new})
    for problem in part.problems:
        # An anchor that is not known may stand in what could not be read.
        if problem.text != "unknown-alias":
            document.note(problem)
