"""Plays sessions by chance for some time: `python -m tests.fuzz --seconds 600 --seed 1`.

What fails is made shorter and written to a file, which `--replay FILE` plays again; put into `tests/fuzz/cases/` it is
played by every test run.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from tests.fuzz.server import play
from tests.fuzz.steps import Session, Step

LENGTH = 400
"""Steps of a session."""
SHRINKING = 120.0
"""Seconds that are spent on making a session shorter."""


def main() -> int:
    """1 if a session fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--replay", type=Path, help="a file that a failed session was written to")
    parser.add_argument("--keep-going", action="store_true", help="do not end with the first failure")
    options = parser.parse_args()
    if options.replay:
        _, _, wrong = play(json.loads(options.replay.read_text(encoding="utf-8"))["steps"])
        print(wrong or "holds")
        return int(bool(wrong))
    end = time.monotonic() + options.seconds
    number, count, most, failed = 0, 0, 0.0, 0
    while time.monotonic() < end and (options.keep_going or not failed):
        number += 1
        seed = f"{options.seed}-{number}"
        session = Session(seed, LENGTH)
        memory, steps, wrong = play(session.steps(), session)
        most, count = max(most, memory), count + len(steps)
        if wrong:
            failed += 1
            path = Path(f"fuzz-{seed}.json")
            write(path, steps, wrong)
            print(f"seed {seed}: {wrong[:2000]}\n  written to {path}; {len(steps)} steps", flush=True)
            write(path, shorter(steps, wrong), wrong)
    print(f"seed {options.seed}: {number} sessions, {count} steps, at most {most:.0f} MiB, {failed} failed")
    return int(bool(failed))


def write(path: Path, steps: list[Step], wrong: str) -> None:
    """Write a session down."""
    path.write_text(json.dumps({"wrong": wrong[:2000], "steps": steps}, indent=1), encoding="utf-8")


def shorter(steps: list[Step], wrong: str) -> list[Step]:
    """The session with as few steps as can be found in some time to fail still in the same way."""
    end = time.monotonic() + SHRINKING
    kind = wrong.split(":", maxsplit=1)[0]
    begun = next((number for number, step in enumerate(steps) if step[0] == "check"), 0) + 1
    start, steps = steps[:begun], steps[begun:]
    size = len(steps) // 2
    while size:
        at = 0
        while at < len(steps):
            tried = [*steps[:at], *steps[at + size :]]
            if not any(step[0] == "check" for step in tried[-1:]):
                tried.append(["check"])
            if time.monotonic() > end:
                return [*start, *steps]
            if len(tried) < len(steps) and play([*start, *tried])[2].split(":")[0] == kind:
                steps = tried
            else:
                at += size
        size //= 2
    return [*start, *steps]


if __name__ == "__main__":
    sys.exit(main())
