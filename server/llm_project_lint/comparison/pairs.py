"""Which project of a revision is which of now: files move, names change, documents are put in front of others."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from llm_project_lint.model import Document


class Side(NamedTuple):
    """One document at one of the two times. path: of its file."""

    path: str
    document: Document

    @property
    def name(self) -> str:
        """`project.name`, "" where none is stated."""
        name = self.document.get(("project", "name"))
        return name if isinstance(name, str) else ""

    @property
    def text(self) -> str:
        """The document as it is written, "" for nothing."""
        start, end = self.document.span
        return self.document.source.text[start:end].strip()


def pairs(before: Sequence[Side], after: Sequence[Side]) -> Iterator[tuple[Side | None, Side | None]]:
    """Each project then and now, those of now in their order; behind them those that are gone.

    First whoever has not changed, wherever it is, then by file and name, by name, and by file: alike ones by their
    order, and the last two only where there is no doubt.
    """
    matching = _Matching(before, after)
    matching.by(lambda one: one.text and (one.path, one.text))
    matching.by(lambda one: one.text)
    matching.by(lambda one: one.name and (one.path, one.name))
    matching.by(lambda one: one.name, alone=True)
    matching.by(lambda one: one.path, alone=True)
    yield from ((matching.found.get(number), one) for number, one in enumerate(after))
    yield from ((one, None) for one in matching.left)


class _Matching:
    """left: of before, what nothing of after is. found: what is which, by number of after."""

    def __init__(self, before: Sequence[Side], after: Sequence[Side]) -> None:
        self.left = list(before)
        self.found: dict[int, Side] = {}
        self._after = after

    def by(self, key: Callable[[Side], Hashable], alone: bool = False) -> None:
        """Match what has the same key; an empty one is none. alone: only if there is one on either side."""
        old: dict[Hashable, list[Side]] = {}
        for one in self.left:
            old.setdefault(key(one), []).append(one)
        new: dict[Hashable, list[int]] = {}
        for number, one in enumerate(self._after):
            if number not in self.found:
                new.setdefault(key(one), []).append(number)
        for value, numbers in new.items():
            same = old.get(value, [])
            if not value or (alone and (len(same) != 1 or len(numbers) != 1)):
                continue
            for number, one in zip(numbers, same, strict=False):
                self.found[number] = one
        taken = {id(one) for one in self.found.values()}
        self.left = [one for one in self.left if id(one) not in taken]
