"""The bytes of a configuration file -> what it says, or every mistake in it at its place."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from llm_project_lint.configuration import shape
from llm_project_lint.configuration.model import Configuration
from llm_project_lint.configuration.names import Names
from llm_project_lint.configuration.packs import folders
from llm_project_lint.configuration.shape import Mistake
from llm_project_lint.errors import ConfigurationError, RuleError
from llm_project_lint.facts import values
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Language, Source
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.rulebook.pack import PackFiles
from llm_project_lint.settings import PackFolder
from llm_project_lint.source import decode
from llm_project_lint.texts import reading
from llm_project_lint.texts.configuration import LONGEST, TEXTS, bad_threshold, bad_word, toml_text, wrong_type

MOST = 20
"""Mistakes of one file that are told."""
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_TOO_DEEP = re.compile(rf"""(?<![\w"'-])(?:{_PART}){{40}}""")
"""A dotted key of many parts, for which `tomllib` takes time that grows with their square."""


def load(
    file: str, data: bytes, table: tuple[str, ...], language: Language, folder: str | None
) -> Configuration | None:
    """What a file says; None for one without the table that our keys stand in.

    file: what to call it. folder: that it lies in, None where no pack may be taken in: then what it says of rules of
    packs is left out. Raises ConfigurationError with all mistakes, in the order of the text, or with the first one in a
    pack.
    """
    source, problems = decode(file, data)
    for problem in problems:
        message = reading.TEXTS.say(problem.text, language, **problem.values)
        raise ConfigurationError(_at(source, problem.span.start, message))
    # Offsets are of the text without its byte order mark, which TOML does not know.
    source = Source(file, source.text.removeprefix("\ufeff"))
    whole = _parsed(source, language)
    ours: Any = whole
    for at, name in enumerate(table, 1):
        if not isinstance(ours, dict):
            mistake = Mistake(table[: at - 1], "wrong-type", ours, ("object",))
            raise ConfigurationError(*_lines(Configuration(source, (), whole), [mistake], language))
        if name not in ours:
            return None
        ours = ours[name]
    found = Configuration(source, table, ours)
    mistakes = list(shape.mistakes(ours))
    if not mistakes and "packs" in ours and folder is None:
        found.data = _without_unknown(ours, load_rulebook())
    elif not mistakes and "packs" in ours and folder is not None:
        packs = list(folders(ours["packs"], folder))
        mistakes = [one for one in packs if isinstance(one, Mistake)]
        found.packs = _packs([one for one in packs if isinstance(one, str)])
    mistakes = mistakes or list(_unknown(found, load_rulebook(found.packs)))
    if mistakes:
        raise ConfigurationError(*_lines(found, mistakes, language))
    return found


def _without_unknown(data: Mapping[str, Any], book: Rulebook) -> dict[str, Any]:
    """What a configuration says of the rules and thresholds that there are."""
    names = Names(book)
    lists = {key: [one for one in data[key] if names.rules(one)] for key in ("select", "ignore") if key in data}
    tables = {"severity": book.rules, "thresholds": book.thresholds}
    known = {key: {one: raw for one, raw in data[key].items() if one in tables[key]} for key in tables if key in data}
    if not lists.get("select", True):
        del lists["select"]  # it named rules of packs only
        data = {key: value for key, value in data.items() if key != "select"}
    return {**data, **lists, **known, "packs": []}


def _packs(paths: list[str]) -> tuple[PackFolder, ...]:
    """The packs in these folders. Raises ConfigurationError for one that cannot be used."""
    try:
        packs = tuple(PackFiles(path).folder for path in paths)
        load_rulebook(packs)
    except RuleError as error:
        failed = ConfigurationError(str(error))
        failed.path = error.path
        raise failed from error
    return packs


def _parsed(source: Source, language: Language) -> dict[str, Any]:
    import tomllib  # 3 ms that only those pay who have a file

    try:
        if deep := _TOO_DEEP.search(source.text):
            raise ConfigurationError(_at(source, deep.start(), TEXTS.say("too-deep", language)))
        return tomllib.loads(source.text)
    except RecursionError:
        raise ConfigurationError(_at(source, 0, TEXTS.say("too-deep", language))) from None
    except tomllib.TOMLDecodeError as error:
        message, place = toml_text(str(error), language)
        offset = len(source.text.rstrip()) if place is None else source.line_starts[place[0] - 1] + place[1] - 1
        raise ConfigurationError(_at(source, offset, message)) from None
    except ValueError:  # a number of more digits than Python reads
        raise ConfigurationError(_at(source, 0, toml_text("", language)[0])) from None


def _unknown(found: Configuration, book: Rulebook) -> Iterator[Mistake]:
    """Names that nothing has, and thresholds that cannot be read."""
    names = Names(book)
    presets = {pack.name: pack.preset for pack in book.packs if pack.preset}
    if not {"preset", "select"} & found.data.keys() and len(set(presets.values())) > 1:
        yield Mistake(("packs",), "two-presets", "", tuple(f"{name}: {preset}" for name, preset in presets.items()))
    for key in ("select", "ignore"):
        for index, name in enumerate(found.data.get(key, ())):
            if not names.rules(name):
                yield Mistake((key, index), "no-name", name, names.all)
    for name in found.severities:
        if name not in book.rules:
            yield Mistake(("severity", name), "no-rule", name, tuple(book.rules), key=True)
    for name, raw in found.thresholds.items():
        if name not in book.thresholds:
            yield Mistake(("thresholds", name), "no-threshold", name, tuple(book.thresholds), key=True)
        elif values.read(form := book.thresholds[name].form, raw) is None:
            yield Mistake(("thresholds", name), "bad-threshold", raw, (form,))


def _lines(found: Configuration, mistakes: list[Mistake], language: Language) -> Iterator[str]:
    """The mistakes in the order of the text, the first of very many."""
    placed = [(found.offset(mistake.path, mistake.key), mistake) for mistake in mistakes]
    placed.sort(key=lambda one: one[0])
    for offset, mistake in placed[:MOST]:
        yield f"{found.at(offset)}: {_said(mistake, found, language)}"
    if len(placed) > MOST:
        yield f"{found.file}: {TEXTS.say('more', language, count=f'{len(placed) - MOST:,}')}"


def _said(mistake: Mistake, found: Configuration, language: Language) -> str:
    place = ".".join(step for step in (mistake.path or found.table) if isinstance(step, str))
    if mistake.text == "wrong-type":
        return wrong_type(place, mistake.value, mistake.known, language)
    if mistake.path[:1] == ("packs",):
        value = mistake.value if len(mistake.value) <= LONGEST else f"{mistake.value[:LONGEST]}…"
        return TEXTS.say(
            mistake.text, language, value=value, known=TEXTS.say("separator", language).join(mistake.known)
        )
    if mistake.text == "empty":
        return TEXTS.say("empty", language, place=place)
    if mistake.text == "bad-threshold":
        return bad_threshold(place, mistake.value, mistake.known[0], language)
    near, _ = nearest(mistake.value, mistake.known)
    return bad_word(mistake.text, place, mistake.value, near, mistake.known, language)


def _at(source: Source, offset: int, message: str) -> str:
    place = source.position(offset)
    return f"{source.path}:{place.line}:{place.column}: {message}"
