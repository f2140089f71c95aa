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
    "in": lambda value, words: value in words,
    "includes": lambda values, word: word in values,
    "lacks": lambda values, word: word not in values,
    "exists": lambda values, words: any(value in words for value in values),
    "all": lambda values, words: all(value in words for value in values),
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ORDER = frozenset({"<", "<=", ">", ">="})
_COMPARED = frozenset({"==", "!=", *_ORDER})
_EQUAL = frozenset({"==", "!=", "in"})


class Token(NamedTuple):
    """A piece of a condition: its kind (a group of `TOKEN`), its text and its offset."""

    kind: str
    text: str
    start: int


class Test(NamedTuple):
    """A leaf that is one name, or compares a name with another one (`other`) or with literals (`literal`).

    operator: "" for a name alone; `exists` and `all`: some or every entry of a list is among the literals.
    size: not the list itself is compared, but how many entries it has.
    """

    name: str
    operator: str = ""
    other: str = ""
    literal: Any = None
    size: bool = False


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
    words = [token.text for token in found]
    if words[:2] == ["size", "("] and len(words) == 6 and words[3] == ")" and known(words[2]) == words[2]:
        side = _side(found[5], known)
        return Test(words[2], words[4], *side, size=True) if side and words[4] in _COMPARED else None
    fact = known(words[0]) if found[0].kind == "name" else None
    if fact is None:
        return None
    call = words[0][len(fact) + 1 :]
    if call:
        return _called(fact, call, found, known)
    if len(found) == 1:
        return Test(fact)
    if words[1] == "in":
        literals = _literals(found[2:])
        return Test(fact, "in", literal=literals) if literals else None
    side = _side(found[2], known) if len(found) == 3 else None
    return Test(fact, words[1], *side) if side and words[1] in _COMPARED else None


def _called(fact: str, call: str, found: list[Token], known: Callable[[str], str | None]) -> Test | None:
    """What is asked of a list: `includes(word)`, `lacks(word)`, `exists(one, one in [..])`, `all(one, one in [..])`."""
    inside = found[2:-1]
    if len(found) < 4 or found[-1].text != ")":
        return None
    if call in ("includes", "lacks"):
        side = _side(inside[0], known) if len(inside) == 1 else None
        return Test(fact, call, *side) if side else None
    if (
        call in ("exists", "all")
        and len(inside) > 4
        and [token.text for token in inside[1:4]] == [",", inside[0].text, "in"]
    ):
        literals = _literals(inside[4:])
        return Test(fact, call, literal=literals) if literals else None
    return None


def _side(token: Token, known: Callable[[str], str | None]) -> tuple[str, Any] | None:
    """The other side of a comparison: a name, or a literal."""
    if token.kind == "name":
        if token.text in ("true", "false"):
            return "", token.text == "true"
        return (token.text, None) if known(token.text) == token.text else None
    if token.kind == "text" and "\\" not in token.text:
        return "", token.text[1:-1]
    if token.kind == "number" and not token.text.endswith("u"):
        return "", int(token.text) if token.text.isdigit() else float(token.text)
    return None


def _literals(found: list[Token]) -> tuple[str, ...] | None:
    """The texts of a list that is written out, None where it holds anything else."""
    if len(found) < 3 or (found[0].text, found[-1].text) != ("[", "]") or any(one.text != "," for one in found[2:-1:2]):
        return None
    texts = found[1:-1:2]
    if any(token.kind != "text" or "\\" in token.text for token in texts):
        return None
    return tuple(token.text[1:-1] for token in texts)


def holds(test: Test, values: Mapping[str, Any]) -> bool | None:
    """What a test comes to, as the engine would say, in a tenth of the time; None where a value is None: not known."""
    name, sign, other_name, other, size = test
    if not sign:
        return values[name]  # type: ignore[no-any-return]  # a flag, or None
    if other_name:
        other = values[other_name]
        if other is None:
            return None
    value = values[name]
    if value is None:
        return None
    return bool(OPERATORS[sign](len(value) if size else value, other))


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
