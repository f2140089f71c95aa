"""Diagnostics for clients that ask for them: of one document, and of the whole workspace."""

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.lsp.diagnostics import mistakes_of
from llm_project_lint.lsp.linters import Mistake
from llm_project_lint.lsp.workspace import Workspace

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server


def register(server: "Server", workspace: Workspace) -> None:
    """Only for a client that pulls."""
    if not server.client.pulls:
        return
    options = types.DiagnosticOptions(
        inter_file_dependencies=False, workspace_diagnostics=True, identifier="llm-project-lint"
    )
    server.answer(types.TEXT_DOCUMENT_DIAGNOSTIC, lambda server, params: _document(server, workspace, params), options)
    server.answer_slowly(types.WORKSPACE_DIAGNOSTIC, lambda server, params: _workspace(server, workspace, params))


def _document(
    server: "Server", workspace: Workspace, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """Of a document that is open, or of a file of the workspace that a client shows without opening it."""
    snapshot = server.snapshot(params.text_document.uri)
    known = None if snapshot else workspace.unopened(workspace.spelt(params.text_document.uri))
    state = snapshot or known
    if state is None:
        return _of_mistakes(server, workspace, params)
    if params.previous_result_id == state.id:
        return types.RelatedUnchangedDocumentDiagnosticReport(state.id)
    found = server.said(snapshot) if snapshot else known.diagnostics if known else []
    return types.RelatedFullDocumentDiagnosticReport(found, result_id=state.id)


def _of_mistakes(
    server: "Server", workspace: Workspace, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """Of a document that is no project file: somebody mends the configuration, or a pack."""
    key = workspace.spelt(params.text_document.uri)
    mistakes = dict(workspace.mistakes()).get(key, ())
    id_ = _id(mistakes)
    if mistakes and params.previous_result_id == id_:
        return types.RelatedUnchangedDocumentDiagnosticReport(id_)
    found = mistakes_of(key, mistakes, server.client) if mistakes else []
    return types.RelatedFullDocumentDiagnosticReport(found, result_id=id_ if mistakes else None)


async def _workspace(
    server: "Server", workspace: Workspace, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    await workspace.searched()
    before = {one.uri: one.value for one in params.previous_result_ids}
    for uri in before:
        workspace.spelt(uri)
    items: list[types.WorkspaceDocumentDiagnosticReport] = []
    for key in list(workspace.keys):
        await asyncio.sleep(0)  # somebody may be typing
        document = server.open.get(key)
        if document and document.snapshot:
            snapshot = document.snapshot
            if before.get(document.uri) == snapshot.id:
                items.append(_unchanged(document.uri, snapshot.id, snapshot.version))
            else:
                items.append(_full(document.uri, server.said(snapshot), snapshot.id, snapshot.version))
        elif known := workspace.unopened(key):
            uri = workspace.uri(key)
            same = before.get(uri) == known.id
            items.append(_unchanged(uri, known.id) if same else _full(uri, known.diagnostics, known.id))
    for key, mistakes in workspace.mistakes():
        uri, id_ = workspace.uri(key), _id(mistakes)
        same = before.get(uri) == id_
        items.append(_unchanged(uri, id_) if same else _full(uri, mistakes_of(key, mistakes, server.client), id_))
    # A project that is open and outside of the workspace is asked for by itself; anything else that is not named is
    # gone, also what was wrong with a configuration that somebody has open.
    named = {one.uri for one in items} | {one.uri for one in server.open.values() if one.ours}
    items.extend(_full(uri, [], None) for uri in before.keys() - named)
    return types.WorkspaceDiagnosticReport(items)


def _id(mistakes: tuple[Mistake, ...]) -> str:
    """Equal mistakes have an equal one, so that the client names the file again, and hears when it is mended."""
    return f"configuration-{hash(mistakes)}"


def _full(
    uri: str, items: list[types.Diagnostic], id_: str | None, version: int | None = None
) -> types.WorkspaceFullDocumentDiagnosticReport:
    return types.WorkspaceFullDocumentDiagnosticReport(uri, items, version, result_id=id_)


def _unchanged(uri: str, id_: str, version: int | None = None) -> types.WorkspaceUnchangedDocumentDiagnosticReport:
    return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, id_, version=version)
