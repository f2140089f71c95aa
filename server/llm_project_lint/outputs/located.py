"""Where files are for programs that know the repository, and not the folder in which the command ran."""

import os

from llm_project_lint.outputs.renderer import STDIN, View


def located(path: str, view: View) -> str:
    """A path from the root of the repository on, with slashes; of what lies outside of it the whole path.

    What is read from standard input is called as it is.
    """
    if path == STDIN or not view.root:
        return path
    whole = os.path.normpath(os.path.join(view.folder, path))
    inside = os.path.join(view.root, "")
    found = whole.removeprefix(inside) if whole.startswith(inside) else whole
    return found.replace(os.sep, "/")
