"""The checkout that the tests of hooks, action and templates stand in, and the tools that they run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

ROOT = Path(__file__).parent.parent.parent
whole = pytest.mark.skipif(
    not (ROOT / "action.yml").exists(),
    reason="what is tested is the checkout's own: action.yml, ci/ and hooks are not there beside an installed wheel",
)
"""Marks tests that need more than `tests/` and the installed package."""
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
"""Nothing of the user's own settings of git counts. How pip finds packages is left as it is."""
PERSON = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
_SERVERS = ("GITHUB_", "RUNNER_", "CI_", "LLM_PROJECT_LINT")
"""What variables begin with that a build server sets, on which these tests may run themselves."""
_UNREACHABLE = ("No matching distribution found", "NewConnectionError", "Could not resolve host", "npm error network")
"""What pip, git and npm say where there is no network."""


class Ran(NamedTuple):
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that was printed."""
        return self.out + self.err


def run(*command: str | Path, cwd: Path, stdin: str = "", environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command. environment: what to add to the one that there is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SERVERS)}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**kept, **QUIET, **(environment or {})},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def missing(reason: str) -> NoReturn:
    """A tool is not there: on a developer's machine the test is left out, on a build server it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def installed(done: Ran) -> None:
    """Make sure that what has been run could install what it needs."""
    if done.code and any(one in done.said for one in _UNREACHABLE):
        missing(f"packages cannot be installed, for want of a network: {done.said}")


def tool(name: str) -> str:
    """The path of a tool that is installed beside this Python, or anywhere."""
    found = shutil.which(name, path=os.path.dirname(sys.executable)) or shutil.which(name)
    return found or missing(f"{name} is not installed: `pip install -e '.[dev]'` brings it along")


def copy_to(folder: Path) -> Path:
    """A repository of its own that holds the checkout as it is now, with what is not committed yet."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    if listed.code:
        missing("the tests do not stand in a clone, so what belongs to the checkout is not known")
    for name in set(listed.out.split("\0")) - {""}:
        if (ROOT / name).is_file():  # not what is deleted, and not committed yet
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        done = run("git", *PERSON, *command, cwd=folder)
        assert done.code == 0, done.err
    return folder
