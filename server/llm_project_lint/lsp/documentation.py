"""What may be written at a place of the format, in paragraphs: for whoever hovers over its key or completes it."""

from collections.abc import Iterator
from typing import Any

from llm_project_lint.facts.fields import ENTRIES, SECTION, Field
from llm_project_lint.facts.show import written
from llm_project_lint.lsp.format import words_of
from llm_project_lint.lsp.markup import Markup
from llm_project_lint.model import Language
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.texts.hover import TEXTS


def documentation(field: Field, markup: Markup, language: Language, book: Rulebook) -> Iterator[str]:
    """The kind of value, whether there may be several, and the words or examples; "" for what there is not to say."""
    words = words_of(language, book)[field.name]

    def say(key: str, **values: Any) -> str:
        return TEXTS.say(key, language, **values)

    yield markup.ours(words.form)
    if field.many:
        yield say("many")
    if words.values:
        lines = (say("means", word=markup.user(one), meaning=markup.ours(about)) for one, about in words.values.items())
        yield f"{say('suggestions' if words.open else 'values')}\n\n{markup.items(lines)}"
    elif field.form not in (SECTION, ENTRIES):
        examples = (one for whole in words.examples for one in (whole if isinstance(whole, list) else [whole]))
        yield say("example", examples=say("separator").join(markup.user(written(one)) for one in examples))
