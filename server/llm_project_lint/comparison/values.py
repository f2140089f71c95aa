"""Other values that a fact could have: the other words of an enum, and numbers around what rules compare it with."""

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from llm_project_lint.cel.condition import leaves
from llm_project_lint.facts import Fact, Facts
from llm_project_lint.facts.fact import NEVER
from llm_project_lint.facts.fields import Field
from llm_project_lint.facts.values import read
from llm_project_lint.rulebook.model import STAGES, Clause, Rule, Rulebook

Raw: TypeAlias = str | int | float | bool | list[Any]
"""A value as it would be written in the file."""
FAR = 10.0
"""Factor up to which a number is tried for the sake of what is computed from it: nobody budgets a hundredth."""
MOST = 12
"""Values that are tried for one place."""
_NUMBERS = ("count", "amount", "number", "money", "share", "size", "duration")
_NEVER = {"cadence": "static", "follow": "never"}
_PACES = ("daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly")
_UNITS = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0), ("ms", 0.001))


def by_words(field: Field) -> bool:
    """Whether a field has a few words to choose from."""
    return bool(field.values) or field.form in ("boolean", *_NEVER)


def varies(field: Field, stated: Fact | None) -> bool:
    """Whether other values of a field can be made up: no text can be, but a list of texts can be shorter."""
    several = stated is not None and isinstance(stated.value, list) and len(stated.value) > 1
    return by_words(field) or several or field.form in (*_NUMBERS, "date")


class Other(NamedTuple):
    """Another value for a place, as it would be written.

    factor: how many times larger or smaller a number would be than the stated one; 1 for words.
    """

    raw: Raw
    factor: float = 1.0


def others(
    field: Field, stated: Fact | None, rules: Iterable[Rule], every: Sequence[Facts], book: Rulebook
) -> list[Other]:
    """Values to try at a place, the nearest to the stated one first.

    rules: those that it matters to. every: the facts under each approach, among which it is compared with others.
    """
    now = stated.value if stated else None
    if field.values:
        found: Iterable[Raw] = _words(field, now)
    elif field.form == "boolean":
        found = (True, False)
    elif field.form in _NEVER:
        found = (*_PACES, _NEVER[field.form])
    elif field.form in _NUMBERS:
        found = _numbers(field, now, rules, every, book)
    elif field.form == "date":
        found = [facts.today.isoformat() for facts in every[:1]]
    else:
        found = (now[:length] for length in range(len(now) - 1, 0, -1)) if isinstance(now, list) else ()
    values: dict[str, Other] = {}
    for raw in found:
        value = _value(field, raw)
        if value is not None and value != now:
            values.setdefault(repr(value), Other(raw, _factor(value, now)))
    return sorted(values.values(), key=lambda other: other.factor)[:MOST]


class _Steps(Sequence[Other]):
    """Whole numbers of a unit, from one beside the stated value to another value."""

    def __init__(self, field: Field, now: Any, unit: str, numbers: range) -> None:
        self._field = field
        self._now = now
        self._unit = unit
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, at: Any) -> Any:
        raw: Raw = f"{self._numbers[at]}{self._unit}" if self._unit else self._numbers[at]
        return Other(raw, _factor(_value(self._field, raw), self._now))


def between(field: Field, stated: Fact | None, raw: Raw) -> Sequence[Other]:
    """The values on the way from a stated number to another one, which is the last; none where there is no way.

    Counts and amounts go by one, lengths of time by the unit of the other value.
    """
    now, unit, size = stated.value if stated else None, "", 1.0
    if isinstance(now, datetime.timedelta) and isinstance(raw, str):
        found = re.fullmatch(r"(\d+)([a-z]+)", raw)
        if found is None or found[2] not in dict(_UNITS):
            return ()
        number, unit, size = int(found[1]), found[2], dict(_UNITS)[found[2]]
        now = now.total_seconds()
    elif isinstance(now, int) and isinstance(raw, int) and not isinstance(now, bool):
        number = raw
    else:
        return ()
    start = now / size
    numbers = (
        range(math.floor(start) + 1, number + 1) if number > start else range(math.ceil(start) - 1, number - 1, -1)
    )
    return _Steps(field, stated.value if stated else None, unit, numbers)


def _value(field: Field, raw: Raw) -> Any:
    """The value that a raw one is read as, None where it cannot be written there."""
    if isinstance(raw, list):
        values = [_value(field._replace(many=False), one) for one in raw]
        return None if None in values else values
    return (raw if raw in field.values else None) if field.values else read(field.form, raw)


def _factor(value: Any, now: Any) -> float:
    """How many times larger or smaller a number is than the stated one; 1 where there is no such number."""
    numbers = [one.total_seconds() if isinstance(one, datetime.timedelta) else one for one in (value, now)]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        return 1.0
    low, high = sorted(numbers)
    return high / low if low > 0 else math.inf


def _words(field: Field, now: Any) -> Iterator[Raw]:
    """The words of an enum; of a list that is stated also one word less and one word more."""
    if field.name == "project.stage":
        yield from STAGES[STAGES.index(now) + 1 if now else 0 :]  # a project goes on, not back
        return
    if isinstance(now, list) and now:
        yield from ([one for one in now if one != left] for left in now if len(now) > 1)
        yield from ([*now, one] for one in field.values if one not in now)
    yield from ([one] if field.many else one for one in field.values)


def _numbers(field: Field, now: Any, rules: Iterable[Rule], every: Sequence[Facts], book: Rulebook) -> Iterator[Raw]:
    for value, threshold, direct in _compared(field, rules, every, book):
        if direct if now is None else (direct and threshold) or _factor(value, now) <= FAR:
            yield from _around(field.form, value)


def _compared(
    field: Field, rules: Iterable[Rule], every: Sequence[Facts], book: Rulebook
) -> Iterator[tuple[Any, bool, bool]]:
    """What the field, or a fact computed from it, is compared with: thresholds, and other facts of its type.

    With each goes whether it is a threshold, and whether it is compared with the field itself.
    """
    kind = field.cel_type
    for leaf in (leaf for rule in rules for clause in _clauses(rule) for leaf in leaves(clause.condition)):
        direct = field.name in leaf.reads
        if not direct and not any(name.startswith(("derived.", "source.")) for name in leaf.reads):
            continue
        for name in leaf.reads:
            if name.startswith("threshold."):
                if book.variables[name] == kind and not kind.startswith("list("):
                    yield book.thresholds[name.removeprefix("threshold.")].value, True, direct
            elif name != field.name and not name.startswith("stated."):
                for facts in every:
                    yield from ((value, False, direct) for value in _values(name, kind, facts, book))


def _values(name: str, kind: str, facts: Facts, book: Rulebook) -> Iterator[Any]:
    """The value of a fact, and those that it was computed from, where they are of a type."""
    if name.startswith("source."):
        found = [item.get(name.removeprefix("source.")) for item in facts.each_source()]
    else:
        found = [facts.get(name)] if name.startswith("derived.") or book.fields.find(name) else []
    for fact in found:
        if isinstance(fact, Fact):
            names = (".".join(map(str, path)) for path in fact.paths)
            for part in (name, *(one for one in names if book.fields.find(one))):
                known = fact if part == name else facts.get(part)
                if isinstance(known, Fact) and _type(part, book) == kind:
                    yield known.value


def _around(form: str, value: Any) -> Iterator[Raw]:
    """A value as it is written, and those just beside it."""
    if isinstance(value, datetime.timedelta):
        seconds = value.total_seconds()
        if 0 < seconds < NEVER.total_seconds():
            fit = [(unit, size) for unit, size in _UNITS if seconds >= size and _whole(seconds / size)] or [("s", 1.0)]
            unit, size = fit[0] if fit[0][0] != "ms" or seconds < 1 else ("s", 1.0)
            beside = _near(seconds / size) if unit == "s" else _beside(round(seconds / size))
            yield from (f"{number:g}{unit}" for number in beside)
    elif isinstance(value, int):
        yield from _beside(value)
    elif isinstance(value, float):
        yield from (f"{one:g}GB" if form == "size" else one for one in _near(value))


def _beside(number: int) -> Iterator[int]:
    yield number
    if number > 1:
        yield number - 1
    yield number + 1


def _near(value: float) -> Iterator[int | float]:
    """A decimal number with two digits, or as many as its whole part has, and its neighbours."""
    places = max(1 - math.floor(math.log10(value)), 0) if value > 0 else 2
    step = 10.0**-places
    down = math.floor(value / step + 1e-9) * step
    for one in (down, down + step, down - step):
        if one >= 0:
            yield round(one) if not places or _whole(one) else round(one, places)


def _whole(number: float) -> bool:
    return abs(number - round(number)) < 1e-9


def _clauses(rule: Rule) -> Iterator[Clause]:
    yield from (*rule.when, *rule.unless)
    for case in rule.cases:
        yield from (*case.when, *case.unless)


def _type(name: str, book: Rulebook) -> str | None:
    """The type of a fact in conditions; a book need not list those that none of its conditions reads."""
    field = book.fields.find(name)
    return field.cel_type if field else book.variables.get(name)
