"""The language server. It converts between the protocol and the pipeline, and takes no lint decision.

- buffer, transport, protocol: text, messages, life cycle
- client, settings, linters: whom it serves, and how files are to be checked
- snapshot: one state of a document and everything known about it
- server: what is open, and when it is checked
- handlers: one file for each request
"""

from typing import BinaryIO

from llm_project_lint.model import Language


def serve(stdin: int, stdout: BinaryIO, language: Language) -> int:
    """Serve one client until it leaves; the exit code that LSP asks for.

    stdin: a descriptor. language: where the client names none.
    """
    import asyncio
    import gc
    import logging

    # The framework logs whole messages, and with them whole documents.
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
    from llm_project_lint.lsp.handlers import register
    from llm_project_lint.lsp.server import Server

    async def run() -> int:
        server = Server(language)
        register(server)
        gc.enable()
        gc.collect()
        gc.freeze()  # what was loaded stays: a collection while somebody types need not look at it
        return await server.protocol.run(stdin, stdout)

    return asyncio.run(run())
