"""The only way in: a text and what a run is told -> its Reports. Command, server and CI all come through here."""

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Document, Finding, Problem, Report, Source, rank
from llm_project_lint.rule_check import RuleChecker
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.schema_check import schema_findings
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from llm_project_lint.texts.reading import TEXTS


class Linter:
    """Checks texts under one set of settings. Raises RuleError when our own rules are broken."""

    def __init__(self, settings: Settings, book: Rulebook | None = None) -> None:
        """book: the rules to check by, the shipped ones by default."""
        self.settings = settings
        self._book = book or load_rulebook()
        self._rules = RuleChecker(self._book)

    def check(self, source: Source, problems: tuple[Problem, ...] = ()) -> list[Report]:
        """One report per document of the text. problems: what was found while decoding it, see `source.decode`."""
        documents = read_documents(source)
        return [self._report(document, problems if document.index == 0 else ()) for document in documents]

    def _report(self, document: Document, problems: tuple[Problem, ...]) -> Report:
        findings = [self._finding(problem) for problem in (*problems, *document.problems)]
        record, faults = collect(document, self._book.fields)
        if faults:
            findings += schema_findings(document, faults, self._book.fields, self.settings.language)
        name = record.entries.get("project.name")
        report = Report(document.source, document.index, name.value if name else "", ())
        if document.broken or document.data is None or any(problem.rule == "syntax-error" for problem in problems):
            return report._replace(findings=_sorted(findings))
        checked = self._rules.check(document, record, self.settings)
        return report._replace(
            findings=_sorted([*findings, *checked.findings]),
            not_stated=checked.not_stated,
            scorecard=checked.scorecard,
        )

    def _finding(self, problem: Problem) -> Finding:
        message = TEXTS.say(problem.text, self.settings.language, **problem.values)
        return Finding(problem.rule, "error", problem.span, message)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.span.start, -rank(finding.severity), finding.rule)))
