"""`check`: find the files, check them, print the reports as they come, and say with the exit code how it went."""

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Iterator

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.cli.parser import WAIVED
from llm_project_lint.cli.work import Job, Result, run, side_by_side
from llm_project_lint.configuration.names import least_shown
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs import Renderer, View, renderer
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import STDIN as STDIN_PATH
from llm_project_lint.tally import Tally
from llm_project_lint.texts.cli import TEXTS

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
    tally = Tally()
    if STDIN in parsed.paths:
        job = Job(configured.settings(parsed.stdin_filename), parsed.fix, parsed.diff)
        results: Iterable[Result] = [_standard_input(parsed, job, language)]
        count = 1
    else:
        found = discovery.find(parsed.paths, language)
        for path, reason in found.faults:
            _complain(path, reason, tally, language)
        if not found.files and not found.faults:
            folders = TEXTS.say("separator", language).join(printable(path) for path in found.empty)
            raise UsageError(TEXTS.say("no-file", language, folder=folders))
        count = len(found.files)
        # One for all files under one configuration: of five thousand nobody needs a copy each.
        shared: dict[int, Job] = {}
        jobs = []
        for file in found.files:
            settings = configured.settings(file.path)
            jobs.append(shared.setdefault(id(settings), Job(settings, parsed.fix, parsed.diff)))
        results = side_by_side(found.files, jobs, _jobs(parsed.jobs, count, language))
    if parsed.diff:
        changed = _diff(results, tally, language)
        if tally.failed:
            return 2
        return int(changed and not parsed.exit_zero)
    to_file = bool(parsed.output_file)
    view = View(
        language,
        least_shown(configured.fail_on) if configured.show == WAIVED else configured.show,
        configured.show == WAIVED,
        parsed.statistics,
        parsed.quiet,
        colour_of(os.environ, not to_file and sys.stdout.isatty()),
        120 if to_file else columns(),
    )
    if not parsed.quiet:
        results = _watched(results, count, language)
    texts = _texts(results, renderer(parsed.format, view), tally, language)
    if to_file:
        text = "".join(texts)
        try:
            files.write(parsed.output_file, text.encode("utf-8", "backslashreplace"), language)
        except UsageError as error:
            raise UsageError(
                TEXTS.say("of-path", language, path=printable(parsed.output_file), reason=error)
            ) from error
    else:
        for text in texts:
            sys.stdout.write(text)
    if tally.failed:
        return 2
    return 1 if tally.at_least(configured.fail_on) and not parsed.exit_zero else 0


def _texts(results: Iterable[Result], format_: Renderer, tally: Tally, language: Language) -> Iterator[str]:
    """The text of the run, piece by piece; counts on the way."""
    for number, result in enumerate(results, 1):
        if result.fault:
            _complain(result.path, result.fault, tally, language)
            continue
        tally.files += 1
        tally.fixed += result.fixed
        tally.fixable += result.fixable
        for report in result.reports:
            tally.add(report)
            yield format_.report(report)
        if number == 1:
            gc.freeze()  # what the first file loaded stays: no collection need look at it
        elif number % COLLECT_EVERY == 0:
            gc.collect(0)
    yield format_.end(tally)


def _diff(results: Iterable[Result], tally: Tally, language: Language) -> bool:
    """Print what `--fix` would change; whether that is anything."""
    changed = False
    for result in results:
        if result.fault:
            _complain(result.path, result.fault, tally, language)
        changed = changed or result.fixed > 0
        sys.stdout.write(result.diff)
    return changed


def _standard_input(parsed: argparse.Namespace, job: Job, language: Language) -> Result:
    if parsed.paths != [STDIN]:
        raise UsageError(TEXTS.say("stdin-alone", language))
    name = parsed.stdin_filename or STDIN_PATH
    result = run(job, name, sys.stdin.buffer.read(files.MOST_BYTES))
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
