"""A window that an editor runs in: what a person types, and what is seen."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

WIDTH, HEIGHT = 150, 48
SECONDS = 30.0
"""Within which the next thing must be seen on a busy machine."""
STEP = 0.05
"""Seconds between two looks."""
ALONE = 0.2
"""Seconds after which a terminal takes Escape for itself, and not for the Alt of the next key."""


def eventually(holds: Callable[[], bool], seconds: float = SECONDS) -> bool:
    """Whether something comes to hold."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(STEP)
    return True


def plain(text: str) -> str:
    """A text without blanks, line ends and what windows are drawn with: where it is broken does not matter."""
    return re.sub(r"[\s\u2500-\u259f|~]+", "", text)


class Window:
    """One editor in a terminal of its own, which tmux is."""

    def __init__(self, socket: str) -> None:
        self._socket = socket

    @property
    def seen(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p")

    @property
    def is_open(self) -> bool:
        """Whether the editor still runs."""
        return not self._run("has-session").returncode

    @property
    def process(self) -> int:
        """The process of the editor."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def press(self, *keys: str) -> None:
        """Press keys by their names: `Escape`, `C-x`."""
        for key in keys:
            self._tmux("send-keys", key)
            if key == "Escape":
                time.sleep(ALONE)

    def type(self, text: str) -> None:
        """Type just this."""
        self._tmux("send-keys", "-l", text)

    def see(self, *texts: str) -> str:
        """Wait until all of these are seen together; returns the screen."""

        def all_of_them() -> bool:
            screen = plain(self.seen)
            return all(plain(text) in screen for text in texts)

        assert eventually(all_of_them), (
            f"not seen: {[t for t in texts if plain(t) not in plain(self.seen)]}\n{self.seen}"
        )
        return self.seen

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds that is not seen here."""
        assert eventually(holds), f"{what}\n{self.seen if self.is_open else '(closed)'}"

    def closed(self) -> None:
        """Wait until the editor has quit."""
        assert eventually(lambda: not self.is_open), self.seen

    def _tmux(self, *arguments: str) -> str:
        done = self._run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["tmux", "-u", "-L", self._socket, *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=SECONDS,
        )


@contextmanager
def in_window(*command: str | Path, cwd: Path, environment: Mapping[str, str]) -> Iterator[Window]:
    """Run an editor; whatever happens, it does not outlive this."""
    socket = f"llm-project-lint-{uuid4().hex[:12]}"
    size = ("-x", str(WIDTH), "-y", str(HEIGHT))
    subprocess.run(
        ["tmux", "-u", "-L", socket, "-f", "/dev/null", "new-session", "-d", *size, "-c", cwd, "--", *command],
        env=dict(environment),
        check=True,
        timeout=SECONDS,
    )
    window = Window(socket)
    try:
        yield window
    finally:
        subprocess.run(["tmux", "-L", socket, "kill-server"], capture_output=True, check=False, timeout=SECONDS)
