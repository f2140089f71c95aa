"""Whether the examples of rules hold, and what of a rule none of them tries."""

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from llm_project_lint.edits import apply
from llm_project_lint.facts.fields import Field
from llm_project_lint.fixes import OF_THE_FILE, edits_of
from llm_project_lint.model import Document, Finding, Fix, Path, Report, Source, rank
from llm_project_lint.pipeline import Judged, Linter
from llm_project_lint.rule_check.trace import Trace
from llm_project_lint.rulebook import Rule, Rulebook
from llm_project_lint.rulebook.examples import TODAY, Example, examples_of
from llm_project_lint.rulebook.model import FACTS, SOURCES, THRESHOLDS, Case
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents

INVALID = OF_THE_FILE | {"internal-error"}
"""Findings that a document of an example may not have."""
DRIVEN = {"bad": True, "good": False, "not_stated": None}
"""Whether a driver holds, by the kind of example."""


class Fault(NamedTuple):
    """Something that does not hold, or is not tried.

    path: in the file of the rule. text: of `texts.trials`. example: what it is about, "" for the rule itself.
    """

    path: Path
    text: str
    values: Mapping[str, Any] = {}
    example: str = ""


class Unused(NamedTuple):
    """Something that a pack brings and none of its rules needs. file, path: where. text: of `texts.trials`."""

    file: str
    path: Path
    text: str
    name: str


class Tried(NamedTuple):
    """What came of the examples of a rule or driver: how many there are, which fail, and what none of them tries."""

    rule: Rule
    examples: int
    failed: tuple[Fault, ...]
    untried: tuple[Fault, ...]


class Trials:
    """Runs examples under one book, with all its rules on, as on the day of the examples."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._linter = Linter(Settings(TODAY), book)
        self._known: dict[str, list[Judged]] = {}

    def of(self, rule: Rule) -> Tried:
        """Run all examples of a rule or driver."""
        self._known.clear()
        found = examples_of(rule, self._book)
        failed = tuple(fault for example in found for fault in self.faults(example))
        untried = () if rule.favours else tuple(self._untried(rule, found))
        if any(fault.text == "not-valid" and fault.path[1] == "bad" for fault in failed):
            # What is no document tries nothing yet; what it was to report is not known before it is mended.
            untried = tuple(fault for fault in untried if fault.text != "case-untried")
        return Tried(rule, len(found), failed, untried)

    def unused(self, rules: Iterable[Rule], packs: Container[str]) -> Iterator[Unused]:
        """What packs bring that none of these rules needs: it is no mistake, but may be one. packs: by name."""
        places, works = set[str](), set[str]()
        for rule in rules:
            places.update(rule.reads, rule.absent, (ladder.each for ladder in rule.ladders))
            places.update(place for case in rule.cases for place in (case.at, *case.absent))
            works.update(cite.source for cite in rule.cites)
        places |= {place.removeprefix("stated.") for place in places}
        works |= {cite.source for threshold in self._book.thresholds.values() for cite in threshold.cites}
        for pack in (one for one in self._book.packs if one.name in packs):
            section = self._book.fields.children.get(pack.name)
            for key, field in section.children.items() if section else ():
                if not any(_is_at(place, field) for place in places):
                    yield Unused(os.path.join(pack.folder, FACTS), ("properties", key), "unread-fact", field.name)
            for name, threshold in self._book.thresholds.items():
                if threshold.pack == pack.name and f"threshold.{name}" not in places:
                    yield Unused(os.path.join(pack.folder, THRESHOLDS), (name,), "unread-threshold", name)
            for name in self._book.works:
                if name.startswith(f"{pack.name}-") and name not in works:
                    yield Unused(os.path.join(pack.folder, SOURCES), (name,), "uncited-work", name)

    def faults(self, example: Example) -> Iterator[Fault]:
        """Everything that does not come out as an example says."""
        judged = self._judged(example.text)
        wrong = [one for one in _findings(judged) if one.rule in INVALID]
        if wrong:
            yield _fault(example, "not-valid", rule=wrong[0].rule, message=wrong[0].message)
        elif example.rule in self._book.drivers:
            yield from self._driven(example, judged)
        elif example.kind == "bad":
            yield from self._reported(example, judged)
        else:
            yield from self._silent(example, judged)

    def _driven(self, example: Example, judged: Iterable[Judged]) -> Iterator[Fault]:
        lines = (line for one in judged for line in one.report.scorecard if line.driver == example.rule)
        holds, due = next((line.holds for line in lines), None), DRIVEN[example.kind]
        if holds is not due:
            yield _fault(example, f"holds-{_answer(holds)}")

    def _reported(self, example: Example, judged: list[Judged]) -> Iterator[Fault]:
        found = [one for one in _findings(judged) if one.rule == example.rule]
        if not found:
            waits = sorted(self._waits(example, judged))
            yield _fault(example, "not-reported" if waits else "not-reported-known", waits=", ".join(waits))
            return
        first, expected = found[0], example.expected
        marked = example.text[first.span.start : first.span.end].strip("'\"")
        severity, said, at = expected.get("severity"), expected.get("message", ""), expected.get("at")
        if severity not in (None, first.severity):
            yield _fault(example, "other-severity", "severity", found=first.severity, due=severity)
        if said not in first.message:
            yield _fault(example, "other-message", "message", found=first.message, due=said)
        if at is not None and marked != _as_marked(at):
            # The first character is marked where not even a section above an absence is written.
            nowhere = first.span.start == 0 and len(marked) < 2 and self._is_absence(example.rule)
            text = "other-place-absent" if nowhere else "other-place"
            yield _fault(example, text, "at", found=marked, due=_as_marked(at))
        yield from self._unmended(example, judged)

    def _silent(self, example: Example, judged: list[Judged]) -> Iterator[Fault]:
        found = [one for one in _findings(judged) if one.rule == example.rule]
        if found:
            yield _fault(example, "reported", message=found[0].message)
        elif "waits" in example.expected:
            waits = self._waits(example, judged)
            if waits != set(example.expected["waits"]):
                text = "other-waits" if waits else "waits-for-nothing" if self._asks(example.rule) else "never-asks"
                yield _fault(example, text, "waits", found=", ".join(sorted(waits)))

    def _is_absence(self, rule: str) -> bool:
        """Whether a rule reports, in some case, that something is not written."""
        found = self._book.rules[rule]
        return bool(found.absent) or any(case.absent for case in found.cases)

    def _asks(self, rule: str) -> bool:
        """Whether some case of a rule is grave enough to wait for facts."""
        return any(case.asks for case in self._book.rules[rule].cases)

    def _unmended(self, example: Example, judged: list[Judged]) -> Iterator[Fault]:
        """A fix must answer its finding, and do no harm to the file."""
        for report, finding, fix in _fixes(example.rule, judged):
            edits = edits_of(report, fix)
            if not edits:
                yield _fault(example, "no-edits", fix=fix.title)
                continue
            after = list(_findings(self._judged(apply(example.text, edits))))
            same = [one for one in after if one.rule == finding.rule and one.place == finding.place]
            if any(rank(one.severity) >= rank(finding.severity) for one in same):
                yield _fault(example, "still-reported", fix=fix.title)
            if broken := [one for one in after if one.rule in INVALID]:
                yield _fault(example, "fix-breaks", fix=fix.title, message=broken[0].message)

    def _waits(self, example: Example, judged: Iterable[Judged]) -> set[str]:
        """The places that the rule waits for, whatever other rules say of them."""
        outcomes = (outcome for one in judged if one.checked for outcome in one.checked.outcomes)
        return {place for outcome in outcomes if outcome.rule.id == example.rule for place in outcome.waits}

    def _untried(self, rule: Rule, examples: Iterable[Example]) -> Iterator[Fault]:
        """Cases that nothing reports, fixes that nothing offers, excuses that hold nowhere."""
        reported: list[tuple[Case | None, Finding]] = []
        excuses: set[str] = set()
        for one in (one for example in examples for one in self._judged(example.text)):
            if one.checked:
                said = one.checked.said
                reported += [(outcome.case, found) for outcome, found in said if outcome.rule.id == rule.id]
                excuses |= self._excuses(rule, one.document)
        for index, case in enumerate(rule.cases):
            path: Path = ("cases", index) if len(rule.cases) > 1 else ()
            own = [found for other, found in reported if case is other]
            if not own:
                yield Fault(path, "case-untried")
            elif case.fix and not any(found.fixes for found in own):
                yield Fault((*path, "fix"), "fix-untried")
            yield from (
                Fault((*path, "unless"), "excuse-untried", {"condition": clause.text})
                for clause in case.unless
                if clause.text not in excuses
            )
        for clause in rule.unless:
            if clause.text not in excuses:
                yield Fault(("unless",), "excuse-untried", {"condition": clause.text})

    def _excuses(self, rule: Rule, document: Document) -> set[str]:
        """The excuses of a rule that hold in a document."""
        trace = self._linter.trace(rule.id, document)
        if not isinstance(trace, Trace):
            return set()
        lines = [line for entry in trace.entries for line in entry.lines]
        lines += [line for entry in trace.entries for case in entry.cases for line in case.lines]
        return {line.text for line in lines if line.role == "unless" and line.held}

    def _judged(self, text: str) -> list[Judged]:
        if text not in self._known:
            documents = read_documents(Source("llm-project.yaml", text))
            self._known[text] = [self._linter.judge(document)[0] for document in documents]
        return self._known[text]


def _findings(judged: Iterable[Judged]) -> Iterator[Finding]:
    """All findings, those folded into others included."""
    return (one for each in judged for finding in each.report.findings for one in finding.with_folded())


def _fixes(rule: str, judged: Iterable[Judged]) -> Iterator[tuple[Report, Finding, Fix]]:
    for one in judged:
        for finding in _findings([one]):
            if finding.rule == rule:
                yield from ((one.report, finding, fix) for fix in finding.fixes)


def _fault(example: Example, text: str, key: str = "name", **values: Any) -> Fault:
    """A fault at one of the keys of an example."""
    return Fault((*example.path, key), text, values, f"{example.kind} “{example.caption.en}”")


def _is_at(place: str, field: Field) -> bool:
    """Whether a place is that of a field, lies in it, or is one of its entries."""
    return (
        place == field.name
        or place.startswith(f"{field.name}.")
        or bool(field.item and place.startswith(f"{field.item}."))
    )


def _answer(holds: bool | None) -> str:
    return {True: "true", False: "false", None: "unknown"}[holds]


def _as_marked(value: Any) -> str:
    """What an example says is marked, as it stands in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)
