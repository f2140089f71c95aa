"""A rule as it is judged: everything checked, every default filled in, nothing left of the file it came from.

Named tuples of plain values throughout, so that `repr` is Python that builds the same book again: that is how a built
distribution carries its rules prepared (see `prepare`).
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from llm_project_lint.cel.condition import Condition
from llm_project_lint.facts.fields import Field
from llm_project_lint.model import SEVERITIES, Language, Severity

APPROACHES = ("prompt-only", "rag", "fine-tuning", "hybrid")
STAGES = ("idea", "prototype", "pilot", "production")
NO_STAGE = "not_stated"
CATEGORIES = ("data", "requirements", "performance", "cost", "maintenance", "approach", "evaluation", "security")
"""The folders of rules: the article's dimensions (performance and cost are one there), and practice beyond it."""
DRIVERS = "drivers"
ABOUT = "pack.yaml"
"""The file that makes a folder of rules a pack."""
FACTS, SOURCES, THRESHOLDS = "facts.schema.yaml", "sources.yaml", "thresholds.yaml"
PACK_FILES = (ABOUT, FACTS, SOURCES, THRESHOLDS)
"""What stands beside the categories of a pack; `rules/` has the last two."""
PRESETS = ("recommended", "article", "strict")
"""Sets of rules to start from: what bears on the choice, the article's own criteria, everything."""
_HAN = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{([a-z_][\w.]*)(?::(sum|raw))?\}")
"""A fact in a text: its value, the arithmetic behind it (`:sum`) or what the user wrote (`:raw`)."""


def pack_of(rule: str) -> str:
    """The name of the pack that a rule comes from, "" for one of ours: `acme/no-vendor` comes from `acme`."""
    return rule.rpartition("/")[0]


class Words(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str

    @classmethod
    def read(cls, written: str | Mapping[str, str]) -> Self:
        """The text as a file writes it: `{en, zh}`, or once for both."""
        if isinstance(written, str):
            return cls(written, written)
        return cls(written.get("en") or written["zh"], written.get("zh") or written["en"])

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language == "zh" else self.en

    def comes_in(self, language: Language) -> Language:
        """The language that this is in: a text of a pack may be written in one only."""
        if self.en != self.zh:
            return language
        return "zh" if _HAN.search(self.en) else "en"


class Clause(NamedTuple):
    """One line of `when` or `unless`. reads: every fact, threshold and driver it names."""

    text: str
    condition: Condition
    reads: tuple[str, ...]


class Cite(NamedTuple):
    """A work of `sources.yaml` and where in it."""

    source: str
    section: str = ""


class FixEdit(NamedTuple):
    """One step of a fix. kind: `set`, `append` or `remove`; value: what to write, may hold placeholders."""

    kind: str
    place: str
    value: Any = None


class RuleFix(NamedTuple):
    """A change that answers the finding, offered in editors; safe ones are applied by `--fix`."""

    title: Words
    safe: bool
    edits: tuple[FixEdit, ...]


class Case(NamedTuple):
    """One variant of a rule. severities: by stage, `not_stated` included. Empty `applies_to` means all approaches."""

    severities: Mapping[str, Severity]
    applies_to: tuple[str, ...]
    when: tuple[Clause, ...]
    unless: tuple[Clause, ...]
    absent: tuple[str, ...]
    at: str
    message: Words
    advice: Words
    fix: RuleFix | None = None

    @property
    def asks(self) -> bool:
        """Whether it is grave enough somewhere to ask for the facts it waits for: infos never ask."""
        return any(severity in ("error", "warning") for severity in self.severities.values())


class Ladder(NamedTuple):
    """Cases in order, the first that holds is reported; once per entry of the list `each`, named `item`."""

    each: str
    item: str
    cases: tuple[Case, ...]


class Rule(NamedTuple):
    """A rule, or a driver where `favours` names sides (then it has no ladders and reports nothing)."""

    id: str
    category: str
    title: Words
    criteria: tuple[str, ...]
    applies_to: tuple[str, ...]
    when: tuple[Clause, ...]
    unless: tuple[Clause, ...]
    absent: tuple[str, ...]
    ladders: tuple[Ladder, ...]
    why: Words
    cites: tuple[Cite, ...]
    outranks: tuple[str, ...] = ()
    asks: bool = True
    favours: tuple[str, ...] = ()
    strength: str = ""
    preset: str = "recommended"

    @property
    def pack(self) -> str:
        """The name of the pack it comes from, "" for one of ours."""
        return pack_of(self.id)

    @property
    def file(self) -> str:
        """Where it stands in the folder of its rules."""
        return f"{DRIVERS if self.favours else self.category}/{self.id.rpartition('/')[2]}.yaml"

    @property
    def presets(self) -> tuple[str, ...]:
        """The presets that hold it."""
        of_article = not self.pack and any(criterion[0] not in "XT" for criterion in self.criteria)
        holds = {"recommended": self.preset == "recommended", "article": of_article, "strict": True}
        return tuple(name for name in PRESETS if holds[name])

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of all its ladders."""
        return tuple(case for ladder in self.ladders for case in ladder.cases)

    @property
    def severities(self) -> tuple[Severity, ...]:
        """Every severity that it may report with, the gravest first."""
        found = {severity for case in self.cases for severity in case.severities.values()}
        return tuple(severity for severity in reversed(SEVERITIES) if severity in found)

    @property
    def judges(self) -> tuple[str, ...]:
        """The approaches for which it can be a finding; empty for all, and for files that state no choice."""
        of_cases = [case.applies_to for case in self.cases]
        if self.applies_to or not all(of_cases):
            return self.applies_to
        return tuple(one for one in APPROACHES if any(one in some for some in of_cases))

    @property
    def reads(self) -> tuple[str, ...]:
        """Every fact the rule may need to be decided."""
        clauses = [*self.when, *self.unless]
        for case in self.cases:
            clauses += [*case.when, *case.unless]
        return tuple(dict.fromkeys(name for clause in clauses for name in clause.reads))


class Threshold(NamedTuple):
    """A number that rules compare with.

    form: as of a value. strength: how well it is supported (`strong`, `medium`, `weak`, `convention`).
    origin: `default`, or the file that configures it. default: what it was before, None where it still is. pack: that
    it comes from, "" for one of ours.
    """

    name: str
    form: str
    value: Any
    raw: Any
    strength: str
    basis: Words
    cites: tuple[Cite, ...] = ()
    origin: str = "default"
    default: "Threshold | None" = None
    pack: str = ""

    @property
    def support(self) -> str:
        """How well it is supported, by the key of the words for it: a convention is ours or a pack's."""
        return "convention-of-pack" if self.pack and self.strength == "convention" else self.strength


class Work(NamedTuple):
    """A work that rules cite. read: how much of it was read (`full`, `opening`, `summary`)."""

    key: str
    title: Words
    authors: str = ""
    year: str = ""
    address: str = ""
    read: str = ""


class Pack(NamedTuple):
    """A pack that was added to the shipped rules.

    preset: the set of rules to start from where nobody says another one, "" if it does not say. folder: from the root
    on. facts: what it adds to the schema of project files at the key of its name, as JSON; "" for nothing.
    """

    name: str
    title: Words
    preset: str
    folder: str
    facts: str = ""


class Rulebook(NamedTuple):
    """All that is needed to judge a document: rules and drivers by id, what they compare with, what they cite.

    variables: the type of every name conditions may use. tables: dated facts as plain data. packs: what was added to
    the shipped rules, in the order of the configuration.
    """

    fields: Field
    rules: Mapping[str, Rule]
    drivers: Mapping[str, Rule]
    thresholds: Mapping[str, Threshold]
    works: Mapping[str, Work]
    tables: Mapping[str, Any]
    variables: Mapping[str, str]
    packs: tuple[Pack, ...] = ()
