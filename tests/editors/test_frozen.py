"""The server that the extension carries says what the installed one says, and needs nothing but itself."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_project_lint import __version__
from tests.test_cases import CASES

ROOT = Path(__file__).parent.parent.parent
NAME = "llm-project-lint.exe" if os.name == "nt" else "llm-project-lint"
FROZEN = ROOT / "editors" / "vscode" / "bundled" / "llm-project-lint" / NAME
PACK = ROOT / "tests" / "packs" / "acme"

pytestmark = pytest.mark.skipif(
    not FROZEN.exists() and not os.environ.get("CI"), reason="there is no frozen server: `make vscode-server` makes it"
)


def said(*command: object, folder: Path) -> tuple[int, bytes]:
    """What a command prints in an environment that knows nothing of Python."""
    environment = {"LANG": "en_US.UTF-8", "HOME": str(folder), "PATH": ""}
    done = subprocess.run([str(one) for one in command], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout


@pytest.mark.parametrize("name", ["json", "sarif", "html", "full"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_says_what_the_installed_one_says(name: str, language: str) -> None:
    arguments = ("check", "--today", "2026-11-22", "--lang", language, "--format", name, "-j", "2", ".")
    installed = said(sys.executable, "-m", "llm_project_lint", *arguments, folder=CASES)
    assert said(FROZEN, *arguments, folder=CASES) == installed


def test_it_takes_packs_in(tmp_path: Path) -> None:
    assert said(FROZEN, "test-rules", PACK, folder=tmp_path)[0] == 0


def test_it_serves_and_ends_with_its_input(tmp_path: Path) -> None:
    capabilities: dict[str, Any] = {"textDocument": {"publishDiagnostics": {}}}
    uri = (tmp_path / "llm-project.yaml").as_uri()
    document = {"uri": uri, "languageId": "llm-project", "version": 1, "text": "approach: {choise: rag}\n"}
    messages: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"processId": os.getpid(), "capabilities": capabilities}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    sent = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    done = subprocess.run(
        [str(FROZEN), "server"], input=sent, capture_output=True, cwd=tmp_path, timeout=30, check=False
    )
    assert done.returncode == 0
    answers = {one["id"]: one["result"] for one in map(json.loads, _bodies(done.stdout)) if "id" in one}
    assert answers[1]["serverInfo"] == {"name": "llm-project-lint", "version": __version__}
    assert answers[2] is None


def _bodies(written: bytes) -> Iterator[bytes]:
    """The messages that a server wrote."""
    while written:
        head, _, rest = written.partition(b"\r\n\r\n")
        length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        yield rest[:length]
        written = rest[length:]
