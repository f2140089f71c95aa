"""What git ignores: the patterns of `.gitignore` and `.git/info/exclude`, judged one by one from the most telling.

The library reads one line at a time, since its own judgement is for files and not for folders on the way down, and only
where a line could match at all: importing it takes longer than the rest of a search.
"""

import os
import re
import stat
import sys
import warnings
from typing import NamedTuple, TypeAlias

from llm_project_lint.discovery.shown import shown
from llm_project_lint.model import Language
from llm_project_lint.texts.discovery import TEXTS, reason

MOST_BYTES = 2**20
"""Bytes read of a file of patterns. Those written by hand have a few thousand."""


class _Pattern:
    """A line of a .gitignore file. Its regular expression is made when something needs it, which is rare."""

    __slots__ = ("_parts", "_plain", "_regex", "_text", "by_name", "folders_only", "negated")

    def __init__(self, line: str) -> None:
        self.negated = line.startswith("!")
        text = line[self.negated :]
        self.folders_only = text.endswith("/")
        text = text.removesuffix("/")
        self.by_name = "/" not in text
        self._text = text.removeprefix("/")
        self._plain = not _SPECIAL.search(text)
        # Whatever matches contains these; anything up to where brackets and escapes begin to give letters a meaning.
        self._parts = tuple(part for part in _BETWEEN.split(_MEANING.split(self._text, maxsplit=1)[0]) if part)
        self._regex: re.Pattern[str] | None = None

    def matches(self, subject: str) -> bool:
        """Whether it means this very name (`by_name`), or path below the folder of its file; not one below that."""
        if self._plain:
            return subject == self._text
        for part in self._parts:
            if part not in subject:
                return False
        if self._regex is None:
            self._regex = _regex(self._text)
        found = self._regex.search(subject)
        # Its one group is the slash behind a folder that matches; folders above have been judged before.
        return found is not None and found.lastindex is None


_SPECIAL = re.compile(r"[*?\[\\]")
_MEANING = re.compile(r"[\[\\]")
_BETWEEN = re.compile(r"[*?/]")
_NEVER = re.compile(r"(?!)")


def _regex(text: str) -> re.Pattern[str]:
    from pathspec import GitIgnoreSpec  # 30 ms, more than all other work on most repositories

    try:
        with warnings.catch_warnings():
            # Python finds `[[` worth a warning; to git it is a bracket.
            warnings.simplefilter("ignore")
            pattern = GitIgnoreSpec.from_lines(["/" + text], backend="simple").patterns[0]
    except (ValueError, re.error):
        return _NEVER  # as in git
    return getattr(pattern, "regex", None) or _NEVER


class Patterns(NamedTuple):
    """The patterns of one file, the last line first; they hold below `base`, the length of its folder's real path."""

    base: int
    patterns: tuple[_Pattern, ...]


Chain: TypeAlias = tuple[Patterns, ...]
"""All patterns that hold in a folder, the most telling first: its own, then those of the folders above."""


def ignored(chain: Chain, place: str, folder: bool = False) -> bool:
    """Whether git ignores what stands at a real path, given that it ignores no folder above."""
    name = place.rpartition("/")[2]
    for base, patterns in chain:
        path = place[base:]
        for pattern in patterns:
            if (folder or not pattern.folders_only) and pattern.matches(name if pattern.by_name else path):
                return not pattern.negated
    return False


class PatternReader:
    """Reads files of patterns; one that cannot be read is a fault, one that does not exist is none."""

    def __init__(self, faults: list[tuple[str, str]], language: Language) -> None:
        self._faults = faults
        self._language = language

    def around(self, top: str) -> Chain:
        """What the repository around a folder ignores; nothing where there is none, or the folder is its root."""
        chain: Chain = ()
        folder = top
        while not os.path.lexists(f"{folder}/.git"):
            above = folder.rpartition("/")[0]
            if above == folder:
                return ()
            folder = above
            chain += self.read(f"{folder}/.gitignore", folder)
        return chain + self.excluded(folder, folder) if folder != top else ()

    def excluded(self, repository: str, base: str) -> Chain:
        """The patterns of `.git/info/exclude`. In a further work tree `.git` is a file that says where the rest is."""
        git = os.path.join(repository, ".git")
        if os.path.isfile(git):
            git = os.path.join(repository, self._line(git).removeprefix("gitdir: "))
            git = os.path.join(git, self._line(os.path.join(git, "commondir")))
        return self.read(os.path.join(git, "info", "exclude"), base)

    def _line(self, path: str) -> str:
        return _decoded(self._bytes(path)).rstrip("\r\n")

    def read(self, path: str, base: str) -> Chain:
        """The patterns of a file; empty if there are none."""
        lines = _decoded(self._bytes(path).removeprefix(b"\xef\xbb\xbf")).split("\n")
        patterns = tuple(_Pattern(line) for line in map(_trimmed, reversed(lines)) if line.strip("!/"))
        return (Patterns(len(base) + 1, patterns),) if patterns else ()

    def _bytes(self, path: str) -> bytes:
        try:
            # Like git, follows no link for patterns that are part of the files themselves.
            if not stat.S_ISREG(os.stat(path, follow_symlinks=not path.endswith(".gitignore")).st_mode):
                return b""
            with open(path, "rb") as stream:
                return stream.read(MOST_BYTES)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return b""
        except OSError as error:
            text = TEXTS.say("patterns-unreadable", self._language, reason=reason(error, self._language))
            self._faults.append((shown(path), text))
            return b""


def _decoded(data: bytes) -> str:
    """The text as Python would have it were it the name of a file."""
    return data.decode(sys.getfilesystemencoding(), "surrogateescape")


def _trimmed(line: str) -> str:
    """A line without comment and trailing spaces, of which one behind a backslash stays."""
    if line.startswith("#"):
        return ""
    line = line.removesuffix("\r")
    text = line.rstrip(" ")
    escaped = (len(text) - len(text.rstrip("\\"))) % 2 == 1
    return line[: len(text) + 1] if escaped else text
