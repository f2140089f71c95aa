"""What a client is asked for at the start, what its user sets, and what the editor reports of files."""

import asyncio
import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from llm_project_lint.configuration.find import OWN, SHARED
from llm_project_lint.discovery import ENDINGS, NAMES, is_project
from llm_project_lint.errors import RuleError
from llm_project_lint.lsp.linters import named_file
from llm_project_lint.lsp.settings import SECTION
from llm_project_lint.lsp.uris import path_of, uri_of
from llm_project_lint.lsp.workspace import Workspace
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import reload_rulebook
from llm_project_lint.rulebook.model import ABOUT, CATEGORIES, DRIVERS, PACK_FILES
from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

WATCHED = (
    *(f"**/{name}" for name in (*NAMES, OWN, SHARED, ".gitignore", *PACK_FILES)),
    *(f"**/*{ending}" for ending in ENDINGS),
    f"**/{{{','.join((DRIVERS, *CATEGORIES))}}}/*.yaml",
)
"""Files whose change changes what is said."""
EVERY = 300.0
"""Seconds between two looks at the calendar."""
_ANYWHERE = types.FileOperationRegistrationOptions([types.FileOperationFilter(types.FileOperationPattern("**/*"))])


def register(server: "Server", workspace: Workspace) -> None:
    """The handlers of this module."""
    life = _Life(server, workspace)
    server.on_open = workspace.opened
    server.on_close = workspace.closed
    server.on_change = life.settled
    server.answer(types.INITIALIZED, lambda *_: life.initialized())
    server.answer(types.SHUTDOWN, lambda *_: server.stop())
    server.answer(types.SET_TRACE, lambda *_: None)
    server.answer(types.WORKSPACE_DID_CHANGE_CONFIGURATION, lambda _, params: life.configured(params.settings))
    server.answer(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda _, params: life.watched(params.changes))
    for method in (types.WORKSPACE_DID_DELETE_FILES, types.WORKSPACE_DID_RENAME_FILES):
        server.answer(method, lambda *_: life.everything(), _ANYWHERE)
    server.answer(types.TEXT_DOCUMENT_DID_SAVE, lambda *_: life.saved())


class _Life:
    """What happens in the course of a connection."""

    def __init__(self, server: "Server", workspace: Workspace) -> None:
        self._server = server
        self._workspace = workspace
        self._asked = 0
        self._watches = server.client.watches
        self._named: set[str] = set()

    def initialized(self) -> None:
        """The connection stands: ask for what may be asked for, and look for files."""
        server, client = self._server, self._server.client
        wanted = []
        if client.watches:
            watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            if client.watches_anywhere and (rules := uri_of(resource("rules"))):
                watchers.append(types.FileSystemWatcher(types.RelativePattern(rules, "**/*.yaml")))
            wanted.append(_watch("watched-files", watchers))
        if client.registers_settings:
            options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
            wanted.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
        if wanted:
            server.later(self._register(wanted))
        if client.settings:
            server.later(self._ask())
        else:
            self.settled()
        server.later(self._follow_days())

    def configured(self, raw: Any) -> None:
        """The client's user has set something."""
        if self._server.client.settings:
            self._server.later(self._ask())
        else:
            self._server.settle(raw.get(SECTION) if isinstance(raw, dict) else None)
            self.settled()

    def saved(self) -> None:
        """A file was saved. Where nobody tells of changes it may be the configuration."""
        if not self._watches:
            self.everything()

    def watched(self, changes: list[types.FileEvent]) -> None:
        """Files on the disk have changed."""
        server, gone = self._server, types.FileChangeType.Deleted
        paths = {path: change.type for change in changes if (path := path_of(change.uri))}
        names = {os.path.basename(path) for path in paths}
        rules = os.path.join(resource("rules"), "")
        if any(path.startswith(rules) for path in paths):
            self._reload_rules()
        elif (
            names & {OWN, SHARED}
            or any(map(_is_of_pack, paths))
            or {os.path.normpath(path) for path in paths} & server.linters.named
            or any(type_ == gone and self._workspace.concerns(path) for path, type_ in paths.items())
        ):
            self.everything()
        elif any(is_project(name) or name == ".gitignore" for name in names):
            self._workspace.refresh()

    def everything(self) -> None:
        """What files are checked by may have changed."""
        self._server.reload()
        self._workspace.refresh()

    def _reload_rules(self) -> None:
        """Somebody works on the rules themselves."""
        try:
            reload_rulebook()
        except RuleError:
            self._server.warn(TEXTS.say("bad-rules", self._server.spoken))
            return
        self._server.reload(rules=True)
        self._workspace.refresh()

    async def _follow_days(self) -> None:
        """What is said of days changes with the day; an editor may be open for weeks."""
        day = self._server.linters.today
        while True:
            await asyncio.sleep(EVERY)
            if day != self._server.linters.today:
                day = self._server.linters.today
                self.everything()

    async def _ask(self) -> None:
        """Ask for the settings; of several answers the one to the last question counts."""
        server = self._server
        self._asked += 1
        asked, raw = self._asked, None
        try:
            items = [types.ConfigurationItem(section=SECTION)]
            answer = await server.workspace_configuration_async(types.ConfigurationParams(items))
            raw = answer[0] if answer else None
        except Exception as error:
            server.note_failure("settings", error)
        if asked == self._asked:
            server.settle(raw)
            self.settled()

    def settled(self) -> None:
        """The settings hold: check by them, and watch the file that they name, wherever it is."""
        server, name = self._server, self._server.chosen.configuration
        self._workspace.refresh()
        paths = {named_file(name, folder) for folder in server.folders.values()} if name else set()
        new = sorted(path for path in paths - self._named if uri_of(os.path.dirname(path)))
        if not (new and server.client.watches):
            return
        self._named |= paths
        watchers = [types.FileSystemWatcher(f"**/{os.path.basename(path)}") for path in new]
        if server.client.watches_anywhere:
            patterns = (types.RelativePattern(uri_of(os.path.dirname(one)), os.path.basename(one)) for one in new)
            watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
        server.later(self._register([_watch(f"configuration-{len(self._named)}", watchers)]))

    async def _register(self, wanted: list[types.Registration]) -> None:
        """Ask to be told of changes; where that is refused, what is saved tells of them."""
        try:
            await self._server.client_register_capability_async(types.RegistrationParams(wanted))
        except Exception:
            self._watches = False


def _is_of_pack(path: str) -> bool:
    """Whether a file is one of a pack, also where it is gone."""
    folder, name = os.path.split(path)
    if name in PACK_FILES:
        return name == ABOUT or os.path.isfile(os.path.join(folder, ABOUT))
    above, category = os.path.split(folder)
    return category in (DRIVERS, *CATEGORIES) and os.path.isfile(os.path.join(above, ABOUT))


def _watch(name: str, watchers: list[types.FileSystemWatcher]) -> types.Registration:
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
    return types.Registration(name, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
