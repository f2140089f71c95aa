"""The values that are offered at a place of a document."""

import datetime
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from lsprotocol.types import CompletionItemKind

from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.values import CADENCES, read
from llm_project_lint.lsp.completion.flow import Context
from llm_project_lint.lsp.completion.items import Item, Place
from llm_project_lint.lsp.format import words_of
from llm_project_lint.lsp.values import understood
from llm_project_lint.model import Language
from llm_project_lint.rulebook import Rulebook

RULE, REASONS, AT = "waivers[].rule", "approach.reasons", "waivers[].at"
_WORDS = {
    "cadence": (*CADENCES, "static", "never"),
    "follow": ("on-change", *CADENCES, "on-demand", "never"),
    "duration": ("never",),
    "region": ("global",),
    "language": ("multilingual",),
}
_BY_EXAMPLE = ("duration", "size", "language", "region", "currency")
"""Forms whose examples are values that somebody may well want."""
_UNITS = ("ms", "s", "min", "h", "d", "w", "mo", "y", "MB", "GB", "TB", "MiB", "GiB", "TiB", "%", "k", "M", "B", "T")
_PHRASES = ("pages", *(f"per {unit}" for unit in ("hour", "day", "week", "month", "quarter", "year")))
_MEASURED = ("duration", "cadence", "follow", "size", "share", "number", "money", "count", "amount")
"""Forms of numbers that may have a unit."""
_NUMBER = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)( ?)[A-Za-z% ]*", re.ASCII)
_FUTURE = ("until", "next", "retires")
"""Keys of days to come."""
_MONTHS = (3, 6, 12)


def is_measured(place: Place) -> bool:
    """Whether what is offered hangs on the number that is typed."""
    return place.field.form in _MEASURED and not place.field.values


class Values:
    """Finds values. book: of the rules and fields. places: those of findings, as far as they are known."""

    def __init__(
        self, book: Rulebook, language: Language, today: datetime.date, places: Callable[[], Collection[str]] = tuple
    ) -> None:
        self.book = book
        self._language: Language = language
        self._today = today
        self._places = places

    def items(self, context: Context, place: Place, typed: str) -> Iterator[Item]:
        """The values that fit; those of a list that are not in it yet. typed: what stands before the cursor."""
        field, dash = place.field, ""
        if context.slot == "key" or field.form in (SECTION, ENTRIES):
            return
        if context.slot == "start" and not place.entered:
            if context.began and not field.many:
                return
            dash = "- " if field.many and not context.quote else ""
        present = set(context.beside(True)) if place.entered or dash else set()
        after = (context.quote if not context.closed else "") + context.trail
        for word, kind in self._words(field, typed):
            said = str(word).lower() if isinstance(word, bool) else str(word)
            # Behind a blank only a phrase can go on; a number in quotes is a text, and brackets end a word in brackets.
            if said in present or (typed.endswith(" ") and not said.startswith(typed)):
                continue
            if (context.quote and not isinstance(word, str)) or (context.flow and not context.quote and "[" in said):
                continue
            present.add(said)  # an example may be a usual word, or what is typed with a unit
            text = context.lead + dash + said + after
            yield Item(dash + said, text, kind, field.name, said, self.detail(field, word), said)

    def detail(self, field: Field, word: Any) -> str:
        """What a value means, in few words."""
        said = str(word)
        if field.name == RULE and said in self.book.rules:
            return self.book.rules[said].title.of(self._language)
        if field.name == REASONS and said in self.book.drivers:
            return self.book.drivers[said].title.of(self._language)
        known = words_of(self._language)[field.name].values
        return known.get(said) or understood(field, word, self._today, self._language)

    def _words(self, field: Field, typed: str) -> Iterator[tuple[Any, CompletionItemKind]]:
        enum, value = CompletionItemKind.EnumMember, CompletionItemKind.Value
        words = words_of(self._language)[field.name]
        if field.values or words.values:
            yield from ((word, enum) for word in field.values or words.values)
            return
        yield from ((word, CompletionItemKind.Unit) for word in _with_units(field, typed))
        if field.name in (RULE, REASONS):
            book = self.book.rules if field.name == RULE else self.book.drivers
            yield from ((name, CompletionItemKind.Reference) for name in book)
        elif field.name == AT:
            yield from ((place, CompletionItemKind.Reference) for place in self._places())
        elif field.form == "boolean":
            yield from ((word, value) for word in (True, False))
        elif field.form == "date":
            months = (*_MONTHS, 0) if field.name.rpartition(".")[2] in _FUTURE else (0,)
            yield from ((_later(self._today, count), value) for count in months)
        if field.form in _BY_EXAMPLE:
            examples = (one for whole in words.examples for one in (whole if isinstance(whole, list) else [whole]))
            yield from ((word, value) for word in dict.fromkeys(examples))
        yield from ((word, value) for word in _WORDS.get(field.form, ()))


def _with_units(field: Field, typed: str) -> Iterator[str]:
    """The number that is typed with each unit that it can have there."""
    found = _NUMBER.fullmatch(typed)
    if found is None or field.form not in _MEASURED:
        return
    number, blank = found.groups()
    for unit in (*_UNITS, *_PHRASES):
        said = f"{number}{' ' if ' ' in unit or unit == 'pages' else blank}{unit}"
        if read(field.form, said) is not None:
            yield said


def _later(day: datetime.date, months: int) -> str:
    """A day some months later, the last of its month where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    following = datetime.date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(1)).day
    return datetime.date(day.year + year, month + 1, min(day.day, last)).isoformat()
