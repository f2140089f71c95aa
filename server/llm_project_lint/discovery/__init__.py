"""Which files to check: those named, and the project files below folders that git would not ignore.

Folders are read with `os.scandir` and paths are kept as text, since a thousand files should take no longer to find than
Python takes to start.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llm_project_lint.discovery.ignore import Chain, PatternReader, ignored
from llm_project_lint.discovery.shown import shown, slashes
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


def is_project(path: str) -> bool:
    """Whether a path is called like a project file."""
    name = os.path.basename(path)
    return name in NAMES or name.endswith(ENDINGS)


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
    folders: dict[str, str] = {}
    for path in paths or (".",):
        if not _is_folder(path, language):
            files.setdefault(_real_path(path, folders), File(path, shown(path)))
            continue
        none = True
        for place, file in _search(path, faults, language):
            files.setdefault(place, file)
            none = False
        if none:
            empty.append(path)
    return Found(tuple(sorted(files.values(), key=lambda file: file.shown)), tuple(dict.fromkeys(faults)), tuple(empty))


def _real_path(path: str, folders: dict[str, str]) -> str:
    """Where a file stands, whichever links lead there. folders: the real paths of those that are known."""
    folder, name = os.path.split(path)
    if os.path.islink(path) or os.name == "nt":  # where a file goes by names in other letters too
        return slashes(os.path.realpath(path))
    if folder not in folders:
        folders[folder] = slashes(os.path.realpath(folder)).rstrip("/")
    return f"{folders[folder]}/{name}"


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


def _search(folder: str, faults: list[tuple[str, str]], language: Language) -> Iterator[tuple[str, File]]:
    """The project files below a folder, each with its real path.

    A symbolic link to a file counts where a file beside its target would: in a folder that is searched, and not
    ignored. So a foreign link can show neither /etc/passwd nor the password in .git/config. Links come last, so that
    what is found under its own name goes by it.
    """
    top = slashes(os.path.realpath(folder)).rstrip("/")
    prefix = shown(folder)
    if prefix and not prefix.endswith("/"):
        prefix += "/"
    reader = PatternReader(faults, language)
    searched: dict[str, Chain] = {}
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
            if not ignored(chain, f"{here}/{entry.name}", folder=True)
        ]
        for entry in candidates:
            place = f"{here}/{entry.name}"
            if ignored(chain, place):
                continue
            said = prefix + f"{below}/{entry.name}"[1:]
            # One text where two would be equal: of five thousand files that is half a megabyte.
            file = File(next((text for text in (said, place) if text == entry.path), entry.path), said)
            if entry.is_symlink():
                links.append(file)
            elif entry.is_file():
                yield place, file
    for file in links:
        place = slashes(os.path.realpath(file.path))
        target_chain = searched.get(place.rpartition("/")[0])
        if target_chain is not None and not ignored(target_chain, place) and os.path.isfile(place):
            yield place, file
