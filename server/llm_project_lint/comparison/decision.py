"""One project held against its facts once per approach: what speaks against each of the four, and what for it.

One thing is replaced, the value of `approach.choice`; everything else is taken as it is written. There is no score: the
columns have different numbers of criteria, and no two criteria weigh the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from llm_project_lint.comparison.columns import CALLED, SIDES, Column, compare
from llm_project_lint.comparison.flips import MOST_TRIES, Flip, Judgement, find
from llm_project_lint.model import Document, DriverLine, Finding, Problem, Report, Source, ValuePath
from llm_project_lint.pipeline import Judged, Linter
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.source import read_documents


class Unknown(NamedTuple):
    """A fact that is not stated. criteria: the rules and drivers that wait for it; choices: the columns they are in."""

    place: ValuePath
    criteria: tuple[str, ...]
    choices: tuple[str, ...]


class Decision(NamedTuple):
    """What the four approaches come to for one project.

    report: as `check` has it, under the stated choice. chosen: that choice, "" where none is stated.
    faults: the findings about the file itself. columns: in the order of `APPROACHES`; empty for a broken file.
    everywhere: findings that are the same whatever is chosen. scorecard: every driver, held or not.
    unknown: most awaited first, facts before designs. flips: those that matter most first. titles: of the
    rules, by name.
    """

    report: Report
    chosen: str = ""
    faults: tuple[Finding, ...] = ()
    columns: tuple[Column, ...] = ()
    everywhere: tuple[Finding, ...] = ()
    scorecard: tuple[DriverLine, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    flips: tuple[Flip, ...] = ()
    titles: Mapping[str, str] = {}

    @property
    def standing(self) -> tuple[str, ...]:
        """The approaches that nothing speaks against, as far as is known."""
        return tuple(one.choice for one in self.columns if one.verdict == "nothing-against")

    @property
    def judged(self) -> bool:
        """Whether enough is known to say something about any of the four."""
        return any(one.verdict != "undecided" for one in self.columns)


def decide(linter: Linter, source: Source, problems: tuple[Problem, ...] = ()) -> list[Decision]:
    """One decision per document of the text. problems: as for `Linter.check`."""
    if problems:
        return [Decision(report, faults=report.findings) for report in linter.check(source, problems)]
    documents = list(read_documents(source))
    return [decision_of(linter, linter.judge(document)[0], MOST_TRIES // len(documents)) for document in documents]


def decision_of(linter: Linter, stated: Judged, tries: int = 0) -> Decision:
    """The decision of one document. stated: that document under its own choice.

    tries: how many values may be tried to see what would change a verdict. That takes a hundred times as long as all
    the rest, and without any there are no flips.
    """
    document, book = stated.document, linter.rules
    faults = tuple(one for one in stated.report.findings if one.rule not in book.rules)
    if stated.checked is None:
        return Decision(stated.report, faults=faults)
    chosen = stated.checked.facts.choice or ""

    def judge(changed: Document, only: Collection[str] | None) -> Judgement:
        judged = dict(zip(APPROACHES, linter.judge(changed, APPROACHES, only, CALLED), strict=True))
        return judged, compare(judged, chosen, book, counted=only is None)[0]

    judged = dict(zip(APPROACHES, linter.judge(document, APPROACHES, called=CALLED), strict=True))
    failed = (one for each in judged.values() for one in each.report.findings if one.rule == "internal-error")
    faults = (*faults, *(one for one in dict.fromkeys(failed) if one not in faults))
    columns, everywhere = compare(judged, chosen, book)
    unknown = _unknown(columns, everywhere, stated.checked.facts.stated, stated.report.scorecard)
    decision = Decision(
        stated.report,
        chosen,
        faults,
        columns,
        everywhere,
        stated.report.scorecard,
        unknown,
        titles={rule.id: rule.title.of(linter.settings.language) for rule in book.rules.values()},
    )
    if not (decision.judged and tries):
        return decision  # what would change a verdict supposes that there is one
    places = [fact.place for fact in unknown]
    return decision._replace(flips=find(document, (judged, columns), places, chosen, judge, book, tries))


def _unknown(
    columns: Iterable[Column],
    everywhere: Iterable[Finding],
    stated: Callable[[str], bool],
    scorecard: Iterable[DriverLine],
) -> tuple[Unknown, ...]:
    """Each fact that is not stated, with all that waits for it in any column, also what rules report as absent.

    Designs that are still to settle are left out.
    """
    criteria: dict[ValuePath, dict[str, None]] = {}
    choices: dict[ValuePath, dict[str, None]] = {}

    def add(place: ValuePath, names: Iterable[str], columns: Iterable[str]) -> None:
        criteria.setdefault(place, {}).update(dict.fromkeys(names))
        choices.setdefault(place, {}).update(dict.fromkeys(columns))

    for column in columns:
        for fact in column.waits:
            add(fact.place, fact.rules, [column.choice])
        settled = {rule for one in column.settle for rule in one.rules}
        for finding in column.later:
            if finding.rule not in settled and not stated(finding.place):
                add(finding.place, [finding.rule], [column.choice])
    for finding in everywhere:
        if finding.severity == "hint" and not stated(finding.place) and finding.place != "approach.choice":
            add(finding.place, [finding.rule], APPROACHES)
    for line in scorecard:
        for place in line.waits:
            add(place, [line.driver], (choice for choice in APPROACHES if line.side in SIDES[choice]))
    found = (
        Unknown(place, tuple(names), tuple(choice for choice in APPROACHES if choice in choices[place]))
        for place, names in criteria.items()
    )
    return tuple(sorted(found, key=lambda one: (one.place.startswith("approach."), -len(one.criteria), one.place)))
