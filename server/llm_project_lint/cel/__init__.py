"""Conditions: their text, and the CEL engine that evaluates them. Nothing else imports the engine."""

from llm_project_lint.cel.condition import Condition, Group, Leaf, parse
from llm_project_lint.cel.engine import ConditionError, ConditionFault, Engine

__all__ = ["Condition", "ConditionError", "ConditionFault", "Engine", "Group", "Leaf", "parse"]
