"""Commands: the approaches side by side, a rule explained, what is configured; and edits for clients without actions.

They return Markdown, in which what comes from a file stands in a block of code, or data where `format` is `json`.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams, JsonRpcRequestCancelled
from pygls.uris import to_fs_path

from llm_project_lint.comparison.decision import Decision, decision_of
from llm_project_lint.comparison.flips import MOST_TRIES
from llm_project_lint.lsp.actions.workspace_edit import edit_of, unpacked
from llm_project_lint.lsp.handlers.code_actions import APPLY
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.outputs import View, renderer
from llm_project_lint.outputs.printable import printable
from llm_project_lint.pipeline import Judged
from llm_project_lint.tally import Tally
from llm_project_lint.texts.actions import TEXTS
from llm_project_lint.texts.checks import TEXTS as CHECKS
from llm_project_lint.texts.cli import TEXTS as CLI

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

DECIDE = "llm-project-lint.decide"
EXPLAIN = "llm-project-lint.explain"
CONFIGURATION = "llm-project-lint.configuration"
COLUMNS = 100
_JSON, _HTML = {"format": "json"}, {"format": "html"}
VERDICTS, FACTS = {"show": "verdicts"}, {"show": "facts"}
"""What a lens has shown: few clients show what a command returns."""
MOST_SHOWN = 8
"""Facts that are named in a message."""


def register(server: "Server") -> None:
    """The commands of this module."""
    server.answer_command(DECIDE, _decide)
    server.answer_command(EXPLAIN, _explain)
    server.answer_command(CONFIGURATION, _configuration)
    server.answer_command(APPLY, _apply)


def _decide(server: "Server", arguments: Sequence[Any]) -> Any:
    """The four approaches side by side, of one document or of all."""
    shows = arguments[2] if len(arguments) == 3 and arguments[2] in (VERDICTS, FACTS) else None
    uri, number, how = _read(server, arguments[:2] if shows else arguments, DECIDE, "of-decide", str, int, dict)
    snapshot = _snapshot(server, uri)
    judged = list(snapshot.judged) if number is None else [_one(server, snapshot.judged, number)]
    if shows:
        return _show(server, snapshot, judged[0], shows)
    tries = MOST_TRIES // len(snapshot.judged)
    decisions = [decision_of(snapshot.linter, one, tries if snapshot.compares(one) else 0) for one in judged]
    view = _view(server)
    if how == _HTML:
        return _page(decisions, view._replace(folder=os.path.dirname(snapshot.buffer.source.path)))
    if how:
        from llm_project_lint.outputs.decision_json import decisions_json

        return json.loads(decisions_json(decisions, view))
    from llm_project_lint.outputs.decision import decision_text

    return _block("\n".join(decision_text(decision, view) for decision in decisions))


def _page(decisions: Sequence[Decision], view: View) -> str:
    """The page that `check --format html` writes, for an editor to show beside the file."""
    known = {id(decision.report): decision for decision in decisions}
    page, tally = renderer("html", view, lambda report: known[id(report)]), Tally()
    text, tally.files = "", 1
    for decision in decisions:
        tally.add(decision.report)
        text += page.report(decision.report)
    return text + page.end(tally)


def _show(server: "Server", snapshot: Snapshot, judged: Judged, what: Mapping[str, str]) -> str:
    """Have the client show what a lens is about, and return it too."""
    language = server.spoken
    if what == FACTS:
        places = [f"`{re.sub(r'[[].*[]]', '[]', fact.place)}`" for fact in judged.report.not_stated]
        more = len(places) - MOST_SHOWN
        listed = TEXTS.say("separator", language).join(places[:MOST_SHOWN])
        text = TEXTS.say("facts-and-more" if more > 0 else "facts", language, places=listed, count=more)
    else:
        from llm_project_lint.outputs.decision import summary

        text = summary(decision_of(snapshot.linter, judged), language)
    server.show(text)
    return text


def _explain(server: "Server", arguments: Sequence[Any]) -> str:
    """The page of a rule; of a name in reports that is no rule, what it stands for. With a file: its trace there."""
    name, uri, number = _read(server, arguments, EXPLAIN, "of-explain", str, str, int)
    # Without a file the rule may be one of a pack that only some folder has.
    books = [server.book(uri), *(() if uri else server.linters.books)]
    book = next((one for one in books if name in one.rules or name in one.drivers), books[0])
    rule = book.rules.get(name) or book.drivers.get(name)
    language = server.spoken
    if rule is None and name in CHECKS:
        return CLI.say("other-name", language, name=name, said=CHECKS.say(name, language)) + "\n"
    if rule is None:
        raise JsonRpcInvalidParams(TEXTS.say("no-rule", language, rule=printable(name[:100])))
    if uri is None:
        from llm_project_lint.outputs.page import page

        return page(rule, book, language)
    snapshot = _snapshot(server, uri)
    documents = [judged.document for judged in snapshot.judged]
    documents = documents if number is None else [_one(server, documents, number)]
    from llm_project_lint.outputs.explained import explained

    return _block(explained(snapshot.linter.settings, documents, rule, book, _view(server)).text)


def _configuration(server: "Server", arguments: Sequence[Any]) -> Any:
    """What holds for a file in the end, and who says so."""
    uri, as_json = _read(server, arguments, CONFIGURATION, "of-configuration", str, dict)
    from llm_project_lint.configuration import settings
    from llm_project_lint.lsp.settings import SECTION
    from llm_project_lint.outputs.effective import Value, described, effective, effective_text
    from llm_project_lint.outputs.origin import Origin
    from llm_project_lint.rulebook.adjust import adjusted

    path = to_fs_path(uri)
    file = server.linters.configuration(path, server.root_of(path))
    book, language = server.linters.of(path, server.root_of(path)).book, server.spoken
    held = adjusted(book, settings(file, book, server.linters.today, language)._replace(rules=None))
    origin = Origin("option", f"{SECTION}.language") if server.chosen.language else Origin("locale")
    said = {"language": Value("language", language, origin)}
    found = effective(path or uri, file, book, held, said=said)
    return described(found) if as_json else _block(effective_text(found, language))


def _apply(server: "Server", arguments: Sequence[Any]) -> None:
    """Make the edits of an offer, through the client, which alone may change a document."""
    (data,) = _read(server, arguments, APPLY, "of-apply", dict)
    edit = edit_of(server, unpacked(server, data))
    if edit is None:
        raise JsonRpcRequestCancelled(TEXTS.say("refused", server.spoken))
    server.later(_have_applied(server, types.ApplyWorkspaceEditParams(edit)))


async def _have_applied(server: "Server", params: types.ApplyWorkspaceEditParams) -> None:
    answer = await server.workspace_apply_edit_async(params)
    if not answer.applied:
        text = TEXTS.say("not-applied", server.spoken)
        server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))


# -- arguments and results --------------------------------------------------------------------------------------------


def _read(server: "Server", arguments: Sequence[Any], command: str, wanted: str, *types_: type) -> list[Any]:
    """The arguments in the order of their types; all but the first may be left out or null.

    Where an object is the last of several, it may only say that JSON is wanted. Raises an error of the request for
    anything else.
    """
    found: list[Any] = [None] * len(types_)
    at = 0
    for argument in arguments:
        if argument is not None or at == 0:
            possible = range(at, len(types_) if at else 1)
            at = next((index for index in possible if type(argument) is types_[index]), -1)
            if at < 0:
                break
            found[at] = argument
        at += 1
    else:
        switched = len(types_) > 1 and types_[-1] is dict and found[-1] is not None
        known = (_JSON, _HTML) if command == DECIDE else (_JSON,)
        if found[0] is not None and at <= len(types_) and not (switched and found[-1] not in known):
            return found
    text = TEXTS.say("arguments", server.spoken, command=command, wanted=TEXTS.say(wanted, server.spoken))
    raise JsonRpcInvalidParams(text)


def _snapshot(server: "Server", uri: str) -> Snapshot:
    snapshot = server.snapshot(uri)
    if snapshot is None:
        raise JsonRpcInvalidParams(TEXTS.say("not-open", server.spoken))
    return snapshot


def _one(server: "Server", found: Sequence[Any], number: int) -> Any:
    if not 0 <= number < len(found):
        raise JsonRpcInvalidParams(TEXTS.say("no-document", server.spoken, number=number))
    return found[number]


def _view(server: "Server") -> View:
    return View(server.spoken, colour=False, columns=COLUMNS)


def _block(text: str) -> str:
    """Text as a block of code, its fence longer than any that the text holds."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}text\n{text.rstrip()}\n{fence}\n"
