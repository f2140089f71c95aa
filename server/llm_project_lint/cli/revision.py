"""Project files as they are now beside those of a revision, both judged by the configuration of now."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.comparison.changes import Version
from llm_project_lint.comparison.pairs import Side, pairs
from llm_project_lint.configuration.find import OWN
from llm_project_lint.discovery.shown import slashes
from llm_project_lint.errors import UsageError
from llm_project_lint.git import Blob, Git, Revision
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook.model import ABOUT
from llm_project_lint.rulebook.pack import PackFiles
from llm_project_lint.settings import Settings
from llm_project_lint.source import decode, read_documents


class Content(NamedTuple):
    """A file at one of the two times. path: as it is called from here."""

    path: str
    data: bytes


class Sides(NamedTuple):
    """pairs: the same project then and now. same: the paths of files that have not changed.

    elsewhere: those of files that are none of this repository, so that nobody can say what they were.
    """

    pairs: Sequence[tuple[Version | None, Version | None]]
    same: frozenset[str]
    elsewhere: tuple[str, ...]


class Then:
    """The project files of a revision, by their path from here."""

    def __init__(self, git: Git, revision: Revision) -> None:
        self._git = git
        self._blobs = {blob.path: blob for blob in git.files(revision, _is_ours)}

    def below(self) -> Iterator[str]:
        """What lies below the current folder, and is no file of a tool."""
        for path in self._blobs:
            if path.startswith(self._git.below) and discovery.is_project(path):
                inside = path.removeprefix(self._git.below)
                if discovery.SKIPPED.isdisjoint(inside.split("/")[:-1]):
                    yield inside

    def sides(self, now: Sequence[Content], configured: Configured, fixed: bool = False) -> Sides:
        """Hold files against the revision.

        fixed: they were repaired after they were read, so that equal bytes do not mean equal files.
        """
        git = self._git
        places = {one.path: git.path(one.path) for one in now}
        known = {path: self._blobs.get(place or "") for path, place in places.items()}
        same = {one.path for one in now if not fixed and _is(known[one.path], one.data)}
        old = [blob._replace(path=path) for path, blob in known.items() if blob and path not in same]
        # What was there and still is may be the source of a copy, but is not called otherwise now.
        gone = [path for path in self.below() if path not in known and not os.path.lexists(path)]
        old += [self._blobs[git.below + path]._replace(path=path) for path in gone]
        held = git.contents(old, files.MOST_BYTES)
        before = [side for blob in old for side in _sides(blob.path, held[blob.id])]
        after = [side for one in now if one.path not in same for side in _sides(*one)]
        judge = _Judge(configured)
        return Sides(
            [judge.both(was, is_) for was, is_ in pairs(before, after)],
            frozenset(same),
            tuple(path for path, place in places.items() if place is None),
        )

    def changed(self, configurations: Iterable[str], packs: Iterable[str]) -> list[str]:
        """Which files that projects are judged by are not what they were; one that was not there has changed.

        packs: the folders of those that the configurations name.
        """
        found = [path for path in dict.fromkeys(configurations) if self._differs(path)]
        for folder in packs:
            inside = (os.path.join(folder, *place.split("/")) for place in PackFiles(folder).data)
            found += [slashes(os.path.relpath(path)) for path in inside if self._differs(path)]
            about = self._git.path(os.path.join(folder, ABOUT))
            if about is not None:
                above = about.removesuffix(ABOUT)
                gone = (
                    os.path.join(folder, path.removeprefix(above)) for path in self._blobs if path.startswith(above)
                )
                found += [slashes(os.path.relpath(path)) for path in gone if not os.path.lexists(path)]
        own = (path for path in self._blobs if os.path.basename(path) == OWN and path.startswith(self._git.below))
        inside = (path.removeprefix(self._git.below) for path in own)
        return [*found, *(path for path in inside if not os.path.lexists(path))]

    def _differs(self, path: str) -> bool:
        """Whether a file of the repository is not what it was."""
        place = self._git.path(path)
        try:
            data = files.read(path)
        except UsageError:
            return False
        return place is not None and not _is(self._blobs.get(place), data)


def _is_ours(path: str) -> bool:
    """Whether a file of a revision may be asked for: a project file, what a link leads to, or a configuration."""
    return path.endswith((".yaml", ".yml", ".toml"))


def _is(blob: Blob | None, data: bytes) -> bool:
    """Whether git calls the contents so: by the hash that the length of the name tells."""
    if blob is None:
        return False
    algorithm = "sha1" if len(blob.id) == 40 else "sha256"
    made = hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    return made == blob.id


def _sides(path: str, data: bytes) -> Iterator[Side]:
    yield from (Side(path, document) for document in read_documents(*decode(path, data)))


class _Judge:
    """Judges projects, those under one configuration with one linter."""

    def __init__(self, configured: Configured) -> None:
        self._configured = configured
        self._linters: dict[Settings, Linter] = {}

    def both(self, before: Side | None, after: Side | None) -> tuple[Version | None, Version | None]:
        """A project then and now, both by what is configured for where it is now."""
        now = after or before
        if now is None:
            return None, None
        settings = self._configured.settings(now.path)
        if settings not in self._linters:
            self._linters[settings] = Linter(settings)
        linter = self._linters[settings]
        was, is_ = (
            Version(one.path, linter.judge(one.document)[0], linter) if one else None for one in (before, after)
        )
        return was, is_
