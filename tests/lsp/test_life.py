"""How a connection lives: its beginning and end, what is wrong on the wire, settings, and what is told to nobody."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lsp.wire import (
    PUSHED,
    SERVER,
    Message,
    Wire,
    change,
    close_document,
    compiling,
    document,
    encoded,
    framed,
    introduce,
    open_,
    position,
    published,
    range_,
)

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED, CANCELLED = -32002, -32800
URI = "file:///nowhere/llm-project.yaml"
TUNED = "data: {knowledge: {updates: weekly}}\napproach: {choice: fine-tuning}\n"
DYNAMIC = "finetune-dynamic-data"
CHINESE = re.compile("[\u4e00-\u9fff]")
LOG, SHOW = "window/logMessage", "window/showMessage"


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire() as found:
        yield found


def message_of(wire: Wire, uri: str = URI, version: int | None = None, after: int = 0) -> str:
    """What is pushed about knowledge that changes, for people."""
    found = {one["code"]: one["message"] for one in published(wire, uri, version, after)}
    text: str = found[DYNAMIC]
    return text


def says_sooner_or_later(wire: Wire, chinese: bool, after: int) -> None:
    """Wait for diagnostics in a language; those of before may still be on their way."""

    def fits(params: Message) -> bool:
        said = [one["message"] for one in params["diagnostics"] if one["code"] == DYNAMIC]
        return bool(said) and bool(CHINESE.search(said[0])) == chinese

    wire.heard(PUSHED, fits, after)


# -- beginning and end -------------------------------------------------------------------------------------------------


def test_nothing_works_before_initialize_and_it_comes_once(wire: Wire) -> None:
    assert wire.refusal("textDocument/hover", {**document(URI), "position": position(0, 0)}) == NOT_INITIALIZED
    assert wire.refusal("shutdown") == NOT_INITIALIZED
    open_(wire, URI, TUNED)  # is dropped, as LSP has it
    assert wire.refusal("initialize", {"capabilities": 5}) == INVALID_PARAMS
    assert wire.refusal("initialize", []) == INVALID_PARAMS
    introduce(wire)
    assert wire.refusal("initialize", {"processId": None, "rootUri": None, "capabilities": {}}) == INVALID_REQUEST
    wire.barrier()
    assert wire.told(PUSHED) == []
    change(wire, URI, 2, {"text": TUNED})  # was never opened
    close_document(wire, URI)
    open_(wire, URI, TUNED)
    assert "every 7 days" in message_of(wire)


def test_after_shutdown_there_is_only_the_exit(wire: Wire) -> None:
    introduce(wire)
    assert wire.call("shutdown") is None
    assert wire.refusal("textDocument/hover", {**document(URI), "position": position(0, 0)}) == INVALID_REQUEST
    assert wire.refusal("shutdown") == INVALID_REQUEST
    assert wire.refusal("initialize", {"processId": None, "rootUri": None, "capabilities": {}}) == INVALID_REQUEST
    open_(wire, URI, TUNED)
    wire.barrier()
    assert wire.told(PUSHED) == []
    wire.notify("exit")
    assert wire.exited() == 0


@pytest.mark.parametrize("introduced", [False, True])
def test_an_exit_without_shutdown_is_a_failure(wire: Wire, introduced: bool) -> None:
    if introduced:
        introduce(wire)
    wire.notify("exit")
    assert wire.exited() == 1


@pytest.mark.parametrize("polite, code", [(False, 1), (True, 0)])
def test_the_end_of_the_stream_is_the_end(wire: Wire, polite: bool, code: int) -> None:
    introduce(wire)
    open_(wire, URI, TUNED)
    if polite:
        wire.call("shutdown")
    wire.raw(b"Content-Length: 100\r\n\r\n{")  # a message that never comes
    wire.hang_up()
    assert wire.exited() == code


def test_a_client_that_reads_nothing_any_more_ends_the_server() -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        os.close(reading)
        assert process.stdin
        assert process.stderr
        process.stdin.write(
            encoded({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
        )
        process.stdin.flush()
        assert process.wait(15) == 1  # although its input is still open
        assert process.stderr.read() == b""


def test_a_server_goes_with_its_editor(wire: Wire) -> None:
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    introduce(wire, processId=editor.pid)
    wire.barrier()
    time.sleep(4)  # longer than between two looks
    assert wire.process.poll() is None
    editor.communicate(b"\n")
    assert wire.exited(10) == 1


def test_a_server_goes_with_its_editor_though_nobody_reads() -> None:
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=compiling()) as process:
        assert process.stdin
        params: Message = {"processId": editor.pid, "rootUri": None, "capabilities": {}}
        process.stdin.write(encoded({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}))
        process.stdin.write(encoded({"jsonrpc": "2.0", "method": "initialized", "params": {}}))
        text = {"uri": URI, "languageId": "yaml", "version": 1, "text": TUNED}
        process.stdin.write(
            encoded({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": text}})
        )
        asked = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
        for number in range(2, 100):
            process.stdin.write(
                encoded({"jsonrpc": "2.0", "id": number, "method": "textDocument/completion", "params": asked})
            )
        process.stdin.flush()
        time.sleep(2)
        editor.communicate(b"\n")
        try:
            assert process.wait(15) == 1  # it hangs in writing what nobody reads
        finally:
            process.kill()


# -- what is wrong on the wire -----------------------------------------------------------------------------------------


def test_what_is_not_known_is_refused_once(wire: Wire) -> None:
    introduce(wire)
    for method in ("textDocument/nonsense", "$/nonsense", "", "x" * 100_000, "initialized\n", "__init__", "run"):
        asked = wire.ask(method, {"a": 1})
        assert wire.answer(asked)["error"]["code"] == METHOD_NOT_FOUND
        wire.notify(method, {"a": 1})
        wire.barrier()
        assert wire.count(asked) == 1
    assert wire.told(SHOW) == []


WRONG: tuple[tuple[str, Any], ...] = (
    ("textDocument/didOpen", {"textDocument": {"uri": 5, "languageId": "yaml", "version": "x", "text": None}}),
    ("textDocument/didOpen", None),
    ("textDocument/didChange", {"textDocument": {"uri": URI}, "contentChanges": "x"}),
    ("textDocument/didChange", [1, 2]),
    ("textDocument/didClose", {"textDocument": URI}),
    ("workspace/didChangeConfiguration", 7),
    ("workspace/didChangeWatchedFiles", {"changes": [{"uri": URI, "type": 99}]}),
    ("workspace/didChangeWorkspaceFolders", {"event": {"added": [{"uri": None}], "removed": 1}}),
    ("$/cancelRequest", {"id": [1]}),
    ("$/cancelRequest", None),
    ("$/setTrace", {"value": 3}),
    ("initialized", "x"),
)
"""Notifications of a wrong form."""


def test_parameters_of_a_wrong_form_are_refused_once(wire: Wire) -> None:
    capabilities = introduce(wire, {"textDocument": {"diagnostic": {}}})
    assert capabilities["diagnosticProvider"]
    open_(wire, URI, TUNED)
    wrong_params: tuple[Any, ...] = (
        None,
        {},
        [],
        5,
        "x",
        {"textDocument": None},
        {"textDocument": URI},
    )
    for params in wrong_params:
        asked = wire.ask("textDocument/diagnostic", params)
        assert wire.answer(asked)["error"]["code"] == INVALID_PARAMS, params
        wire.barrier()
        assert wire.count(asked) == 1
    for method, wrong in WRONG:
        wire.send({"jsonrpc": "2.0", "method": method, "params": wrong})
    wire.barrier()
    assert any("`textDocument/didChange` does not" in one["message"] for one in wire.told(LOG))
    # An edit that could not be read leaves a text that is not the editor's, until all of it comes.
    assert wire.call("textDocument/diagnostic", document(URI))["items"] == []
    change(wire, URI, 2, {"range": range_((0, 0), (0, 0)), "text": "x: 1\n"})
    assert wire.call("textDocument/diagnostic", document(URI))["items"] == []
    for version in (2**31, -(2**40), None, True, 1.5, "3"):
        wire.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": URI, "version": version}, "contentChanges": [{"text": TUNED}]},
        )
        assert wire.call("textDocument/diagnostic", document(URI))["items"]
    change(wire, URI, 3, {"text": TUNED})
    report = wire.call("textDocument/diagnostic", document(URI))
    assert DYNAMIC in {one["code"] for one in report["items"]}


def test_requests_of_a_wrong_form_are_answered_with_the_id_null(wire: Wire) -> None:
    introduce(wire)
    wrong: list[Any] = [
        {"jsonrpc": "2.0", "id": None, "method": "shutdown"},
        {"jsonrpc": "2.0", "id": 1.5, "method": "shutdown"},
        {"jsonrpc": "2.0", "id": True, "method": "shutdown"},
        {"jsonrpc": "2.0", "id": [1], "method": "shutdown"},
        {"jsonrpc": "2.0", "id": {}, "method": "shutdown"},
        {"jsonrpc": "2.0", "id": 7, "method": 7},
    ]
    for message in wrong:
        wire.send(message)
    wire.barrier()
    refused = [one["error"]["code"] for one in wire.messages if one.get("id", 0) is None]
    assert refused == [INVALID_REQUEST] * len(wrong)
    # What looks like an answer to nothing, or like nothing at all, is passed over.
    for message in ({}, {"id": 1}, {"jsonrpc": "2.0", "id": "x", "result": 1}, {"method": 5}, {"method": None}):
        wire.send(message)
    before = len(wire.messages)
    wire.barrier()
    assert len(wire.messages) == before + 1
    # Ids may be words, and numbers of any size.
    for asked in ("a", "", "质", 0, -5, 2**31 - 1):
        wire.send({"jsonrpc": "2.0", "id": asked, "method": "$/nothing"})
        assert wire.answer(asked)["error"]["code"] == METHOD_NOT_FOUND


def test_a_message_that_cannot_be_read_does_not_stop_the_next(wire: Wire) -> None:
    introduce(wire)
    bodies = (
        b"",
        b"{",
        b"nonsense",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"id": ' + b"9" * 10_000 + b"}",
        b"[]",
        b'[{"jsonrpc": "2.0", "id": 9, "method": "shutdown"}]',
        b"5",
        b"null",
        b'"x"',
    )
    for body in bodies:
        wire.raw(framed(body))
    wire.barrier()
    refused = [one["error"]["code"] for one in wire.messages if one.get("id", 0) is None]
    assert refused == [PARSE_ERROR] * 6 + [INVALID_REQUEST] * 5  # the last ones are JSON, but no message


def test_a_header_that_cannot_be_read_does_not_stop_the_next(wire: Wire) -> None:
    introduce(wire)
    for data in (
        b"\r\n",
        b"\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: \r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: 99999999999999999999\r\n\r\n",
        b"Content-Length: 0x10\r\n\r\n",
        b"Content-Type: application/json\r\n\r\n",
        b'\r\n\r\n{"jsonrpc": "2.0"}\r\n',  # a body without a header
        b"x" * 100_000 + b"\r\n",
        b"\x00\xff\n",
    ):
        wire.raw(data)
        wire.barrier()
    before = len(wire.messages)
    wire.raw(b"Content-Length: -5\r\n\r\n{}")  # whose body runs into the next header
    wire.barrier()
    # A message that is too long is passed over to its end.
    wire.raw(b"Content-Length: 100000000\r\n\r\n")
    for _ in range(100):
        wire.raw(b" " * 1_000_000)
    wire.barrier()
    refused = [one["error"]["code"] for one in wire.messages[before:] if one.get("id", 0) is None]
    assert refused == [PARSE_ERROR]
    assert wire.memory() < 200


def test_a_header_may_be_written_in_many_ways_and_come_in_pieces(wire: Wire) -> None:
    introduce(wire)
    for number, header in enumerate((
        "content-length: %d\r\n\r\n",
        "CONTENT-LENGTH:%d\r\n\r\n",
        "Content-Length:   %d  \r\n\r\n",
        "Content-Length: %d\n\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n",
        "Content-Length: %d\r\nX-Other: 1\r\nContent-Type: a/b\r\n\r\n",
    )):  # fmt: skip
        body = json.dumps({"jsonrpc": "2.0", "id": f"way-{number}", "method": "$/质"}, ensure_ascii=False).encode()
        data = (header % len(body)).encode() + body
        wire.raw(data)
        assert wire.answer(f"way-{number}")["error"]["code"] == METHOD_NOT_FOUND
    for size in (1, 2, 7):
        data = encoded({"jsonrpc": "2.0", "id": f"size-{size}", "method": "$/nothing"})
        for at in range(0, len(data), size):
            wire.raw(data[at : at + size])
            time.sleep(0.001)
        assert wire.answer(f"size-{size}")["error"]["code"] == METHOD_NOT_FOUND
    wire.raw(b"".join(encoded({"jsonrpc": "2.0", "id": f"many-{n}", "method": "$/nothing"}) for n in range(500)))
    for number in range(500):
        assert wire.answer(f"many-{number}")["error"]["code"] == METHOD_NOT_FOUND


# -- cancelling --------------------------------------------------------------------------------------------------------


def test_what_is_cancelled_while_it_waits_is_not_done(wire: Wire) -> None:
    introduce(wire, {"textDocument": {"diagnostic": {}}})
    many = "".join(f"---\nproject: {{name: a{n}}}\n{TUNED}" for n in range(600))
    open_(wire, URI, many)
    params = document(URI)
    # Reading all that takes a while; what follows waits, and is cancelled meanwhile.
    data = encoded({"jsonrpc": "2.0", "id": "first", "method": "textDocument/diagnostic", "params": params})
    for asked in ("second", 77):
        data += encoded({"jsonrpc": "2.0", "id": asked, "method": "textDocument/diagnostic", "params": params})
    unknown: tuple[Any, ...] = ("second", 77, "unknown", 10**6, "first-not", None, 1.5, [2], {"id": 3})
    for one in unknown:
        data += encoded({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": one}})
    wire.raw(data)
    assert len(wire.answer("first")["result"]["items"]) > 500
    assert wire.answer("second")["error"]["code"] == CANCELLED
    assert wire.answer(77)["error"]["code"] == CANCELLED
    # An id that was cancelled may be used again, and what was answered cannot be cancelled any more.
    wire.notify("$/cancelRequest", {"id": "first"})
    wire.send({"jsonrpc": "2.0", "id": "third", "method": "textDocument/diagnostic", "params": params})
    assert "result" in wire.answer("third")
    wire.barrier()
    assert [wire.count(asked) for asked in ("first", "second", 77, "third")] == [1, 1, 1, 1]


# -- languages and settings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "locale, language, environment, chinese",
    [
        ("zh-cn", None, "C.UTF-8", True),
        ("ZH", "auto", "C.UTF-8", True),
        ("zh-TW", "en", "C.UTF-8", False),
        ("de", "zh", "C.UTF-8", True),
        ("de", None, "zh_CN.UTF-8", False),
        (None, None, "zh_CN.UTF-8", True),
    ],
)
def test_the_language_is_that_of_the_settings_or_else_of_the_editor(
    locale: str | None, language: str | None, environment: str, chinese: bool
) -> None:
    with Wire(environment={"LC_ALL": environment}) as wire:
        params: dict[str, Any] = {} if locale is None else {"locale": locale}
        introduce(wire, options={"language": language}, **params)
        open_(wire, URI, TUNED)
        assert bool(CHINESE.search(message_of(wire))) == chinese


def test_a_wrong_setting_is_told_and_its_default_holds(wire: Wire) -> None:
    wrong = {"language": "klingon", "today": "MARKER-tomorrow", "workspaceDiagnostics": "MARKER", "configuration": 5}
    introduce(wire, options=wrong, locale="en")
    open_(wire, URI, TUNED)
    assert "every 7 days" in message_of(wire)
    said = [one["message"] for one in wire.told(LOG)]
    assert len(said) == len(wrong)
    assert all(any(f"llm-project-lint.{key}`" in text for text in said) for key in wrong)
    assert not any("MARKER" in text for text in said)


@pytest.mark.parametrize("options", [5, "x", [1], {"language": {}}, {"x": 1}, {"today": ["2026"]}, None])
def test_settings_of_any_form_do_no_harm(options: Any, wire: Wire) -> None:
    params = {"processId": None, "rootUri": None, "capabilities": {}, "initializationOptions": options}
    wire.call("initialize", params)
    wire.notify("initialized")
    open_(wire, URI, TUNED)
    assert DYNAMIC in {one["code"] for one in published(wire, URI)}


def test_a_client_that_sends_its_settings(wire: Wire) -> None:
    introduce(wire)
    open_(wire, URI, TUNED)
    assert "every 7 days" in message_of(wire)
    for settings, chinese in (
        ({"llm-project-lint": {"language": "zh"}}, True),
        ({"llm-project-lint": {"language": "en"}}, False),
    ):
        after = len(wire.messages)
        wire.notify("workspace/didChangeConfiguration", {"settings": settings})
        says_sooner_or_later(wire, chinese, after)
    # Settings of others change nothing.
    others: tuple[Any, ...] = ({"yaml": {"language": "zh"}}, None, [], 5, {})
    for other in others:
        wire.notify("workspace/didChangeConfiguration", {"settings": other})
    after = len(wire.messages)
    change(wire, URI, 9, {"text": TUNED + "\n"})
    assert "every 7 days" in message_of(wire, version=9, after=after)


def test_a_client_that_is_asked_for_its_settings(wire: Wire) -> None:
    settings: list[Any] = [{"language": "zh"}]
    asked: list[Any] = []

    def answer(params: Any) -> Any:
        asked.append(params)
        return settings

    wire.answers["workspace/configuration"] = answer
    introduce(wire, {"workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}})
    open_(wire, URI, TUNED)
    says_sooner_or_later(wire, True, 0)
    assert asked[0]["items"] == [{"section": "llm-project-lint"}]
    registered = [one for params in wire.told("client/registerCapability") for one in params["registrations"]]
    assert "workspace/didChangeConfiguration" in {one["method"] for one in registered}
    for answered, chinese in (([{"language": "en"}], False), ([{"language": "zh"}], True)):
        settings[:] = answered
        after = len(wire.messages)
        wire.notify("workspace/didChangeConfiguration", {"settings": None})
        says_sooner_or_later(wire, chinese, after)


@pytest.mark.parametrize(
    "formats, kind",
    [
        (["markdown", "plaintext"], "markdown"),
        (["plaintext", "markdown"], "plaintext"),
        (["html", "markdown"], "markdown"),
        ([], "plaintext"),
    ],
)
def test_texts_come_in_the_form_that_the_client_prefers(wire: Wire, formats: list[str], kind: str) -> None:
    introduce(wire, {"textDocument": {"hover": {"contentFormat": formats}}})
    open_(wire, URI, TUNED)
    hover = wire.call("textDocument/hover", {**document(URI), "position": position(0, 0)})
    assert hover["contents"]["kind"] == kind


def test_a_setting_that_is_wrong_is_told_in_the_language_that_comes_with_it(wire: Wire) -> None:
    introduce(wire, options={"language": "zh", "codeLens": 5})
    wire.barrier()
    (told,) = [one["message"] for one in wire.told(LOG) if "codeLens" in one["message"]]
    assert CHINESE.search(told)


@pytest.mark.parametrize("answered", [None, [], [None], [5], "x", {"a": 1}, [{"language": 7}]])
def test_an_answer_of_any_form_does_no_harm(answered: Any, wire: Wire) -> None:
    wire.answers["workspace/configuration"] = lambda _: answered
    introduce(wire, {"workspace": {"configuration": True}})
    open_(wire, URI, TUNED)
    wire.until(lambda: wire.told("workspace/configuration"), "not asked")
    wire.barrier()
    change(wire, URI, 2, {"text": TUNED + "\n"})
    assert "every 7 days" in message_of(wire, version=2)


# -- which documents are ours, and who is told what is in them ---------------------------------------------------------


def test_documents_are_ours_by_name_or_by_language(wire: Wire) -> None:
    introduce(wire)
    open_(wire, "untitled:Untitled-1", TUNED, language="llm-project")
    assert "every 7 days" in message_of(wire, "untitled:Untitled-1")
    ours = ("file:///a/llm-project.yml", "file:///a/%E8%B4%A8.llm-project.yaml", "file:///a%20b/llm-project.yaml")
    for uri in ours:
        open_(wire, uri, TUNED)
        assert "every 7 days" in message_of(wire, uri)
    after = len(wire.messages)
    others = ("file:///a/other.yaml", "file:///a/llm-project.yaml.txt", "untitled:Untitled-2", "git:/a/x.yaml")
    for uri in others:
        open_(wire, uri, TUNED)
        change(wire, uri, 2, {"text": TUNED * 2})
        close_document(wire, uri)
    wire.barrier()
    open_(wire, URI, TUNED)
    message_of(wire)
    assert {params["uri"] for params in wire.told(PUSHED, after)} == {URI}


def test_a_document_may_be_opened_twice_and_closed_twice(wire: Wire) -> None:
    introduce(wire)
    open_(wire, URI, "approach: {choice: rag}\n")
    open_(wire, URI, TUNED, 5)
    assert "every 7 days" in message_of(wire, version=5)
    after = len(wire.messages)
    close_document(wire, URI)
    close_document(wire, URI)
    assert published(wire, URI, after=after) == []
    wire.barrier()
    assert [params["diagnostics"] for params in wire.told(PUSHED, after)] == [[]]


MARKER = "Zyxomarker"


def test_the_text_of_a_document_is_told_to_nobody(wire: Wire) -> None:
    capabilities = introduce(wire, {"textDocument": {"diagnostic": {}}})
    texts = (
        f"project: {{name: {MARKER}}}\n{TUNED}",
        f"project: {{name: {MARKER}\n",
        f"{MARKER}: &a [*a, {MARKER}]\n",
        f"data: {{knowledge: {{updates: {MARKER}}}}}\n\x00\ud83d{MARKER}",
        f"--- !{MARKER}\n{MARKER}\n...\n%{MARKER}\n",
        f"{MARKER}: " + "[" * 3000,
    )
    for version, text in enumerate(texts, 2):
        open_(wire, URI, text, version)
        for method in sorted(set(_requests(capabilities))):
            params = {**document(URI), "position": position(0, 12), "context": {"diagnostics": []}}
            wire.answer(wire.ask(method, {**params, "range": {"start": position(0, 0), "end": position(9, 9)}}))
            wire.answer(wire.ask(method, {"textDocument": {"uri": [MARKER]}, MARKER: MARKER}))
    wire.notify("textDocument/didChange", {"textDocument": {"uri": MARKER}, "contentChanges": [{"text": [MARKER]}]})
    wire.notify(f"$/{MARKER}", {MARKER: MARKER})
    wire.ask(f"textDocument/{MARKER}", {MARKER: MARKER})
    wire.raw(framed(f'{{"{MARKER}": '.encode()))
    wire.send({"jsonrpc": "2.0", "id": 1, "result": {MARKER: MARKER}})
    wire.notify("workspace/executeCommand", {"command": MARKER, "arguments": [MARKER]})
    wire.barrier()
    wire.call("shutdown")
    wire.notify("exit")
    assert wire.exited() == 0
    wire.close()
    said = [one["message"] for method in (LOG, SHOW, "window/showMessageRequest") for one in wire.told(method)]
    assert not [text for text in said if MARKER in text]
    assert MARKER not in wire.stderr.decode()
    assert wire.stderr == b""


def _requests(capabilities: Message) -> Iterator[str]:
    """The requests about documents that a server says it answers."""
    for name, offered in capabilities.items():
        if name.endswith("Provider") and offered and name != "executeCommandProvider":
            word = name.removesuffix("Provider")
            yield f"textDocument/{word}"


def test_a_client_that_wants_a_trace_hears_how_long_a_check_took(wire: Wire) -> None:
    introduce(wire)
    open_(wire, URI, TUNED)
    published(wire, URI)
    wire.barrier()
    assert wire.told("$/logTrace") == []
    wire.notify("$/setTrace", {"value": "messages"})
    change(wire, URI, 2, {"text": TUNED + "# " + MARKER})
    (told,) = [wire.heard("$/logTrace", lambda params: True)]
    assert re.fullmatch(rf"version 2 of {re.escape(URI)}: \d+ diagnostics in [\d.]+ ms", told["message"])
    wire.notify("$/setTrace", {"value": "off"})
    change(wire, URI, 3, {"text": TUNED})
    published(wire, URI, 3)
    wire.barrier()
    assert len(wire.told("$/logTrace")) == 1
