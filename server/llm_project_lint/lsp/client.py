"""What a client can do, asked for by name: the protocol's capabilities are a deep tree in which all may be missing."""

from typing import Any, NamedTuple

from lsprotocol import types

from llm_project_lint.lsp.buffer import Encoding

_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class Client(NamedTuple):
    """One client, by what it can take.

    pulls: asks for diagnostics itself, so none may be pushed. snippets: takes tab stops in completions. lazy_items:
    asks for documentation when a completion is looked at. literal_items: can put a completion in without indenting it.
    lazy_actions: asks for the edit when an action is taken.
    watches, registers_settings: can be asked to report changes of files, of settings. versioned: takes edits of a known
    version of a document.
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
    lazy_items: bool = False
    literal_items: bool = False
    literal_actions: bool = False
    preferred_actions: bool = False
    disabled_actions: bool = False
    lazy_actions: bool = False
    versioned: bool = False
    watches: bool = False
    watches_anywhere: bool = False
    registers_settings: bool = False
    settings: bool = False
    progress: bool = False
    tree_symbols: bool = False
    location_links: bool = False
    shows_documents: bool = False
    applies_edits: bool = False
    lines_fold: bool = False


def client_of(params: types.InitializeParams) -> Client:
    """The client that introduces itself."""
    capabilities = params.capabilities

    def has(path: str) -> bool:
        return bool(_find(capabilities, path))

    def lists(path: str, word: str | int) -> bool:
        found = _find(capabilities, path)
        return isinstance(found, list | tuple) and word in [getattr(one, "value", one) for one in found]

    document = "text_document"
    return Client(
        name=params.client_info.name if params.client_info else "",
        encoding=_encoding(capabilities),
        pulls=_find(capabilities, f"{document}.diagnostic") is not None,
        refreshes_diagnostics=has("workspace.diagnostics.refresh_support"),
        refreshes_lenses=has("workspace.code_lens.refresh_support"),
        refreshes_hints=has("workspace.inlay_hint.refresh_support"),
        related=has(f"{document}.publish_diagnostics.related_information")
        or has(f"{document}.diagnostic.related_information"),
        descriptions=has(f"{document}.publish_diagnostics.code_description_support")
        or has(f"{document}.diagnostic.code_description_support"),
        tags=_find(capabilities, f"{document}.publish_diagnostics.tag_support") is not None
        or _find(capabilities, f"{document}.diagnostic.tag_support") is not None,
        markdown_hover=lists(f"{document}.hover.content_format", "markdown"),
        markdown_items=lists(f"{document}.completion.completion_item.documentation_format", "markdown"),
        snippets=has(f"{document}.completion.completion_item.snippet_support"),
        insert_replace=has(f"{document}.completion.completion_item.insert_replace_support"),
        literal_items=lists(
            f"{document}.completion.completion_item.insert_text_mode_support.value_set", types.InsertTextMode.AsIs.value
        ),
        lazy_items=lists(f"{document}.completion.completion_item.resolve_support.properties", "documentation"),
        literal_actions=_find(capabilities, f"{document}.code_action.code_action_literal_support") is not None,
        preferred_actions=has(f"{document}.code_action.is_preferred_support"),
        disabled_actions=has(f"{document}.code_action.disabled_support"),
        lazy_actions=lists(f"{document}.code_action.resolve_support.properties", "edit")
        and has(f"{document}.code_action.data_support"),
        versioned=has("workspace.workspace_edit.document_changes"),
        watches=has("workspace.did_change_watched_files.dynamic_registration"),
        watches_anywhere=has("workspace.did_change_watched_files.relative_pattern_support"),
        registers_settings=has("workspace.did_change_configuration.dynamic_registration"),
        settings=has("workspace.configuration"),
        progress=has("window.work_done_progress"),
        tree_symbols=has(f"{document}.document_symbol.hierarchical_document_symbol_support"),
        location_links=has(f"{document}.definition.link_support"),
        shows_documents=has("window.show_document.support"),
        applies_edits=has("workspace.apply_edit"),
        lines_fold=has(f"{document}.folding_range.line_folding_only"),
    )


def _find(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _encoding(capabilities: types.ClientCapabilities) -> Encoding:
    """The first that both know, in the client's order; UTF-16 where it says nothing, as LSP has it."""
    offered = _find(capabilities, "general.position_encodings") or ()
    words = (getattr(one, "value", one) for one in offered)
    return next((_ENCODINGS[word] for word in words if word in _ENCODINGS), "utf-16")
