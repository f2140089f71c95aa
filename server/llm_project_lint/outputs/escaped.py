"""Text as Markdown that shows it and nothing else, whatever a user's file put into it."""

import re

from llm_project_lint.outputs.printable import printable

_CODE = re.compile("(`[^`]+`)")
_TICKS = re.compile("`+")
_MARKS = re.compile(r"[\\`*_{}\[\]<>()+!|~&:$=^]|(?<=www)\.|^[-0-9.]+(?=[.)] )|^-")
"""What could be markup, or make a link by itself, as of `https:` and `www.`."""
_NAMES = re.compile(r"([@#])(?=[\w-])")
"""What would call somebody or lead to another issue; an escape does not keep it from that, a comment does."""


def markdown(text: str, table: bool = False) -> str:
    """A message in one line; what stands in backticks is code. table: it stands in one, where `|` ends a cell."""
    pieces = _CODE.split(printable(" ".join(text.split())))
    said = (code(piece[1:-1]) if index % 2 else _plain(piece) for index, piece in enumerate(pieces))
    return "".join(one.replace("|", "\\|") if table and index % 2 else one for index, one in enumerate(said))


def code(text: str) -> str:
    """A text in one line as code, in which nothing has a meaning."""
    if not text:
        return ""
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _plain(piece: str) -> str:
    return _NAMES.sub(r"\1<!-- -->", _MARKS.sub(r"\\\g<0>", piece))
