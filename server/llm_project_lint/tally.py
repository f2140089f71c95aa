"""What a run adds up to, report by report, so that nothing of a report has to be kept."""

from collections import Counter

from llm_project_lint.model import SEVERITIES, Finding, NotStated, Report, Severity, rank

NOT_STATED = "not-stated"
"""The name under which facts not stated are counted and shown; each of them is a hint."""
INTERNAL_ERROR = "internal-error"
"""A rule that failed: a mistake of ours, so the run as a whole has failed too."""


class Tally:
    """Counts of a run.

    files, projects: how many were read. severities, rules: findings by severity and by rule, those folded into others
    left out, facts not stated as hints. waived: findings that the files accept. awaited: facts not stated -> how many
    rules wait for them, over all projects. fixable, fixed: findings that safe fixes would answer, and have answered.
    known: findings that a baseline or a revision has too, which are reported nowhere. stale: entries of a baseline that
    stand for nothing any more, as they are printed. unread: files that could not be read or written, and why.
    """

    def __init__(self) -> None:
        self.files = 0
        self.projects = 0
        self.severities: Counter[Severity] = Counter(dict.fromkeys(SEVERITIES, 0))
        self.rules: Counter[tuple[str, Severity]] = Counter()
        self.waived = 0
        self.awaited: Counter[str] = Counter()
        self.known = 0
        self.stale: list[str] = []
        self.fixable = 0
        self.fixed = 0
        self.unread: list[tuple[str, str]] = []

    def add(self, report: Report) -> None:
        """Count one report."""
        self.projects += 1
        self.waived += len(report.waived)
        for finding in report.findings:
            self._count(finding)
        for fact in report.not_stated:
            self._count_silent(fact)

    def at_least(self, severity: Severity) -> int:
        """How many findings are this grave or graver."""
        return sum(count for one, count in self.severities.items() if rank(one) >= rank(severity))

    @property
    def failed(self) -> bool:
        """Whether something could not be checked at all."""
        return bool(self.unread) or any(rule == INTERNAL_ERROR for rule, _ in self.rules)

    def _count(self, finding: Finding) -> None:
        self.severities[finding.severity] += 1
        self.rules[finding.rule, finding.severity] += 1

    def _count_silent(self, fact: NotStated) -> None:
        self.severities["hint"] += 1
        self.rules[NOT_STATED, "hint"] += 1
        self.awaited[fact.place] += len(fact.rules)
