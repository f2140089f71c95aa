"""From a place as people name it to where it is written, or would be."""

from llm_project_lint.model import Document, Path, Report, Span, ValuePath
from llm_project_lint.rule_check.places import span_of
from llm_project_lint.source import read_documents


class Places:
    """Finds the places of one report; of a fact not stated, the nearest key that is written."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._spans = {fact.place: fact.span for fact in report.not_stated}
        self._document: Document | None = None

    def span(self, place: ValuePath) -> Span:
        """What to mark for a place."""
        if place not in self._spans:
            if self._document is None:  # read again, since a report has no more than its text
                self._document = read_documents(self._report.source)[self._report.document]
            self._spans[place] = span_of(_path(place, self._document), self._document)
        return self._spans[place]


def _path(place: ValuePath, document: Document) -> Path:
    """The path of a place, as far as it leads. The name of an entry may hold any character."""
    base, bracket, rest = place.partition("[")
    path: Path = tuple(base.split("."))
    if not bracket:
        return path
    name, _, field = rest.rpartition("]")
    index = _index(name, document.get(path))
    if index is None:
        return path
    return (*path, index, *field.removeprefix(".").split(".")) if field else (*path, index)


def _index(name: str, entries: object) -> int | None:
    """Which entry of a list is called so: by its name, or else by its number."""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        own = entry.get("name") if isinstance(entry, dict) else None
        if name == (own if isinstance(own, str) and own else str(index)):
            return index
    return None
