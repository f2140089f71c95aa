"""The command as a function: what a person types, and what comes back."""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from llm_project_lint.__main__ import run

NOTHING: Mapping[str, str] = {}


class Done(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def lint(*arguments: str, cwd: Path, stdin: bytes = b"", environment: Mapping[str, str] = NOTHING) -> Done:
    """Run the command in a folder, with its own standard streams and an English locale unless told otherwise."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2))
    with _inside(cwd, {"LC_ALL": "en_US.UTF-8", **environment}):
        before = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(stdin)), out, err
        try:
            code = run(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        finally:
            sys.stdin, sys.stdout, sys.stderr = before
    return Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


@contextmanager
def _inside(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    before, variables = os.getcwd(), dict(os.environ)
    os.chdir(folder)
    for name in ("FORCE_COLOR", "NO_COLOR", "LANG", "LC_MESSAGES"):
        os.environ.pop(name, None)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(variables)
