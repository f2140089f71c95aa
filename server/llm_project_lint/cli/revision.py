"""Project files as they are now beside those of a revision, both judged by the configuration of now."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.comparison.changes import Version, pairs
from llm_project_lint.git import Blob, Git, Revision
from llm_project_lint.pipeline import Linter
from llm_project_lint.settings import Settings
from llm_project_lint.source import decode, read_documents


class Content(NamedTuple):
    """A file at one of the two times. path: as it is called from here."""

    path: str
    data: bytes


class Sides(NamedTuple):
    """pairs: the same project then and now. same: the paths of files that have not changed."""

    pairs: Sequence[tuple[Version | None, Version | None]]
    same: frozenset[str]


def sides(git: Git, revision: Revision, now: Sequence[Content], configured: Configured) -> Sides:
    """Hold files against a revision; project files of that which are gone are taken in from this folder downwards."""
    called = {inside: one.path for one in now if (inside := git.path(one.path)) is not None}
    before = list(_there(git, git.files(revision), called))
    ids = {blob.path: blob.id for blob in before}
    same = {one.path for one in now if ids.get(one.path) in (_id(one.data, "sha1"), _id(one.data, "sha256"))}
    left = [blob for blob in before if blob.path not in same]
    held = git.contents(left, files.MOST_BYTES)
    reader = _Reader(configured)
    old = reader.versions(Content(blob.path, held[blob.id]) for blob in left)
    new = reader.versions(one for one in now if one.path not in same)
    return Sides(list(pairs(old, new)), frozenset(same))


def _there(git: Git, blobs: Iterable[Blob], called: dict[str, str]) -> Iterator[Blob]:
    """Project files of a revision, by their path from here."""
    for blob in blobs:
        if path := called.get(blob.path):
            yield blob._replace(path=path)
        elif blob.path.startswith(git.below) and discovery.is_project(blob.path):
            path = blob.path.removeprefix(git.below)
            if discovery.SKIPPED.isdisjoint(path.split("/")[:-1]):
                yield blob._replace(path=path)


def _id(data: bytes, algorithm: str) -> str:
    """What git calls contents."""
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class _Reader:
    """Judges files, those under one configuration with one linter."""

    def __init__(self, configured: Configured) -> None:
        self._configured = configured
        self._linters: dict[Settings, Linter] = {}

    def versions(self, some: Iterable[Content]) -> list[Version]:
        """The projects of some files."""
        return [version for one in some for version in self._versions(one)]

    def _versions(self, file: Content) -> Iterator[Version]:
        settings = self._configured.settings(file.path)
        if settings not in self._linters:
            self._linters[settings] = Linter(settings)
        linter = self._linters[settings]
        for document in read_documents(*decode(file.path, file.data)):
            yield Version(file.path, linter.judge(document)[0], linter)
