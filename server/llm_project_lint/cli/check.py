"""`check`: find the files, check them, print the reports as they come, and say with the exit code how it went."""

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.outputs import Outputs, formats
from llm_project_lint.cli.parser import WAIVED
from llm_project_lint.cli.work import Job, Result, compared, run, side_by_side
from llm_project_lint.configuration.names import least_shown
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language, Report
from llm_project_lint.outputs import View
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import STDIN as STDIN_PATH
from llm_project_lint.tally import Tally
from llm_project_lint.texts.cli import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.cli.known import Known
    from llm_project_lint.comparison.decision import Decision

STDIN = "-"
FILES_PER_PROCESS = 200
"""Files from which a second process pays for its start."""
PROGRESS_FROM = 200
"""Files from which a person would wonder what is going on."""
COLLECT_EVERY = 200
"""Files between two collections of what reading leaves behind, so that memory stays flat."""


def check(parsed: argparse.Namespace, language: Language) -> int:
    """Run the command; returns 0, 1 or 2. Raises UsageError for what cannot be done."""
    if parsed.fix and parsed.diff:
        raise UsageError(TEXTS.say("diff-and-fix", language))
    configured = Configured(parsed, language)
    language = configured.language
    wanted = formats(parsed.format, parsed.output_file, language)
    tally = Tally()
    if STDIN in parsed.paths:
        job = Job(configured.settings(parsed.stdin_filename), parsed.fix, parsed.diff)
        configured.check_names()
        name, data = _standard_input(parsed, language)
        known = _known(parsed, configured, [(name, data)])
        results: Iterable[Result] = [_piped(parsed, job, name, data)]
        settings_of = {name: job.settings}
        count = 1
    else:
        found = discovery.find(parsed.paths, language)
        for path, reason in found.faults:
            _complain(path, reason, tally, language)
        if not found.files and not found.faults:
            configured.check_names()
            folders = TEXTS.say("separator", language).join(printable(path) for path in found.empty)
            raise UsageError(TEXTS.say("no-file", language, folder=folders))
        count = len(found.files)
        # One for all files under one configuration: of five thousand nobody needs a copy each.
        shared: dict[int, Job] = {}
        jobs = []
        for file in found.files:
            settings = configured.settings(file.path)
            jobs.append(shared.setdefault(id(settings), Job(settings, parsed.fix, parsed.diff)))
        configured.check_names()
        known = _known(parsed, configured, _contents(found.files, language))
        settings_of = {file.shown: job.settings for file, job in zip(found.files, jobs, strict=True)}
        results = side_by_side(found.files, jobs, _jobs(parsed.jobs, count, language))
    if parsed.diff:
        changed = _diff(results, tally, language)
        if tally.failed:
            return 2
        return int(changed and not parsed.exit_zero)
    show = configured.show
    view = View(
        language,
        least_shown(configured.fail_on) if show == WAIVED else show,
        show == WAIVED,
        parsed.statistics,
        parsed.quiet,
        fail_on=configured.fail_on,
        rule=configured.rule,
    )
    if not parsed.quiet:
        results = _watched(results, count, language)
    undecoded: set[str] = set()

    def compare(report: Report) -> "Decision":
        path = report.source.path
        return compared(settings_of[path], report, path in undecoded, count)

    with Outputs(wanted, view, compare) as outputs:
        for result in _told(results, tally, language):
            if result.undecoded:
                undecoded.add(result.path)
            for report in result.reports:
                left = known.take(report, tally) if known else report
                tally.add(left)
                outputs.report(left)
        if known:
            known.end(tally)
        outputs.end(tally)
    if tally.failed:
        return 2
    return 1 if tally.at_least(configured.fail_on) and not parsed.exit_zero else 0


def _told(results: Iterable[Result], tally: Tally, language: Language) -> Iterator[Result]:
    """What could be read, counted on the way; of what could not, standard error says why."""
    for number, result in enumerate(results, 1):
        if result.fault:
            _complain(result.path, result.fault, tally, language)
            continue
        tally.files += 1
        tally.fixed += result.fixed
        tally.fixable += result.fixable
        yield result
        if number == 1:
            gc.freeze()  # what the first file loaded stays: no collection need look at it
        elif number % COLLECT_EVERY == 0:
            gc.collect(0)


def _diff(results: Iterable[Result], tally: Tally, language: Language) -> bool:
    """Print what `--fix` would change; whether that is anything."""
    changed = False
    for result in results:
        if result.fault:
            _complain(result.path, result.fault, tally, language)
        changed = changed or result.fixed > 0
        sys.stdout.write(result.diff)
    return changed


def _known(parsed: argparse.Namespace, configured: Configured, now: Iterable[tuple[str, bytes]]) -> "Known | None":
    """What takes out what is known, if anything is asked to. now: the files that are checked."""
    if not (parsed.baseline or parsed.new_since or parsed.write_baseline or parsed.prune_baseline):
        return None
    from llm_project_lint.cli.known import Known
    from llm_project_lint.cli.revision import Content

    return Known(parsed, configured, [Content(*one) for one in now] if parsed.new_since else ())


def _contents(found: Iterable[discovery.File], language: Language) -> Iterator[tuple[str, bytes]]:
    for file in found:
        with suppress(UsageError):  # the check says so
            yield file.shown, files.read(file.path, language)


def _standard_input(parsed: argparse.Namespace, language: Language) -> tuple[str, bytes]:
    """What standard input is called, and holds."""
    if parsed.paths != [STDIN]:
        raise UsageError(TEXTS.say("stdin-alone", language))
    return parsed.stdin_filename or STDIN_PATH, sys.stdin.buffer.read(files.MOST_BYTES)


def _piped(parsed: argparse.Namespace, job: Job, name: str, data: bytes) -> Result:
    result = run(job, name, data)
    if parsed.fix:
        # The repaired text takes the place of the output, as for every filter; what is left to say goes beside it.
        sys.stdout.buffer.write(result.data)
        sys.stdout.flush()
        sys.stdout = sys.stderr
    return result


def _jobs(text: str, count: int, language: Language) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise UsageError(TEXTS.say("bad-jobs", language, text=printable(text)))
    if int(text):
        return min(int(text), max(count, 1))
    if count < 2 * FILES_PER_PROCESS:
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
               count // FILES_PER_PROCESS)  # fmt: skip


def _complain(path: str, reason: str, tally: Tally, language: Language) -> None:
    tally.unread.append((path, reason))
    message = TEXTS.say("of-path", language, path=printable(path), reason=reason)
    print(TEXTS.say("failed", language, message=message), file=sys.stderr)


def _watched(results: Iterable[Result], count: int, language: Language) -> Iterator[Result]:
    """The results, with a bar on the terminal while there are many; it leaves nothing behind."""
    if count < PROGRESS_FROM or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    # A report on the same terminal is printed above the bar, one on its way elsewhere goes there untouched.
    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        yield from progress.track(results, total=count, description=TEXTS.say("progress", language))
