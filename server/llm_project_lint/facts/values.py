"""Values as people write them -> values conditions can compare. One reader per form (vocabulary: value forms).

Readers accept what the patterns of the schema accept, and nothing else; a property test holds the two equal.
"""

import datetime
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from llm_project_lint.facts.fact import NEVER

DAY = datetime.timedelta(days=1)
MAX_COUNT = 2**53
MAX_NUMBER = 1e14
TOKENS_PER_PAGE = 400
"""Tokens of a page of text, an estimate: 200,000 tokens are about 500 pages (practice.md: S18)."""

_FACTORS = {"k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_DIGITS = {"k": (12, 3), "M": (9, 6), "B": (6, 9), "T": (3, 12)}
"""Most digits before and behind the point, so that a count is whole and can be held."""
_UNITS = {
    "ms": datetime.timedelta(milliseconds=1),
    "s": datetime.timedelta(seconds=1),
    "min": datetime.timedelta(minutes=1),
    "h": datetime.timedelta(hours=1),
    "d": DAY,
    "w": 7 * DAY,
    "mo": 30 * DAY,
    "y": 365 * DAY,
}
_PER = {"hour": DAY / 24, "day": DAY, "week": 7 * DAY, "month": 30 * DAY, "quarter": 91 * DAY, "year": 365 * DAY}
CADENCES = {
    "realtime": datetime.timedelta(),
    "hourly": DAY / 24,
    "daily": DAY,
    "weekly": 7 * DAY,
    "biweekly": 14 * DAY,
    "monthly": 30 * DAY,
    "quarterly": 91 * DAY,
    "half-yearly": 182 * DAY,
    "yearly": 365 * DAY,
}
_CADENCE = {**CADENCES, "static": NEVER, "never": NEVER}
_FOLLOW = {**CADENCES, "never": NEVER, "on-demand": NEVER, "on-change": datetime.timedelta()}
_SIZES = {"MB": 1e-3, "GB": 1.0, "TB": 1e3, "MiB": 1.048576e-3, "GiB": 1.073741824, "TiB": 1.099511627776e3}
NO_LANGUAGES = {"cn": "zh", "jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk"}
"""Countries that are taken for the language spoken there, which has another code; no language has these."""
MOST_WORDS = 200
"""Words of a list that rules compare with."""
LONGEST = 2000
"""Characters a value may have."""
_SHORT = 40
"""Characters up to which what was read is kept."""
_WORDS = ("text", "open-enum")
"""Forms that are read faster than looked up."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Compiled on first use: a file needs few of them."""
    return re.compile(
        {
            "count": r"([0-9]{1,3}(?:_[0-9]{3}){1,4})|([0-9]{1,12}(?:\.[0-9]{1,12})?)([kMBT])",
            "pages": r"([0-9]{1,12}) pages?",
            "number": r"(-?[0-9]{1,9}(?:\.[0-9]{1,15})?)(?: (?=%))?(%|[kM])?",
            "money": r"([0-9]{1,9}(?:\.[0-9]{1,15})?)([kM])?",
            "share": r"(100(?:\.0{1,9})?|[0-9]{1,2}(?:\.[0-9]{1,9})?) ?%",
            "size": r"([0-9]{1,9}(?:\.[0-9]{1,5})?) ?([MGT]i?B)",
            "duration": r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?(ms|s|min|h|d|w|mo|y)",
            "iso": r"P(?=[0-9T])(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
            r"(?:T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?",
            "per": r"([1-9][0-9]{0,5}) per (hour|day|week|month|quarter|year)",
            "date": r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
            "currency": r"[A-Z]{3}",
            "language": rf"(?!(?i:{'|'.join(NO_LANGUAGES)})(?:-|\Z))"
            r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,5}|multilingual",
            "region": r"[a-z]{2}(?:-[a-z0-9]{1,20}){0,5}|global",
        }[name],
        re.ASCII,
    )


def read(form: str, raw: Any) -> Any:
    """The value of a raw YAML value in a form of `READERS`, or None if it cannot be read. Never raises.

    Durations and cadences become timedeltas, capped at 100 years; counts and amounts ints; numbers, money, shares and
    sizes (in GB) floats; dates aware datetimes at midnight UTC; the rest stays text.
    """
    if raw.__class__ is not str:
        return READERS[form](raw)
    if len(raw) <= _SHORT and form not in _WORDS:
        return _read_again(form, raw)
    return READERS[form](raw) if len(raw) <= LONGEST else None


@lru_cache(512)
def _read_again(form: str, raw: str) -> Any:
    """The same few values stand in every file, and in a file as it is typed."""
    return READERS[form](raw)


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and raw else None


def _boolean(raw: Any) -> bool | None:
    return raw if isinstance(raw, bool) else None


def _whole(raw: Any) -> int | None:
    """A number written as a whole one. In `12.000` the point may separate thousands, which a schema cannot see."""
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= MAX_COUNT else None


def _count(raw: Any) -> int | None:
    if not isinstance(raw, str):
        return _whole(raw)
    found = _pattern("count").fullmatch(raw)
    if found is None:
        return None
    grouped, number, letter = found.groups()
    if grouped:
        return int(grouped.replace("_", ""))
    digits, _, decimals = number.partition(".")
    most, places = _DIGITS[letter]
    if len(digits) > most or len(decimals) > places:
        return None
    return int(digits + decimals.ljust(places, "0"))


def _amount(raw: Any) -> int | None:
    if isinstance(raw, str) and (found := _pattern("pages").fullmatch(raw)):
        return int(found[1]) * TOKENS_PER_PAGE
    return _count(raw)


def _decimal(raw: Any, form: str) -> float | None:
    if isinstance(raw, str):
        found = _pattern(form).fullmatch(raw)
        if found is None:
            return None
        number = float(found[1])
        return number / 100 if found[2] == "%" else number * _FACTORS.get(found[2], 1)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return float(raw) if -MAX_NUMBER <= raw <= MAX_NUMBER else None


def _number(raw: Any) -> float | None:
    return _decimal(raw, "number")


def _money(raw: Any) -> float | None:
    value = _decimal(raw, "money")
    return value if value is not None and value >= 0 else None


def _share(raw: Any) -> float | None:
    if isinstance(raw, str):
        found = _pattern("share").fullmatch(raw)
        return float(found[1]) / 100 if found else None
    value = _decimal(raw, "number")
    return value if value is not None and 0 <= value <= 1 else None


def _size(raw: Any) -> float | None:
    found = _pattern("size").fullmatch(raw) if isinstance(raw, str) else None
    return float(found[1]) * _SIZES[found[2]] if found else None


def _duration(raw: Any) -> datetime.timedelta | None:
    if raw == "never":
        return NEVER
    return _length(raw)


def _length(raw: Any) -> datetime.timedelta | None:
    if not isinstance(raw, str):
        zero = raw == 0 and not isinstance(raw, bool) and isinstance(raw, int | float)
        return datetime.timedelta() if zero else None
    if found := _pattern("duration").fullmatch(raw):
        number = float(found[1])
        unit = _UNITS[found[2]]
        return NEVER if number * unit.total_seconds() > NEVER.total_seconds() else number * unit
    if raw.startswith("P") and (found := _pattern("iso").fullmatch(raw)):
        numbers = [int(digits or 0) for digits in found.groups()]
        seconds = [365 * 86400, 30 * 86400, 7 * 86400, 86400, 3600, 60, 1]
        total = sum(number * second for number, second in zip(numbers, seconds, strict=True))
        return datetime.timedelta(seconds=min(total, int(NEVER.total_seconds())))
    return None


def _cadence(raw: Any) -> datetime.timedelta | None:
    return _CADENCE[raw] if isinstance(raw, str) and raw in _CADENCE else _every(raw)


def _follow(raw: Any) -> datetime.timedelta | None:
    return _FOLLOW[raw] if isinstance(raw, str) and raw in _FOLLOW else _every(raw)


def _every(raw: Any) -> datetime.timedelta | None:
    if isinstance(raw, str) and (found := _pattern("per").fullmatch(raw)):
        return _PER[found[2]] / int(found[1])
    return _length(raw)


def _date(raw: Any) -> datetime.datetime | None:
    found = _pattern("date").fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        return None
    try:
        return datetime.datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=datetime.UTC)
    except ValueError:
        return None


def _currency(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and _pattern("currency").fullmatch(raw) else None


def _language(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and _pattern("language").fullmatch(raw) else None


def _region(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and _pattern("region").fullmatch(raw) else None


def _several(raw: Any) -> list[str] | None:
    """A list of words."""
    words = list(raw) if isinstance(raw, list | tuple) else []
    fits = 0 < len(words) <= MOST_WORDS and all(isinstance(one, str) and 0 < len(one) <= LONGEST for one in words)
    return words if fits else None


FORMS: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "open-enum": _text,
    "enum": _text,
    "boolean": _boolean,
    "count": _count,
    "amount": _amount,
    "number": _number,
    "money": _money,
    "currency": _currency,
    "share": _share,
    "size": _size,
    "duration": _duration,
    "cadence": _cadence,
    "follow": _follow,
    "date": _date,
    "language": _language,
    "region": _region,
}
"""The reader of each form."""
WORDS = "words"
"""The form of a list of words, which a threshold can be, and no place of the format is."""
READERS: dict[str, Callable[[Any], Any]] = {**FORMS, WORDS: _several}
"""The reader of each form, also of those that only thresholds have."""
