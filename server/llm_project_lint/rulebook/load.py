"""From the YAML files of `rules/` to a checked `Rulebook`."""

import json
import os
from collections.abc import Mapping
from typing import Any

from llm_project_lint.errors import RuleError
from llm_project_lint.facts import values
from llm_project_lint.facts.fields import build
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.check import check_book
from llm_project_lint.rulebook.files import DataFile, yaml_files
from llm_project_lint.rulebook.model import Cite, Rule, Rulebook, Threshold, Words, Work
from llm_project_lint.rulebook.parse import RuleParser
from llm_project_lint.rulebook.variables import driver_name, variables

CATEGORIES = ("data", "requirements", "performance", "cost", "maintenance", "approach", "evaluation", "security")
"""The folders of rules: the article's dimensions (performance and cost are one there), and practice beyond it."""
DRIVERS = "drivers"


def load(folder: str | None = None) -> Rulebook:
    """The rulebook of a folder laid out like `rules/`, ours by default. Raises RuleError at the first mistake."""
    folder = folder or resource("rules")
    with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
        fields = build(json.load(file))
    thresholds = _thresholds(DataFile(os.path.join(folder, "thresholds.yaml")))
    works = _works(DataFile(os.path.join(folder, "sources.yaml")))
    ladders = DataFile(os.path.join(folder, "severities.yaml")).data
    tables = _tables(os.path.join(folder, "tables"))
    files = _rule_files(folder)
    known = variables(fields, thresholds, (driver_name(name) for name, (at, _) in files.items() if at == DRIVERS))
    for _, file in files.values():
        _declare_items(file, known)
    parser = RuleParser(fields, known, ladders)
    rules: dict[str, Rule] = {}
    for name, (category, file) in files.items():
        rules[name] = parser.parse(name, category, file)
    book = Rulebook(
        fields,
        {name: rule for name, rule in rules.items() if not rule.favours},
        {name: rule for name, rule in rules.items() if rule.favours},
        thresholds,
        works,
        tables,
        known,
    )
    check_book(book, {name: file for name, (_, file) in files.items()})
    return book


def _declare_items(file: DataFile, known: dict[str, str]) -> None:
    """Give the entries of a list of plain values (`each` with `as`) the type of its entries."""
    for path, part in (((), file.data), *((("cases", at), case) for at, case in enumerate(file.data.get("cases", ())))):
        if not isinstance(part, dict) or "as" not in part:
            continue
        name, listed = part["as"], known.get(str(part.get("each", "")), "")
        kind = listed.removeprefix("list(").removesuffix(")")
        if kind == listed:
            raise file.fault((*path, "each"), f"`{part.get('each')}` is no list")
        if known.setdefault(name, kind) != kind or "." in name:
            raise file.fault((*path, "as"), f"`{name}` is the name of another fact")
        known[name] = kind


def _rule_files(folder: str) -> dict[str, tuple[str, DataFile]]:
    files: dict[str, tuple[str, DataFile]] = {}
    for category in (DRIVERS, *CATEGORIES):
        inside = os.path.join(folder, category)
        if not os.path.isdir(inside):
            continue
        for path in yaml_files(inside):
            name = os.path.basename(path).removesuffix(".yaml")
            file = DataFile(path)
            if name in files:
                raise file.fault((), f"a rule named {name} exists already in {files[name][1].source.path}")
            files[name] = (category, file)
    for entry in sorted(os.listdir(folder)):
        if os.path.isdir(os.path.join(folder, entry)) and entry not in (DRIVERS, "tables", *CATEGORIES):
            raise RuleError(
                f"{os.path.relpath(folder)}/{entry}:1:1: no such category; there are {', '.join(CATEGORIES)}"
            )
    return files


def _thresholds(file: DataFile) -> dict[str, Threshold]:
    found: dict[str, Threshold] = {}
    for name, entry in file.data.items():
        kind = next((key for key in entry if key in values.FORMS), None)
        if kind is None:
            raise file.fault((name,), f"a threshold needs a value by its kind, one of {', '.join(values.FORMS)}")
        value = values.read(kind, entry[kind])
        if value is None:
            raise file.fault((name, kind), f"{entry[kind]!r} is no {kind}")
        found[name] = Threshold(
            name,
            kind,
            value,
            entry[kind],
            entry["strength"],
            Words(**entry["basis"]),
            tuple(Cite(**cite) if isinstance(cite, dict) else Cite(cite) for cite in entry.get("cites", ())),
        )
    return found


def _works(file: DataFile) -> dict[str, Work]:
    def words(title: str | Mapping[str, str]) -> Words:
        return Words(title, title) if isinstance(title, str) else Words(**title)

    return {
        key: Work(key, words(entry["title"]), **{name: str(value) for name, value in entry.items() if name != "title"})
        for key, entry in file.data.items()
    }


def _tables(folder: str) -> dict[str, Any]:
    if not os.path.isdir(folder):
        return {}
    return {os.path.basename(path).removesuffix(".yaml"): DataFile(path).data for path in yaml_files(folder)}
