"""Which findings of a run are known, by a baseline file or by a revision, and what becomes of the file."""

import argparse
import os
from collections.abc import Sequence

from llm_project_lint import files
from llm_project_lint.baseline import Baseline, Entry, entries_of, read, written
from llm_project_lint.cli.configured import Configured
from llm_project_lint.discovery import File
from llm_project_lint.errors import UsageError
from llm_project_lint.identity import project_of
from llm_project_lint.model import Language, Report
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import safe_path
from llm_project_lint.tally import Tally
from llm_project_lint.texts.cli import TEXTS


class Known:
    """Takes out of reports what is known."""

    def __init__(self, parsed: argparse.Namespace, configured: Configured, found: Sequence[File]) -> None:
        """found: the files that are checked. Raises UsageError for a baseline or a revision that cannot be read."""
        self._language: Language = configured.language
        self._file: str = parsed.baseline
        self._writes: bool = parsed.write_baseline
        self._prunes: bool = parsed.prune_baseline
        self._new: list[Entry] = []
        self._entries: list[Entry] = []
        if (self._writes or self._prunes) and not self._file:
            option = "--write-baseline" if self._writes else "--prune-baseline"
            raise UsageError(TEXTS.say("needs-baseline", self._language, option=option))
        if self._file and parsed.new_since:
            raise UsageError(TEXTS.say("baseline-and-since", self._language))
        if parsed.new_since:
            self._baseline = _since(parsed.new_since, configured, found)
            return
        if self._file and not self._writes:
            try:
                self._entries = read(files.read(self._file, self._language), self._language)
            except UsageError as error:
                raise UsageError(self._of_file(error)) from error
        self._baseline = Baseline(self._entries)

    def take(self, report: Report, tally: Tally) -> Report:
        """A report without what is known, which is counted."""
        path = self._called(report.source.path)
        if self._writes:
            self._new += entries_of(report, path)
            known = Baseline(entries_of(report, path))
        else:
            known = self._baseline
        left, count = known.take(report, path)
        tally.known += count
        return left

    def end(self, tally: Tally) -> None:
        """Write the file if that is wanted; count the entries that stand for nothing any more."""
        stale = [] if self._writes else self._baseline.stale()
        if self._writes:
            self._write(self._new)
        elif self._prunes and stale:
            left = [*self._entries]
            for one in stale:
                left.remove(one)
            self._write(left)
        elif self._file:
            tally.stale += (
                f"{safe_path(one.identity.path)}: {one.identity.place} [{one.identity.rule}]" for one in stale
            )

    def _write(self, entries: list[Entry]) -> None:
        try:
            files.write(self._file, written(entries), self._language)
        except UsageError as error:
            raise UsageError(self._of_file(error)) from error

    def _of_file(self, error: UsageError) -> str:
        return TEXTS.say("of-path", self._language, path=printable(self._file), reason=error)

    def _called(self, path: str) -> str:
        """What entries call a file: seen from the folder of the baseline, so that it means the same everywhere."""
        if not self._file:
            return path
        folder = os.path.dirname(os.path.abspath(self._file))
        try:
            return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path


def _since(name: str, configured: Configured, found: Sequence[File]) -> Baseline:
    """What a revision knew of the files that are checked."""
    from llm_project_lint.cli.revision import Content, sides
    from llm_project_lint.git import Git

    git = Git(configured.language)
    now = []
    for file in found:
        try:
            now.append(Content(file.shown, files.read(file.path, configured.language)))
        except UsageError:
            continue  # the check says so
    compared = sides(git, git.revision(name), now, configured)
    entries = [
        entry
        for old, new in compared.pairs
        if old and new
        for entry in entries_of(old.judged.report, new.path, project_of(new.judged.report))
    ]
    return Baseline(entries, compared.same)
