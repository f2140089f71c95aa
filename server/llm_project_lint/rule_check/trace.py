"""How a rule came to its answer on one document, as plain data: every line of it, its value, and what it rests on."""

from typing import NamedTuple, TypeAlias

from llm_project_lint.facts import Fact, Missing
from llm_project_lint.model import Finding, Position, Severity, ValuePath, Waived
from llm_project_lint.rule_check.judge import State
from llm_project_lint.rulebook.model import Case, Rule, Threshold

Held: TypeAlias = bool | None
"""What a line comes to; None while it is not decided."""


class Origin(NamedTuple):
    """A stated value that a fact rests on: where it stands, and what it is; None for a list of entries."""

    place: ValuePath
    at: Position
    fact: Fact | None


class Read(NamedTuple):
    """A name that a condition reads. value: a bool says whether anything is written there.

    origins: the first of them; more: how many others there are. unusable: it is not known because what is written
    cannot be read.
    """

    name: str
    value: Fact | Missing | Threshold | bool
    origins: tuple[Origin, ...] = ()
    more: int = 0
    unusable: bool = False


class Part(NamedTuple):
    """A part of a condition without `&&` and `||` at its top."""

    text: str
    held: Held
    reads: tuple[Read, ...]


class Line(NamedTuple):
    """One line of a rule. role: `when`, `unless` or `absent`; parts: empty for `absent`."""

    role: str
    text: str
    held: Held
    parts: tuple[Part, ...] = ()


class CaseLines(NamedTuple):
    """One case. applies: whether it is for the choice; held: with what excuses it; a case without lines is true."""

    case: Case
    severity: Severity
    applies: bool
    held: Held
    lines: tuple[Line, ...]


class Entry(NamedTuple):
    """What the rule comes to for the whole file (no label) or for one entry of a list.

    chosen: which of the cases is reported. finding: as `check` has it; under: the rule that it is folded into, "" for
    none; waived: the waiver that takes it out, also together with what it is folded into.
    """

    label: ValuePath
    state: State
    lines: tuple[Line, ...]
    cases: tuple[CaseLines, ...]
    chosen: int = -1
    waits: tuple[ValuePath, ...] = ()
    finding: Finding | None = None
    under: str = ""
    waived: Waived | None = None


class Trace(NamedTuple):
    """A rule on one document. choice: what it is judged by, None where none is stated. currency: of its sums.

    applies: whether the rule is for that choice; without, there are no entries. failed: it could not be evaluated.
    above, below: the rules that outrank it, and those that it outranks, each with whether it reports something here.
    """

    rule: Rule
    choice: str | None
    stage: str
    applies: bool
    failed: bool
    entries: tuple[Entry, ...]
    above: tuple[tuple[str, bool], ...] = ()
    below: tuple[tuple[str, bool], ...] = ()
    currency: str = ""


class DriverTrace(NamedTuple):
    """A driver on one document: whether it holds, None while it waits for facts."""

    rule: Rule
    holds: Held
    failed: bool
    lines: tuple[Line, ...]
    waits: tuple[ValuePath, ...]
    currency: str = ""
