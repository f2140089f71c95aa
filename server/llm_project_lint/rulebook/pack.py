"""The files of a pack: read within bounds, and none that lies elsewhere; data, of which nothing is ever run.

A pack is a folder laid out like `rules/`, with a `pack.yaml` that names it. Who writes it need not be who runs it: a
pull request can change one. So its files are few and small, its texts are plain, and links that lead out of it are
refused.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from llm_project_lint import files
from llm_project_lint.errors import RuleError, UsageError
from llm_project_lint.model import Path
from llm_project_lint.rulebook.files import DataFile, fault, named
from llm_project_lint.rulebook.model import ABOUT, CATEGORIES, DRIVERS, PACK_FILES
from llm_project_lint.settings import PackFolder

_READ = (".yaml", ".yml", ".json")
"""Endings of files that somebody may believe are read."""
MOST_FILES = 500
MOST_BYTES = 256 * 1024
"""Of one file."""
MOST_OF_ALL = 2 * 1024 * 1024
"""Bytes of all files together: more would take a minute to read."""
LONGEST_TEXT = 1_000
"""Characters of a text for people."""
LONGEST_CONDITION = 2_000
"""Characters of any other text but a whole document of an example."""
_FOR_PEOPLE = frozenset({"title", "message", "why", "advice", "basis", "description", "authors", "enumDescriptions"})
_FOR_PEOPLE |= {"criterion", "section", "x-aliases"}
_MARKUP = re.compile(r"\]\s*[(\[:]|!\[|<[A-Za-z/!?]|&[#A-Za-z0-9]+;|\||```|~~~")
"""Beginnings of links, images, tags, entities, cells of tables and blocks of code, which pages and editors obey."""


class PackFiles:
    """What is read of a pack, by its place in the folder, such as `data/no-vendor.yaml`; in order of name."""

    def __init__(self, path: str) -> None:
        """Read all of it. Raises RuleError for whatever cannot be part of a pack."""
        self.path = os.path.realpath(path)
        self.data: dict[str, bytes] = {}
        size = 0
        for place in self._places():
            if len(self.data) == MOST_FILES:
                raise fault(self._path(place), f"a pack has at most {MOST_FILES} files")
            self.data[place] = self._read(place)
            size += len(self.data[place])
            if size > MOST_OF_ALL:
                raise fault(self._path(place), f"the files of a pack have at most {MOST_OF_ALL // 1024:,} KiB together")
        if ABOUT not in self.data:
            raise RuleError(f"{named(self.path)}: there is no {ABOUT}, so this is no pack")

    @property
    def folder(self) -> PackFolder:
        """It as settings name it."""
        digest = sha256()
        for place, data in self.data.items():
            for part in (os.fsencode(place), data):
                digest.update(len(part).to_bytes(8, "big") + part)
        return PackFolder(self.path, digest.hexdigest())

    def file(self, place: str) -> DataFile:
        """One of them. Raises RuleError for a text that cannot be read, or that would be more than a text."""
        found = DataFile(self._path(place), self.data[place])
        for path, text in _texts(found.data):
            if message := _refused(path, text):
                raise found.fault(path, message)
        return found

    def rules(self) -> Iterator[tuple[str, str]]:
        """Of every rule and driver its category and its place."""
        for place in self.data:
            category, _, name = place.rpartition("/")
            if category and name:
                yield category, place

    def _places(self) -> Iterator[str]:
        for entry in self._entries(""):
            if os.path.isdir(entry.path):
                if entry.name not in (DRIVERS, *CATEGORIES):
                    raise fault(entry.path, f"no such category; there are {', '.join((DRIVERS, *CATEGORIES))}")
                self._check_inside(entry.path)
                for inside in self._entries(entry.name):
                    if not inside.name.endswith(".yaml") or os.path.isdir(inside.path):
                        raise fault(inside.path, "only rule files (NAME.yaml) belong here")
                    yield f"{entry.name}/{inside.name}"
            elif entry.name in PACK_FILES:
                yield entry.name
            elif entry.name.lower().endswith(_READ):
                raise fault(entry.path, f"it would not be read; what is read here is {', '.join(PACK_FILES)}")

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What stands in a folder, but for what is hidden or, like `__pycache__`, of a programming language."""
        try:
            with os.scandir(self._path(folder)) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            raise RuleError(f"{named(self._path(folder))}: {error.strerror}") from error
        return [entry for entry in entries if not entry.name.startswith((".", "__"))]

    def _read(self, place: str) -> bytes:
        path = self._path(place)
        self._check_inside(path)
        try:
            data = files.read(path, most=MOST_BYTES + 1)
        except UsageError as error:
            raise fault(path, str(error)) from error
        if len(data) > MOST_BYTES:
            raise fault(path, f"a file of a pack has at most {MOST_BYTES // 1024} KiB")
        return data

    def _check_inside(self, path: str) -> None:
        """Nothing elsewhere is read or listed."""
        if not os.path.realpath(path).startswith(os.path.join(self.path, "")):
            raise fault(path, "this link leads out of the pack")

    def _path(self, place: str) -> str:
        return os.path.join(self.path, *place.split("/")) if place else self.path


def _texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a file, keys included, with its place; all of it is as deep as the reader allows."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))


def _refused(path: Path, text: str) -> str:
    """Why a text cannot stand in a pack, "" if it can."""
    in_example = path[:1] == ("examples",)
    if in_example and path[-1:] == ("yaml",):
        return ""  # a document, which is shown and checked like anybody's
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\n\t":
            return f"U+{ord(character):04X} cannot stand in a text: it is not seen, and may change what is"
    is_caption = in_example and "name" in path[3:5]
    if is_caption or (not in_example and not _FOR_PEOPLE.isdisjoint(path)):
        if "\n" in text:
            return "a text for people is one line; write a long one below `>-`"
        if len(text) > LONGEST_TEXT:
            return f"a text for people has at most {LONGEST_TEXT:,} characters"
        if found := _MARKUP.search(text):
            return f"`{found[0]}` cannot stand in a text for people: it would be markup in pages and editors"
    return f"a text has at most {LONGEST_CONDITION:,} characters" if len(text) > LONGEST_CONDITION else ""
