"""Reading for tests: a text to its documents, what is marked in it, and what must hold whatever the text is."""

from typing import Any

from llm_project_lint.model import Document, Path, Problem, Source, Span
from llm_project_lint.source import read_documents
from llm_project_lint.texts.reading import TEXTS


def documents(text: str) -> list[Document]:
    """All documents of a text, after a look at what must hold for every one."""
    found = read_documents(Source("llm-project.yaml", text))
    assert found
    for index, document in enumerate(found):
        assert document.index == index
        check(document)
    return found


def document(text: str) -> Document:
    """The only document of a text."""
    found = documents(text)
    assert len(found) == 1, [one.data for one in found]
    return found[0]


def data(text: str) -> Any:
    """The data of a text in which nothing is wrong."""
    found = document(text)
    assert [shown(found, problem) for problem in found.problems] == []
    return found.data


def marked(of: Document, *path: str | int) -> str:
    """What is marked as the value at a path."""
    return _cut(of, of.marks[path].value)


def keyed(of: Document, *path: str | int) -> str | None:
    """What is marked as the key of a path, None for a list entry."""
    key = of.marks[path].key
    return None if key is None else _cut(of, key)


def shown(of: Document, problem: Problem) -> tuple[str, str]:
    """A problem as its kind and what is marked."""
    return problem.text, _cut(of, problem.span)


def problems(of: Document) -> list[tuple[str, str]]:
    """All problems of a document."""
    return [shown(of, problem) for problem in of.problems]


def check(of: Document) -> None:
    """One mark for each value and no other, inside the text and inside each other, and problems that can be told."""
    size = len(of.source.text)
    left = dict.fromkeys(of.marks)

    def visit(value: Any, path: Path) -> None:
        del left[path]
        if isinstance(value, dict):
            assert all(isinstance(key, str) for key in value)
            for key, inside in value.items():
                visit(inside, (*path, key))
        elif isinstance(value, list):
            for index, inside in enumerate(value):
                visit(inside, (*path, index))

    visit(of.data, ())
    assert not left
    for path, mark in of.marks.items():
        _inside(mark.value, Span(0, size))
        if path and (above := of.marks[path[:-1]]).style != "alias":
            _inside(mark.value, above.value)
            if mark.key:
                _inside(mark.key, Span(above.value.start, mark.value.start))
            else:
                assert isinstance(path[-1], int)
    if not of.broken:
        _in_order(of)
    for problem in of.problems:
        _inside(problem.span, Span(0, size))
        for language in ("en", "zh"):
            assert TEXTS.say(problem.text, "zh" if language == "zh" else "en", **problem.values)
    assert of.problems or not of.broken


def _inside(span: Span, outer: Span) -> None:
    assert outer.start <= span.start <= span.end <= outer.end, (span, outer)


def _in_order(of: Document) -> None:
    """What stands in one collection does not overlap: each value ends before the next key or entry begins."""
    ends: dict[Path, int] = {}
    for path, mark in of.marks.items():
        if path and mark.style != "alias":
            start = (mark.key or mark.value).start
            assert ends.get(path[:-1], 0) <= start, (path, mark)
            ends[path[:-1]] = mark.value.end


def _cut(of: Document, span: Span) -> str:
    return of.source.text[span.start : span.end]
