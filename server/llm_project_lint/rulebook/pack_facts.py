"""The facts that a pack adds to the format, from its schema to a part of ours.

The schema is plain JSON Schema of few words, in YAML. What it refers to are its own definitions and the kinds of values
of our schema, such as `#/$defs/cadence`. A pattern could take for ever, and another address would be another file:
neither can be written.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Path
from llm_project_lint.rulebook.clauses import RESERVED
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.source.scalars import plain

Schema: TypeAlias = dict[str, Any]
MOST_FIELDS = 200
DEEPEST = 5
"""Sections inside each other."""
LONGEST = 500_000
"""Characters of all that is said of the facts, each time it is said: a definition is used in many places."""
_ABOUT = ("title", "description")
_OF_ROOT = ("$schema", "$defs", *_ABOUT, "type", "properties", "additionalProperties")
_OF_SECTION = (*_ABOUT, "type", "properties", "additionalProperties", "x-aliases", "x-design")
_OF_ENTRY = (*_OF_SECTION, "required")
_OF_VALUE = (*_ABOUT, "$ref", "type", "examples", "x-aliases", "x-design")
_OF_ENUM = (*_OF_VALUE, "enum", "enumDescriptions")
_OF_LIST = (*_ABOUT, "type", "items", "x-item", "examples", "x-design")
_BESIDE = (*_ABOUT, "$ref", "examples", "x-design")
"""What a place says for itself where a definition says the rest."""
_KINDS = {"string": "text", "boolean": "boolean", "integer": "count", "number": "number"}
"""What a plain type is among our kinds of values."""
_TYPES = {
    **dict.fromkeys(("bool", "flag"), "boolean"),
    **dict.fromkeys(("int", "long"), "integer"),
    **dict.fromkeys(("float", "double", "decimal"), "number"),
    **dict.fromkeys(("str", "word"), "string"),
    **dict.fromkeys(("list", "set"), "array"),
    **dict.fromkeys(("dict", "map", "mapping", "section"), "object"),
}
"""What other languages call a type."""
_TIMES = {"datetime": "date", "date-time": "date", "timestamp": "date", "day": "date", "timedelta": "duration"}
_FORBIDDEN = {
    "pattern": "`pattern` cannot stand in the schema of a pack: a rule with `.matches` can ask for a form",
    "required": "`required` cannot stand here: a rule with `absent` asks for what must be stated",
    "definitions": "`definitions` is called `$defs` here",
    "format": '`format` cannot stand here: a date is `$ref: "#/$defs/date"`; `.matches` in a rule can ask for more',
    "default": "`default` cannot stand here: what is not written is not known",
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"),
        "`{word}` cannot stand here: a rule can compare with a threshold",
    ),
}
"""Words of JSON Schema that people miss, and what serves instead."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORD = re.compile(r"[\w .+/-]{1,60}")
_REFERENCE = "#/$defs/"
_NOT_STATED = "Not stated."


def facts_of(file: DataFile, pack: str, ours: Mapping[str, Any]) -> Schema:
    """What stands at the key `pack` of a project file, in the form that our schema has.

    ours: the definitions of our schema. Raises RuleError at the first place that says anything else.
    """
    found = _Reader(file, pack, ours).root()
    if len(written(found)) > LONGEST:
        raise file.fault((), f"with its references followed, it has more than {LONGEST:,} characters")
    return found


class _Reader:
    def __init__(self, file: DataFile, pack: str, ours: Mapping[str, Any]) -> None:
        self._file = file
        self._pack = pack
        self._own: Mapping[str, Any] = file.data.get("$defs", {})
        self._ours = {name: form for name, form in ours.items() if "x-form" in form}
        self._fields = 0
        self._items: set[str] = set()
        self._used: set[str] = set()

    def root(self) -> Schema:
        schema = self._file.data
        self._check_words(schema, (), _OF_ROOT, "object")
        if not isinstance(self._own, dict):
            raise self._file.fault(("$defs",), "expected definitions by name")
        for name in self._own:
            if name in self._ours:
                raise self._file.fault(("$defs", name), f"`{name}` is a definition of the format already", key=True)
        section = self._section(schema, (), 0)
        for name in self._own:
            if name not in self._used:
                raise self._file.fault(("$defs", name), f"no fact refers to the definition `{name}`", key=True)
        if "title" not in schema:
            section["title"] = self._pack
        return section

    def _section(self, schema: Schema, path: Path, depth: int, entry: bool = False) -> Schema:
        if depth > DEEPEST:
            raise self._file.fault(path, f"sections are nested deeper than {DEEPEST}")
        properties = schema.get("properties")
        if not isinstance(properties, dict) or not properties:
            raise self._file.fault((*path, "properties"), "`properties` is missing: which facts are there?", key=True)
        if schema.get("additionalProperties", False) is not False:
            raise self._file.fault((*path, "additionalProperties"), "only `false` can stand here: facts are known")
        found = {}
        for key, child in properties.items():
            here: Path = (*path, "properties", key)
            if key in RESERVED:
                said = f"`{key}` is a word that conditions keep for themselves: call the fact e.g. `{key}_name`"
                raise self._file.fault(here, said, key=True)
            if not _KEY.fullmatch(key):
                raise self._file.fault(here, "name a fact in small letters, digits and underscores", key=True)
            self._fields += 1
            if self._fields > MOST_FIELDS:
                raise self._file.fault(here, f"a pack adds at most {MOST_FIELDS} facts", key=True)
            found[key] = self._field(child, here, depth + 1, key, entry=entry)
        return {
            **self._about(schema, path),
            "type": "object" if entry else ["object", "null"],
            "properties": found,
            "patternProperties": {"^x-": True},
            "additionalProperties": False,
        }

    def _field(self, schema: Any, path: Path, depth: int, key: str, *, entry: bool) -> Schema:
        """A property. key: what it is called, for one without a title."""
        schema, path = self._resolved(schema, path, ())
        kind = schema.get("type")
        self._check_type(kind, (*path, "type"))
        if kind == "array" and not entry:
            found = self._list(schema, path, depth)
        elif kind == "array":
            found = self._values(schema, path)
        elif kind == "object" or "properties" in schema:
            if entry:
                raise self._file.fault(path, "a field of an entry is a value, or a list of values", key=True)
            self._check_words(schema, path, _OF_SECTION, "object")
            found = self._section(schema, path, depth)
        else:
            found = self._value(schema, path)
        return {"title": key.replace("_", " ").capitalize(), **found}

    def _list(self, schema: Schema, path: Path, depth: int) -> Schema:
        self._check_words(schema, path, _OF_LIST, "array")
        items, where = self._resolved(schema.get("items"), (*path, "items"), ())
        if items.get("type") != "object" and "properties" not in items:
            return self._values(schema, path)
        item = schema.get("x-item")
        if not isinstance(item, str) or not _KEY.fullmatch(item) or not item.startswith(f"{self._pack}_"):
            said = f"what an entry is called in rules: a name that begins with `{self._pack}_`"
            raise self._file.fault((*path, "x-item"), f"`x-item` says {said}", key="x-item" not in schema)
        if item in self._items:
            raise self._file.fault((*path, "x-item"), f"`{item}` is an entry of another list already")
        self._items.add(item)
        self._check_words(items, where, _OF_ENTRY, "object")
        required = items.get("required", [])
        entry = self._section(items, where, depth + 1, entry=True)
        self._check_required(required, [*entry["properties"]], (*where, "required"))
        return {
            **self._about(schema, path),
            "type": ["array", "null"],
            "items": {**entry, "required": required},
            "maxItems": 5000,
            "x-item": item,
        }

    def _check_required(self, required: Any, keys: list[str], path: Path) -> None:
        if not isinstance(required, list):
            one = f": write `[{required}]`" if isinstance(required, str) else ""
            raise self._file.fault(path, f"`required` lists keys of an entry{one}")
        for index, key in enumerate(required):
            if key not in keys:
                near, _ = nearest(str(key), keys)
                said = f"did you mean `{near}`?" if near else f"there are {', '.join(keys)}"
                raise self._file.fault((*path, index), f"`required` lists keys of an entry, and this is none; {said}")

    def _check_type(self, kind: Any, path: Path) -> None:
        """A type that is called otherwise, or that is one of our kinds of values."""
        if not isinstance(kind, str) or kind in (*_KINDS, "array", "object"):
            return
        word = kind.lower()
        form = _TIMES.get(word, word)
        if word in _TYPES or word in (*_KINDS, "array", "object"):
            raise self._file.fault(path, f"`{kind}` is no type of JSON Schema: write `type: {_TYPES.get(word, word)}`")
        if form in self._ours:
            said = f'write `$ref: "{_REFERENCE}{form}"` in place of `type`'
            raise self._file.fault(path, f"`{kind}` is a kind of value of the format: {said}")

    def _values(self, schema: Schema, path: Path) -> Schema:
        self._check_words(schema, path, _OF_LIST, "array")
        if "x-item" in schema:
            raise self._file.fault((*path, "x-item"), "entries that are values are named by `as` in a rule", key=True)
        items, where = self._resolved(schema.get("items"), (*path, "items"), ())
        self._check_type(items.get("type"), (*where, "type"))
        value = self._value(items, where)
        several = {"type": "array", "items": value, "maxItems": 5000}
        return {**self._about(schema, path), "x-list": True, "anyOf": [value, several]}

    def _value(self, schema: Schema, path: Path) -> Schema:
        if "enum" in schema:
            words = self._enum(schema, path)
            self._check_words(schema, path, _OF_ENUM, "string")
            return {**self._about(schema, path), **words}
        self._check_words(schema, path, _OF_VALUE, *_KINDS)
        about = self._about(schema, path)
        if "$ref" in schema:
            return {**about, "$ref": schema["$ref"]}
        if "type" not in schema:
            raise self._file.fault(path, "what kind of value is it: `$ref`, `enum` or `type`?", key=True)
        return {**about, "$ref": _REFERENCE + _KINDS[schema["type"]]}

    def _enum(self, schema: Schema, path: Path) -> Schema:
        words = schema["enum"]
        where: Path = (*path, "enum")
        if not isinstance(words, list) or not words or len({str(one).casefold() for one in words}) != len(words):
            raise self._file.fault(where, "`enum` lists words, each once, also in other capitals")
        for index, word in enumerate(words):
            if not isinstance(word, str) or not _WORD.fullmatch(word):
                raise self._file.fault((*where, index), _no_word(word))
            if plain(word) != word:
                raise self._file.fault(
                    (*where, index), f"`{word}` without quotes is no text in a file: take another word"
                )
        told = schema.get("enumDescriptions", [""] * len(words))
        if not isinstance(told, list) or len(told) != len(words) or not all(isinstance(one, str) for one in told):
            raise self._file.fault((*path, "enumDescriptions"), "one text for each word of `enum` belongs here")
        found: Schema = {"x-form": "enum", "type": ["string", "null"], "enum": [*words, None]}
        return {**found, "enumDescriptions": [*told, _NOT_STATED]}

    def _about(self, schema: Schema, path: Path) -> Schema:
        """What is said of a place for people and completion."""
        found: Schema = {}
        for word in _ABOUT:
            if word in schema:
                if not isinstance(schema[word], str) or not schema[word]:
                    raise self._file.fault((*path, word), "expected a text")
                found[word] = schema[word]
        if "examples" in schema:
            found["examples"] = self._examples(schema["examples"], (*path, "examples"))
        if "x-design" in schema:
            design = schema["x-design"]
            if not isinstance(design, list) or not design or not all(one in APPROACHES for one in design):
                raise self._file.fault((*path, "x-design"), f"a list of approaches: {', '.join(APPROACHES)}")
            found["x-design"] = design
        if "x-aliases" in schema:
            found["x-aliases"] = self._aliases(schema, (*path, "x-aliases"))
        return found

    def _examples(self, examples: Any, path: Path) -> list[Any]:
        if not isinstance(examples, list):
            raise self._file.fault(path, "expected a list of values")
        for index, one in enumerate(examples):
            for value in one if isinstance(one, list) else [one]:
                if value is None or isinstance(value, dict | list):
                    raise self._file.fault((*path, index), "expected a value, or a list of values")
        return examples

    def _aliases(self, schema: Schema, path: Path) -> Schema:
        aliases, known = schema["x-aliases"], (*schema.get("enum", ()), *schema.get("properties", ()))
        if not isinstance(aliases, dict):
            raise self._file.fault(path, "expected what others call a word, by the word")
        for word, others in aliases.items():
            if word not in known:
                raise self._file.fault((*path, word), f"there is no `{word}` here", key=True)
            if not isinstance(others, list) or not all(isinstance(one, str) and one for one in others):
                raise self._file.fault((*path, word), "expected a list of texts")
        return aliases

    def _resolved(self, schema: Any, path: Path, above: tuple[str, ...]) -> tuple[Schema, Path]:
        """A schema with its reference to an own definition followed, and where that stands.

        What is said beside a reference of the place itself wins.
        """
        if not isinstance(schema, dict):
            raise self._file.fault(path, "expected a schema: keys and values", key=True)
        reference = schema.get("$ref")
        if reference is None:
            return schema, path
        where: Path = (*path, "$ref")
        if not isinstance(reference, str) or not reference.startswith(_REFERENCE):
            raise self._file.fault(where, f"only references that begin with `{_REFERENCE}` are followed")
        name = reference.removeprefix(_REFERENCE)
        if name in self._ours:
            return schema, path
        if name not in self._own:
            near, _ = nearest(name, [*self._own, *self._ours])
            said = f"; did you mean `{_REFERENCE}{near}`?" if near else ""
            raise self._file.fault(where, f"there is no definition `{name}`{said}")
        if name in above or len(above) == DEEPEST:
            said = "is defined by itself" if name in above else "leads through too many definitions"
            raise self._file.fault(where, f"`{name}` {said}")
        self._check_words(schema, path, _BESIDE)
        self._about(schema, path)  # from here on it counts as said by the definition
        self._used.add(name)
        found, inside = self._resolved(self._own[name], ("$defs", name), (*above, name))
        beside = {word: one for word, one in schema.items() if word != "$ref"}
        return {**found, **beside}, inside

    def _check_words(self, schema: Schema, path: Path, known: tuple[str, ...], *types: str) -> None:
        """Only these words, and one of these types where one is said."""
        for word in schema:
            if word not in known and word in _FORBIDDEN:
                raise self._file.fault((*path, word), _FORBIDDEN[word].format(word=word), key=True)
            if word not in known:
                near, _ = nearest(word, known)
                said = f"did you mean `{near}`?" if near else f"known here: {', '.join(known)}"
                raise self._file.fault((*path, word), f"`{word}` cannot stand here; {said}", key=True)
        if "type" in schema and schema["type"] not in types:
            raise self._file.fault((*path, "type"), f"`type` is one of {', '.join(types)} here")


def _no_word(word: Any) -> str:
    """What is said of an entry of `enum` that is no word."""
    if word is None:
        return "a fact may always be left out: leave out `null`"
    if isinstance(word, bool | int | float):
        return f'`enum` lists words: put this in quotes, `"{json.dumps(word)}"`, or use a `type`'
    return "a word has letters, digits, blanks and `_ . + / -`"


def written(schema: Schema) -> str:
    """A part of a schema as text, which can be compared."""
    return json.dumps(schema, ensure_ascii=False, sort_keys=True)
