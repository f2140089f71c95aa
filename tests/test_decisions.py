"""Whole comparisons: what `decide` prints for some of the cases, in both languages, on one day.

To add one, name it here and run `python -m tests.test_decisions`; then read every line of what it wrote.
"""

from pathlib import Path

import pytest

from tests.cli.run import lint
from tests.test_cases import CASES, LANGUAGES, TODAY

EXPECTED = Path(__file__).parent / "decisions"
FILES = {
    "five-lines": "five-lines/llm-project.yaml",
    "law-fine-tuning": "scenario-law-fine-tuning/own.llm-project.yaml",
    "minimal": "minimal/llm-project.yaml",
    "sketch-rag": "sketch-rag/llm-project.yaml",
}


def printed(name: str, language: str) -> str:
    """What the command prints for a file."""
    folder, _, file = FILES[name].partition("/")
    done = lint("decide", file, "--today", TODAY, "--lang", language, cwd=CASES / folder)
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_comparison_prints_what_it_says(name: str, language: str) -> None:
    assert printed(name, language) == (EXPECTED / f"{name}.{language}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in FILES:
        for spoken in LANGUAGES:
            (EXPECTED / f"{one}.{spoken}.txt").write_text(printed(one, spoken), encoding="utf-8")
