"""A git repository as it was at some revision, read without touching anything: no hook, monitor or filter runs."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, NamedTuple, cast

from llm_project_lint.discovery.repository import repository_of
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.texts.git import TEXTS

_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_SAFE = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_PIECE = 2**20
"""Bytes of a file that is too long that are thrown away at once."""
_REGULAR = ("100644", "100755")
PRESENT = "HEAD"
"""The commit that is checked out."""
_SINCE = "..."
"""Behind a revision: where the current one left it, as `git diff main...` has it."""


class Blob(NamedTuple):
    """A file of a revision. path: from the root of the repository on, with slashes. id: of its contents."""

    path: str
    id: str


class Revision(NamedTuple):
    """A commit. name: as somebody wrote it."""

    name: str
    commit: str


class Git:
    """The repository around the current folder. Every question may raise UsageError, which says why it has no answer.

    root: its folder. below: what the paths of files below the current folder begin with, "" at the root.
    """

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self.root = os.fsdecode(self._ask("rev-parse", "--show-toplevel").rstrip(b"\r\n"))
        self.below = os.fsdecode(self._ask("rev-parse", "--show-prefix").rstrip(b"\r\n"))

    def path(self, path: str) -> str | None:
        """What the repository calls a file, wherever links lead; None for one of no or of another repository."""
        whole = os.path.realpath(path)
        if os.path.realpath(repository_of(os.path.dirname(whole))) != os.path.realpath(self.root):
            return None
        return os.path.relpath(whole, os.path.realpath(self.root)).replace(os.sep, "/")

    def revision(self, name: str) -> Revision:
        """The commit that a name stands for; `name...` for where the current one left it."""
        base = name.removesuffix(_SINCE)
        commit = self._commit(base)
        if name.endswith(_SINCE):
            head = self._commit(PRESENT)
            found = self._ask("merge-base", commit, head, failed="no-merge-base", name=name).decode().split()
            commit = found[0] if found else commit
        return Revision(name, commit)

    def files(self, revision: Revision, wanted: Callable[[str], bool]) -> Iterator[Blob]:
        """The regular files of a revision that are wanted by their path, in the order of git."""
        for line in self._ask("ls-tree", "-r", "-z", "--full-tree", revision.commit).split(b"\0"):
            about, _, name = line.partition(b"\t")
            mode, _, id_ = about.decode("ascii", "replace").partition(" ")
            if mode in _REGULAR and wanted(path := os.fsdecode(name)):
                yield Blob(path, id_.rpartition(" ")[2])

    def contents(self, blobs: Sequence[Blob], most: int) -> Mapping[str, bytes]:
        """The contents of files by their id, the first `most` bytes of each, as they are stored."""
        ids = list(dict.fromkeys(blob.id for blob in blobs))
        if not ids:
            return {}
        with subprocess.Popen(  # noqa: S603  # what is asked for are ids
            self._command("cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            # With both pipes there they are, whatever their type allows.
            asked, told = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            found = {id_: self._content(id_, asked, told, most) for id_ in ids}
            asked.close()
        return found

    def _content(self, id_: str, asked: IO[bytes], told: IO[bytes], most: int) -> bytes:
        asked.write(f"{id_}\n".encode())
        asked.flush()
        head = told.readline().split()
        if len(head) != 3:  # id, type, size; of what is not there: id, "missing"
            raise UsageError(TEXTS.say("no-object", self._language, id=id_))
        left = int(head[2])
        found = told.read(min(left, most))
        left -= len(found)
        while left > 0 and (piece := told.read(min(left, _PIECE))):
            left -= len(piece)
        told.readline()
        return found

    def _commit(self, name: str) -> str:
        arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        failed = "no-commit" if name == PRESENT else "no-revision"
        found = self._ask(*arguments, failed=failed, name=name) if name else b""
        commit = found.decode("ascii", "replace").strip()
        if not commit:
            raise UsageError(TEXTS.say(failed, self._language, name=_shown(name)))
        return commit

    def _ask(self, *arguments: str, failed: str = "", name: str = "") -> bytes:
        """What a command of git prints. failed: the text that says what it means if it fails."""
        try:
            done = subprocess.run(  # noqa: S603  # names of revisions stand behind --end-of-options
                self._command(*arguments),
                capture_output=True,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except (OSError, ValueError) as error:
            key = "no-git" if isinstance(error, OSError) else "no-revision"
            raise UsageError(TEXTS.say(key, self._language, name=_shown(name))) from error
        if done.returncode:
            reason = _shown(done.stderr.decode("utf-8", "replace").strip())
            if failed:
                raise UsageError(TEXTS.say(failed, self._language, name=_shown(name)))
            raise UsageError(TEXTS.say("git-failed", self._language, reason=reason or str(done.returncode)))
        return done.stdout

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return ["git", "--no-pager", *_SAFE, *arguments]


def _environment() -> dict[str, str]:
    return {**os.environ, **_QUIET}


def _shown(text: str) -> str:
    """A text in one line of some length, with escapes for what does not print."""
    text = " ".join(text.split())[:300]
    return text if text.isprintable() else repr(text)[1:-1]
