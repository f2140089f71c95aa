"""By what a finding is known again in another version of its file: its rule and its place in the data, not its line."""

import hashlib
from collections import Counter
from typing import NamedTuple

from llm_project_lint.model import Finding, Report


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


def project_of(report: Report) -> str:
    """What one project of a file is called; "" for the first one without a name, so that most files need none."""
    return report.name or (f"#{report.document + 1}" if report.document else "")


def identity(finding: Finding, report: Report, path: str) -> Identity:
    """The identity of a finding. path: of its file, as it is called wherever identities are compared."""
    return Identity(path, project_of(report), finding.rule, finding.place)


class Turns:
    """Tells findings of one identity apart, by their order."""

    def __init__(self) -> None:
        self._seen: Counter[Identity] = Counter()

    def digest(self, one: Identity) -> str:
        """The digest of the next finding with an identity; no other has it."""
        self._seen[one] += 1
        return one.digest(self._seen[one] - 1)
