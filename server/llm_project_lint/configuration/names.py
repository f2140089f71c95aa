"""Which rules a run is about: those of a preset or of lists of names, less those left out."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from llm_project_lint.configuration.model import Configuration
from llm_project_lint.model import Path, Severity, rank
from llm_project_lint.rulebook.model import Rulebook

PRESET = "recommended"
"""What holds where nobody says anything else."""
FAIL_ON: Severity = "warning"
"""The least severity that fails a run, where nobody says anything else."""


def least_shown(fail_on: Severity) -> Severity:
    """What is printed where nobody says: what makes the run fail can be seen."""
    return min("info", fail_on, key=rank)


class Asked(NamedTuple):
    """What a command line says of rules; it wins over a file. select: None where it does not say."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


NOTHING_ASKED = Asked()


class Decision(NamedTuple):
    """Whether a rule is judged and who says so: `preset`, `file` (at a path of it), or an option such as `--select`."""

    on: bool
    by: str
    at: Path = ()


class Names:
    """The names that rules can be called by: their own, that of their category, and that of their pack."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._categories: dict[str, tuple[str, ...]] = {}
        for rule in book.rules.values():
            for name in (rule.category, rule.pack) if rule.pack else (rule.category,):
                self._categories[name] = (*self._categories.get(name, ()), rule.id)

    def rules(self, name: str) -> tuple[str, ...]:
        """The rules of a name, none for a name that nothing has."""
        return (name,) if name in self._book.rules else self._categories.get(name, ())

    @property
    def all(self) -> tuple[str, ...]:
        """Every name there is."""
        return (*self._book.rules, *self._categories)


def decided(book: Rulebook, configuration: Configuration, asked: Asked = NOTHING_ASKED) -> Mapping[str, Decision]:
    """For every rule whether it is judged. All names must be known.

    `--select` stands for everything that a file says of rules, `--ignore` adds to it.
    """
    names = Names(book)
    if asked.select is not None:
        found = _only(names, book, "--select", ((name, ()) for name in asked.select), ())
    elif configuration.select is not None:
        listed = ((name, ("select", index)) for index, name in enumerate(configuration.select))
        found = _only(names, book, "file", listed, ("select",))
    else:
        preset = preset_of(book, configuration)
        found = {rule.id: Decision(preset in rule.presets, "preset") for rule in book.rules.values()}
    if asked.select is None:
        for index, name in enumerate(configuration.ignore):
            found.update(dict.fromkeys(names.rules(name), Decision(False, "file", ("ignore", index))))
    for name in asked.ignore:
        found.update(dict.fromkeys(names.rules(name), Decision(False, "--ignore")))
    return found


def preset_of(book: Rulebook, configuration: Configuration) -> str:
    """The set of rules to start from: that of the configuration, else that of a pack, else ours."""
    return configuration.preset or next((pack.preset for pack in book.packs if pack.preset), PRESET)


def _only(
    names: Names, book: Rulebook, by: str, listed: Iterable[tuple[str, Path]], whole: Path
) -> dict[str, Decision]:
    """Those that are listed; nothing else. whole: where the list stands."""
    found = dict.fromkeys(book.rules, Decision(False, by, whole))
    for name, at in listed:
        found.update(dict.fromkeys(names.rules(name), Decision(True, by, at)))
    return found
