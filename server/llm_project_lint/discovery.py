"""Which files to check: those named, and the project files below folders that git would not ignore.

Folders are read with `os.scandir` and paths are kept as text, since a thousand files should take no longer to find than
Python takes to start.
"""

import os
import re
import stat
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.texts.discovery import TEXTS, reason

NAMES = ("llm-project.yaml", "llm-project.yml")
ENDINGS = (".llm-project.yaml", ".llm-project.yml")
"""What a project file is called."""
SKIPPED = frozenset(
    [
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        ".tox",
        ".nox",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
    ]
)
"""Folders that hold what tools and other people wrote."""
_MOST_PATTERNS = 2**20
"""Bytes read of a file of patterns. Those written by hand have a few thousand."""


class File(NamedTuple):
    """path: to open it with. shown: to print, with `/`; relative where it lies below the current folder."""

    path: str
    shown: str


class Found(NamedTuple):
    """What came of a search.

    files: each once, sorted by `shown`. faults: what could not be searched, as shown, and why. empty: the folders
    named that hold no project file at any depth.
    """

    files: tuple[File, ...]
    faults: tuple[tuple[str, str], ...]
    empty: tuple[str, ...]


def find(paths: Sequence[str], language: Language = "en") -> Found:
    """The files behind the paths of a command line, which default to the current folder.

    What is named itself is taken, however it is called and whether or not it is ignored: whoever names it means it.
    Raises UsageError for a path that is neither file nor folder.
    """
    files: dict[str, File] = {}
    faults: list[tuple[str, str]] = []
    empty = []
    for path in paths or (".",):
        if not _is_folder(path, language):
            files.setdefault(_slashes(os.path.realpath(path)), File(path, _shown(path)))
            continue
        none = True
        for place, file in _search(path, faults, language):
            files.setdefault(place, file)
            none = False
        if none:
            empty.append(path)
    return Found(tuple(sorted(files.values(), key=lambda file: file.shown)), tuple(dict.fromkeys(faults)), tuple(empty))


def _is_folder(path: str, language: Language) -> bool:
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UsageError(TEXTS.say("missing", language, path=_quoted(path))) from error
    except OSError as error:
        text = TEXTS.say("unreachable", language, path=_quoted(path), reason=reason(error, language))
        raise UsageError(text) from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise UsageError(TEXTS.say("special", language, path=_quoted(path)))
    return stat.S_ISDIR(mode)


def _quoted(path: str) -> str:
    """The path with escapes for what does not print."""
    return path if path.isprintable() else repr(path)[1:-1]


def _slashes(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")


def _shown(path: str) -> str:
    """The path as printed, "" for the current folder."""
    try:
        here = os.getcwd()
    except FileNotFoundError:
        return path
    folder, name = os.path.split(path)
    if os.pardir not in _slashes(path).split("/"):
        absolute = os.path.abspath(path)
    elif name in ("", os.curdir, os.pardir):
        absolute = os.path.realpath(path)
    else:
        # `..` behind a link to a folder leads elsewhere than the text says.
        absolute = os.path.join(os.path.realpath(folder), name)
    if absolute == here:
        return ""
    below = os.path.join(here, "")
    return _slashes(absolute[len(below) :] if absolute.startswith(below) else path)


def _search(folder: str, faults: list[tuple[str, str]], language: Language) -> Iterator[tuple[str, File]]:
    """The project files below a folder, each with its real path.

    A symbolic link to a file counts where a file beside its target would: in a folder that is searched, and not
    ignored. So a foreign link can show neither /etc/passwd nor the password in .git/config. Links come last, so that
    what is found under its own name goes by it.
    """
    top = _slashes(os.path.realpath(folder)).rstrip("/")
    prefix = _shown(folder)
    if prefix and not prefix.endswith("/"):
        prefix += "/"
    reader = _PatternReader(faults, language)
    searched: dict[str, _Chain] = {}
    links = []
    waiting = [(folder, "", reader.around(top))]
    while waiting:
        path, below, chain = waiting.pop()
        folders: list[os.DirEntry[str]] = []
        candidates: list[os.DirEntry[str]] = []
        repository = patterns = False
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    name = entry.name
                    if name == ".git":
                        repository = True
                    elif name == ".gitignore":
                        patterns = True
                    elif name in NAMES or name.endswith(ENDINGS):
                        candidates.append(entry)
                    if entry.is_dir(follow_symlinks=False) and name not in SKIPPED:
                        folders.append(entry)
        except OSError as error:
            text = TEXTS.say("folder-unreadable", language, reason=reason(error, language))
            faults.append((prefix + below[1:] or ".", text))
            continue
        here = top + below
        if repository:
            # What lies around a repository says nothing about what it ignores.
            chain = reader.excluded(path, here)
        if patterns:
            chain = reader.read(os.path.join(path, ".gitignore"), here) + chain
        searched[here] = chain
        waiting += [
            (entry.path, f"{below}/{entry.name}", chain)
            for entry in folders
            if not _ignored(chain, f"{here}/{entry.name}", folder=True)
        ]
        for entry in candidates:
            place = f"{here}/{entry.name}"
            if _ignored(chain, place):
                continue
            file = File(entry.path, prefix + f"{below}/{entry.name}"[1:])
            if entry.is_symlink():
                links.append(file)
            elif entry.is_file():
                yield place, file
    for file in links:
        place = _slashes(os.path.realpath(file.path))
        target_chain = searched.get(place.rpartition("/")[0])
        if target_chain is not None and not _ignored(target_chain, place) and os.path.isfile(place):
            yield place, file


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


class _Patterns(NamedTuple):
    """The patterns of one file, the last line first; they hold below `base`, the length of its folder's real path."""

    base: int
    patterns: tuple[_Pattern, ...]


_Chain: TypeAlias = tuple[_Patterns, ...]
"""All patterns that hold in a folder, the most telling first: its own, then those of the folders above."""


def _ignored(chain: _Chain, place: str, folder: bool = False) -> bool:
    """Whether git ignores what stands at a real path, given that it ignores no folder above."""
    name = place.rpartition("/")[2]
    for base, patterns in chain:
        path = place[base:]
        for pattern in patterns:
            if (folder or not pattern.folders_only) and pattern.matches(name if pattern.by_name else path):
                return not pattern.negated
    return False


class _PatternReader:
    """Reads files of patterns; one that cannot be read is a fault, one that does not exist is none."""

    def __init__(self, faults: list[tuple[str, str]], language: Language) -> None:
        self._faults = faults
        self._language = language

    def around(self, top: str) -> _Chain:
        """What the repository around a folder ignores; nothing where there is none, or the folder is its root."""
        chain: _Chain = ()
        folder = top
        while not os.path.lexists(f"{folder}/.git"):
            above = folder.rpartition("/")[0]
            if above == folder:
                return ()
            folder = above
            chain += self.read(f"{folder}/.gitignore", folder)
        return chain + self.excluded(folder, folder) if folder != top else ()

    def excluded(self, repository: str, base: str) -> _Chain:
        """The patterns of `.git/info/exclude`. In a further work tree `.git` is a file that says where the rest is."""
        git = os.path.join(repository, ".git")
        if os.path.isfile(git):
            git = os.path.join(repository, self._line(git).removeprefix("gitdir: "))
            git = os.path.join(git, self._line(os.path.join(git, "commondir")))
        return self.read(os.path.join(git, "info", "exclude"), base)

    def _line(self, path: str) -> str:
        return _decoded(self._bytes(path)).rstrip("\r\n")

    def read(self, path: str, base: str) -> _Chain:
        """The patterns of a file; empty if there are none."""
        lines = _decoded(self._bytes(path).removeprefix(b"\xef\xbb\xbf")).split("\n")
        patterns = tuple(_Pattern(line) for line in map(_trimmed, reversed(lines)) if line.strip("!/"))
        return (_Patterns(len(base) + 1, patterns),) if patterns else ()

    def _bytes(self, path: str) -> bytes:
        try:
            # Like git, follows no link for patterns that are part of the files themselves.
            if not stat.S_ISREG(os.stat(path, follow_symlinks=not path.endswith(".gitignore")).st_mode):
                return b""
            with open(path, "rb") as stream:
                return stream.read(_MOST_PATTERNS)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return b""
        except OSError as error:
            text = TEXTS.say("patterns-unreadable", self._language, reason=reason(error, self._language))
            self._faults.append((_shown(path), text))
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
