"""The extension, packed and installed in VS Code, driven as a person would: see run.mjs and its scenarios."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
EXTENSION = ROOT / "editors" / "vscode"
BUILD = Path(os.environ.get("EDITOR_TOOLS") or ROOT / ".build" / "editors")
TOOLS = BUILD / "vscode"
OUT = BUILD / "vscode-run"
"""Where screenshots and logs are kept."""
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
PROGRAM = Path(sys.executable).parent / "llm-project-lint"
NODE = shutil.which("node") or ""
SCENARIOS = ("editing", "decision", "speech", "trust", "without", "host")
KIB = 1024

missing = [
    what
    for what, there in {
        "node": NODE,
        "a browser": CHROMIUM,
        "VS Code: tests/editors/vscode/setup.sh installs it": (TOOLS / ".installed").exists(),
        "the packages of the extension": (EXTENSION / "node_modules").exists(),
    }.items()
    if not there
]
pytestmark = pytest.mark.skipif(bool(missing) and not os.environ.get("CI"), reason=f"not there: {missing}")


@pytest.fixture(scope="module")
def result() -> Any:
    """What run.mjs found."""
    assert not missing
    command = [NODE, HERE / "run.mjs", TOOLS, OUT, PROGRAM, CHROMIUM]
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, timeout=900, check=False)
    print(done.stdout, done.stderr)
    assert (OUT / "result.json").exists(), done.stdout + done.stderr
    return json.loads((OUT / "result.json").read_text("utf-8"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(result: Any, name: str) -> None:
    steps = result["scenarios"][name]
    assert [step["error"] for step in steps if not step["ok"]] == []
    assert len(steps) > 4


def test_the_package_holds_what_is_needed_and_no_more(result: Any) -> None:
    files = {name.removeprefix("extension/"): size for name, size, _ in result["vsix"]["files"]}
    ours = {name: size for name, size in files.items() if not name.startswith("bundled/")}
    assert sum(ours.values()) < 800 * KIB, ours
    folders = {name.split("/")[0] for name in ours}
    texts = {"package.json", "package.nls.json", "package.nls.zh-cn.json", "readme.md", "changelog.md", "LICENSE.txt"}
    made = {"[Content_Types].xml", "extension.vsixmanifest"}
    assert folders <= {*texts, *made, "language-configuration.json", "l10n", "syntaxes", "media", "dist"}
    assert {"dist/extension.js", "dist/decisionView.js", "l10n/bundle.l10n.zh-cn.json", "media/icon.png"} <= set(ours)
    if (EXTENSION / "bundled").exists():
        assert any(name.startswith("bundled/llm-project-lint/llm-project-lint") for name in files)


def test_what_was_measured(result: Any, record_property: Any) -> None:
    for what, value in result["measured"].items():
        print(f"{what}: {value}")
        record_property(what, value)
    assert result["measured"]["from opening the document to its findings, in the host (ms)"] < 15_000
