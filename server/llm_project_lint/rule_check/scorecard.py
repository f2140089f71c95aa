"""The drivers: stated facts that speak for a side, the same whatever was chosen. Rules may read what they come to."""

from collections.abc import Iterable

from llm_project_lint.facts import Fact, Facts, Missing
from llm_project_lint.model import DriverLine, Language
from llm_project_lint.rule_check.judge import Judge
from llm_project_lint.rulebook.model import Rule
from llm_project_lint.rulebook.variables import SIDES, driver_name, side_name

_KNOWN = {True: Fact(True, "boolean"), False: Fact(False, "boolean")}
_SIDES = {side: side_name(side) for side in SIDES}


def score(drivers: Iterable[Rule], judge: Judge, facts: Facts, language: Language) -> tuple[DriverLine, ...]:
    """Decide every driver, make the results facts for the rules that follow, and return the lines of the scorecard."""
    lines: list[DriverLine] = []
    for driver in drivers:
        holds, waits = judge.driver(driver)
        facts.put(driver_name(driver.id), Missing(waits) if holds is None else _KNOWN[holds])
        title = driver.title.of(language)
        lines += [DriverLine(driver.id, title, side, driver.strength, holds, waits) for side in driver.favours]
    for side, name in _SIDES.items():
        own = [line for line in lines if line.side == side]
        facts.put(f"scorecard.for_{name}", _any(own))
        facts.put(f"scorecard.strong_for_{name}", _any([line for line in own if line.strength == "strong"]))
        facts.put(f"scorecard.{name}", Fact([line.title for line in own if line.holds], "text"))
    return tuple(lines)


def _any(lines: list[DriverLine]) -> Fact | Missing:
    """Whether any of them holds: one that does settles it, otherwise all must be known."""
    waits: dict[str, None] = {}
    decided = True
    for line in lines:
        if line.holds:
            return _KNOWN[True]
        if line.holds is None:
            decided = False
            waits.update(dict.fromkeys(line.waits))
    return _KNOWN[False] if decided else Missing(tuple(waits))
