"""What is suggested instead of a wrong value or word."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_project_lint.facts.fields import Field
from llm_project_lint.facts.meant import meant
from llm_project_lint.facts.nearest import called, holding, nearest
from llm_project_lint.facts.suggest import suggest
from llm_project_lint.facts.values import FORMS, read
from llm_project_lint.source.scalars import plain

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
        ("pdates", ("updates", "tokens"), "updates", False),
        ("updatas", ("updates", "updatus"), "updatus", False),
        ("Updates", ("updates", "tokens"), "updates", True),
        ("top-k", ("top_k", "search"), "top_k", True),
        ("loro", ("lora", "qlora"), "lora", False),
        ("dora", ("lora", "qlora"), "lora", False),
        ("lorax", ("lora", "rag"), "lora", False),
        ("qa", ("qb", "rag"), None, False),
        ("slow", ("low", "high"), "low", False),
        ("top_n", ("top_k", "search"), "top_k", False),
        ("prodution", ("pilot", "production"), "production", True),
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


def test_a_word_of_others_is_known_in_any_case_and_with_any_separators() -> None:
    aliases = {"self-hosted": ("on-prem", "local"), "api": ("cloud", "local")}
    assert called("On_Prem", aliases) == ["self-hosted"]
    assert called("local", aliases) == ["self-hosted", "api"]
    assert called("", aliases) == called("-", aliases) == called("prem", aliases) == called("x" * 5000, aliases) == []


def test_the_words_that_hold_all_parts_of_another() -> None:
    words = ("knowledge_owner", "model_owner", "context_window")
    assert holding("owner", words) == ["knowledge_owner", "model_owner"]
    assert holding("window context", words) == ["context_window"]
    assert holding("own", words) == holding("owner_of_model", words) == []


CHOICE = Field(
    "choice",
    "enum",
    values=("rag", "fine-tuning", "hybrid", "prompt-only"),
    aliases={"fine-tuning": ("lora", "微调"), "hybrid": ("rag + fine-tuning",), "rag": ("retrieval",)},
)
MANY = CHOICE._replace(many=True)


@pytest.mark.parametrize(
    "raw, field, values, sure",
    [
        ("Rag", CHOICE, ("rag",), True),
        ("ＲＡＧ", CHOICE, ("rag",), True),
        ("LoRA", CHOICE, ("fine-tuning",), False),
        ("rag & lora", CHOICE, ("hybrid",), False),
        ("LoRA-tuned retrieval", CHOICE, ("hybrid",), False),
        ("微调，rag", CHOICE, ("hybrid",), False),
        ("rag + lora + prompt-only", CHOICE, ("hybrid",), False),
        (["rag", "LoRA"], CHOICE, ("hybrid",), False),
        (["rag", "rag"], CHOICE, ("rag",), False),
        (["rag", None], CHOICE, (), False),
        (["rag", "not lora"], CHOICE, (), False),
        (["rag"] * 5000, CHOICE, (), False),
        ("rag + prompt-only", CHOICE, (), False),
        ("rag + prompt-only", MANY, (["rag", "prompt-only"],), False),
        ("rag, bananas", MANY, (), False),
        ("not rag", CHOICE, (), False),
        ("不用 rag", CHOICE, (), False),
        ("rag vs lora", CHOICE, (), False),
        ("+", CHOICE, (), False),
        ("?", CHOICE, (), False),
        ({"rag": True}, CHOICE, (), False),
        ("rag " * 1000, CHOICE, (), False),
    ],
)
def test_what_is_meant_by_other_words(raw: Any, field: Field, values: tuple[Any, ...], sure: bool) -> None:
    assert meant(raw, str(raw), field) == (values, sure)


@pytest.mark.parametrize(
    "form, text, values, sure",
    [
        ("count", "60,000", (60000,), True),
        ("money", "12,345,678", (12345678,), True),
        ("money", "1,100", (1100, 1.1), False),
        ("money", "0,150", (0.15,), True),
        ("duration", "1,500 s", ("1500 s", "1.500 s"), False),
        ("size", "1,5 GB", ("1.5GB",), True),
        ("date", "11.12.2026", ("2026-12-11", "2026-11-12"), False),
        ("date", "22.11.2026", ("2026-11-22",), True),
        ("date", "12.11.2026", ("2026-11-12", "2026-12-11"), False),
        ("date", "11.11.2026", ("2026-11-11",), True),
        ("date", "Nov 2026", (), False),
        ("duration", "realtime", (0,), False),
        ("region", "europe-west2", ("gb-europe-west2",), False),
        ("region", "northamerica-south1", (), False),
    ],
)
def test_what_can_be_read_in_two_ways_is_never_sure(
    form: str, text: str, values: tuple[object, ...], sure: bool
) -> None:
    found = suggest(form, plain(text), text, "en")
    assert found.values == values
    assert found.sure == sure
