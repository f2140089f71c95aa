"""The life of a connection: what may be asked when, and an answer to whatever is asked."""

import asyncio
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, BinaryIO

from cattrs import Converter
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

from llm_project_lint.lsp.transport import CANCEL, Inbox, Unreadable, Writer

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server


class Protocol(LanguageServerProtocol):
    """The framework's protocol with our own text, and a reader that answers what cannot be read."""

    _server: "Server"

    def __init__(self, server: "Server", converter: Converter) -> None:
        super().__init__(server, converter)
        self._initialized = False
        self._ended: asyncio.Future[int] | None = None
        self._asked: str | int | None = None

    async def run(self, stdin: int, stdout: BinaryIO) -> int:
        """Handle messages until the client says `exit`, leaves, or is gone; the exit code that LSP asks for."""
        self._ended = asyncio.get_running_loop().create_future()
        self.set_writer(Writer(stdout, self.end))
        inbox = Inbox(stdin)
        handling = asyncio.ensure_future(self._handle(inbox))
        handling.add_done_callback(lambda _: self.end())
        code = await self._ended
        handling.cancel()
        return code

    def end(self) -> None:
        """Stop handling messages."""
        if self._ended and not self._ended.done():
            self._ended.set_result(int(not self._shutdown))

    async def _handle(self, inbox: Inbox) -> None:
        while (message := await inbox.next()) is not None:
            if isinstance(message, Unreadable):
                self._refuse(None, message.code, message.reason)
            elif "method" not in message:
                self._take_answer(message)
            elif "id" not in message:
                self._notice(message)
            else:
                self._answer(message, inbox)

    def _answer(self, message: dict[str, Any], inbox: Inbox) -> None:
        """See to it that a request gets its one answer."""
        asked, method = message["id"], message["method"]
        if not isinstance(asked, str | int) or isinstance(asked, bool) or not isinstance(method, str):
            self._refuse(None, types.ErrorCodes.InvalidRequest, "a request needs an id and a method")
        elif inbox.is_cancelled(asked):
            self._refuse(asked, types.LSPErrorCodes.RequestCancelled, "cancelled")
        elif self._shutdown or method == types.EXIT:
            self._refuse(asked, types.ErrorCodes.InvalidRequest, "nothing may be asked on the way out")
        elif not self._initialized and method != types.INITIALIZE:
            self._refuse(asked, types.ErrorCodes.ServerNotInitialized, "`initialize` comes first")
        elif self._initialized and method == types.INITIALIZE:
            self._refuse(asked, types.ErrorCodes.InvalidRequest, "`initialize` comes once")
        else:
            self._hand_on(message)

    def _notice(self, message: dict[str, Any]) -> None:
        method = message["method"]
        if method == types.EXIT:
            self.end()
        elif isinstance(method, str) and self._initialized and not self._shutdown:
            try:
                self._hand_on(message)
            except Exception as error:
                self._server.note_failure(method[:100], error)

    def _hand_on(self, message: dict[str, Any]) -> None:
        """Give a message to its handler; one of a wrong form goes back."""
        method = message["method"]
        message = {"params": None, **message, "jsonrpc": self.VERSION}
        if message["params"] is None and "id" not in message and method != CANCEL:
            message["params"] = {}
        if isinstance(message["params"], dict) and "id" not in message:
            message["params"] = _completed(method, message["params"])
        if method == types.TEXT_DOCUMENT_DID_CHANGE and "id" not in message:
            self._server.changed(message["params"])
            return
        try:
            structured = self._structured(message)
        except JsonRpcException:
            text = f"`{method[:100]}` does not have such parameters"
            if "id" in message:
                self._refuse(message["id"], types.ErrorCodes.InvalidParams, text)
            else:
                self._server.note(text, types.MessageType.Warning)
            return
        if "id" in message and not hasattr(structured, "id"):
            text = f"`{method[:100]}` is a notification"
            self._refuse(message["id"], types.ErrorCodes.InvalidRequest, text)
            return
        self.handle_message(structured)

    def _structured(self, message: dict[str, Any]) -> Any:
        """A message in the framework's types. Raises JsonRpcException for one of a wrong form."""
        if message["method"] != types.INITIALIZE or "id" not in message:
            return self.structure_message(message)
        params = self._server.introduced(message["params"])
        if params is None:
            raise JsonRpcException("these are no parameters")
        return types.InitializeRequest(message["id"], params)

    def _take_answer(self, message: dict[str, Any]) -> None:
        """An answer of the client to a request of ours."""
        if not isinstance(message.get("id"), str | int) or message["id"] not in self._request_futures:
            return
        message = {"result": None, **message, "jsonrpc": self.VERSION}
        if message.get("error") is None:
            message.pop("error", None)
        try:
            self.handle_message(self.structure_message(message))
        except Exception as error:  # whatever it is, it was to be an answer
            self._server.note(f"an answer of the client could not be read: {type(error).__name__}")
            future = self._request_futures.pop(message["id"], None)
            if future and not future.done():
                future.set_exception(JsonRpcException("the answer could not be read"))

    def _refuse(self, asked: str | int | None, code: int, text: str) -> None:
        error = types.ResponseError(code=code, message=text)
        if asked is None:
            # An answer to what has no id has the id null, which the type does not allow.
            self._send_data({"jsonrpc": self.VERSION, "id": None, "error": {"code": int(code), "message": text}})
        else:
            self._send_response(asked, error=error)

    # -- the framework's own handlers, without its text documents -----------------------------------------------------

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """The client has introduced itself once it has its answer."""
        result = yield from super().lsp_initialize(params)
        self._initialized = True
        return result

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document is the editor's from now on."""
        self._do(types.TEXT_DOCUMENT_DID_OPEN, self._server.opened, params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document is that of the disk again."""
        self._do(types.TEXT_DOCUMENT_DID_CLOSE, self._server.closed, params.text_document.uri)

    @lsp_method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def lsp_workspace__did_change_workspace_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Folders come and go."""
        self._do(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, self._server.folders_changed, params.event)

    def _do(self, method: str, work: Callable[[Any], None], value: Any) -> None:
        """Do what a notification asks for; it has no answer that could tell of a failure."""
        try:
            work(value)
        except Exception as error:
            self._server.note_failure(method, error)


def _completed(method: str, params: dict[str, Any]) -> dict[str, Any]:
    """Parameters with what some clients leave out although the protocol wants it."""
    if method == types.WORKSPACE_DID_CHANGE_CONFIGURATION:
        return {"settings": None, **params}
    document = params.get("textDocument")
    if method == types.TEXT_DOCUMENT_DID_OPEN and isinstance(document, dict) and document.get("version") is None:
        return {**params, "textDocument": {**document, "version": 0}}
    return params
