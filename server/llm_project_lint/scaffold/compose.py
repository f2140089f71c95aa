"""The text of a first file: what is known is stated, everything else stands as a line to fill in.

`#key: value` holds an example where a fact is not known. The mark touches the key, so that it differs from a remark and
the line is in its place as soon as the one character is gone.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from llm_project_lint.edits.render import entry
from llm_project_lint.facts.fields import ENTRIES, SECTION, Field, nested
from llm_project_lint.model import Source
from llm_project_lint.outputs.paint import breaks
from llm_project_lint.scaffold.guide import Guide
from llm_project_lint.source import read_documents
from llm_project_lint.texts.init import FORMS, TEXTS
from llm_project_lint.texts.values import TEXTS as VALUES

WIDTH = 100
"""Columns of a remark, its indentation included."""
INDENT = 2
VERSION = "version"


def compose(facts: Mapping[str, Any], places: Collection[str], guide: Guide) -> str:
    """The YAML of a first file, with a line for each place in the order of the format.

    facts: values as people write them, by dotted place. places: those that get a line although they are not known.
    Raises RuntimeError if the text did not say what it should, which would be a mistake of ours.
    """
    stated = {VERSION: 1, **facts}
    named = {*places, *stated}
    lines = [
        *(line for paragraph in TEXTS.say("header", guide.language).split("\n") for line in _remark(paragraph, 0)),
        *_lines(guide.fields, stated, named, guide, 0),
    ]
    text = "\n".join(lines) + "\n"
    if _read(text) != nested(stated) or not all(guide.fields.find(place) for place in named):
        raise RuntimeError("the text of the first file does not hold the facts it was made of")
    return text


def _lines(
    section: Field, stated: Mapping[str, Any], named: Collection[str], guide: Guide, column: int
) -> Iterator[str]:
    for key, field in section.children.items():
        margin = " " * column
        if field.form == SECTION:
            if any(place.startswith(f"{field.name}.") for place in named):
                if not column:
                    yield ""
                yield from _remark(guide.meaning(field.name).said, column)
                yield f"{margin}{key}:"
                yield from _lines(field, stated, named, guide, column + INDENT)
        elif field.name in named:
            if not column:
                yield ""
            yield from _remark(_explained(field, guide), column)
            if field.name in stated:
                yield f"{margin}{entry(key, stated[field.name])}"
            else:
                yield f"{margin}#{entry(key, guide.meaning(field.name).example)}"


def _explained(field: Field, guide: Guide) -> str:
    """What a place means and how it can be written."""
    said, _, values = guide.meaning(field.name)
    if field.form == ENTRIES:
        key, forms = "each", tuple(field.children)
    elif values or field.form == "boolean":
        key, forms = "some-of" if field.many else "one-of", tuple(values) or ("true", "false")
    else:
        key, forms = "such-as", FORMS.get(field.form, ())
    if not forms or field.name == VERSION:
        return said
    separator = VALUES.say("separator", guide.language)
    return said + VALUES.say("gap", guide.language) + TEXTS.say(key, guide.language, forms=separator.join(forms))


def _remark(text: str, column: int) -> Iterator[str]:
    """A text as lines that YAML passes over, wrapped like what is printed."""
    margin = " " * column + "# "
    room = WIDTH - len(margin)
    ends = [*breaks(text, room, 0), len(text)]
    for start, end in zip([0, *ends], ends, strict=False):
        yield margin + text[start:end].rstrip()


def _read(text: str) -> dict[str, Any]:
    """What our own reader makes of a text, without the sections in which nothing is stated."""
    (document,) = read_documents(Source("", text))
    return {} if document.problems else _filled(document.data)


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: _filled(value) if isinstance(value, dict) else value for key, value in data.items()}
    return {key: value for key, value in found.items() if value not in (None, {})}
