"""Plays a session with a server and asserts what must hold at every moment.

- Every request gets exactly one answer, whatever it asks and whatever happens meanwhile.
- The process lives until it is told to end, prints nothing but frames, and keeps its memory.
- What is said of each open document is what a fresh linter says of the text that a naive client has.
"""

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any

from llm_project_lint.configuration import NONE, settings
from llm_project_lint.model import Language, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from tests.fuzz.steps import Session, Step
from tests.fuzz.texts import At, edited, joined
from tests.fuzz.words import VICTIM
from tests.lsp.said import Said, found, seen
from tests.lsp.wire import PUSHED, Message, Wire, encoded

TODAY = datetime.date(2026, 11, 22)
MOST_MEMORY = 130.0
"""MiB that a server may have at any moment; 60,000 steps in 144 sessions needed 85 at most."""
PATIENCE = 10.0
"""Seconds within which the right diagnostics must have been pushed."""
_NAME = re.compile(r"(^|/)(llm-project\.ya?ml|[^/]+\.llm-project\.yaml)$")


class Player:
    """One session with one process.

    texts: the documents that are open and ours, as an editor has them. most: MiB of memory that were seen.
    """

    def __init__(self, wire: Wire, session: Session | None = None) -> None:
        self.wire = wire
        self.session = session
        self.texts: dict[str, str] = session.texts if session else {}
        self.most = 0.0
        self._versions: dict[str, int] = {}
        self._encoding = "utf-16"
        self._language: Language = "en"
        self._pulls = False
        self._introduced = False
        self._down = False
        self._asked: list[str | int] = []
        self._refusals = 0
        self._pushed: dict[str, tuple[int | None, list[Message]]] = {}
        wire.answers["workspace/applyEdit"] = lambda _: {"applied": False}
        wire.answers["window/showDocument"] = lambda _: {"success": False}

    def play(self, steps: Iterable[Step]) -> None:
        """Do all steps; AssertionError says what does not hold."""
        for step in steps:
            if step[0] == "check":
                self.check()
            elif step[0] == "raw":
                self._refusals += step[2]
                self._send(step[1].encode("latin-1"))
            else:
                self._note(step[1])
                self._send(encoded(step[1]))

    def check(self) -> None:
        """Hold what has come against what was to come."""
        wire = self.wire
        for asked in self._asked:
            answer = wire.answer(asked)
            self._keep(answer)
        if not self._down:
            for uri, text in list(self.texts.items()):
                wanted = _expected(text, self._encoding, self._language)
                said = self._said(uri, wanted)
                assert said == wanted, f"{uri}: {set(said) - set(wanted)} instead of {set(wanted) - set(said)}"
        barrier = f"barrier-{len(wire.messages)}"
        wire.send({"jsonrpc": "2.0", "id": barrier, "method": "$/barrier"})
        wire.answer(barrier)
        counts = {asked: wire.count(asked) for asked in (*self._asked, barrier)}
        assert set(counts.values()) == {1}, f"answered otherwise than once: {counts}"
        answered = {one.get("id") for one in wire.messages if "method" not in one}
        assert answered <= {*counts, None, *self._own}, f"answers to nothing: {answered - counts.keys()}"
        assert wire.count(None) == self._refusals, f"{wire.count(None)} refusals without an id, not {self._refusals}"
        self._refusals = 0
        self._asked.clear()
        self.most = max(self.most, wire.memory())
        assert self.most < MOST_MEMORY, f"{self.most:.0f} MiB"
        assert wire.process.poll() is None
        assert not wire.stderr, wire.stderr.decode(errors="replace")[-2000:]
        for said in wire.told("window/logMessage"):
            assert said["type"] != 1, f"a mistake of ours: {said['message']}"
        self._remember()
        wire.forget()

    # -- what the client knows -----------------------------------------------------------------------------------------

    @property
    def _own(self) -> set[Any]:
        return {one["id"] for one in self.wire.messages if "method" not in one and str(one["id"]).startswith("own-")}

    def _send(self, data: bytes) -> None:
        try:
            self.wire.raw(data)
        except OSError as error:
            raise AssertionError(f"the server does not read any more: {error}; {self.wire.stderr.decode()}") from None

    def _note(self, message: Message) -> None:
        """Do to the own texts what the server has to do to its."""
        method, params = message["method"], message["params"]
        if "id" in message:
            self._asked.append(message["id"])
            if method == "initialize":
                self._introduce(params)
            self._down = self._down or (method == "shutdown" and self._introduced)
            return
        if not isinstance(params, dict) or self._down:
            return
        if method == "workspace/didChangeConfiguration":
            self._language = params["settings"]["llm-project-lint"]["language"]
        document = params.get("textDocument")
        if not isinstance(document, dict) or document.get("uri") == VICTIM or not isinstance(document.get("uri"), str):
            return
        uri = document["uri"]
        if method == "textDocument/didOpen" and (document.get("languageId") == "llm-project" or _NAME.search(uri)):
            self.texts[uri] = joined(document["text"])
            self._versions[uri] = document["version"]
        elif method == "textDocument/didClose":
            self.texts.pop(uri, None)
        elif method == "textDocument/didChange" and uri in self.texts:
            for change in params["contentChanges"]:
                self._edit(uri, change)
            self._versions[uri] = document["version"]

    def _edit(self, uri: str, change: Message) -> None:
        if "range" not in change:
            self.texts[uri] = joined(change["text"])
            return
        start, end = (At(**change["range"][name]) for name in ("start", "end"))
        self.texts[uri] = edited(self.texts[uri], start, end, change["text"], self._encoding)

    def _introduce(self, params: Message) -> None:
        self._introduced = True
        capabilities = params["capabilities"]
        self._encoding = capabilities["general"]["positionEncodings"][1]
        self._language = params["initializationOptions"]["language"]
        self._pulls = "diagnostic" in capabilities.get("textDocument", {})

    # -- what the server says ------------------------------------------------------------------------------------------

    def _said(self, uri: str, wanted: list[Said]) -> list[Said]:
        if self._pulls:
            asked = f"own-{len(self.wire.messages)}-{uri}"
            params = {"textDocument": {"uri": uri}}
            self.wire.send({"jsonrpc": "2.0", "id": asked, "method": "textDocument/diagnostic", "params": params})
            return seen(self.wire.answer(asked)["result"]["items"])

        def pushed() -> bool:
            self._remember()
            known = self._pushed.get(uri)
            return bool(known and known[0] == self._versions[uri] and seen(known[1]) == wanted)

        # What was pushed in another language may still come first; what comes last has to be right.
        with suppress(AssertionError):
            self.wire.until(pushed, "", PATIENCE)
        return seen(self._pushed[uri][1]) if uri in self._pushed else []

    def _remember(self) -> None:
        for params in self.wire.told(PUSHED):
            self._pushed[params["uri"]] = (params.get("version"), params["diagnostics"])

    def _keep(self, answer: Message) -> None:
        """Let the session refer to what was answered."""
        if self.session is None:
            return
        result = answer.get("result")
        if isinstance(result, dict) and "capabilities" in result:
            self.session.offered = result["capabilities"]
            return
        items = result.get("items", [result]) if isinstance(result, dict) else result
        if isinstance(items, list):
            self.session.results = (self.session.results + items[:5])[-60:]


def _expected(text: str, encoding: str, language: Language) -> list[Said]:
    source = Source("x.llm-project.yaml", text)
    return found(_linter(language).check(source), source, encoding, language)


@cache
def _linter(language: Language) -> Linter:
    return Linter(settings(NONE, load_rulebook(), TODAY, language))


def play(steps: Iterable[Step], session: Session | None = None) -> tuple[float, list[Step], str]:
    """Play a session with a server of its own: MiB of memory, the steps that were done, and what does not hold."""
    done: list[Step] = []

    def noted() -> Iterable[Step]:
        for step in steps:
            done.append(step)
            yield step

    with Wire() as wire:
        player = Player(wire, session)
        try:
            player.play(noted())
        except AssertionError as error:
            return player.most, done, str(error) or repr(error)
        down = player._down
        wire.notify("exit")
        code = wire.exited()
        return player.most, done, "" if code == int(not down) else f"exit code {code}"
