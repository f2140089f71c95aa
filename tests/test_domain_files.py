"""Whole project files, each with all findings that are due; those of rules that do not exist yet are waited for.

A new rule that is named here must find what is written here; nothing else may be found. All rules judge, as under the
preset `strict`.
"""

import re
from pathlib import Path

import pytest

from llm_project_lint.model import Finding
from llm_project_lint.rulebook import load_rulebook
from tests.rules.examples import check

CASES = Path(__file__).parent / "cases"
RULES = load_rulebook().rules
WAIVED = "waived "

EXPECTED: dict[str, list[str]] = {
    "code-completion": ["waived warning finetune-dynamic-data, waived info no-safety-check"],
    "contract-review": ["info hybrid-expansion, info pii-in-training-data, info planned-domain-without-source"],
    "domain-model": [
        "warning retrain-not-budgeted, info finetune-dynamic-data, info continued-pretraining-too-little-text, "
        "info accuracy-target-unmet, info knowledge-gap-finetune, info finetune-broad-coverage, "
        "info task-not-specific, hint no-review-date"
    ],
    "internal-search": [
        "warning knowledge-review-overdue (policies), warning embedding-model-retires, info rag-raw-knowledge (drive), "
        "info rag-raw-knowledge (tickets), info freshness-unmet (policies), info planned-domain-without-source"
    ],
    "medical-coding": [
        "warning knowledge-gap-finetune, info hallucination-target-unproven, info finetune-too-few-labels, "
        "info domain-usually-changes, info finetune-expansion, info pii-in-training-data"
    ],
    "product-catalogue": [
        "error accuracy-target-unmet, warning training-language-gap, warning label-agreement-below-target, "
        "warning vendor-fine-tuning-unavailable, info finetune-too-few-labels, info finetune-expansion, "
        "info language-not-evaluated, hint team-not-stated",
        "info no-monitoring, hint accuracy-target-missing, hint no-fallback, hint no-review-date, "
        "hint no-evaluation-set, hint missing-dimension",
    ],
    "five-lines": [
        "error freshness-unmet, warning finetune-dynamic-data, warning finetune-too-few-labels, "
        "warning knowledge-gap-finetune, info model-no-owner, info no-monitoring, info no-fallback, "
        "info no-prompt-baseline, info no-evaluation-set, hint no-review-date, hint no-rationale, "
        "hint accuracy-target-missing, hint team-not-stated, hint missing-dimension"
    ],
    "voice-assistant": [
        "warning model-retires, info domain-usually-changes (owner-manual), info context-too-long, "
        "info language-not-evaluated, hint accuracy-target-missing, hint no-review-date"
    ],
    "sketch-fine-tuning": ["info pii-in-training-data, hint team-not-stated"],
    "sketch-rag": ["info planned-domain-without-source, hint team-not-stated"],
}
"""By file and document: severity, rule, and the source in brackets where the finding is about one."""


def due(listed: str) -> list[str]:
    """What is expected of the rules that there are; the waiver of a rule that there is not is a finding itself."""
    found = []
    for one in listed.split(", "):
        rule = one.removeprefix(WAIVED).split()[1]
        if rule in RULES:
            found.append(one)
        elif one.startswith(WAIVED):
            found.append("warning unknown-rule")
    return sorted(found)


def named(finding: Finding) -> str:
    """A finding as the lists above write it."""
    source = re.match(r"data\.knowledge\.sources\[(.+)\]", finding.place)
    return f"{finding.severity} {finding.rule}" + (f" ({source[1]})" if source else "")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gets_the_findings_that_are_due_and_no_other(name: str) -> None:
    reports = check((CASES / name / "llm-project.yaml").read_text(encoding="utf-8"), "en")
    found = [
        sorted([*map(named, one.findings), *(WAIVED + named(waived.finding) for waived in one.waived)])
        for one in reports
    ]
    assert found == [due(listed) for listed in EXPECTED[name]]
