"""The only way in: a text and what a run is told -> its Reports. Command, server and CI all come through here."""

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Document, Finding, Problem, Related, Report, Source, Waived, rank
from llm_project_lint.rule_check import RuleChecker
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from llm_project_lint.texts import judging, reading

_NOTHING_WAIVED: tuple[Waived, ...] = ()


class Linter:
    """Checks texts under one set of settings. Raises RuleError when our own rules are broken."""

    def __init__(self, settings: Settings, book: Rulebook | None = None) -> None:
        """book: the rules to check by, the shipped ones by default."""
        self.settings = settings
        self._book = book or load_rulebook()
        self._rules = RuleChecker(_judged(self._book, settings))

    def check(self, source: Source, problems: tuple[Problem, ...] = ()) -> list[Report]:
        """One report per document of the text.

        problems: what was found while decoding it, see `source.decode`. Such a text is not what its author wrote, so
        nothing else is said of it.
        """
        if problems:
            return [Report(source, 0, "", tuple(self._finding(problem) for problem in problems))]
        return [self._report(document) for document in read_documents(source)]

    def _report(self, document: Document) -> Report:
        findings = [self._finding(problem) for problem in document.problems]
        record, faults = collect(document, self._book.fields)
        if faults:
            from llm_project_lint.schema_check import schema_findings  # 3 ms that a valid file need not wait for

            findings += schema_findings(document, faults, self._book.fields, self.settings.language)
        name = record.entries.get("project.name")
        title = name.value if name else ""
        if document.broken or document.data is None:
            return Report(document.source, document.index, title, _sorted(findings))
        checked = self._rules.check(document, record, self.settings)
        found, waived = checked.findings, _NOTHING_WAIVED
        if "waivers" in record.items:
            from llm_project_lint import waivers  # most files have none

            found, waived = waivers.apply(checked, document, record, self._book.rules.keys(), self.settings)
        return Report(
            document.source,
            document.index,
            title,
            _sorted([*findings, *found]),
            waived,
            checked.not_stated,
            checked.scorecard,
        )

    def _finding(self, problem: Problem) -> Finding:
        language = self.settings.language
        message = reading.TEXTS.say(problem.text, language, **problem.values)
        related = tuple(Related(span, judging.TEXTS.say("here-first", language)) for span in problem.related)
        return Finding(problem.rule, "error", problem.span, message, related=related)


def _judged(book: Rulebook, settings: Settings) -> Rulebook:
    """The book with the rules that the settings select; drivers are no rules."""
    if settings.rules is None:
        return book
    return book._replace(rules={name: rule for name, rule in book.rules.items() if name in settings.rules})


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.span.start, -rank(finding.severity), finding.rule)))
