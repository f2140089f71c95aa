"""Where the formats of a run go: one to standard output, others into files."""

import os
import sys
from functools import partial
from typing import BinaryIO, NamedTuple, Self, cast

from llm_project_lint import files
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language, Report
from llm_project_lint.outputs import NAMES, Compare, Renderer, View, renderer
from llm_project_lint.outputs.printable import guarded, printable
from llm_project_lint.tally import Tally
from llm_project_lint.texts.cli import TEXTS

COMMAND = "llm-project-lint check"
_PIECE = 2**16
"""Bytes that are copied at once."""
COMMANDS = "github"
"""The format whose lines are to be taken as commands."""
FOR_PEOPLE = ("full", "concise")
"""Formats that name files as the command line does; others are read elsewhere."""


class Wanted(NamedTuple):
    """A format, and the file it goes to, "" for standard output."""

    name: str
    file: str


def formats(written: list[str] | None, file: str, language: Language) -> list[Wanted]:
    """What `--format` asks for, `full` where it does not. file: where that goes which has no file of its own.

    Raises UsageError for what is no format, and for two in one place.
    """
    found: list[Wanted] = []
    for text in written or ["full"]:
        name, colon, own = text.partition(":")
        if name not in NAMES:
            raise UsageError(_no_format(name, language))
        if colon and not own:
            raise UsageError(TEXTS.say("format-no-file", language, name=name))
        found.append(Wanted(name, own or file))
    for number, one in enumerate(found):
        if any(_same(one.file, other.file) for other in found[:number]):
            key = "formats-one-file" if one.file else "formats-standard-output"
            raise UsageError(TEXTS.say(key, language, file=printable(one.file)))
    return found


def _no_format(name: str, language: Language) -> str:
    key = "bad-choice" if name else "empty-choice"
    choices = TEXTS.say("separator", language).join(f"`{one}`" for one in NAMES)
    said = TEXTS.say(key, language, name="--format", value=printable(name), choices=choices)
    return f"{said}\n{TEXTS.say('see-help', language, command=COMMAND)}"


def _same(one: str, other: str) -> bool:
    return os.path.abspath(one) == os.path.abspath(other) if one and other else one == other


class Outputs:
    """The formats of one run, fed report by report; files are written when all is known."""

    def __init__(self, wanted: list[Wanted], view: View, compare: Compare) -> None:
        """view: how people want to read it; colour and columns are found out here. compare: as for `renderer`."""
        self._language: Language = view.language
        self._printed: list[tuple[str, Renderer]] = []
        self._written: list[tuple[str, Renderer, BinaryIO]] = []
        for name, file in wanted:
            made = renderer(name, _seen(view, name, file), compare)
            if file:
                self._written.append((file, made, _temporary()))
            else:
                self._printed.append((name, made))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for *_, aside in self._written:
            aside.close()

    def report(self, report: Report) -> None:
        """Say one report."""
        for name, format_ in self._printed:
            _print(name, format_.report(report))
        for _, format_, aside in self._written:
            aside.write(_encoded(format_.report(report)))

    def end(self, tally: Tally) -> None:
        """Say what it adds up to, and write the files. Raises UsageError for one that cannot be written."""
        for name, format_ in self._printed:
            _print(name, format_.end(tally))
        for file, format_, aside in self._written:
            aside.write(_encoded(format_.end(tally)))
            aside.seek(0)
            try:
                files.write(file, iter(partial(aside.read, _PIECE), b""), self._language)
            except UsageError as error:
                message = TEXTS.say("of-path", self._language, path=printable(file), reason=error)
                raise UsageError(message) from error


def _print(name: str, text: str) -> None:
    """Print a piece of a format. The log of a build takes no line of it as a command, unless that is its purpose."""
    sys.stdout.write(text if name == COMMANDS else guarded(text))


def _temporary() -> BinaryIO:
    """Where the text of a file waits until all is known, so that of ten thousand files none has to be kept."""
    import tempfile

    return cast("BinaryIO", tempfile.TemporaryFile())


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _seen(view: View, name: str, file: str) -> View:
    """The view of one format."""
    if name in FOR_PEOPLE:
        colour = colour_of(os.environ, not file and sys.stdout.isatty())
        return view._replace(colour=colour, columns=120 if file else columns())
    try:
        folder = os.getcwd()
    except FileNotFoundError:
        return view
    return view._replace(folder=folder)
