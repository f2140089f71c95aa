"""A client that sees every byte: for what the client of the other tests would never send, and for measuring.

It knows nothing of the framework: a process, its streams, frames and JSON. Whatever stands on the server's output that
is no frame is an error, so every test that uses it also holds that nothing else is printed.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Any, BinaryIO, TypeAlias

Message: TypeAlias = dict[str, Any]
SERVER = (sys.executable, "-m", "llm_project_lint", "server")
SECONDS = 30.0
"""Within which anything must have come on a busy machine."""
_HEADER = b"Content-Length: "


def framed(body: bytes) -> bytes:
    """A body with its header."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def encoded(message: Any) -> bytes:
    """A message as it goes over the wire."""
    return framed(json.dumps(message).encode())


def compiling() -> dict[str, str]:
    """The environment for a server, in which what was compiled is kept: most of its start is reading the protocol."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Wire:
    """One server process and what it has said.

    messages: everything it sent, in order. stderr: what it printed for people. answers: how it is answered when it
    asks something, by method; null for any other.
    """

    def __init__(
        self, command: Sequence[str] = SERVER, cwd: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**compiling(), "LC_ALL": "C.UTF-8", **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdin
        assert self.process.stdout
        assert self.process.stderr
        self.messages: list[Message] = []
        self.answers: dict[str, Callable[[Any], Any]] = {}
        self.stderr = b""
        self.fault = ""
        self.ended = False
        self.sent: list[bytes] | None = None
        self._stdin: BinaryIO = self.process.stdin  # type: ignore[assignment]
        self._answered: dict[str | int | None, Message] = {}
        self._counts: Counter[str | int | None] = Counter()
        self._next = 0
        self._news = Condition()
        self._writes = Condition()
        self._threads = [
            Thread(target=self._read, args=(self.process.stdout,), daemon=True),
            Thread(target=self._listen, args=(self.process.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close()
        assert kind or not self.fault, self.fault

    def close(self) -> None:
        """End the process, if it has not ended by itself."""
        self.hang_up()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for thread in self._threads:
            thread.join(5)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream
            stream.close()

    # -- sending -------------------------------------------------------------------------------------------------------

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        if self.sent is not None:
            self.sent.append(data)
        with self._writes:
            self._stdin.write(data)
            self._stdin.flush()

    def send(self, message: Any) -> None:
        """Send a message, whatever it is."""
        self.raw(encoded(message))

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": {} if params is None else params})

    def ask(self, method: str, params: Any = None) -> int:
        """Send a request; its id."""
        self._next += 1
        self.send({"jsonrpc": "2.0", "id": self._next, "method": method, "params": params})
        return self._next

    def hang_up(self) -> None:
        """Close the stream that the server reads."""
        with suppress(OSError):
            self._stdin.close()

    # -- receiving -----------------------------------------------------------------------------------------------------

    def answer(self, request: str | int | None, seconds: float = SECONDS) -> Message:
        """The answer to a request, when it has come."""
        found: Message = self.until(lambda: self._answered.get(request), f"no answer to {request}", seconds)
        return found

    def call(self, method: str, params: Any = None) -> Any:
        """The result of a request; fails if it is refused."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def refusal(self, method: str, params: Any = None) -> int:
        """The code with which a request is refused; fails if it is not."""
        code: int = self.answer(self.ask(method, params))["error"]["code"]
        return code

    def count(self, request: str | int | None) -> int:
        """How many answers a request got."""
        return self._counts[request]

    def forget(self) -> None:
        """Drop what has come so far, in a long session."""
        with self._news:
            self.messages.clear()
            self._answered.clear()
            self._counts.clear()

    def told(self, method: str, after: int = 0) -> list[Any]:
        """The parameters of what the server sent of a method, from the message of a number on."""
        return [one.get("params") for one in self.messages[after:] if one.get("method") == method]

    def heard(self, method: str, fits: Callable[[Any], bool] = lambda _: True, after: int = 0) -> Any:
        """The parameters of the first message of a method that fits, when it has come."""

        def first() -> Any:
            return next((params for params in self.told(method, after) if fits(params)), None)

        return self.until(first, f"no {method}")

    def asked(self, method: str, after: int = 0) -> None:
        """Wait until the server sends a message of a method, whatever it says."""
        self.until(lambda: self.told(method, after), f"no {method}")

    def until(self, found: Callable[[], Any], missing: str, seconds: float = SECONDS) -> Any:
        """What a function finds, as soon as it finds anything."""
        end = time.monotonic() + seconds
        with self._news:
            while not (value := found()):
                left = end - time.monotonic()
                if left <= 0 or self.ended:
                    self._fail(missing, seconds)
                self._news.wait(left)
        return value

    def barrier(self) -> None:
        """Wait until the server has handled what was sent before: it handles messages in their order."""
        self.answer(self.ask("$/barrier"))

    def exited(self, seconds: float = 15.0) -> int:
        """The exit code, when the process has ended by itself."""
        return self.process.wait(seconds)

    def memory(self) -> float:
        """MiB of the server's memory that are resident."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))

    def _fail(self, missing: str, seconds: float) -> None:
        end = "the server has ended" if self.ended else f"within {seconds} s"
        raise AssertionError(f"{missing}: {end}; {self.fault} {self.stderr.decode(errors='replace')[-2000:]}")

    def _read(self, stream: BinaryIO) -> None:
        try:
            while line := stream.readline():
                assert line.startswith(_HEADER), f"not a header: {line[:200]!r}"
                length = int(line[len(_HEADER) :])
                while (line := stream.readline()) not in (b"\r\n", b""):
                    assert line.startswith(b"Content-Type: "), f"not a header: {line[:200]!r}"
                body = stream.read(length)
                assert len(body) == length, "the last message is cut off"
                self._take(json.loads(body))
        except (AssertionError, ValueError) as error:
            self.fault = f"{error}"
        finally:
            with self._news:
                self.ended = True
                self._news.notify_all()

    def _take(self, message: Message) -> None:
        with self._news:
            self.messages.append(message)
            if "method" not in message:
                self._answered.setdefault(message["id"], message)
                self._counts[message["id"]] += 1
            self._news.notify_all()
        if "method" in message and "id" in message:
            known = self.answers.get(message["method"])
            answer = known(message.get("params")) if known else None
            with suppress(OSError, ValueError):  # it may be being closed
                self.raw(encoded({"jsonrpc": "2.0", "id": message["id"], "result": answer}))

    def _listen(self, stream: BinaryIO) -> None:
        while data := os.read(stream.fileno(), 2**16):
            self.stderr += data


# -- what editors say --------------------------------------------------------------------------------------------------


def position(line: int, character: int) -> Message:
    """A position."""
    return {"line": line, "character": character}


def range_(start: tuple[int, int], end: tuple[int, int]) -> Message:
    """A range."""
    return {"start": position(*start), "end": position(*end)}


def document(uri: str) -> Message:
    """The parameters of a request about a document."""
    return {"textDocument": {"uri": uri}}


def introduce(wire: Wire, capabilities: Message | None = None, *folders: Path, **params: Any) -> Message:
    """Initialize a server; its capabilities. params: further parameters; `options` are those of the initialization."""
    options = {"today": "2026-11-22", "language": "en", **params.pop("options", {})}
    result: Message = wire.call(
        "initialize",
        {
            "processId": None,
            "capabilities": capabilities or {},
            "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name} for folder in folders],
            "rootUri": None,
            "initializationOptions": options,
            **params,
        },
    )
    wire.notify("initialized")
    found: Message = result["capabilities"]
    return found


def open_(wire: Wire, uri: str, text: str, version: int = 1, language: str = "yaml") -> None:
    """Open a document."""
    item = {"uri": uri, "languageId": language, "version": version, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})


def change(wire: Wire, uri: str, version: int, *changes: Message) -> None:
    """Edit a document."""
    document = {"uri": uri, "version": version}
    wire.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})


def close_document(wire: Wire, uri: str) -> None:
    """Close a document."""
    wire.notify("textDocument/didClose", document(uri))


PUSHED = "textDocument/publishDiagnostics"
PULL: Message = {"textDocument": {"diagnostic": {"relatedDocumentSupport": False}}, "workspace": {"diagnostics": {}}}
"""Of a client that asks for diagnostics itself."""


def counts(encoding: str) -> Message:
    """The capability of counting in an encoding."""
    return {"general": {"positionEncodings": [encoding]}}


def merged(*capabilities: Message) -> Message:
    """Capabilities together."""
    found: Message = {}
    for one in capabilities:
        for key, value in one.items():
            known = found.get(key)
            found[key] = merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return found


def published(wire: Wire, uri: str, version: int | None = None, after: int = 0) -> list[Message]:
    """What is pushed for a document, of a version if given."""

    def fits(params: Message) -> bool:
        return bool(params["uri"] == uri and (version is None or params.get("version") == version))

    found: list[Message] = wire.heard(PUSHED, fits, after)["diagnostics"]
    return found


def pulled(wire: Wire, uri: str) -> list[Message]:
    """What is said of a document when asked."""
    report = wire.call("textDocument/diagnostic", document(uri))
    assert report["kind"] == "full"
    found: list[Message] = report["items"]
    return found
