"""The command. Everything that may end a run ends here, with an exit code and without a traceback."""

import gc
import os
import sys
from typing import TextIO

from llm_project_lint.cli.language import language_of
from llm_project_lint.errors import LintError
from llm_project_lint.texts.cli import TEXTS


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 clean, 1 findings, 2 the run failed, 130 stopped by hand."""
    # Reading makes many small objects and few cycles: without the collector long files are read in half the time.
    gc.disable()
    arguments = sys.argv[1:] if arguments is None else arguments
    language = language_of(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        # A text that the terminal's encoding lacks is shown as an escape instead of ending the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
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
    return code


def _give_up(stream: TextIO) -> None:
    """Let what is still to be written vanish; Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(run())
