"""What a format is: something that is given the reports of a run one by one and returns text.

One by one, so that ten thousand files need no more memory than ten, and several formats can be fed side by side.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from llm_project_lint.model import Finding, Language, NotStated, Report, Severity, Source, Waived, rank
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import Rule, load_rulebook
from llm_project_lint.tally import NOT_STATED, Tally
from llm_project_lint.texts.outputs import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.comparison.decision import Decision


def shipped_rule(name: str) -> Rule | None:
    """A rule of ours by its name in reports."""
    return load_rulebook().rules.get(name)


class View(NamedTuple):
    """How a person wants to read a run, and of which rules.

    language: of all words. show: the least severity that is printed. waived: print what is waived too. statistics:
    counts by rule instead of findings. quiet: findings only, nothing around them. colour: terminal styles, wrapped at
    `columns`. rows: lines of the window that a comparison is to fit in, 0 for no window. fail_on: the least severity
    that fails the run. folder: that paths are relative to, "" where programs are told paths as they are printed. rule:
    one by its name in reports, also of a pack; None for what is no rule.
    """

    language: Language = "en"
    show: Severity = "info"
    waived: bool = False
    statistics: bool = False
    quiet: bool = False
    colour: bool = False
    columns: int = 120
    rows: int = 0
    fail_on: Severity = "warning"
    folder: str = ""
    rule: Callable[[str], Rule | None] = shipped_rule


class Renderer(Protocol):
    """A format in the course of one run. Everything it returns is complete lines."""

    def report(self, report: Report) -> str:
        """The text of one report."""

    def end(self, tally: Tally) -> str:
        """What follows behind the last report."""


Compare: TypeAlias = Callable[[Report], "Decision"]
"""From a report to the decision about its project."""


def shown(report: Report, view: View) -> list[Finding]:
    """The findings of a report that are printed, by place; behind them hints for silent facts."""
    found = [finding for finding in report.findings if rank(finding.severity) >= rank(view.show)]
    return found + [hint(fact, view.language) for fact in report.not_stated] if view.show == "hint" else found


def accepted(report: Report, view: View) -> list[Waived]:
    """The waived findings that are printed, each with its reason in one line of some length."""
    return [waived._replace(reason=short(waived.reason)) for waived in report.waived if view.waived]


def short(text: str) -> str:
    """A text of a file in one line of some length."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def path_of(source: Source, language: Language) -> str:
    """The path of a file, for people; standard input has no path."""
    return TEXTS.say("stdin", language) if source.path == STDIN else printable(source.path)


STDIN = "<stdin>"
"""The path of what is read from standard input and has no other."""


LONGEST = 200
"""Characters of a reason, or of a name, that are printed."""
MOST = 3
"""Waiting rules that are named for one fact."""


def hint(fact: NotStated, language: Language) -> Finding:
    """A fact that is not stated, as a finding."""

    def say(key: str, **values: object) -> str:
        return TEXTS.say(key, language, **values)

    names = [f"`{rule}`" for rule in fact.rules[:MOST]]
    if len(fact.rules) > MOST:
        names.append(say("more", count=len(fact.rules) - MOST))
    key = "not-stated" if len(fact.rules) > 1 else "not-stated-one"
    message = say(key, place=fact.place, count=len(fact.rules), rules=say("separator").join(names))
    return Finding(NOT_STATED, "hint", fact.span, message, fact.place)
