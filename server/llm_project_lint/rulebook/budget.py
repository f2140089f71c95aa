"""What a condition may cost: nothing that takes all time or memory there is, whatever lists a document holds.

The engine counts the rounds of all loops of a condition and stops at ten thousand; it does not count what one of them
costs. So little may stand in a loop, and what one loop makes no other one goes over.
"""

import re
from collections.abc import Callable, Sequence

from llm_project_lint.cel.condition import MACROS, Token

LONGEST_PATTERN = 300
_OF_LISTS = frozenset({"includes", "lacks", "without"})
"""Functions that read a whole list each time."""
_LITERALS = frozenset({"text", "number"})
_LARGE = re.compile(r"\\[pP]|\)\{|\{[0-9]*,?[0-9]{2}")
"""In a pattern, what makes a large one of a short text: alphabets, a counted group, a count of two digits."""


def too_costly(found: Sequence[Token], listed: Callable[[str], str | None]) -> tuple[int, str] | None:
    """The first place of a condition that could take for ever, and why; None where it may stand in a rule.

    listed: the list that a dotted name begins with, None for any other name.
    """
    opened: list[int] = []  # the brackets, from outside in, that hold what a loop asks of each entry
    depth = lists = 0
    written = False
    for at, token in enumerate(found):
        after = found[at + 1].text if at + 1 < len(found) else ""
        called = token.text.rpartition(".")[2] if token.kind == "name" and after == "(" else ""
        if token.text == "(":
            depth += 1
            if at and found[at - 1].text.rpartition(".")[2] in MACROS and found[at - 1].kind == "name":
                lists = lists if opened else 0
                opened.append(depth)
        elif token.text == ")":
            if opened and opened[-1] == depth:
                opened.pop()
            depth -= 1
        elif token.text in ("[", "]"):
            written = token.text == "["
        elif written and token.kind not in _LITERALS and token.text not in (",", "-", "true", "false"):
            return token.start, "a list that is written out holds texts and numbers only"
        if called in MACROS and not (listed(token.text) or found[max(at - 2, 0)].text == "]"):
            return token.start, f"`{called}` goes over a fact, or over a list that is written out"
        if called == "matches" and (message := _pattern(found[at + 2 : at + 4])):
            return found[at + 2].start, message
        if not opened:
            continue
        if token.text == "+":
            return token.start, "`+` cannot stand in a loop: what it makes could grow without end"
        if called in _OF_LISTS:
            return token.start, f"`{called}` cannot stand in a loop, since it reads a whole list; write `entry in list`"
        lists += bool(token.kind == "name" and listed(token.text))
        if lists > 1:
            return token.start, "a loop may ask for one other list, since it does so for every entry"
    return None


def _pattern(found: Sequence[Token]) -> str:
    """Why what stands in the brackets of `matches` cannot; the engine reads a pattern anew for each text."""
    if [token.kind for token in found[:1]] != ["text"] or [token.text for token in found[1:]] != [")"]:
        return "`matches` takes a pattern in quotes"
    if len(found[0].text) > LONGEST_PATTERN:
        return f"a pattern has at most {LONGEST_PATTERN} characters"
    large = _LARGE.search(found[0].text)
    return f"`{large[0]}` makes a pattern too large" if large else ""
