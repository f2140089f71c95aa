"""What was measured, and against which target."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_project_lint.facts.derived.base import Derived, flag, missing_of, paths, unusable, value
from llm_project_lint.facts.fact import Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts, Item

RESULTS = "evaluation.results"
TARGETS = "requirements.other_targets"
LIMIT = "requirements.max_hallucination_rate"
HALLUCINATION = "hallucination_rate"
"""The metric that the limit of unsupported statements is measured by."""
RETRIEVAL = re.compile(
    r"retriev|(?:recall|precision|hit|hits|hit_rate|mrr|map|ndcg)[_@ -]?(?:at)?[_@ -]?(?:k\b|\d)|"
    r"hit_?rate|mrr|ndcg|context_(?:recall|precision|relevance)|检索|召回",
    re.IGNORECASE,
)
"""Metrics of what was found, not of what was answered."""


class Target(NamedTuple):
    """What a metric is to reach. better: `higher` or `lower`, also `higher` where it is not stated."""

    metric: Fact | Missing
    target: Fact | Missing
    better: Fact | Missing


def unmet_targets(facts: "Facts") -> Fact | Missing:
    """Targets that the choice was measured on and misses, with both numbers: `f1 0.79 < 0.8`.

    None only where all that are stated were measured and are met.
    """
    unmet: dict[str, tuple[Fact, ...]] = {}
    open_ones: list[Missing] = []
    for target in _targets(facts):
        measured = _measured(facts, target.metric)
        missed = _misses(measured, target)
        if isinstance(missed, Missing):
            open_ones.append(missed)
        elif missed.value and isinstance(measured, Fact) and isinstance(target.target, Fact):
            sign = ">" if value(target.better) == "lower" else "<"
            said = f"{value(target.metric)} {_shown(measured)} {sign} {_shown(target.target)}"
            unmet[said] = (measured, target.target)
    if unmet or not open_ones:
        rests_on = [fact for pair in unmet.values() for fact in pair]
        return Fact(list(unmet), "text", None, paths(*rests_on))
    return missing_of(*open_ones) or Missing()


def choice_misses_target(facts: "Facts") -> Fact | Missing:
    """Whether the newest result of the choice misses the target of the main metric."""
    target = _main(facts)
    return _misses(_measured(facts, target.metric), target)


def measured_variants(facts: "Facts") -> Fact:
    """Closed: the approaches that have a result."""
    found = [result.get("variant") for result in facts.items(RESULTS) or ()]
    known = [fact for fact in found if isinstance(fact, Fact)]
    return Fact(list(dict.fromkeys(fact.value for fact in known)), "enum", None, paths(*known))


def retrieval_measured(facts: "Facts") -> Fact:
    """Closed: what the search finds is looked at by itself: by a check, a result, or in operation."""
    checks, watched = facts.get("evaluation.checks"), facts.get("maintenance.monitoring")
    if any(check.startswith("retrieval-") for check in value(checks, [])):
        return flag(True, checks)
    for result in facts.items(RESULTS) or ():
        metric = result.get("metric")
        if RETRIEVAL.search(value(metric, "")):
            return flag(True, metric)
    return flag(any(RETRIEVAL.search(metric) for metric in value(watched, [])), watched)


def _targets(facts: "Facts") -> list[Target]:
    """All stated targets, and the main one in any case; a limit that is not stated only if its metric was measured."""
    others = facts.items(TARGETS) or ()
    targets = [_main(facts), *(Target(one.get("metric"), one.get("target"), one.get("better")) for one in others)]
    if unusable(facts.get(TARGETS)):
        targets.append(Target(Missing(), Missing(), Missing()))
    limit, rate = facts.get(LIMIT), Fact(HALLUCINATION, "text")
    if isinstance(limit, Fact) or unusable(limit) or isinstance(_measured(facts, rate), Fact):
        targets.append(Target(rate, limit, Fact("lower", "enum")))
    return targets


def _main(facts: "Facts") -> Target:
    """The target of the main metric."""
    return Target(*(facts.get(f"requirements.accuracy.{key}") for key in ("metric", "target", "better")))


def _misses(measured: Fact | Missing, target: Target) -> Fact | Missing:
    """Whether a result misses its target."""
    if unusable(target.better):
        return Missing()
    if isinstance(measured, Missing) or isinstance(target.target, Missing):
        return missing_of(target.metric, target.target, measured) or Missing()
    lower = value(target.better) == "lower"
    missed = measured.value > target.target.value if lower else measured.value < target.target.value
    return Fact(missed, "boolean", None, paths(measured, target.target))


def _measured(facts: "Facts", metric: Fact | Missing) -> Fact | Missing:
    """The newest value of the choice for a metric; not known where an entry that may be newer cannot be read."""
    if isinstance(metric, Missing):
        return metric
    if facts.choice is None:
        return Missing(("approach.choice",))
    results = facts.items(RESULTS)
    if results is None:
        return facts.get(RESULTS)
    newest: tuple[Any, Fact] | None = None
    for order, result in enumerate(results):
        if not (_may_be(result, "variant", facts.choice) and _may_be(result, "metric", metric.value)):
            continue
        if any(unusable(result.get(key)) for key in ("variant", "metric", "value", "date")):
            return Missing()
        measured, date = result.get("value"), value(result.get("date"))
        rank = (date is not None, date.timestamp() if date else 0.0, order)
        if isinstance(measured, Fact) and (newest is None or rank >= newest[0]):
            newest = (rank, measured)
    return newest[1] if newest else Missing((RESULTS,))


def _may_be(result: "Item", key: str, wanted: str) -> bool:
    """Whether a field of a result has that value, or cannot be read."""
    field = result.get(key)
    return unusable(field) or value(field) == wanted


def _shown(fact: Fact) -> str:
    """A number as it was written, else in few digits."""
    return fact.raw if isinstance(fact.raw, str) else f"{fact.value:,.6g}"


ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")
DERIVED: dict[str, Derived] = {
    "derived.unmet_targets": Derived("list", "text", unmet_targets, approaches=ALL),
    "derived.choice_misses_target": Derived(
        "bool",
        "boolean",
        choice_misses_target,
        ("requirements.accuracy.metric", "requirements.accuracy.target"),
        ALL,
    ),
    "derived.measured_variants": Derived("list", "enum", measured_variants, closed=True),
    "derived.retrieval_measured": Derived("bool", "boolean", retrieval_measured, closed=True),
}
