"""Ends a server whose editor is gone: not every editor closes the streams when it dies."""

import asyncio
import os
import sys
from collections.abc import Callable

EVERY = 3.0
"""Seconds between two looks."""


def watch_parent(process: int, gone: Callable[[], None]) -> None:
    """Call `gone` once a process is no more.

    A process that cannot be seen from the start is one of another container, and says nothing. On Windows the streams
    close with the editor, and asking for a process could end it.
    """
    if sys.platform == "win32" or not _lives(process):
        return
    loop = asyncio.get_running_loop()

    def look() -> None:
        if _lives(process):
            loop.call_later(EVERY, look)
        else:
            gone()

    loop.call_later(EVERY, look)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is somebody else's
    return True
