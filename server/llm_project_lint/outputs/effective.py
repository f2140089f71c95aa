"""What holds for a path in the end and who says so, for people and for programs: `config` and editors show it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from llm_project_lint.configuration import Asked, Configuration, decided
from llm_project_lint.configuration.names import FAIL_ON, NOTHING_ASKED, least_shown, preset_of
from llm_project_lint.facts.fact import Fact
from llm_project_lint.facts.show import show
from llm_project_lint.model import Language
from llm_project_lint.outputs.origin import DEFAULT, Origin, of_decision, of_file
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.table import aligned
from llm_project_lint.rulebook.model import Rule, Rulebook, Threshold
from llm_project_lint.texts.config import TEXTS
from llm_project_lint.texts.outputs import listed_severities


class Value(NamedTuple):
    """What one of them says at a key; what adds up, as `ignore` does, is there once for each."""

    key: str
    value: Any
    origin: Origin


class RuleLine(NamedTuple):
    """A rule as it is judged. reports: who says its severities."""

    rule: Rule
    on: bool
    origin: Origin
    severities: tuple[str, ...]
    reports: Origin


class ThresholdLine(NamedTuple):
    """A threshold in force."""

    threshold: Threshold
    origin: Origin


class Effective(NamedTuple):
    """All that holds. file: the configuration, "" for none. What differs from the default comes first."""

    path: str
    file: str
    values: tuple[Value, ...]
    rules: tuple[RuleLine, ...]
    thresholds: tuple[ThresholdLine, ...]


def effective(
    path: str,
    file: Configuration,
    book: Rulebook,
    held: Rulebook,
    asked: Asked = NOTHING_ASKED,
    said: Mapping[str, Value] = {},
) -> Effective:
    """What a configuration comes to.

    held: the rules as they are adjusted by it, none left out. asked, said: what comes from elsewhere and wins over it;
    `language` must be said, or be a key of the file.
    """
    judged = decided(book, file, asked)
    rules = [
        RuleLine(
            rule,
            judged[rule.id].on,
            of_decision(judged[rule.id], file, book),
            held.rules[rule.id].severities,
            of_file(file, ("severity", rule.id)) if rule.id in file.severities else DEFAULT,
        )
        for rule in book.rules.values()
    ]
    thresholds = [
        ThresholdLine(one, of_file(file, ("thresholds", one.name)) if one.default else DEFAULT)
        for one in held.thresholds.values()
    ]
    return Effective(
        path,
        file.file,
        tuple(_values(file, book, asked, said)),
        tuple(sorted(rules, key=lambda line: line.on and line.reports.kind == "default")),
        tuple(sorted(thresholds, key=lambda line: line.origin.kind == "default")),
    )


def _values(file: Configuration, book: Rulebook, asked: Asked, said: Mapping[str, Value]) -> Iterator[Value]:
    """What is said by key. `select` takes the place of a preset, `--select` that of all a file says of rules."""
    if book.packs:
        named = zip(book.packs, file.data["packs"], strict=True)
        yield Value("packs", tuple(f"{pack.name} ({entry})" for pack, entry in named), of_file(file, ("packs",)))
    void = asked.select is not None  # then a file says nothing of rules
    if not (void or file.select is not None):
        by = next((Origin("pack", pack.name) for pack in book.packs if pack.preset), DEFAULT)
        yield _value(file, "preset", preset_of(book, file), said, by)
    if void:
        yield Value("select", asked.select, Origin("option", "--select"))
    elif file.select is not None:
        yield Value("select", file.select, of_file(file, ("select",)))
    if file.ignore and not void:
        yield Value("ignore", file.ignore, of_file(file, ("ignore",)))
    if asked.ignore:
        yield Value("ignore", asked.ignore, Origin("option", "--ignore"))
    yield _value(file, "language", None, said)
    fail_on = _value(file, "fail-on", FAIL_ON, said)
    yield fail_on
    yield _value(file, "show", least_shown(fail_on.value), said)


def _value(file: Configuration, key: str, default: Any, said: Mapping[str, Value], by: Origin = DEFAULT) -> Value:
    """A value that is said, else that of the file, else the default. by: who says the default."""
    if key in said:
        return said[key]
    if key in file.data:
        return Value(key, file.data[key], of_file(file, (key,)))
    return Value(key, default, by)


# -- for people ---------------------------------------------------------------------------------------------------


def effective_text(found: Effective, language: Language) -> str:
    """Its lines."""
    return "".join(f"{line}\n" for line in _lines(found, language))


def _lines(found: Effective, language: Language) -> Iterator[str]:
    def say(key: str, **values: object) -> str:
        return TEXTS.say(key, language, **values)

    path, file = printable(found.path) or say("here"), printable(found.file)
    yield say("of-file" if found.file else "of-nothing", path=path, file=file)
    yield ""
    yield from aligned([[one.key, _written(one.value), one.origin.said(language)] for one in found.values])
    on = sum(line.on for line in found.rules)
    yield from ("", say("rules", on=on, off=len(found.rules) - on))
    rows = []
    for line in found.rules:
        severities = listed_severities(line.severities, language)
        said = line.origin.said(language)
        if line.on and line.reports.kind != "default":
            said = say(
                "instead", origin=line.reports.said(language), default=listed_severities(line.rule.severities, language)
            )
        rows.append([line.rule.id, severities if line.on else say("off"), said])
    yield from aligned(rows)
    changed = sum(line.threshold.default is not None for line in found.thresholds)
    yield from ("", say("thresholds" if changed else "thresholds-default", changed=changed, all=len(found.thresholds)))
    rows = []
    for one, by in found.thresholds:
        said = by.said(language)
        if one.default:
            said = say("instead", origin=said, default=_shown(one.default, language))
        rows.append([one.name, _shown(one, language), said])
    yield from aligned(rows)


def _written(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(map(printable, value))


def _shown(threshold: Threshold, language: Language) -> str:
    return printable(show(Fact(threshold.value, threshold.form, threshold.raw), language))


# -- for programs -------------------------------------------------------------------------------------------------


def described(found: Effective) -> dict[str, Any]:
    """It as data."""
    return {
        "version": 1,
        "path": found.path,
        "file": found.file,
        "values": [{"key": one.key, "value": one.value, "origin": one.origin._asdict()} for one in found.values],
        "rules": [
            {
                "rule": line.rule.id,
                "category": line.rule.category,
                "on": line.on,
                "origin": line.origin._asdict(),
                "severities": line.severities,
                "severities_origin": line.reports._asdict(),
            }
            for line in found.rules
        ],
        "thresholds": [
            {
                "threshold": one.name,
                "form": one.form,
                "value": one.raw,
                "default": (one.default or one).raw,
                "origin": by._asdict(),
            }
            for one, by in found.thresholds
        ],
    }
