"""What an approach costs by the month. A month has 30 days, which are 720 hours."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, flag, missing_of, paths, unusable, value
from llm_project_lint.facts.derived.size import retrieved_by_design
from llm_project_lint.facts.derived.sums import (
    MILLION,
    MONTH,
    NOTHING,
    PRICES,
    SOURCES,
    TUNED,
    Term,
    added,
    in_pages,
    or_nothing,
    product,
    runs,
    said_count,
    said_price,
    total_of,
)
from llm_project_lint.facts.fact import Fact, Missing, Part
from llm_project_lint.facts.show import say_value
from llm_project_lint.facts.values import MAX_COUNT

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

TOKENS = "performance.tokens."
HISTORY = f"{TOKENS}history"
HOSTING = "approach.model.hosting"
SEARCHED = ("rag", "hybrid")
ALL = ("prompt-only", "rag", "fine-tuning", "hybrid")
NO_EMBEDDING = ("keyword", "structured-query")
HOURS = 720


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
    rough = isinstance(total, Fact) and any(in_pages(facts, amount) for amount in amounts)
    return total._replace(bound="estimate") if rough and isinstance(total, Fact) else total


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
    number = said_count(value(tokens))
    how, how_zh = f"{number} {kind} x {said_price(price)}/M", f"{number} {kind_zh} × {said_price(price)}/M"
    return Term(amount, kind, kind_zh, how, how_zh)


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
    hour = said_price(facts.get(PRICES + "hosting_per_hour"))
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
    "derived.break_even_requests": Derived(
        "int",
        "count",
        break_even_requests,
        ("cost.prices.hosting_per_hour", "cost.prices.input_per_million"),
        ("rag", "fine-tuning"),
    ),
}
