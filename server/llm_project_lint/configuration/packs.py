"""From the entries of `packs` to the folders that they name.

`./rules/acme` is a folder seen from the configuration, and lies in the same repository. `acme-rules` is an installed
distribution that ships one: its metadata say which files it has, and nothing of it is imported.
"""

import os
import re
from collections.abc import Iterable, Iterator

from llm_project_lint.configuration.shape import Mistake
from llm_project_lint.discovery.repository import repository_of
from llm_project_lint.discovery.shown import slashes
from llm_project_lint.rulebook.model import ABOUT

DISTRIBUTION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
"""What distributions are called, by the specification of their metadata."""


def folders(entries: Iterable[str], base: str) -> Iterator[str | Mistake]:
    """Of each entry the folder, from the root on, or why there is none. base: the folder of the configuration."""
    base = os.path.abspath(base)
    known: set[str] = set()
    for index, entry in enumerate(entries):
        found = _folder(entry, base) if _is_folder(entry) else _distribution(entry, base)
        if isinstance(found, str) and found in known:
            found = Mistake((), "pack-twice", entry)
        yield found if isinstance(found, str) else found._replace(path=("packs", index))
        if isinstance(found, str):
            known.add(found)


def _is_folder(entry: str) -> bool:
    return entry in (".", "..") or slashes(entry).startswith(("./", "../"))


def _folder(entry: str, base: str) -> str | Mistake:
    if "\0" in entry:  # which no name of a folder has
        return Mistake((), "no-pack-folder", entry)
    path = os.path.realpath(os.path.join(base, entry))
    around = os.path.realpath(repository_of(base))
    if path != around and not path.startswith(os.path.join(around, "")):
        return Mistake((), "pack-outside", entry)
    if not os.path.isdir(path):
        return Mistake((), "no-pack-folder", entry)
    return path if os.path.isfile(os.path.join(path, ABOUT)) else Mistake((), "no-pack-here", entry)


def _distribution(entry: str, base: str) -> str | Mistake:
    if os.path.isabs(entry):
        return Mistake((), "pack-absolute", entry)
    if not DISTRIBUTION.fullmatch(entry) or os.path.isdir(os.path.join(base, entry)):
        return Mistake((), "pack-unclear", entry)
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution(entry)
    except (PackageNotFoundError, ValueError, OSError):
        return Mistake((), "no-distribution", entry)
    root = os.path.join(os.path.realpath(str(found.locate_file(""))), "")
    try:
        abouts = [os.path.realpath(str(one.locate())) for one in found.files or () if one.name == ABOUT]
    except Exception:  # a list of files can be broken in many ways: then it lists none
        abouts = []
    inside = [path for path in abouts if path.startswith(root) and os.path.isfile(path)]
    if len(inside) != 1:
        return Mistake((), "several-packs" if inside else "no-pack-shipped", entry)
    return os.path.dirname(inside[0])
