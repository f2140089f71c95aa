"""Whole cases: in each folder of `cases/` what `check` prints for its files, in both languages, on one day.

To add one, write the documents into a new folder and run `python -m tests.test_cases`; then read every line of what
it wrote, since from then on it is what we promise.
"""

from pathlib import Path

import pytest

from tests.cli.run import lint

CASES = Path(__file__).parent / "cases"
TODAY = "2026-11-22"
LANGUAGES = ("en", "zh")


def names() -> list[str]:
    """The cases, by folder."""
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def printed(name: str, language: str) -> str:
    """What the command prints for a case, its exit code in the last line."""
    done = lint("check", "--show", "hint", "--today", TODAY, "--lang", language, cwd=CASES / name)
    assert done.err == ""
    return f"{done.out}\nexit code {done.code}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_a_case_prints_what_it_says(name: str, language: str) -> None:
    expected = (CASES / name / f"expected.{language}.txt").read_text(encoding="utf-8")
    assert printed(name, language) == expected


if __name__ == "__main__":
    for case in names():
        for one in LANGUAGES:
            (CASES / case / f"expected.{one}.txt").write_text(printed(case, one), encoding="utf-8")
