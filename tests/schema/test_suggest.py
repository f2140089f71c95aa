"""What is suggested instead of a wrong value or word."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_project_lint.facts.nearest import nearest
from llm_project_lint.facts.suggest import suggest
from llm_project_lint.facts.values import FORMS, read

PIECES = (
    "1", "12", "0", ".", ",", "-", " ", "k", "M", "万", "亿", "%", "$", "EUR", "days", "天", "每", "every", "per",
    "week", "m", "G", "iB", "pages", "tokens", "/", "年", "月", "Nov", "T", "~", "+", "zh", "_", "eu", "yes", "٣", "\n",
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from(sorted(set(FORMS) - {"enum"})),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=30),
)
def test_whatever_is_suggested_can_be_read(form: str, text: str) -> None:
    if read(form, text) is not None:
        return
    found = suggest(form, text, text, "en")
    assert all(read(form, value) is not None for value in found.values)
    assert found.sure <= (len(found.values) == 1)
    assert found.said.endswith((".", "?"))


@pytest.mark.parametrize(
    "word, words, near, sure",
    [
        ("updtes", ("updates", "tokens"), "updates", True),
        ("updatse", ("updates", "tokens"), "updates", True),
        ("updatesx", ("updates", "tokens"), "updates", True),
        ("Updates", ("updates", "tokens"), "updates", True),
        ("top-k", ("top_k", "search"), "top_k", True),
        ("loro", ("lora", "qlora"), "lora", True),
        ("finetune", ("rag", "fine-tuning"), "fine-tuning", False),
        ("window", ("context_window", "name"), "context_window", False),
        ("chunk", ("chunk_tokens", "chunk_overlap"), None, False),
        ("p99", ("p95", "first_token"), None, False),
        ("zz", ("rag", "hybrid"), None, False),
        ("", ("rag",), None, False),
        ("rag" * 1000, ("rag",), None, False),
        ("4", (2, 4, 8), 4, True),
    ],
)
def test_a_word_stands_for_its_nearest(word: str, words: tuple[Any, ...], near: Any, sure: bool) -> None:
    assert nearest(word, words) == (near, sure)
