"""What an approach costs: by the month, to build, to train again. A month has 30 days, which are 720 hours.

Sums are made of fractions, so that a budget that is just met is not exceeded by the last digit of a float.
"""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from llm_project_lint.facts.derived.base import Derived, flag, missing_of, paths, unusable, value
from llm_project_lint.facts.derived.size import retrieved_by_design
from llm_project_lint.facts.fact import NEVER, Bound, Fact, Missing, Part
from llm_project_lint.facts.show import say_value
from llm_project_lint.facts.values import MAX_COUNT

if TYPE_CHECKING:
    from fractions import Fraction

    from llm_project_lint.facts.facts import Facts

PRICES = "cost.prices."
TOKENS = "performance.tokens."
HISTORY = f"{TOKENS}history"
SOURCES = "data.knowledge.sources"
HOSTING = "approach.model.hosting"
TUNED = ("fine-tuning", "hybrid")
SEARCHED = ("rag", "hybrid")
ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")
NO_EMBEDDING = ("keyword", "structured-query")
HOURS = 720
MONTH = datetime.timedelta(days=30)
YEAR = datetime.timedelta(days=365)
MILLION = 10**6
MOST_EXPLAINED = 5
"""Terms that are printed with how they come about; a longer sum would not fit into a message."""

NOTHING = Fact(0, "money")


class Term(NamedTuple):
    """One term of a sum of money: a fact with a fraction for its value, what it is called, and how it comes about."""

    amount: Fact | Missing
    name: str
    name_zh: str
    how: str = ""
    how_zh: str = ""


# -- exact arithmetic


@cache
def _fractions() -> "type[Fraction]":
    """Loaded when something is to be calculated: most files state no price."""
    from fractions import Fraction

    return Fraction


def exact(number: Any) -> "int | Fraction":
    """The decimal number that was written, of which a float is the nearest."""
    return _fractions()(format(number, ".15g")) if isinstance(number, float) else number


def product(*factors: Fact | Missing, times: int = 1, by: int = 1) -> Fact | Missing:
    """All factors multiplied, and so many times that, divided by a number.

    Nothing where one of them is known to be 0, whatever the others are.
    """
    for factor in factors:
        if isinstance(factor, Fact) and not factor.value and factor.bound == "exact":
            return NOTHING._replace(paths=factor.paths)
    known = [factor for factor in factors if isinstance(factor, Fact)]
    if len(known) < len(factors):
        return missing_of(*factors) or Missing()
    total: int | Fraction = times
    for factor in known:
        total *= exact(factor.value)
    return Fact(
        total if by == 1 else _fractions()(total) / by, "money", None, paths(*known), _bound(known), _open(known)
    )


def added(amounts: Sequence[Fact | Missing]) -> Fact | Missing:
    """All amounts added up; at least the known ones where some are missing, not known where nothing else is left."""
    known = [amount for amount in amounts if isinstance(amount, Fact)]
    missing = [amount for amount in amounts if isinstance(amount, Missing)]
    total = sum(exact(amount.value) for amount in known)
    if missing and not total:
        return missing_of(*missing) or Missing()
    bound = _bound(known)
    if missing and bound == "exact":
        bound = "at_least"
    return Fact(total, "money", None, paths(*known), bound, _open([*known, *missing]))


def _bound(known: Iterable[Fact]) -> Bound:
    """How far a sum or product of these may be believed; what rests on a guess is a guess."""
    bounds = {fact.bound for fact in known}
    return "estimate" if "estimate" in bounds else "at_least" if "at_least" in bounds else "exact"


def _open(facts: Iterable[Fact | Missing]) -> tuple[str, ...]:
    """The places that would make a sum exact, each once."""
    places = (place for fact in facts for place in (fact.open if isinstance(fact, Fact) else fact.places))
    return tuple(dict.fromkeys(places))


def or_nothing(fact: Fact | Missing) -> Fact | Missing:
    """0 where nothing is stated, as the vocabulary says of it; what cannot be read is not known."""
    return fact if isinstance(fact, Fact) or unusable(fact) else NOTHING


def total_of(facts: "Facts", terms: Iterable[Term]) -> Fact | Missing:
    """The sum of terms, with its printed arithmetic; it rests on the day of the prices and on the currency as well."""
    found = list(terms)
    total = added([term.amount for term in found])
    if isinstance(total, Missing):
        return total
    shown = [term for term in found if isinstance(term.amount, Fact) and term.amount.value]
    explained = len(shown) <= MOST_EXPLAINED
    parts = tuple(
        Part(
            float(value(term.amount)),
            "money",
            (explained and term.how) or term.name,
            (explained and term.how_zh) or term.name_zh,
        )
        for term in shown
    )
    rests_on = paths(total, facts.get(PRICES + "as_of"), facts.get("cost.currency"))
    return total._replace(value=float(total.value), paths=rests_on, parts=parts)


def runs(every: Fact | Missing, updates: Fact | Missing, length: datetime.timedelta) -> Fact | Missing:
    """How many times something is done in a length of time, if it is done so often; on each change as often as that.

    Nobody knows how often somebody decides to do it, or what is done without a pause.
    """
    if isinstance(every, Fact) and every.raw == "on-change":
        every = updates
    if isinstance(every, Missing):
        return every
    if every.raw == "on-demand" or not every.value:
        return Missing()
    microsecond = datetime.timedelta(microseconds=1)
    times = 0 if every.value >= NEVER else _fractions()(length // microsecond, every.value // microsecond)
    bound: Bound = "exact" if every.bound == "exact" else "at_least"
    return Fact(times, "number", None, every.paths, bound, every.open)


def _price(fact: Fact | Missing) -> str:
    return say_value(value(fact, 0.0), "money", "en")


# -- prices


def _self_hosted(facts: "Facts") -> Fact | Missing | None:
    """What takes the place of a price per token: nothing is paid for them on machines of one's own."""
    hosting = facts.get(HOSTING)
    if unusable(hosting):
        return hosting
    return Fact(0.0, "money", None, paths(hosting)) if value(hosting) == "self-hosted" else None


def _token_price(facts: "Facts", kind: str) -> Fact | Missing:
    """The price per million of tokens: that of the tuned model if there is one, else that of the base model."""
    free = _self_hosted(facts)
    if free is not None:
        return free
    if facts.choice in TUNED:
        tuned = facts.get(f"{PRICES}tuned_{kind}_per_million")
        base = facts.get(f"{PRICES}{kind}_per_million")
        return tuned if isinstance(tuned, Fact) or unusable(tuned) or isinstance(base, Missing) else base
    return facts.get(f"{PRICES}{kind}_per_million")


def input_price(facts: "Facts") -> Fact | Missing:
    """Per million input tokens."""
    return _token_price(facts, "input")


def output_price(facts: "Facts") -> Fact | Missing:
    """Per million output tokens."""
    return _token_price(facts, "output")


def prompt_price(facts: "Facts") -> Fact | Missing:
    """Per million tokens of the fixed part of the prompt: from the cache of the provider if that is used."""
    free = _self_hosted(facts)
    if free is not None:
        return free
    cached, price = facts.get("approach.prompt.cached"), facts.get(PRICES + "cached_input_per_million")
    if unusable(cached):
        return cached
    if value(cached) is True or (isinstance(cached, Missing) and not (isinstance(price, Missing) and price.places)):
        return price
    return facts.get("derived.input_price")


# -- by the month


def _tokens(facts: "Facts", amounts: Sequence[Fact | Missing]) -> Fact | Missing:
    """Tokens of one request, added up; about so many where they are counted in pages."""
    total = added(amounts)
    rough = isinstance(total, Fact) and any(_in_pages(facts, amount) for amount in amounts)
    return total._replace(bound="estimate") if rough and isinstance(total, Fact) else total


def _in_pages(facts: "Facts", amount: Fact | Missing) -> bool:
    """Whether an amount of text, or what it was added up from, is stated in pages."""
    if isinstance(amount, Missing) or amount.form != "amount":
        return False
    of_sources = [item.get("tokens") for item in facts.items(SOURCES) or ()] if amount.raw is None else []
    rests_on = [amount, *(one for one in of_sources if isinstance(one, Fact) and set(one.paths) <= set(amount.paths))]
    return any(isinstance(fact.raw, str) and "page" in fact.raw for fact in rests_on)


def _token_term(facts: "Facts", kind: str, kind_zh: str, price: Fact | Missing, *names: str) -> Term:
    """What tokens of one kind cost in a month; about so much where finished answers are served again."""
    requests = facts.get("performance.requests_per_month")
    amounts = [or_nothing(facts.get(name)) if name == HISTORY else facts.get(name) for name in names]
    if isinstance(price, Missing) and any(isinstance(amount, Fact) and amount.value for amount in amounts):
        return Term(product(requests, price), kind, kind_zh)  # how many tokens they are makes no difference
    tokens = product(requests, _tokens(facts, amounts))
    amount = product(tokens, price, by=MILLION)
    if isinstance(amount, Fact) and amount.value and value(facts.get("approach.answer_cache_ttl")):
        amount = amount._replace(bound="estimate")
    if isinstance(amount, Missing) or not amount.value:
        return Term(amount, kind, kind_zh)
    number = _count(value(tokens))
    how, how_zh = f"{number} {kind} x {_price(price)}/M", f"{number} {kind_zh} × {_price(price)}/M"
    return Term(amount, kind, kind_zh, how, how_zh)


def _count(number: "int | Fraction") -> str:
    """A number of tokens, in millions as they are billed."""
    if number < MILLION:
        return f"{float(number):,.0f}"
    return f"{float(_fractions()(number) / MILLION):,.3f}".rstrip("0").rstrip(".") + "M"


def _token_terms(facts: "Facts") -> list[Term]:
    """Input and output; the fixed part of the prompt by itself where its price is another."""
    fixed = (f"{TOKENS}prompt", "derived.prompt_knowledge_tokens")
    varying = (HISTORY, "derived.retrieved_tokens")
    cached, full = facts.get("derived.prompt_price"), facts.get("derived.input_price")
    output = _token_term(facts, "output tokens", "输出 token", facts.get("derived.output_price"), f"{TOKENS}output")
    if cached == full or (isinstance(cached, Fact) and isinstance(full, Fact) and cached.value == full.value):
        return [_token_term(facts, "input tokens", "输入 token", full, *fixed, *varying), output]
    return [
        _token_term(facts, "prompt tokens", "提示词 token", cached, *fixed),
        _token_term(facts, "input tokens", "输入 token", full, *varying),
        output,
    ]


def _embedding(facts: "Facts") -> Fact | Missing:
    """What embedding everything again costs in a month; nothing where only what changed is embedded."""
    mode, search = facts.get("maintenance.reindex_mode"), facts.get("approach.rag.search")
    if value(search) in NO_EMBEDDING or value(mode) == "incremental":
        return NOTHING
    if isinstance(mode, Missing) or unusable(search) or SOURCES in facts.record.unusable:
        return missing_of(mode) or Missing()
    price = facts.get(PRICES + "embedding_per_million")
    if isinstance(price, Missing):
        return price  # how much there is to embed makes no difference
    of_all = (facts.get("maintenance.reindex"), facts.get("data.knowledge.updates"))
    of_sources = [
        (item.get("tokens"), runs(item.get("reindex"), item.get("updates"), MONTH)) for item in facts.each_source()
    ]
    if len({value(times) for _, times in of_sources}) < 2:  # all at once, whatever each of them holds
        times = of_sources[0][1] if of_sources else runs(*of_all, MONTH)
        of_sources = [(facts.get("derived.knowledge_tokens"), times)]
    return added([product(tokens, times, price, by=MILLION) for tokens, times in of_sources])


def _hosting(facts: "Facts") -> Fact | Missing:
    """What keeping the model deployed costs in a month; nothing for an untuned one that is paid per token."""
    hosting, price = facts.get(HOSTING), facts.get(PRICES + "hosting_per_hour")
    if facts.choice not in TUNED and value(hosting) == "api":
        return NOTHING._replace(paths=paths(hosting))
    if facts.choice not in TUNED and isinstance(hosting, Missing):
        return hosting
    return product(price, times=HOURS)


def _hosting_term(facts: "Facts") -> Term:
    amount = _hosting(facts)
    if isinstance(amount, Missing) or not amount.value:
        return Term(amount, "hosting", "托管")
    hour = _price(facts.get(PRICES + "hosting_per_hour"))
    return Term(amount, "hosting", "托管", f"{HOURS} h x {hour}", f"{HOURS} 小时 × {hour}")


def running(facts: "Facts") -> Fact | Missing:
    """Cost per month without training again; at least that while something it is made of is not stated."""
    if facts.choice is None:
        return Missing(("approach.choice",))
    free = value(facts.get(HOSTING)) == "self-hosted"
    if not (free or facts.stated("cost.prices") or facts.stated("cost.other")):
        return Missing(("cost.prices",))  # whatever is bought, nothing is known of what it costs
    terms = _token_terms(facts)
    if facts.choice in SEARCHED:
        terms.append(Term(product(facts.get(PRICES + "index_per_month")), "index", "索引"))
        terms.append(Term(_embedding(facts), "embedding again", "重新嵌入"))
    terms.append(_hosting_term(facts))
    terms.append(Term(product(or_nothing(facts.get("cost.other.monthly"))), "other", "其他"))
    return total_of(facts, terms)


def running_known(facts: "Facts") -> Fact:
    """Closed: everything the running cost is made of is stated."""
    cost = facts.get("derived.running")
    return flag(isinstance(cost, Fact) and cost.bound != "at_least", cost)


# -- training


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
    number, each = f"{value(hours):,.6g}", _price(price)
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
    if _in_pages(facts, tokens):
        amount = amount._replace(bound="estimate")
    number, passes, each = _count(exact(value(tokens))), value(epochs), _price(price)
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


# -- hosting against the tokens of retrieval


def break_even_requests(facts: "Facts") -> Fact | Missing:
    """Requests per month from which retrieved text would cost more than keeping a tuned model deployed.

    No number of them does where the same machines are paid for either way, or where one of the two costs nothing.
    """
    hosting = facts.get(HOSTING)
    either_way = ("self-hosted",) if facts.choice in TUNED else ("self-hosted", "dedicated")
    if unusable(hosting) or value(hosting) in either_way:
        return Missing()
    hour, price = facts.get(PRICES + "hosting_per_hour"), facts.get(PRICES + "input_per_million")
    month = product(hour, times=HOURS)
    saved = product(retrieved_by_design(facts), price, by=MILLION)
    if isinstance(month, Missing) or isinstance(saved, Missing):
        return missing_of(month, saved) or Missing()
    if not month.value or not saved.value:
        return Missing()
    number = min(-(-month.value // saved.value), MAX_COUNT)
    cost, per_request = (say_value(float(one.value), "money", "en") for one in (month, saved))
    label, label_zh = f"{cost} / {per_request} per request", f"{cost} ÷ 每次请求 {per_request}"
    parts = (Part(number, "count", label, label_zh),)
    return Fact(number, "count", None, paths(month, saved), parts=parts)


DERIVED: dict[str, Derived] = {
    "derived.input_price": Derived("double", "money", input_price, (), ALL),
    "derived.output_price": Derived("double", "money", output_price, (), ALL),
    "derived.prompt_price": Derived("double", "money", prompt_price, (), ALL),
    "derived.running": Derived("double", "money", running, (), ALL),
    "derived.running_known": Derived("bool", "boolean", running_known, (), ALL, closed=True),
    "derived.run_cost": Derived("double", "money", run_cost, (), TUNED),
    "derived.run_cost_known": Derived("bool", "boolean", run_cost_known, (), TUNED, closed=True),
    "derived.build": Derived("double", "money", build, (), ALL),
    "derived.retraining_yearly": Derived("double", "money", retraining_yearly, ("maintenance.retrain",), TUNED),
    "derived.retraining_monthly": Derived("double", "money", retraining_monthly, ("maintenance.retrain",), TUNED),
    "derived.running_and_retraining": Derived(
        "double", "money", running_and_retraining, ("derived.retraining_monthly",), TUNED
    ),
    "derived.break_even_requests": Derived(
        "int",
        "count",
        break_even_requests,
        ("cost.prices.hosting_per_hour", "cost.prices.input_per_million"),
        ("rag", "fine-tuning"),
    ),
}
