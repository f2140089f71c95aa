"""Reading the files a rulebook is made of, with the place of every mistake in them."""

import os
from typing import Any

from llm_project_lint.errors import RuleError
from llm_project_lint.model import Document, Path
from llm_project_lint.source import decode, read_documents
from llm_project_lint.texts.reading import TEXTS


class DataFile:
    """One YAML file of rules, thresholds, sources or tables, read with the reader of project files."""

    def __init__(self, path: str) -> None:
        """Read it; raises RuleError at the place of whatever is wrong with the text."""
        self.path = path
        try:
            with open(path, "rb") as file:
                source, problems = decode(os.path.relpath(path), file.read())
        except OSError as error:
            raise RuleError(f"{path}: {error.strerror}") from error
        documents = read_documents(source)
        self.document: Document = documents[0]
        self.source = source
        for problem in (*problems, *(found for document in documents for found in document.problems)):
            place = source.position(problem.span.start)
            said = TEXTS.say(problem.text, "en", **problem.values)
            raise RuleError(f"{source.path}:{place.line}:{place.column}: {said}")
        if len(documents) != 1 or not isinstance(self.document.data, dict):
            raise RuleError(f"{source.path}:1:1: expected one mapping")
        self.data: dict[str, Any] = self.document.data

    def fault(self, path: Path, message: str, offset: int = 0, key: bool = False) -> RuleError:
        """An error at a value of this file (its key with `key`), or at the nearest place above that is written.

        offset: how many characters into a plain text the mistake stands.
        """
        marks = self.document.marks
        while path and path not in marks:
            path, offset = path[:-1], 0
        mark = marks[path]
        span = mark.key if (key or mark.style in ("block", "flow")) and mark.key else mark.value
        start = span.start + (offset if span is mark.value else 0)
        start += 1 if offset and mark.style in ("single", "double") else 0
        place = self.source.position(start)
        return RuleError(f"{self.source.path}:{place.line}:{place.column}: {message}")


def yaml_files(folder: str) -> list[str]:
    """The `.yaml` files of a folder in order of name. A stray file there is an error: it would be silently unused."""
    found = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if not name.endswith(".yaml") or not os.path.isfile(path):
            raise RuleError(f"{os.path.relpath(path)}:1:1: only rule files (NAME.yaml) belong here")
        found.append(path)
    return found
