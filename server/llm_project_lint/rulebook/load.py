"""From the YAML files of `rules/` to a checked `Rulebook`."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from llm_project_lint.errors import RuleError
from llm_project_lint.facts import values
from llm_project_lint.facts.fields import build
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.check import check_book
from llm_project_lint.rulebook.files import DataFile, yaml_files
from llm_project_lint.rulebook.model import Cite, Rule, Rulebook, Threshold, Words, Work
from llm_project_lint.rulebook.parse import RuleParser
from llm_project_lint.rulebook.shape import Shapes
from llm_project_lint.rulebook.variables import driver_name, variables

CATEGORIES = ("data", "requirements", "performance", "cost", "maintenance", "approach", "evaluation", "security")
"""The folders of rules: the article's dimensions (performance and cost are one there), and practice beyond it."""
DRIVERS = "drivers"


TABLES = "tables"
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
NEEDED = ("static_update", "review_interval")
"""Thresholds that derived facts compare with."""


def load(folder: str | None = None) -> Rulebook:
    """The rulebook of a folder laid out like `rules/`, ours by default. Raises RuleError at the first mistake."""
    folder = folder or resource("rules")
    with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as schema:
        fields = build(json.load(schema))
    shapes = Shapes()
    _check_folder(folder)
    works = _works(_read(shapes, folder, "works", "sources.yaml"))
    thresholds = _thresholds(_read(shapes, folder, "thresholds", "thresholds.yaml"), works)
    ladders = _read(shapes, folder, "ladders", "severities.yaml").data
    tables = _tables(shapes, os.path.join(folder, TABLES), works)
    files = _rule_files(shapes, folder)
    known = variables(fields, thresholds, (driver_name(name) for name, (at, _) in files.items() if at == DRIVERS))
    parser = RuleParser(fields, known, ladders)
    for _, file in files.values():
        parser.declare(file)
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
        parser.known,
    )
    check_book(book, {name: file for name, (_, file) in files.items()})
    return book


def _read(shapes: Shapes, folder: str, shape: str, name: str) -> DataFile:
    file = DataFile(os.path.join(folder, name))
    shapes.check(file, shape)
    return file


def _check_folder(folder: str) -> None:
    """Whatever stands beside what we read would be silently unused."""
    for entry in sorted(os.listdir(folder)):
        path = os.path.join(folder, entry)
        if entry.startswith("."):
            continue
        if os.path.isdir(path) and entry not in (DRIVERS, TABLES, *CATEGORIES):
            raise RuleError(f"{os.path.relpath(path)}:1:1: no such category; there are {', '.join(CATEGORIES)}")
        if not os.path.isdir(path) and entry not in ("sources.yaml", "thresholds.yaml", "severities.yaml"):
            raise RuleError(f"{os.path.relpath(path)}:1:1: a rule stands in the folder of its category")


def _rule_files(shapes: Shapes, folder: str) -> dict[str, tuple[str, DataFile]]:
    files: dict[str, tuple[str, DataFile]] = {}
    for category in (DRIVERS, *CATEGORIES):
        inside = os.path.join(folder, category)
        if not os.path.isdir(inside):
            continue
        for path in yaml_files(inside):
            name = os.path.basename(path).removesuffix(".yaml")
            if not NAME.fullmatch(name):
                raise RuleError(f"{os.path.relpath(path)}:1:1: name the rule in small letters, digits and hyphens")
            file = DataFile(path)
            if name in files:
                raise file.fault((), f"a rule named `{name}` exists already in {files[name][1].source.path}")
            if category != DRIVERS and "favours" in file.data:
                raise file.fault(("favours",), f"a driver stands in the folder {DRIVERS}/", key=True)
            shapes.check(file, "driver" if category == DRIVERS else "rule")
            files[name] = (category, file)
    return files


def _thresholds(file: DataFile, works: Mapping[str, Work]) -> dict[str, Threshold]:
    found: dict[str, Threshold] = {}
    for name, entry in file.data.items():
        kind = next(key for key in entry if key in values.FORMS)
        value = values.read(kind, entry[kind])
        if value is None:
            raise file.fault((name, kind), f"`{entry[kind]}` is no {kind}")
        cites = entry.get("cites", [])
        _check_cited(cites, works, file, (name, "cites"))
        basis = Words.read(entry["basis"])
        found[name] = Threshold(name, kind, value, entry[kind], entry["strength"], basis, tuple(map(Cite, cites)))
    for name in NEEDED:
        if name not in found:
            raise file.fault((), f"the threshold `{name}` is missing; facts are computed with it")
    return found


def _check_cited(cites: Iterable[str], works: Mapping[str, Work], file: DataFile, path: tuple[str, ...]) -> None:
    for index, cite in enumerate(cites):
        if cite not in works:
            raise file.fault((*path, index), f"`{cite}` is not in sources.yaml")


def _works(file: DataFile) -> dict[str, Work]:
    found = {}
    for key, entry in file.data.items():
        rest = {name: value for name, value in entry.items() if name != "title"}
        found[key] = Work(key, Words.read(entry["title"]), **rest)
    return found


def _tables(shapes: Shapes, folder: str, works: Mapping[str, Work]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for path in yaml_files(folder) if os.path.isdir(folder) else ():
        name = os.path.basename(path).removesuffix(".yaml")
        file = DataFile(path)
        shapes.check(file, name if name in shapes else "table")
        if file.data["source"] not in works:
            raise file.fault(("source",), f"`{file.data['source']}` is not in sources.yaml")
        for method, row in file.data.get("methods", {}).items():
            if len(row["memory"]) != len(file.data["sizes"]):
                raise file.fault(("methods", method, "memory"), "a row has one number for each of `sizes`")
        tables[name] = file.data
    if "gpu-memory" not in tables:
        raise RuleError(
            f"{os.path.relpath(folder)}/gpu-memory.yaml:1:1: the table is missing; facts are computed with it"
        )
    return tables
