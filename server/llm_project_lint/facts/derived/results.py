"""What was measured, and against which target."""

from llm_project_lint.facts.derived.base import Derived

DERIVED: dict[str, Derived] = {}
