"""One rule file -> one `Rule`, with every mistake reported at its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from llm_project_lint.facts.fields import ENTRIES, Field
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import SEVERITIES, Path, Severity
from llm_project_lint.rulebook.clauses import RESERVED, ClauseParser
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import NO_STAGE, STAGES, Case, Cite, Clause, FixEdit, Ladder, Rule, RuleFix, Words

NO_WORDS = Words("", "")


class RuleParser:
    """Parses rule files against one field table and one set of names."""

    def __init__(
        self,
        fields: Field,
        known: Mapping[str, str],
        ladders: Mapping[str, Mapping[str, Severity]],
        words: Mapping[str, str],
        pack: str = "",
    ) -> None:
        """known: the types of all names conditions may use. ladders: the named severities by stage.

        words: the types of what entries of plain lists are called elsewhere. pack: whose rules they are, "" for ours.
        """
        self._pack = pack
        self._known = dict(known)
        self._ladders = ladders
        self._fields = fields
        self._words: dict[str, str] = dict(words)
        self._read: ClauseParser | None = None

    def declare(self, file: DataFile) -> None:
        """Give the entries of a list of plain values (`each` with `as`) the type of its entries. Before any `parse`."""
        for path, part in _parts(file):
            each, name = part.get("each"), part.get("as")
            if each is None:
                continue
            field = self._fields.find(each)
            if field and field.form == ENTRIES:
                if name:
                    raise file.fault((*path, "as"), f"an entry of this list is called `{field.item}`: leave `as` out")
                continue
            listed = self._known.get(each, "")
            if not listed.startswith("list("):
                raise file.fault((*path, "each"), f"there is no list `{each}`{self._near(each)}")
            if not name:
                raise file.fault((*path, "each"), f"`as` is missing: what is an entry of `{each}` called?")
            if name in RESERVED or any(known.partition(".")[0] == name for known in self._known):
                raise file.fault((*path, "as"), f"`{name}` is the name of something else")
            kind = listed[5:-1]
            if self._words.setdefault(name, kind) != kind:
                raise file.fault((*path, "as"), f"`{name}` is an entry of another kind of list in another rule")

    def parse(self, name: str, category: str, file: DataFile) -> Rule:
        """The rule of a file whose form has been checked. Raises RuleError with `file:line:column:`."""
        data = file.data
        sides = data.get("favours", [])
        item = self._item(data)
        for index, case in enumerate(data.get("cases", ())):
            if "each" in data and "each" in case:
                raise file.fault(
                    ("cases", index, "each"), "`each` stands in the rule or in its cases, not in both", key=True
                )
        return Rule(
            name,
            category,
            _words(data["title"]),
            tuple(_several(data.get("criterion", []))),
            tuple(data.get("applies_to", ())),
            self._clauses(data, "when", (), file, item),
            self._clauses(data, "unless", (), file, item),
            tuple(_several(data.get("absent", []))),
            () if sides else self._rungs(data, file),
            _words(data.get("why")),
            tuple(Cite(cite["source"], cite.get("section", "")) for cite in data.get("cites", ())),
            tuple(data.get("outranks", ())),
            data.get("asks", True),
            tuple(_several(sides)),
            data.get("strength", ""),
            data.get("preset", "recommended"),
        )

    @property
    def known(self) -> Mapping[str, str]:
        """The type of every name, those that rules give to entries included."""
        return {**self._known, **self._words}

    def _rungs(self, data: dict[str, Any], file: DataFile) -> tuple[Ladder, ...]:
        """Neighbouring cases with the same `each` form one ladder."""
        ladders: list[Ladder] = []
        for index, case in enumerate(data.get("cases", [{}])):
            part = case if "each" in case else data
            each, item = part.get("each", ""), self._item(part)
            path: Path = ("cases", index) if "cases" in data else ()
            parsed = self._case(data, case, path, file, each=each, item=item)
            if ladders and (ladders[-1].each, ladders[-1].item) == (each, item):
                ladders[-1] = ladders[-1]._replace(cases=(*ladders[-1].cases, parsed))
            else:
                ladders.append(Ladder(each, item, (parsed,)))
        return tuple(ladders)

    def _item(self, part: Mapping[str, Any]) -> str:
        """What an entry is called: the list's own word, or what `as` says."""
        field = self._fields.find(part["each"]) if "each" in part else None
        return field.item if field and field.form == ENTRIES else part.get("as", "")

    def _case(
        self, data: dict[str, Any], case: dict[str, Any], path: Path, file: DataFile, *, each: str, item: str
    ) -> Case:
        absent = tuple(_several(case.get("absent", [])))
        at = case.get("at") or data.get("at") or next(iter(absent or _several(data.get("absent", []))), each)
        return Case(
            self._severities(case.get("severity", data.get("severity")), path, file),
            tuple(case.get("applies_to", ())),
            self._clauses(case, "when", path, file, item) if path else (),
            self._clauses(case, "unless", path, file, item) if path else (),
            absent if path else (),
            at,
            _words(case.get("message", data.get("message"))),
            _words(case.get("advice", data.get("advice"))),
            _fix(case.get("fix", data.get("fix"))),
        )

    def _severities(self, written: Any, path: Path, file: DataFile) -> Mapping[str, Severity]:
        if written is None:
            raise file.fault(path, "`severity` is missing, here and in the rule")
        for severity in SEVERITIES:
            if written == severity:
                return dict.fromkeys((*STAGES, NO_STAGE), severity)
        ladder = self._ladders.get(written)
        if ladder is None:
            where = (*path, "severity") if (*path, "severity") in file.document.marks else ("severity",)
            raise file.fault(where, f"there is no ladder `{written}`; there are {', '.join(self._ladders)}")
        return {stage: ladder[stage] for stage in (*STAGES, NO_STAGE)}

    def _clauses(self, data: dict[str, Any], key: str, path: Path, file: DataFile, item: str) -> tuple[Clause, ...]:
        written = data.get(key, [])
        if self._read is None:
            self._read = ClauseParser(self._fields, self.known, self._words, self._pack)
        read = self._read
        found = []
        for index, text in enumerate(_several(written)):
            here: Path = (*path, key, index) if isinstance(written, list) else (*path, key)
            found.append(read.parse(text, file, here, item))
        return tuple(found)

    def _near(self, name: str) -> str:
        near, _ = nearest(name, [known for known, kind in self._known.items() if kind.startswith("list(")])
        return f"; did you mean `{near}`?" if near else ""


def _parts(file: DataFile) -> Iterable[tuple[Path, Mapping[str, Any]]]:
    """The rule and its cases, wherever `each` can stand."""
    yield (), file.data
    for index, case in enumerate(file.data.get("cases", ())):
        yield ("cases", index), case


def _several(written: Any) -> list[Any]:
    return written if isinstance(written, list) else [written]


def _words(written: str | Mapping[str, str] | None) -> Words:
    return Words.read(written) if written else NO_WORDS


def _fix(written: Mapping[str, Any] | None) -> RuleFix | None:
    if not written:
        return None
    edits = []
    for edit in written["edits"]:
        kind = next(kind for kind in ("set", "append", "remove") if kind in edit)
        edits.append(FixEdit(kind, edit[kind], edit.get("to", edit.get("value"))))
    return RuleFix(_words(written["title"]), written["safety"] == "safe", tuple(edits))
