"""How a connection begins, what its user sets, and what happens when that changes."""

import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from llm_project_lint.configuration.find import OWN, SHARED
from llm_project_lint.discovery import ENDINGS, NAMES
from llm_project_lint.lsp.client import client_of
from llm_project_lint.lsp.linters import Linters
from llm_project_lint.lsp.settings import SECTION, ClientSettings, read_settings
from llm_project_lint.lsp.watchdog import watch_parent
from llm_project_lint.resources import resource
from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

WATCHED = (*(f"**/{name}" for name in (*NAMES, OWN, SHARED, ".gitignore")), *(f"**/*{ending}" for ending in ENDINGS))
"""Files whose change changes what is said."""


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.INITIALIZE, _initialize)
    server.answer(types.INITIALIZED, _initialized)
    server.answer(types.WORKSPACE_DID_CHANGE_CONFIGURATION, _configuration_changed)
    server.answer(types.SET_TRACE, lambda *_: None)


def _initialize(server: "Server", params: types.InitializeParams) -> None:
    server.client = client_of(params)
    if params.locale:
        server.locale = "zh" if params.locale.lower().startswith("zh") else "en"
    if params.process_id:
        watch_parent(params.process_id, server.protocol.end)
    for folder in params.workspace_folders or ():
        add_folder(server, folder.uri)
    if not server.folders and params.root_uri:
        add_folder(server, params.root_uri)
    elif not server.folders and params.root_path:
        server.folders[params.root_path] = os.path.abspath(params.root_path)
    apply_settings(server, params.initialization_options)
    from llm_project_lint.lsp.handlers import code_actions

    code_actions.register(server)
    if server.client.pulls:
        from llm_project_lint.lsp.handlers import pull

        pull.register(server)


def add_folder(server: "Server", uri: str) -> None:
    """A folder of the workspace; one that is no folder of this machine is left out."""
    path = to_fs_path(uri)
    if path and os.path.isabs(path):
        server.folders[uri] = path


def _initialized(server: "Server", _: types.InitializedParams) -> None:
    wanted = []
    if server.client.watches:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        if server.client.watches_anywhere and (rules := from_fs_path(resource("rules"))):
            watchers.append(types.FileSystemWatcher(types.RelativePattern(rules, "**/*.yaml")))
        options: Any = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        wanted.append(types.Registration("watched-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if server.client.registers_settings:
        options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
        wanted.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if wanted:
        server.later(server.client_register_capability_async(types.RegistrationParams(wanted)))
    if server.client.settings:
        server.later(_ask_settings(server))
    else:
        server.files.refresh()


def _configuration_changed(server: "Server", params: types.DidChangeConfigurationParams) -> None:
    if server.client.settings:
        server.later(_ask_settings(server))
        return
    raw = params.settings
    if isinstance(raw, dict) and SECTION in raw:
        apply_settings(server, raw[SECTION])
        server.files.refresh()


async def _ask_settings(server: "Server") -> None:
    items = [types.ConfigurationItem(section=SECTION)]
    try:
        answer = await server.workspace_configuration_async(types.ConfigurationParams(items))
        raw = answer[0] if answer else None
    except Exception as error:
        server.note_failure("settings", error)
        raw = None
    if raw:
        # What was said at the start holds for what the editor's settings leave open.
        apply_settings(server, {**server.options, **raw} if isinstance(raw, dict) else raw)
    server.files.refresh()


def apply_settings(server: "Server", raw: Any) -> None:
    """Take settings over, and check everything by them."""
    if not server.options and isinstance(raw, dict):
        server.options = raw
    chosen, wrong = read_settings(raw)
    for key in wrong:
        server.note(TEXTS.say("bad-setting", server.spoken, key=key), types.MessageType.Warning)
    if chosen != server.chosen or server.linters.language != (chosen.language or server.locale):
        server.chosen = chosen
        reload(server)


def reload(server: "Server") -> None:
    """Read all configuration files anew."""
    server.linters = Linters(server.locale, server.chosen, server.linters)
    server.renew_all()
    if not server.open:
        return  # nothing is shown, and before the client is answered nothing may be asked of it
    if server.client.refreshes_lenses:
        server.later(server.workspace_code_lens_refresh_async(None))
    if server.client.refreshes_hints:
        server.later(server.workspace_inlay_hint_refresh_async(None))


__all__ = ["ClientSettings", "add_folder", "apply_settings", "register", "reload"]
