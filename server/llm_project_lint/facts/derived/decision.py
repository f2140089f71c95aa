"""What the record says of the decision itself."""

from llm_project_lint.facts.derived.base import Derived

DERIVED: dict[str, Derived] = {}
