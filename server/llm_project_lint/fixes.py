"""What is done with the fixes of findings: one as edits for an editor, all safe ones at once for `--fix`."""

from collections.abc import Sequence
from typing import NamedTuple

from llm_project_lint.edits import rewrite
from llm_project_lint.model import Change, Document, Edit, Fix, Path, Report, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.source import read_documents

MAX_TRIES = 200
"""Attempts to write a text, each of which reads the result and checks it."""
MAX_READ = 2**21
"""Characters of all attempts together; a file of a thousand lines has 50,000."""
OF_THE_FILE = frozenset({"syntax-error", "duplicate-key", "empty-file", "unknown-key", "invalid-value", "missing-key"})
"""Errors that a fix may not add. What rules say once a word can be read is no harm of the fix, but its purpose."""


class Budget:
    """How much may be read to make edits of single fixes, over a run.

    Each is made by reading its text again, so there is an end to it in a hostile file.
    """

    def __init__(self) -> None:
        self._left = MAX_READ

    def allows(self, report: Report) -> bool:
        """Whether the edits of one more fix may be made."""
        self._left -= len(report.source.text)
        return self._left >= 0


class Fixed(NamedTuple):
    """A text with its safe fixes applied. count: how many they were."""

    text: str
    count: int  # type: ignore[assignment]  # nobody counts the members of a pair


def edits_of(report: Report, fix: Fix) -> tuple[Edit, ...]:
    """The edits of one fix of a report; none if it cannot be made safely."""
    return rewrite(read_documents(report.source), [(report.document, change) for change in fix.changes]).edits


def fix_text(linter: Linter, source: Source) -> Fixed:
    """Apply the safe fixes of all documents of a text, and those that show up then, until none is left.

    Fixes after which a document would have more errors than before are left to a person, as are those that cannot be
    made safely.
    """
    fixer = _Fixer(linter, source)
    while fixer.round():
        pass  # mending a key shows the faults below it
    return Fixed(fixer.source.text, fixer.count)


class _Fixer:
    """A text while it is mended, with its reports."""

    def __init__(self, linter: Linter, source: Source) -> None:
        self.source = source
        self.count = 0
        self._linter = linter
        self._documents: Sequence[Document] = read_documents(source)
        self._reports = linter.check(source)
        self._tries = 0
        self._read = 0

    def round(self) -> bool:
        """Apply what can be applied of the fixes that the text has now; whether anything was."""
        fixes = _safe(self._reports)
        if not fixes:
            return False
        documents = self._documents
        good: list[tuple[int, Fix]] = []
        # All at once; halves of what is refused, down to single fixes.
        waiting = [fixes]
        while waiting and self._may_try():
            some = waiting.pop()
            if self._try(documents, [*good, *some]):
                good += some
            elif len(some) > 1:
                middle = len(some) // 2
                waiting += [some[middle:], some[:middle]]
        self.count += len(good)
        return bool(good)

    def _try(self, documents: Sequence[Document], fixes: Sequence[tuple[int, Fix]]) -> bool:
        """Make the fixes in the text of the documents, and keep the result if no document has more errors than now."""
        self._tries += 1
        self._read += len(self.source.text)
        after = rewrite(documents, [(index, change) for index, fix in fixes for change in fix.changes]).documents
        if not after:
            return False
        source = after[0].source
        reports = self._linter.check(source)
        if any(_errors(new) > _errors(old) for new, old in zip(reports, self._reports, strict=True)):
            return False
        self.source, self._documents, self._reports = source, after, reports
        return True

    def _may_try(self) -> bool:
        return self._tries < MAX_TRIES and self._read < MAX_READ


def _safe(reports: Sequence[Report]) -> list[tuple[int, Fix]]:
    """The first safe fix of every finding, with the index of its document. Of those for one place only the first."""
    found: list[tuple[int, Fix]] = []
    taken: set[tuple[int, Path]] = set()
    for report in reports:
        for finding in report.findings:
            fix = next((fix for fix in finding.fixes if fix.safe), None)
            if fix is None:
                continue
            places = {(report.document, place) for change in fix.changes for place in _places(change)}
            if taken.isdisjoint(places):
                taken |= places
                found.append((report.document, fix))
    return found


def _places(change: Change) -> tuple[Path, ...]:
    """The places that a change writes at."""
    return (change.path, (*change.path[:-1], change.value)) if change.kind == "rename" else (change.path,)


def _errors(report: Report) -> int:
    return sum(finding.rule in OF_THE_FILE for finding in report.findings)
