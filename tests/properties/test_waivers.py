"""A waiver takes out exactly what it names: every other finding stays as it was."""

from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_project_lint.model import Finding
from llm_project_lint.rulebook import load_rulebook
from tests.properties.documents import documents
from tests.rules.examples import check

RULES = load_rulebook().rules


def seen(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    """What is reported, without the places that a line more or less moves."""
    return [(one.rule, one.severity, one.place, one.message, seen(one.folded)) for one in findings]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.data())
def test_a_waiver_removes_exactly_its_finding(data: dict[str, Any], draws: st.DataObject) -> None:
    data.pop("waivers", None)
    text = yaml.safe_dump(data or {"version": 1}, sort_keys=False, allow_unicode=True)  # nothing can follow a `{}`
    before = check(text, "en")[0]
    rules = [one for one in before.findings if one.rule in RULES]
    if not rules:
        return
    chosen = draws.draw(st.sampled_from(rules))
    waiver = {"rule": chosen.rule, "at": chosen.place, "reason": "x"}
    after = check(text + yaml.safe_dump({"waivers": [waiver]}, allow_unicode=True), "en")[0]
    alike = [one for one in before.findings if (one.rule, one.place) == (chosen.rule, chosen.place)]
    kept = tuple(one for one in before.findings if one not in alike)
    assert seen(after.findings) == seen(kept)
    assert seen(tuple(one.finding for one in after.waived)) == seen(tuple(alike))
