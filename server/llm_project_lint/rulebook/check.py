"""What a rule file alone cannot show: that it fits the other rules, the format, and what is cited."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from llm_project_lint.cel.condition import certain
from llm_project_lint.facts import values
from llm_project_lint.facts.derived import DERIVED, SOURCE_DERIVED
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Path
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import (
    APPROACHES,
    PLACEHOLDER,
    Case,
    Clause,
    FixEdit,
    Ladder,
    Rule,
    Rulebook,
    Words,
)
from llm_project_lint.rulebook.names import meant, or_meant, place_meant

_ODD = re.compile(r"(?<![{｛])([{｛]++)\s*+([a-z_][\w.]*+)(?:\s*+:\s*+(\w*+))?+\s*+([}｝]++)")
"""What may be meant as a placeholder: more braces, full-width ones, blanks, or any word behind a colon."""
_NAMED = re.compile(r"`([a-z_]\w*(?:\.\w+)+)(?=`|: )")
"""A dotted name at the beginning of what stands in backticks, alone or with a value."""
EXPECTED = {"bad": ("severity", "at"), "not_stated": ("waits",)}
"""What each kind of example must say of its outcome."""
FORMS = ("raw", "sum")
"""What a placeholder can end in, see `PLACEHOLDER`."""


def check_book(book: Rulebook, files: Mapping[str, DataFile]) -> None:
    """Raise RuleError at the first rule that does not fit. files: of the rules and drivers that are new in the book."""
    for name, file in files.items():
        _Check(book, book.rules.get(name) or book.drivers[name], file).run()
    _check_circles(book, files)


class _Check:
    """The checks of one rule."""

    def __init__(self, book: Rulebook, rule: Rule, file: DataFile) -> None:
        self.book = book
        self.rule = rule
        self.file = file
        self.items = {field.item: field for field in book.fields.walk() if field.form == ENTRIES}

    def run(self) -> None:
        for index, cite in enumerate(self.rule.cites):
            if cite.source not in self.book.works:
                raise self.file.fault(("cites", index, "source"), f"`{cite.source}` is not in sources.yaml")
        for index, other in enumerate(self.rule.outranks):
            if other not in self.book.rules:
                near, _ = nearest(other, self.book.rules)
                said = f"; did you mean `{near}`?" if near else ""
                raise self.file.fault(("outranks", index), f"there is no rule `{other}`{said}")
        self._check_examples()
        if self.rule.favours:
            self._check_driver()
            return
        cases = [(ladder, case) for ladder in self.rule.ladders for case in ladder.cases]
        paths: list[Path] = [("cases", index) for index in range(len(cases))] if "cases" in self.file.data else [()]
        self._check_order(paths)
        for (ladder, case), path in zip(cases, paths, strict=True):
            self._check_case(ladder, case, path)
        self._check_expected()

    # -- cases ---------------------------------------------------------------------------------------------------------

    def _check_order(self, paths: Iterable[Path]) -> None:
        """Every case can be reached: no case above it in its ladder always holds."""
        places = iter(paths)
        for ladder in self.rule.ladders:
            left: set[str] = set(self.rule.applies_to or APPROACHES)
            for case in ladder.cases:
                path = next(places)
                approaches = set(case.applies_to or self.rule.applies_to or APPROACHES)
                if not approaches <= set(self.rule.applies_to or APPROACHES):
                    raise self.file.fault(
                        (*path, "applies_to"), "a case cannot apply where its rule does not", key=True
                    )
                if not left & approaches:
                    raise self.file.fault(path, "this case is never reached: the one above it always holds")
                if not (case.when or case.unless or case.absent):
                    left -= approaches

    def _check_case(self, ladder: Ladder, case: Case, path: Path) -> None:
        if not (self.rule.when or self.rule.absent or case.when or case.absent or case.unless or len(ladder.cases) > 1):
            raise self.file.fault(path, "a condition is missing: `when` or `absent`")
        self._check_places(ladder, case, path)
        self._check_designs(case, path)
        for said in ("message", "advice"):
            words: Words = getattr(case, said)
            if not (words.en and words.zh):
                raise self.file.fault(path, f"`{said}` is missing, here and in the rule")
        self._check_words(ladder, case, path)

    def _check_places(self, ladder: Ladder, case: Case, path: Path) -> None:
        for names, above in ((self.rule.absent, ()), (case.absent, path)):
            for index, name in enumerate(names):
                self._place(name, self._entry((*above, "absent"), index), ladder.item)
        if not case.at:
            raise self.file.fault(path, "`at` is missing: which place is to be marked?")
        self._check_at(case, path, ladder.item)
        for index, edit in enumerate(case.fix.edits if case.fix else ()):
            where = (*self._own(path, "fix"), "edits", index)
            field = self._place(edit.place, (*where, edit.kind), ladder.item)
            self._check_edit(edit, field, where)

    def _check_at(self, case: Case, path: Path, item: str) -> None:
        """A place of the format, or a derived fact that the conditions read: then what that rests on is marked."""
        where = self._own(path, "at", "each")
        if case.at not in DERIVED:
            self._place(case.at, where, item)
        elif not any(case.at in reads for _, _, reads in self._read(case, path)):
            raise self.file.fault(where, f"no condition here reads `{case.at}`, so it may be unknown")

    def _check_edit(self, edit: FixEdit, field: Field, where: Path) -> None:
        """What is written must be what can be read there; what holds placeholders is only known later."""
        if edit.kind == "remove":
            return
        key = "to" if edit.kind == "set" else "value"
        if field.form in (SECTION, ENTRIES) or (edit.kind == "append" and not field.many):
            raise self.file.fault((*where, edit.kind), f"`{edit.place}` takes no single value")
        if isinstance(edit.value, str) and "{" in edit.value:
            return
        readable = edit.value in field.values if field.values else values.read(field.form, edit.value) is not None
        if not readable:
            raise self.file.fault((*where, key), f"`{edit.value}` cannot stand at `{edit.place}`")

    def _check_designs(self, case: Case, path: Path) -> None:
        """A place of one approach's design says nothing about a project that chose another."""
        approaches = case.applies_to or self.rule.applies_to
        read = [(name, where) for _, where, reads in self._read(case, path) for name in reads]
        read += [(name, ("absent",)) for name in self.rule.absent]
        read += [(name, (*path, "absent")) for name in case.absent]
        for name, where in (*read, (case.at, self._own(path, "at", "each"))):
            field, derived = self._field(name), DERIVED.get(name) or SOURCE_DERIVED.get(name)
            design = (field.design if field else ()) or (derived.approaches if derived else ())
            if design and not (approaches and set(approaches) <= set(design)):
                allowed = ", ".join(design)
                raise self.file.fault(where, f"`{name}` belongs to the design of {allowed}: narrow `applies_to` to it")

    def _read(self, case: Case, path: Path) -> Iterator[tuple[Clause, Path, tuple[str, ...]]]:
        """Every clause that decides a case, with its place and what it reads."""
        for key, above, clauses in (
            ("when", (), self.rule.when),
            ("unless", (), self.rule.unless),
            ("when", path, case.when),
            ("unless", path, case.unless),
        ):
            for index, clause in enumerate(clauses):
                yield clause, self._entry((*above, key), index), clause.reads

    # -- texts ---------------------------------------------------------------------------------------------------------

    def _check_words(self, ladder: Ladder, case: Case, path: Path) -> None:
        known = self._certain((*self.rule.when, *case.when))
        known.update(name for name in self.book.variables if name.startswith(("threshold.", "scorecard.")))
        known.update({"today", "never", ladder.item})
        if case.applies_to or self.rule.applies_to:
            known.add("approach.choice")
        texts = [(case.message, self._own(path, "message")), (case.advice, self._own(path, "advice"))]
        texts.append((self.rule.why, ("why",)))
        if case.fix:
            fix = self._own(path, "fix")
            texts.append((case.fix.title, (*fix, "title")))
            for index, edit in enumerate(case.fix.edits):
                if isinstance(edit.value, str):
                    where: Path = (*fix, "edits", index, "to" if edit.kind == "set" else "value")
                    self._check_text(edit.value, where, known, ladder.item)
        for words, where in texts:
            for language, text in zip(("en", "zh"), words, strict=True):
                one: Path = (*where, language)
                one = one if one in self.file.document.marks else where
                self._check_text(text, one, known, ladder.item)
                self._check_named(text, one)
            english, chinese = ({name for name, _ in PLACEHOLDER.findall(text)} for text in words)
            if english != chinese:
                only = sorted(english ^ chinese)[0]
                raise self.file.fault(where, f"`{only}` is named in one language only")

    def _check_text(self, text: str, where: Path, known: Iterable[str], item: str) -> None:
        for odd in _ODD.finditer(text):
            if said := _odd(odd):
                raise self.file.fault(where, said, odd.start())
        for found in PLACEHOLDER.finditer(text):
            name = found[1]
            if name not in self.book.variables and name != item:
                said = or_meant(meant(name, self.book.variables))
                raise self.file.fault(where, f"there is no fact `{name}`{said}", found.start())
            if name not in known:
                said = (
                    f"; write `{{{item}}}`"
                    if item and name == f"{item}.name"
                    else ": read it in a condition that must hold (one of `when`, without `||`), or leave it out"
                )
                raise self.file.fault(where, f"`{name}` may be unknown here{said}", found.start())
        blank = PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)
        for at, character in enumerate(blank):
            if character in "{}":
                said = "which is a name in braces, such as `{today}`"
                raise self.file.fault(where, f"a `{character}` that belongs to no placeholder, {said}", at)

    def _check_named(self, text: str, where: Path) -> None:
        """What a text names in backticks as a place of the format must be one: people will write what it says."""
        for found in _NAMED.finditer(text):
            name = found[1]
            section = self.book.fields.children.get(name.partition(".")[0])
            if section and section.form in (SECTION, ENTRIES) and self.book.fields.find(name) is None:
                said = or_meant(place_meant(name, self.book.fields))
                raise self.file.fault(where, f"there is no place `{name}` in the format{said}", found.start(1))

    def _certain(self, clauses: Iterable[Clause]) -> set[str]:
        """Facts that are known whenever the clauses hold, with what a derived one implies."""
        names = [name for clause in clauses for leaf in certain(clause.condition) for name in leaf.reads]
        found: set[str] = set()
        while names:
            name = names.pop()
            if name not in found:
                found.add(name)
                derived = DERIVED.get(name) or SOURCE_DERIVED.get(name)
                names.extend(derived.implies if derived else ())
        return found

    # -- drivers, examples ---------------------------------------------------------------------------------------------

    def _check_driver(self) -> None:
        for key, clauses in (("when", self.rule.when), ("unless", self.rule.unless)):
            for index, clause in enumerate(clauses):
                for name in clause.reads:
                    field, derived = self._field(name.removeprefix("stated.")), DERIVED.get(name)
                    if name.startswith(("driver.", "scorecard.")):
                        message = f"`{name}` is known only when all drivers are"
                    elif (
                        name.removeprefix("stated.").startswith("approach.")
                        or (field and field.design)
                        or (derived and derived.approaches)
                    ):
                        message = f"`{name}` depends on the choice: the scorecard is the same whatever is chosen"
                    else:
                        continue
                    raise self.file.fault(self._entry((key,), index), message, clause.text.find(name))

    def _check_examples(self) -> None:
        examples = self.file.data["examples"]
        cases = [case for ladder in self.rule.ladders for case in ladder.cases]
        absence = self.rule.absent or (cases and all(case.absent for case in cases))
        for kind in ("bad", "good") if absence else ("bad", "good", "not_stated"):
            if not examples.get(kind):
                raise self.file.fault(("examples",), f"at least one `{kind}` example is needed", key=True)
        for kind, found in examples.items():
            for index, example in enumerate(found):
                for place in example.get("facts", ()):
                    if not self._writable(place):
                        where: Path = ("examples", kind, index, "facts", place)
                        said = self._no_example_place(place)
                        raise self.file.fault(where, f"there is no place `{place}` in the format{said}", key=True)

    def _no_example_place(self, name: str) -> str:
        """How what an example states is written: lists of entries as a whole."""
        for field in self.items.values():
            if name == field.item or name.startswith((f"{field.item}.", f"{field.name}.")):
                return f"; entries are given with their list: `{field.name}: [{{{next(iter(field.children))}: ..}}]`"
        return or_meant(place_meant(name, self.book.fields))

    def _check_expected(self) -> None:
        """An example says all that it proves."""
        for kind, found in self.file.data["examples"].items():
            for index, example in enumerate(found):
                for key in EXPECTED.get(kind, ()):
                    if key not in example:
                        where = ("examples", kind, index, "name")
                        raise self.file.fault(where, f"`{key}` is missing: what is expected here?")

    # -- places --------------------------------------------------------------------------------------------------------

    def _place(self, name: str, where: Path, item: str) -> Field:
        """The field of a named place, of the format or of an entry."""
        if name in self.items or (name == item and "." not in name):
            self._refuse_entry(name, where)
        owner, _, rest = name.partition(".")
        if owner in self.items and rest:
            field = self.items[owner].children.get(rest)
            if field and owner != item:
                raise self.file.fault(where, f"`{name}` needs `each: {self.items[owner].name}`")
        else:
            field = self.book.fields.find(name) if self._writable(name) else None
        if field is None:
            said = or_meant(place_meant(name, self.book.fields))
            raise self.file.fault(where, f"there is no place `{name}` in the format{said}")
        return field

    def _refuse_entry(self, name: str, where: Path) -> None:
        """An entry is no place by itself: a field of it is, and its list."""
        fields = self.items[name].children if name in self.items else ()
        ways = ["leave `at` out"] if "at" in where[-1:] else []
        ways += [f"name one of its fields, such as `{name}.{key}`" for key in list(fields)[:1]]
        said = " or ".join(ways) or "name its list"
        raise self.file.fault(where, f"`{name}` is an entry, which is no place: {said}")

    def _writable(self, name: str) -> bool:
        """Whether a dotted name leads through sections only: a field of an entry has no place without its entry."""
        field: Field | None = self.book.fields
        for step in name.split("."):
            field = field.children.get(step) if field and field.form == SECTION else None
        return field is not None

    def _field(self, name: str) -> Field | None:
        owner = self.items.get(name.partition(".")[0])
        if owner and "." in name:
            return owner.children.get(name.partition(".")[2])
        return self.book.fields.find(name)

    def _own(self, path: Path, *keys: str) -> Path:
        """Where a case's own key stands, or the rule's."""
        for key in keys:
            for where in ((*path, key), (key,)):
                if where in self.file.document.marks:
                    return where
        return path

    def _entry(self, path: Path, index: int) -> Path:
        """The place of a clause, which may be written without a list."""
        found: Any = self.file.document.get(path)
        return (*path, index) if isinstance(found, list) else path


def _odd(found: re.Match[str]) -> str:
    """What is wrong with the form of a placeholder, "" for nothing."""
    opened, name, form, closed = found.groups()
    right = f"{{{name}:{form}}}" if form in FORMS else f"{{{name}}}"
    if (opened, closed) != ("{", "}"):
        return f"a placeholder stands in one pair of plain braces: write `{right}`"
    if form is not None and form not in FORMS:
        return f"a placeholder can end in `:raw` or `:sum`, not in `:{form}`: write `{right}`"
    return f"a placeholder holds no blanks: write `{right}`" if found[0] != right else ""


def _check_circles(book: Rulebook, files: Mapping[str, DataFile]) -> None:
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            circle = " -> ".join((*above[above.index(name) :], name))
            raise files[name].fault(("outranks",), f"rules outrank each other in a circle: {circle}", key=True)
        if name not in done:
            for other in book.rules[name].outranks:
                visit(other, (*above, name))
            done.add(name)

    for name in files:
        if name in book.rules:
            visit(name, ())
