"""The article's six scenarios, each under its own choice and under the opposite one: twelve lists of findings.

The article is right about its own scenarios; where it is not, it contradicts itself: two of its sample questions ask
for the newest law and the newest treatment, and it tunes a model to answer them. Each line says why it is due by the
criteria, not what the linter happens to print. No scenario states a stage, so whatever is absent is a hint. All rules
judge, as under the preset `strict`.
"""

from pathlib import Path
from typing import TypeAlias

import pytest

from llm_project_lint.model import Finding, Report
from tests.rules.examples import check

Reasons: TypeAlias = dict[str, str]
"""Why each finding is due, by severity and rule; `in RULE` stands behind one that is listed under another."""

CASES = Path(__file__).parent / "cases"
DATED = "warning time-sensitive-questions"

ANY_CHOICE: Reasons = {
    "hint accuracy-target-missing": "the article asks for accurate answers and gives no number",
    "hint no-rationale": "a record of facts and a choice, without `approach.reasons`",
    "hint missing-dimension": "no scenario says anything of performance, cost or maintenance",
}
RETRIEVAL: Reasons = {
    **ANY_CHOICE,
    "hint retrieval-unspecified": "that documents are searched is said, but not how",
    "hint knowledge-no-owner": "the article's section 4 wants upkeep; the scenario names nobody for it",
    "hint knowledge-no-refresh": "what changes every week needs an index that follows; no plan is stated",
}
RETRIEVAL_TUNED: Reasons = {
    **ANY_CHOICE,
    "warning finetune-dynamic-data": "weekly is frequent (up to 30 days), and answers may hold what changes",
    "warning freshness-unmet": "answers may be 7 days old, and no retraining is planned that could keep to that",
    "hint finetune-no-retrain-plan in freshness-unmet": "the same silence, of which the limit makes more",
    "hint training-data-not-stated": "the scenario has documents; of labelled examples it says nothing",
    "hint model-no-owner": "nobody is named who would train again what changes every week",
}
TUNED: Reasons = {
    **ANY_CHOICE,
    "info domain-usually-changes": "facts of this sector are stated to change every half year, which is rare for it",
    "hint model-no-owner": "the article's section 4 wants the model to be renewed; nobody is named for it",
}
TUNED_RETRIEVED: Reasons = {
    **ANY_CHOICE,
    "info static-narrow-labelled-rag": "static, one domain, 5,000 labels, no gap in knowledge stated: tuning fits too",
    "info labels-unused in static-narrow-labelled-rag": "the same labels, that consistent answers could be learnt from",
    "info domain-usually-changes": "whatever is chosen",
    "hint rag-without-knowledge-base": "the scenario has questions and answers, no documents that could be searched",
    "hint knowledge-no-owner in rag-without-knowledge-base": "what is not described has no owner either",
    "hint retrieval-unspecified": "nothing is said of a search, since none was planned",
}
EXPECTED: dict[str, dict[str, Reasons]] = {
    "scenario-support-rag": {"own": RETRIEVAL, "opposite": RETRIEVAL_TUNED},
    "scenario-law-rag": {
        "own": RETRIEVAL,
        "opposite": {**RETRIEVAL_TUNED, DATED: "it is asked how to apply under the new regulation"},
    },
    "scenario-medicine-rag": {
        "own": RETRIEVAL,
        "opposite": {**RETRIEVAL_TUNED, DATED: "it is asked for the newest treatment"},
    },
    "scenario-support-fine-tuning": {"own": TUNED, "opposite": TUNED_RETRIEVED},
    "scenario-law-fine-tuning": {
        "own": {**TUNED, DATED: "the law rarely changes, says the article, and asks about the new regulation"},
        "opposite": TUNED_RETRIEVED,
    },
    "scenario-medicine-fine-tuning": {
        "own": {**TUNED, DATED: "medicine rarely changes, says the article, and asks for the newest treatment"},
        "opposite": TUNED_RETRIEVED,
    },
}
TWELVE = [(scenario, choice) for scenario, choices in EXPECTED.items() for choice in choices]


def report(scenario: str, choice: str) -> Report:
    """The report of a scenario under its `own` choice or under the `opposite` one."""
    return check((CASES / scenario / f"{choice}.llm-project.yaml").read_text(encoding="utf-8"), "en")[0]


def named(findings: tuple[Finding, ...], under: str = "") -> list[str]:
    """Findings and what is listed under them, as the lists above write them."""
    return [
        name
        for one in findings
        for name in (f"{one.severity} {one.rule}{under}", *named(one.folded, f" in {one.rule}"))
    ]


def sides(found: Report) -> set[str]:
    """The sides that a driver speaks for."""
    return {line.side for line in found.scorecard if line.holds}


def test_there_are_twelve() -> None:
    files = {(path.parent.name, path.name.partition(".")[0]) for path in CASES.glob("scenario-*/*.yaml")}
    assert files == set(TWELVE)
    assert len(files) == 12


@pytest.mark.parametrize(("scenario", "choice"), TWELVE)
def test_a_scenario_gets_the_findings_that_are_due_and_no_other(scenario: str, choice: str) -> None:
    assert sorted(named(report(scenario, choice).findings)) == sorted(EXPECTED[scenario][choice])


@pytest.mark.parametrize("scenario", EXPECTED)
def test_only_a_dated_question_speaks_against_the_own_choice(scenario: str) -> None:
    grave = {name for name in EXPECTED[scenario]["own"] if name.startswith(("error", "warning"))}
    contradicts_itself = scenario in ("scenario-law-fine-tuning", "scenario-medicine-fine-tuning")
    assert grave == ({DATED} if contradicts_itself else set())


@pytest.mark.parametrize("scenario", EXPECTED)
def test_the_opposite_choice_is_contradicted_where_facts_change(scenario: str) -> None:
    grave = {name for name in EXPECTED[scenario]["opposite"] if name.startswith(("error", "warning"))}
    if scenario.endswith("-rag"):
        assert {"warning finetune-dynamic-data", "warning freshness-unmet"} <= grave
    else:
        assert grave == set()


@pytest.mark.parametrize(("scenario", "choice"), TWELVE)
def test_facts_speak_for_the_own_side_alone(scenario: str, choice: str) -> None:
    own = "rag" if scenario.endswith("-rag") else "fine-tuning"
    assert sides(report(scenario, choice)) == {own}


@pytest.mark.parametrize("scenario", EXPECTED)
def test_both_choices_rest_on_the_same_facts(scenario: str) -> None:
    texts = [
        (CASES / scenario / f"{choice}.llm-project.yaml").read_text(encoding="utf-8") for choice in EXPECTED[scenario]
    ]
    facts = ["\n".join(line for line in text.splitlines() if not line.startswith(("#", "approach:"))) for text in texts]
    assert facts[0] == facts[1]
