"""What a run is told: everything that may change a Report besides the text and the rules."""

import datetime
from typing import NamedTuple

from llm_project_lint.model import Language, Severity


class SetSeverity(NamedTuple):
    """A rule that reports with one severity in every case and at every stage."""

    rule: str
    severity: Severity


class SetThreshold(NamedTuple):
    """A threshold that is not what it is by default. raw: as written. origin: the file that says so, as printed."""

    name: str
    raw: str | float | tuple[str, ...]
    origin: str


class PackFolder(NamedTuple):
    """A folder with rules of somebody's own.

    path: from the root on, links followed. digest: of all that is read of it, so that a changed pack is another one.
    """

    path: str
    digest: str


class Settings(NamedTuple):
    """language: of all messages. today: the UTC day that dates are held against; pass it to make a run repeatable.

    rules: the names of the rules that are judged, None for all of them. severities, thresholds: those that differ.
    packs: what is added to the shipped rules.
    """

    today: datetime.date
    language: Language = "en"
    rules: tuple[str, ...] | None = None
    severities: tuple[SetSeverity, ...] = ()
    thresholds: tuple[SetThreshold, ...] = ()
    packs: tuple[PackFolder, ...] = ()
