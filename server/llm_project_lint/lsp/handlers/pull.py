"""Diagnostics for clients that ask for them: of one document, and of the whole workspace."""

from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.lsp.handlers.diagnostics import diagnostics_of
from llm_project_lint.lsp.snapshot import Snapshot

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server


def register(server: "Server") -> None:
    """Only for a client that pulls."""
    options = types.DiagnosticOptions(
        inter_file_dependencies=False, workspace_diagnostics=True, identifier="llm-project-lint"
    )
    server.answer(types.TEXT_DOCUMENT_DIAGNOSTIC, _document, options)
    server.answer(types.WORKSPACE_DIAGNOSTIC, _workspace)


def _document(server: "Server", params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    if params.previous_result_id == snapshot.id:
        return types.RelatedUnchangedDocumentDiagnosticReport(snapshot.id)
    return types.RelatedFullDocumentDiagnosticReport(diagnostics_of(server, snapshot), result_id=snapshot.id)


def _workspace(server: "Server", params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
    before = {one.uri: one.value for one in params.previous_result_ids}
    files = server.files
    items: list[types.WorkspaceDocumentDiagnosticReport] = []
    seen = set()
    for snapshot in files.snapshots():
        seen.add(snapshot.uri)
        items.append(_report(server, snapshot, before.get(snapshot.uri)))
    for uri, mistakes in files.mistakes().items():
        seen.add(uri)
        items.append(types.WorkspaceFullDocumentDiagnosticReport(uri, mistakes))
    # What is open and outside of the workspace is asked for by itself.
    gone = before.keys() - seen - server.open.keys()
    items.extend(types.WorkspaceFullDocumentDiagnosticReport(uri, []) for uri in gone)
    return types.WorkspaceDiagnosticReport(items)


def _report(server: "Server", snapshot: Snapshot, before: str | None) -> types.WorkspaceDocumentDiagnosticReport:
    if before == snapshot.id:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(snapshot.uri, snapshot.id, version=snapshot.version)
    found = diagnostics_of(server, snapshot)
    return types.WorkspaceFullDocumentDiagnosticReport(snapshot.uri, found, snapshot.version, result_id=snapshot.id)
