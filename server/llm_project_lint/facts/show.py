"""A fact as text, in the form of its type and in the language of the reader."""

import datetime
from typing import Any

from llm_project_lint.facts.fact import NEVER, Fact, Part
from llm_project_lint.model import Language
from llm_project_lint.texts.values import TEXTS

_FREQUENCY = ("cadence", "follow")


def show(fact: Fact, language: Language, spec: str = "") -> str:
    """The value with its unit and bound. spec `sum`: the arithmetic behind it; `raw`: as the user wrote it."""
    if spec == "raw" and fact.raw is not None:
        return str(fact.raw)
    text = _value(fact.value, fact.form, fact.raw, language)
    if fact.bound != "exact":
        text = TEXTS.say(fact.bound, language, value=text)
    if spec == "sum" and fact.parts:
        return TEXTS.say("sum", language, parts=" + ".join(_part(part, language) for part in fact.parts), total=text)
    return text


def say_value(value: Any, form: str, language: Language) -> str:
    """A plain value of a form, such as 0.05 s as a duration."""
    return _value(value, form, None, language)


def _part(part: Part, language: Language) -> str:
    value = part.text_zh if language == "zh" else part.text_en
    return TEXTS.say("assumed-part" if part.assumed else "part", language, value=value, label=part.label)


def _value(value: Any, form: str, raw: Any, language: Language) -> str:
    if isinstance(value, list):
        if not value:
            return TEXTS.say("none", language)
        raws = raw if isinstance(raw, list) and len(raw) == len(value) else [None] * len(value)
        shown = [_value(one, form, other, language) for one, other in zip(value, raws, strict=True)]
        return ("、" if language == "zh" else ", ").join(shown)
    if isinstance(value, bool):
        return TEXTS.say("yes" if value else "no", language)
    if isinstance(value, datetime.timedelta):
        return _interval(value, raw, language) if form in _FREQUENCY else _length(value, language)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if form == "count":
        return f"{value:,}"
    if form == "amount":
        about = isinstance(raw, str) and "page" in raw
        return TEXTS.say("about-tokens" if about else "tokens", language, number=f"{value:,}", raw=raw)
    if form == "money":
        return f"{value:,.2f}" if value < 1000 or value != int(value) else f"{value:,.0f}"
    if form == "share":
        return f"{round(value * 100, 4):g}%"
    if form == "size":
        return str(raw) if raw is not None else TEXTS.say("gigabytes", language, number=f"{value:,.4g}")
    if form == "number" and isinstance(value, float):
        return str(raw) if raw is not None else f"{value:,.6g}"
    return str(value)


def _interval(value: datetime.timedelta, raw: Any, language: Language) -> str:
    if raw in ("on-change", "on-demand"):
        return TEXTS.say(raw, language)
    if value >= NEVER:
        return TEXTS.say("never", language)
    if not value:
        return TEXTS.say("continuously", language)
    number, unit = _unit(value)
    if number == "1" and unit in ("minute", "hour", "day"):
        return TEXTS.say("every-one", language, unit=TEXTS.say(unit, language))
    return TEXTS.say("every", language, number=number, unit=TEXTS.say(unit, language))


def _length(value: datetime.timedelta, language: Language) -> str:
    if value >= NEVER:
        return TEXTS.say("for-ever", language)
    number, unit = _unit(value)
    return TEXTS.say("length", language, number=number, unit=TEXTS.say(unit, language))


def _unit(value: datetime.timedelta) -> tuple[str, str]:
    """The number and the key of the largest unit that keeps it above 1 (days from 2 days on)."""
    seconds = value.total_seconds()
    if seconds >= 2 * 86400 or seconds == 86400:
        number, unit = seconds / 86400, "day"
    elif seconds >= 3600:
        number, unit = seconds / 3600, "hour"
    elif seconds >= 60:
        number, unit = seconds / 60, "minute"
    elif seconds >= 1 or not seconds:
        return f"{seconds:.3g}", "s"
    else:
        return f"{seconds * 1000:.4g}", "ms"
    shown = f"{number:,.4g}" if number < 1000 else f"{number:,.0f}"
    return shown, unit if shown == "1" else unit + "s"
