"""The drivers: stated facts that speak for a side, the same whatever was chosen. Rules may read what they come to."""

from collections.abc import Iterable
from functools import lru_cache

from llm_project_lint.facts import Fact, Facts, Missing
from llm_project_lint.model import DriverLine, Language
from llm_project_lint.rule_check.judge import Judge
from llm_project_lint.rulebook.model import Rule
from llm_project_lint.rulebook.variables import SIDES, driver_name, side_name

_KNOWN = {True: Fact(True, "boolean"), False: Fact(False, "boolean")}
_name, _side = lru_cache(256)(driver_name), lru_cache(16)(side_name)


def score(drivers: Iterable[Rule], judge: Judge, facts: Facts, language: Language) -> tuple[DriverLine, ...]:
    """Decide every driver, make the results facts for the rules that follow, and return the lines of the scorecard."""
    lines: list[DriverLine] = []
    sides: dict[str, list[DriverLine]] = {side: [] for side in SIDES}
    strong: dict[str, list[DriverLine]] = {side: [] for side in SIDES}
    for driver in drivers:
        holds, waits = judge.driver(driver)
        facts.put(_name(driver.id), Missing(waits) if holds is None else _KNOWN[holds])
        for side in driver.favours:
            line = DriverLine(driver.id, driver.title.of(language), side, driver.strength, holds, waits)
            lines.append(line)
            sides[side].append(line)
            if driver.strength == "strong":
                strong[side].append(line)
    for side, own in sides.items():
        name = _side(side)
        facts.put(f"scorecard.for_{name}", _any(own))
        facts.put(f"scorecard.strong_for_{name}", _any(strong[side]))
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
