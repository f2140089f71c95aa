"""What to write instead of a value that cannot be read."""

import unicodedata
from collections.abc import Collection
from typing import Any, NamedTuple

from llm_project_lint.facts.guesses import Guess, guess
from llm_project_lint.facts.values import read
from llm_project_lint.model import Language
from llm_project_lint.source.scalars import plain
from llm_project_lint.texts.values import TEXTS

LONGEST = 100
"""Characters of a text that is still looked at: a slip of the keyboard is shorter."""


class Suggestion(NamedTuple):
    """What may be meant by a value.

    values: each of them readable. sure: there is one, and it is beyond doubt. said: a sentence about this very value,
    if there is something to say, and one about the forms that can be read.
    """

    values: tuple[Any, ...]
    sure: bool
    said: str


def suggest(form: str, raw: Any, text: str, language: Language) -> Suggestion:
    """What may be meant by a value that cannot be read in a form; `text` is how it is written in the file."""
    forms = said_forms(form, language)
    if isinstance(raw, list | dict) or raw is None or not 0 < len(text) <= LONGEST:
        return Suggestion((), False, forms)
    bare = plain(raw) if isinstance(raw, str) else raw
    if isinstance(raw, str) and not isinstance(bare, str) and read(form, bare) is not None:
        found: Guess | None = Guess((text,), hint="quoted")
        values: tuple[Any, ...] = (bare,)
    elif form in ("text", "open-enum"):  # a number or a boolean without quotes
        found = Guess((text,))
        values = () if isinstance(raw, str) else (text,)
    else:
        text = unicodedata.normalize("NFKC", text).strip()
        found = guess(form, text)
        texts = dict.fromkeys(found.texts) if found else ()
        values = tuple(value for value in map(plain, texts) if read(form, value) is not None)
    if found is None or (not values and (found.texts or not found.hint)):
        return Suggestion((), False, forms)
    hint = TEXTS.say(found.hint or "did-you-mean", language, raw=text, values=listed(values, language, last="or"))
    return Suggestion(values, found.sure and len(values) == 1, hint + TEXTS.say("gap", language) + forms)


def said_forms(form: str, language: Language) -> str:
    """Which forms of a fact can be read."""
    said = TEXTS.say(f"form-{form}", language)
    return said + TEXTS.say("gap", language) + TEXTS.say("no-pace", language) if form == "cadence" else said


def listed(values: Collection[Any], language: Language, last: str = "") -> str:
    """Values or keys in code marks, one behind the other; `last` is the key of the word before the last one."""
    *most, end = [f"`{written(value)}`" for value in values] or [""]
    before = TEXTS.say("separator", language).join(most)
    word = TEXTS.say(last or "separator", language)
    return f"{before}{word}{end}" if most else end


def written(value: Any) -> str:
    """A value as it stands in a file."""
    if isinstance(value, str):
        return value if plain(value) == value else f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {written(inside)}' for key, inside in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)
