"""What the engine does not refuse in a condition, but we do when a rule is loaded (RULES sections 2 and 9)."""

import re
from collections.abc import Container, Mapping

from llm_project_lint.cel import ConditionError, ConditionFault, Engine
from llm_project_lint.cel.condition import MACROS, Condition, Token, leaves, parse, tokens
from llm_project_lint.cel.engine import FUNCTIONS
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Path
from llm_project_lint.rulebook.budget import too_costly
from llm_project_lint.rulebook.files import IN_QUOTES, DataFile
from llm_project_lint.rulebook.habits import NO_DATE, habit, instead_of, odd_blank, word_at
from llm_project_lint.rulebook.model import Clause
from llm_project_lint.rulebook.names import meant, or_meant
from llm_project_lint.rulebook.variables import fact_of

NUMBERS = frozenset({"0", "1", "0.0", "1.0"})
WORDS = frozenset({"true", "false", "in"})
RESERVED = WORDS | {
    *("as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package"),
    *("namespace", "null", "return", "var", "void", "while"),
}
"""Words that CEL keeps for itself."""

_OPERATORS = {"_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "_==_": "==", "_!=_": "!=", "@in": "in", "!_": "!"}
_OPERATORS |= {"_&&_": "&&", "_||_": "||", "_+_": "+", "_-_": "-", "_*_": "*", "-_": "-"}
_TYPES = {
    "int": "a whole number",
    "double": "a decimal number",
    "string": "a text",
    "bool": "true or false",
    "google.protobuf.Duration": "a length of time",
    "google.protobuf.Timestamp": "a date",
    "list(string)": "a list of texts",
}
_COMPARED = frozenset({"==", "!=", "in", "(", "[", ","})
"""What a word stands behind."""
_OVERLOAD = re.compile(r"found no matching overload for '([^']+)' applied to '([^']*)'")


_ESCAPED = re.compile(r"""\\[\\"']""")


class ClauseParser:
    """Reads and checks conditions over one set of names."""

    def __init__(self, fields: Field, known: Mapping[str, str], words: Container[str], pack: str = "") -> None:
        """known: the type of every name. words: those among them that `as` gives to the entries of plain lists.

        pack: the one whose conditions are read, "" for ours.
        """
        self._pack = pack
        self._fields = fields
        self._engine = Engine(known)
        self._known = known
        self._words = words
        self._items = {field.item: field for field in fields.walk() if field.form == ENTRIES}
        self._enums = {value for field in fields.walk() for value in field.values if isinstance(value, str)}

    def parse(self, text: str, file: DataFile, path: Path, item: str) -> Clause:
        """A clause. Raises RuleError unless the text may stand in a rule. item: what an entry is called here."""
        found = list(tokens(text))
        own = _loop_names(found)
        if file.begins_with_tag(path):
            raise file.fault(path, IN_QUOTES)
        if (blank := odd_blank(text, found)) >= 0:
            raise file.fault(path, "this blank is none in a condition: write an ordinary one", blank)
        # Of another language's signs more would be wrong than they: without its bracket a function is no function.
        for at, token in enumerate(found):
            if message := habit(text, found, at, {*own, *self._known}):
                raise file.fault(path, message, token.start)
        for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
            message = self._refused(before, token, after) or self._unknown(text, before, token, after, own, item)
            if message:
                raise file.fault(path, message, token.start)
        if costly := too_costly(found, self._list):
            raise file.fault(path, costly[1], costly[0])
        for name, start in own.items():
            if name in self._words or name in RESERVED or any(known.split(".")[0] == name for known in self._known):
                raise file.fault(path, f"`{name}` is the name of something else: call the entry another way", start)
        try:
            self._engine.check(text)
        except ConditionError as error:
            raise file.fault(path, _plain(str(error)), error.offset) from error
        condition = parse(text, lambda name: fact_of(name, self._known))
        self._check_leaves(text, condition, file, path)
        reads = (fact_of(token.text, self._known) for token in found if token.kind == "name")
        return Clause(text, condition, tuple(dict.fromkeys(name for name in reads if name)))

    def _list(self, name: str) -> str | None:
        fact = fact_of(name, self._known)
        return fact if fact and self._known[fact].startswith("list(") else None

    def _refused(self, before: Token | None, token: Token, after: Token | None) -> str:
        if token.text in ('"', "'"):
            return "this text is never closed (YAML takes ` #` for a comment: write the condition below `>-`)"
        if token.kind == "text":
            # Where the engine splits a text otherwise than we do, what we take for a text would be evaluated unseen.
            if before and before.kind in ("text", "name") and before.start + len(before.text) == token.start:
                return "a text stands by itself: in one pair of quotes, without a letter before it"
            if "\\" in _ESCAPED.sub("", token.text):
                return "of escapes a text has only `\\\\`, `\\\"` and `\\'`"
        if token.kind == "other" or token.text in ("/", "%", "?", "{", "}"):
            return f"`{token.text}` cannot be used in a condition"
        picked = before and before.text != "in" and (before.kind in ("name", "text") or before.text in (")", "]"))
        if token.text == "[" and picked:
            return "entries of a list cannot be picked by number"
        if token.kind == "number" and token.text not in NUMBERS:
            return (
                f"{token.text} must be a threshold: only 0 and 1 may stand in a condition; name it in thresholds.yaml"
            )
        if token.text == "." and not (before and before.text in (")", "]")):
            return "a name is written without spaces"
        if token.kind == "name" and after and after.text == "(" and token.text not in WORDS:
            called = token.text.rpartition(".")[2]
            if called not in FUNCTIONS:
                said = instead_of(called)
                near, _ = nearest(called, FUNCTIONS)
                said = f"; {said}" if said else or_meant(near)
                return f"there is no function `{called}` for conditions{said}"
        return ""

    def _unknown(
        self, text: str, before: Token | None, token: Token, after: Token | None, own: Container[str], item: str
    ) -> str:
        """A name that no condition knows, or none of this rule."""
        if token.kind != "name" or token.text in WORDS:
            return ""
        name = token.text
        if after and after.text == "(":
            name = name.rpartition(".")[0]
        if not name or name in own:
            return ""
        if name not in self._known:
            return self._no_fact(name, "" if name != token.text else word_at(text, token), before)
        owner = name.partition(".")[0]
        if owner in self._items and "." in name and owner != item:
            return f"`{name}` needs `each: {self._items[owner].name}`"
        if name in self._words and name != item:
            return f"`{name}` needs `each: LIST` and `as: {name}`"
        return ""

    def _no_fact(self, name: str, word: str, before: Token | None) -> str:
        """What is said of an unknown name. word: the word that it may be, "" where it can be none."""
        kind, _, rest = name.partition(".")
        if kind == "threshold" and rest:
            of_pack = f", where its name begins with `{self._pack}_`" if self._pack else ""
            said = f"there is no threshold `{rest}`: a number has its name in thresholds.yaml{of_pack}"
            return said + or_meant(meant(name, self._known))
        if kind == "stated" and rest.partition(".")[0] in self._items and "." in rest:
            said = f"`absent: {rest}` in a case asks whether an entry's own field is written"
            return f"`stated` knows no fields of entries: {said}"
        if name in self._items:
            key = next(iter(self._items[name].children))
            return f"`{name}` is an entry, which is no fact: name one of its fields, such as `{name}.{key}`"
        field = self._fields.find(name)
        if "." in name:
            section = f"; it is a section: `stated.{name}` asks whether anything is written there"
            said = section if field and field.form == SECTION else or_meant(meant(name, self._known))
            return f"there is no fact `{name}`{said}"
        near = meant(name, self._known)
        compared = before is not None and before.text in _COMPARED
        if word in self._enums and (compared or not near):
            return f'`{word}` is a word, and words stand in quotes: `"{word}"`'
        if near or not word or (field and field.form == SECTION):
            return f"there is no fact `{name}`{or_meant(near)}"
        return f'there is no fact `{name}`; if a word is meant, it stands in quotes: `"{word}"`'

    def _check_leaves(self, text: str, condition: Condition, file: DataFile, path: Path) -> None:
        at = 0
        for leaf in leaves(condition):
            at = text.index(leaf.text, at)
            found = list(tokens(leaf.text))
            words = self._words_of(found)
            for before, opened, token in zip([None, None, *found], [None, *found], found, strict=False):
                if token.kind != "text":
                    continue
                if before and opened and opened.text == "(" and before.text.endswith("matches"):
                    self._check_pattern(token.text, file, path, at + token.start)
                elif words and token.text[1:-1] not in words:
                    near, _ = nearest(token.text[1:-1], words)
                    said = f"did you mean `{near}`?" if near else f"there are {', '.join(sorted(words))}"
                    raise file.fault(path, f"{token.text} would never be met; {said}", at + token.start)
            try:
                self._engine.strain(leaf.text, leaf.reads)
            except ConditionFault as error:
                raise file.fault(path, f"cannot be evaluated for very large or small values: {error}", at) from error

    def _words_of(self, found: list[Token]) -> set[str]:
        """The words that a leaf can compare with: those of its enums, none where it reads other texts too."""
        words: set[str] = set()
        for token in found:
            name = fact_of(token.text, self._known) if token.kind == "name" else None
            if name is None or "string" not in self._known[name]:
                continue
            field = self._field(name)
            if field is None or not field.values:
                return set()
            words.update(field.values)
        return words

    def _check_pattern(self, literal: str, file: DataFile, path: Path, start: int) -> None:
        try:
            self._engine.decide(f'"".matches({literal})', {})
        except ConditionFault as error:
            raise file.fault(path, f"bad pattern: {error}", start) from error

    def _field(self, name: str) -> Field | None:
        owner = self._items.get(name.partition(".")[0])
        if owner and "." in name:
            return owner.children.get(name.partition(".")[2])
        field = self._fields.find(name)
        return field if field and field.form not in (SECTION, ENTRIES) else None


def _loop_names(found: list[Token]) -> dict[str, int]:
    """What the entries are called inside `all`, `exists` and the like, with the first place of each."""
    names: dict[str, int] = {}
    for token, after, entry in zip(found, found[1:], found[2:], strict=False):
        if after.text == "(" and entry.kind == "name" and token.text.rpartition(".")[2] in MACROS:
            names.setdefault(entry.text, entry.start)
    return names


def _plain(message: str) -> str:
    """The engine's words for a mistake in ours."""
    found = _OVERLOAD.match(message)
    if found:
        types = _kinds(found[2].removeprefix("(").removesuffix(")"))
        said = f"`{_OPERATORS.get(found[1], found[1])}` does not take {' and '.join(types)}"
        if {_TYPES["string"], _TYPES["google.protobuf.Timestamp"]} == set(types):
            return f"{said}; {NO_DATE}"
        return (
            f"{said}; write 0.0 or 1.0 beside a decimal number" if len(set(types)) == 2 and "int" in found[2] else said
        )
    if "recursion" in message:
        return "it is nested too deep, or too long; write several conditions"
    message = message.partition(" expecting ")[0].replace("mismatched input '<EOF>'", "it ends too early")
    return message.replace("'<EOF>'", "its end")


def _kinds(types: str) -> list[str]:
    return [_TYPES.get(one.partition("^")[0].strip(), one.strip()) for one in types.split(", ")]
