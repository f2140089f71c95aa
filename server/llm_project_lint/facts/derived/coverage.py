"""Languages, sources and questions: what is asked for, and what is there."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, paths, total_of_sources, value
from llm_project_lint.facts.fact import Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

SOURCES = "data.knowledge.sources"


def knowledge_tokens(facts: "Facts") -> Fact | Missing:
    """Text in the knowledge base: the stated total, else the sum if every source states its own."""
    return total_of_sources(facts, "tokens", "amount")


def languages_without_source(facts: "Facts") -> Fact | Missing:
    """Languages of the users in which no source is written; known only if every source states its languages."""
    asked, written = facts.get("requirements.languages"), facts.get(f"{SOURCES}.languages")
    if isinstance(asked, Missing):
        return asked
    if isinstance(written, Missing):
        return written
    return Fact(not_covered(asked.value, written.value), "language", None, paths(asked, written))


SAME = {
    "ara": "ar", "chi": "zh", "deu": "de", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de", "ita": "it",
    "jpn": "ja", "kor": "ko", "nb": "no", "nld": "nl", "nn": "no", "nno": "no", "nob": "no", "nor": "no", "por": "pt",
    "rus": "ru", "spa": "es", "zho": "zh",
}  # fmt: skip
"""Languages with two names: three letters for two (ISO 639-2), and the written forms of Norwegian."""


def not_covered(asked: list[str], known: list[str]) -> list[str]:
    """The languages of a list, each once, that another list does not cover.

    Regions and scripts of one language cover each other: `zh` and `zh-CN`, `en-US` and `en-GB`. `multilingual` covers
    all, and asks for none in particular.
    """
    bases = {_base(tag) for tag in known}
    if "multilingual" in bases:
        return []
    return [tag for tag in dict.fromkeys(asked) if _base(tag) not in bases and tag != "multilingual"]


@lru_cache(512)
def _base(tag: str) -> str:
    base = tag.lower().partition("-")[0]
    return SAME.get(base, base)


INPUTS = frozenset(
    {"classification", "tagging", "routing", "extraction", "translation", "rewriting", "summarization"}
    | {"code-completion", "code-repair"}
)
"""Tasks whose sample questions are texts to work on: what they say of today is not asked of the model."""


@cache
def _asks_of_today() -> re.Pattern[str]:
    rules = "rules?|laws?|regulations?|guidelines?|polic(?:y|ies)|prices?|fees?|rates?|tariffs?"
    states = f"{rules}|guidance|standards?|codes?|versions?|releases?|treatments?|ceo|director|president"
    months = "january|february|march|april|may|june|july|august|september|october|november|december"
    english = (
        r"latest(?! (?:time|date|day|hour|possible|moment))|newest|up[ -]to[ -]date|"
        rf"as of (?:today|now|the|this|\d|{months})|"
        rf"current (?:\w+ )?(?:{states})|new (?:\w+ )?(?:{rules})"
    )
    return re.compile(rf"最新|现行|新法规|新规|新政策|目前|现在的|当前的|\b(?:{english})\b", re.IGNORECASE)


@cache
def _day_words() -> re.Pattern[str]:
    """Words that date a question, unless its writer tells of the own day: "I cannot log in today"."""
    return re.compile(r"今天|\b(?:today|currently|nowadays|this (?:year|month|week))\b", re.IGNORECASE)


@cache
def _of_oneself() -> re.Pattern[str]:
    return re.compile(r"我|\b(?:I|I'm|I'll|I've|my|me|we|our|us)\b")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"\"[^\"]*\"|“[^”]*”|「[^」]*」|(?<!\w)'[^']*'(?!\w)")


@cache
def _statement() -> re.Pattern[str]:
    """A text of whole sentences that neither asks nor demands."""
    return re.compile(
        r"(?!.*[?？])(?!\s*(?:tell|show|list|give|find|explain|what|which|who|when|where|how|请|告诉|列出|查))"
        r".*[.。;；!！](?:\s|$)",
        re.IGNORECASE | re.DOTALL,
    )


def time_sensitive_questions(facts: "Facts") -> Fact | Missing:
    """Sample questions that ask for the state of today, by their words in English or Chinese.

    Phrases rather than single words: "my current balance" and "a new account" ask for nothing that ages. What is quoted
    is asked about, and texts that are the input of a task ask for nothing.
    """
    questions = facts.get("requirements.sample_questions")
    if isinstance(questions, Missing):
        return questions
    tasks = value(facts.get("requirements.task"), [])
    inputs = bool(tasks) and INPUTS.issuperset(tasks)
    found = [] if inputs else [question for question in dict.fromkeys(questions.value) if _is_dated(question)]
    return Fact(found, "text", None, questions.paths)


def _is_dated(question: str) -> bool:
    asked = _quoted().sub("", question)
    if _statement().match(asked):
        return False
    return bool(_asks_of_today().search(asked) or (_day_words().search(asked) and not _of_oneself().search(asked)))


def can_cite(facts: "Facts") -> Fact | Missing:
    """Whether the stated way of citing can show where an answer comes from under the choice."""
    how = facts.get("approach.citations")
    if isinstance(how, Missing):
        return how
    if how.value == "input":
        # Points into a document of the request, so there has to be one.
        knowledge = facts.get("approach.prompt.knowledge")
        if isinstance(knowledge, Missing):
            return knowledge
        return Fact(knowledge.value != "none", "boolean", None, paths(how, knowledge))
    searched = facts.choice in ("rag", "hybrid")
    able = how.value not in ("none", "generated") and (how.value != "retrieved" or searched)
    return Fact(able, "boolean", None, paths(how))


DERIVED = {
    "derived.knowledge_tokens": Derived("int", "amount", knowledge_tokens),
    "derived.languages_without_source": Derived(
        "list", "language", languages_without_source, ("requirements.languages", f"{SOURCES}.languages")
    ),
    "derived.time_sensitive_questions": Derived(
        "list", "text", time_sensitive_questions, ("requirements.sample_questions",)
    ),
    "derived.can_cite": Derived(
        "bool", "boolean", can_cite, ("approach.citations",), ("prompt-only", "rag", "fine-tuning", "hybrid")
    ),
}
