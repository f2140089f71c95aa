"""What is done with one file, and how many files are done side by side."""

import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from llm_project_lint import files
from llm_project_lint.discovery import File
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Report
from llm_project_lint.outputs.printable import guarded, printable
from llm_project_lint.pipeline import Linter
from llm_project_lint.settings import Settings
from llm_project_lint.source import decode, encode
from llm_project_lint.texts.cli import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.comparison.decision import Decision


class Job(NamedTuple):
    """What to do with a file."""

    settings: Settings
    fix: bool = False
    diff: bool = False


class Result(NamedTuple):
    """What came of one file.

    reports: of its text as it is afterwards. fixed: findings that safe fixes answered.
    fixable: those they would answer.
    diff: what they changed, as a unified diff. data: the bytes it holds afterwards.
    undecoded: its bytes are no text that can be read in full.
    fault: why it could not be read, or not be written, "" if it could.
    """

    path: str
    reports: tuple[Report, ...] = ()
    fixed: int = 0
    fixable: int = 0
    diff: str = ""
    data: bytes = b""
    undecoded: bool = False
    fault: str = ""


@lru_cache(16)
def _linter(settings: Settings) -> Linter:
    """A process checks all files under the same settings with one linter, which holds the compiled conditions."""
    return Linter(settings)


def run(job: Job, path: str, data: bytes) -> Result:
    """Check the bytes of one file; with `fix` or `diff`, repair them first. Writes nothing."""
    linter = _linter(job.settings)
    source, problems = decode(path, data)
    reports = tuple(linter.check(source, problems))
    if problems or not any(fix.safe for report in reports for finding in report.findings for fix in finding.fixes):
        return Result(path, reports, data=data, undecoded=bool(problems))
    from llm_project_lint.fixes import fix_text

    fixed = fix_text(linter, source)
    if not (job.fix or job.diff) or not fixed.count:
        # What can be repaired is known only once it has been tried.
        return Result(path, reports, fixable=fixed.count, data=data)
    repaired = encode(fixed.text, data)
    diff = _diff(printable(path), source.text, fixed.text) if job.diff else ""
    return Result(path, tuple(linter.check(decode(path, repaired)[0])), fixed.count, diff=diff, data=repaired)


def compared(settings: Settings, report: Report, undecoded: bool, files: int) -> "Decision":
    """The four approaches side by side, for the project of a report. files: how many the time is shared by.

    undecoded: the text could not be decoded, so it is not what its author wrote, and nothing is compared.
    """
    from llm_project_lint.comparison.decision import Decision, decision_of
    from llm_project_lint.comparison.flips import MOST_TRIES
    from llm_project_lint.source import read_documents

    if undecoded:
        return Decision(report, faults=report.findings)
    linter, documents = _linter(settings), read_documents(report.source)
    return decision_of(linter, linter.judge(documents[report.document])[0], MOST_TRIES // (files * len(documents)))


def run_file(job: Job, file: File) -> Result:
    """Check one file on disk, and write it if it was repaired."""
    try:
        data = files.read(file.path, job.settings.language)
        result = run(job, file.shown, data)
        if job.fix and result.fixed:
            if files.read(file.path, job.settings.language) != data:
                raise UsageError(TEXTS.say("changed-meanwhile", job.settings.language))
            files.write(file.path, result.data, job.settings.language)
    except UsageError as error:
        return Result(file.shown, fault=str(error))
    return result._replace(data=b"")


def side_by_side(found: Iterable[File], jobs: Sequence[Job], processes: int) -> Iterator[Result]:
    """The results in the order of the files, made by as many processes as asked for. jobs: what to do with each."""
    if processes < 2:
        yield from map(run_file, jobs, found)
        return
    import multiprocessing
    import sys
    from concurrent.futures import ProcessPoolExecutor

    # A forked process has the rules at hand; elsewhere it must load them anew.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    for job in jobs[:1]:
        _linter(job.settings)
    with ProcessPoolExecutor(processes, context, _leave_interrupts) as pool:
        try:
            yield from pool.map(run_file, jobs, found, chunksize=20)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """Ctrl-C is answered once, by the process that started the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _diff(path: str, before: str, after: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm="")
    return guarded("".join("\n".join(map(printable, line.split("\n"))) + "\n" for line in lines))


def _lines(text: str) -> list[str]:
    *lines, last = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines
