"""Rows of cells as lines."""

from collections.abc import Iterator, Sequence

from llm_project_lint.outputs.printable import width


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows, at least one, as lines, their columns aligned by what a terminal shows of printable cells."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
