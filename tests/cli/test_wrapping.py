"""Long lines on a narrow terminal: nothing is lost, no name is cut in two, Chinese is broken as Chinese is."""

import re

import pytest

from llm_project_lint.outputs.paint import CLOSING, line, paint
from llm_project_lint.outputs.printable import width

ENGLISH = "Choose `rag` or `hybrid`, or state `data.training.facts: stable` if the answers hold no changing facts."
CHINESE = (
    "请改选 `rag` 或 `hybrid`；如果回答不含会变化的事实，请写明 `data.training.facts`。"
    "重训之后，权重才会改变（见来源）。"
)


def wrapped(text: str, columns: int) -> list[str]:
    """The lines that a terminal of that width gets, without styles."""
    painted = paint([line("  = ", text, indent=6)], colour=True, columns=columns)
    return re.sub(r"\x1b\[[0-9;]*m", "", painted).splitlines()


LISTED = (
    "请写频率：`realtime`、`hourly`、`daily`、`weekly`、`biweekly`、`monthly`、`quarterly`、`half-yearly`或`yearly`。"
)


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_long_line_is_broken_to_fit(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert all(width(one) <= columns for one in lines)
    assert all(one.startswith("      ") for one in lines[1:])
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", f"= {text}")
    assert any("data.training.facts" in one for one in lines)
    assert not any(one.strip()[0] in CLOSING.replace("`", "") for one in lines)


def test_a_list_of_names_is_broken_between_them() -> None:
    lines = wrapped(LISTED, 40)
    assert all(width(one) <= 40 for one in lines)
    assert all(one.count("`") % 2 == 0 for one in lines)
    assert not any(one.strip()[0] in CLOSING for one in lines)


def test_a_word_that_is_too_long_stays_whole() -> None:
    assert wrapped("x" * 100, 40) == ["  =", "      " + "x" * 100]
