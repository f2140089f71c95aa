"""What `explain --file` works out line by line is what `check` reports, for every rule on every document we have."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from llm_project_lint import discovery
from llm_project_lint.model import Document, Report
from llm_project_lint.pipeline import Linter
from llm_project_lint.rule_check.trace import DriverTrace, Trace
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.examples import TODAY, examples_of
from llm_project_lint.settings import Settings
from llm_project_lint.source import decode, read_documents
from tests.test_cases import CASES, names

BOOK = load_rulebook()
LINTER = Linter(Settings(TODAY))


def documents(name: str, data: bytes) -> list[Document]:
    """The documents of a text that can be judged."""
    source, problems = decode(name, data)
    return [] if problems else [one for one in read_documents(source) if not one.broken and one.data is not None]


def of_case(name: str) -> Iterator[Document]:
    """The documents of a case."""
    for file in discovery.find([str(CASES / name)], "en").files:
        yield from documents(file.shown, Path(file.path).read_bytes())


def reported(report: Report) -> Counter[tuple[str, str, str, str]]:
    """What a report has of each rule: severity, what it is folded into, and whether that is waived."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for findings, waived in (
        (report.findings, ""),
        *(((one.finding,), one.reason) for one in report.waived),
    ):
        stack = [(finding, "") for finding in findings]
        while stack:
            finding, under = stack.pop()
            found[finding.rule, finding.severity, under, waived] += 1
            stack += [(inside, finding.rule) for inside in finding.folded]
    return found


def traced(traces: Iterable[Trace]) -> Counter[tuple[str, str, str, str]]:
    """The same of traces."""
    return Counter(
        (trace.rule.id, entry.cases[entry.chosen].severity, entry.under, entry.waived.reason if entry.waived else "")
        for trace in traces
        for entry in trace.entries
        if entry.state == "reported"
    )


def agree(document: Document, rules: Iterable[str], choice: str | None = None) -> None:
    """Hold the traces of some rules and of the drivers against what the check makes of a document."""
    ((_, report, checked),) = LINTER.judge(document, (choice,))
    assert checked is not None
    traces = []
    for name in rules:
        trace = LINTER.trace(name, document, choice)
        assert isinstance(trace, Trace)
        outcomes = [one for one in checked.outcomes if one.rule.id == name]
        assert [entry.state for entry in trace.entries] == [one.state for one in outcomes], name
        for entry, outcome in zip(trace.entries, outcomes, strict=True):
            assert set(outcome.waits) <= set(entry.waits), name
            assert (entry.finding is not None) == (outcome.state == "reported")
        traces.append(trace)
    every = reported(report)
    assert traced(traces) == Counter({key: count for key, count in every.items() if key[0] in rules})


def agree_driver(document: Document, name: str) -> None:
    """The same for a driver, against the scorecard."""
    ((_, report, _),) = LINTER.judge(document)
    trace = LINTER.trace(name, document)
    assert isinstance(trace, DriverTrace)
    lines = [line for line in report.scorecard if line.driver == name]
    assert {(line.holds, line.waits) for line in lines} == {(trace.holds, trace.waits)}


@pytest.mark.parametrize("name", names())
def test_every_rule_comes_to_what_check_reports_on_a_case(name: str) -> None:
    for document in of_case(name):
        agree(document, BOOK.rules.keys())
        for driver in BOOK.drivers:
            agree_driver(document, driver)


@pytest.mark.parametrize("name", BOOK.rules)
def test_a_rule_comes_to_what_check_reports_on_its_examples(name: str) -> None:
    for example in examples_of(BOOK.rules[name], BOOK):
        for document in documents("llm-project.yaml", example.text.encode()):
            for choice in (None, "rag", "fine-tuning"):
                agree(document, [name], choice)


@pytest.mark.parametrize("name", BOOK.drivers)
def test_a_driver_comes_to_what_the_scorecard_has_on_its_examples(name: str) -> None:
    for example in examples_of(BOOK.drivers[name], BOOK):
        for document in documents("llm-project.yaml", example.text.encode()):
            agree_driver(document, name)
