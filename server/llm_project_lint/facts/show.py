"""A fact as text, in the form of its type and in the language of the reader."""

import re
from datetime import datetime, timedelta
from typing import Any

from llm_project_lint.facts.fact import NEVER, Fact, Part
from llm_project_lint.model import Language
from llm_project_lint.texts.values import TEXTS

_FREQUENCY = ("cadence", "follow")
_OPPOSITE = {"at_least": "at_most", "at_most": "at_least"}
_UNITS = (("day", 86400.0), ("hour", 3600.0), ("minute", 60.0), ("s", 1.0), ("ms", 0.001))


def show(fact: Fact, language: Language, spec: str = "", currency: str = "") -> str:
    """The value with its unit and bound.

    spec `sum`: with the arithmetic behind it; `raw`: as the user wrote it. currency: what stands behind money.
    """
    if spec == "raw" and fact.raw is not None:
        raws = fact.raw if isinstance(fact.raw, list) else [fact.raw]
        return TEXTS.say("separator", language).join(map(written, raws))
    text = _bounded(_value(fact.value, fact.form, fact.raw, language, currency), fact, language)
    if spec == "sum" and len(fact.parts) == 1:
        return _labelled(fact.parts[0], text, language)
    if spec == "sum" and fact.parts:
        parts = TEXTS.say("plus", language).join(_part(part, language) for part in fact.parts)
        return TEXTS.say("sum", language, parts=parts, total=text)
    return text


def say_value(value: Any, form: str, language: Language, currency: str = "") -> str:
    """A plain value of a form, such as 0.05 s as a duration."""
    return _value(value, form, None, language, currency)


def written(raw: Any) -> str:
    """A value, or a plain list of some, as a file has it."""
    if isinstance(raw, list):
        return f"[{', '.join(map(written, raw))}]"
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _bounded(text: str, fact: Fact, language: Language) -> str:
    bound: str = fact.bound
    if fact.form in _FREQUENCY:
        if not timedelta() < fact.value < NEVER:
            return text  # there is nothing more often than continuously, nor less often than never
        bound = _OPPOSITE.get(bound, bound)  # at most 7 days between two events: at least every 7 days
    if bound == "exact":
        return text
    gap = " " if language == "zh" and text[:1].isascii() else ""
    return TEXTS.say(bound, language, value=gap + text)


def _part(part: Part, language: Language) -> str:
    return _labelled(part, say_value(part.value, part.form, language), language)


def _labelled(part: Part, value: str, language: Language) -> str:
    """A term with its label. value: what is said of it; the whole with its bound, where there is no other term."""
    label = part.label_zh if part.label_zh and language == "zh" else part.label
    return TEXTS.say("assumed-part" if part.assumed else "part", language, value=value, label=label)


def _value(value: Any, form: str, raw: Any, language: Language, currency: str) -> str:
    if isinstance(value, list):
        if not value:
            return TEXTS.say("none", language)
        raws = raw if isinstance(raw, list) and len(raw) == len(value) else [None] * len(value)
        shown = [_value(one, form, other, language, currency) for one, other in zip(value, raws, strict=True)]
        return TEXTS.say("separator", language).join(shown)
    if isinstance(value, bool):
        return str(value).lower()  # as the file has it
    if isinstance(value, timedelta):
        return _interval(value, raw, language) if form in _FREQUENCY else _length(value, language)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if form == "count":
        # `14B` says more than its zeros.
        return raw if isinstance(raw, str) and value >= 10**6 else f"{value:,}"
    if form in ("language", "section"):
        return f"`{value}`"  # a bare `it`, `no` or `data` would read as a word
    if form == "amount":
        pages = raw if isinstance(raw, str) and "page" in raw else ""
        short = raw if isinstance(raw, str) and value >= 10**6 and not pages else f"{value:,}"
        number = pages.partition(" ")[0]
        return TEXTS.say("pages" if pages else "tokens", language, number=short, raw=pages, pages=number)
    if form == "money":
        return f"{_money(value)} {currency}".rstrip()
    if form == "share":
        return f"{round(value * 100, 4):g}%"
    if form == "size":
        written = re.fullmatch(r"([0-9.]+) ?([A-Za-z]+)", raw) if isinstance(raw, str) else None
        return f"{written[1]} {written[2]}" if written else f"{value:,.4g} GB"
    if form == "number":
        return raw if isinstance(raw, str) else f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"
    return str(value)


def _money(value: float) -> str:
    """Two decimals, none for round sums from a thousand on, more for prices far below one."""
    if value >= 1000 and value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if value >= 0.01 else f"{value:.9f}".rstrip("0").rstrip(".")


def _interval(value: timedelta, raw: Any, language: Language) -> str:
    if raw in ("on-change", "on-demand"):
        return TEXTS.say(raw, language)
    if value >= NEVER:
        return TEXTS.say("never", language)
    if not value:
        return TEXTS.say("continuously", language)
    number, unit = _unit(value)
    if number == "1":
        return TEXTS.say("every-one", language, unit=TEXTS.say(unit, language))
    return TEXTS.say("every", language, number=number, unit=TEXTS.say(unit, language))


def _length(value: timedelta, language: Language) -> str:
    if value >= NEVER:
        return TEXTS.say("for-ever", language)
    number, unit = _unit(value)
    return TEXTS.say("length", language, number=number, unit=TEXTS.say(unit, language))


def _unit(value: timedelta) -> tuple[str, str]:
    """The number and the key of its unit: the largest that says it without a rest, or else the largest that it fills.

    Days begin at two of them: 36 hours are better than 1.5 days.
    """
    seconds = value.total_seconds()
    if not seconds:
        return "0", "s"
    filled = [
        (seconds / size, unit)
        for unit, size in _UNITS
        if seconds >= size and not (unit == "day" and 86400 < seconds < 172800)
    ] or [(seconds * 1000, "ms")]
    number, unit = next(((number, unit) for number, unit in filled if _round(number, unit)), filled[0])
    shown = f"{number:,.4g}" if number < 1000 else f"{number:,.0f}"
    return shown, unit + "s" if unit not in ("s", "ms") and shown != "1" else unit


def _round(number: float, unit: str) -> bool:
    """Whether two decimals say all of it, and not too many digits: nobody counts a month in hours."""
    return abs(number * 100 - round(number * 100)) < 1e-6 and number < (100 if unit == "hour" else 1000)
