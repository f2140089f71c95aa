"""`rules`: what there is, for people as a table, for programs with everything a rule holds."""

import argparse
import json
from collections.abc import Iterable
from typing import Any

from llm_project_lint.cli.configured import Configured
from llm_project_lint.model import Language
from llm_project_lint.outputs.table import aligned
from llm_project_lint.rulebook import Rule
from llm_project_lint.rulebook.model import Case, Clause, Rulebook
from llm_project_lint.texts.outputs import TEXTS, listed_severities


def rules(parsed: argparse.Namespace, language: Language) -> int:
    """Print the rules in the order of their categories, behind them those of packs; always 0.

    Raises ConfigurationError for a wrong configuration.
    """
    configured = Configured(parsed, language)
    book, language = configured.book(""), configured.language
    if parsed.format == "json":
        listed = [_described(rule, book) for rule in book.rules.values()]
        print(json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=1))
        return 0
    heads = [TEXTS.say(key, language) for key in ("rule", "severity", "approaches", "presets", "title")]
    rows = [heads]
    for rule in book.rules.values():
        separator = TEXTS.say("separator", language)
        approaches = separator.join(rule.judges) or TEXTS.say("all", language)
        presets = separator.join(rule.presets)
        severities = listed_severities(rule.severities, language)
        rows.append([rule.id, severities, approaches, presets, rule.title.of(language)])
    print("\n".join(aligned(rows)))
    return 0


def _described(rule: Rule, book: Rulebook) -> dict[str, Any]:
    clauses = [*rule.when, *rule.unless, *(clause for case in rule.cases for clause in (*case.when, *case.unless))]
    names = dict.fromkeys(name for clause in clauses for name in clause.reads)
    thresholds = [book.thresholds[name.removeprefix("threshold.")] for name in names if name.startswith("threshold.")]
    return {
        "rule": rule.id,
        "category": rule.category,
        "criteria": rule.criteria,
        "title": rule.title._asdict(),
        "presets": rule.presets,
        "severities": rule.severities,
        "applies_to": rule.judges,
        "when": _texts(rule.when),
        "unless": _texts(rule.unless),
        "absent": rule.absent,
        "cases": [_described_case(case, ladder.each) for ladder in rule.ladders for case in ladder.cases],
        "why": rule.why._asdict(),
        "sources": [{"source": cite.source, "section": cite.section} for cite in rule.cites],
        "thresholds": [
            {
                "threshold": one.name,
                "value": one.raw,
                "form": one.form,
                "strength": one.strength,
                "basis": one.basis._asdict(),
                "origin": one.origin,
            }
            for one in thresholds
        ],
        "outranks": rule.outranks,
    }


def _described_case(case: Case, each: str) -> dict[str, Any]:
    return {
        "severity": case.severities,
        "applies_to": case.applies_to,
        "each": each,
        "when": _texts(case.when),
        "unless": _texts(case.unless),
        "absent": case.absent,
        "at": case.at,
        "message": case.message._asdict(),
        "advice": case.advice._asdict(),
    }


def _texts(clauses: Iterable[Clause]) -> list[str]:
    return [clause.text for clause in clauses]
