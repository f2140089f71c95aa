"""How facts are printed: every form in both languages, with its unit, alone and inside a sentence."""

from datetime import timedelta
from typing import Any

import pytest

from llm_project_lint.facts.fact import Bound, Fact, Part
from llm_project_lint.facts.show import say_value, show
from llm_project_lint.facts.values import read


def fact(form: str, raw: Any, bound: Bound = "exact") -> Fact:
    value = [read(form, one) for one in raw] if isinstance(raw, list) else read(form, raw)
    return Fact(value, form, raw, (), bound)


@pytest.mark.parametrize(
    "form, raw, english, chinese",
    [
        ("cadence", "weekly", "every 7 days", "每 7 天"),
        ("cadence", "1w", "every 7 days", "每 7 天"),
        ("cadence", "daily", "every day", "每天"),
        ("cadence", "hourly", "every hour", "每小时"),
        ("cadence", "quarterly", "every 91 days", "每 91 天"),
        ("cadence", "36h", "every 36 hours", "每 36 小时"),
        ("cadence", "50h", "every 50 hours", "每 50 小时"),
        ("cadence", "15min", "every 15 minutes", "每 15 分钟"),
        ("cadence", "10s", "every 10 s", "每 10 秒"),
        ("cadence", "2 per week", "every 3.5 days", "每 3.5 天"),
        ("cadence", "7 per hour", "every 8.571 minutes", "每 8.571 分钟"),
        ("cadence", "realtime", "continuously", "实时"),
        ("cadence", "static", "never", "从不"),
        ("follow", "on-change", "on every change", "每次变更时"),
        ("follow", "on-demand", "only on demand", "仅在需要时"),
        ("follow", "never", "never", "从不"),
        ("duration", "91d", "91 days", "91 天"),
        ("duration", "1d", "1 day", "1 天"),
        ("duration", "24h", "1 day", "1 天"),
        ("duration", "36h", "36 hours", "36 小时"),
        ("duration", "1y", "365 days", "365 天"),
        ("duration", "90s", "1.5 minutes", "1.5 分钟"),
        ("duration", "100s", "100 s", "100 秒"),
        ("duration", "1.5s", "1.5 s", "1.5 秒"),
        ("duration", "300ms", "300 ms", "300 毫秒"),
        ("duration", "0.5ms", "0.5 ms", "0.5 毫秒"),
        ("duration", "1234.5h", "51.44 days", "51.44 天"),
        ("duration", 0, "0 s", "0 秒"),
        ("duration", "never", "an unlimited time", "无限长的时间"),
        ("count", 1200, "1,200", "1,200"),
        ("count", "8B", "8B", "8B"),
        ("count", "12k", "12,000", "12,000"),
        ("amount", "12M", "12M tokens", "12M 个 token"),
        ("amount", "500 pages", "about 200,000 tokens (500 pages)", "约 200,000 个 token（500 页）"),
        ("number", 0.86, "0.86", "0.86"),
        ("number", "86%", "86%", "86%"),
        ("number", 80000, "80,000", "80,000"),
        ("money", 1.1, "1.10", "1.10"),
        ("money", "20k", "20,000", "20,000"),
        ("money", 1224.5, "1,224.50", "1,224.50"),
        ("money", 0.00002, "0.00002", "0.00002"),
        ("money", 0, "0", "0"),
        ("share", 0.03, "3%", "3%"),
        ("share", "0.5%", "0.5%", "0.5%"),
        ("size", "24GiB", "24 GiB", "24 GiB"),
        ("size", "80 GB", "80 GB", "80 GB"),
        ("boolean", True, "true", "true"),
        ("boolean", False, "false", "false"),
        ("date", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("language", ["zh", "pt-BR"], "`zh`, `pt-BR`", "`zh`、`pt-BR`"),
        ("text", [], "none", "无"),
    ],
)
def test_a_value_is_printed_with_its_unit(form: str, raw: Any, english: str, chinese: str) -> None:
    assert show(fact(form, raw), "en") == english
    assert show(fact(form, raw), "zh") == chinese


@pytest.mark.parametrize(
    "form, raw, bound, english, chinese",
    [
        ("duration", "91d", "at_least", "at least 91 days", "至少 91 天"),
        ("duration", "300ms", "at_most", "at most 300 ms", "至多 300 毫秒"),
        ("count", 1200, "estimate", "about 1,200", "约 1,200"),
        ("duration", "never", "at_least", "at least an unlimited time", "至少无限长的时间"),
        ("cadence", "weekly", "at_most", "at least every 7 days", "至少每 7 天"),
        ("cadence", "weekly", "at_least", "at most every 7 days", "至多每 7 天"),
        ("cadence", "realtime", "at_most", "continuously", "实时"),
        ("cadence", "static", "at_most", "never", "从不"),
    ],
)
def test_a_bound_is_said_as_it_is_meant(form: str, raw: str, bound: Bound, english: str, chinese: str) -> None:
    """An interval of at most 7 days is a frequency of at least every 7 days."""
    assert show(fact(form, raw, bound), "en") == english
    assert show(fact(form, raw, bound), "zh") == chinese


@pytest.mark.parametrize(
    "updates, sentence",
    [
        ("weekly", "知识每 7 天变化"),
        ("daily", "知识每天变化"),
        ("realtime", "知识实时变化"),
        ("static", "知识从不变化"),
    ],
)
def test_a_cadence_stands_in_a_chinese_sentence(updates: str, sentence: str) -> None:
    assert f"知识{show(fact('cadence', updates), 'zh')}变化" == sentence


def test_a_sum_shows_its_terms_with_their_units() -> None:
    parts = (
        Part(timedelta(days=91), "duration", "retrain"),
        Part(timedelta(days=3), "duration", "search", assumed=True),
    )
    whole = fact("duration", "94d")._replace(raw=None, parts=parts)
    assert show(whole, "en", "sum") == "91 days (retrain) + 3 days (search, assumed) = 94 days"
    assert show(whole, "zh", "sum") == "91 天（retrain）+ 3 天（search，假定）= 94 天"
    assert show(whole, "en") == "94 days"


def test_a_sum_of_one_term_is_printed_once() -> None:
    part = Part(timedelta(seconds=1.2), "duration", "model_first_token")
    whole = fact("duration", "1.2s", "at_least")._replace(raw=None, parts=(part,))
    assert show(whole, "en", "sum") == "at least 1.2 s (model_first_token)"
    assert show(whole, "zh", "sum") == "至少 1.2 秒（model_first_token）"
    guess = fact("duration", "500ms", "estimate")._replace(raw=None, parts=(part._replace(assumed=True),))
    assert show(guess, "en", "sum") == "about 500 ms (model_first_token, assumed)"
    assert show(guess, "zh", "sum") == "约 500 毫秒（model_first_token，假定）"


def test_money_can_carry_its_currency() -> None:
    assert show(fact("money", 1224), "en", currency="USD") == "1,224 USD"
    assert say_value(0.5, "money", "zh", "EUR") == "0.50 EUR"
    assert show(fact("money", [1, 2]), "en", currency="USD") == "1.00 USD, 2.00 USD"


def test_a_derived_size_is_in_gigabytes() -> None:
    assert say_value(6.857, "size", "en") == "6.857 GB"


@pytest.mark.parametrize(
    "form, raw, text", [("cadence", "weekly", "weekly"), ("boolean", True, "true"), ("text", ["a", "b"], "a, b")]
)
def test_a_value_can_be_shown_as_it_was_written(form: str, raw: Any, text: str) -> None:
    assert show(fact(form, raw), "en", "raw") == text
