"""How much the rules of packs may do with one document: in steps and not in seconds, so that every run comes out alike.

Who wrote a pack may not be who runs it, and a friendly rule can meet a hostile document. A condition by itself ends
soon (see `rulebook.budget`), but it may be asked of thousands of entries, and there may be hundreds of rules.
"""

from collections.abc import Mapping
from math import prod
from typing import Any

from llm_project_lint.rulebook.model import Rule

OF_RULE = 10_000_000
"""Steps for one rule, so that it does not take the share of the others."""
OF_ALL = 40_000_000
"""Steps for all rules of packs together; the engine takes about 60 million in a second."""
ASKED = 500
"""Steps that it costs to ask for a condition at all."""
SAID = 5_000
"""Steps of a finding, with its texts and places."""
MATCHED = 1_500
"""Steps of a pattern, which the engine reads anew for each text."""


class BudgetFault(Exception):  # noqa: N818  beside ConditionFault
    """A rule of a pack, or all of them, have done as much with a document as they may."""


class Budget:
    """What is left of the steps for one document. Nothing is counted for rules of ours, which were measured."""

    def __init__(self) -> None:
        self._counts = False
        self._left = OF_ALL
        self._rules: dict[str, int] = {}
        self._rule = ""

    def begin(self, rule: Rule) -> None:
        """From now on it is for this rule that something is done."""
        self._counts = bool(rule.pack)
        self._rule = rule.id

    def charge(self, steps: int) -> None:
        """Count what is about to be done. Raises BudgetFault where it is more than is left."""
        if not self._counts:
            return
        left = self._rules.get(self._rule, OF_RULE) - steps
        if left < 0:
            self._rules[self._rule] = -1
            raise BudgetFault(f"it takes more than {OF_RULE:,} steps on this file")
        self._rules[self._rule] = left
        self._left -= steps
        if self._left < 0:
            raise BudgetFault(f"the rules of packs take more than {OF_ALL:,} steps on this file")

    def charge_for(self, text: str, known: Mapping[str, Any]) -> None:
        """Count a question to the engine. known: what the condition reads; its loops go over the lists of that."""
        if self._counts:
            rounds = prod(max(len(value), 1) for value in known.values() if isinstance(value, list))
            self.charge(ASKED + rounds * (MATCHED if ".matches(" in text else 1))
