"""By what a finding is known again in another version of its file: its rule and its place in the data, not its line."""

import hashlib
from collections import Counter
from typing import NamedTuple, TypeAlias

from llm_project_lint.model import Finding, Report, Source, ValuePath

Key: TypeAlias = tuple[str, ValuePath]
"""A rule and a place: by what a finding of one project is known again."""


LONGEST = 100
"""Characters of what is marked that count."""


class Identity(NamedTuple):
    """path: of the file. project: which one of it, by name or else by number. place: the value path."""

    path: str
    project: str
    rule: str
    place: str

    def digest(self, turn: int = 0) -> str:
        """It as a short text that says nothing else. turn: how many are alike before it; hexadecimal digits."""
        text = "\0".join((*self, str(turn)))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def key_of(finding: Finding, source: Source) -> Key:
    """The key of a finding; one that has no place, such as a key that stands twice, goes by what it marks."""
    return finding.rule, finding.place or source.text[finding.span.start : finding.span.end][:LONGEST]


def project_of(report: Report) -> str:
    """What one project of a file is called; "" for the first one without a name, so that most files need none."""
    return report.name or (f"#{report.document + 1}" if report.document else "")


def identity(finding: Finding, report: Report, path: str) -> Identity:
    """The identity of a finding. path: of its file, as it is called wherever identities are compared."""
    return Identity(path, project_of(report), *key_of(finding, report.source))


class Turns:
    """Tells findings of one identity apart, by their order."""

    def __init__(self) -> None:
        self._seen: Counter[Identity] = Counter()

    def digest(self, one: Identity) -> str:
        """The digest of the next finding with an identity; no other has it."""
        self._seen[one] += 1
        return one.digest(self._seen[one] - 1)
