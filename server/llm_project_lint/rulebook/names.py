"""Which dotted name of a rulebook an unknown one stands for."""

from collections.abc import Collection

from llm_project_lint.facts.fields import ENTRIES, Field
from llm_project_lint.facts.nearest import nearest

KINDS = ("threshold", "derived", "driver", "stated", "scorecard")
"""First parts of the names that are no places of the format."""


def meant(name: str, known: Collection[str]) -> str:
    """The known name that an unknown one stands for, "" where none is near.

    Among names of one kind only: no place is meant where a threshold is written. A bare word stands for a place that
    ends in it, not for one that merely has it somewhere: `and` is not `derived.running_and_retraining`.
    """
    kind = name.partition(".")[0]
    if "." not in name:
        near, _ = nearest(name, [one for one in known if "." not in one])
        ends = [one for one in known if one.rpartition(".")[2] == name and _kind(one) not in ("stated", "scorecard")]
        return near or (ends[0] if len(ends) == 1 else "")
    near, _ = nearest(name, [one for one in known if _kind(one) == (kind if kind in KINDS else "")])
    return near or ""


def place_meant(name: str, root: Field) -> str:
    """The place that a name stands for where a rule names one, "" where none is near: of the format, or of an entry."""
    lists = [field for field in root.walk() if field.form == ENTRIES]
    for field in lists:
        for owner in (field.item, field.name):
            key = name.removeprefix(f"{owner}.")
            if key != name:
                near = key if key in field.children else nearest(key, field.children)[0]
                return f"{field.item}.{near}" if near else ""
    places = [field.name for field in root.walk() if field.name and "[]" not in field.name]
    return meant(name, [*places, *(f"{field.item}.{key}" for field in lists for key in field.children)])


def or_meant(near: str) -> str:
    """The end of a message about an unknown name."""
    return f"; did you mean `{near}`?" if near else ""


def _kind(name: str) -> str:
    kind = name.partition(".")[0]
    return kind if kind in KINDS else ""
