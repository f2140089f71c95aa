"""What tests do with an editor, in few words."""

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import register_lsp_features

SECONDS = 30
"""Within which anything must have come on a busy machine."""


class Client(LanguageClient):
    """The client of pytest-lsp, which also remembers for which version something was published."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        register_lsp_features(self)
        self.published: dict[str, int | None] = {}
        # The framework keeps the first handler of a method, and this one knows more.
        self.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = self._take
        self.protocol.fm.features[types.CLIENT_REGISTER_CAPABILITY] = self._register
        self.encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16
        self.registered: list[types.Registration] = []

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self.diagnostics[params.uri] = params.diagnostics
        self.published[params.uri] = params.version

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += params.registrations


class Editor:
    """A client with a folder; files are real, texts may differ from them as in any editor."""

    def __init__(self, client: Client, folder: Path, kind: str = "") -> None:
        """kind: which editor it is, "" for one that no editor is like."""
        self.client = client
        self.kind = kind
        self.folder = folder
        self._versions: dict[str, int] = {}

    def uri(self, name: str = "llm-project.yaml") -> str:
        """The URI of a file of the folder; a URI stays one."""
        return name if ":" in name else (self.folder / name).as_uri()

    def write(self, text: str, name: str = "llm-project.yaml") -> str:
        """Put a file on the disk; its URI."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path.as_uri()

    def open(self, text: str, name: str = "llm-project.yaml", language_id: str = "yaml") -> str:
        """Open a document, which need not be on the disk; its URI."""
        uri = self.uri(name)
        if ":" not in name:
            self.write(text, name)
        self._versions[uri] = 1
        item = types.TextDocumentItem(uri, language_id, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent | str) -> int:
        """Edit a document; a text replaces all of it. The new version."""
        version = self._versions[uri] = self._versions[uri] + 1
        made = [types.TextDocumentContentChangeWholeDocument(one) if isinstance(one, str) else one for one in changes]
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, made))
        return version

    def close(self, uri: str) -> None:
        """Close a document."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def version(self, uri: str) -> int:
        """The version of an open document."""
        return self._versions[uri]

    @property
    def pulls(self) -> bool:
        """Whether this editor asks for diagnostics itself."""
        document = self.client.capabilities and self.client.capabilities.text_document
        return bool(document and document.diagnostic)

    @property
    def encoding(self) -> str:
        """What this editor counts within a line."""
        return str(getattr(self.client.encoding, "value", self.client.encoding))

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """What is said of an open document as it is now, in the way of this editor."""
        if self.pulls:
            asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            report = await self.client.text_document_diagnostic_async(asked)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return list(report.items)
        return await self.pushed(uri, self._versions[uri])

    async def pushed(self, uri: str, version: int | None = None) -> list[types.Diagnostic]:
        """What was published for a file, once it was for this version."""
        async with asyncio.timeout(SECONDS):
            while self._published(uri) is None or (version and self.client.published.get(uri) != version):
                await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        found = self._published(uri)
        assert found is not None
        return found

    def _published(self, uri: str) -> list[types.Diagnostic] | None:
        found = self.client.diagnostics.get(uri)
        return None if found is None else list(found)


def at(line: int, character: int) -> types.Position:
    """A position."""
    return types.Position(line, character)


def insert(line: int, character: int, text: str) -> types.TextDocumentContentChangePartial:
    """An edit that only adds."""
    return types.TextDocumentContentChangePartial(types.Range(at(line, character), at(line, character)), text)
