"""Messages over two streams: read by a thread of its own, handled one after the other in the order in which they came.

The framework's own loop gives a request whose parameters are of a wrong type no answer, and a cancelled one the work it
no longer needs. Here the reader is ahead of the handler, so what is cancelled while it waits is never begun.
"""

import asyncio
import json
import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, BinaryIO, NamedTuple

MOST_BYTES = 2**26
"""Of one message: sixteen times the largest document that is read."""
MOST_HEADER = 2**13
"""Bytes of a line of the header."""
_LENGTH = re.compile(rb"(?:.*[^\w-])?content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*", re.IGNORECASE)
"""A body without a length may stand before it: the next message is found again."""
_PIECE = 2**16
"""Bytes that are read at once."""
_AT_ONCE = 32
"""Messages that are handled before what has been scheduled gets its turn."""
CANCEL = "$/cancelRequest"


class Unreadable(NamedTuple):
    """A message that is none, and why. code: of the error, by JSON-RPC."""

    reason: str
    code: int = -32700


class Inbox:
    """Messages that have been read and not been handled.

    It never gets ahead of itself: `next` returns them in the order of the stream, None at its end.
    """

    def __init__(self, descriptor: int) -> None:
        """descriptor: of the stream. Read without a buffer of Python's, which could not be closed while it waits."""
        self._descriptor = descriptor
        self._waiting: deque[dict[str, Any] | Unreadable | None] = deque()
        self._cancelled: set[str | int] = set()
        self._lock = Lock()
        self._loop = asyncio.get_running_loop()
        self._arrived = asyncio.Event()
        self._handled = 0
        Thread(target=self._read, name="reader", daemon=True).start()

    async def next(self) -> dict[str, Any] | Unreadable | None:
        """The next message. Waits for one, and now and then lets others work first."""
        self._handled += 1
        if not self._waiting or self._handled % _AT_ONCE == 0:
            await asyncio.sleep(0)
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        with self._lock:
            return self._waiting.popleft()

    def is_cancelled(self, request: str | int) -> bool:
        """Whether a request that is to be handled now has been cancelled meanwhile."""
        with self._lock:
            found = request in self._cancelled
            self._cancelled.discard(request)
            return found

    def _read(self) -> None:
        try:
            frames = Frames()
            while data := os.read(self._descriptor, _PIECE):
                for body in frames.feed(data):
                    self._take(parsed(body))
        except (OSError, ValueError):
            pass  # the stream was closed
        finally:
            self._end()

    def _end(self) -> None:
        self._take(None)

    def _take(self, message: dict[str, Any] | Unreadable | None) -> None:
        if isinstance(message, dict) and message.get("method") == CANCEL and "id" not in message:
            self._cancel(message)
        else:
            with self._lock:
                self._waiting.append(message)
        with suppress(RuntimeError):  # the loop may be closed
            self._loop.call_soon_threadsafe(self._arrived.set)

    def _cancel(self, message: dict[str, Any]) -> None:
        params = message.get("params")
        wanted = params.get("id") if isinstance(params, dict) else None
        if not isinstance(wanted, str | int):
            return
        with self._lock:
            waits = (one for one in self._waiting if isinstance(one, dict) and "method" in one)
            if any(one.get("id") == wanted for one in waits):
                self._cancelled.add(wanted)
            else:
                self._waiting.append(message)  # it may be at work


class Frames:
    """Cuts a stream of bytes into the bodies of messages."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._length = -1
        self._left = -1
        self._skips = 0

    def feed(self, data: bytes) -> Iterator[bytes | Unreadable]:
        """The bodies that are complete with these bytes."""
        self._bytes += data
        while True:
            if self._skips:
                gone = min(self._skips, len(self._bytes))
                del self._bytes[:gone]
                self._skips -= gone
            if self._left < 0 and not self._header():
                return
            if self._left > MOST_BYTES:
                yield Unreadable(f"a message of {self._left:,} bytes; {MOST_BYTES:,} are read")
                self._skips, self._left = self._left, -1
                continue
            if len(self._bytes) < self._left:
                return
            body = bytes(self._bytes[: self._left])
            del self._bytes[: self._left]
            self._left = -1
            yield body

    def _header(self) -> bool:
        """Read lines of a header; whether it is complete. Of one that is too long the beginning is dropped."""
        while (end := self._bytes.find(b"\n")) >= 0:
            line = bytes(self._bytes[:end]).strip()
            del self._bytes[: end + 1]
            if found := _LENGTH.fullmatch(line):
                self._length = int(found[1])
            elif not line and self._length >= 0:
                self._left, self._length = self._length, -1
                return True
        if len(self._bytes) > MOST_HEADER:
            del self._bytes[:-MOST_HEADER]
        return False


def parsed(body: bytes | Unreadable) -> dict[str, Any] | Unreadable:
    """The object of a message."""
    if isinstance(body, Unreadable):
        return body
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return Unreadable("not JSON")
    return message if isinstance(message, dict) else Unreadable("not an object", -32600)


class Writer:
    """What the framework writes messages to. Blocks while the client does not read, as it should."""

    def __init__(self, stream: BinaryIO, lost: Callable[[], None]) -> None:
        """lost: called when nobody reads any more."""
        self._stream = stream
        self._lost = lost

    def write(self, data: bytes) -> None:
        """Write a message with its header."""
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self._lost()

    def close(self) -> None:
        """Nothing: the stream belongs to the process."""
