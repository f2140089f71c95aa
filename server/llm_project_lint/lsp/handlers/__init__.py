"""One file for each thing that a client may ask; `register` brings them together."""

from typing import TYPE_CHECKING

from llm_project_lint.lsp.handlers import lifecycle, workspace

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MODULES = (lifecycle, workspace)


def register(server: "Server") -> None:
    """Have a server answer what these modules answer."""
    for module in MODULES:
        module.register(server)
