"""Which configuration applies to a folder: the nearest upwards, looked for once per folder.

Most projects have none: what reads one is imported when there is one.
"""

import os
import re
import stat

from llm_project_lint import files
from llm_project_lint.configuration.model import NONE, Configuration
from llm_project_lint.discovery.shown import shown, slashes
from llm_project_lint.errors import ConfigurationError, UsageError
from llm_project_lint.model import Language

OWN = "llm-project-lint.toml"
SHARED = "pyproject.toml"
TABLE = ("tool", "llm-project-lint")
"""Where our keys stand in a file that is shared with other tools."""
_NAME = b"llm-project-lint"
_MAYBE = (
    rb"""tool["']?[ \t]*\.[ \t]*["']?llm-project-lint"""
    rb"""|^[ \t]*(?:\[[ \t]*["']?tool["']?[ \t]*\]|["']?tool["']?[ \t]*=)"""
)
"""What a file with our table must have: most files that name us only depend on us, and need not be parsed."""


class Finder:
    """Looks upwards from folders and remembers what it found.

    Every method raises ConfigurationError for a file that cannot be read or is wrong. Messages are in `language`.
    """

    def __init__(self, language: Language, packs: bool = True) -> None:
        """packs: whether those that a file names are taken in."""
        self._language = language
        self._packs = packs
        self._known: dict[str, Configuration | ConfigurationError] = {}

    def of(self, folder: str) -> Configuration:
        """What applies to the files of a folder: that of the nearest file at or above it, or `NONE`."""
        waiting = []
        found = None
        while found is None:
            found = self._known.get(folder)
            if found is None:
                waiting.append(folder)
                above = os.path.dirname(folder)
                try:
                    found = self._here(folder) or (NONE if above == folder else None)
                except ConfigurationError as error:
                    found = error  # as long to find as what is right, and there may be many folders below
                folder = above
        self._known.update(dict.fromkeys(waiting, found))
        if isinstance(found, ConfigurationError):
            raise found
        return found

    def named(self, path: str) -> Configuration:
        """What a file says that somebody names, wherever it lies."""
        table = TABLE if os.path.basename(path) == SHARED else ()
        name = slashes(path)
        found = self._load(path, name, table)
        if found is None:
            from llm_project_lint.texts.configuration import TEXTS

            text = TEXTS.say("no-table", self._language, table=".".join(TABLE))
            raise ConfigurationError(f"{name}:1:1: {text}")
        return found

    def _here(self, folder: str) -> Configuration | None:
        path = os.path.join(folder, OWN)
        if _is_file(path):
            return self._load(path, _named(folder, OWN), ())
        path = os.path.join(folder, SHARED)
        return self._load(path, _named(folder, SHARED), TABLE) if _is_file(path) else None

    def _load(self, path: str, name: str, table: tuple[str, ...]) -> Configuration | None:
        try:
            data = files.read(path, self._language)
            if table and not _may_hold_table(data):
                return None
            from llm_project_lint.configuration.load import load

            return load(name, data, table, self._language, os.path.dirname(path) if self._packs else None)
        except UsageError as error:
            failed = ConfigurationError(f"{name}: {error}")
            failed.path = path
            raise failed from error
        except ConfigurationError as error:
            error.path = error.path or path
            raise


def _is_file(path: str) -> bool:
    """A link that leads nowhere counts: whoever made it believes in what it should lead to."""
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            mode = os.stat(path).st_mode
    except FileNotFoundError:
        return os.path.islink(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode)


def _may_hold_table(data: bytes) -> bool:
    # A key may hide behind escapes; such a file is parsed to know.
    return (_NAME in data and re.search(_MAYBE, data, re.MULTILINE) is not None) or b"\\u" in data or b"\\U" in data


def _named(folder: str, name: str) -> str:
    """A found file as it is printed: relative to the current folder where it lies below or above it."""
    path = os.path.join(folder, name)
    try:
        here = os.getcwd()
    except FileNotFoundError:
        return slashes(path)
    above = os.path.join(folder, "")
    return slashes(os.path.relpath(path, here)) if here.startswith(above) else shown(path)
