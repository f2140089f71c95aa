"""How far a search has come, for a client that shows it."""

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.texts.lsp import TEXTS

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

PROGRESS_FROM = 20
"""Files from which a person would wonder what is going on."""
_TOKENS = count(1)


class Progress:
    """Tells how far it is, to a client that shows it, where it takes long enough; one that refuses is left alone."""

    def __init__(self, server: "Server", files: int) -> None:
        self._server = server
        self._count = files
        self._done = 0
        self._token = f"llm-project-lint-{next(_TOKENS)}"
        self._shown = self._ended = False
        if server.client.progress and files >= PROGRESS_FROM:
            server.later(self._begin())

    async def _begin(self) -> None:
        with suppress(Exception):
            await self._server.work_done_progress.create_async(self._token)
            if self._done < self._count and not self._ended:
                title = TEXTS.say("checking", self._server.spoken)
                begin = types.WorkDoneProgressBegin(title=title, percentage=0, cancellable=False)
                self._server.work_done_progress.begin(self._token, begin)
                self._shown = True

    def step(self, new: bool) -> None:
        """One more file; one that is not new takes no time."""
        self._done += new
        if self._shown and self._done % PROGRESS_FROM == 0:
            report = types.WorkDoneProgressReport(percentage=min(100 * self._done // self._count, 100))
            self._server.work_done_progress.report(self._token, report)

    def end(self) -> None:
        """All files are done."""
        self._ended = True
        if self._shown:
            message = TEXTS.say("checked", self._server.spoken, count=self._done)
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd(message=message))
