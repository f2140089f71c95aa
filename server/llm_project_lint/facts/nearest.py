"""Which known word a misspelt one stands for."""

import re
from collections.abc import Collection, Mapping
from typing import Any

LONGEST = 100
"""Characters of a word that is still looked at: what a slip of the keyboard leaves is short."""
SHORT = 3
"""Letters from which a word stands for another one that is written elsewhere, or for one that begins so."""
LONG = 5
"""Letters from which a word with one slip in it can hardly be another word."""


def nearest(word: str, words: Collection[Any]) -> tuple[Any, bool]:
    """The known word that a word stands for, None if there is none, and whether it is so beyond doubt.

    Beyond doubt is another case, other separators, or one slip in a long word that begins alike: short words are too
    near to each other, as `dora` is to `lora` and `top_n` to `top_k`. Digits are never slips.
    """
    if not 0 < len(word) <= LONGEST:
        return None, False
    letters = _letters(word)
    for alike in (_same, _one_slip):
        found = [one for one in words if alike(_letters(str(one)), letters)]
        if len(found) == 1:
            meant = _letters(str(found[0]))
            return found[0], meant == letters or (min(len(meant), len(letters)) >= LONG and meant[0] == letters[0])
    return _close(letters, words) or _part(word, words) or _begun(letters, words), False


def called(word: str, aliases: Mapping[str, Collection[str]]) -> list[str]:
    """The words that others call so, see `Field.aliases`."""
    letters = _letters(word) if len(word) <= LONGEST else ""
    return [ours for ours, others in aliases.items() if letters and letters in map(_letters, others)]


def likely(word: str, words: Collection[str], aliases: Mapping[str, Collection[str]]) -> list[str]:
    """The known words that a word may stand for: the one that it is beyond doubt, or else whatever may be meant."""
    near, sure = nearest(word, words)
    if sure:
        return [near]
    return [one for one in called(word, aliases) if one in words] or holding(word, words) or ([near] if near else [])


def holding(word: str, words: Collection[Any]) -> list[Any]:
    """Those that have all the parts of the word: `context_window` for `context`."""
    parts = set(re.split(r"[-_ ]", word[: LONGEST + 1].lower())) - {""}
    return [one for one in words if parts and parts <= set(re.split(r"[-_]", str(one)))]


def _letters(word: str) -> str:
    return re.sub(r"[-_\s.]", "", word.lower())


def _digits(word: str) -> str:
    return re.sub(r"[^0-9]", "", word)


def _same(one: str, other: str) -> bool:
    return one == other


def _one_slip(one: str, other: str) -> bool:
    """One letter too many, too few, another one, or two in the wrong order."""
    if abs(len(one) - len(other)) > 1 or _digits(one) != _digits(other) or min(len(one), len(other)) < 3:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[at:], other[at:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])


def _close(letters: str, words: Collection[Any]) -> Any:
    """The word that has most letters in common, if they are many."""
    from difflib import get_close_matches  # imported for a faulty file only

    known = {_letters(str(one)): one for one in words if _digits(str(one)) == _digits(letters)}
    close = get_close_matches(letters, known, n=1, cutoff=0.75)
    return known[close[0]] if close else None


def _part(word: str, words: Collection[Any]) -> Any:
    """The only one that has all the parts of the word."""
    found = holding(word, words)
    return found[0] if len(found) == 1 else None


def _begun(letters: str, words: Collection[Any]) -> Any:
    """The only one that begins so: somebody is still writing it."""
    found = [one for one in words if len(letters) >= SHORT and _letters(str(one)).startswith(letters)]
    return found[0] if len(found) == 1 else None
