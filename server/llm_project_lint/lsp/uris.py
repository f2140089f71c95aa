"""URIs of documents and paths of files. Anything may come from a client; nothing here raises."""

import os
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from pygls import uris

NOT_FILES = frozenset(("git", "gitfs", "output", "review", "vscode-scm", "gitlens", "svn", "hg"))
"""Schemes of documents that show what a file was, or what a program says: nobody writes there."""


def path_of(uri: str) -> str | None:
    """The file that a URI stands for; None for one that stands for none on this machine."""
    try:
        path = uris.to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    except (ValueError, TypeError):
        return None
    return path if path and os.path.isabs(path) else None


def uri_of(path: str) -> str:
    """The URI of a file, "" where there can be none."""
    try:
        return uris.from_fs_path(path) or "" if path else ""
    except (ValueError, TypeError):
        return ""


def name_of(uri: str) -> str:
    """What a document is called, whatever its scheme; "" for one of something that is not written."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return ""
    return "" if parts.scheme in NOT_FILES else unquote(parts.path).rpartition("/")[2]


@lru_cache(4096)
def key_of(uri: str) -> str:
    """By what a document is known, however its URI is spelt: clients do not escape alike.

    A link and the file that it leads to are two documents, as they are to an editor.
    """
    path = path_of(uri)
    return uri if path is None else key_of_path(path)


def key_of_path(path: str) -> str:
    """The same for a path."""
    return os.path.normcase(os.path.normpath(path))


@lru_cache(8192)
def real_of(key: str) -> str:
    """The file that a key of a file leads to, through links."""
    try:
        return os.path.normcase(os.path.realpath(key))
    except (OSError, ValueError):
        return key


def forget_links() -> None:
    """Links may lead elsewhere now."""
    real_of.cache_clear()
