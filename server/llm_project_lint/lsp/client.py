"""What a client can do, asked for by name: the protocol's capabilities are a deep tree in which all may be missing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from llm_project_lint.lsp.buffer import Encoding

_AS_IS = 1
"""The mode of inserting in which a client leaves indentation alone (LSP: InsertTextMode)."""
_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class Client(NamedTuple):
    """One client, by what it can take.

    pulls: asks for diagnostics itself, so none may be pushed. snippets: takes tab stops in completions. lazy_items:
    asks for documentation when a completion is looked at. literal_items: can put a completion in without indenting it.
    lazy_actions: asks for the edit when an action is taken.
    watches, registers_settings: can be asked to report changes of files, of settings. versioned: takes edits of a known
    version of a document. deletions, renames: tells of files that somebody deletes or renames in the editor.
    """

    name: str = ""
    encoding: Encoding = "utf-16"
    pulls: bool = False
    refreshes_diagnostics: bool = False
    refreshes_lenses: bool = False
    refreshes_hints: bool = False
    related: bool = False
    descriptions: bool = False
    tags: bool = False
    markdown_hover: bool = False
    markdown_items: bool = False
    snippets: bool = False
    insert_replace: bool = False
    item_kinds: frozenset[int] = frozenset()
    lazy_items: bool = False
    literal_items: bool = False
    literal_actions: bool = False
    preferred_actions: bool = False
    lazy_actions: bool = False
    versioned: bool = False
    watches: bool = False
    watches_anywhere: bool = False
    registers_settings: bool = False
    settings: bool = False
    progress: bool = False
    tree_symbols: bool = False
    location_links: bool = False
    applies_edits: bool = False
    lines_fold: bool = False
    deletions: bool = False
    renames: bool = False


def client_of(params: Mapping[str, Any]) -> Client:
    """The client that introduces itself, by its parameters as they came: what nobody reads may have any form."""
    capabilities = params.get("capabilities")

    def has(path: str) -> bool:
        return bool(_find(capabilities, path))

    def lists(path: str, word: str | int) -> bool:
        found = _find(capabilities, path)
        return isinstance(found, list) and word in found

    document = "textDocument"
    return Client(
        name=str(_find(params, "clientInfo.name") or ""),
        encoding=_encoding(capabilities),
        pulls=_find(capabilities, f"{document}.diagnostic") is not None,
        refreshes_diagnostics=has("workspace.diagnostics.refreshSupport"),
        refreshes_lenses=has("workspace.codeLens.refreshSupport"),
        refreshes_hints=has("workspace.inlayHint.refreshSupport"),
        related=has(f"{document}.publishDiagnostics.relatedInformation")
        or has(f"{document}.diagnostic.relatedInformation"),
        descriptions=has(f"{document}.publishDiagnostics.codeDescriptionSupport")
        or has(f"{document}.diagnostic.codeDescriptionSupport"),
        tags=_find(capabilities, f"{document}.publishDiagnostics.tagSupport") is not None
        or _find(capabilities, f"{document}.diagnostic.tagSupport") is not None,
        markdown_hover=_prefers_markdown(_find(capabilities, f"{document}.hover.contentFormat")),
        markdown_items=_prefers_markdown(
            _find(capabilities, f"{document}.completion.completionItem.documentationFormat")
        ),
        snippets=has(f"{document}.completion.completionItem.snippetSupport"),
        insert_replace=has(f"{document}.completion.completionItem.insertReplaceSupport"),
        literal_items=lists(f"{document}.completion.completionItem.insertTextModeSupport.valueSet", _AS_IS),
        item_kinds=_kinds(capabilities),
        lazy_items=lists(f"{document}.completion.completionItem.resolveSupport.properties", "documentation"),
        literal_actions=_find(capabilities, f"{document}.codeAction.codeActionLiteralSupport") is not None,
        preferred_actions=has(f"{document}.codeAction.isPreferredSupport"),
        lazy_actions=lists(f"{document}.codeAction.resolveSupport.properties", "edit")
        and has(f"{document}.codeAction.dataSupport"),
        versioned=has("workspace.workspaceEdit.documentChanges"),
        watches=has("workspace.didChangeWatchedFiles.dynamicRegistration"),
        watches_anywhere=has("workspace.didChangeWatchedFiles.relativePatternSupport"),
        registers_settings=has("workspace.didChangeConfiguration.dynamicRegistration"),
        settings=has("workspace.configuration"),
        progress=has("window.workDoneProgress"),
        tree_symbols=has(f"{document}.documentSymbol.hierarchicalDocumentSymbolSupport"),
        location_links=has(f"{document}.definition.linkSupport"),
        applies_edits=has("workspace.applyEdit"),
        lines_fold=has(f"{document}.foldingRange.lineFoldingOnly"),
        deletions=has("workspace.fileOperations.didDelete"),
        renames=has("workspace.fileOperations.didRename"),
    )


def _find(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _prefers_markdown(formats: Any) -> bool:
    """Whether Markdown is the first of the formats that it takes; they are in its order."""
    known = (one for one in (formats if isinstance(formats, list) else ()) if one in ("markdown", "plaintext"))
    return next(known, "") == "markdown"


def _encoding(capabilities: Any) -> Encoding:
    """The first that both know, in the client's order; UTF-16 where it says nothing, as LSP has it."""
    offered = _find(capabilities, "general.positionEncodings") or ()
    words = (word for word in offered if isinstance(word, str)) if isinstance(offered, list) else ()
    return next((_ENCODINGS[word] for word in words if word in _ENCODINGS), "utf-16")


def _kinds(capabilities: Any) -> frozenset[int]:
    """The kinds of completions that it knows: at least those of the protocol's first version."""
    told = _find(capabilities, "textDocument.completion.completionItemKind.valueSet")
    return frozenset(kind for kind in (told if isinstance(told, list) else range(1, 19)) if isinstance(kind, int))
