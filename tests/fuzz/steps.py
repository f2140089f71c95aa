"""Random steps of a session. Each is plain data, so that a session can be written down and played again.

A step is `["send", message]`, `["raw", text, refusals]` (bytes as Latin-1, and how many answers without an id they
get) or `["check"]`.
"""

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from tests.fuzz.texts import At
from tests.fuzz.words import (
    ABILITIES,
    FRAGMENTS,
    FRAMES,
    JUNK,
    KINDS,
    OTHERS,
    OURS,
    SINGLE,
    STRANGE,
    VICTIM,
    WHOLE,
    WORDS,
)
from tests.lsp.said import units
from tests.lsp.wire import Message, merged

Step: TypeAlias = list[Any]
CHECK_EVERY = 25
MOST = 2**31 - 1
"""The largest line and character of a position."""
LONGEST = 20_000
"""Characters from which on documents are cut again."""
RESOLVED = re.compile(r"/resolve$")


class Session:
    """The steps of one session, by chance.

    texts: what is open and ours, as the server must have it; whoever plays the steps keeps it up to date. offered: the
    server's capabilities, as soon as it has told them. results: what was answered to requests, for others to refer to.
    """

    def __init__(self, seed: str, length: int) -> None:
        self._chance = random.Random(seed)
        self._length = length
        self._version = 0
        self._id = 0
        self._before: dict[str, list[str]] = {}
        self.encoding = self._chance.choice(("utf-8", "utf-16", "utf-16", "utf-32"))
        self.texts: dict[str, str] = {}
        self.offered: Message = {}
        self.results: list[Any] = []

    def steps(self) -> Iterator[Step]:
        """All of them, made one by one while they are played."""
        chance = self._chance
        for _ in range(chance.randrange(4)):
            yield chance.choice((self._ask_unknown, self._frame, self._too_early))()
        yield self._request("initialize", self._introduction())
        yield self._notification("initialized", {})
        yield ["check"]
        yield self._open(VICTIM)
        yield self._open(OURS[0])
        kinds = (
            (self._edit, 50), (self._ask, 25), (self._open_any, 4), (self._close, 2), (self._rename, 1),
            (self._ask_wrong, 5), (self._tell_wrong, 4), (self._ask_unknown, 1), (self._tell_unknown, 1),
            (self._cancel, 4), (self._frame, 2), (self._settings, 1), (self._watched, 1), (self._undo, 4),
        )  # fmt: skip
        made = [kind for kind, _ in kinds]
        weights = [weight for _, weight in kinds]
        for number in range(self._length):
            yield chance.choices(made, weights)[0]()
            if number % CHECK_EVERY == 0:
                yield ["check"]
        yield ["check"]
        if chance.random() < 0.5:
            yield self._request("shutdown", None)
            yield self._ask()
            yield ["check"]

    # -- messages ------------------------------------------------------------------------------------------------------

    def _request(self, method: str, params: Any) -> Step:
        self._id += 1
        asked: Any = self._id if self._id % 3 else f"word-{self._id}"
        return ["send", {"jsonrpc": "2.0", "id": asked, "method": method, "params": params}]

    def _notification(self, method: str, params: Any) -> Step:
        return ["send", {"jsonrpc": "2.0", "method": method, "params": params}]

    def _introduction(self) -> Message:
        chance = self._chance
        chosen = [one for one in ABILITIES if chance.random() < 0.6]
        encoding = {"general": {"positionEncodings": ["utf-7", self.encoding]}}
        return {
            "processId": None,
            "rootUri": None,
            "capabilities": merged(encoding, *chosen),
            "initializationOptions": {"today": "2026-11-22", "language": chance.choice(("en", "zh"))},
        }

    # -- documents -----------------------------------------------------------------------------------------------------

    def _text(self) -> str:
        chance = self._chance
        kind = chance.random()
        if kind < 0.5:
            return chance.choice(FRAGMENTS)
        if kind < 0.7:
            return chance.choice(STRANGE) * chance.choice((1, 1, 3))
        if kind < 0.9:
            return chance.choice(WORDS)
        return "".join(chance.choices((*STRANGE, *WORDS, *FRAGMENTS), k=chance.randrange(8)))

    def _whole_text(self) -> str:
        if self._chance.random() < 0.3:
            return "".join(self._text() for _ in range(self._chance.randrange(12)))
        return self._chance.choice(WHOLE)

    def _open(self, uri: str, text: str | None = None) -> Step:
        self._version += 1
        text = self._whole_text() if text is None else text
        item = {
            "uri": uri,
            "languageId": self._chance.choice(("yaml", "llm-project")),
            "version": self._version,
            "text": text,
        }
        if uri in OTHERS:
            item["languageId"] = "yaml"
        return self._notification("textDocument/didOpen", {"textDocument": item})

    def _open_any(self) -> Step:
        return self._open(self._chance.choice((*OURS, *OURS, *OTHERS)))

    def _some(self) -> str:
        """A document, most often an open one."""
        if self.texts and self._chance.random() < 0.9:
            return self._chance.choice(sorted(self.texts))
        return self._chance.choice((*OURS, *OTHERS, VICTIM, "file:///fuzz/never.yaml", "", "x:", "%"))

    def _close(self) -> Step:
        return self._notification("textDocument/didClose", {"textDocument": {"uri": self._some()}})

    def _rename(self) -> Step:
        # Closing and opening are two steps; the other comes with chance, as the text of the one does here.
        old = self._some()
        return self._open(self._chance.choice(OURS), self.texts.get(old, ""))

    def _place(self, text: str) -> At:
        chance = self._chance
        if chance.random() < 0.05:
            return At(chance.choice((0, 1, 10**6, 2**31 - 1)), chance.choice((0, 3, 10**6, 2**31 - 1)))
        pieces = re.split("\r\n|\r|\n", text)
        line = chance.randrange(len(pieces))
        width = len(units(pieces[line], self.encoding))
        return At(line, chance.choice((0, width, width + 1, chance.randrange(width + 1), chance.randrange(width + 1))))

    def _range(self, text: str) -> Message:
        chance = self._chance
        start = self._place(text)
        kind = chance.random()
        if kind < 0.4:
            end = start
        elif kind < 0.7:
            end = At(start.line, start.character + chance.choice((1, 2, 5)))
        elif kind < 0.9:
            end = At(start.line + chance.choice((1, 2, 5)), chance.randrange(20))
        else:
            end = self._place(text)
        end = At(min(end.line, MOST), min(end.character, MOST))  # a larger one would make it a message of a wrong form
        return {"start": start._asdict(), "end": end._asdict()}

    def _edit(self) -> Step:
        chance = self._chance
        uri = self._some()
        text = self.texts.get(uri, "")
        before = self._before.setdefault(uri, [])
        before.append(text)
        del before[:-20]
        changes: list[Message] = []
        if len(text) > LONGEST or chance.random() < 0.03:
            changes.append({"text": self._whole_text()})
        # The places of later changes are those of the text before: some miss, as they may.
        for _ in range(chance.choice((1, 1, 1, 1, 2, 4))):
            change: Message = {"range": self._range(text), "text": self._text() if chance.random() < 0.6 else ""}
            if chance.random() < 0.2:
                change["rangeLength"] = chance.randrange(100)
            changes.append(change)
        return self._change(uri, changes)

    def _change(self, uri: str, changes: list[Message]) -> Step:
        self._version += 1
        document = {"uri": uri, "version": self._version}
        return self._notification("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def _undo(self) -> Step:
        """Back to an earlier text by the smallest edit."""
        uri = self._some()
        earlier = self._before.get(uri)
        if not earlier or uri not in self.texts:
            return self._edit()
        new, old = earlier.pop(), self.texts[uri]
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        last = 0
        while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
            last += 1
        # A position between the two characters of a line break would be one before them.
        first = max(first - 1, 0) if old[first - 1 : first] == "\r" else first
        last = max(last - 1, 0) if last and old[len(old) - last] == "\n" else last
        range_ = {"start": self._at(old, first)._asdict(), "end": self._at(old, len(old) - last)._asdict()}
        return self._change(uri, [{"range": range_, "text": new[first : len(new) - last]}])

    def _at(self, text: str, offset: int) -> At:
        pieces = re.split("\r\n|\r|\n", text[:offset])
        return At(len(pieces) - 1, len(units(pieces[-1], self.encoding)))

    # -- requests ------------------------------------------------------------------------------------------------------

    def _methods(self) -> list[str]:
        found: list[str] = []
        for name, offered in self.offered.items():
            if name.endswith("Provider") and offered:
                word = name.removesuffix("Provider")
                found += SINGLE.get(word, (f"textDocument/{word}",))
        return found or ["textDocument/hover"]

    def _params(self, method: str) -> Any:
        chance = self._chance
        if RESOLVED.search(method):
            items = [one for one in self.results if isinstance(one, dict)]
            item = (
                copy.deepcopy(chance.choice(items)) if items else {"label": "x", "title": "x", "range": self._range("")}
            )
            return {"label": "x", "title": "x", "range": self._range(""), "position": self._place("")._asdict(), **item}
        uri = self._some()
        text = self.texts.get(uri, "")
        place = self._place(text)._asdict()
        commands = self.offered.get("executeCommandProvider", {}).get("commands", ["x"])
        arguments = [
            chance.choice((uri, place, {"uri": uri}, chance.choice(JUNK), chance.choice(WORDS)))
            for _ in range(chance.randrange(4))
        ]
        diagnostics = [one for one in self.results if isinstance(one, dict) and "severity" in one][-3:]
        return {
            "textDocument": {"uri": uri},
            "position": place,
            "positions": [place, self._place(text)._asdict()][: chance.choice((0, 1, 1, 2))],
            "range": self._range(text),
            "context": {
                "diagnostics": diagnostics, "triggerKind": chance.choice((1, 2)), "includeDeclaration": True,
                **({"only": [chance.choice(KINDS)]} if chance.random() < 0.4 else {}),
            },
            "query": chance.choice(("", "a", "质", "update", "\ud83d")),
            "newName": chance.choice(("x", "", "a: b")),
            "options": {"tabSize": 2, "insertSpaces": True},
            "command": chance.choice(commands),
            "arguments": arguments,
            "previousResultIds": [{"uri": uri, "value": chance.choice(("1", "x", ""))}],
            "previousResultId": chance.choice((None, "1", "x")),
        }  # fmt: skip

    def _ask(self) -> Step:
        method = self._chance.choice(self._methods())
        return self._request(method, self._params(method))

    def _ask_wrong(self) -> Step:
        method = self._chance.choice(self._methods())
        return self._request(method, self._spoiled(self._params(method)))

    def _ask_unknown(self) -> Step:
        method = self._chance.choice(("$/x", "textDocument/x", "x" * 500, "", "textDocument/semanticTokens/full", "质"))
        return self._request(method, self._chance.choice(JUNK))

    def _too_early(self) -> Step:
        return self._request(self._chance.choice(("textDocument/hover", "shutdown", "workspace/executeCommand")), {})

    def _tell_unknown(self) -> Step:
        return self._notification(self._chance.choice(("$/x", "x", "", "exit/x", "textDocument/willSave")), {"a": [1]})

    def _tell_wrong(self) -> Step:
        """A notification of a wrong form; one that could be read would change nothing that is checked."""
        chance = self._chance
        method = chance.choice(("didOpen", "didChange", "didClose", "didSave"))
        item = {"uri": VICTIM, "languageId": "yaml", "version": 1, "text": "a: 1\n"}
        params = {"textDocument": item, "contentChanges": [{"range": self._range("a: 1\n"), "text": "x"}]}
        spoiled = self._spoiled(params)
        if any(uri in json.dumps(spoiled) for uri in OURS):
            return self._tell_unknown()
        return self._notification(f"textDocument/{method}", spoiled)

    def _spoiled(self, params: Any) -> Any:
        """Parameters with something in them replaced by something else."""
        chance = self._chance
        found = copy.deepcopy(params)
        if chance.random() < 0.1:
            return copy.deepcopy(chance.choice(JUNK))
        for _ in range(chance.choice((1, 1, 3))):
            inside = found
            while True:
                keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
                if not keys:
                    break
                key = chance.choice(keys)
                if isinstance(inside[key], dict | list) and inside[key] and chance.random() < 0.6:
                    inside = inside[key]
                    continue
                if isinstance(inside, dict) and chance.random() < 0.3:
                    del inside[key]
                else:
                    inside[key] = copy.deepcopy(chance.choice(JUNK))
                break
        return found

    def _cancel(self) -> Step:
        wanted: Any = self._chance.choice((self._id, self._id - 1, f"word-{self._id}", 10**9, None, [], "x", 1.5))
        return self._notification("$/cancelRequest", {"id": wanted})

    def _frame(self) -> Step:
        data, refusals = self._chance.choice(FRAMES)
        return ["raw", data.decode("latin-1"), refusals]

    def _settings(self) -> Step:
        language = self._chance.choice(("en", "zh"))
        settings = {"llm-project-lint": {"language": language, "today": "2026-11-22"}}
        return self._notification("workspace/didChangeConfiguration", {"settings": settings})

    def _watched(self) -> Step:
        names = ("llm-project-lint.toml", "llm-project.yaml", ".gitignore", "x")
        changes = [{"uri": f"file:///fuzz/{self._chance.choice(names)}", "type": self._chance.choice((1, 2, 3))}]
        return self._notification("workspace/didChangeWatchedFiles", {"changes": changes})
