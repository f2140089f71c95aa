"""From the YAML files of `rules/`, and of packs, to a checked `Rulebook`."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from llm_project_lint.cel.engine import FUNCTIONS
from llm_project_lint.facts import values
from llm_project_lint.facts.fields import Field, build, with_section
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.check import check_book
from llm_project_lint.rulebook.clauses import RESERVED
from llm_project_lint.rulebook.files import DataFile, fault, yaml_files
from llm_project_lint.rulebook.model import (
    ABOUT,
    CATEGORIES,
    DRIVERS,
    FACTS,
    PRESETS,
    SOURCES,
    THRESHOLDS,
    Cite,
    Pack,
    Rule,
    Rulebook,
    Threshold,
    Words,
    Work,
    pack_of,
)
from llm_project_lint.rulebook.pack import PackFiles
from llm_project_lint.rulebook.pack_facts import facts_of, written
from llm_project_lint.rulebook.parse import RuleParser
from llm_project_lint.rulebook.schema import project_schema
from llm_project_lint.rulebook.shape import SEVERITIES, Shapes
from llm_project_lint.rulebook.variables import driver_name, variables
from llm_project_lint.settings import PackFolder
from llm_project_lint.texts.configuration import bad_threshold

TABLES = "tables"
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MOST_CONDITIONS = 2_000
"""Conditions of a pack: more would take seconds to load, before each run."""
PACK_NAME = re.compile("[a-z][a-z0-9]{1,29}")
NEEDED = ("static_update", "review_interval")
"""Thresholds that derived facts compare with."""


def load(folder: str | None = None) -> Rulebook:
    """The rulebook of a folder laid out like `rules/`, ours by default. Raises RuleError at the first mistake."""
    folder = folder or resource("rules")
    shapes = Shapes(folder=folder)
    _check_folder(folder)
    works = _works(shapes, DataFile(os.path.join(folder, SOURCES)))
    thresholds = _thresholds(shapes, DataFile(os.path.join(folder, THRESHOLDS)), works)
    for name in NEEDED:
        if name not in thresholds:
            raise fault(
                os.path.join(folder, THRESHOLDS), f"the threshold `{name}` is missing; facts are computed with it"
            )
    shapes.check(DataFile(os.path.join(folder, SEVERITIES)), "ladders")
    tables = _tables(shapes, os.path.join(folder, TABLES), works)
    book = Rulebook(build(project_schema("en")), {}, {}, thresholds, works, tables, {})
    return _with_rules(book, _rule_files(shapes, folder), folder)


def extended(book: Rulebook, folder: PackFolder) -> Rulebook:
    """A book and all that a pack adds to it. Raises RuleError at the first mistake in a file of the pack."""
    files = PackFiles(folder.path)
    if files.folder != folder:
        raise fault(os.path.join(files.path, ABOUT), "the pack has changed meanwhile: run again")
    about = files.file(ABOUT)
    name = str(about.data.get("name"))
    shapes = Shapes(name if PACK_NAME.fullmatch(name) else "pack")
    shapes.check(about, "pack")
    if any(pack.name == name for pack in book.packs):
        raise about.fault(("name",), f"there is a pack `{name}` already")
    if not is_free(name, book):
        raise about.fault(("name",), f"`{name}` is the name of something else: call the pack another way")
    works = {**book.works}
    if SOURCES in files.data:
        works |= _works(shapes, files.file(SOURCES))
    thresholds = {**book.thresholds}
    if THRESHOLDS in files.data:
        file = files.file(THRESHOLDS)
        for key, threshold in _thresholds(shapes, file, works).items():
            if key in thresholds:
                raise file.fault((key,), f"there is a threshold `{key}` already", key=True)
            thresholds[key] = threshold._replace(pack=name)
    pack = Pack(name, Words.read(about.data["title"]), about.data.get("preset", ""), files.path)
    fields = book.fields
    if FACTS in files.data:
        pack, fields = _with_facts(pack, fields, files.file(FACTS))
    book = book._replace(fields=fields, thresholds=thresholds, works=works, packs=(*book.packs, pack))
    return _with_rules(book, _pack_rules(shapes, name, files, book), resource("rules"))


def _with_rules(book: Rulebook, files: Mapping[str, tuple[str, DataFile]], ladders: str) -> Rulebook:
    """A book with more rules and drivers. files: by name, with their category. ladders: the folder that names them."""
    drivers = [*book.drivers, *(name for name, (category, _) in files.items() if category == DRIVERS)]
    known = variables(book.fields, book.thresholds, map(driver_name, drivers))
    # What rules of the book call entries of plain lists is all that they know besides.
    words = {name: kind for name, kind in book.variables.items() if name not in known and "." not in name}
    severities = DataFile(os.path.join(ladders, SEVERITIES))
    pack = pack_of(next(iter(files), ""))
    parser = RuleParser(book.fields, known, severities.data, words, pack)
    for _, file in files.values():
        parser.declare(file)
    rules: dict[str, Rule] = {}
    for name, (category, file) in files.items():
        rules[name] = parser.parse(name, category, file)
    book = book._replace(
        rules={**book.rules, **{name: rule for name, rule in rules.items() if not rule.favours}},
        drivers={**book.drivers, **{name: rule for name, rule in rules.items() if rule.favours}},
        variables=parser.known,
    )
    check_book(book, {name: file for name, (_, file) in files.items()})
    return book


# -- packs -------------------------------------------------------------------------------------------------------------


def is_free(name: str, book: Rulebook) -> bool:
    """Whether a pack can be called so: by the name of nothing else that stands where it will."""
    known = variables(book.fields, book.thresholds, map(driver_name, book.drivers))
    taken = {one.partition(".")[0] for one in (*known, *book.variables)}
    taken |= {*book.fields.children, *CATEGORIES, DRIVERS, *PRESETS, *RESERVED, *FUNCTIONS}
    taken |= {pack.name for pack in book.packs}
    return bool(PACK_NAME.fullmatch(name)) and name not in taken


def _with_facts(pack: Pack, fields: Field, file: DataFile) -> tuple[Pack, Field]:
    definitions = project_schema("en")["$defs"]
    section = facts_of(file, pack.name, definitions)
    found = with_section(fields, pack.name, section, definitions)
    return pack._replace(facts=written(section)), found


def _pack_rules(shapes: Shapes, pack: str, files: PackFiles, book: Rulebook) -> dict[str, tuple[str, DataFile]]:
    found: dict[str, tuple[str, DataFile]] = {}
    drivers = {driver_name(one): one for one in book.drivers}
    conditions = 0
    for category, place in files.rules():
        file = files.file(place)
        conditions += sum(1 for _ in _conditions(file.data))
        if conditions > MOST_CONDITIONS:
            raise file.fault((), f"the rules of a pack have at most {MOST_CONDITIONS:,} conditions")
        _take(found, shapes, f"{pack}/", category, file)
        name = driver_name(next(reversed(found)))
        if category == DRIVERS and name in drivers:
            raise file.fault((), f"conditions would call it `{name}`, as they do the driver `{drivers[name]}`")
    return found


def _conditions(data: Any) -> Iterator[Any]:
    """The lines of `when` and `unless` of a rule and its cases, whatever their form."""
    cases = data.get("cases")
    for part in (data, *(cases if isinstance(cases, list) else ())):
        for key in ("when", "unless"):
            found = part.get(key, ()) if isinstance(part, dict) else ()
            yield from found if isinstance(found, list | tuple) else [found]


# -- files -------------------------------------------------------------------------------------------------------------


def _check_folder(folder: str) -> None:
    """Whatever stands beside what we read would be silently unused."""
    for entry in sorted(os.listdir(folder)):
        path = os.path.join(folder, entry)
        if entry.startswith("."):
            continue
        if os.path.isdir(path) and entry not in (DRIVERS, TABLES, *CATEGORIES):
            raise fault(path, f"no such category; there are {', '.join(CATEGORIES)}")
        if not os.path.isdir(path) and entry not in (SOURCES, THRESHOLDS, SEVERITIES):
            raise fault(path, "a rule stands in the folder of its category")


def _rule_files(shapes: Shapes, folder: str) -> dict[str, tuple[str, DataFile]]:
    files: dict[str, tuple[str, DataFile]] = {}
    for category in (DRIVERS, *CATEGORIES):
        inside = os.path.join(folder, category)
        if not os.path.isdir(inside):
            continue
        for path in yaml_files(inside):
            _take(files, shapes, "", category, DataFile(path))
    return files


def _take(files: dict[str, tuple[str, DataFile]], shapes: Shapes, prefix: str, category: str, file: DataFile) -> None:
    """Put the file of a rule among others, by the name of the rule. prefix: what that begins with."""
    name = os.path.basename(file.path).removesuffix(".yaml")
    if not NAME.fullmatch(name):
        raise file.fault((), "name the rule in small letters, digits and hyphens")
    if prefix + name in files:
        raise file.fault((), f"a rule named `{name}` exists already in {files[prefix + name][1].source.path}")
    if category != DRIVERS and "favours" in file.data:
        raise file.fault(("favours",), f"a driver stands in the folder {DRIVERS}/", key=True)
    shapes.check(file, "driver" if category == DRIVERS else "rule")
    files[prefix + name] = (category, file)


def _thresholds(shapes: Shapes, file: DataFile, works: Mapping[str, Work]) -> dict[str, Threshold]:
    shapes.check(file, "thresholds")
    found: dict[str, Threshold] = {}
    for name, entry in file.data.items():
        kind = next(key for key in entry if key in values.READERS)
        value = values.read(kind, entry[kind])
        if value is None:
            raise file.fault((name, kind), bad_threshold(name, entry[kind], kind, "en"))
        cites = entry.get("cites", [])
        _check_cited(cites, works, file, (name, "cites"))
        basis = Words.read(entry["basis"])
        found[name] = Threshold(name, kind, value, entry[kind], entry["strength"], basis, tuple(map(Cite, cites)))
    return found


def _check_cited(cites: Iterable[str], works: Mapping[str, Work], file: DataFile, path: tuple[str, ...]) -> None:
    for index, cite in enumerate(cites):
        if cite not in works:
            raise file.fault((*path, index), f"`{cite}` is not in sources.yaml")


def _works(shapes: Shapes, file: DataFile) -> dict[str, Work]:
    shapes.check(file, "works")
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
        raise fault(os.path.join(folder, "gpu-memory.yaml"), "the table is missing; facts are computed with it")
    return tables
