"""The checked rulebook as Python source: what a built distribution loads instead of parsing and checking the files.

The book is named tuples of plain values all through, so its `repr` builds it again, and the interpreter's own bytecode
cache does the rest. It is made when the wheel is built and never at run time, so it cannot go stale.
"""

from llm_project_lint.rulebook.model import Rulebook

HEADER = '''"""Prepared from rules/ and schema/ when this distribution was built; do not edit."""

import datetime

from llm_project_lint.cel.condition import Group, Leaf, Test
from llm_project_lint.facts.fields import Field
from llm_project_lint.rulebook.model import (
    Case, Cite, Clause, FixEdit, Ladder, Rule, RuleFix, Rulebook, Threshold, Words, Work,
)

BOOK = '''


def prepared(book: Rulebook) -> str:
    """The source of a module whose `BOOK` equals the given book, with the variables that rules need."""
    rules = (*book.rules.values(), *book.drivers.values())
    read = {name for rule in rules for name in rule.reads}
    # What rules call entries is a name that no pack can take, whether a condition reads it or not.
    variables = {name: kind for name, kind in book.variables.items() if name in read or "." not in name}
    return f"{HEADER}{book._replace(variables=variables)!r}\n"
