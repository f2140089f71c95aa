"""Measures the command next to its peers, in one run and in rotation, and prints ratios.

Times of one machine say little, ratios on the same files a lot. We are measured as users have us: the built wheel in an
environment of its own. Every peer checks the same files against the same schema, or as YAML.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bench import lsp
from tests.bench.common import BUILD, SCHEMA, environment, install_node, install_ours, judge
from tests.bench.documents import NINETY_LINES, write_files

PEERS = ("check-jsonschema==0.39.0", "yamllint==1.38.0")
SPECTRAL = "@stoplight/spectral-cli@6.15.0"


OURS = "llm-project-lint"
ONE_JOB = "llm-project-lint -j 1"


class Run(NamedTuple):
    """One measured process: wall time in seconds, peak memory in MiB."""

    seconds: float
    mebibytes: float


class Bar(NamedTuple):
    """What we hold ourselves to: our measure by that of `peer` (or of our own other case) is at most `most`."""

    case: str
    peer: str
    most: float


BARS = (
    Bar("one file", "check-jsonschema", 0.30),
    Bar("one file", "yamllint", 1.0),
    Bar("one file", "spectral", 0.12),
    Bar("1,000 files", "check-jsonschema", 0.10),
    Bar("1,000 files", "yamllint", 0.08),
)


def main() -> int:
    """Measure and print; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=11, help="runs of a case; half of it for many files")
    parser.add_argument("--quick", action="store_true", help="only the case of one file")
    parser.add_argument("--lsp", action="store_true", help="only the language server")
    options = parser.parse_args()
    ours = install_ours()
    missed = lsp.measure(ours, options.rounds, options.quick)
    if options.lsp:
        return 1 if missed else 0
    commands = _install(ours)
    files = BUILD / "files"
    shutil.rmtree(files, ignore_errors=True)
    one = files / "one" / "llm-project.yaml"
    one.parent.mkdir(parents=True)
    one.write_text(NINETY_LINES, encoding="utf-8")
    cases: dict[str, list[Path]] = {"one file": [one]}
    if not options.quick:
        cases["1,000 files"] = write_files(files / "1000", 1000)
    for name, paths in cases.items():
        rounds = options.rounds if len(paths) == 1 else max(options.rounds // 2, 3)
        called = {tool: command(paths) for tool, command in commands.items()}
        if len(paths) > 1:
            called[ONE_JOB] = [*called[OURS], "--jobs", "1"]  # peers have one process; so have we here
        found = _measure(called, rounds)
        _print(name, found)
        missed += _judge(name, found)
    if not options.quick:
        missed += _own(commands["llm-project-lint"], files, options.rounds)
    return 1 if missed else 0


def _own(command: Callable[[list[Path]], list[str]], files: Path, rounds: int) -> int:
    """How we grow with the number of files, and what a second process brings."""
    thousand, five = files / "1000", files / "5000"
    write_files(five, 5000)
    alone = command([])
    found = _measure(
        {
            "1,000 files": [*alone, "--jobs", "1", str(thousand)],
            "1,000 files, two jobs": [*alone, "--jobs", "2", str(thousand)],
            "5,000 files": [*alone, "--jobs", "1", str(five)],
        },
        rounds,
    )
    _print("our own, one process unless it says two", found)
    growth = found["5,000 files"].seconds / found["1,000 files"].seconds
    memory = found["5,000 files"].mebibytes / found["1,000 files"].mebibytes
    gain = found["1,000 files, two jobs"].seconds / found["1,000 files"].seconds
    missed = 0
    for text, ratio, most in (
        ("5,000 files by 1,000, time", growth, 5.3),
        ("5,000 files by 1,000, memory", memory, 1.1),
        ("two jobs by one", gain, 0.7),
    ):
        missed += judge(text, ratio, most)
    return missed


def _install(ours: Path) -> dict[str, Callable[[list[Path]], list[str]]]:
    """Each tool in an environment of its own, and how it is called with some files."""
    peers = environment("peers", *PEERS)
    commands: dict[str, Callable[[list[Path]], list[str]]] = {
        "llm-project-lint": lambda paths: [str(ours), "check", *map(str, paths)],
        "check-jsonschema": lambda paths: [
            str(peers / "check-jsonschema"), "--schemafile", str(SCHEMA), *map(str, paths)
        ],
        "yamllint": lambda paths: [str(peers / "yamllint"), "-d", "relaxed", *map(str, paths)],
    }  # fmt: skip
    if programs := install_node("spectral", SPECTRAL):
        ruleset = BUILD / "spectral" / "ruleset.yaml"
        ruleset.write_text(_SPECTRAL_RULES, encoding="utf-8")
        program = programs / "spectral"
        commands["spectral"] = lambda paths: [str(program), "lint", "--ruleset", str(ruleset), *map(str, paths)]
    else:
        print("spectral could not be installed; its bar is not measured")
    return commands


_SPECTRAL_RULES = """\
rules:
  choice-is-known:
    given: $.approach
    then: {field: choice, function: enumeration, functionOptions: {values: [rag, fine-tuning, hybrid, prompt-only]}}
  has-name:
    given: $.project
    then: {field: name, function: truthy}
"""


def _measure(commands: dict[str, list[str]], rounds: int) -> dict[str, Run]:
    """The medians of each command, all run in turn so that none has a better moment."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = _time(command)
            if number:  # the first round fills caches
                runs[name].append(run)
    return {
        name: Run(*(statistics.median(values) for values in zip(*found, strict=True))) for name, found in runs.items()
    }


def _time(command: list[str]) -> Run:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)[:200]} failed with {process.returncode}:\n{said.decode()}")
    return Run(seconds, usage.ru_maxrss / 1024)


def _print(title: str, found: dict[str, Run]) -> None:
    print(f"\n{title}")
    for name, run in found.items():
        print(f"  {name:<24} {run.seconds * 1000:>9.0f} ms {run.mebibytes:>7.0f} MiB")


def _judge(case: str, found: dict[str, Run]) -> int:
    return sum(
        judge(f"{ours} by {bar.peer}", found[ours].seconds / found[bar.peer].seconds, bar.most)
        for ours in (OURS, ONE_JOB)
        for bar in BARS
        if bar.case == case and bar.peer in found and ours in found
    )


if __name__ == "__main__":
    sys.exit(main())
