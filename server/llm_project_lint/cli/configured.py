"""What a command line and the configuration files that apply to it come to."""

import argparse
import datetime
import os
from contextlib import suppress
from typing import Literal, TypeAlias

from llm_project_lint.cli.selection import listed, unknown
from llm_project_lint.configuration import NONE, Asked, Configuration, Finder, settings
from llm_project_lint.configuration.names import FAIL_ON, Names, least_shown
from llm_project_lint.discovery.shown import slashes
from llm_project_lint.errors import ConfigurationError, UsageError
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.facts.values import read as read_value
from llm_project_lint.model import Language, Severity
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import Rule, Rulebook, load_rulebook
from llm_project_lint.settings import PackFolder, Settings
from llm_project_lint.texts.cli import TEXTS

Show: TypeAlias = Severity | Literal["waived"]
"""What is printed: a severity and what is graver, or what is waived too."""


class Configured:
    """The configurations of one run, each read once, and the settings of every path.

    language, fail_on, show: of the run as a whole. The command line says them, else the configuration of the current
    folder or of the one that standard input is said to come from. asked: what the command line says of rules.
    """

    def __init__(self, parsed: argparse.Namespace, language: Language) -> None:
        """A command need not have all options. language: where nobody says another one.

        Raises UsageError for options that cannot be, ConfigurationError for a file that is wrong.
        """
        self._finder = Finder(language)
        self._fixed = self._of_options(parsed, language)
        self._folders: dict[str, Configuration] = {}
        self._settings: dict[str, Settings] = {}
        self._books: dict[tuple[PackFolder, ...], Rulebook] = {}
        self._packs: dict[str, PackFolder] = {}
        run = self.of(getattr(parsed, "stdin_filename", "") or "")
        self.language: Language = parsed.lang or run.language or language
        self.fail_on: Severity = getattr(parsed, "fail_on", None) or run.fail_on or FAIL_ON
        self.show: Show = getattr(parsed, "show", None) or run.show or least_shown(self.fail_on)
        select, ignore = listed(getattr(parsed, "select", None)), listed(getattr(parsed, "ignore", None))
        self.asked = Asked(select, ignore or ())
        self._today = _today(getattr(parsed, "today", ""), self.language)

    def of(self, path: str) -> Configuration:
        """The configuration of a file by its path; of the current folder for "". Raises ConfigurationError."""
        if self._fixed:
            return self._fixed
        folder = os.path.dirname(path)
        found = self._folders.get(folder)
        if found is None:
            found = self._folders[folder] = self._nearest(folder)
        return found

    def settings(self, path: str) -> Settings:
        """What to tell a linter about a file; the same object for all files under one configuration.

        Raises UsageError where no rule would be judged, since silence would read as a clean file; unless what is asked
        for is in packs that are configured elsewhere (see `check_names`).
        """
        configuration = self.of(path)
        known = self._settings.get(configuration.file)
        if known is None:
            book = self.book(path)
            known = settings(configuration, book, self._today, self.language, self.asked)
            self._take(configuration, book)
            if not known.rules and not unknown(self.asked, [book]):
                raise UsageError(TEXTS.say("no-rule-left", self.language))
            self._settings[configuration.file] = known
        return known

    def _take(self, configuration: Configuration, book: Rulebook) -> None:
        """Take in the rules of a configuration. A report names them, so two packs of one name must be the same."""
        self._books[configuration.packs] = book
        for pack, folder in zip(book.packs, configuration.packs, strict=True):
            known = self._packs.setdefault(pack.name, folder)
            if known.digest != folder.digest:
                places = {"one": printable(slashes(known.path)), "other": printable(slashes(folder.path))}
                raise UsageError(TEXTS.say("two-packs", self.language, name=pack.name, **places))

    def check_names(self) -> None:
        """That every rule that the command line names is known for some file. Raises UsageError for one that is not."""
        books = list(self._books.values()) or [self.book("")]
        for name in unknown(self.asked, books):
            near, _ = nearest(name, Names(books[0]).all)
            key = "no-name-near" if near else "no-name"
            raise UsageError(TEXTS.say(key, self.language, name=printable(name), near=near))

    def book(self, path: str) -> Rulebook:
        """All rules there are for a file: the shipped ones, and those of the packs that are configured for it."""
        return load_rulebook(self.of(path).packs)

    def rule(self, name: str) -> Rule | None:
        """A rule by its name in reports, of whatever configuration; None for what is no rule."""
        return next((found for book in self._books.values() if (found := book.rules.get(name))), None)

    def _nearest(self, folder: str) -> Configuration:
        absolute = _absolute(folder)
        try:
            return self._finder.of(absolute) if absolute else NONE
        except ConfigurationError as error:
            raise _safe(error) from error

    def _of_options(self, parsed: argparse.Namespace, language: Language) -> Configuration | None:
        """The one configuration for all files, if the command line says which."""
        if not parsed.config:
            return NONE if parsed.isolated else None
        if parsed.isolated:
            raise UsageError(TEXTS.say("config-and-isolated", language))
        try:
            return self._finder.named(parsed.config)
        except ConfigurationError as error:
            raise _safe(error) from error


def with_pack(folder: str, parsed: argparse.Namespace, language: Language) -> tuple[PackFolder, ...]:
    """A pack by its folder, behind those that a configuration names before it. Raises RuleError for a wrong one."""
    from llm_project_lint.rulebook.pack import PackFiles

    path = os.path.realpath(folder)
    with suppress(ConfigurationError):  # which may be wrong for this very pack: then that is told
        configured = Configured(parsed, language)
        for around in ("", os.path.join(folder, "")):
            packs = configured.of(around).packs
            for at, pack in enumerate(packs, 1):
                if pack.path == path:
                    return packs[:at]
    return (PackFiles(folder).folder,)


def _safe(error: ConfigurationError) -> ConfigurationError:
    """The error with names and values of the file as text that only shows."""
    return ConfigurationError(*map(printable, error.args))


def _absolute(folder: str) -> str:
    """The folder from the root on, "" where the current one is gone."""
    try:
        # `..` behind a link to a folder leads elsewhere than the text says.
        if os.pardir in slashes(folder).split("/"):
            return os.path.realpath(folder)
        return os.path.abspath(folder)
    except (FileNotFoundError, ValueError):
        return ""


def _today(text: str, language: Language) -> datetime.date:
    if not text:
        return datetime.datetime.now(datetime.UTC).date()
    day: datetime.datetime | None = read_value("date", text)
    if day is None:
        raise UsageError(TEXTS.say("bad-day", language, text=printable(text)))
    return day.date()
