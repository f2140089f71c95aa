"""The one project file that a command is about."""

import sys

from llm_project_lint import discovery, files
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import STDIN as STDIN_PATH
from llm_project_lint.texts.cli import TEXTS

STDIN = "-"
MOST_NAMED = 5
"""Files that are named where one has to be chosen."""


def read_project(path: str, language: Language) -> tuple[str, str, bytes]:
    """The file: its path, its name as it is printed, and its bytes.

    path: a file, or a folder with one project file; "" for this folder, "-" for standard input. Raises UsageError.
    """
    if path == STDIN:
        return "", STDIN_PATH, sys.stdin.buffer.read(files.MOST_BYTES)
    found = discovery.find([path] if path else [], language)
    if not found.files:
        raise UsageError(TEXTS.say("no-file", language, folder=printable(path or ".")))
    if len(found.files) > 1:
        named = [printable(file.shown) for file in found.files[:MOST_NAMED]]
        named += [".."] if len(found.files) > MOST_NAMED else []
        listed = TEXTS.say("separator", language).join(named)
        raise UsageError(TEXTS.say("several-files", language, count=len(found.files), files=listed))
    (file,) = found.files
    try:
        return file.path, file.shown, files.read(file.path, language)
    except UsageError as error:
        raise UsageError(TEXTS.say("of-path", language, path=printable(file.shown), reason=error)) from error
