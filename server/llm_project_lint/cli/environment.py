"""What the environment asks for: the language people are spoken to, colour, the width of the terminal."""

import os
import sys
from collections.abc import Mapping, Sequence

from llm_project_lint.model import Language


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """`--lang` wherever it stands, since even a wrong command line is answered in it; else the locale's language."""
    for index, argument in enumerate(arguments):
        word = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and index + 1 < len(arguments):
            word = arguments[index + 1]
        if word in ("en", "zh"):
            return "zh" if word == "zh" else "en"
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if not locale and sys.platform == "win32":
        locale = _windows_locale()
    return "zh" if locale.lower().startswith(("zh", "chinese")) else "en"


def _windows_locale() -> str:
    import locale

    return locale.getlocale()[0] or ""


def colour_of(environment: Mapping[str, str], terminal: bool) -> bool:
    """Whether to use colour: NO_COLOR (no-color.org) outweighs FORCE_COLOR, which outweighs what the output is."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return terminal and environment.get("TERM") != "dumb"


def rows() -> int:
    """Lines of the terminal, 0 where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines if sys.stdout.isatty() else 0
    except (OSError, ValueError):
        return 0


def columns() -> int:
    """Columns of the terminal, 80 where it does not know them, 120 where there is none."""
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns or 80, 40)
    except (OSError, ValueError):
        return 120
