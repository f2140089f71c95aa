"""What is open and how it is checked: the state that all handlers share."""

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any

from lsprotocol import types

from llm_project_lint.discovery import is_project
from llm_project_lint.lsp.buffer import Buffer
from llm_project_lint.lsp.client import Client, client_of
from llm_project_lint.lsp.connection import Connection
from llm_project_lint.lsp.diagnostics import diagnostics_of
from llm_project_lint.lsp.linters import Linters
from llm_project_lint.lsp.opened import Open
from llm_project_lint.lsp.settings import SECTION, ClientSettings, read_settings
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.uris import key_of, name_of, path_of, real_of, uri_of
from llm_project_lint.model import Language, Source
from llm_project_lint.pipeline import Judged, Linter
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.texts.lsp import TEXTS

LANGUAGE_ID = "llm-project"
"""By which a client may say that a document is a project file, whatever it is called."""
AT_ONCE = 0.025
"""Seconds that a check may take to be made at every key; a slower one waits for a pause of a part of its time."""
PAUSE = 1 / 8
"""That part. What was typed during a check is read before the next one anyway."""
OFTEN = 1.0
"""Seconds within which configuration files are not looked at again because a document is opened."""
LONGEST_PAUSE = 0.5
"""Seconds that the slowest check waits for a pause."""


class Server(Connection):
    """One connection and what is open over it. Everything happens in one thread, message by message.

    options: the settings that the client gave at the start; chosen: those that hold. folders: of the workspace, by
    URI. open: documents by their key. on_open, on_close, on_change: what else is to be done when a document is taken in
    or let go, and when what everything is checked by has changed.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.client = Client()
        self.options: dict[str, Any] = {}
        self.chosen = ClientSettings()
        self.locale: Language = language
        self.linters = Linters(language, self.chosen)
        self.folders: dict[str, str] = {}
        self.open: dict[str, Open] = {}
        self._reloaded = time.monotonic()
        self.on_open: Callable[[str], None] = lambda _: None
        self.on_close: Callable[[str], None] = lambda _: None
        self.on_change: Callable[[], None] = lambda: None

    @property
    def spoken(self) -> Language:
        """The language of all texts."""
        return self.linters.language

    def introduced(self, params: Any) -> types.InitializeParams | None:
        """Take in who the client is; returns of its parameters what the framework needs, None if they are none.

        Clients differ in what they say about themselves, and none is sent away for what nobody reads. To read all of it
        would also take a good part of the start.
        """
        if not isinstance(params, dict) or not isinstance(params.get("capabilities"), dict):
            return None
        self.folders.clear()
        self.client = client_of(params)
        locale, process = params.get("locale"), params.get("processId")
        if isinstance(locale, str) and locale:
            self.locale = "zh" if locale.lower().startswith("zh") else "en"
        given = params.get("workspaceFolders")
        folders = [one.get("uri") for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        root = params.get("rootPath")
        for uri in folders or [params.get("rootUri") or (uri_of(root) if isinstance(root, str) else None)]:
            if isinstance(uri, str):
                self.add_folder(uri)
        if params.get("trace") in ("messages", "verbose"):
            self.protocol.trace = types.TraceValue(params["trace"])
        options = params.get("initializationOptions")
        self.options = options if isinstance(options, dict) else {}
        self.settle(None)
        # What the framework must know of it, to announce what it asks for.
        general = types.GeneralClientCapabilities(position_encodings=[self.client.encoding])
        files = types.FileOperationClientCapabilities(did_delete=self.client.deletions, did_rename=self.client.renames)
        return types.InitializeParams(
            capabilities=types.ClientCapabilities(
                general=general, workspace=types.WorkspaceClientCapabilities(file_operations=files)
            ),
            process_id=process if isinstance(process, int) else None,
        )

    # -- documents ----------------------------------------------------------------------------------------------------

    def snapshot(self, uri: str) -> Snapshot | None:
        """The state of an open project file; None for any other document."""
        document = self.open.get(key_of(uri))
        return document.snapshot if document else None

    def known(self, uri: str, index: int) -> tuple[Snapshot, Judged] | None:
        """What is known of a document of an open project file, from 0: as it is now, or before the text broke.

        None where rules have judged neither; nothing is judged for it.
        """
        one = self.open.get(key_of(uri))
        if one is None or one.snapshot is None or index >= len(one.snapshot.documents):
            return None
        for snapshot in (one.snapshot, one.sound):
            if snapshot and snapshot.is_judged and index < len(snapshot.judged) and snapshot.judged[index].checked:
                return snapshot, snapshot.judged[index]
        return None

    def book(self, uri: str | None) -> Rulebook:
        """All rules there are for a file; without one, for those of the first folder."""
        path = path_of(uri) if uri else None
        return self.linters.of(path, self.root_of(path)).book

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take a document in, and check it."""
        uri, path, name = item.uri, path_of(item.uri), name_of(item.uri)
        ours = bool(name) and (item.language_id == LANGUAGE_ID or is_project(name))
        buffer = Buffer(Source(path or uri, ""), self.client.encoding).replaced(item.text)
        if known := self.open.get(key_of(uri)):
            known.stop()
        document = self.open[key_of(uri)] = Open(uri, buffer, item.version, ours)
        if not self.client.watches and time.monotonic() > self._reloaded + OFTEN and self.reload():
            self.on_change()  # nobody else tells when a configuration file changes
        if ours:
            self.on_open(uri)
        self._renew(document)

    def changed(self, params: Any) -> None:
        """Make edits of a document, as the client sent them, and have it checked.

        Nothing is said of a text that is not the editor's.
        """
        named = isinstance(params, dict) and params.get("textDocument")
        uri = named.get("uri") if isinstance(named, dict) else None
        if not isinstance(uri, str):
            self.note("`textDocument/didChange` does not have such parameters", types.MessageType.Warning)
            return
        document = self.open.get(key_of(uri))
        if document is None:
            return
        try:
            document.edit(params)
        except (KeyError, TypeError, ValueError, AttributeError):
            document.stop()
            if document.snapshot:
                self.publish(document.uri, [])
            document.snapshot = None
            self.note(TEXTS.say("lost-edit", self.spoken), types.MessageType.Warning)
        if not document.lost:
            self._renew(document)

    def closed(self, uri: str) -> None:
        """Let go of a document."""
        document = self.open.pop(key_of(uri), None)
        if document:
            document.stop()
            if document.ours:
                self.on_close(uri)

    @property
    def shadows(self) -> set[str]:
        """The files that are open, wherever links lead to them: what the disk says of them does not count."""
        return {real_of(key) for key, one in self.open.items() if one.ours}

    def root_of(self, path: str | None) -> str | None:
        """The folder of the workspace that a file lies in, the innermost; for a document without a file the first."""
        if path is None:
            return next(iter(self.folders.values()), None)
        around = [folder for folder in self.folders.values() if path.startswith(os.path.join(folder, ""))]
        return max(around, key=len, default=None)

    def _renew(self, document: Open) -> None:
        """A new state of a document; it is checked as soon as what is waiting has been read."""
        if not document.ours:
            return
        document.renew(self._linter(document))
        document.stop()
        loop = asyncio.get_running_loop()
        if self.client.pulls:
            return
        if document.cost < AT_ONCE:
            document.timer = loop.call_soon(self._check, document)
        else:
            document.timer = loop.call_later(min(document.cost * PAUSE, LONGEST_PAUSE), self._check, document)

    def _linter(self, document: Open) -> Linter:
        path = path_of(document.uri)
        return self.linters.of(path, self.root_of(path))

    def _check(self, document: Open) -> None:
        document.timer = None
        snapshot = document.snapshot
        if snapshot is None:
            return
        began = time.perf_counter()
        try:
            self.publish(document.uri, self.said(snapshot), snapshot.version)
        except Exception as error:
            self.note_failure("check", error)
        document.cost = time.perf_counter() - began

    def said(self, snapshot: Snapshot) -> list[types.Diagnostic]:
        """What is said of a document; how long that took is traced for a client that wants to know."""
        began = time.perf_counter()
        found = diagnostics_of(snapshot, self.client, self.spoken)
        if self.protocol.trace != types.TraceValue.Off:
            spent = (time.perf_counter() - began) * 1000
            text = f"version {snapshot.version} of {snapshot.uri}: {len(found)} diagnostics in {spent:.1f} ms"
            self.log_trace(types.LogTraceParams(message=text))
        return found

    def publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None = None) -> None:
        """Push what is said of a file; only to a client that does not pull."""
        if not self.client.pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def stop(self) -> None:
        """Leave everything that is not finished: the client wants no more."""
        super().stop()
        for document in self.open.values():
            document.stop()

    # -- what documents are checked by --------------------------------------------------------------------------------

    def add_folder(self, uri: str) -> None:
        """A folder of the workspace; one that is no folder of this machine is left out."""
        if path := path_of(uri):
            self.folders[uri] = path

    def folders_changed(self, event: types.WorkspaceFoldersChangeEvent) -> None:
        """Folders come and go."""
        for folder in event.removed:
            self.folders.pop(folder.uri, None)
        for folder in event.added:
            self.add_folder(folder.uri)
        self.reload()
        self.on_change()

    def settle(self, raw: Any) -> None:
        """Take over what the client's user has set; what is left open is as it was said at the start."""
        set_ = {key: value for key, value in raw.items() if value is not None} if isinstance(raw, dict) else {}
        chosen, wrong = read_settings({**self.options, **set_})
        before, self.chosen = self.chosen, chosen
        if (chosen.code_lens, chosen.inlay_hints) != (before.code_lens, before.inlay_hints):
            self._refresh_views()
        if chosen != before or self.linters.language != (chosen.language or self.locale):
            self.reload()
        names = [f"{SECTION}.{key}" for key in wrong]
        for name in names if raw is None or isinstance(raw, dict) else [SECTION, *names]:
            self.note(TEXTS.say("bad-setting", self.spoken, key=name), types.MessageType.Warning)

    def reload(self, rules: bool = False) -> bool:
        """Read all configuration files anew, and check what is open by them; whether that made a difference.

        rules: they have changed too.
        """
        self._reloaded = time.monotonic()
        self.linters = Linters(self.locale, self.chosen, self.linters, keep=not rules)
        changed = [one for one in self.open.values() if one.snapshot and one.snapshot.linter is not self._linter(one)]
        for document in changed:
            self._renew(document)
        if changed:
            self._refresh_views()
        return bool(changed)

    def _refresh_views(self) -> None:
        """Have lenses and hints asked for anew. Not before something is open: then the client has been answered."""
        if self.open and self.client.refreshes_lenses:
            self.later(self.workspace_code_lens_refresh_async(None))
        if self.open and self.client.refreshes_hints:
            self.later(self.workspace_inlay_hint_refresh_async(None))
