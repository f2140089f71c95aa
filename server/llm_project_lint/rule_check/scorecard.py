"""The drivers: stated facts that speak for a side, the same whatever was chosen. Rules may read what they come to."""

from collections.abc import Iterable

from llm_project_lint.facts import Fact, Facts, Missing
from llm_project_lint.model import DriverLine, Language
from llm_project_lint.rule_check.judge import Judge
from llm_project_lint.rulebook.model import Rule
from llm_project_lint.rulebook.variables import SIDES, driver_name, side_name


def score(drivers: Iterable[Rule], judge: Judge, facts: Facts, language: Language) -> tuple[DriverLine, ...]:
    """Decide every driver, make the results facts for the rules that follow, and return the lines of the scorecard."""
    lines: list[DriverLine] = []
    for driver in drivers:
        holds, waits = judge.driver(driver)
        facts.put(driver_name(driver.id), Missing(waits) if holds is None else Fact(holds, "boolean"))
        title = driver.title.of(language)
        lines += [DriverLine(driver.id, title, side, driver.strength, holds, waits) for side in driver.favours]
    for name, fact in _of_sides(lines).items():
        facts.put(name, fact)
    return tuple(lines)


def _of_sides(lines: Iterable[DriverLine]) -> dict[str, Fact | Missing]:
    """What speaks for each side: whether anything does, whether anything strong does, and what."""
    found: dict[str, Fact | Missing] = {}
    for side in SIDES:
        name = side_name(side)
        own = [line for line in lines if line.side == side]
        found[f"scorecard.for_{name}"] = _any(own)
        found[f"scorecard.strong_for_{name}"] = _any([line for line in own if line.strength == "strong"])
        found[f"scorecard.{name}"] = Fact([line.title for line in own if line.holds], "text")
    return found


def _any(lines: list[DriverLine]) -> Fact | Missing:
    holds = [line.holds for line in lines]
    if True in holds or None not in holds:
        return Fact(True in holds, "boolean")
    return Missing(tuple(dict.fromkeys(place for line in lines for place in line.waits)))
