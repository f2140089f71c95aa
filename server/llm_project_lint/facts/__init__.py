"""Facts: what a document states, normalised, and what follows from it."""

from llm_project_lint.facts.fact import Fact, Missing
from llm_project_lint.facts.facts import Facts, Item

__all__ = ["Fact", "Facts", "Item", "Missing"]
