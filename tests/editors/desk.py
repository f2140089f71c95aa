"""Somebody's desk: a home with the files that `editors/` ships, a project, the command, and an editor to open it in."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from llm_project_lint.model import Language
from tests.ci.checkout import ROOT, missing, run
from tests.cli.run import lint
from tests.editors.window import Window, eventually, in_window

SHIPPED = ROOT / "editors"
TOOLS = Path(os.environ.get("EDITOR_TOOLS") or ROOT / ".build" / "editors")
"""Where `setup.sh` has put the editors that the system does not have."""
shipped = pytest.mark.skipif(
    not SHIPPED.exists(), reason="what is tested is the checkout's own: editors/ is not there beside an installed wheel"
)
LANGUAGES: tuple[Language, ...] = ("en", "zh")
NAME = "llm-project.yaml"
OTHER = "other.yaml"
"""A YAML file that is no project file: no server is started for it."""
BROKEN, MENDED = "retrian", "retrain"
TEXT = f"""\
# The decision of one project, and what it rests on.
project: {{name: support-bot, stage: pilot}}
data: {{knowledge: {{updates: weekly}}, training: {{examples: 40}}}}
requirements: {{max_staleness: 2d}}
maintenance: {{{BROKEN}: quarterly}}
approach: {{choice: fine-tuning}}
"""
HOVERED = "weekly"
"""A value of which tests ask what it means."""
TITLE: dict[Language, str] = {"en": "Update cadence", "zh": "更新频率"}
HOVER: dict[Language, str] = {"en": "speaks for rag", "zh": "支持 rag"}
BEGUN, COMPLETED = "perf", "performance"
"""A key that is begun above the second line, and what completes it."""
GONE = 10.0
"""Seconds within which a server is gone after its editor."""


class Said(NamedTuple):
    """What the command says of the misspelt key in one language, which is what an editor has to show.

    fix: how the change is called that mends it.
    """

    broken: str
    fix: str


@cache
def said(language: Language) -> Said:
    """What the command says."""
    options = ("--format", "json", "--lang", language, "--stdin-filename", NAME, "-")
    found = json.loads(lint("check", *options, cwd=ROOT, stdin=TEXT.encode()).out)["findings"]
    [broken] = (one for one in found if one["rule"] == "unknown-key")
    return Said(broken["message"], broken["fixes"][0]["title"])


class Desk:
    """A home of its own. folder: of the project; file: its project file."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.folder = folder / "work"
        self.file = self.folder / NAME
        self._pids = folder / "pids"
        bin_ = folder / "bin"
        for one in (self.home, self.folder, bin_):
            one.mkdir(parents=True)
        assert run("git", "init", "-q", cwd=self.folder).code == 0
        self.file.write_text(TEXT)
        (self.folder / OTHER).write_text("other: true\n")
        command = bin_ / "llm-project-lint"
        command.write_text(f'#!/bin/sh\necho $$ >> "{self._pids}"\nexec "{sys.executable}" -m llm_project_lint "$@"\n')
        command.chmod(0o755)
        self.environment = {
            "HOME": str(self.home),
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def copy(self, shipped: str, to: str) -> Path:
        """Copy a file or folder of `editors/` into the home, as its README says."""
        source, target = SHIPPED / shipped, self.home / to
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)
        return target

    def write(self, to: str, text: str) -> None:
        """Write a file of the home."""
        target = self.home / to
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    @contextmanager
    def opened(self, *command: str | Path) -> Iterator[Window]:
        """The project file, or what the command names, in an editor."""
        with in_window(*command, cwd=self.folder, environment=self.environment) as window:
            yield window

    @property
    def text(self) -> str:
        """What is on the disk."""
        return self.file.read_text()

    @property
    def started(self) -> list[int]:
        """The processes of all servers that were started."""
        return [int(one) for one in self._pids.read_text().split()] if self._pids.exists() else []

    def no_server_is_left(self) -> None:
        """One server was started, and after its editor it goes too."""
        assert len(self.started) == 1, self.started
        assert eventually(lambda: not any(map(_runs, self.started)), GONE), "the server outlives the editor"


def _runs(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody asks about does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self").exists()


def editor(*names: str, fits: Callable[[str], bool] = lambda _: True) -> str:
    """The path of an editor; of the names that it has, the first that is there and fits."""
    tool("tmux")
    folders = (str(TOOLS / "bin"), *os.get_exec_path())
    there = (shutil.which(name, path=folder) for name in names for folder in folders)
    found = next((one for one in there if one and fits(one)), None)
    return found or missing(f"{names[0]} is not here, or not as it must be: tests/editors/setup.sh brings it along")


def tool(name: str) -> str:
    """The path of what else is needed."""
    return shutil.which(name) or missing(f"{name} is not installed: tests/editors/setup.sh brings it along")


def block(readme: str, language: str, index: int = 0) -> str:
    """A piece of code in a README of `editors/`."""
    text = (SHIPPED / readme).read_text()
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return str(found[index])
