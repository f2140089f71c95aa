"""What a client's user sets: `schema/editor.schema.json` describes it."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from llm_project_lint.facts.values import read
from llm_project_lint.model import Language

SECTION = "llm-project-lint"
"""The section of the client's settings that is ours."""


class ClientSettings(NamedTuple):
    """One state of the settings.

    language: None for that of the editor. configuration: a file that takes the place of the nearest one, "" for none.
    today: the day that dates are held against, None for the current one. workspace: check files that are not open.
    packs: take in the rule packs that configurations name.
    """

    language: Language | None = None
    configuration: str = ""
    today: datetime.date | None = None
    workspace: bool = True
    code_lens: bool = True
    inlay_hints: bool = True
    packs: bool = True


def read_settings(raw: Any) -> tuple[ClientSettings, tuple[str, ...]]:
    """The settings as a client sends them, and the keys that it cannot mean; those keep their defaults."""
    found: dict[str, Any] = {}
    wrong = []
    if raw is not None and not isinstance(raw, dict):
        return ClientSettings(), (SECTION,)
    for key, value in (raw or {}).items():
        known = _KEYS.get(key)
        if known is None or value is None:
            continue  # a key of the extension itself, or one that is not set
        name, reader = known
        try:
            found[name] = reader(value)
        except ValueError:
            wrong.append(key)
    return ClientSettings(**found), tuple(wrong)


def _language(value: Any) -> Language | None:
    if value not in ("auto", "en", "zh"):
        raise ValueError
    return None if value == "auto" else "zh" if value == "zh" else "en"


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _day(value: Any) -> datetime.date | None:
    if value == "":
        return None
    day: datetime.datetime | None = read("date", value)
    if day is None:
        raise ValueError
    return day.date()


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


_KEYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "language": ("language", _language),
    "configuration": ("configuration", _text),
    "today": ("today", _day),
    "workspaceDiagnostics": ("workspace", _switch),
    "codeLens": ("code_lens", _switch),
    "inlayHints": ("inlay_hints", _switch),
    "packs": ("packs", _switch),
}
"""How each key is called here, and how it is read."""
