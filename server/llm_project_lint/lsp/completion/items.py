"""The keys that are offered at a place of a document, with the beginning of their values."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lsprotocol.types import CompletionItemKind

from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.lsp.completion.flow import LIST, Context

SENTENCES = ("text", "open-enum")
"""Forms of values that may hold a comma, which would cut them in two inside brackets."""


class Item(NamedTuple):
    """One thing that can be put in. text: a snippet if `snippet`. field, word: what is said of it; no word for a key.

    sought: what somebody types who looks for it, "" for the label. asks: the field whose value is to be written next.
    """

    label: str
    text: str
    kind: CompletionItemKind
    field: str
    word: str = ""
    detail: str = ""
    sought: str = ""
    snippet: bool = False
    asks: str = ""


class Layout(NamedTuple):
    """How what is put in is laid out. step: columns of indentation.

    base: columns of the key in lines that follow, as the client counts them.
    """

    snippets: bool
    step: int
    base: int


class Place(NamedTuple):
    """What the format says of a path. entered: whether it leads into the list that the field is."""

    field: Field
    entered: bool = False

    @property
    def keyed(self) -> bool:
        """Whether keys of the format stand there."""
        return self.field.form == SECTION or (self.field.form == ENTRIES and self.entered)


def place_of(root: Field, path: Iterable[str]) -> Place | None:
    """The place of the format that a path leads to; None where it has none."""
    place = Place(root)
    for step in path:
        field = place.field
        if step == LIST and not place.entered and (field.many or field.form == ENTRIES):
            place = Place(field, True)
        elif place.keyed and step in field.children:
            place = Place(field.children[step])
        else:
            return None
    return place


def key_items(context: Context, place: Place, layout: Layout) -> Iterator[Item]:
    """The keys that fit and are not there yet, required ones first; where an entry of a list begins, with its dash."""
    field, dash = place.field, ""
    if not place.keyed:
        if field.form != ENTRIES or context.slot != "start" or context.quote:
            return
        dash = "- "
    elif context.slot == "value":
        if context.flow and not context.quote and place.entered:
            yield _entry(context, field, layout)
        return
    if context.slot == "start" and context.listed not in (None, bool(dash)):
        return
    present = frozenset() if dash else context.beside(False)
    for name in _order(field, present):
        child, entry = field.children[name], dash and name in field.required[:1]
        text = _Text(context, layout).key(name, child, dash)
        if entry:
            text = dash + _Text(context, layout).mapping(field, layout.base + len(dash))
        item = _item(context, dash + name, text, child.name, layout, name)
        valued = context.keyed or context.closed or len(child.values) == 1
        yield item if valued else item._replace(asks=_asked(child))


def _order(field: Field, present: frozenset[str]) -> list[str]:
    """The keys that are not there yet, required ones first; the version of the format last, as few files need one."""
    names = [name for name in dict.fromkeys((*field.required, *field.children)) if name not in present]
    return names if field.name else sorted(names, key="version".__eq__)


def _asked(field: Field) -> str:
    """The field that somebody goes on with after a key: it, or the first of an entry of the list that it is."""
    return field.children[_first(field)[0]].name if field.form == ENTRIES else field.name


def _entry(context: Context, field: Field, layout: Layout) -> Item:
    """A whole entry of a list in brackets."""
    label = f"{{{', '.join(_first(field))}}}"
    return _item(context, label, _Text(context, layout).flow(field, True), f"{field.name}[]", layout)


def _item(context: Context, label: str, text: str, field: str, layout: Layout, sought: str = "") -> Item:
    kind = CompletionItemKind.Property if sought else CompletionItemKind.Struct
    return Item(label, context.lead + text + context.trail, kind, field, sought=sought, snippet=layout.snippets)


def _first(field: Field) -> tuple[str, ...]:
    """The keys that an entry of a list begins with."""
    return field.required or tuple(field.children)[:1]


class _Text:
    """Writes one thing to put in, its tab stops numbered from the first."""

    def __init__(self, context: Context, layout: Layout) -> None:
        self._context = context
        self._layout = layout
        self._stops = 0

    def key(self, name: str, field: Field, dash: str = "") -> str:
        """A key and the beginning of its value, as far as they are not there."""
        context = self._context
        if context.keyed or context.closed:
            return name
        key = f"{dash}{name}{context.quote}:"
        sentences = field.many and field.form in SENTENCES and not field.values
        if context.flow or not (field.form in (SECTION, ENTRIES) or (sentences and self._layout.snippets)):
            return f"{key} {self.flow(field)}"
        if not self._layout.snippets:
            return key
        column = self._layout.base + len(dash) + self._layout.step
        if sentences:
            return f"{key}\n{' ' * column}- $0"
        inside = "$0" if field.form == SECTION else "- " + self.mapping(field, column + 2)
        return f"{key}\n{' ' * column}{inside}"

    def mapping(self, field: Field, column: int) -> str:
        """The first keys of an entry, in lines of their own."""
        keys = [f"{name}: {self.flow(field.children[name])}" for name in _first(field)]
        return f"\n{' ' * column}".join(keys if self._layout.snippets else keys[:1])

    def flow(self, field: Field, entered: bool = False) -> str:
        """A value in one line, in which to fill in the rest; nothing for a client that has no tab stops.

        No value is put in that somebody else would choose, so none but the only one that there is.
        """
        if len(field.values) == 1:
            return str(field.values[0])
        if not self._layout.snippets:
            return f"{{{_first(field)[0]}: }}" if entered else ""
        if entered:
            keys = ", ".join(f"{name}: {self.flow(field.children[name])}" for name in _first(field))
            return f"{{{keys}\\}}"
        if field.form == ENTRIES:
            return f"[{self.flow(field, True)}]"
        self._stops += 1
        stop = f"${self._stops}"
        if field.form == SECTION:
            return f"{{{stop}\\}}"
        return f"[{stop}]" if field.many else stop
