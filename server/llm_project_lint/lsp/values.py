"""A written value as it is understood, for hovers and for hints behind it."""

import datetime
import re
from typing import Any

from llm_project_lint.facts.fact import Fact
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.show import show
from llm_project_lint.facts.values import read
from llm_project_lint.model import Language
from llm_project_lint.texts.hover import TEXTS

_UNCLEAR = ("biweekly", "quarterly", "half-yearly")
"""Words whose number of days not everybody knows, or takes for another one."""
_WORDS = ("text", "open-enum", "enum", "boolean", "language", "region", "currency")
"""Forms whose values are understood as they are written."""
_FAR = re.compile(r" per |page|[0-9] *mo$|iB$")
"""What a number stands with that has to be converted; who writes 48h or 2w knows how long that is."""
_UNTIL = "waivers[].until"
_DAYS = (_UNTIL, "maintenance.review.next", "data.knowledge.sources[].last_reviewed")
"""Days, beside those on which something retires, that matter by how far they are."""


def fact_of(field: Field, raw: Any) -> Fact | None:
    """The fact that a value states, or one entry of a plain list; None for what cannot be read."""
    if field.form in (SECTION, ENTRIES) or (field.values and raw not in field.values):
        return None
    value = read(field.form, raw)
    return None if value is None else Fact(value, field.form, raw)


def understood(field: Field, raw: Any, today: datetime.date, language: Language, currency: str = "") -> str:
    """What a value comes to in common units, "" where that is how it is written."""
    fact = fact_of(field, raw)
    if fact is None or fact.form in _WORDS:
        return ""
    if fact.form == "date":
        return _days((fact.value.date() - today).days, field.name == _UNTIL, language)
    if fact.form == "size" and isinstance(raw, str) and not raw.endswith("GB"):
        fact = fact._replace(raw=None)  # as written it keeps its unit
    if fact.form == "amount" and isinstance(raw, str) and "page" in raw:
        fact = fact._replace(raw=None, bound="estimate")
    shown = show(fact, language, currency=currency)
    return "" if shown == str(raw) else shown


def calculated(field: Field, raw: Any, today: datetime.date, language: Language) -> str:
    """What a reader would have to calculate to know what a value comes to, "" where it says so well enough itself."""
    form = field.form
    if not isinstance(raw, str) or form not in ("cadence", "follow", "duration", "amount", "size", "date"):
        return ""
    if form == "date":
        told = field.name in _DAYS or field.name.endswith(".retires")
    elif raw[:1].isdigit():
        told = _FAR.search(raw) is not None
    else:
        told = raw.startswith("P") or raw in _UNCLEAR
    shown = understood(field, raw, today, language) if told else ""
    return shown if form == "date" or any(sign.isdigit() for sign in shown) else ""  # every day


def _days(left: int, until: bool, language: Language) -> str:
    """How far a day is from today. until: it is the last day of something."""
    if left == 0:
        return TEXTS.say("last-day" if until else "today", language)
    key = ("day-left", "day-over") if until else ("in-day", "day-ago")
    chosen = key[left < 0]
    if abs(left) > 1:
        chosen = chosen.replace("day", "days")
    return TEXTS.say(chosen, language, days=f"{abs(left):,}")
