"""The text of a condition, split at `&&` and `||`, where three-valued logic needs it, into leaves for the engine.

What a rule waits for are the facts of its undecided leaves, and a bounded fact is believed leaf by leaf; the engine
reports neither. A scan of tokens suffices, since the engine has checked the grammar before.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?u?)
    |(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    |(?P<operator>&&|\|\||[!=<>]=|[-+*/%<>!?:.,()\[\]{}])
    |(?P<space>\s+)
    |(?P<other>.)""",
    re.VERBOSE,
)
MACROS = frozenset({"all", "exists", "exists_one", "filter", "map"})
"""CEL's loops over a list."""
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ORDER = frozenset({"<", "<=", ">", ">="})
_EQUAL = frozenset({"==", "!=", "in"})


class Token(NamedTuple):
    """A piece of a condition: its kind (a group of `TOKEN`), its text and its offset."""

    kind: str
    text: str
    start: int


class Test(NamedTuple):
    """A leaf that is one name, or compares a name with another one (`other`) or with a literal (`literal`).

    operator: "" for a name alone.
    """

    name: str
    operator: str = ""
    other: str = ""
    literal: Any = None


class Leaf(NamedTuple):
    """A part of a condition without `&&` or `||` at its top.

    text: for the engine. reads: its facts by name. strict: nothing in it can be decided while one of them is not known.
    ordered: it is one comparison by order, so that the two ends of what a fact may be stand for all between; equality
    can hold in the middle alone. test: what it comes to in so many words, None where only the engine can tell.
    """

    text: str
    reads: tuple[str, ...]
    strict: bool
    ordered: bool
    test: Test | None = None


class Group(NamedTuple):
    """Parts joined by `&&` (every) or by `||` (any)."""

    every: bool
    parts: tuple["Condition", ...]


Condition: TypeAlias = Leaf | Group


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a condition, white space left out."""
    for match in TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(match.lastgroup or "other", match.group(), match.start())


def parse(text: str, known: Callable[[str], str | None]) -> Condition:
    """Split a condition. `known` gives the declared fact a dotted name begins with, None for words of its own."""
    return _any(text, list(tokens(text)), known)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """All leaves, from left to right."""
    if isinstance(condition, Leaf):
        yield condition
    else:
        for part in condition.parts:
            yield from leaves(part)


def certain(condition: Condition) -> Iterator[Leaf]:
    """The leaves whose facts are known whenever the condition holds.

    Those inside an `||` need not be, nor those with an operator inside: `!(a && b)` holds if either is false.
    """
    if isinstance(condition, Leaf):
        if not any(token.text in ("&&", "||") for token in tokens(condition.text)):
            yield condition
    elif condition.every:
        for part in condition.parts:
            yield from certain(part)


def _any(text: str, found: list[Token], known: Callable[[str], str | None]) -> Condition:
    parts = _split(found, "||")
    if len(parts) > 1:
        return Group(False, tuple(_all(text, part, known) for part in parts))
    return _all(text, found, known)


def _all(text: str, found: list[Token], known: Callable[[str], str | None]) -> Condition:
    parts = _split(found, "&&")
    if len(parts) > 1:
        return Group(True, tuple(_one(text, part, known) for part in parts))
    return _one(text, found, known)


def _one(text: str, found: list[Token], known: Callable[[str], str | None]) -> Condition:
    if len(found) > 2 and found[0].text == "(" and _closing(found) == len(found) - 1:
        return _any(text, found[1:-1], known)
    reads = [fact for token in found if token.kind == "name" and (fact := known(token.text))]
    last = found[-1]
    words = [token.text for token in found]
    strict = not any(word in ("&&", "||") or word.rpartition(".")[2] in MACROS for word in words)
    ordered = sum(word in _ORDER for word in words) == 1 and _EQUAL.isdisjoint(words)
    whole = text[found[0].start : last.start + len(last.text)]
    return Leaf(whole, tuple(dict.fromkeys(reads)), strict, ordered, _test(found, known))


def _test(found: list[Token], known: Callable[[str], str | None]) -> Test | None:
    """The comparison that the tokens are; the engine has checked that both sides are of one type."""
    name, *rest = found
    if name.kind != "name" or known(name.text) != name.text:
        return None
    if not rest:
        return Test(name.text)
    if len(rest) != 2 or rest[0].text not in OPERATORS:
        return None
    sign, other = rest
    if other.kind == "name" and other.text in ("true", "false"):
        return Test(name.text, sign.text, literal=other.text == "true")
    if other.kind == "name" and known(other.text) == other.text:
        return Test(name.text, sign.text, other.text)
    if other.kind == "text" and "\\" not in other.text:
        return Test(name.text, sign.text, literal=other.text[1:-1])
    if other.kind == "number" and not other.text.endswith("u"):
        return Test(name.text, sign.text, literal=float(other.text) if "." in other.text else int(other.text))
    return None


def holds(test: Test, values: Mapping[str, Any]) -> bool | None:
    """What a test comes to, as the engine would say, in a tenth of the time; None where a value is None: not known."""
    value = values[test.name]
    if value is None:
        return None
    if not test.operator:
        return bool(value)
    other = values[test.other] if test.other else test.literal
    return None if other is None else bool(OPERATORS[test.operator](value, other))


def _split(found: list[Token], operator: str) -> list[list[Token]]:
    depth = 0
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.text in "([{":
            depth += 1
        elif token.text in ")]}":
            depth -= 1
        if depth == 0 and token.text == operator:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _closing(found: list[Token]) -> int:
    """Where the bracket that opens the tokens closes."""
    depth = 0
    for at, token in enumerate(found):
        if token.text in "([{":
            depth += 1
        elif token.text in ")]}":
            depth -= 1
            if depth == 0:
                return at
    return -1
