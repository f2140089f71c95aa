"""Files that are not open: found in the folders of the workspace, checked, and checked again when something changes."""

import asyncio
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lsprotocol import types

from llm_project_lint import files
from llm_project_lint.discovery import find
from llm_project_lint.errors import UsageError
from llm_project_lint.lsp.buffer import Buffer
from llm_project_lint.lsp.diagnostics import diagnostics_of, mistakes_of
from llm_project_lint.lsp.linters import Mistake
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.uris import key_of, key_of_path, real_of, uri_of
from llm_project_lint.model import Problem, Source, Span
from llm_project_lint.pipeline import Linter
from llm_project_lint.source import decode
from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

PROGRESS_FROM = 20
"""Files from which a person would wonder what is going on."""
PAUSE = 0.1
"""Seconds that a search waits for more changes: a checkout of another branch reports hundreds."""
_MARK = "\ufeff"
_TOKENS = count(1)
_T = TypeVar("_T")


class Known(NamedTuple):
    """What was said of a file on the disk. id: of this state of it, as for a snapshot."""

    stamp: tuple[int, int]
    linter: Linter
    id: str
    diagnostics: list[types.Diagnostic]


class Workspace:
    """The project files of all folders, by their key, and what has been said of them."""

    def __init__(self, server: "Server") -> None:
        self._server = server
        self._found: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        self._known: dict[str, Known] = {}
        self._pushed: dict[str, str] = {}
        self._warned: dict[str, tuple[Mistake, ...]] = {}
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def refresh(self) -> None:
        """Look for files anew, and check those that are not open; once for many calls."""
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = self._server.later(self._run())

    def opened(self, uri: str) -> None:
        """A document is the editor's: what was said of the file under another spelling goes."""
        before = self._pushed.pop(self.spelt(uri), uri)
        if before != uri:
            self._server.publish(before, [])

    def closed(self, uri: str) -> None:
        """An open document is that of the disk again."""
        if self._server.client.pulls:
            return
        key = self.spelt(uri)
        if real_of(key) not in self._server.shadows and (known := self.check(key)):
            self._push(key, known.diagnostics)
        else:
            self._pushed.pop(key, None)
            self._server.publish(uri, [])

    def concerns(self, path: str) -> bool:
        """Whether a change of this path, a file or a folder, is one of a file that was found."""
        gone = key_of_path(path)
        below = os.path.join(gone, "")
        wrong = map(key_of_path, self._server.linters.mistakes)
        return any(key == gone or key.startswith(below) for key in (*self._found, *wrong))

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

    def check(self, key: str) -> Known | None:
        """What is to be said of a file on the disk; None for one that is gone. As long as nothing changes, the same."""
        server, path = self._server, self._found.get(key)
        if path is None:
            return None
        try:
            status = os.stat(path)
        except OSError:
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        linter = server.linters.of(path, server.root_of(path))
        known = self._known.get(key)
        if known and known.stamp == stamp and known.linter is linter:
            return known
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
        """What is wrong with configuration files, by key."""
        for path, mistakes in self._server.linters.mistakes.items():
            key = key_of_path(path)
            self._spelt.setdefault(key, uri_of(path))
            yield key, mistakes

    async def _run(self) -> None:
        while self._wanted:
            self._wanted = False
            await self._refresh()
            await asyncio.sleep(PAUSE)

    async def _refresh(self) -> None:
        server = self._server
        folders = list(server.folders.values()) if server.chosen.workspace else []
        self._found = dict(await _beside(lambda: _search(folders)))
        self._known = {key: known for key, known in self._known.items() if key in self._found}
        if server.client.pulls:
            for path in list(self._found.values()):
                await asyncio.sleep(0)
                server.linters.of(path, server.root_of(path))  # which finds out what is wrong with configurations
            self._warn()
            if server.client.refreshes_diagnostics:
                server.later(server.workspace_diagnostic_refresh_async(None))
            return
        before, self._pushed = self._pushed, {}
        progress = _Progress(server, len(self._found))
        for key in list(self._found):
            await asyncio.sleep(0)
            progress.step()
            if real_of(key) not in server.shadows and (known := self.check(key)):
                self._push(key, known.diagnostics)
        progress.end()
        for key, mistakes in self.mistakes():
            self._push(key, mistakes_of(mistakes))
        for key, uri in before.items():
            document = server.open.get(key)
            if key not in self._pushed and not (document and document.uri == uri):
                server.publish(uri, [])

    def _push(self, key: str, diagnostics: list[types.Diagnostic]) -> None:
        uri = self.uri(key)
        if (before := self._pushed.get(key, uri)) != uri:
            self._server.publish(before, [])
        self._server.publish(uri, diagnostics)
        self._pushed[key] = uri

    def _warn(self) -> None:
        """Tell of a wrong configuration where a client may ask for diagnostics of documents only; once."""
        mistakes = dict(self.mistakes())
        if mistakes.keys() - self._warned.keys() or any(self._warned[key] != one for key, one in mistakes.items()):
            self._server.warn(TEXTS.say("bad-configuration", self._server.spoken))
        self._warned = mistakes


class _Progress:
    """Tells how far it is, to a client that shows it, where it takes long enough; one that refuses is left alone."""

    def __init__(self, server: "Server", files: int) -> None:
        self._server = server
        self._count = files
        self._done = 0
        self._token = f"llm-project-lint-{next(_TOKENS)}"
        self._shown = False
        if server.client.progress and files >= PROGRESS_FROM:
            server.later(self._begin())

    async def _begin(self) -> None:
        with suppress(Exception):
            await self._server.work_done_progress.create_async(self._token)
            if self._done < self._count:
                title = TEXTS.say("checking", self._server.spoken)
                begin = types.WorkDoneProgressBegin(title=title, percentage=0, cancellable=False)
                self._server.work_done_progress.begin(self._token, begin)
                self._shown = True

    def step(self) -> None:
        """One more file."""
        self._done += 1
        if self._shown and self._done % PROGRESS_FROM == 0:
            report = types.WorkDoneProgressReport(percentage=100 * self._done // self._count)
            self._server.work_done_progress.report(self._token, report)

    def end(self) -> None:
        """All files are done."""
        if self._shown:
            message = TEXTS.say("checked", self._server.spoken, count=self._done)
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd(message=message))


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
    if not source.text.startswith(_MARK):
        return source, problems
    moved = (one._replace(span=Span(*(max(at - 1, 0) for at in one.span))) for one in problems)
    return Source(source.path, source.text.removeprefix(_MARK)), tuple(moved)
