"""Which domains the knowledge covers."""

from typing import TYPE_CHECKING

from llm_project_lint.facts.derived.base import Derived, missing_of, paths, value
from llm_project_lint.facts.fact import Fact, Missing

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

COVERED = "data.knowledge.sources.domains"
NOW = "requirements.domains.now"
PLANNED = "requirements.domains.planned"


def domains_without_source(facts: "Facts") -> Fact | Missing:
    """Domains served now that no source names; known only if every source states its domains."""
    return _uncovered(facts.get(NOW), facts.get(COVERED))


def planned_without_source(facts: "Facts") -> Fact | Missing:
    """Planned domains that no source names, without those that are served already."""
    lacking = _uncovered(facts.get(PLANNED), facts.get(COVERED))
    if isinstance(lacking, Missing):
        return lacking
    served = {_plain(domain) for domain in value(facts.get(NOW), [])}
    return lacking._replace(value=[domain for domain in lacking.value if _plain(domain) not in served])


def _uncovered(asked: Fact | Missing, covered: Fact | Missing) -> Fact | Missing:
    """The domains of a list, each once, that another list does not hold."""
    if isinstance(asked, Missing) or isinstance(covered, Missing):
        return missing_of(asked, covered) or Missing()
    named = {_plain(domain) for domain in covered.value}
    lacking = [domain for domain in dict.fromkeys(asked.value) if _plain(domain) not in named]
    return Fact(lacking, "text", None, paths(asked, covered))


def _plain(domain: str) -> str:
    """A domain as it is compared: `Tax law` and `tax-law` are one."""
    return " ".join(domain.replace("_", " ").replace("-", " ").split()).casefold()


DERIVED: dict[str, Derived] = {
    "derived.domains_without_source": Derived("list", "text", domains_without_source, (NOW, COVERED)),
    "derived.planned_without_source": Derived("list", "text", planned_without_source, (PLANNED, COVERED)),
}
