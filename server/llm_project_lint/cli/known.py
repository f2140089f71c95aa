"""Which findings of a run are known, by a baseline file or by a revision, and what becomes of the file."""

import argparse
import os
import sys
from collections.abc import Sequence

from llm_project_lint import files
from llm_project_lint.baseline import MOST_BYTES, Baseline, Entry, entries_of, read, written
from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.revision import Content, Then
from llm_project_lint.configuration.names import least_shown
from llm_project_lint.errors import UsageError
from llm_project_lint.git import Git
from llm_project_lint.identity import project_of
from llm_project_lint.model import Language, Report, Severity
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.tally import Tally
from llm_project_lint.texts.cli import TEXTS

BROKEN = "syntax-error"


class Known:
    """Takes out of reports what is known."""

    def __init__(self, parsed: argparse.Namespace, configured: Configured, now: Sequence[Content]) -> None:
        """now: the files that are checked, if a revision is asked for.

        Raises UsageError for a baseline or a revision that cannot be read, and for options that do not go together.
        """
        self._language: Language = configured.language
        self._configured = configured
        self._file: str = parsed.baseline
        self._writes: bool = parsed.write_baseline
        self._prunes: bool = parsed.prune_baseline
        self._least: Severity = least_shown(configured.fail_on)
        self._new: list[Entry] = []
        self._old: list[Entry] = []
        self._paths: dict[str, str] = {}
        self._broken: set[str] = set()
        self._refuse(parsed)
        if parsed.new_since:
            self._baseline = self._since(parsed.new_since, now, parsed.fix)
            return
        if self._file and (not self._writes or os.path.exists(self._file)):
            try:
                self._old = read(files.read(self._file, self._language, MOST_BYTES), self._language)
            except UsageError as error:
                raise UsageError(self._of_file(error)) from error
        self._baseline = Baseline(self._old)

    def take(self, report: Report, tally: Tally) -> Report:
        """A report without what is known, which is counted."""
        path = self._called(report.source.path)
        if self._file:
            self._paths[path] = report.source.path
            if any(one.rule == BROKEN for one in report.findings):
                self._broken.add(path)
        if self._writes:
            new = list(entries_of(report, path, self._least))
            self._new += new
            return Baseline(new).take(report, path)[0]
        left, count = self._baseline.take(report, path)
        tally.known += count
        return left

    def end(self, tally: Tally) -> None:
        """Write the file if that is wanted; count the entries that stand for nothing any more."""
        if self._writes:
            kept = [one for one in self._old if not self._is_judged(one)]
            self._write([*kept, *self._new])
            count = len(self._new)
            said = TEXTS.say("baseline-written", self._language, count=count, file=printable(self._file))
            print(said, file=sys.stderr)
            return
        stale = [one for one in self._baseline.left if self._file and self._is_judged(one)]
        if self._prunes and stale:
            left = [*self._old]
            for one in stale:
                left.remove(one)
            self._write(left)
        else:
            tally.stale += (
                f"{printable(one.identity.path)}: {printable(one.identity.place)} [{printable(one.identity.rule)}]"
                for one in stale
            )

    def _refuse(self, parsed: argparse.Namespace) -> None:
        if (self._writes or self._prunes) and not self._file:
            option = "--write-baseline" if self._writes else "--prune-baseline"
            raise UsageError(TEXTS.say("needs-baseline", self._language, option=option))
        for wrong, key in (
            (self._file and parsed.new_since, "baseline-and-since"),
            (self._writes and self._prunes, "write-and-prune"),
            (parsed.diff and (self._file or parsed.new_since), "diff-and-known"),
        ):
            if wrong:
                raise UsageError(TEXTS.say(key, self._language))

    def _is_judged(self, entry: Entry) -> bool:
        """Whether this run would have found what an entry stands for: its rule was asked of a file that could be read.

        What a file that is gone is known for is nowhere.
        """
        path, rule = entry.identity.path, entry.identity.rule
        shown = self._paths.get(path)
        if shown is None:
            return not os.path.lexists(os.path.join(os.path.dirname(os.path.abspath(self._file)), path))
        settings = self._configured.settings(shown)
        asked = settings.rules is None or rule in settings.rules or rule not in load_rulebook(settings.packs).rules
        return path not in self._broken and asked

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
        folder, name = os.path.split(os.path.abspath(path))
        base = os.path.realpath(os.path.dirname(os.path.abspath(self._file)))
        try:
            return os.path.relpath(os.path.join(os.path.realpath(folder), name), base).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path

    def _since(self, name: str, now: Sequence[Content], fixed: bool) -> Baseline:
        """What a revision knew of the files that are checked."""
        git = Git(self._language)
        sides = Then(git, git.revision(name)).sides(now, self._configured, fixed)
        for path in sides.elsewhere:
            said = TEXTS.say("elsewhere", self._language, file=printable(path))
            print(said, file=sys.stderr)
        entries = [
            entry
            for old, new in sides.pairs
            if old and new
            for entry in entries_of(old.judged.report, new.path, self._least, project_of(new.judged.report))
        ]
        return Baseline(entries, sides.same)
