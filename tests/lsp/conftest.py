"""The clients that every feature is tried with, and where their files are."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, client_capabilities

from tests.lsp.editor import Client, Editor
from tests.lsp.wire import compiling

COMMAND = [sys.executable, "-m", "llm_project_lint", "server"]
EDITORS = ("visual-studio-code", "neovim", "emacs")
TODAY = "2026-11-22"


CONFIG = ClientServerConfig(server_command=COMMAND, client_factory=Client, server_env=compiling())


def capabilities(editor: str) -> types.ClientCapabilities:
    """What an editor says that it can; VS Code pulls since the version whose capabilities are on record."""
    found = client_capabilities(editor)
    if editor == "visual-studio-code":
        assert found.text_document
        assert found.workspace
        found.text_document.diagnostic = types.DiagnosticClientCapabilities(
            related_information=True,
            tag_support=types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary]),
            code_description_support=True,
            data_support=True,
        )
        found.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return found


async def session(client: Client, editor: str, folder: Path, **options: Any) -> Editor:
    """An editor that has a folder open. options: of the initialization."""
    found = Editor(client, folder, editor)
    result = await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities(editor),
            process_id=os.getpid(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
            initialization_options={"today": TODAY, "language": "en", **options},
        )
    )
    client.encoding = result.capabilities.position_encoding or client.encoding
    return found


@pytest_lsp.fixture(config=CONFIG)  # type: ignore[untyped-decorator]
async def client(lsp_client: Client) -> AsyncIterator[None]:
    """A client that has not introduced itself, for what depends on how it does; see `session`."""
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(params=EDITORS)
async def editor(request: pytest.FixtureRequest, client: Client, tmp_path: Path) -> Editor:
    """An editor of each kind that has a folder open, in English, on a fixed day."""
    return await session(client, request.param, tmp_path)


@pytest.fixture
async def vscode(client: Client, tmp_path: Path) -> Editor:
    """VS Code, for what does not hang on the editor."""
    return await session(client, "visual-studio-code", tmp_path)
