"""What training costs: a run, the first release, training again."""

from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, flag, unusable, value
from llm_project_lint.facts.derived.sums import (
    MILLION,
    PRICES,
    TUNED,
    YEAR,
    Term,
    added,
    exact,
    in_pages,
    or_nothing,
    product,
    runs,
    said_count,
    said_price,
    total_of,
)
from llm_project_lint.facts.fact import Fact, Missing
from llm_project_lint.facts.show import say_value

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")


def run_cost(facts: "Facts") -> Fact | Missing:
    """One training run: its price, else its hours of GPU, else its tokens; the first that is stated counts."""
    return total_of(facts, [_run(facts)])


def _run(facts: "Facts") -> Term:
    once = facts.get(PRICES + "training_per_run")
    if isinstance(once, Fact) or unusable(once):
        return Term(product(once), "training", "训练")
    by_hours, by_tokens = _run_by_hours(facts), _run_by_tokens(facts)
    if isinstance(by_hours.amount, Fact) or unusable(by_hours.amount):
        return by_hours
    begun = isinstance(facts.get("approach.fine_tuning.gpu_hours"), Fact)
    return by_hours if begun and isinstance(by_tokens.amount, Missing) else by_tokens


def _run_by_hours(facts: "Facts") -> Term:
    """One run at a price per hour of a GPU."""
    hours, price = facts.get("approach.fine_tuning.gpu_hours"), facts.get(PRICES + "gpu_per_hour")
    amount = product(hours, price)
    if isinstance(amount, Missing) or not amount.value:
        return Term(amount, "training", "训练")
    number, each = f"{value(hours):,.6g}", said_price(price)
    return Term(amount, "training", "训练", f"{number} GPU h x {each}", f"{number} GPU 小时 × {each}")


def _run_by_tokens(facts: "Facts") -> Term:
    """One run at a price per million tokens; with several objectives nobody can tell how often each text is read."""
    objective = facts.get("approach.fine_tuning.objective")
    learnt = value(objective, ["supervised"])
    if unusable(objective) or len(learnt) != 1:
        return Term(Missing() if unusable(objective) else Missing((PRICES + "training_per_run",)), "training", "训练")
    place = "data.domain_corpus.tokens" if learnt[0] == "continued-pretraining" else "data.training.tokens"
    tokens, epochs = facts.get(place), facts.get("approach.fine_tuning.epochs")
    price = facts.get(PRICES + "training_per_million")
    amount = product(tokens, epochs, price, by=MILLION)
    if isinstance(amount, Missing) or not amount.value:
        return Term(amount, "training", "训练")
    if in_pages(facts, tokens):
        amount = amount._replace(bound="estimate")
    number, passes, each = said_count(exact(value(tokens))), value(epochs), said_price(price)
    how = f"{number} tokens x {passes:,} epoch{'' if passes == 1 else 's'} x {each}/M"
    return Term(amount, "training", "训练", how, f"{number} token × {passes:,} 轮 × {each}/M")


def run_cost_known(facts: "Facts") -> Fact:
    """Closed: what one training run costs follows from what is stated."""
    cost = facts.get("derived.run_cost")
    return flag(isinstance(cost, Fact), cost)


def build(facts: "Facts") -> Fact | Missing:
    """Cost until the first release: one training run and its labels, and whatever else is stated."""
    terms = []
    if facts.choice in TUNED:
        terms.append(_run(facts))
        terms.append(Term(product(or_nothing(facts.get("cost.labeling.build"))), "labeling", "标注"))
    terms.append(Term(product(or_nothing(facts.get("cost.other.build"))), "other", "其他"))
    return total_of(facts, terms)


def _retrainings(facts: "Facts") -> Fact | Missing:
    """How many times a year the model is trained again."""
    return runs(facts.get("maintenance.retrain"), facts.get("derived.updates"), YEAR)


def _retraining(facts: "Facts", months: int) -> Fact | Missing:
    """What training again costs in so many months, new labels included."""
    often = _retrainings(facts)
    each = added([_run(facts).amount, product(or_nothing(facts.get("cost.labeling.retrain")))])
    amount = product(often, each, times=months, by=12)
    times, once = f"{float(value(often, 0)):,.4g}", say_value(float(value(each, 0)), "money", "en")
    part, part_zh = ("", "") if months == 12 else (" / 12", " ÷ 12")
    how, how_zh = f"{times} a year x {once}{part}", f"每年 {times} 次 × {once}{part_zh}"
    return total_of(facts, [Term(amount, "retraining", "重训", how, how_zh)])


def retraining_yearly(facts: "Facts") -> Fact | Missing:
    """What training again costs in a year."""
    return _retraining(facts, 12)


def retraining_monthly(facts: "Facts") -> Fact | Missing:
    """The twelfth part of it."""
    return _retraining(facts, 1)


def running_and_retraining(facts: "Facts") -> Fact | Missing:
    """Cost per month, training again included."""
    again, cost = facts.get("derived.retraining_monthly"), facts.get("derived.running")
    if isinstance(again, Missing):
        return again
    label, label_zh = (again.parts[0].label, again.parts[0].label_zh) if again.parts else ("retraining", "重训")
    terms = [
        Term(cost, "running", "运行"),
        Term(again, "retraining", "重训", f"retraining: {label}", f"重训：{label_zh}"),
    ]
    return total_of(facts, terms)


DERIVED: dict[str, Derived] = {
    "derived.run_cost": Derived("double", "money", run_cost, (), TUNED),
    "derived.run_cost_known": Derived("bool", "boolean", run_cost_known, (), TUNED, closed=True),
    "derived.build": Derived("double", "money", build, (), ALL),
    "derived.retraining_yearly": Derived("double", "money", retraining_yearly, ("maintenance.retrain",), TUNED),
    "derived.retraining_monthly": Derived("double", "money", retraining_monthly, ("maintenance.retrain",), TUNED),
    "derived.running_and_retraining": Derived(
        "double", "money", running_and_retraining, ("derived.retraining_monthly",), TUNED
    ),
}
