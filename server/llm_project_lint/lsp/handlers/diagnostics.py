"""Diagnostics: what a report says, in the protocol's words; and those of open documents, pushed."""

import os
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path

from llm_project_lint.lsp.linters import Mistake
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Finding, Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import hint
from llm_project_lint.resources import resource
from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

SOURCE = "llm-project-lint"
SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}
TAGS = {"unused-waiver": types.DiagnosticTag.Unnecessary}
"""What an editor may show faded."""
CONFIGURATION = "configuration"
"""The code of a mistake in a configuration file."""


def push(server: "Server", snapshot: Snapshot) -> None:
    """Publish what is said of a document."""
    found = diagnostics_of(server, snapshot)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(snapshot.uri, found, snapshot.version))


def clear(server: "Server", uri: str) -> None:
    """Publish that nothing is said of a file any more."""
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def diagnostics_of(server: "Server", snapshot: Snapshot) -> list[types.Diagnostic]:
    """Everything that is said of a document: its findings, and one hint for each fact that rules wait for."""
    return [
        _diagnostic(server, snapshot, finding)
        for report in snapshot.reports
        for finding in (*report.findings, *(hint(fact, server.spoken) for fact in report.not_stated))
    ]


def mistakes_of(mistakes: tuple[Mistake, ...]) -> list[types.Diagnostic]:
    """What is wrong with a configuration file: each at its line."""
    return [
        types.Diagnostic(
            types.Range(types.Position(one.line - 1, one.column - 1), types.Position(one.line - 1, one.column - 1)),
            one.message,
            types.DiagnosticSeverity.Error,
            CONFIGURATION,
            source=SOURCE,
        )
        for one in mistakes
    ]


def _diagnostic(server: "Server", snapshot: Snapshot, finding: Finding) -> types.Diagnostic:
    client = server.client
    tag = TAGS.get(finding.rule) if client.tags else None
    return types.Diagnostic(
        snapshot.range(finding.span),
        message_of(finding, server.spoken),
        SEVERITIES[finding.severity],
        finding.rule,
        _page(finding.rule, server.spoken) if client.descriptions else None,
        SOURCE,
        [tag] if tag else None,
        (_related(snapshot, finding, server.spoken) or None) if client.related else None,
        {"place": finding.place},
    )


def message_of(finding: Finding, language: Language) -> str:
    """What is wrong, why it matters, and what to do: a line each, so that editors with one line show the first.

    A name from the file may hold line breaks and marks of writing direction; they show as they do in a terminal.
    """
    advice = TEXTS.say("to-do", language, advice=finding.advice) if finding.advice else ""
    return "\n".join(printable(text) for text in (finding.message, finding.why, advice) if text)


def _related(snapshot: Snapshot, finding: Finding, language: Language) -> list[types.DiagnosticRelatedInformation]:
    """The other places that a finding rests on, and what it speaks for."""
    found = [(one.span, one.message) for one in finding.related]
    for inside in finding.folded:
        said = TEXTS.say("same-cause", language, message=inside.message, rule=inside.rule)
        found.append((inside.span, said))
    return [
        types.DiagnosticRelatedInformation(types.Location(snapshot.uri, snapshot.range(span)), printable(message))
        for span, message in found
    ]


_pages: dict[tuple[str, Language], types.CodeDescription | None] = {}


def _page(rule: str, language: Language) -> types.CodeDescription | None:
    """Where the page of a rule stands that comes with the package; None for what is no rule."""
    key = (rule, language)
    if key not in _pages:
        path = page_of(rule, language)
        uri = from_fs_path(path) if path else None
        _pages[key] = types.CodeDescription(uri) if uri else None
    return _pages[key]


def page_of(rule: str, language: Language) -> str:
    """The file of a rule's page, "" for what is no rule."""
    path = resource("docs", "rules", language, f"{rule}.md")
    return path if rule != "README" and not {"/", os.sep} & {*rule} and os.path.isfile(path) else ""
