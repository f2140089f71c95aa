"""Paths as they are printed."""

import os


def slashes(path: str) -> str:
    """The path with forward slashes."""
    return path if os.sep == "/" else path.replace(os.sep, "/")


def shown(path: str) -> str:
    """The path as printed, "" for the current folder."""
    try:
        here = os.getcwd()
    except FileNotFoundError:
        return path
    folder, name = os.path.split(path)
    if os.pardir not in slashes(path).split("/"):
        absolute = os.path.abspath(path)
    elif name in ("", os.curdir, os.pardir):
        absolute = os.path.realpath(path)
    else:
        # `..` behind a link to a folder leads elsewhere than the text says.
        absolute = os.path.join(os.path.realpath(folder), name)
    if absolute == here:
        return ""
    below = os.path.join(here, "")
    return slashes(absolute[len(below) :] if absolute.startswith(below) else path)
