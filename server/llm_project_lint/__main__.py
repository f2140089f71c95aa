"""The command. Everything that may end a run ends here, with an exit code and without a traceback."""

import gc
import os
import sys
from typing import TextIO

from llm_project_lint.cli.environment import language_of
from llm_project_lint.errors import LintError
from llm_project_lint.texts.cli import TEXTS


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 clean, 1 findings, 2 the run failed, 130 stopped by hand."""
    collected = gc.isenabled()
    # Reading makes many small objects and few cycles: without the collector long files are read in half the time.
    gc.disable()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    finally:
        if collected:
            gc.unfreeze()
            gc.enable()


def _run(arguments: list[str]) -> int:
    language = language_of(arguments, os.environ)
    try:
        for name in ("stdin", "stdout", "stderr"):
            _prepare(name)
        from llm_project_lint.cli import main

        code = main(arguments, language)
        sys.stdout.flush()
    except LintError as error:
        print(TEXTS.say("failed", language, message=error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(TEXTS.say("interrupted", language), file=sys.stderr)
        return 130
    except BrokenPipeError:
        _give_up(sys.stdout)  # whoever read the output has left, as `| head` does
        return 141
    except OSError as error:
        # The report itself could not be written, since the disk is full, say; what is left of it is given up.
        _give_up(sys.stdout)
        print(TEXTS.say("failed", language, message=error.strerror or error), file=sys.stderr)
        return 2
    except Exception as error:  # a mistake of ours must not end with the exit code of findings
        if os.environ.get("LLM_PROJECT_LINT_TRACEBACK"):
            raise
        message = TEXTS.say("crash", language, message=f"{type(error).__name__}: {error}")
        print(TEXTS.say("failed", language, message=" ".join(message.split())), file=sys.stderr)
        return 2
    return code


def _prepare(name: str) -> None:
    """Open a standard stream that was closed, and show what its encoding lacks as escapes instead of failing on it."""
    stream = getattr(sys, name)
    if stream is None:
        stream = open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8")  # noqa: SIM115  for the whole run
        setattr(sys, name, stream)
    if name != "stdin":
        stream.reconfigure(errors="backslashreplace")


def _give_up(stream: TextIO) -> None:
    """Let what is still to be written vanish; Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(run())
