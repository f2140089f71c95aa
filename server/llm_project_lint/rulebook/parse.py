"""One rule file -> one `Rule`, with every mistake reported at its place."""

import json
from collections.abc import Mapping
from typing import Any

from llm_project_lint.cel import Engine
from llm_project_lint.cel.condition import parse
from llm_project_lint.facts.fields import ENTRIES, Field
from llm_project_lint.model import Path, Severity
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.clauses import ClauseChecker
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import (
    NO_STAGE,
    STAGES,
    Case,
    Cite,
    Clause,
    FixEdit,
    Ladder,
    Rule,
    RuleFix,
    Words,
)
from llm_project_lint.rulebook.variables import fact_of

NO_WORDS = Words("", "")


class RuleParser:
    """Parses rule files against one field table and one set of names."""

    def __init__(self, fields: Field, known: Mapping[str, str], ladders: Mapping[str, Mapping[str, Severity]]) -> None:
        """known: the types of all names conditions may use. ladders: the named severities by stage."""
        from jsonschema import Draft202012Validator  # 56 ms; needed only where rules are read from their files

        with open(resource("schema", "rule.schema.json"), encoding="utf-8") as file:
            self._schema = Draft202012Validator(json.load(file))
        self._known = known
        self._ladders = ladders
        self._check = ClauseChecker(fields, Engine(known), known)
        self._fields = fields

    def parse(self, name: str, category: str, file: DataFile) -> Rule:
        """The rule of a file. Raises RuleError with `file:line:column:`."""
        for error in sorted(self._schema.iter_errors(file.data), key=lambda error: len(error.absolute_path)):
            raise file.fault(tuple(error.absolute_path), error.message)
        data = file.data
        sides = data.get("favours", [])
        return Rule(
            name,
            category,
            _words(data["title"]),
            tuple(_several(data["criterion"])),
            tuple(data.get("applies_to", ())),
            self._clauses(data, "when", (), file, data.get("each", "")),
            self._clauses(data, "unless", (), file, data.get("each", "")),
            tuple(_several(data.get("absent", []))),
            () if sides else self._rungs(data, file),
            _words(data.get("why")),
            tuple(Cite(cite["source"], cite.get("section", "")) for cite in data.get("cites", ())),
            tuple(data.get("outranks", ())),
            data.get("asks", True),
            tuple(_several(sides)),
            data.get("strength", ""),
        )

    def _rungs(self, data: dict[str, Any], file: DataFile) -> tuple[Ladder, ...]:
        """Neighbouring cases with the same `each` form one ladder."""
        ladders: list[Ladder] = []
        for index, case in enumerate(data.get("cases", [{}])):
            each = case.get("each", data.get("each", ""))
            item = case.get("as", data.get("as", "")) or self._item(each)
            path: Path = ("cases", index) if "cases" in data else ()
            parsed = self._case(data, case, path, file, each)
            if ladders and ladders[-1].each == each:
                ladders[-1] = ladders[-1]._replace(cases=(*ladders[-1].cases, parsed))
            else:
                ladders.append(Ladder(each, item, (parsed,)))
        return tuple(ladders)

    def _item(self, each: str) -> str:
        field = self._fields.find(each) if each else None
        return field.item if field and field.form == ENTRIES else ""

    def _case(self, data: dict[str, Any], case: dict[str, Any], path: Path, file: DataFile, each: str) -> Case:
        absent = tuple(_several(case.get("absent", [])))
        at = case.get("at") or data.get("at") or next(iter(absent or _several(data.get("absent", []))), each)
        return Case(
            self._severities(case.get("severity", data.get("severity")), path, file),
            tuple(case.get("applies_to", ())),
            self._clauses(case, "when", path, file, each) if path else (),
            self._clauses(case, "unless", path, file, each) if path else (),
            absent if path else (),
            at,
            _words(case.get("message", data.get("message"))),
            _words(case.get("advice", data.get("advice"))),
            _fix(case.get("fix", data.get("fix"))),
        )

    def _severities(self, written: Any, path: Path, file: DataFile) -> Mapping[str, Severity]:
        if isinstance(written, str) and written in self._ladders:
            written = self._ladders[written]
        if isinstance(written, str):
            return dict.fromkeys((*STAGES, NO_STAGE), written)  # type: ignore[arg-type]  # the schema lists them
        if not isinstance(written, Mapping):
            raise file.fault(path, "no severity, neither here nor in the rule")
        return {stage: written[stage] for stage in (*STAGES, NO_STAGE)}

    def _clauses(self, data: dict[str, Any], key: str, path: Path, file: DataFile, each: str) -> tuple[Clause, ...]:
        written = data.get(key, [])
        found = []
        for index, text in enumerate(_several(written)):
            here: Path = (*path, key, index) if isinstance(written, list) else (*path, key)
            self._check.check(text, file, here)
            condition = parse(text, lambda name: fact_of(name, self._known))
            found.append(Clause(text, condition, self._check.reads(text, file, here, each)))
        return tuple(found)


def _several(written: Any) -> list[Any]:
    return written if isinstance(written, list) else [written]


def _words(written: Mapping[str, str] | None) -> Words:
    return Words(written["en"], written["zh"]) if written else NO_WORDS


def _fix(written: Mapping[str, Any] | None) -> RuleFix | None:
    if not written:
        return None
    edits = []
    for edit in written["edits"]:
        kind = next(kind for kind in ("set", "append", "remove") if kind in edit)
        edits.append(FixEdit(kind, edit[kind], edit.get("to", edit.get("value"))))
    return RuleFix(_words(written["title"]), written["safety"] == "safe", tuple(edits))
