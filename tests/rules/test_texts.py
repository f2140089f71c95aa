"""What rules say, as they are written and as they come out: well set, with our terms, in both languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.model import Rule, Words
from tests.chinese import HAN, refused, slips
from tests.rules.examples import Example, check, examples, findings

BOOK = load_rulebook()
TITLES_AS_PUBLISHED = {"article"}
"""Works whose Chinese title is set as its author set it."""


class Said(NamedTuple):
    """A text in both languages. kind: `message`, `why`, `advice`, or `title` for what is no sentence."""

    place: str
    kind: str
    words: Words

    def __str__(self) -> str:
        return self.place


def said(rule: Rule) -> Iterator[Said]:
    """All texts of a rule or driver; what several cases share comes once."""
    texts = {("title", rule.title): "title"}
    if rule.ladders:
        texts["why", rule.why] = "why"
    for ladder in rule.ladders:
        for case in ladder.cases:
            texts["message", case.message] = f"message {len(texts)}"
            texts["advice", case.advice] = f"advice {len(texts)}"
            if case.fix:
                texts["title", case.fix.title] = f"fix {len(texts)}"
    for (kind, words), name in texts.items():
        yield Said(f"{rule.id}: {name}", kind, words)


OF_RULES = [text for rule in (*BOOK.rules.values(), *BOOK.drivers.values()) for text in said(rule)]
ALL = [
    *OF_RULES,
    *(Said(f"threshold {name}", "title", threshold.basis) for name, threshold in BOOK.thresholds.items()),
    *(Said(f"{example}", "title", example.caption) for example in examples()),
    *(Said(f"work {key}", "title", work.title) for key, work in BOOK.works.items() if HAN.search(work.title.zh)),
]
REPORTED = [example for example in examples() if example.kind == "bad" and example.rule in BOOK.rules]


@pytest.mark.parametrize("text", ALL, ids=str)
def test_a_chinese_text_is_set_in_chinese_and_keeps_to_its_terms(text: Said) -> None:
    chinese = text.words.zh
    assert HAN.search(chinese)
    assert refused(chinese) == []
    assert "答案" not in chinese, "a model gives a 回答"
    if text.place.removeprefix("work ") not in TITLES_AS_PUBLISHED:
        assert slips(chinese) == []


@pytest.mark.parametrize("text", ALL, ids=str)
def test_an_english_text_is_english(text: Said) -> None:
    assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text.words.en)


@pytest.mark.parametrize("text", OF_RULES, ids=str)
def test_a_sentence_ends_as_one_and_a_title_does_not(text: Said) -> None:
    english, chinese = text.words
    if text.kind == "title":
        assert english[-1] not in ".!;:", "a title with a sentence mark"
        assert chinese[-1] not in "。！；：", "a title with a sentence mark"
    else:
        assert english[-1] in ".?", "a sentence without its mark"
        assert chinese[-1] in "。？", "a sentence without its mark"


@pytest.mark.parametrize("example", REPORTED, ids=str)
def test_a_filled_chinese_text_reads_well(example: Example) -> None:
    for text in printed(example, "zh"):
        assert slips(text) == [], text
        assert refused(text) == [], text


@pytest.mark.parametrize("example", REPORTED, ids=str)
def test_a_filled_english_text_reads_well(example: Example) -> None:
    for text in printed(example, "en"):
        assert not text[0].islower(), f"a sentence that begins small: {text}"
        assert not re.search(r"\b1 (?!ms\b)[a-z]{2,}s\b", text), f"one thing as many: {text}"
        assert not re.search(r"\b(is|are|be|again) never\b|at most every", text), f"a value that does not fit: {text}"
        assert not re.search(r"\b(\w+) \1\b", text, re.IGNORECASE), f"a doubled word: {text}"


def printed(example: Example, language: str) -> Iterator[str]:
    """What an example's own rule says of it, without what it quotes from the file."""
    for found in findings(check(example.text, language), example.rule):
        for text in (found.message, found.why, found.advice, *(fix.title for fix in found.fixes)):
            yield re.sub("“[^”]*”", "“”", text)
