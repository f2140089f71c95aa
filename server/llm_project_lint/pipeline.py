"""The only way in: a text and what a run is told -> its Reports. Command, server and CI all come through here."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Document, Finding, Problem, Related, Report, Source, Waived, rank
from llm_project_lint.rule_check import Checked, RuleChecker
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.rulebook.adjust import adjusted
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from llm_project_lint.texts import judging, reading

if TYPE_CHECKING:
    from llm_project_lint.rule_check.trace import DriverTrace, Trace

_NOTHING_WAIVED: tuple[Waived, ...] = ()


class Judged(NamedTuple):
    """One document: its report, and what the rules made of it; None where no rule may judge it."""

    document: Document
    report: Report
    checked: Checked | None = None


class Linter:
    """Checks texts under one set of settings. Raises RuleError when rules are broken.

    book: of all rules there are. rules: the book that it judges by, as the settings have it.
    """

    def __init__(self, settings: Settings, book: Rulebook | None = None) -> None:
        """book: the rules to check by; by default the shipped ones, and those of the packs of the settings."""
        self.settings = settings
        self.book = book or load_rulebook(settings.packs)
        self.rules = adjusted(self.book, settings)
        self._rules = RuleChecker(self.rules)

    def check(self, source: Source, problems: tuple[Problem, ...] = ()) -> list[Report]:
        """One report per document of the text.

        problems: what was found while decoding it, see `source.decode`. Such a text is not what its author wrote, so
        nothing else is said of it.
        """
        return [self.judge(document)[0].report for document in read_documents(source, problems)]

    def judge(
        self,
        document: Document,
        choices: Sequence[str | None] = (None,),
        only: Collection[str] | None = None,
        called: str = "",
    ) -> list[Judged]:
        """One document, once for each of some choices, as if that approach were chosen; None is the stated choice.

        only: the rules that are judged; None for all. called: what messages call the choice, "" for its name.
        What is wrong with the form of the file is told under the stated choice only: it is the same under all.
        """
        findings = [self._finding(problem) for problem in document.problems]
        record, faults = collect(document, self.book.fields)
        if faults and None in choices:
            from llm_project_lint.schema_check import schema_findings  # 3 ms that a valid file need not wait for

            findings += schema_findings(document, faults, self.book.fields, self.settings.language)
        name = record.entries.get("project.name")
        report = Report(document.source, document.index, name.value if name else "", _sorted(findings))
        if document.broken or document.data is None:
            return [Judged(document, report)] * len(choices)
        judged = []
        for choice in choices:
            checked = self._rules.check(document, record, self.settings, choice, only, called)
            found, waived = checked.findings, _NOTHING_WAIVED
            if "waivers" in record.items:
                from llm_project_lint import waivers  # most files have none

                found, waived = waivers.apply(checked, document, record, self.book.rules.keys(), self.settings)
            about = report._replace(
                findings=_sorted([*findings, *found]),
                waived=waived,
                not_stated=checked.not_stated,
                scorecard=checked.scorecard,
            )
            judged.append(Judged(document, about, checked))
        return judged

    def trace(self, name: str, document: Document, choice: str | None = None) -> "Trace | DriverTrace | Report":
        """How a rule or driver came to its answer; the report alone for a document that no rule may judge.

        choice: as for `judge`.
        """
        (judged,) = self.judge(document, (choice,))
        if judged.checked is None:
            return judged.report
        return self._rules.trace(name, document, judged.checked, judged.report)

    def _finding(self, problem: Problem) -> Finding:
        language = self.settings.language
        message = reading.TEXTS.say(problem.text, language, **problem.values)
        related = tuple(Related(span, judging.TEXTS.say("here-first", language)) for span in problem.related)
        return Finding(problem.rule, "error", problem.span, message, related=related)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.span.start, -rank(finding.severity), finding.rule)))
