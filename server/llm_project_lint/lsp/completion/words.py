"""The values that are offered at a place of a document."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lsprotocol.types import CompletionItemKind

from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.show import written
from llm_project_lint.facts.values import CADENCES, read
from llm_project_lint.lsp.completion.flow import Context
from llm_project_lint.lsp.completion.items import Item, Place
from llm_project_lint.lsp.format import words_of
from llm_project_lint.lsp.values import understood
from llm_project_lint.model import Language
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.texts.hover import TEXTS

RULE, AT = "waivers[].rule", "waivers[].at"
_WORDS = {
    "cadence": (*CADENCES, "static"),
    "follow": ("on-change", *CADENCES, "on-demand", "never"),
    "duration": ("never",),
    "region": ("global",),
    "language": ("multilingual",),
    "currency": ("USD", "EUR", "CNY", "GBP", "JPY"),
}
_BY_EXAMPLE = ("duration", "size", "language", "region")
"""Forms whose examples are values that somebody may well want."""
_LONG = ("d", "w", "mo", "h", "y", "min")
_PHRASES = tuple(f"per {unit}" for unit in ("hour", "day", "week", "month", "quarter", "year"))
_UNITS: Mapping[str, tuple[str, ...]] = {
    "duration": _LONG,
    "cadence": (*_LONG, *_PHRASES),
    "follow": (*_LONG, *_PHRASES),
    "size": ("GB", "GiB", "MB", "TB"),
    "share": ("%",),
    "number": (),
    "money": ("k", "M"),
    "count": ("k", "M"),
    "amount": ("k", "M", "pages"),
}
"""The units that numbers of a form may well have, the likeliest first."""
_BILLIONS = ("B", "M", "T", "k")
_SHORT = ("s", "ms", "min")
"""Units of what a user waits for."""
_NUMBER = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)( ?)[A-Za-z% ]*", re.ASCII)
_PLAIN_PLACE = re.compile(r"[\w.\[\]-]+")
"""Places that need no quotes."""
_FUTURE = ("until", "next", "retires")
"""Keys of days to come."""
_MONTHS = (3, 6, 12)


def is_measured(place: Place) -> bool:
    """Whether what is offered hangs on the number that is typed."""
    return place.field.form in _UNITS and not place.field.values


class Found(NamedTuple):
    """A finding of the document. said: how grave it is and where, in few words. own: the waiver at hand is about it."""

    rule: str
    place: str
    said: str
    own: bool = True


class Values:
    """Finds values.

    book: of the rules and fields. found: the findings as far as they are known, first those of the waiver at the place.
    """

    def __init__(
        self, book: Rulebook, language: Language, today: datetime.date, found: Callable[[], Sequence[Found]] = tuple
    ) -> None:
        self.book = book
        self._language: Language = language
        self._today = today
        self._found = found

    def items(self, context: Context, place: Place, typed: str) -> Iterator[Item]:
        """The values that fit; those of a list that are not in it yet. typed: what stands before the cursor."""
        field, dash = place.field, ""
        if context.slot == "key" or field.form in (SECTION, ENTRIES):
            return
        if context.slot == "start" and not place.entered:
            if context.began and not field.many:
                return
            dash = "- " if field.many and not context.quote else ""
            if context.listed not in (None, bool(dash)):
                return
        present = set(context.beside(True)) if place.entered or dash else set()
        reported: Mapping[str, str] = {}
        if field.name in (RULE, AT):
            own = [one for one in reversed(self._found()) if one.own or field.name == RULE]
            reported = {one.rule if field.name == RULE else one.place: one.said for one in own}
        after = (context.quote if not context.closed else "") + context.trail
        for word, kind in self._words(field, typed):
            said = written(word)
            # Behind a blank only a phrase can go on; a number in quotes is a text, and brackets end a word in brackets.
            if said in present or (typed.endswith(" ") and not said.startswith(typed)):
                continue
            if (context.quote and not isinstance(word, str)) or (context.flow and not context.quote and "[" in said):
                continue
            present.add(said)  # an example may be a usual word, or what is typed with a unit
            text = context.lead + dash + said + after
            detail = self.detail(field, word)
            if said in reported:
                detail = TEXTS.say("means", self._language, word=reported[said], meaning=detail)
            yield Item(dash + said, text, kind, field.name, said, detail, said)

    def offers(self, name: str) -> bool:
        """Whether there is anything to choose from before something of a value, or a section, is typed."""
        field = self.book.fields.find(name) if name else None
        return field is not None and (field.form == SECTION or any(True for _ in self._words(field, "")))

    def detail(self, field: Field, word: Any) -> str:
        """What a value means, in few words."""
        said = str(word)
        if field.name == RULE and said in self.book.rules:
            return self.book.rules[said].title.of(self._language)
        known = words_of(self._language, self.book)[field.name].values
        return known.get(said) or understood(field, word, self._today, self._language)

    def _words(self, field: Field, typed: str) -> Iterator[tuple[Any, CompletionItemKind]]:
        enum, value = CompletionItemKind.EnumMember, CompletionItemKind.Value
        words = words_of(self._language, self.book)[field.name]
        if field.values or words.values:
            yield from ((word, enum) for word in field.values or words.values)
            return
        examples = [one for whole in words.examples for one in (whole if isinstance(whole, list) else [whole])]
        yield from ((word, CompletionItemKind.Unit) for word in _with_units(field, typed, examples))
        if field.name == RULE:
            reported = (one.rule for one in self._found() if one.rule in self.book.rules)
            yield from ((name, CompletionItemKind.Reference) for name in dict.fromkeys((*reported, *self.book.rules)))
        elif field.name == AT:
            own = (one.place for one in self._found() if one.own and one.rule in self.book.rules)
            places = (place for place in own if _PLAIN_PLACE.fullmatch(place))
            yield from ((place, CompletionItemKind.Reference) for place in dict.fromkeys(places))
        elif field.form == "boolean":
            yield from ((word, value) for word in (True, False))
        elif field.form == "date":
            months = (*_MONTHS, 0) if field.name.rpartition(".")[2] in _FUTURE else (0,)
            yield from ((_later(self._today, count), value) for count in months)
        if field.form in _BY_EXAMPLE:
            # Of languages the reader's own comes first.
            yield from ((word, value) for word in sorted(dict.fromkeys(examples), key=self._language.__ne__))
        yield from ((word, value) for word in _WORDS.get(field.form, ()))


def _with_units(field: Field, typed: str, examples: Sequence[Any]) -> Iterator[str | float]:
    """The number that is typed, and with each unit that it may well have there."""
    found = _NUMBER.fullmatch(typed)
    if found is None or field.form not in _UNITS:
        return
    number, blank = found.groups()
    bare = float(number) if "." in number else int(number)
    if str(bare) == typed and read(field.form, bare) is not None:
        yield bare
    for unit in _units(field, examples):
        said = f"{number}{' ' if ' ' in unit or unit == 'pages' else blank}{unit}"
        if read(field.form, said) is not None:
            yield said


def _units(field: Field, examples: Sequence[Any]) -> Sequence[str]:
    """The units of a number at a place. examples: of values there."""
    name, form = field.name, field.form
    if form == "duration" and name.startswith("performance."):
        return _SHORT
    if form in ("count", "amount") and any(str(one).endswith("B") for one in examples):
        return _BILLIONS
    if form == "number" and name.endswith((".target", ".value")):
        return _UNITS["share"]
    return () if name.startswith("cost.prices.") else _UNITS[form]


def _later(day: datetime.date, months: int) -> str:
    """A day some months later, the last of its month where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    following = datetime.date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(1)).day
    return datetime.date(day.year + year, month + 1, min(day.day, last)).isoformat()
