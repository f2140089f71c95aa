"""What all measurements share: where things are installed, and how a bar is judged."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / ".build" / "bench"
SCHEMA = ROOT / "schema" / "llm-project.schema.json"


def install_ours() -> Path:
    """Build the wheel and put it into an environment of its own; the command."""
    BUILD.mkdir(parents=True, exist_ok=True)
    dist = BUILD / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    do(sys.executable, "-m", "build", "--wheel", "--outdir", str(dist), str(ROOT))
    return environment("ours", str(next(dist.glob("*.whl")))) / "llm-project-lint"


def environment(name: str, *packages: str) -> Path:
    """An environment of its own with some packages; the folder of its commands."""
    folder = BUILD / name
    do(sys.executable, "-m", "venv", "--clear", str(folder))
    do(str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *packages)
    return folder / "bin"


def install_node(name: str, package: str) -> Path | None:
    """A package of npm in a folder of its own; the folder of its commands, None where there is no npm or network."""
    folder = BUILD / name
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), package]
    if not shutil.which("npm") or subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    return folder / "node_modules" / ".bin"


def judge(text: str, ratio: float, most: float) -> int:
    """Print a ratio and its bar; 1 if it is missed."""
    print(f"  {text:<52} {ratio:>6.3f}  bar {most:.2f}  {'holds' if ratio <= most else 'MISSED'}")
    return int(ratio > most)


def do(*command: str) -> None:
    """Run a command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
