"""The language server next to another for YAML: same client, same documents, same schema, in turn.

A key press is an edit in the middle of the document; its time ends with the diagnostics of that edit. The other server
waits 200 ms for a pause before it checks, which is part of what its user waits for; the time without it is shown too.
"""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.bench.common import SCHEMA, install_node, judge
from tests.bench.documents import long_document
from tests.lsp.wire import PUSHED, Message, Wire, change, introduce, open_, position, range_

PEER = "yaml-language-server@2.0.0"
DEBOUNCE = 0.2
"""Seconds that the other server waits before it checks."""
PRESSES, QUESTIONS = 40, 300
"""Of each kind; the 95th of a hundred is told."""
WARM = 40
"""Questions that are not counted: the other server compiles what it runs often while it runs."""
SIZES = (80, 1000, 10_000)
OURS, THEIRS = "llm-project-lint", "yaml-language-server"
CAPABILITIES: Message = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]},
            "contextSupport": True,
        },
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "synchronization": {"didSave": True},
    },
    "workspace": {"configuration": True, "workspaceFolders": True},
}
BARS: dict[tuple[str, int], float] = {
    ("key press to diagnostics", 80): 0.05,
    ("key press to diagnostics", 1000): 0.12,
    ("key press to diagnostics", 10_000): 0.4,
    ("hover", 80): 0.7,
    ("hover", 1000): 0.3,
    ("completion", 80): 0.5,
    ("completion", 1000): 0.2,
    ("completion", 10_000): 0.1,
}
MEMORY, SPAWN = 0.70, 0.85


class Document(NamedTuple):
    """What is measured on: a text, and the places in it at which something is typed or asked."""

    uri: str
    text: str
    typed: tuple[int, int]
    hovered: tuple[int, int]
    completed: tuple[int, int]


class Peer:
    """A server with one document open."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.wire = Wire(command, cwd=folder)
        self.wire.answers["workspace/configuration"] = _settings
        introduce(self.wire, CAPABILITIES, folder)
        self.wire.notify("workspace/didChangeConfiguration", {"settings": {"yaml": YAML}})
        self.version = 1

    def open(self, document: Document) -> None:
        """Open the document and wait for its first diagnostics."""
        self.document = document
        open_(self.wire, document.uri, document.text)
        self.wire.heard(PUSHED, lambda params: params["uri"] == document.uri)

    def press(self, wait: bool = True) -> float:
        """Type a letter, or delete it again; seconds until the diagnostics of that."""
        wire, (line, character) = self.wire, self.document.typed
        self.version += 1
        typed = self.version % 2 == 0
        end = character if typed else character + 1
        edit = {"range": range_((line, character), (line, end)), "text": "x" if typed else ""}
        wire.forget()
        start = time.perf_counter()
        change(wire, self.document.uri, self.version, edit)
        if wait:
            known = (None, self.version)  # the other server may not say of which version it speaks
            wire.heard(PUSHED, lambda params: params["uri"] == self.document.uri and params.get("version") in known)
        return time.perf_counter() - start

    def ask(self, method: str) -> float:
        """Ask at the place for it; seconds until the answer. It must hold something."""
        wire = self.wire
        wire.forget()
        place = self.document.hovered if method == "textDocument/hover" else self.document.completed
        params = {"textDocument": {"uri": self.document.uri}, "position": position(*place)}
        start = time.perf_counter()
        answer = wire.answer(wire.ask(method, params))
        seconds = time.perf_counter() - start
        if "error" in answer and answer["error"]["code"] == -32601:
            return float("nan")  # it is not there yet
        result = answer["result"]
        items = result.get("items") if isinstance(result, dict) else result
        assert items or (result and result.get("contents")), f"nothing to say of {method} at {place}: {answer}"
        return seconds


YAML: Message = {
    "schemas": {SCHEMA.as_uri(): ["*.llm-project.yaml"]},
    "schemaStore": {"enable": False},
    "validate": True,
    "hover": True,
    "completion": True,
}


def _settings(params: Any) -> Any:
    return [YAML if item.get("section") == "yaml" else {} for item in params["items"]]


def measure(ours: Path, rounds: int, quick: bool) -> int:
    """Measure and print; how many bars are missed."""
    commands = {OURS: [str(ours), "server"]}
    if programs := install_node("yaml-language-server", PEER):
        commands[THEIRS] = [str(programs / THEIRS), "--stdio"]
    else:
        print(f"{THEIRS} could not be installed; its bars are not measured")
    # Not below `.build`: the other server's patterns of files do not enter folders that begin with a dot.
    with TemporaryDirectory() as name:
        folder = Path(name)
        missed = 0
        for number, size in enumerate(SIZES[:1] if quick else SIZES):
            missed += _size(commands, _fresh(folder, f"size-{number}"), size)
        return missed + _memory(commands, _fresh(folder, "memory")) + _spawn(commands, _fresh(folder, "spawn"), rounds)


def _fresh(folder: Path, name: str) -> Path:
    """A folder of its own for each measurement: we also check files that are not open, the other server does not."""
    made = folder / name
    made.mkdir()
    return made


def document(folder: Path, size: int) -> Document:
    """The document of about so many lines."""
    text = long_document(size)
    lines = text.split("\n")
    middle = len(lines) // 2 if size > 100 else 0
    owner = next(number for number in range(middle, len(lines)) if lines[number].startswith("        owner: "))
    kind = next(number for number in range(middle, len(lines)) if lines[number].startswith("        format: "))
    path = folder / f"{size}.llm-project.yaml"
    path.write_text(text, encoding="utf-8")
    key, value = len("        f"), len("        format: ")
    return Document(path.as_uri(), text, (owner, len(lines[owner])), (kind, key), (kind, value))


def _size(commands: dict[str, list[str]], folder: Path, size: int) -> int:
    opened = document(folder, size)
    peers = {name: Peer(command, folder) for name, command in commands.items()}
    for peer in peers.values():
        peer.open(opened)
    title = f"{len(opened.text.splitlines()):,} lines"
    missed = 0
    rows: tuple[tuple[str, Callable[[Peer], float]], ...] = (
        ("key press to diagnostics", Peer.press),
        ("hover", lambda peer: peer.ask("textDocument/hover")),
        ("completion", lambda peer: peer.ask("textDocument/completion")),
    )
    for row, act in rows:
        found: dict[str, float] = {}
        times: dict[str, list[float]] = {name: [] for name in peers}
        warm = 4 if act is Peer.press else WARM
        gc.collect()
        gc.disable()  # of the client, whose own pauses are nobody's
        for number in range((PRESSES if act is Peer.press else QUESTIONS) + warm):
            for name, peer in peers.items():
                seconds = act(peer)
                if number >= warm:
                    times[name].append(seconds)
        gc.enable()
        found = {name: statistics.quantiles(values, n=20)[-1] for name, values in times.items()}
        _print(f"{row}, {title}, p95", {name: f"{value * 1000:.1f} ms" for name, value in found.items()})
        if THEIRS not in found:
            continue
        ratio = found[OURS] / found[THEIRS]
        if most := BARS.get((row, size)):
            missed += judge(f"{row} by {THEIRS}", ratio, most)
        else:
            print(f"  {row + ' by ' + THEIRS:<52} {ratio:>6.3f}")
        if row.startswith("key") and size == SIZES[0]:
            missed += judge("the same without its pause", found[OURS] / (found[THEIRS] - DEBOUNCE), 1.0)
    for peer in peers.values():
        peer.wire.close()
    return missed


def _memory(commands: dict[str, list[str]], folder: Path) -> int:
    found = {}
    for name, command in commands.items():
        peer = Peer(command, folder)
        peer.open(document(folder, SIZES[0]))
        for _ in range(199):
            peer.press(wait=False)
        peer.press()
        found[name] = peer.wire.memory()
        peer.wire.close()
    _print("memory after 200 edits", {name: f"{value:.0f} MiB" for name, value in found.items()})
    return judge(f"memory by {THEIRS}", found[OURS] / found[THEIRS], MEMORY) if THEIRS in found else 0


def _spawn(commands: dict[str, list[str]], folder: Path, rounds: int) -> int:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            peer = Peer(command, folder)
            peer.open(document(folder, SIZES[0]))
            seconds = time.perf_counter() - start
            peer.wire.close()
            if number:
                times[name].append(seconds)
    found = {name: statistics.median(values) for name, values in times.items()}
    _print("spawn to first diagnostics", {name: f"{value * 1000:.0f} ms" for name, value in found.items()})
    return judge(f"spawn by {THEIRS}", found[OURS] / found[THEIRS], SPAWN) if THEIRS in found else 0


def _print(title: str, found: dict[str, str]) -> None:
    print(f"\n{title}")
    for name, text in found.items():
        print(f"  {name:<24} {text:>12}", flush=True)
