"""What a rule file alone cannot show: that it fits the other rules, the format, and what is cited."""

import re
from collections.abc import Iterable, Iterator, Mapping

from llm_project_lint.cel.condition import certain
from llm_project_lint.facts.derived import DERIVED, SOURCE_DERIVED
from llm_project_lint.facts.fields import ENTRIES, Field
from llm_project_lint.model import Path
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import APPROACHES, Case, Clause, Ladder, Rule, Rulebook, Words

PLACEHOLDER = re.compile(r"\{([a-z_][\w.]*)(?::(sum|raw))?\}")


def check_book(book: Rulebook, files: Mapping[str, DataFile]) -> None:
    """Raise RuleError at the first rule that does not fit. files: the file of every rule and driver."""
    for rule in (*book.rules.values(), *book.drivers.values()):
        _Check(book, rule, files[rule.id]).run()
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
                raise self.file.fault(("outranks", index), f"there is no rule `{other}`")
        for name in self.rule.absent:
            self._place(name, ("absent",), "")
        self._check_examples()
        if self.rule.favours:
            self._check_driver()
            return
        index = 0
        for ladder in self.rule.ladders:
            for case in ladder.cases:
                self._check_case(ladder, case, ("cases", index) if "cases" in self.file.data else ())
                index += 1

    def _check_case(self, ladder: Ladder, case: Case, path: Path) -> None:
        approaches = case.applies_to or self.rule.applies_to or APPROACHES
        if self.rule.applies_to and not set(approaches) <= set(self.rule.applies_to):
            raise self.file.fault((*path, "applies_to"), "a case cannot apply where its rule does not")
        for name in case.absent:
            self._place(name, (*path, "absent"), ladder.item)
        if not case.at:
            raise self.file.fault(path, "`at` is missing: which place is to be marked?")
        self._place(case.at, (*path, "at"), ladder.item)
        for said in ("message", "advice"):
            words: Words = getattr(case, said)
            if not (words.en and words.zh):
                raise self.file.fault(path, f"`{said}` is missing, neither here nor in the rule")
        clauses = [*self.rule.when, *self.rule.unless, *case.when, *case.unless]
        for name in (*(name for clause in clauses for name in clause.reads), case.at):
            self._check_design(name, approaches, path)
        self._check_words(ladder, case, path)
        for edit in case.fix.edits if case.fix else ():
            self._place(edit.place, (*path, "fix"), ladder.item)

    def _check_design(self, name: str, approaches: Iterable[str], path: Path) -> None:
        """A place of one approach's design says nothing about a project that chose another."""
        field = self._field(name)
        if field and field.design and not set(approaches) <= set(field.design):
            allowed = ", ".join(field.design)
            raise self.file.fault(path, f"`{name}` belongs to the design of {allowed}: narrow `applies_to`")

    def _check_words(self, ladder: Ladder, case: Case, path: Path) -> None:
        known = set(self._certain((*self.rule.when, *case.when)))
        known.update(name for name in self.book.variables if name.startswith(("threshold.", "scorecard.")))
        known.update({"today", "approach.choice", ladder.item, f"{ladder.item}.name"})
        for said in ("message", "advice"):
            words: Words = getattr(case, said)
            english, chinese = (set(PLACEHOLDER.findall(text)) for text in words)
            where = (*path, said) if path and said in self.file.data["cases"][path[-1]] else (said,)
            if english != chinese:
                raise self.file.fault(where, "the English and the Chinese text name different facts")
            for text in words:
                if (rest := PLACEHOLDER.sub("", text)) and ("{" in rest or "}" in rest):
                    raise self.file.fault(where, "a brace that is no placeholder")
            for name, _ in english:
                if name not in self.book.variables and name != ladder.item:
                    raise self.file.fault(where, f"there is no fact `{name}`")
                if name not in known:
                    raise self.file.fault(where, f"`{name}` may be unknown here: no condition that must hold reads it")

    def _certain(self, clauses: Iterable[Clause]) -> Iterator[str]:
        """Facts that are known whenever the clauses hold, with what a derived one is computed from."""
        for clause in clauses:
            for leaf in certain(clause.condition):
                for name in leaf.reads:
                    yield name
                    derived = DERIVED.get(name) or SOURCE_DERIVED.get(name)
                    if derived:
                        yield from derived.reads

    def _check_driver(self) -> None:
        for name in self.rule.reads:
            field = self._field(name)
            derived = DERIVED.get(name)
            if name.startswith("approach.") or (field and field.design) or (derived and derived.approaches):
                message = f"`{name}` depends on the choice: the scorecard must be the same whatever is chosen"
                raise self.file.fault(("when",), message)

    def _check_examples(self) -> None:
        examples = self.file.data["examples"]
        absence = self.rule.absent or any(case.absent for ladder in self.rule.ladders for case in ladder.cases)
        for kind in ("bad", "good") if absence else ("bad", "good", "not_stated"):
            if not examples.get(kind):
                raise self.file.fault(("examples",), f"at least one `{kind}` example is needed")

    def _place(self, name: str, path: Path, item: str) -> None:
        if self._field(name) is None and name not in self.book.variables:
            raise self.file.fault(path, f"there is no place `{name}` in the format")
        if name.partition(".")[0] in self.items and "." in name and name.partition(".")[0] != item:
            raise self.file.fault(path, f"`{name}` needs `each: {self.items[name.partition('.')[0]].name}`")

    def _field(self, name: str) -> Field | None:
        owner = self.items.get(name.partition(".")[0])
        if owner and "." in name:
            return owner.children.get(name.partition(".")[2])
        return self.book.fields.find(name)


def _check_circles(book: Rulebook, files: Mapping[str, DataFile]) -> None:
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            circle = " -> ".join((*above[above.index(name) :], name))
            raise files[name].fault(("outranks",), f"rules outrank each other in a circle: {circle}")
        if name not in done:
            for other in book.rules[name].outranks:
                visit(other, (*above, name))
            done.add(name)

    for name in book.rules:
        visit(name, ())
