"""The drivers: stated facts that speak for a side, the same whatever was chosen. Rules may read what they come to."""

from collections.abc import Iterable

from llm_project_lint.facts import Fact, Facts, Missing
from llm_project_lint.model import DriverLine, Language, ValuePath
from llm_project_lint.rule_check.judge import Judge
from llm_project_lint.rulebook.model import Rule
from llm_project_lint.rulebook.variables import SIDES, driver_name, side_name


def score(drivers: Iterable[Rule], judge: Judge, facts: Facts, language: Language) -> tuple[DriverLine, ...]:
    """Decide every driver, make the results facts for the rules that follow, and return the lines of the scorecard."""
    lines: list[DriverLine] = []
    for driver in drivers:
        holds, waits = judge.driver(driver)
        name = driver_name(driver.id)
        facts.extra[name] = Missing(waits) if holds is None else Fact(holds, "boolean")
        title = driver.title.of(language)
        lines.extend(DriverLine(driver.id, title, side, driver.strength, holds, waits) for side in driver.favours)
    for side in SIDES:
        _add_side(side, [line for line in lines if line.side == side], facts)
    return tuple(lines)


def _add_side(side: str, lines: list[DriverLine], facts: Facts) -> None:
    name = side_name(side)
    facts.extra[f"scorecard.for_{name}"] = _any(lines)
    facts.extra[f"scorecard.strong_for_{name}"] = _any([line for line in lines if line.strength == "strong"])
    facts.extra[f"scorecard.{name}"] = Fact([line.title for line in lines if line.holds], "text")


def _any(lines: list[DriverLine]) -> Fact | Missing:
    if any(line.holds for line in lines):
        return Fact(True, "boolean")
    waits: dict[ValuePath, None] = {}
    for line in lines:
        waits.update(dict.fromkeys(line.waits))
    waiting = any(line.holds is None for line in lines)
    return Missing(tuple(waits)) if waiting else Fact(False, "boolean")
