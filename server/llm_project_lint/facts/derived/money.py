"""What an approach costs: by the month, to build, to train again."""

from llm_project_lint.facts.derived.base import Derived

DERIVED: dict[str, Derived] = {}
