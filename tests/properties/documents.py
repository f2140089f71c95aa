"""Random project files: any subset of the format's fields with values people write, and, if asked for, wrong ones."""

import json
import random
from functools import cache
from typing import Any

from hypothesis import strategies as st

from llm_project_lint.facts.fields import ENTRIES, SECTION, Field, build
from llm_project_lint.resources import resource

JUNK: tuple[Any, ...] = (
    "", "weekly ", "7d\n", "3", "-1", "60,000", "5m", "2026-02-30", "2026-13-01", "yes", "NaN", "1e400", "12k5", "０",
    "٣d", "x" * 3000, "rag", "24 h", "24  h", "3 %", "3 k", "cn", "JP-x1", "ua-", "€", "eur", "EURO", "EUR\n",
    0, -1, 1, 1.5, 3.0, 2**53, 2**53 + 1, 10**30, 1e300, True, False, [], {}, [None], ["", 3], [[]],
    {"x-own": 1}, {"name": "a"}, {"a": {"b": 1}},
)  # fmt: skip
FORMS: dict[str, tuple[Any, ...]] = {
    "boolean": (True, False),
    "count": (0, 1, 9, 10, 49, 50, 499, 500, 1000, "12k", "1.2M", "8B", "60_000", 200_000),
    "amount": (0, 199_999, "500 pages", "12M", "1 page"),
    "number": (0, 0.5, 1, 0.86, "86%", "86 %", 2.0),
    "money": (0, 0.02, 2, "20k", 1500),
    "currency": ("EUR", "CNY"),
    "share": (0, 0.03, "3%", "3 %", 1),
    "size": ("24GiB", "80GB", "16 GiB"),
    "duration": ("300ms", "1.5s", "15min", "36 h", "2d", "30d", "6mo", "1y", "P10D", "never", 0),
    "cadence": (
        "realtime",
        "hourly",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "yearly",
        "static",
        "2 per week",
        "31d",
    ),
    "follow": ("daily", "weekly", "quarterly", "never", "on-demand", "on-change", "30d"),
    "date": ("2020-02-29", "2026-11-21", "2026-11-22", "2026-11-23", "2031-01-01"),
    "language": ("en", "zh", "pt-BR", "multilingual"),
    "region": ("eu", "de", "eu-west-1", "global"),
    "text": ("a", "team-b", "最新套餐多少钱?", "what is the latest price", "reason: none"),
    "open-enum": ("law", "medicine", "retail", "openai", "azure"),
}


@cache
def fields() -> Field:
    """The field table of the schema."""
    with open(resource("schema", "llm-project.schema.json"), encoding="utf-8") as file:
        return build(json.load(file))


def documents(wrong: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """The data of a project file; with `wrong`, some values and keys do not fit the format.

    Drawn as one number that seeds the rest: drawing each field costs a hundred times more, and a failing number says
    as much as a failing document.
    """
    return st.integers(0, 2**40).map(lambda seed: document(seed, wrong))


def document(seed: int, wrong: bool = False) -> dict[str, Any]:
    """The document of a number."""
    chance = random.Random(seed)
    return _section(chance, fields(), wrong, chance.randint(1, 6)) or {"version": 1}


def _section(chance: random.Random, node: Field, wrong: bool, density: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, field in node.children.items():
        if key in node.required or chance.randint(0, 9) < density:
            data[key] = _value(chance, field, wrong, density)
    if wrong and chance.randint(0, 12) == 0:
        data[chance.choice(["x-own", "updtes", "Name", "data", ""])] = chance.choice(JUNK)
    if wrong and data and chance.randint(0, 20) == 0:
        del data[chance.choice(sorted(data))]
    return data


def _value(chance: random.Random, field: Field, wrong: bool, density: int) -> Any:
    if wrong and chance.randint(0, 15) == 0:
        return chance.choice(JUNK)
    if chance.randint(0, 30) == 0 and not field.name.endswith((".name", ".rule", ".reason")):
        return None
    if field.form == SECTION:
        return _section(chance, field, wrong, density)
    if field.form == ENTRIES:
        entries = [_section(chance, field, wrong, density) for _ in range(chance.randint(0, 3))]
        if not wrong:
            for index, entry in enumerate(entries):
                if "name" in entry and "name" in field.required:
                    entry["name"] = f"entry-{index}"
        return entries
    values = field.values or FORMS[field.form]
    if field.many and chance.random() < 0.5:
        return [chance.choice(values) for _ in range(chance.randint(0, 4))]
    return chance.choice(values)
