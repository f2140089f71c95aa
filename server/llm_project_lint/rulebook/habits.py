"""What people write in conditions because other languages have it, and what is written here instead."""

import re
from collections.abc import Container, Sequence

from llm_project_lint.cel.condition import Token

NO_DATE = (
    "a date cannot be written in a condition: reckon from `today`, as in `today - PLACE > threshold.NAME`, or compare "
    "with a threshold that is a date"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_PLAIN = {
    **dict.fromkeys("“”„«»「」", '"'),
    **dict.fromkeys("‘’‚", "'"),
    "，": ",",
    "、": ",",
    "（": "(",
    "）": ")",
    "【": "[",
    "】": "]",
    "．": ".",
    "！": "!",
    "－": "-",
    "−": "-",
    "＝": "==",
    "＜": "<",
    "＞": ">",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "＆": "&&",
    "｜": "||",
    "。": ".",
}
"""Characters that a word processor or a Chinese keyboard leaves, and the plain ones."""
_SIGNS = {"&": "&&", "|": "||", "=": "=="}
_DOUBLED = {("=", ">"): ">=", ("=", "<"): "<=", ("==", "="): "==", ("!=", "="): "!=", ("<", ">"): "!="}
"""Signs of other languages that are two tokens here."""
_NULLS = ("null", "none", "nil")
_NO_NULL = (
    "cannot stand in a condition: `stated.PLACE` asks whether something is written, and `absent: PLACE` in place of a "
    "condition reports that nothing is"
)
_WORDS = {
    "and": "`&&`",
    "or": "`||`",
    "not": "`!(..)`, with the whole condition in quotes,",
    "is": "`==`",
    "true": "`true`",
    "false": "`false`",
}
_FUNCTIONS = {
    "has": "`stated.PLACE` asks whether something is written",
    "len": "`size(..)` counts the entries of a list",
    "length": "`size(..)` counts the entries of a list",
    "count": "`size(..)` counts the entries of a list",
    "now": "`today` is the day of the run",
    "date": NO_DATE,
    "timestamp": NO_DATE,
    "duration": "a length of time is a threshold, `threshold.NAME`",
}


def habit(text: str, found: Sequence[Token], at: int, own: Container[str]) -> str:
    """What to write instead of a token of a condition, "" for one that may stand. own: words with a meaning here."""
    token = found[at]
    after = found[at + 1] if at + 1 < len(found) else None
    if token.kind == "number" and _DATE.match(text, token.start):
        return NO_DATE
    if after and (sign := _DOUBLED.get((token.text, after.text))) and after.start == token.start + len(token.text):
        return f"write `{sign}` instead of `{token.text}{after.text}`"
    if token.kind == "other":
        plain = _PLAIN.get(token.text) or _SIGNS.get(token.text)
        return f"write `{plain}` instead of `{token.text}`" if plain else ""
    if token.kind != "name" or token.text in own or token.text in ("true", "false"):
        return ""
    word = token.text.lower()
    said = found[at + 1 : at + 3] if word == "is" else []
    null = next((one.text for one in (token, *said) if one.text.lower() in _NULLS), None)
    if null and (word != "is" or len(said) < 2 or said[0].text in ("not", null)):
        return f"`{null}` {_NO_NULL}"
    if word == "is" and after and after.text == "not":
        return "write `!=` instead of `is not`"
    return f"write {_WORDS[word]} instead of `{token.text}`" if word in _WORDS else ""


def instead_of(function: str) -> str:
    """What does here what a function of another language does there, "" for one that we cannot tell."""
    return _FUNCTIONS.get(function, "")


def word_at(text: str, token: Token) -> str:
    """The word that begins with a name: `self-hosted` is one, though conditions read it as a subtraction."""
    found = re.compile(r"\w+(?:[-.]\w+)*").match(text, token.start)
    return found[0] if found else token.text


def odd_blank(text: str, found: Sequence[Token]) -> int:
    """Where a blank stands between tokens that is none for conditions, such as a full-width one; -1 for nowhere."""
    end = 0
    for start, behind in (*((token.start, token.start + len(token.text)) for token in found), (len(text), len(text))):
        for at in range(end, start):
            if text[at] not in " \t\r\n":
                return at
        end = behind
    return -1
