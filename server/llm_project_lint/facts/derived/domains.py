"""Which domains the knowledge covers."""

from llm_project_lint.facts.derived.base import Derived

DERIVED: dict[str, Derived] = {}
