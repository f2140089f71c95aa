"""The command on a terminal of its own: what a person sees and types."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = [sys.executable, "-m", "llm_project_lint"]
LINES = 40
"""Of the window."""
PROMPT = "> "
SECONDS = 60
"""Within which the next thing must be seen on a busy machine."""
INTERRUPT, END = "\x03", "\x04"
"""Ctrl-C and Ctrl-D, as the keyboard sends them."""


class Terminal:
    """A command at its terminal. `seen` is all that it has shown so far, with plain line ends."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.seen = ""
        self._process = process
        self._master = master
        self._bytes = b""

    def wait_for_prompt(self) -> str:
        """What is shown until something may be typed."""
        before = len(self.seen)
        while not self.seen[before:].endswith(f"\n{PROMPT}"):
            if not self._read():
                raise AssertionError(f"no prompt in {self.seen!r}")
        return self.seen[before:]

    def type(self, text: str | bytes) -> None:
        """Type just this; whoever ends a line types its end too."""
        os.write(self._master, text if isinstance(text, bytes) else text.encode())

    def answer(self, text: str | bytes) -> str:
        """Answer at the prompt; returns what is shown until the next one."""
        self.type(text + b"\n" if isinstance(text, bytes) else text + "\n")
        return self.wait_for_prompt()

    def end(self) -> int:
        """Read until the command is over; its exit code."""
        while self._read():
            pass
        return self._process.wait(SECONDS)

    def _read(self) -> bool:
        deadline = time.monotonic() + SECONDS
        while not select.select([self._master], [], [], 0.2)[0]:
            if time.monotonic() > deadline:
                raise AssertionError(f"nothing more after {self.seen!r}")
        try:
            piece = os.read(self._master, 65536)
        except OSError:  # how Linux says that nobody holds the other end any more
            return False
        self._bytes += piece
        self.seen = self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)


@contextmanager
def at_terminal(*arguments: str, cwd: Path, columns: int = 120, **environment: str) -> Iterator[Terminal]:
    """Run the command at a terminal without colour, in an English locale unless told otherwise."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, columns, 0, 0))

    def own_terminal() -> None:
        """Ctrl-C goes to the session that has the terminal."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which is ignored where the tests run in the background
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    inherited = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "LANG")}
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**inherited, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1", "TERM": "dumb", "NO_COLOR": "1", **environment},
        preexec_fn=own_terminal,  # noqa: PLW1509  nothing here has threads
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)
