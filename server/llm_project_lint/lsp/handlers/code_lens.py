"""Above the choice what the four approaches come to, and above each project how much of it is not stated."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from llm_project_lint.comparison.columns import Column
from llm_project_lint.lsp.handlers.commands import DECIDE, FACTS, VERDICTS
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Document, Finding, Language
from llm_project_lint.pipeline import Judged
from llm_project_lint.rule_check.places import CHOICE
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.texts import comparison
from llm_project_lint.texts.hover import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

LITTLE = 150
"""Values up to which all approaches may be undecided; so small a document is compared before anybody looks."""


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.TEXT_DOCUMENT_CODE_LENS, _lenses, types.CodeLensOptions(resolve_provider=True))
    server.answer(types.CODE_LENS_RESOLVE, _resolve)


def against(column: Column, language: Language) -> str:
    """How many errors and warnings speak against an approach, and how many of its are waived; "" for none."""
    waived = _counted((one.finding for one in column.waived), language)
    said = (_counted(column.against, language), waived and TEXTS.say("waived-of", language, counts=waived))
    return comparison.TEXTS.say("list-separator", language).join(part for part in said if part)


def _counted(findings: Iterable[Finding], language: Language) -> str:
    counts = Counter(finding.severity for finding in findings)

    def say(key: str, **values: object) -> str:
        return comparison.TEXTS.say(key, language, **values)

    said = [
        say(f"one-{severity}") if counts[severity] == 1 else say(f"{severity}-count", count=counts[severity])
        for severity in ("error", "warning")
        if counts[severity]
    ]
    return say("separator").join(said)


def _lenses(server: "Server", params: types.CodeLensParams) -> list[types.CodeLens]:
    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None or not server.chosen.code_lens:
        return []
    found: list[types.CodeLens] = []
    for one in snapshot.judged:
        # In a broken text the lines must not jump: it keeps the lenses that it had.
        if known := server.known(snapshot.uri, one.document.index):
            found += _of_project(server, snapshot, one.document, *known)
    return found


def _of_project(
    server: "Server", snapshot: Snapshot, document: Document, known: Snapshot, judged: Judged
) -> Iterator[types.CodeLens]:
    """What the approaches come to is told of the lenses that are looked at, one project at a time.

    known, judged: the state that they tell of.
    """
    missing = len(judged.report.not_stated)
    arguments: list[Any] = [snapshot.uri, document.index]
    first = next(iter(document.data), None) if isinstance(document.data, dict) else None
    head = document.marks.get((first,)) if first is not None else None
    if missing and head and head.key:
        title = TEXTS.say("one-not-stated" if missing == 1 else "not-stated", server.spoken, count=missing)
        yield types.CodeLens(snapshot.range(head.key), types.Command(title, DECIDE, arguments=[*arguments, FACTS]))
    choice = document.marks.get(CHOICE)
    if choice and choice.key and not known.compares(judged):
        title = TEXTS.say("compare", server.spoken)
        yield types.CodeLens(snapshot.range(choice.key), types.Command(title, DECIDE, arguments=[*arguments, VERDICTS]))
    elif choice and choice.key and len(document.marks) <= LITTLE and _is_undecided(known, judged):
        title = TEXTS.say("undecided", server.spoken)
        yield types.CodeLens(snapshot.range(choice.key), types.Command(title, DECIDE, arguments=[*arguments, VERDICTS]))
    elif choice and choice.key:
        for approach in APPROACHES:
            yield types.CodeLens(snapshot.range(choice.key), data=[*arguments, approach])


def _is_undecided(snapshot: Snapshot, judged: Judged) -> bool:
    """Whether there is nothing to tell of any approach."""
    decision = snapshot.decision(judged)
    columns = decision.columns if decision else ()
    return all(column.verdict == "undecided" and not column.waived for column in columns)


def _resolve(server: "Server", lens: types.CodeLens) -> types.CodeLens:
    """A lens with its words; one of a state that is gone says where it leads."""
    match lens.data:
        case [str() as uri, int() as index, str() as approach]:
            title = _title(server, uri, index, approach) or TEXTS.say("compare", server.spoken)
            lens.command = types.Command(title, DECIDE, arguments=[uri, index, VERDICTS])
    return lens


def _title(server: "Server", uri: str, index: int, approach: str) -> str:
    known = server.known(uri, index)
    decision = known[0].decision(known[1]) if known else None
    column = next((one for one in decision.columns if one.choice == approach), None) if decision else None
    if column is None:
        return ""

    def say(key: str, **values: object) -> str:
        return comparison.TEXTS.say(key, server.spoken, **values)

    text = say(column.verdict)
    if counts := against(column, server.spoken):
        text = TEXTS.say("counted", server.spoken, verdict=text, counts=counts)
    return say("of", choices=approach, text=text)
