"""What the engine does not refuse in a condition, but we do when a rule is loaded (RULES sections 2 and 9)."""

from collections.abc import Mapping

from llm_project_lint.cel import ConditionError, ConditionFault, Engine
from llm_project_lint.cel.condition import Token, tokens
from llm_project_lint.cel.engine import FUNCTIONS
from llm_project_lint.facts.fields import ENTRIES, Field
from llm_project_lint.model import Path
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.variables import fact_of

NUMBERS = frozenset({"0", "1", "0.0", "1.0"})
MACROS = frozenset({"all", "exists", "exists_one", "filter", "map"})


class ClauseChecker:
    """Checks conditions over one set of names."""

    def __init__(self, fields: Field, engine: Engine, known: Mapping[str, str]) -> None:
        self._fields = fields
        self._engine = engine
        self._known = known
        self._items = {field.item: field for field in fields.walk() if field.form == ENTRIES}

    def check(self, text: str, file: DataFile, path: Path) -> None:
        """Raise RuleError unless the text is a condition that may stand in a rule."""
        found = list(tokens(text))
        for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
            message = self._refused(before, token, after)
            if message:
                raise file.fault(path, message, token.start)
        try:
            self._engine.check(text)
        except ConditionError as error:
            raise file.fault(path, f"{error} in `{text}`", max(error.column - 1, 0)) from error
        self._check_words(text, found, file, path)

    def reads(self, text: str, file: DataFile, path: Path, each: str) -> tuple[str, ...]:
        """The declared names of a condition. Those of a list entry need `each` over their list."""
        reads: list[str] = []
        for token in tokens(text):
            if token.kind != "name" or not (name := fact_of(token.text, self._known)):
                continue
            owner = self._items.get(name.partition(".")[0])
            if owner and "." in name and owner.name != each:
                raise file.fault(path, f"`{name}` needs `each: {owner.name}`", token.start)
            reads.append(name)
        return tuple(dict.fromkeys(reads))

    def _refused(self, before: Token | None, token: Token, after: Token | None) -> str:
        if token.kind == "other" or token.text in ("/", "%", "?", "{", "}"):
            return f"`{token.text}` cannot be used in a condition"
        if token.text == "[" and before and (before.kind == "name" or before.text in (")", "]")):
            if before.text != "in":
                return "entries of a list cannot be picked by number"
        if token.kind == "number" and token.text not in NUMBERS:
            return f"{token.text} must be a threshold: only 0 and 1 may stand in a condition"
        if token.kind == "name" and after and after.text == "(" and token.text != "in":
            called = token.text.rpartition(".")[2]
            if called not in FUNCTIONS:
                return f"there is no function `{called}` for conditions"
        return ""

    def _check_words(self, text: str, found: list[Token], file: DataFile, path: Path) -> None:
        """A word that is compared with an enum must be one of its words: a misspelt one would never be true."""
        words: set[str] = set()
        for token in found:
            field = self._field(fact_of(token.text, self._known)) if token.kind == "name" else None
            if field is not None:
                if not field.values:
                    return
                words.update(field.values)
        for before, token in zip([None, *found], found, strict=False):
            if token.kind != "text":
                continue
            word = token.text[1:-1]
            if before and before.text == "(" and "matches" in text:
                self._check_pattern(token.text, file, path, token.start)
            elif words and word not in words:
                raise file.fault(path, f'"{word}" is none of the words {", ".join(sorted(words))}', token.start)

    def _check_pattern(self, literal: str, file: DataFile, path: Path, start: int) -> None:
        try:
            self._engine.decide(f'"".matches({literal})', self._engine.activation({}))
        except ConditionFault as error:
            raise file.fault(path, f"bad pattern: {error}", start) from error

    def _field(self, name: str | None) -> Field | None:
        if not name:
            return None
        owner = self._items.get(name.partition(".")[0])
        if owner and "." in name:
            return owner.children.get(name.partition(".")[2])
        if name.startswith(("stated.", "derived.", "threshold.")):
            return None
        field = self._fields.find(name)
        return field if field and field.form not in ("section", ENTRIES) else None
