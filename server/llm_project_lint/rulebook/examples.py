"""The examples inside the rule files: documents, and what is expected of them. Tests run them, pages show them."""

import datetime
import os
from typing import Any, NamedTuple

from llm_project_lint.facts.fields import nested
from llm_project_lint.model import Path
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import Rule, Rulebook, Words

TODAY = datetime.date(2026, 11, 22)
"""The day on which all examples are judged."""


class Example(NamedTuple):
    """One example of a rule.

    kind: `bad`, `good` or `not_stated`; expected: its keys as they are written; path: where it stands in the file.
    """

    rule: str
    kind: str
    caption: Words
    text: str
    expected: dict[str, Any]
    path: Path

    def __str__(self) -> str:
        return f"{self.rule}-{self.kind}-{self.caption.en}".replace(" ", "-")


def examples_of(rule: Rule, book: Rulebook) -> list[Example]:
    """The examples of a rule or driver of a book, in the order of its file."""
    return [
        Example(rule.id, kind, Words.read(entry["name"]), _text(entry), entry, ("examples", kind, index))
        for kind, entries in file_of(rule, book).data["examples"].items()
        for index, entry in enumerate(entries)
    ]


def file_of(rule: Rule, book: Rulebook) -> DataFile:
    """The file that a rule or driver of a book is written in."""
    folders = {pack.name: pack.folder for pack in book.packs}
    folder = folders[rule.pack] if rule.pack else resource("rules")
    return DataFile(os.path.join(folder, *rule.file.split("/")))


def _text(entry: dict[str, Any]) -> str:
    return entry["yaml"] if "yaml" in entry else document(entry["facts"])


def document(facts: dict[str, Any]) -> str:
    """A project file that states some facts, given by dotted place."""
    import yaml  # not needed to check a file

    return yaml.safe_dump(nested(facts), sort_keys=False, allow_unicode=True, width=1000)
