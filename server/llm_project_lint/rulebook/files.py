"""Reading the files a rulebook is made of, with the place of every mistake in them."""

import os
import re
from contextlib import suppress
from typing import Any

from llm_project_lint.errors import RuleError
from llm_project_lint.model import Document, Path, Problem
from llm_project_lint.source import decode, read_documents
from llm_project_lint.texts.reading import TEXTS

IN_QUOTES = "a value cannot begin with `!`, which begins a tag in YAML: put the whole condition in quotes"
_BEGUN = re.compile(r"(?:^|: |- )[ \t]*(!(?!!))|(!)\Z")
"""A value that begins with `!`, in its line: not `!!`, which begins a tag that may be meant."""
_BEHIND = ("tag", "tag-handle", "anchor", "block-header", "unknown-alias")
"""What is wrong with a line that begins so: with the tag itself, or with the `&&`, `||` or `*` behind it."""


class DataFile:
    """One YAML file of rules, thresholds, sources or tables, read with the reader of project files."""

    def __init__(self, path: str, data: bytes | None = None) -> None:
        """Read it, or take what was read of it; raises RuleError at the place of whatever is wrong with the text."""
        self.path = path
        try:
            if data is None:
                with open(path, "rb") as file:
                    data = file.read()
        except OSError as error:
            raise RuleError(f"{path}: {error.strerror}") from error
        source, problems = decode(named(path), data)
        documents = read_documents(source)
        self.document: Document = documents[0]
        self.source = source
        faults = [*problems, *(found for document in documents for found in document.problems)]
        for problem in sorted(faults, key=lambda problem: problem.span.start):
            raise self._misread(problem)
        if len(documents) != 1 or not isinstance(self.document.data, dict):
            raise self._fault(0, "expected one mapping")
        self.data: dict[str, Any] = self.document.data

    def fault(self, path: Path, message: str, offset: int | None = None, key: bool = False) -> RuleError:
        """An error at a value of this file (its key with `key`), or at the nearest place above that is written.

        offset: how many characters into a text the mistake stands; None for the text as a whole.
        """
        return self._fault(self.offset(path, offset, key), message)

    def at(self, path: Path, key: bool = True) -> str:
        """Where a value stands (its key with `key`), or the nearest place above it: `file:line:column`."""
        place = self.source.position(self.offset(path, key=key))
        return f"{self.source.path}:{place.line}:{place.column}"

    def offset(self, path: Path, offset: int | None = None, key: bool = False) -> int:
        """Where that error stands in the text of the file."""
        marks = self.document.marks
        while path and path not in marks:
            path, offset, key = path[:-1], None, False
        mark = marks[path]
        if mark.key and (key or mark.style in ("block", "flow")):
            return mark.key.start
        value = self.document.get(path)
        if offset is None or not isinstance(value, str) or mark.style == "alias":
            return mark.value.start
        return mark.value.start + within(self.source.text[mark.value.start : mark.value.end], mark.style, value, offset)

    def begins_with_tag(self, path: Path) -> bool:
        """Whether a `!` stands before a value, with a blank between them: YAML would take it away without a word."""
        return self.source.text[: self.offset(path)].rstrip(" \t").endswith("!")

    def _misread(self, problem: Problem) -> RuleError:
        """What is wrong with the text as YAML, in the words for those who write rules."""
        start = problem.span.start
        if problem.text == "empty":
            return self._fault(start, "the file is empty: fill it in, or delete it")
        line = self.source.text[: start + 1].rpartition("\n")[2]
        begun = _BEGUN.search(line) if problem.text in _BEHIND else None
        if begun and not str(problem.values.get("tag", "")).startswith("!!"):
            return self._fault(start - len(line) + begun.end(), IN_QUOTES)
        return self._fault(start, TEXTS.say(problem.text, "en", **problem.values))

    def _fault(self, offset: int, message: str) -> RuleError:
        place = self.source.position(offset)
        return fault(self.path, message, place.line, place.column)


def fault(path: str, message: str, line: int = 1, column: int = 1) -> RuleError:
    """An error in a file, or about one as a whole."""
    error = RuleError(f"{named(path)}:{line}:{column}: {message}")
    error.path = path
    return error


def named(path: str) -> str:
    """A file as it is printed, seen from the current folder; what a terminal or a build server would obey is not."""
    with suppress(FileNotFoundError, ValueError):  # the current folder is gone, or on another drive
        path = os.path.relpath(path)
    return "".join(one if one.isprintable() else "\ufffd" for one in path)


_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", re.DOTALL)


def within(written: str, style: str, value: str, offset: int) -> int:
    """Where a character of a text stands in the way it is written: quoted, over several lines or in a block."""
    at = written.find("\n") + 1 if style in ("literal", "folded") else 1 if style in ("single", "double") else 0
    for index, character in enumerate(value):
        if style == "double":
            while (escape := _ESCAPE.match(written, at)) and "\n" in escape[0]:
                at = escape.end()
            if escape:
                if index == offset:
                    return at
                at = escape.end()
                continue
        if character.isspace():
            found = at
            while written[at : at + 1].isspace():
                at += 1
        else:
            found = written.find(character, at)
            if found < 0:
                return at
            at = found + (2 if style == "single" and character == "'" else 1)
        if index == offset:
            return found
    return at


def yaml_files(folder: str) -> list[str]:
    """The `.yaml` files of a folder in order of name. A stray file there is an error: it would be silently unused."""
    found = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if not name.endswith(".yaml") or not os.path.isfile(path):
            raise fault(path, "only rule files (NAME.yaml) belong here")
        found.append(path)
    return found
