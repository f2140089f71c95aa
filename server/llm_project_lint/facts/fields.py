"""The field table: what the schema says about every place of the format, in the shape that reading facts needs.

Built from `llm-project.schema.json`, the one source of truth, which keeps to a few forms on purpose: sections, leaves
with a form (`x-form`), lists that may be written as one value (`x-list`) and lists of entries (`x-item`). What others
call a value of an enum or a key of a section stands beside them (`x-aliases`), and so does the key of a section that a
bare value in its place stands for (`x-main`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

SECTION = "section"
ENTRIES = "entries"

CEL_TYPES = {
    "boolean": "bool",
    "count": "int",
    "amount": "int",
    "number": "double",
    "money": "double",
    "share": "double",
    "size": "double",
    "duration": "duration",
    "cadence": "duration",
    "follow": "duration",
    "date": "timestamp",
}
"""The type of a form in conditions; forms that are not listed are strings."""


class Field(NamedTuple):
    """One place of the format.

    name: dotted, `data.knowledge.sources[].updates`; "" for the root.
    form: `section`, `entries` (a list of sections), or the form of its value (vocabulary: value forms).
    many: a list that may also be written as one value. values: the words or numbers of an enum, empty otherwise.
    inherits: the name of the place an entry's field falls back to. design: the approaches whose design it belongs to.
    item: what one of the `entries` is called in rules. required: keys that must be there.
    children: the fields of a section or of one entry. lists: of the root, every list of entries by name.
    aliases: by value of an enum, or by key or dotted place inside a section, what others call it; an alias with ` + `
        stands for several values named together.
    main: of a section, the key that is meant where somebody writes one value instead of it; "" for none.
    """

    name: str
    form: str
    many: bool = False
    values: tuple[Any, ...] = ()
    inherits: str = ""
    design: tuple[str, ...] = ()
    item: str = ""
    required: tuple[str, ...] = ()
    children: Mapping[str, "Field"] = {}
    lists: Mapping[str, "Field"] = {}
    aliases: Mapping[str, tuple[str, ...]] = {}
    main: str = ""

    @property
    def cel_type(self) -> str:
        """The type in conditions, such as `duration` or `list(string)`."""
        single = CEL_TYPES.get(self.form, "string")
        return f"list({single})" if self.many else single

    def walk(self) -> Iterator["Field"]:
        """The field and all below it, in the order of the schema."""
        yield self
        for child in self.children.values():
            yield from child.walk()

    def find(self, name: str) -> "Field | None":
        """The field of a dotted name below this one, None where there is none."""
        field: Field | None = self
        for step in name.removesuffix("[]").split("."):
            field = field.children.get(step.removesuffix("[]")) if field else None
        return field


def nested(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Values by dotted place as the data of a document."""
    data: dict[str, Any] = {}
    for place, value in facts.items():
        *sections, key = place.split(".")
        inside = data
        for section in sections:
            inside = inside.setdefault(section, {})
        inside[key] = value
    return data


def build(schema: Mapping[str, Any]) -> Field:
    """The field table of a schema; raises KeyError for a schema of another shape (a test holds ours to it)."""
    root = _field("", schema, schema["$defs"])
    return root._replace(lists={field.name: field for field in root.walk() if field.form == ENTRIES})


def with_section(root: Field, key: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Field:
    """The table with one more section at the top. schema: of the section; definitions: that it refers to."""
    section = _field(key, schema, definitions)
    root = root._replace(children={**root.children, key: section})
    return root._replace(lists={field.name: field for field in root.walk() if field.form == ENTRIES})


def _field(name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Field:
    resolved = _resolve(schema, definitions)
    design = tuple(resolved.get("x-design", ()))
    inherits = resolved.get("x-inherits", "")
    if "properties" in resolved:
        return Field(
            name,
            SECTION,
            design=design,
            required=tuple(resolved.get("required", ())),
            children=_children(name, resolved, definitions),
            aliases=_aliases(resolved),
            main=resolved.get("x-main", ""),
        )
    if "x-item" in resolved:
        entry = _resolve(resolved["items"], definitions)
        return Field(
            name,
            ENTRIES,
            design=design,
            item=resolved["x-item"],
            required=tuple(entry.get("required", ())),
            children=_children(f"{name}[]", entry, definitions),
            aliases=_aliases(entry),
        )
    if resolved.get("x-list"):
        single = _resolve(resolved["anyOf"][0], definitions)
        return Field(name, single["x-form"], True, _values(single), inherits, design, aliases=_aliases(single))
    return Field(name, resolved["x-form"], False, _values(resolved), inherits, design, aliases=_aliases(resolved))


def _children(name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Field]:
    prefix = f"{name}." if name else ""
    return {key: _field(prefix + key, child, definitions) for key, child in schema["properties"].items()}


def _resolve(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with its `$ref` followed; what stands beside the reference wins."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    return {**_resolve(definitions[reference.removeprefix("#/$defs/")], definitions), **schema}


def _values(schema: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(value for value in schema.get("enum", ()) if value is not None)


def _aliases(schema: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in schema.get("x-aliases", {}).items()}
