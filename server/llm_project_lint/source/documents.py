"""From a text to its documents."""

from llm_project_lint.model import Document, Mark, Problem, Source, Span
from llm_project_lint.source.characters import readable
from llm_project_lint.source.decode import MAX_CHARACTERS, too_large
from llm_project_lint.source.lines import read_lines


def read_documents(source: Source, problems: tuple[Problem, ...] = ()) -> list[Document]:
    """All documents of a text, in order; at least one. Never raises.

    problems: what was found while decoding it, see `decode`. Such a text is not what its author wrote, so it is one
    broken document without data.

    An empty document has `data` None and an `empty-file` problem. A broken one has `broken` set, a `syntax-error`, and
    the data that could be read; the documents behind it are read all the same. A text that is too large, which only an
    editor can hand in past `decode`, is one broken document without data.
    """
    if len(source.text) > MAX_CHARACTERS:
        problems = (too_large(),)
    if problems:
        return [Document(source, 0, None, {(): Mark(None, Span(0, 0), "plain")}, Span(0, 0), problems, True)]
    text = readable(source.text)
    lines = read_lines(text)
    if lines:
        return [Document(source, 0, lines.data, lines.marks, lines.span)]
    from llm_project_lint.source.parsed import parse_documents  # 15 ms for the parser, which most files do not need

    return parse_documents(source, text)
