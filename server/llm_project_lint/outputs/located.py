"""Where files are for programs that know the repository, and not the folder in which the command ran."""

import os
from functools import lru_cache

from llm_project_lint.discovery.repository import repository_of
from llm_project_lint.outputs.renderer import STDIN, View


def located(path: str, view: View) -> str:
    """A path from the root of its repository on, wherever links lead, with slashes; else from the current folder on.

    Of what lies in no repository and not below the current folder the whole path. What is read from standard input is
    called as it is.
    """
    if path == STDIN or not view.folder:
        return path
    folder, name = os.path.split(os.path.join(view.folder, path))
    real, root = _real(folder)
    whole, inside = os.path.join(real, name), os.path.join(root or _real(view.folder)[0], "")
    found = whole.removeprefix(inside) if whole.startswith(inside) else whole
    return found.replace(os.sep, "/")


@lru_cache(1024)
def _real(folder: str) -> tuple[str, str]:
    """Where links of a folder lead, and the root of the repository there, "" for none."""
    real = os.path.realpath(folder)
    root = repository_of(real)
    return real, root if os.path.lexists(os.path.join(root, ".git")) else ""
