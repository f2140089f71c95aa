"""From an outcome to a finding: the texts of its rule filled with the user's values, its places, what it rests on."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from llm_project_lint.facts import Fact, Item, Missing
from llm_project_lint.facts.collect import Record
from llm_project_lint.facts.derived import DERIVED
from llm_project_lint.facts.show import show
from llm_project_lint.model import Change, Document, Finding, Fix, Language, Path, Reference, Related, ValuePath
from llm_project_lint.rule_check.conditions import Conditions, Each, Word
from llm_project_lint.rule_check.judge import Fault, Outcome
from llm_project_lint.rule_check.places import CHOICE, changed_path, entry_at, path_of, span_of, value_path
from llm_project_lint.rulebook.model import PLACEHOLDER, Cite, Clause, Rulebook, RuleFix, Threshold, Words, Work
from llm_project_lint.texts.judging import TEXTS

LONGEST = 200
"""Characters of one filled-in value: a message quotes the file, it does not repeat it."""


class Speaker:
    """Says the outcomes of one document in one language."""

    def __init__(
        self,
        book: Rulebook,
        document: Document,
        record: Record,
        conditions: Conditions,
        language: Language,
        called: str = "",
    ) -> None:
        """called: what messages call the choice, "" for its name."""
        self._called = called
        self._book = book
        self._document = document
        self._record = record
        self._conditions = conditions
        self._language = language
        self._currency: str = record.values.get("cost.currency", "")

    def finding(self, outcome: Outcome) -> Finding:
        """The finding of a reported outcome."""
        case, each, rule = outcome.case, outcome.each, outcome.rule
        if case is None or outcome.severity is None:
            raise ValueError(f"{rule.id} reported nothing")
        path, place = self._marked(case.at, each)
        span = span_of(path, self._document)
        return Finding(
            rule.id,
            outcome.severity,
            span,
            self.fill(case.message, each),
            place,
            tuple(self._related(outcome, span)),
            tuple(self._notes(outcome.deciding)),
            self.fill(rule.why, each),
            self.fill(case.advice, each),
            tuple(self.cite(cite) for cite in rule.cites),
            tuple(self._fixes(case.fix, each)) if case.fix else (),
        )

    def _marked(self, at: str, each: Each) -> tuple[Path, ValuePath]:
        """The place to mark; for a derived fact the stated one that it rests on first, such as the fastest source."""
        fact = self._conditions.fact(at, each) if at.startswith("derived.") else None
        if isinstance(fact, Fact) and fact.paths:
            return fact.paths[0], place_of(fact.paths[0], self._document)
        return path_of(at, each, self._document), value_path(at, each)

    def fault(self, fault: Fault) -> Finding:
        """The finding of a rule that could not be evaluated."""
        message = TEXTS.say("internal-error", self._language, fault=one_line(fault.message))
        return Finding("internal-error", "error", span_of((), self._document), f"{fault.rule}: {message}")

    def fill(self, words: Words, each: Each) -> str:
        """A text with its placeholders replaced by values, in the form of their type and the language of the text."""
        text, language = words.of(self._language), words.comes_in(self._language)
        if "{" not in text:
            return text
        return PLACEHOLDER.sub(lambda found: self._value(found[1], found[2] or "", each, language), text)

    def cite(self, cite: Cite) -> Reference:
        """A cited work."""
        return reference(cite, self._book, self._language)

    def _value(self, name: str, spec: str, each: Each, language: Language) -> str:
        if isinstance(each, Item) and name == each.record.field.item:
            return self._entry(each, language)
        if self._called and name == "approach.choice":
            return self._called
        fact = self._fact(name, each)
        if not isinstance(fact, Fact):
            return TEXTS.say("not-known", language)
        return one_line(show(_begun(fact), language, spec, self._currency))

    def _fact(self, name: str, each: Each) -> Fact | Missing:
        if name.startswith("threshold."):
            threshold = self._book.thresholds[name.removeprefix("threshold.")]
            return Fact(threshold.value, threshold.form, threshold.raw)
        return self._conditions.fact(name, each)

    def _entry(self, item: Item, language: Language) -> str:
        if item.index < 0:
            return TEXTS.say("all-entries", language)
        word = item.record.field.item
        # What a pack calls its entries begins with its name, and is a word of the pack's own language.
        kind = TEXTS.say(f"a-{word}", language) if f"a-{word}" in TEXTS else word.partition("_")[2].replace("_", " ")
        if item.name:
            return TEXTS.say("entry", language, kind=kind, name=one_line(item.name))
        return TEXTS.say("numbered-entry", language, kind=kind, number=item.index + 1)

    def _fixes(self, fix: RuleFix, each: Each) -> Iterator[Fix]:
        """The fix of a rule at the places of this document; none where a place or a value is not known."""
        changes = []
        for edit in fix.edits:
            path = changed_path(edit.kind, edit.place, each, self._document)
            value = self._changed_value(edit.value, each)
            if path is None or (value is None and edit.kind != "remove"):
                return
            changes.append(Change(edit.kind, path, value))  # type: ignore[arg-type]  # the schema lists them
        yield Fix(self.fill(fix.title, each), fix.safe, tuple(changes))

    def _changed_value(self, value: Any, each: Each) -> Any:
        """What a fix writes; a fact as written keeps its type. None where a fact is not known."""
        if not isinstance(value, str):
            return value
        for name, spec in PLACEHOLDER.findall(value):
            fact = self._fact(name, each)
            if not isinstance(fact, Fact) or (spec == "raw" and fact.raw is None):
                return None
            if value == f"{{{name}:raw}}":
                return fact.raw
        return self.fill(Words(value, value), each)

    def _related(self, outcome: Outcome, marked: Any) -> Iterator[Related]:
        """The stated facts behind the clauses that held, and the choice if the rule applies to some choices only."""
        seen = {marked}
        for path in self._paths(outcome.deciding, outcome.each):
            if path == CHOICE or path not in self._document.marks:
                continue
            span = span_of(path, self._document)
            if span not in seen:
                seen.add(span)
                yield Related(span, self._stated(path))
        narrowed = outcome.rule.applies_to or (outcome.case and outcome.case.applies_to)
        if narrowed and CHOICE in self._document.marks:
            span = self._document.marks[CHOICE].value
            if span not in seen:
                yield Related(span, TEXTS.say("chosen", self._language))

    def _paths(self, clauses: tuple[Clause, ...], each: Each) -> Iterator[Path]:
        if isinstance(each, Word) and each.path:
            yield each.path
        for clause in clauses:
            for name in clause.reads:
                if name.startswith(("stated.", "threshold.")):
                    continue
                fact = self._conditions.fact(name, each)
                if isinstance(fact, Fact):
                    yield from fact.paths

    def _stated(self, path: Path) -> str:
        entry = entry_at(path, self._record)
        place = place_of(path, self._document)
        if entry is None:
            return f"`{place}`"
        value = show(entry, self._language, currency=self._currency)
        return TEXTS.say("value", self._language, place=place, value=one_line(value))

    def _notes(self, clauses: tuple[Clause, ...]) -> Iterator[str]:
        read = dict.fromkeys(name for clause in clauses for name in clause.reads)
        for name in read:
            if name.startswith("threshold."):
                yield compared(self._book.thresholds[name.removeprefix("threshold.")], self._language)
        for table in dict.fromkeys(DERIVED[name].table for name in read if name in DERIVED and DERIVED[name].table):
            found = self._book.tables[table]
            work = self.cite(Cite(found["source"])).title
            yield TEXTS.say("table", self._language, name=table, day=found["as_of"], work=work)


def compared(threshold: Threshold, language: Language) -> str:
    """What a condition compares with: the value, whose it is, and what the default rests on, which is our own choice.

    A value that somebody configured is not ours to support.
    """
    return TEXTS.say(
        "configured" if threshold.default else "threshold",
        language,
        name=threshold.name,
        value=_shown(threshold, language),
        origin=threshold.origin,
        default=_shown(threshold.default or threshold, language),
        strength=TEXTS.say(threshold.support, language),
        basis=threshold.basis.of(language),
    )


def _shown(threshold: Threshold, language: Language) -> str:
    return one_line(show(Fact(threshold.value, threshold.form, threshold.raw), language))


def reference(cite: Cite, book: Rulebook, language: Language) -> Reference:
    """A cited work, ready to print."""
    return _reference(cite, book.works[cite.source], language)


@lru_cache(512)
def _reference(cite: Cite, work: Work, language: Language) -> Reference:
    title = work.title.of(language)
    if work.authors:
        title = TEXTS.say("work", language, authors=work.authors, year=work.year, title=title)
    if cite.section:
        title = TEXTS.say("section", language, title=title, section=cite.section)
    return Reference(title, work.address)


def _begun(fact: Fact) -> Fact:
    """A fact with no more of a long list than can be seen of it: the text that it becomes is cut."""
    if not isinstance(fact.value, list) or len(fact.value) <= LONGEST:
        return fact
    raw = fact.raw[:LONGEST] if isinstance(fact.raw, list) and len(fact.raw) == len(fact.value) else None
    return fact._replace(value=fact.value[:LONGEST], raw=raw)


def place_of(path: Path, document: Document) -> str:
    """A path as people name it: entries by their `name` where they have one."""
    said = ""
    for at, step in enumerate(path):
        if isinstance(step, int):
            entry = document.get(path[: at + 1])
            name = entry.get("name") if isinstance(entry, dict) else None
            said += f"[{name if isinstance(name, str) else step}]"
        else:
            said += f".{step}" if said else step
    return said


def one_line(text: str) -> str:
    """A value of the file in one line that is not too long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
