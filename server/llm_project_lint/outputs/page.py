"""The page of a rule, as Markdown: what it reports and when, why, by which numbers, from which works, with examples.

`explain` prints it. Examples are run when the page is made, so what it shows is what a user sees.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from llm_project_lint.facts.fact import Fact
from llm_project_lint.facts.show import show
from llm_project_lint.model import Language, Severity, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rule_check.say import reference
from llm_project_lint.rulebook.examples import TODAY, Example, examples_of
from llm_project_lint.rulebook.model import NO_STAGE, STAGES, Case, Clause, Rule, Rulebook, Threshold
from llm_project_lint.settings import Settings
from llm_project_lint.texts.judging import TEXTS as JUDGING
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS
from llm_project_lint.texts.pages import TEXTS

MOST = {"bad": 3, "good": 2, "not_stated": 1}
"""Examples of each kind that are shown; a rule has more, to hold its edges."""


class Here(NamedTuple):
    """What a configuration makes of a rule. notes: sentences. thresholds: those that are configured, by name."""

    notes: tuple[str, ...] = ()
    thresholds: Mapping[str, Threshold] = MappingProxyType({})


NOWHERE = Here()


def page(rule: Rule, book: Rulebook, language: Language, here: Here = NOWHERE) -> str:
    """The page of a rule or driver; its examples are judged by the defaults."""
    return "\n".join(_Page(rule, book, language, here).lines()) + "\n"


def index(book: Rulebook, language: Language) -> str:
    """The page that leads to all others: rules by category, drivers by side, and which rules carry out a criterion."""
    return "\n".join(_index(book, language)) + "\n"


def _index(book: Rulebook, language: Language) -> Iterator[str]:
    def say(key: str) -> str:
        return TEXTS.say(key, language)

    def row(*cells: str) -> str:
        return f"| {' | '.join(cells)} |"

    def link(rule: Rule) -> str:
        return f"[{rule.id}]({rule.id}.md)"

    def listed(words: Iterable[str]) -> str:
        return ("、" if language == "zh" else ", ").join(words)

    def table(*heads: str) -> Iterator[str]:
        yield from ("", row(*map(say, heads)), row(*["---"] * len(heads)))

    yield f"# {say('rules')}"
    for category in dict.fromkeys(rule.category for rule in book.rules.values()):
        yield from ("", f"## {category}")
        yield from table("rule-head", "severity-head", "judges-head", "finds-head")
        for rule in (rule for rule in book.rules.values() if rule.category == category):
            named = listed(OUTPUTS.say(one, language) for one in rule.severities)
            yield row(link(rule), named, listed(rule.judges) or say("all"), rule.title.of(language))
    yield from ("", f"## {say('drivers')}", "", say("drivers-are"))
    yield from table("driver-head", "side-head", "strength-head", "means-head")
    for driver in book.drivers.values():
        strength = say(f"driver-{driver.strength}")
        yield row(link(driver), listed(driver.favours), strength, driver.title.of(language))
    yield from ("", f"## {say('criteria')}", "", say("criteria-are"))
    yield from table("criterion-head", "rules-head")
    every = [*book.rules.values(), *book.drivers.values()]
    for criterion in sorted({one for rule in every for one in rule.criteria}, key=_in_order):
        yield row(criterion, listed(link(rule) for rule in every if criterion in rule.criteria))


def _in_order(criterion: str) -> tuple[int, str]:
    """The article's dimensions first, then its opening and summary, then practice and thresholds."""
    return ("DISXT".find(criterion[0]), criterion)


class _Page:
    """Writes one page."""

    def __init__(self, rule: Rule, book: Rulebook, language: Language, here: Here) -> None:
        self._rule = rule
        self._book = book
        self._language = language
        self._here = here
        self._linter = Linter(Settings(TODAY, language), book)

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        rule = self._rule
        yield f"# {rule.title.of(self._language)}"
        yield ""
        yield self._say("driver" if rule.favours else "rule", **self._head())
        yield from (line for note in self._here.notes for line in ("", note))
        if rule.favours:
            yield from self._part("holds", self._conditions(rule.when, rule.unless, ()))
        else:
            yield from self._part("reports", self._cases())
        yield from self._part("why", [rule.why.of(self._language)])
        advice = dict.fromkeys(case.advice.of(self._language) for case in self._rule.cases)
        yield from self._part("advice", [f"- {text}" for text in advice if text])
        yield from self._part("thresholds", self._thresholds())
        yield from self._part("sources", self._sources())
        yield from self._part("order", self._order())
        if not rule.favours:
            reason = self._say("reason")
            form = ["```yaml", "waivers:", f"  - rule: {rule.id}", f"    reason: {reason}", "```"]
            yield from self._part("waive", [*self._when_to_waive(), "", *form])
        yield from self._part("examples", self._examples())

    def _when_to_waive(self) -> Iterator[str]:
        """When a waiver is right, and what comes before one."""
        yield self._say("waive-when")
        rule = self._rule
        first = ["waive-unless"] if rule.unless or any(case.unless for case in rule.cases) else []
        first += ["waive-absent"] if rule.absent or any(case.absent for case in rule.cases) else []
        yield from ["", *(f"- {self._say(key)}" for key in first)] if first else []

    def _head(self) -> dict[str, str]:
        rule = self._rule
        return {
            "id": rule.id,
            "category": rule.category,
            "criteria": self._list(rule.criteria) or self._say("no-criteria"),
            "presets": self._list(rule.presets),
            "approaches": self._list(rule.judges) or self._say("all"),
            "sides": self._list(rule.favours),
            "strength": self._say(f"driver-{rule.strength}") if rule.strength else "",
        }

    def _part(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        """A section, left out where it would be empty."""
        written = "\n".join(lines).strip("\n")
        if written:
            yield from ("", f"## {self._say(title)}", "", written)

    def _cases(self) -> Iterator[str]:
        rule = self._rule
        for ladder in rule.ladders:
            for case in ladder.cases:
                narrowed = case.applies_to if case.applies_to != rule.applies_to else ()
                limits = [self._say("for", approaches=self._list(narrowed))] if narrowed else []
                limits += [self._say("each", list=ladder.each)] if ladder.each else []
                head = " · ".join([self._severity(case), *limits])
                yield "- " + self._say("case", head=head, message=case.message.of(self._language))
                conditions = self._conditions(
                    (*rule.when, *case.when), (*rule.unless, *case.unless), (*rule.absent, *case.absent)
                )
                yield from (f"  {line}" for line in conditions)

    def _conditions(self, when: Iterable[Clause], unless: Iterable[Clause], absent: Iterable[str]) -> Iterator[str]:
        yield from (f"- {self._say('when', condition=' '.join(clause.text.split()))}" for clause in when)
        yield from (f"- {self._say('absent', place=place)}" for place in absent)
        yield from (f"- {self._say('unless', condition=' '.join(clause.text.split()))}" for clause in unless)

    def _severity(self, case: Case) -> str:
        """One severity, or one for each stage."""
        stages: dict[Severity, list[str]] = {}
        for stage in (*STAGES, NO_STAGE):
            name = self._say("no-stage") if stage == NO_STAGE else stage
            stages.setdefault(case.severities[stage], []).append(name)
        if len(stages) == 1:
            return self._severity_name(next(iter(stages)))
        return self._list(
            self._say("at-stages", severity=self._severity_name(severity), stages=self._list(names))
            for severity, names in stages.items()
        )

    def _severity_name(self, severity: Severity) -> str:
        return f"**{OUTPUTS.say(severity, self._language)}**"

    def _thresholds(self) -> Iterator[str]:
        clauses = [*self._rule.when, *self._rule.unless]
        for case in self._rule.cases:
            clauses += [*case.when, *case.unless]
        names = dict.fromkeys(name for clause in clauses for name in clause.reads if name.startswith("threshold."))
        for name in names:
            threshold = self._book.thresholds[name.removeprefix("threshold.")]
            configured = self._here.thresholds.get(threshold.name)
            said = {
                "name": threshold.name,
                "value": self._shown(threshold),
                "strength": JUDGING.say(threshold.support, self._language),
                "basis": threshold.basis.of(self._language),
            }
            yield "- " + self._say("threshold", **said)
            if configured:
                yield "  - " + self._say("threshold-here", file=configured.origin, value=self._shown(configured))

    def _shown(self, threshold: Threshold) -> str:
        return show(Fact(threshold.value, threshold.form, threshold.raw), self._language)

    def _sources(self) -> Iterator[str]:
        for cite in self._rule.cites:
            title, address = reference(cite, self._book, self._language)
            yield f"- [{title}]({address})" if address else f"- {title}"

    def _order(self) -> Iterator[str]:
        """Which rules speak for this one and for which it speaks."""
        above = [rule.id for rule in self._book.rules.values() if self._rule.id in rule.outranks]
        if self._rule.outranks:
            yield "- " + self._say("outranks", rules=self._list(f"`{name}`" for name in self._rule.outranks))
        if above:
            yield "- " + self._say("outranked", rules=self._list(f"`{name}`" for name in above))

    def _examples(self) -> Iterator[str]:
        left = dict(MOST)
        for example in examples_of(self._rule, self._book):
            left[example.kind] -= 1
            if left[example.kind] >= 0:
                yield from self._example(example)

    def _example(self, example: Example) -> Iterator[str]:
        kind = f"{example.kind}-driver" if self._rule.favours else example.kind
        yield from ("", self._say("example", kind=self._say(kind), caption=example.caption.of(self._language)), "")
        yield from ("```yaml", example.text.rstrip("\n"), "```")
        (report,) = self._linter.check(Source("llm-project.yaml", example.text))
        every = (one for finding in report.findings for one in finding.with_folded())
        found = [one for one in every if one.rule == self._rule.id]
        for finding in found:
            yield from ("", f"> {self._severity_name(finding.severity)} {finding.message}")
        waits = [f"`{fact.place}`" for fact in report.not_stated if self._rule.id in fact.rules]
        if waits and not found:
            yield from ("", f"> {self._say('waits', places=self._list(waits))}")

    def _list(self, words: Iterable[str]) -> str:
        return ("、" if self._language == "zh" else ", ").join(words)

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._language, **values)
