"""The one place to ask for a fact by name, stated or derived. Derived facts are computed when first asked for."""

import datetime
import weakref
from collections.abc import Mapping
from typing import Any, TypeVar

from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.derived import DERIVED, SOURCE_DERIVED
from llm_project_lint.facts.fact import NEVER, Fact, Missing, missing
from llm_project_lint.model import Path

SOURCES = "data.knowledge.sources"
CHOICE = "approach.choice"
MEASURED = "performance.measured_latency"
_T = TypeVar("_T")


class Item:
    """An entry of a list of entries, asked for its fields by key: own value, else the one it inherits.

    Where no source is listed, one nameless stand-in (index -1) answers with the inherited values.
    """

    __slots__ = ("_facts", "_memo", "record")

    def __init__(self, record: Record, facts: "Facts") -> None:
        self.record = record
        # Facts hold their entries; were they held in turn, only the garbage collector could free either.
        self._facts = weakref.ref(facts)
        self._memo: dict[str, Fact | Missing] = dict(record.entries)

    @property
    def facts(self) -> "Facts":
        """The facts of the document that it is an entry of."""
        facts = self._facts()
        if facts is None:
            raise ReferenceError("the facts of this entry are gone")
        return facts

    @property
    def index(self) -> int:
        """Position in the list, from 0; -1 for the stand-in."""
        return self.record.index

    @property
    def name(self) -> str:
        """The entry's own `name`, "" where it has none."""
        return self.record.name

    @property
    def place(self) -> str:
        """The entry as people name it: `data.knowledge.sources[tickets]`; the bare list for the stand-in."""
        base = self.record.field.name
        return f"{base}[{self.name or self.index}]" if self.index >= 0 else base

    def get(self, field: str) -> Fact | Missing:
        """A field or derived fact of this entry. A missing one asks for the place that would settle all entries."""
        found = self._memo.get(field)
        if found is None:
            found = self._memo[field] = self._get(field)
        return found

    def stated(self, field: str) -> bool:
        """Whether anything is written there, in the entry or where it inherits from."""
        known = self.record.field.children.get(field)
        inherits = known.inherits if known else ""
        return field in self.record.written or bool(inherits and self.facts.stated(inherits))

    def _get(self, field: str) -> Fact | Missing:
        known = self.record.field.children.get(field)
        if known is None:
            return SOURCE_DERIVED[f"source.{field}"].compute(self.facts, self)
        if field in self.record.written:
            return self.record.fact(field)
        if known.inherits:
            return self.facts.get(known.inherits)
        return missing(f"{self.place}.{field}" if self.index >= 0 else self.place)


class Facts:
    """All facts of one document under one choice.

    choice: the approach to judge by, usually `approach.choice`; None where that is not stated or unusable. Another one
    replaces the stated one, and then what was measured says nothing, since it was measured with the stated one.
    entries, values: what is stated, without what another choice takes the meaning of.
    """

    __slots__ = (
        "__weakref__",
        "_items",
        "_memo",
        "_supposed",
        "_tables",
        "_thresholds",
        "choice",
        "entries",
        "record",
        "today",
        "values",
    )

    def __init__(
        self,
        record: Record,
        today: datetime.date,
        thresholds: Mapping[str, Any],
        tables: Mapping[str, Any],
        choice: str | None = None,
    ) -> None:
        self.record = record
        self.today = today
        stated = record.entries.get(CHOICE)
        self.choice: str | None = choice or (stated.value if stated else None)
        self._supposed = choice is not None and (stated is None or choice != stated.value)
        self.entries: Mapping[str, Fact] = _without_choice(record.entries) if self._supposed else record.entries
        self.values: Mapping[str, Any] = _without_choice(record.values) if self._supposed else record.values
        self._thresholds = thresholds
        self._tables = tables
        self._memo: dict[str, Fact | Missing] = dict(self.entries)
        self._items: dict[str, list[Item]] = {}

    def get(self, name: str) -> Fact | Missing:
        """A fact by name: a field, `derived.X`, a driver, `today`, the names of a list of entries, a column of it."""
        found = self._memo.get(name)
        if found is None:
            found = self._memo[name] = self._get(name)
        return found

    def put(self, name: str, fact: Fact | Missing) -> None:
        """Make what rules make of other facts (a driver, the scorecard) a fact for the rules that follow."""
        self._memo[name] = fact

    def stated(self, name: str) -> bool:
        """Whether anything is written there, also an invalid value, `[]` or 0; null and empty sections are nothing."""
        if self._supposed and name.startswith((CHOICE, MEASURED)):
            return name == CHOICE
        return name in self.record.written

    def items(self, name: str) -> list[Item] | None:
        """The entries of a stated list, None where the list is not stated or unusable."""
        if name in self.record.unusable or name not in self.record.items:
            return None
        found = self._items.get(name)
        if found is None:
            found = self._items[name] = [Item(record, self) for record in self.record.items[name]]
        return found

    def each_source(self) -> list[Item]:
        """The sources, or the nameless stand-in where none is listed; empty for an empty or unusable list."""
        if self.stated(SOURCES):
            return self.items(SOURCES) or []
        return [Item(Record(self.record.field.lists[SOURCES], ("data", "knowledge", "sources")), self)]

    def threshold(self, name: str) -> Any:
        """The value in force of a threshold, in the type of its kind."""
        return self._thresholds[name]

    def table(self, name: str) -> Any:
        """A table of `rules/tables/` as plain data."""
        return self._tables[name]

    def _get(self, name: str) -> Fact | Missing:
        derived = DERIVED.get(name)
        if derived is not None:
            return derived.compute(self)
        if self._supposed and name.startswith((CHOICE, MEASURED)):
            if name != CHOICE:
                return Missing()
            paths: tuple[Path, ...] = (tuple(CHOICE.split(".")),) if CHOICE in self.record.entries else ()
            return Fact(self.choice, "enum", self.choice, paths)
        if name == "today":
            return Fact(datetime.datetime.combine(self.today, datetime.time(), datetime.UTC), "date")
        if name == "never":
            return Fact(NEVER, "duration")
        if name in self.record.items:
            return self._names(name)
        if name not in self.record.entries and name not in self.record.unusable:
            base, _, column = name.rpartition(".")
            if base in self.record.field.lists:
                return self._column(base, column)
        return self.record.fact(name)

    def _names(self, name: str) -> Fact | Missing:
        items = self.items(name)
        if items is None:
            return Missing()
        path: Path = tuple(name.split("."))
        return Fact([item.name for item in items], "text", paths=(path,))

    def _column(self, base: str, column: str) -> Fact | Missing:
        """One field over all entries, known only if every entry has it; lists in it become one, each value once."""
        items = self.items(base)
        if items is None:
            return Missing() if base in self.record.unusable else Missing((base,))
        found = [item.get(column) for item in items]
        missing = [fact for fact in found if isinstance(fact, Missing)]
        if missing:
            return missing[0] if all(fact.places for fact in missing) else Missing()
        known = [fact for fact in found if isinstance(fact, Fact)]
        values: list[Any] = [fact.value for fact in known]
        if any(isinstance(value, list) for value in values):
            values = list(dict.fromkeys(one for several in values for one in several))
        paths = tuple(dict.fromkeys(path for fact in known for path in fact.paths))
        return Fact(values, known[0].form if known else "text", paths=paths)


def _without_choice(stated: Mapping[str, _T]) -> Mapping[str, _T]:
    return {name: one for name, one in stated.items() if not name.startswith((CHOICE, MEASURED))}
