"""Which linter checks a document: the one that its folder's configuration makes, as for the command."""

import datetime
import os
import re
from collections.abc import Callable
from typing import NamedTuple

from llm_project_lint.configuration import NONE, Configuration, Finder, settings
from llm_project_lint.errors import ConfigurationError, RuleError, UsageError
from llm_project_lint.lsp.settings import ClientSettings
from llm_project_lint.model import Language
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.settings import Settings

_AT = re.compile(r"(?s).*?:(\d+):(\d+): (.*)")


class Mistake(NamedTuple):
    """A mistake in a configuration file or a file of a pack: line and column from 1, as people count."""

    line: int
    column: int
    message: str


class Linters:
    """The linters of one state of the configuration files; make new ones when any of those changes.

    named: the files that a setting names. packs: the folders of the packs that are used. mistakes: what is wrong with
    configuration files and with packs, by path. Files below such a one are checked by the last state of it that could
    be read, or else by the defaults: an editor must go on.
    """

    def __init__(
        self, language: Language, chosen: ClientSettings, before: "Linters | None" = None, keep: bool = True
    ) -> None:
        """before: the last state. keep: whether its linters serve on where they are told the same."""
        self.language: Language = chosen.language or language
        self.mistakes: dict[str, tuple[Mistake, ...]] = {}
        self._today = chosen.today
        self._named = chosen.configuration
        self.named: set[str] = set()
        self.packs: set[str] = set()
        self._finder = Finder(self.language, chosen.packs)
        self._good: dict[str, Configuration] = dict(before._good) if before else {}
        self._configurations: dict[str, Configuration] = {}
        self._linters: dict[Settings, Linter] = {}
        self._before: dict[Settings, Linter] = before._linters if before and keep else {}
        self._known: dict[tuple[int, datetime.date], Linter] = {}

    def of(self, path: str | None, root: str | None = None) -> Linter:
        """The linter of a file. path: None for a document that has none, which goes by the folder it is made in."""
        configuration, today = self.configuration(path, root), self.today
        known = self._known.get((id(configuration), today))
        if known:
            return known
        # Where no rule is left the command refuses to run; an editor still has something to say of the file's form.
        told = settings(configuration, load_rulebook(configuration.packs), today, self.language)
        linter = self._linters.get(told) or self._before.get(told) or Linter(told)
        self._linters[told] = self._known[id(configuration), today] = linter
        return linter

    def configuration(self, path: str | None, root: str | None = None) -> Configuration:
        """What is configured for a file."""
        folder = os.path.dirname(path) if path else root or ""
        found = self._configurations.get(folder)
        if found is None:
            found = self._configurations[folder] = self._configuration(folder, root)
            self.packs.update(pack.path for pack in found.packs)
        return found

    @property
    def books(self) -> list[Rulebook]:
        """The rules of all files that were looked at."""
        return [linter.book for linter in self._linters.values()]

    @property
    def today(self) -> datetime.date:
        """The day that dates are held against; a server may live longer than a day."""
        return self._today or datetime.datetime.now(datetime.UTC).date()

    def _configuration(self, folder: str, root: str | None) -> Configuration:
        if self._named:
            path = named_file(self._named, root or folder)
            self.named.add(path)
            return self._read(path, lambda: self._finder.named(path))
        return self._read(folder, lambda: self._finder.of(folder)) if folder else NONE

    def _read(self, key: str, read: Callable[[], Configuration]) -> Configuration:
        try:
            found = self._good[key] = read()
        except ConfigurationError as error:
            self.mistakes[error.path or key] = tuple(map(_mistake, error.args))
            return self._last(key)
        except (OSError, UsageError, ValueError):
            return self._last(key)
        return found

    def _last(self, key: str) -> Configuration:
        """What held before; the defaults where nothing did, or where its packs are no more what they were.

        What a pack was is known as long as the rules themselves do not change.
        """
        found = self._good.get(key, NONE)
        try:
            load_rulebook(found.packs)
        except RuleError:
            return NONE
        return found


def named_file(name: str, folder: str) -> str:
    """The file that a setting names, which may be relative to a folder."""
    try:
        return os.path.normpath(os.path.join(folder, os.path.expanduser(name)))
    except ValueError:
        return name


def _mistake(text: str) -> Mistake:
    found = _AT.fullmatch(text)
    return Mistake(int(found[1]), int(found[2]), found[3]) if found else Mistake(1, 1, text)
