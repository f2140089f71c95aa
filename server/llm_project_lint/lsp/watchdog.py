"""Ends a server whose editor is gone: not every editor closes the streams when it dies."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

EVERY = 3.0
"""Seconds between two looks."""


def watch_parent(process: int, gone: Callable[[], None]) -> None:
    """Call `gone` once a process is no more, and end this one if that does not: it may wait for somebody to read.

    A process that cannot be seen from the start is one of another container, and says nothing. On Windows the streams
    close with the editor, and asking for a process could end it.
    """
    if sys.platform == "win32" or not _lives(process):
        return
    loop = asyncio.get_running_loop()

    def watch() -> None:
        while _lives(process):
            time.sleep(EVERY)
        with suppress(RuntimeError):  # the loop may be closed
            loop.call_soon_threadsafe(gone)
        time.sleep(EVERY)
        os._exit(1)

    Thread(target=watch, name="watchdog", daemon=True).start()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is somebody else's
    # One that is dead, but that nobody has asked for its end, is still there.
    with suppress(OSError), open(f"/proc/{process}/stat", "rb") as file:
        return file.read().rpartition(b")")[2].split()[:1] != [b"Z"]
    return True
