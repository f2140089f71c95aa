"""Where the data files are that belong to the package: beside it once installed, in the repository otherwise."""

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_PACKAGE, "_data")
_ROOT = _INSTALLED if os.path.isdir(_INSTALLED) else os.path.dirname(os.path.dirname(_PACKAGE))


def resource(*names: str) -> str:
    """The path of a shipped file or folder, such as `resource("schema", "llm-project.schema.json")`."""
    return os.path.join(_ROOT, *names)
