"""A document that the editor has."""

import asyncio
from typing import Any

from llm_project_lint.lsp.buffer import Buffer, Place
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.pipeline import Linter


class Open:
    """Its text, under the URI that the editor gave.

    ours: whether it is a project file. snapshot: its state, None for what is not checked. sound: the last state that
    rules have judged, for what need not vanish while somebody types. cost: seconds of the last check. timer: of the
    next one. lost: whether an edit could not be made, so that the text is not the editor's.
    """

    __slots__ = ("buffer", "cost", "lost", "ours", "snapshot", "sound", "timer", "uri", "version")

    def __init__(self, uri: str, buffer: Buffer, version: int, ours: bool) -> None:
        self.uri = uri
        self.buffer = buffer
        self.version = version
        self.ours = ours
        self.snapshot: Snapshot | None = None
        self.sound: Snapshot | None = None
        self.lost = False
        self.cost = 0.0
        self.timer: asyncio.Handle | None = None

    def edit(self, params: Any) -> None:
        """Make edits, as the client sent them.

        One that cannot be made leaves a text that is not the editor's: the document is lost until a whole text comes,
        or every edit that follows would go wrong too. Raises KeyError, TypeError, ValueError or AttributeError for it.
        """
        try:
            for change in params["contentChanges"]:
                self.lost = self.lost and change.get("range") is not None
                if not self.lost:
                    self.buffer = _edited(self.buffer, change)
            version = params["textDocument"].get("version")
        except (KeyError, TypeError, ValueError, AttributeError):
            self.lost = True
            raise
        self.version = version if type(version) is int and abs(version) < 2**31 else self.version

    def renew(self, linter: Linter) -> None:
        """Begin a new state, as a linter sees it."""
        if self.snapshot and self.snapshot.is_sound:
            self.sound = self.snapshot
        self.snapshot = Snapshot(self.uri, self.version, self.buffer, linter)

    def stop(self) -> None:
        """Leave the check that is to come."""
        if self.timer:
            self.timer.cancel()
            self.timer = None


def _edited(buffer: Buffer, change: Any) -> Buffer:
    """A text after one change. Raises KeyError, TypeError, ValueError or AttributeError for what is none."""
    text, range_ = change["text"], change.get("range")
    if not isinstance(text, str):
        raise TypeError
    if range_ is None:
        return buffer.replaced(text)
    return buffer.edited(_place(range_["start"]), _place(range_["end"]), text)


def _place(position: Any) -> Place:
    """A position; numbers beyond all bounds, which some clients send, are the end."""
    line, character = position["line"], position["character"]
    if type(line) is not int or type(character) is not int:
        raise TypeError
    return Place(line, character)
