"""What is open and how it is checked: the state that all handlers share."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter
from pygls.uris import to_fs_path

from llm_project_lint import __version__
from llm_project_lint.discovery import is_project
from llm_project_lint.lsp.buffer import Buffer, Place
from llm_project_lint.lsp.client import Client
from llm_project_lint.lsp.handlers import register
from llm_project_lint.lsp.handlers.diagnostics import push
from llm_project_lint.lsp.handlers.workspace import Workspace
from llm_project_lint.lsp.linters import Linters
from llm_project_lint.lsp.protocol import Protocol
from llm_project_lint.lsp.settings import ClientSettings
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Language, Source

if TYPE_CHECKING:
    from pygls.server import ServerErrors

LANGUAGE_ID = "llm-project"
"""By which a client may say that a document is a project file, whatever it is called."""
AT_ONCE = 0.025
"""Seconds that a check may take to be made at every key; a slower one waits for a pause of half its time."""
LONGEST_PAUSE = 0.5
"""Seconds that the slowest check waits for a pause."""


class Open:
    """A document that the editor has. snapshot: its state, None for one that is no project file."""

    __slots__ = ("buffer", "cost", "ours", "snapshot", "timer", "version")

    def __init__(self, buffer: Buffer, version: int, ours: bool) -> None:
        self.buffer = buffer
        self.version = version
        self.ours = ours
        self.snapshot: Snapshot | None = None
        self.cost = 0.0
        self.timer: asyncio.Handle | None = None


class Server(LanguageServer):
    """One connection. Everything happens in one thread, message by message."""

    protocol: Protocol

    def __init__(self, language: Language) -> None:
        super().__init__("llm-project-lint", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self.client = Client()
        self.chosen = ClientSettings()
        self.locale: Language = language
        self.linters = Linters(language, self.chosen)
        self.folders: dict[str, str] = {}
        self.open: dict[str, Open] = {}
        self.options: dict[str, Any] = {}
        self.running: set[asyncio.Task[None]] = set()
        self.files = Workspace(self)
        register(self)

    @property
    def spoken(self) -> Language:
        """The language of all texts."""
        return self.linters.language

    # -- documents ----------------------------------------------------------------------------------------------------

    def snapshot(self, uri: str) -> Snapshot | None:
        """The state of an open project file; None for any other document."""
        document = self.open.get(uri)
        return document.snapshot if document else None

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document in, and check it."""
        item = params.text_document
        path = to_fs_path(item.uri)
        ours = item.language_id == LANGUAGE_ID or (path is not None and is_project(path))
        buffer = Buffer(Source(path or item.uri, ""), self.client.encoding).replaced(item.text)
        if known := self.open.get(item.uri):
            self._stop(known)
        self.open[item.uri] = Open(buffer, item.version, ours)
        self._renew(item.uri)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Make edits of a document, and have it checked."""
        uri = params.text_document.uri
        document = self.open.get(uri)
        if document is None:
            return
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                document.buffer = document.buffer.edited(
                    Place(start.line, start.character), Place(end.line, end.character), change.text
                )
            else:
                document.buffer = document.buffer.replaced(change.text)
        document.version = params.text_document.version
        self._renew(uri)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Let go of a document."""
        uri = params.text_document.uri
        document = self.open.pop(uri, None)
        if document is None:
            return
        self._stop(document)
        if document.ours:
            self.files.closed(uri)

    def renew_all(self) -> None:
        """Check everything that is open anew, since what it is checked by has changed."""
        for uri in self.open:
            self._renew(uri)

    def root_of(self, path: str | None) -> str | None:
        """The folder of the workspace that a file lies in, the innermost; for a document without a file the first."""
        if path is None:
            return next(iter(self.folders.values()), None)
        around = [folder for folder in self.folders.values() if path.startswith(os.path.join(folder, ""))]
        return max(around, key=len, default=None)

    def _renew(self, uri: str) -> None:
        """A new state of a document; it is checked as soon as what is waiting has been read."""
        document = self.open[uri]
        if not document.ours:
            return
        path = to_fs_path(uri)
        linter = self.linters.of(path, self.root_of(path))
        document.snapshot = Snapshot(uri, document.version, document.buffer, linter)
        self._stop(document)
        loop = asyncio.get_running_loop()
        if document.cost < AT_ONCE:
            document.timer = loop.call_soon(self._check, document)
        else:
            document.timer = loop.call_later(min(document.cost / 2, LONGEST_PAUSE), self._check, document)

    def _check(self, document: Open) -> None:
        document.timer = None
        snapshot = document.snapshot
        if snapshot is None or self.client.pulls:
            return
        began = time.perf_counter()
        try:
            push(self, snapshot)
        except Exception as error:
            self.note_failure("check", error)
        document.cost = time.perf_counter() - began

    def _stop(self, document: Open) -> None:
        if document.timer:
            document.timer.cancel()
            document.timer = None

    # -- handlers -----------------------------------------------------------------------------------------------------

    def answer(self, method: str, handler: Callable[["Server", Any], Any], options: Any = None) -> None:
        """Answer a method by a function; what it raises becomes an error of that one request, in a sentence."""

        def guarded(params: Any) -> Any:
            try:
                return handler(self, params)
            except JsonRpcException:
                raise
            except Exception as error:
                self.note_failure(method, error)
                raise JsonRpcInternalError(f"{type(error).__name__} in {method}") from None

        self.feature(method, options)(guarded)

    def later(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[None]":
        """Do something beside the messages; its failure is told, not lost."""

        async def guarded() -> None:
            try:
                await work
            except asyncio.CancelledError:
                raise
            except Exception as error:
                self.note_failure("background", error)

        task = asyncio.ensure_future(guarded())
        self.running.add(task)  # the loop alone would forget it
        task.add_done_callback(self.running.discard)
        task.add_done_callback(lambda _: work.close())  # one that is cancelled before it begins would be complained of
        return task

    # -- what the client is told --------------------------------------------------------------------------------------

    def note(self, text: str, type_: types.MessageType = types.MessageType.Log) -> None:
        """A line of the log; never the text of a document."""
        self.window_log_message(types.LogMessageParams(type=type_, message=text))

    def note_failure(self, where: str, error: Exception) -> None:
        """A mistake of ours, by kind and place; its text may quote a document."""
        at = error.__traceback__
        while at and at.tb_next:
            at = at.tb_next
        place = f"{at.tb_frame.f_code.co_name}:{at.tb_lineno}" if at else "?"
        self.note(f"{where}: {type(error).__name__} at {place}", types.MessageType.Error)

    def report_server_error(self, error: Exception, source: "ServerErrors") -> None:
        """What the framework finds: a line of the log instead of a window."""
        if isinstance(error, JsonRpcException):
            return  # the client has it as an answer
        self.note_failure(getattr(source, "__name__", "server"), error)
