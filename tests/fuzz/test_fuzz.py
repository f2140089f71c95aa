"""A short run of the fuzzer, the same in every run, and the sessions that once failed."""

import json
import time
from pathlib import Path

import pytest

from tests.fuzz.server import play
from tests.fuzz.steps import Session

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
SECONDS = 20
"""For which sessions are begun; the first is always played."""


def test_sessions_hold() -> None:
    end = time.monotonic() + SECONDS
    number = 0
    while number == 0 or time.monotonic() < end:
        number += 1
        session = Session(f"test-{number}", 150)
        _, steps, wrong = play(session.steps(), session)
        assert not wrong, f"session test-{number}, step {len(steps)}: {wrong}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_session_that_failed_holds(path: Path) -> None:
    _, _, wrong = play(json.loads(path.read_text(encoding="utf-8"))["steps"])
    assert not wrong, wrong
