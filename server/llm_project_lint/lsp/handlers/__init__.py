"""One file for each thing that a client may ask; `register` brings them together."""

from typing import TYPE_CHECKING

from llm_project_lint.lsp.handlers import (
    code_lens,
    commands,
    completion,
    definition,
    folding,
    hover,
    inlay_hints,
    lifecycle,
    links,
    selection,
    symbols,
    workspace,
)

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MODULES = (
    lifecycle,
    workspace,
    symbols,
    folding,
    selection,
    links,
    definition,
    hover,
    inlay_hints,
    code_lens,
    commands,
    completion,
)


def register(server: "Server") -> None:
    """Have a server answer what these modules answer."""
    for module in MODULES:
        module.register(server)
