"""Files that are not open: found in the folders of the workspace, checked, and checked again when something changes."""

import asyncio
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lsprotocol import types

from llm_project_lint import files
from llm_project_lint.discovery import find
from llm_project_lint.errors import UsageError
from llm_project_lint.lsp.buffer import Buffer
from llm_project_lint.lsp.diagnostics import MARK, diagnostics_of, mistakes_of
from llm_project_lint.lsp.linters import Mistake
from llm_project_lint.lsp.progress import Progress
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.uris import forget_links, key_of, key_of_path, path_of, real_of, uri_of
from llm_project_lint.model import Problem, Source, Span
from llm_project_lint.pipeline import Linter
from llm_project_lint.source import decode
from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

PAUSE = 0.1
"""Seconds that a search waits for more changes: a checkout of another branch reports hundreds."""
FIRST = 10.0
"""Seconds that somebody who asks for everything waits at most for the first search."""
_T = TypeVar("_T")


class Known(NamedTuple):
    """What was said of a file on the disk. id: of this state of it, as for a snapshot."""

    stamp: tuple[int, int] | None
    linter: Linter
    id: str
    diagnostics: list[types.Diagnostic]


class Pushed(NamedTuple):
    """What a client was told last of a file: under which URI, and of which state."""

    uri: str
    id: str


class Workspace:
    """The project files of all folders, by their key, and what has been said of them."""

    def __init__(self, server: "Server") -> None:
        self._server = server
        self._found: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        self._known: dict[str, Known] = {}
        self._pushed: dict[str, Pushed] = {}
        self._warned: dict[str, tuple[Mistake, ...]] = {}
        self._searched = asyncio.Event()
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def refresh(self) -> None:
        """Look for files anew, and check those that are not open; once for many calls."""
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = self._server.later(self._run())

    async def searched(self) -> None:
        """Wait until it is known which files there are."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST):
                await self._searched.wait()

    def opened(self, uri: str) -> None:
        """A document is the editor's: what was said of its file under other spellings or names goes."""
        real = real_of(self.spelt(uri))
        for key in [key for key in self._pushed if real_of(key) == real]:
            self._take_back(key, uri)

    def closed(self, uri: str) -> None:
        """An open document is that of the disk again, and so is its file under other names."""
        if self._server.client.pulls:
            return
        key = self.spelt(uri)
        if known := self.unopened(key):
            self._push(key, known.id, known.diagnostics)
        else:
            self._pushed.pop(key, None)
            self._server.publish(uri, [])
        if key not in self._found and os.path.isfile(path_of(uri) or ""):
            self.refresh()  # it may be a file of the workspace by another name, or one that was not there yet

    def concerns(self, path: str) -> bool:
        """Whether a change of this path, a file or a folder, is one of a file that was found, or of a pack."""
        gone, linters = key_of_path(path), self._server.linters
        below = os.path.join(gone, "")
        others = map(key_of_path, (*linters.mistakes, *linters.packs))
        return any(key == gone or key.startswith(below) for key in (*self._found, *others))

    @property
    def keys(self) -> Collection[str]:
        """Of all files that were found."""
        return self._found.keys()

    def uri(self, key: str) -> str:
        """The URI of a file: as the client spells it, if it ever did."""
        return self._spelt.get(key) or uri_of(self._found.get(key, key))

    def spelt(self, uri: str) -> str:
        """The key of a URI of the client, whose spelling is kept."""
        key = key_of(uri)
        self._spelt[key] = uri
        return key

    def unopened(self, key: str) -> Known | None:
        """What is to be said of a file that is not open, under any name; None for one that is, or is gone.

        A check that fails is told of, and no other file has to do without its own.
        """
        if real_of(key) in self._server.shadows:
            return None
        try:
            return self.check(key)
        except Exception as error:
            self._server.note_failure("check", error)
            return None

    def check(self, key: str) -> Known | None:
        """What is to be said of a file on the disk; None for one that is gone. As long as nothing changes, the same."""
        server, path = self._server, self._found.get(key)
        if path is None or _stamp(path) is None:
            return None
        if self._is_known(key):
            return self._known[key]
        stamp, linter = _stamp(path), self._linter(path)
        try:
            source, problems = _unmarked(*decode(path, files.read(path, server.spoken)))
        except UsageError:
            return None
        snapshot = Snapshot(self.uri(key), None, Buffer(source, server.client.encoding), linter, problems)
        # Not the snapshot: what was made of thousands of files need not stay.
        found = diagnostics_of(snapshot, server.client, server.spoken)
        self._known[key] = Known(stamp, linter, snapshot.id, found)
        return self._known[key]

    def mistakes(self) -> Iterator[tuple[str, tuple[Mistake, ...]]]:
        """What is wrong with configuration files and packs, by key."""
        for path, mistakes in self._server.linters.mistakes.items():
            key = key_of_path(path)
            document = self._server.open.get(key)
            self._spelt.setdefault(key, document.uri if document else uri_of(path))
            yield key, mistakes

    async def _run(self) -> None:
        while self._wanted:
            self._wanted = False
            try:
                await self._refresh()
            finally:
                self._searched.set()
            await asyncio.sleep(PAUSE)

    async def _refresh(self) -> None:
        server = self._server
        folders = list(server.folders.values()) if server.chosen.workspace else []
        self._found = dict(await _beside(lambda: _search(folders)))
        self._known = {key: known for key, known in self._known.items() if key in self._found}
        self._spelt = {
            key: uri
            for key, uri in self._spelt.items()
            if key in self._found or key in server.open or key in self._pushed
        }
        forget_links()
        if server.client.pulls:
            for path in list(self._found.values()):
                await asyncio.sleep(0)
                server.linters.of(path, server.root_of(path))  # which finds out what is wrong with configurations
            self._warn()
            if server.client.refreshes_diagnostics:
                server.later(server.workspace_diagnostic_refresh_async(None))
            return
        there: set[str] = set()
        progress = Progress(server, sum(not self._is_known(key) for key in self._found))
        try:
            for key in list(self._found):
                await asyncio.sleep(0)
                new = not self._is_known(key)
                if known := self.unopened(key):
                    there.add(key)
                    self._push(key, known.id, known.diagnostics)
                progress.step(new)
        finally:
            progress.end()
        for key, mistakes in self.mistakes():
            there.add(key)
            self._push(key, str(hash(mistakes)), mistakes_of(key, mistakes, server.client))
        for key in self._pushed.keys() - there:
            document = server.open.get(key)
            # Of what is open and no project file nothing else is told.
            self._take_back(key, document.uri if document and document.ours else "")

    def _push(self, key: str, id_: str, diagnostics: list[types.Diagnostic]) -> None:
        """Tell what is to be said of a file, unless that is what was told last."""
        new, old = Pushed(self.uri(key), id_), self._pushed.get(key)
        if new == old:
            return
        if old and old.uri != new.uri:
            self._server.publish(old.uri, [])
        self._server.publish(new.uri, diagnostics)
        self._pushed[key] = new

    def _take_back(self, key: str, open_: str) -> None:
        """Take back what was told of a file; of what is open under that URI something else is told."""
        uri = self._pushed.pop(key).uri
        if uri != open_:
            self._server.publish(uri, [])

    def _is_known(self, key: str) -> bool:
        """Whether a file is as it was when it was checked."""
        known, path = self._known.get(key), self._found[key]
        return known is not None and known.linter is self._linter(path) and known.stamp == _stamp(path)

    def _linter(self, path: str) -> Linter:
        return self._server.linters.of(path, self._server.root_of(path))

    def _warn(self) -> None:
        """Tell of a wrong configuration where a client may ask for diagnostics of documents only; once."""
        mistakes = dict(self.mistakes())
        if mistakes.keys() - self._warned.keys() or any(self._warned[key] != one for key, one in mistakes.items()):
            self._server.warn(TEXTS.say("bad-configuration", self._server.spoken))
        self._warned = mistakes


def _stamp(path: str) -> tuple[int, int] | None:
    """By what a change of a file is known; None for one that is gone."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


async def _beside(work: Callable[[], _T]) -> _T:
    """Do something in a thread that nobody waits for when the process ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def finish(result: _T | None, error: Exception | None) -> None:
        if done.cancelled():
            return
        if error:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # there is one where there is no error

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except Exception as error:
            failure = error
        with suppress(RuntimeError):  # the loop may be gone
            loop.call_soon_threadsafe(finish, result, failure)

    Thread(target=run, name="search", daemon=True).start()
    return await done


def _search(folders: list[str]) -> list[tuple[str, str]]:
    """The project files below folders with their keys, each once; folders that are gone hold none.

    A file whose name is no text has no URI, so nothing can be said of it.
    """
    there = [folder for folder in folders if os.path.isdir(folder)]
    paths = [os.path.abspath(file.path) for file in find(there).files] if there else []
    return [(key_of_path(path), path) for path in paths if uri_of(path)]


def _unmarked(source: Source, problems: tuple[Problem, ...]) -> tuple[Source, tuple[Problem, ...]]:
    """A text without its byte order mark, as the editor has it when it opens the file."""
    if not source.text.startswith(MARK):
        return source, problems
    moved = (one._replace(span=Span(*(max(at - 1, 0) for at in one.span))) for one in problems)
    return Source(source.path, source.text.removeprefix(MARK)), tuple(moved)
