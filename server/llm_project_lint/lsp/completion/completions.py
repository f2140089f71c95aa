"""Everything that is offered at an offset of a text."""

from typing import NamedTuple

from llm_project_lint.facts.fields import ENTRIES, SECTION
from llm_project_lint.lsp.completion.context import context_at, indentation_at
from llm_project_lint.lsp.completion.flow import Context
from llm_project_lint.lsp.completion.items import Item, Layout, key_items, place_of
from llm_project_lint.lsp.completion.words import Values, is_measured
from llm_project_lint.model import Source, Span


class Completions(NamedTuple):
    """items: in the order in which they help, each to stand for the text of the span.

    measured: which there are hangs on a number that is typed. opens: they are the first of a list or a section.
    """

    span: Span
    items: tuple[Item, ...]
    measured: bool
    opens: bool = False


def completions_at(
    source: Source, offset: int, values: Values, snippets: bool = False, literal: bool = True
) -> Completions | None:
    """What may be written at an offset, None where nothing of ours may.

    snippets: with tab stops and further lines. literal: the client does not indent these.
    """
    context = context_at(source, offset)
    place = place_of(values.book.fields, context.path) if context else None
    if context is None or place is None:
        return None
    layout = Layout(snippets, context.step or indentation_at(source, offset), _base(source, offset, context, literal))
    typed = source.text[context.span.start : offset]
    items = (*key_items(context, place, layout), *values.items(context, place, typed))
    field = place.field
    opens = not place.entered and (field.many or field.form in (SECTION, ENTRIES))
    return Completions(context.span, items, is_measured(place) and context.slot != "key", opens)


def _base(source: Source, offset: int, context: Context, literal: bool) -> int:
    """The columns that lines below a key begin with: all of them, or those that the line of the key has not."""
    if literal or context.flow:
        return context.column
    line = source.line(source.position(offset).line)
    return context.column - min(len(line) - len(line.lstrip(" ")), context.column)
