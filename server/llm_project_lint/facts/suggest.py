"""What to write instead of a value that cannot be read."""

import re
from typing import Any

from llm_project_lint.facts.values import CADENCES, read
from llm_project_lint.model import Language
from llm_project_lint.texts.values import TEXTS

_LANGUAGES = {
    "english": "en", "chinese": "zh", "german": "de", "french": "fr", "spanish": "es", "japanese": "ja", "korean": "ko",
    "norwegian": "nb", "portuguese": "pt", "italian": "it", "dutch": "nl", "russian": "ru", "arabic": "ar",
    "hindi": "hi", "swedish": "sv", "danish": "da", "finnish": "fi", "polish": "pl", "turkish": "tr",
    "中文": "zh", "汉语": "zh", "英文": "en", "英语": "en", "日语": "ja", "韩语": "ko", "德语": "de", "法语": "fr",
}  # fmt: skip
_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false", "y": "true", "n": "false"}
_SHORT = {"24h": "1d", "hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
_DAYS = {"hourly": "1h", "daily": "1d", "weekly": "7d", "biweekly": "14d", "monthly": "30d", "quarterly": "91d"}
_DURATION_FORMS = ("duration", "cadence", "follow")


def suggest(form: str, raw: Any, language: Language) -> tuple[str | None, str]:
    """A replacement that surely means the same, if there is one, and a sentence on the forms that can be read."""
    text = str(raw).strip() if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    said = TEXTS.say(f"form-{'text' if form in ('open-enum', 'enum') else form}", language)
    if form in _DURATION_FORMS and (found := re.fullmatch(r"([0-9]+)m", text)):
        return None, TEXTS.say("ambiguous-m", language, raw=text, number=found[1]) + _gap(language) + said
    if form == "share" and re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) and 1 < float(text) <= 100:
        return None, TEXTS.say("ambiguous-share", language, raw=text) + _gap(language) + said
    if form in (*_DURATION_FORMS, "size") and re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return None, TEXTS.say("no-unit", language, raw=text) + _gap(language) + said
    if form == "date" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None, TEXTS.say("no-such-day", language) + _gap(language) + said
    near = _replacement(form, text)
    return (near if near is not None and _readable(form, near) else None), said


def _replacement(form: str, text: str) -> str | None:
    low = text.lower()
    if form == "boolean":
        return _WORDS.get(low)
    if form == "language":
        return _LANGUAGES.get(low) or (low if low != text else None)
    if form == "region":
        return low.replace("_", "-").replace(" ", "-")
    if form in ("count", "amount", "number", "money"):
        return (
            text.replace(",", "").replace(" ", "")
            if re.fullmatch(r"[0-9]{1,3}([, ][0-9]{3})+", text)
            else _letter(text)
        )
    if form == "duration":
        return _DAYS.get(low) or _unit(low)
    if form in ("cadence", "follow"):
        plain = low.replace("_", "-").replace(" ", "-")
        return _SHORT.get(plain) or (plain if plain in CADENCES else _unit(low))
    if form == "size":
        found = re.fullmatch(r"([0-9.]+) *([mgt])(i?)b", low)
        return f"{found[1]}{found[2].upper()}{found[3]}B" if found else None
    return None


def _letter(text: str) -> str | None:
    """`12K`, `1.2m` with the letter as it is written here; a lone `m` for a million is beyond doubt for a count."""
    found = re.fullmatch(r"([0-9.]+) *([kKmMbB])", text)
    return f"{found[1]}{'k' if found[2] in 'kK' else found[2].upper()}" if found else None


def _unit(low: str) -> str | None:
    units = {
        "ms|milliseconds?": "ms", "s|secs?|seconds?": "s", "mins?|minutes?": "min", "h|hrs?|hours?": "h", "d|days?": "d",
        "w|wks?|weeks?": "w", "mo|months?": "mo", "y|yrs?|years?": "y",
    }  # fmt: skip
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *([a-z]+)", low)
    if not found:
        return None
    return next((found[1] + unit for words, unit in units.items() if re.fullmatch(words, found[2])), None)


def _readable(form: str, near: str) -> bool:
    if form == "boolean":
        return near in ("true", "false")
    return read(form, int(near) if near.isdigit() and len(near) < 16 else near) is not None


def _gap(language: Language) -> str:
    return "" if language == "zh" else " "
