"""Which rules a run is about: `--select` names them or their categories, `--ignore` takes some away."""

from collections.abc import Iterable, Mapping

from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.rulebook import Rule, load_rulebook
from llm_project_lint.texts.cli import TEXTS


def selected(select: Iterable[str] | None, ignore: Iterable[str] | None, language: Language) -> tuple[str, ...] | None:
    """The names of the rules to judge, None for all. Raises UsageError for a name that is neither rule nor category."""
    if select is None and ignore is None:
        return None
    rules = load_rulebook().rules
    wanted = set(rules) if select is None else _named(select, rules, language)
    return tuple(sorted(wanted - _named(ignore or (), rules, language)))


def _named(lists: Iterable[str], rules: Mapping[str, Rule], language: Language) -> set[str]:
    """The rules of some lists of names, each separated by commas."""
    categories: dict[str, list[str]] = {}
    for rule in rules.values():
        categories.setdefault(rule.category, []).append(rule.id)
    found: set[str] = set()
    for name in (name.strip() for names in lists for name in names.split(",")):
        if name in rules:
            found.add(name)
        elif name in categories:
            found.update(categories[name])
        else:
            raise UsageError(_unknown(name, (*rules, *categories), language))
    return found


def _unknown(name: str, known: Iterable[str], language: Language) -> str:
    from llm_project_lint.facts.nearest import nearest
    from llm_project_lint.outputs.printable import printable

    near, _ = nearest(name, tuple(known))
    return TEXTS.say("no-name-near" if near else "no-name", language, name=printable(name), near=near)
