"""The table of the four approaches: a verdict for each, and what speaks against and for it by dimension."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from llm_project_lint.comparison.columns import SIDES, Column, Criterion
from llm_project_lint.comparison.decision import Decision
from llm_project_lint.model import Language
from llm_project_lint.outputs.paint import Line, Piece, breaks, line
from llm_project_lint.outputs.printable import width
from llm_project_lint.texts.comparison import TEXTS

BEYOND = "beyond"
DIMENSIONS = {
    "data": ("data",),
    "requirements": ("requirements",),
    "performance-cost": ("performance", "cost"),
    "maintenance": ("maintenance",),
    BEYOND: ("approach", "evaluation", "security"),
}
"""The article's four dimensions and what lies beyond them, with their categories of rules."""
CELL = 14
"""Columns of a cell."""
STYLES = {"contradicted": "error", "in-question": "warning", "nothing-against": "place", "undecided": "rule"}


Row: TypeAlias = tuple[str, list[list[Piece]]]
"""The name of a row, and for each approach the pieces of its cell, each a line of its own."""


def rows(decision: Decision, language: Language) -> Iterator[Row]:
    """What is counted of each approach, by dimension and beyond, for another table."""
    return _Table(decision, language).rows()


def table(decision: Decision, language: Language) -> Iterator[Line]:
    """The lines of the table; it is as wide as 80 columns."""
    return _Table(decision, language).lines()


class _Table:
    """Writes the table."""

    def __init__(self, decision: Decision, language: Language) -> None:
        self._decision = decision
        self._language = language

    def lines(self) -> Iterator[Line]:
        columns = self._decision.columns
        rows: list[Row] = [
            ("", [self._name(column) for column in columns]),
            (self._say("verdict"), [[Piece(self._say(one.verdict), STYLES[one.verdict])] for one in columns]),
        ]
        rows += self.rows()
        rows.append((self._say("decided"), [[self._share(column.criteria)] for column in columns]))
        label = max(width(name) for name, _ in rows) + 2
        for name, cells in rows:
            yield from _row(name, label, [[part for piece in cell for part in _wrapped(piece)] for cell in cells])

    def rows(self) -> Iterator[Row]:
        """The rows between the verdict and how much could be decided."""
        columns = self._decision.columns
        for dimension, categories in DIMENSIONS.items():
            if dimension != BEYOND or any(self._found(column, categories) for column in columns):
                yield self._say(dimension), [self._dimension(column, categories) for column in columns]
        yield self._say("drivers"), [self._drivers(column) for column in columns]
        yield self._say("settle"), [[self._number(len(one.settle))] for one in columns]

    def _name(self, column: Column) -> list[Piece]:
        chosen = column.choice == self._decision.chosen
        return [Piece(self._say("chosen-mark", choice=column.choice) if chosen else column.choice, "place")]

    def _dimension(self, column: Column, categories: Sequence[str]) -> list[Piece]:
        """How many findings there are of each severity, the less grave ones only where there is nothing graver."""
        criteria = [one for one in column.criteria if one.category in categories]
        found = self._found(column, categories)
        if found or not criteria:
            return found or [Piece(self._say("none"), "rule")]
        decided = sum(one.decided for one in criteria)
        return [Piece(self._say("clear" if decided else "open", decided=decided, all=len(criteria)), "rule")]

    def _found(self, column: Column, categories: Sequence[str]) -> list[Piece]:
        rules = {one.name for one in column.criteria if one.category in categories}
        counts = Counter(one.severity for one in (*column.against, *column.infos) if one.rule in rules)
        cell = [self._count(severity, counts[severity]) for severity in ("error", "warning") if counts[severity]]
        if counts["info"] and not cell:
            cell.append(self._count("info", counts["info"]))
        if waived := sum(one.finding.rule in rules for one in column.waived):
            cell.append(Piece(self._say("waived-count", count=waived), "rule"))
        return cell

    def _drivers(self, column: Column) -> list[Piece]:
        if not column.drivers:
            return [Piece(self._say("none"), "rule")]
        counts = Counter(one.strength for one in column.drivers)
        cell = [Piece(self._say(f"{strength}-count", count=count)) for strength, count in counts.items()]
        sides = {one.side for one in column.drivers}
        if len(sides) < len(SIDES[column.choice]):
            cell.append(Piece(self._say("one-side", side=sides.pop()), "rule"))
        return cell

    def _share(self, criteria: Sequence[Criterion]) -> Piece:
        decided = sum(one.decided for one in criteria)
        return Piece(self._say("share", decided=decided, all=len(criteria)))

    def _number(self, number: int) -> Piece:
        return Piece(str(number)) if number else Piece(self._say("none"), "rule")

    def _count(self, severity: str, count: int) -> Piece:
        return Piece(
            self._say(f"one-{severity}") if count == 1 else self._say(f"{severity}-count", count=count), severity
        )

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._language, **values)


def _row(name: str, label: int, cells: Sequence[Sequence[Piece]]) -> Iterator[Line]:
    """A row of the table, as many lines as its highest cell has."""
    for number in range(max(map(len, cells))):
        pieces = [Piece((name if number == 0 else "") + " " * (label - width(name if number == 0 else "")), "label")]
        for cell in cells:
            piece = cell[number] if number < len(cell) else Piece("")
            pieces += [piece, Piece(" " * (CELL + 1 - width(piece.text)))]
        yield line(*pieces)


def _wrapped(piece: Piece) -> Iterator[Piece]:
    """The lines of a cell."""
    cuts = breaks(piece.text, CELL, 0)
    for start, end in zip((0, *cuts), (*cuts, len(piece.text)), strict=True):
        yield Piece(piece.text[start:end].rstrip(), piece.style)
