"""Configuration files: which one applies to a folder, what it says, and what that makes of a run."""

import datetime

from llm_project_lint.configuration.find import Finder
from llm_project_lint.configuration.model import NONE, Configuration
from llm_project_lint.configuration.names import NOTHING_ASKED, Asked, decided
from llm_project_lint.model import Language
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.settings import SetSeverity, SetThreshold, Settings

__all__ = ["NONE", "Asked", "Configuration", "Finder", "decided", "settings"]


def settings(
    configuration: Configuration,
    book: Rulebook,
    today: datetime.date,
    language: Language,
    asked: Asked = NOTHING_ASKED,
) -> Settings:
    """What a run is told about files under a configuration. asked: what the command line says of rules."""
    judged = decided(book, configuration, asked)
    return Settings(
        today,
        language,
        tuple(sorted(rule for rule, decision in judged.items() if decision.on)),
        tuple(SetSeverity(rule, severity) for rule, severity in configuration.severities.items()),
        tuple(SetThreshold(name, _fixed(raw), configuration.file) for name, raw in configuration.thresholds.items()),
        configuration.packs,
    )


def _fixed(raw: str | float | list[str]) -> str | float | tuple[str, ...]:
    """A value that can be a part of settings, which are compared and looked up."""
    return tuple(raw) if isinstance(raw, list) else raw
