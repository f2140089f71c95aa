"""The book that a run judges by: the rules its settings select, with the severities and thresholds they set."""

from llm_project_lint.facts import values
from llm_project_lint.model import Severity
from llm_project_lint.rulebook.model import NO_STAGE, STAGES, Rule, Rulebook
from llm_project_lint.settings import Settings


def adjusted(book: Rulebook, settings: Settings) -> Rulebook:
    """The book under some settings; drivers are no rules, so they stay. The settings name what the book has."""
    rules = book.rules
    if settings.rules is not None:
        rules = {name: rule for name, rule in rules.items() if name in settings.rules}
    if settings.severities:
        severities = dict(settings.severities)
        rules = {name: _always(rule, severities.get(name)) for name, rule in rules.items()}
    thresholds = dict(book.thresholds)
    for name, raw, origin in settings.thresholds:
        before = thresholds[name]
        value = values.read(before.form, raw)
        thresholds[name] = before._replace(value=value, raw=raw, origin=origin, default=before)
    return book._replace(rules=rules, thresholds=thresholds)


def _always(rule: Rule, severity: Severity | None) -> Rule:
    """The rule, with one severity for all its cases if there is one."""
    if severity is None:
        return rule
    every = dict.fromkeys((*STAGES, NO_STAGE), severity)
    ladders = (
        ladder._replace(cases=tuple(case._replace(severities=every) for case in ladder.cases))
        for ladder in rule.ladders
    )
    return rule._replace(ladders=tuple(ladders))
