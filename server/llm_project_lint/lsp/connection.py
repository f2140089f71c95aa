"""One connection to a client: how requests are answered, how long work is done beside them, what the client is told."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Self

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from llm_project_lint import __version__
from llm_project_lint.lsp.protocol import Protocol

if TYPE_CHECKING:
    from pygls.server import ServerErrors


class Connection(LanguageServer):
    """A server of the framework whose handlers are functions, and whose failures are told and end nothing."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("llm-project-lint", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self._running: set[asyncio.Task[None]] = set()

    def answer(self, method: str, handler: Callable[[Self, Any], Any], options: Any = None) -> None:
        """Answer a method by a function; what it raises becomes an error of that one request, in a sentence."""

        def guarded(params: Any) -> Any:
            try:
                return handler(self, params)
            except Exception as error:
                raise self._answered(method, error) from None

        self.feature(method, options)(guarded)

    def answer_slowly(
        self, method: str, handler: Callable[[Self, Any], Coroutine[Any, Any, Any]], options: Any = None
    ) -> None:
        """The same for what takes long: other messages are handled meanwhile, and it can be cancelled."""

        async def guarded(params: Any) -> Any:
            try:
                return await handler(self, params)
            except Exception as error:
                raise self._answered(method, error) from None

        self.feature(method, options)(guarded)

    def answer_command(self, name: str, handler: Callable[[Self, tuple[Any, ...]], Any]) -> None:
        """The same for a command, which has arguments."""

        def guarded(*arguments: Any) -> Any:
            try:
                return handler(self, arguments)
            except Exception as error:
                raise self._answered(name, error) from None

        self.command(name)(guarded)

    def _answered(self, where: str, error: Exception) -> JsonRpcException:
        """What a request is answered that failed."""
        if isinstance(error, JsonRpcException):
            return error
        self.note_failure(where, error)
        return JsonRpcInternalError(f"{type(error).__name__} in {where}")

    def later(self, work: Coroutine[Any, Any, Any] | asyncio.Future[Any]) -> "asyncio.Task[None]":
        """Do something beside the messages; its failure is told, not lost."""

        async def guarded() -> None:
            try:
                await work
            except Exception as error:
                self.note_failure("background", error)

        task = asyncio.ensure_future(guarded())
        self._running.add(task)  # the loop alone would forget it
        task.add_done_callback(self._running.discard)
        if isinstance(work, Coroutine):
            task.add_done_callback(lambda _: work.close())  # one cancelled before it begins would be complained of
        return task

    def stop(self) -> None:
        """Leave everything that is not finished: the client wants no more."""
        for task in self._running:
            task.cancel()

    def note(self, text: str, type_: types.MessageType = types.MessageType.Log) -> None:
        """A line of the log; never the text of a document."""
        self.window_log_message(types.LogMessageParams(type=type_, message=text))

    def warn(self, text: str) -> None:
        """A warning that the client shows. Never with anything of a file: clients make links of what looks like one."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))

    def show(self, text: str) -> None:
        """What somebody asked for, for the client to show; nothing of a file either."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))

    def note_failure(self, where: str, error: Exception) -> None:
        """A mistake of ours, by kind and place; its text may quote a document."""
        at = error.__traceback__
        while at and at.tb_next:
            at = at.tb_next
        place = f"{at.tb_frame.f_code.co_name}:{at.tb_lineno}" if at else "?"
        self.note(f"{where}: {type(error).__name__} at {place}", types.MessageType.Error)

    def report_server_error(self, error: Exception, source: "ServerErrors") -> None:
        """What the framework finds: a line of the log instead of a window."""
        if source is not FeatureRequestError:  # else the client has it as an answer
            self.note_failure(getattr(source, "__name__", "server"), error)
