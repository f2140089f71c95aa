"""What must hold for every change of every document: the intended data and every comment, or no edit at all."""

import copy
import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.edits import apply, edits_for
from llm_project_lint.model import Change, Document, Path, Source
from llm_project_lint.source import read_documents
from tests.properties.documents import document
from tests.properties.styles import Writer

VALUES = (
    "weekly",
    "2 per week",
    "no",
    "a: b",
    "a, b",
    "#",
    "{",
    "",
    " a",
    "it's",
    '"',
    "新",
    "5",
    "1\n2",
    True,
    0,
    40_000,
    0.5,
)
NAMES = ("updates", "owner", "x-new", "a b", "yes", "é")


class Case:
    """A document written in some style, and changes of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        data = document(seed)
        writer = Writer(self.chance)
        self.text = writer.text(data)
        self.comments = writer.comments
        self.document = read_documents(Source("f", self.text))[0]
        assert self.document.data == data, self.text
        assert not self.document.problems, self.text
        kinds = self.chance.choice(["set", "set", "append", "remove", "rename", "several"])
        many = ["set", "append", "rename"] * self.chance.randint(1, 2) if kinds == "several" else [kinds]
        self.changes: list[Change] = []
        for kind in many:
            change = self._change(kind)
            if change and not any(_touch(change.path, other.path) for other in self.changes):
                self.changes.append(change)

    def _change(self, kind: str) -> Change | None:
        paths = [path for path in self.document.marks if path]
        value = self.chance.choice(VALUES)
        if kind == "rename":
            paths = [path for path in paths if isinstance(path[-1], str)]
            name = self.chance.choice(NAMES)
            paths = [path for path in paths if name not in self.document.get(path[:-1])]
            return Change("rename", self.chance.choice(paths), name) if paths else None
        if kind == "remove":
            paths = [path for path in paths if len(self.document.get(path[:-1])) > 1]
            return Change("remove", self.chance.choice(paths)) if paths else None
        if kind == "set" and self.chance.random() < 0.5:
            places = [path for path in self.document.marks if self.document.get(path).__class__ in (dict, type(None))]
            new = self.chance.sample(NAMES, self.chance.randint(1, 3))
            path: Path = (*self.chance.choice(places), *new)
            return Change("set", path, value) if self.document.get(path) is None else None
        unfit = dict if kind == "append" else dict | list
        paths = [path for path in paths if not isinstance(self.document.get(path), unfit)]
        path = self.chance.choice(paths) if paths else ("x-new",)
        return None if self.document.get(path) == value else Change("set" if kind == "set" else "append", path, value)

    def intended(self) -> Any:
        data = copy.deepcopy(self.document.data)
        for kind, path, value in self.changes:
            *above, last = path
            inside = data
            for step in above:
                if isinstance(inside, dict) and inside.get(step) is None:
                    inside[step] = {}
                inside = inside[step]
            if kind == "remove":
                del inside[last]
            elif kind == "rename":
                inside[value] = inside.pop(last)
            elif kind == "set":
                inside[last] = value
            else:
                old = inside.get(last) if isinstance(inside, dict) else inside[last]
                inside[last] = [value] if old is None else [*(old if isinstance(old, list) else [old]), value]
        return data


def _touch(one: Path, other: Path) -> bool:
    """Whether one path leads to the other, or both make a new key in the same section."""
    return one[: len(other)] == other or other[: len(one)] == one or one[:-1] == other[:-1]


def _typed(value: Any) -> str:
    """A text that tells 1, 1.0 and true apart, whatever the order of keys."""
    if isinstance(value, dict):
        return repr(sorted((key, _typed(child)) for key, child in value.items()))
    return repr([_typed(child) for child in value]) if isinstance(value, list) else repr(value)


def _kept(case: Case) -> list[str]:
    """The comments that must not go: all but those inside an entry that is removed, or in its last line."""
    gone = ""
    for change in case.changes:
        if change.kind == "remove":
            start, end = case.document.marks[change.path].value
            if key := case.document.marks[change.path].key:
                start = key.start
            elif case.document.marks[change.path[:-1]].style == "block":
                start = case.text.rindex("-", 0, start)
            behind = case.text[end:].splitlines()
            gone += case.text[start:end] + (behind[0] if behind else "")
    return [comment for comment in case.comments if comment not in gone]


def result(case: Case) -> str | None:
    """The changed text, None where the changes are refused."""
    edits = edits_for(case.document, case.changes)
    return apply(case.text, edits) if edits else None


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40))
def test_the_result_is_what_was_intended_and_keeps_all_comments(seed: int) -> None:
    case = Case(seed)
    text = result(case)
    if text is None:
        return
    after: list[Document] = read_documents(Source("f", text))
    assert len(after) == 1
    assert not after[0].problems
    assert _typed(after[0].data) == _typed(case.intended())
    for comment in _kept(case):
        assert comment in text
    rest = text.replace("\r\n", "")
    if "\r\n" in case.text:
        assert "\n" not in rest
        assert "\r" not in rest
    assert text.startswith("\ufeff") == case.text.startswith("\ufeff")


def test_few_changes_are_refused() -> None:
    cases = [case for case in map(Case, range(800)) if case.changes]
    refused = [case for case in cases if result(case) is None]
    assert len(refused) < len(cases) * 0.1
