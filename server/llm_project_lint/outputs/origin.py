"""Who says what holds, as `config` and `explain` print it."""

from typing import NamedTuple

from llm_project_lint.configuration import Configuration
from llm_project_lint.configuration.names import Decision, preset_of
from llm_project_lint.model import Language, Path
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.texts.config import TEXTS


class Origin(NamedTuple):
    """Who says something. kind: `default`, `locale`, `preset`, `pack`, `file`, `option`.

    place: which, `file:line:column`.
    """

    kind: str
    place: str = ""

    def said(self, language: Language) -> str:
        """It as people read it."""
        return TEXTS.say(self.kind, language, place=printable(self.place))


DEFAULT = Origin("default")


def of_file(file: Configuration, path: Path) -> Origin:
    """A value of a file."""
    return Origin("file", file.at(file.offset(path)))


def of_decision(decision: Decision, file: Configuration, book: Rulebook) -> Origin:
    """Who says whether a rule is judged."""
    if decision.by == "file":
        return of_file(file, decision.at)
    return Origin("preset", preset_of(book, file)) if decision.by == "preset" else Origin("option", decision.by)
