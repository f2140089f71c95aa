"""The command as a process of its own: interrupted, piped, side by side, started as a module."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.documents import NINETY_LINES, write_files

COMMAND = [sys.executable, "-m", "llm_project_lint", "check"]

WRONG = "data: {wrong: 1, worse: 2}\n"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `check` in a process."""
    return subprocess.run([*COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_two_jobs_print_what_one_prints(tmp_path: Path) -> None:
    write_files(tmp_path, 60)
    (tmp_path / "a.llm-project.yaml").write_text("approach: {choice: fine-tuning\n", encoding="utf-8")
    one, two = (run("--jobs", jobs, "--format", "json", cwd=tmp_path) for jobs in ("1", "2"))
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == 1
    assert two.stderr == ""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Whoever runs the tests in the background may have interrupts ignored, which processes inherit."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_every_file_whole(tmp_path: Path) -> None:
    broken = NINETY_LINES.replace("stage: pilot", "stage: Pilot")
    fixed = NINETY_LINES
    for number in range(1500):
        (tmp_path / f"{number}.llm-project.yaml").write_text(broken, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "--fix", "--jobs", "1"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (tmp_path / "0.llm-project.yaml").read_text(encoding="utf-8") == broken:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    texts = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir())]
    assert len(texts) == 1500
    assert set(texts) == {broken, fixed}


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_all_processes(tmp_path: Path) -> None:
    for number in range(4000):
        (tmp_path / f"{number}.llm-project.yaml").write_text(WRONG, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "--jobs", "2"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.llm-project.yaml").write_text(WRONG, encoding="utf-8")
    process = subprocess.Popen(COMMAND, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 141


def test_a_full_disk_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(WRONG, encoding="utf-8")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(COMMAND, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("error: ")


def test_a_terminal_without_unicode_gets_escapes(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("project: {stage: 运行}\n", encoding="utf-8")
    done = subprocess.run(
        [*COMMAND, "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"\\u8fd0" in done.stdout


def test_the_command_imports_little() -> None:
    """What the command must not pay for at every start."""
    costly = (
        "asyncio", "concurrent.futures", "difflib", "importlib.metadata", "jsonschema_rs", "lsprotocol",
        "multiprocessing", "pathspec", "pygls", "rich",
    )  # fmt: skip
    program = (
        "import io, sys\n"
        "from llm_project_lint.__main__ import run\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b'approach: {choice: rag}'))\n"
        "run(['check', '-'])\n"
        f"print(*(name for name in {costly!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
