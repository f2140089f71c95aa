"""The repository that files belong to."""

import os


def repository_of(folder: str) -> str:
    """The root of the git repository around an absolute folder; the folder itself where there is none."""
    here = folder
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return folder
        here = above
    return here
