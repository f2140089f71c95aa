"""Files that are not open: found in the folders of the workspace, checked, and checked again when something changes."""

import asyncio
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from llm_project_lint import files
from llm_project_lint.configuration.find import OWN, SHARED
from llm_project_lint.discovery import find, is_project
from llm_project_lint.errors import RuleError, UsageError
from llm_project_lint.lsp.buffer import Buffer
from llm_project_lint.lsp.handlers.diagnostics import clear, diagnostics_of, mistakes_of
from llm_project_lint.lsp.handlers.lifecycle import add_folder, reload
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Problem, Source, Span
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import reload_rulebook
from llm_project_lint.source import decode
from llm_project_lint.source.characters import BYTE_ORDER_MARK
from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

PROGRESS_FROM = 20
"""Files from which a person would wonder what is going on."""


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda server, params: server.files.watched(params))


class Workspace:
    """The project files of all folders, by URI, and what has been said of them."""

    def __init__(self, server: "Server") -> None:
        self._server = server
        self._found: dict[str, str] = {}
        self._known: dict[str, tuple[tuple[int, int], Snapshot]] = {}
        self._pushed: set[str] = set()
        self._task: asyncio.Task[None] | None = None

    def refresh(self) -> None:
        """Look for files anew, and check those that are not open."""
        if self._task:
            self._task.cancel()
        self._task = self._server.later(self._refresh())

    def closed(self, uri: str) -> None:
        """An open document is that of the disk again."""
        if self._server.client.pulls:
            return
        if uri in self._found and (snapshot := self.snapshot(uri)):
            self._push(snapshot)
        else:
            clear(self._server, uri)
            self._pushed.discard(uri)

    def folders_changed(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Folders come and go."""
        for folder in params.event.removed:
            self._server.folders.pop(folder.uri, None)
        for folder in params.event.added:
            add_folder(self._server, folder.uri)
        reload(self._server)
        self.refresh()

    def watched(self, params: types.DidChangeWatchedFilesParams) -> None:
        """Files on the disk have changed."""
        paths = [to_fs_path(change.uri) or "" for change in params.changes]
        if any(path.startswith(os.path.join(resource("rules"), "")) for path in paths):
            self._reload_rules()
        if any(os.path.basename(path) in (OWN, SHARED) for path in paths):
            reload(self._server)
            self.refresh()
        elif any(is_project(path) or os.path.basename(path) == ".gitignore" for path in paths):
            self.refresh()

    def _reload_rules(self) -> None:
        """Somebody works on the rules themselves."""
        try:
            reload_rulebook()
        except RuleError as error:
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
            return
        reload(self._server)
        self.refresh()

    def snapshots(self) -> Iterator[Snapshot]:
        """The state of every file of the workspace: of open ones as the editor has them, of others on the disk."""
        for uri in self._found:
            if snapshot := self._server.snapshot(uri) or self.snapshot(uri):
                yield snapshot

    def snapshot(self, uri: str) -> Snapshot | None:
        """The state of a file on the disk; the same one as long as neither it nor its linter changes."""
        path = self._found[uri]
        try:
            status = os.stat(path)
        except OSError:
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        linter = self._server.linters.of(path, self._server.root_of(path))
        known = self._known.get(uri)
        if known and known[0] == stamp and known[1].linter is linter:
            return known[1]
        try:
            source, problems = _unmarked(*decode(path, files.read(path, self._server.spoken)))
        except UsageError:
            return None
        snapshot = Snapshot(uri, None, Buffer(source, self._server.client.encoding), linter, problems)
        self._known[uri] = (stamp, snapshot)
        return snapshot

    def mistakes(self) -> dict[str, list[types.Diagnostic]]:
        """What is wrong with configuration files, by URI."""
        found = {}
        for path, mistakes in self._server.linters.mistakes.items():
            if uri := from_fs_path(path):
                found[uri] = mistakes_of(mistakes)
        return found

    async def _refresh(self) -> None:
        server = self._server
        folders = list(server.folders.values()) if server.chosen.workspace else []
        paths = await asyncio.get_running_loop().run_in_executor(None, _search, folders)
        self._found = {uri: path for path in paths if (uri := from_fs_path(path))}
        self._known = {uri: known for uri, known in self._known.items() if uri in self._found}
        if server.client.pulls:
            if server.client.refreshes_diagnostics:
                server.later(server.workspace_diagnostic_refresh_async(None))
            self._warn()
            return
        said = set()
        async with _Progress(server, len(self._found)) as progress:
            for uri in list(self._found):
                await asyncio.sleep(0)
                progress.step()
                if uri not in server.open and (snapshot := self.snapshot(uri)):
                    self._push(snapshot)
                    said.add(uri)
        for uri, diagnostics in self.mistakes().items():
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))
            said.add(uri)
        for uri in self._pushed - said:
            if uri not in server.open:
                clear(server, uri)
        self._pushed = said

    def _push(self, snapshot: Snapshot) -> None:
        found = diagnostics_of(self._server, snapshot)
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(snapshot.uri, found))
        self._pushed.add(snapshot.uri)

    def _warn(self) -> None:
        """Tell of a wrong configuration where a client asks for diagnostics of documents only."""
        for path, mistakes in self._server.linters.mistakes.items():
            first = mistakes[0]
            text = TEXTS.say(
                "bad-configuration", self._server.spoken, file=path, line=first.line, message=first.message
            )
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))


class _Progress:
    """Tells how far it is, to a client that shows it, where it takes long enough."""

    def __init__(self, server: "Server", count: int) -> None:
        self._server = server
        self._count = count
        self._done = 0
        self._token = f"workspace-{id(self)}"
        self._shown = server.client.progress and count >= PROGRESS_FROM

    async def __aenter__(self) -> "_Progress":
        if self._shown:
            await self._server.work_done_progress.create_async(self._token)
            title = TEXTS.say("checking", self._server.spoken)
            begin = types.WorkDoneProgressBegin(title=title, percentage=0, cancellable=False)
            self._server.work_done_progress.begin(self._token, begin)
        return self

    def step(self) -> None:
        """One more file."""
        self._done += 1
        if self._shown and self._done % PROGRESS_FROM == 0:
            report = types.WorkDoneProgressReport(percentage=100 * self._done // self._count)
            self._server.work_done_progress.report(self._token, report)

    async def __aexit__(self, *_: object) -> None:
        if self._shown:
            message = TEXTS.say("checked", self._server.spoken, count=self._done)
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd(message=message))


def _search(folders: list[str]) -> list[str]:
    """The project files below folders, each once; folders that are gone hold none."""
    there = [folder for folder in folders if os.path.isdir(folder)]
    return [os.path.abspath(file.path) for file in find(there).files] if there else []


def _unmarked(source: Source, problems: tuple[Problem, ...]) -> tuple[Source, tuple[Problem, ...]]:
    """A text without its byte order mark, as the editor has it when it opens the file."""
    if not source.text.startswith(BYTE_ORDER_MARK):
        return source, problems
    moved = (one._replace(span=Span(*(max(at - 1, 0) for at in one.span))) for one in problems)
    return Source(source.path, source.text.removeprefix(BYTE_ORDER_MARK)), tuple(moved)
