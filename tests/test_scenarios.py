"""The article's six scenarios, each under its own choice and under the opposite one.

The article is right about its own scenarios; where it is not, it contradicts itself: two of its sample questions ask
for the newest law and the newest treatment, and it tunes a model to answer them.
"""

from pathlib import Path

import pytest

from llm_project_lint.model import Finding, Report
from tests.rules.examples import check

SCENARIOS = sorted((Path(__file__).parent / "cases").glob("scenario-*"))
DATED = "time-sensitive-questions"


def report(folder: Path, choice: str) -> Report:
    """The report of a scenario under its `own` choice or under the `opposite` one."""
    return check((folder / f"{choice}.llm-project.yaml").read_text(encoding="utf-8"), "en")[0]


def grave(found: Report) -> list[Finding]:
    """Errors and warnings."""
    return [one for one in found.findings if one.severity in ("error", "warning")]


def sides(found: Report) -> set[str]:
    """The sides that a driver speaks for."""
    return {line.side for line in found.scorecard if line.holds}


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_the_own_choice_is_not_contradicted(folder: Path) -> None:
    rules = {one.rule for one in grave(report(folder, "own"))}
    contradicts_itself = folder.name in ("scenario-law-fine-tuning", "scenario-medicine-fine-tuning")
    assert rules == ({DATED} if contradicts_itself else set())


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_the_opposite_choice_is(folder: Path) -> None:
    rules = {one.rule for one in grave(report(folder, "opposite"))}
    if folder.name.endswith("-rag"):
        assert {"finetune-dynamic-data", "freshness-unmet"} <= rules
    else:
        assert rules == set()


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_facts_speak_for_the_own_side_alone(folder: Path) -> None:
    own = "rag" if folder.name.endswith("-rag") else "fine-tuning"
    for choice in ("own", "opposite"):
        assert sides(report(folder, choice)) == {own}


def test_there_are_six() -> None:
    assert len(SCENARIOS) == 6
