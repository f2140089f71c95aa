"""One file for each thing that a client may ask; `register` brings them together."""

from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.lsp.handlers import (
    code_actions,
    code_lens,
    commands,
    completion,
    definition,
    folding,
    hover,
    inlay_hints,
    lifecycle,
    links,
    pull,
    selection,
    symbols,
)
from llm_project_lint.lsp.watchdog import watch_parent
from llm_project_lint.lsp.workspace import Workspace

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MODULES = (
    symbols,
    folding,
    selection,
    links,
    definition,
    hover,
    inlay_hints,
    code_lens,
    code_actions,
    commands,
    completion,
)


def register(server: "Server") -> None:
    """Have a server answer what these modules answer, as soon as it knows its client: some of it hangs on that."""
    server.answer(types.INITIALIZE, _initialize)


def _initialize(server: "Server", params: types.InitializeParams) -> None:
    workspace = Workspace(server)
    lifecycle.register(server, workspace)
    pull.register(server, workspace)
    for module in MODULES:
        module.register(server)
    if params.process_id:
        watch_parent(params.process_id, server.protocol.end)
