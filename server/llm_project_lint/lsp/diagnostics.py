"""What a report says, in the protocol's words."""

from functools import lru_cache

from lsprotocol import types

from llm_project_lint import files
from llm_project_lint.errors import UsageError
from llm_project_lint.lsp.buffer import Buffer, Place
from llm_project_lint.lsp.client import Client
from llm_project_lint.lsp.linters import Mistake
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.uris import uri_of
from llm_project_lint.model import Finding, Language, Source
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import hint
from llm_project_lint.outputs.shipped import file_of
from llm_project_lint.source import decode
from llm_project_lint.texts.lsp import TEXTS

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
"""The code of a mistake in a configuration file, or in a pack that one names."""
MARK = "\ufeff"
"""Of byte order: no editor has it in its text."""


def diagnostics_of(snapshot: Snapshot, client: Client, language: Language) -> list[types.Diagnostic]:
    """Everything that is said of a document: its findings, and one hint for each fact that rules wait for."""
    return [
        _diagnostic(snapshot, finding, client, language)
        for report in snapshot.reports
        for finding in (*report.findings, *(hint(fact, language) for fact in report.not_stated))
    ]


def mistakes_of(path: str, mistakes: tuple[Mistake, ...], client: Client) -> list[types.Diagnostic]:
    """What is wrong with a configuration file or a file of a pack: each at its place."""
    found, buffer = [], _read(path, client)
    for one in mistakes:
        place = types.Position(*_place(buffer, one))
        text, severity = printable(one.message), types.DiagnosticSeverity.Error
        found.append(types.Diagnostic(types.Range(place, place), text, severity, CONFIGURATION, source=SOURCE))
    return found


def _place(buffer: Buffer | None, mistake: Mistake) -> Place:
    """Where a mistake is for the client; its column counts code points, which its line says how to count otherwise."""
    line, column = mistake.line - 1, mistake.column - 1
    if buffer is None or line >= buffer.lines:
        return Place(line, column)
    return buffer.place(buffer.start(line) + min(column, len(buffer.line(line))))


def _read(path: str, client: Client) -> Buffer | None:
    """The text of a file as the client has it; None for one that is no file, or gone."""
    try:
        source, _ = decode(path, files.read(path))
    except UsageError:
        return None
    return Buffer(Source(path, source.text.removeprefix(MARK)), client.encoding)


def _diagnostic(snapshot: Snapshot, finding: Finding, client: Client, language: Language) -> types.Diagnostic:
    tag = TAGS.get(finding.rule) if client.tags else None
    return types.Diagnostic(
        snapshot.range(finding.span),
        message_of(finding, language),
        SEVERITIES[finding.severity],
        finding.rule,
        _description(finding.rule, snapshot, language) if client.descriptions else None,
        SOURCE,
        [tag] if tag else None,
        (_related(snapshot, finding, language) or None) if client.related else None,
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


def _description(rule: str, snapshot: Snapshot, language: Language) -> types.CodeDescription | None:
    return _leading_to(file_of(rule, snapshot.linter.book, language))


@lru_cache(256)
def _leading_to(path: str) -> types.CodeDescription | None:
    uri = uri_of(path)
    return types.CodeDescription(uri) if uri else None
