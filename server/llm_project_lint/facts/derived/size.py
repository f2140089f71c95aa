"""How many chunks and tokens retrieval handles."""

from llm_project_lint.facts.derived.base import Derived

DERIVED: dict[str, Derived] = {}
