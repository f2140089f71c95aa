"""The places where something else may stand: what a document states, and what it leaves out."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from llm_project_lint.comparison.values import by_words, varies
from llm_project_lint.facts import Fact
from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.fields import Field
from llm_project_lint.model import Path, ValuePath

MOST_UNKNOWN = 8
"""Facts not stated that are tried because rules wait for them."""
_PLANS = ("approach.", "maintenance.", "performance.stages.")
"""Places of plans, beside the designs of the approaches."""
_FIXED = (
    "version",
    "project.name",
    "approach.choice",
    "waivers",
    "evaluation.results",
    "performance.measured_latency",
    "requirements.accuracy.better",
)
"""Places where another value would be no other project, or is what somebody has measured and how."""

Kind: TypeAlias = Literal["fact", "plan"]


class Candidate(NamedTuple):
    """A place where something else may stand. fact: what is stated there."""

    path: Path
    place: ValuePath
    field: Field
    fact: Fact | None

    @property
    def kind(self) -> Kind:
        """Whether it is a fact of the project or a plan of its team."""
        return "plan" if self.field.design or self.place.startswith(_PLANS) else "fact"


def candidates(record: Record, unknown: Iterable[ValuePath]) -> list[Candidate]:
    """Facts before plans; those that are not stated first, as they are few and the most awaited.

    Words that nobody waits for come last: one of them may be an excuse. unknown: what rules wait for.
    """
    fields = record.field
    awaited = [place for place in unknown if "[" not in place][:MOST_UNKNOWN]
    silent = [_silent(field) for place in awaited if (field := fields.find(place))]
    rest = (field for field in fields.walk() if field.name not in record.written and by_words(field))
    excuses = (_silent(field) for field in rest if "[]" not in field.name and field.name not in awaited)
    return [*_wanted((*silent, *_stated(record, ""))), *_wanted(excuses)]


def size(record: Record) -> int:
    """How many values a document states."""
    return len(record.entries) + sum(size(item) for items in record.items.values() for item in items)


def _wanted(found: Iterable[Candidate]) -> list[Candidate]:
    varied = (one for one in found if varies(one.field, one.fact) and not one.place.startswith(_FIXED))
    return sorted(varied, key=lambda one: one.kind == "plan")


def _silent(field: Field) -> Candidate:
    """A place where nothing is stated."""
    return Candidate(tuple(field.name.split(".")), field.name, field, None)


def _stated(record: Record, prefix: ValuePath) -> Iterator[Candidate]:
    """Every stated value of a document, or of an entry of one of its lists."""
    for name, fact in record.entries.items():
        known = record.field.children.get(name) if prefix else record.field.find(name)
        if known:
            yield Candidate(fact.paths[0], f"{prefix}{name}", known, fact)
    for name, items in record.items.items():
        for item in items:
            yield from _stated(item, f"{name}[{item.name or item.index}].")
