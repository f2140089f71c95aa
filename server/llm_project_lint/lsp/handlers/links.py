"""Addresses in values and comments that can be followed: `https` only, since nothing else is safe to click."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from lsprotocol import types

from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.lsp.written import Written
from llm_project_lint.model import Span

if TYPE_CHECKING:
    from llm_project_lint.lsp.server import Server

MOST = 1000
"""Addresses of one file that are looked at."""
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9+.-])https://"
    r"(?=[A-Za-z0-9])[A-Za-z0-9.-]{1,253}+(?::[0-9]{1,5}+)?+"
    r"(?=[/?#]|\s|\Z|[!-~、。，；：！？…（）「」『』【】《》〈〉“”‘’—])(?![A-Za-z0-9_@:\[\\])"
    r"(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]{0,2000}+)?+(?![A-Za-z0-9])"
)
"""The characters that an address is made of and no others. What follows a host must end it: what looks like a letter
may be another one, what stands before an `@` is no host, and a mark of direction turns a name round."""
_BEHIND = ".,;:!?*_~&=#"
"""What ends a sentence, or is emphasis, where it ends an address."""
_BRACKETS = {")": "(", "]": "["}


def register(server: "Server") -> None:
    """The handlers of this module."""
    server.answer(types.TEXT_DOCUMENT_DOCUMENT_LINK, _links, types.DocumentLinkOptions(resolve_provider=False))


def _links(server: "Server", params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    snapshot = server.snapshot(params.text_document.uri)
    return snapshot.once(links) if snapshot else []


def links(snapshot: Snapshot) -> list[types.DocumentLink]:
    """The addresses of a document, in its order."""
    text = snapshot.buffer.text
    addresses = (_written(snapshot, Span(*found.span())) for found in islice(_ADDRESS.finditer(text), MOST))
    return [types.DocumentLink(snapshot.range(span), text[slice(*span)]) for span in addresses if span]


def _written(snapshot: Snapshot, span: Span) -> Span | None:
    """An address without what follows it, None for one that is neither in a value nor in a comment."""
    written = snapshot.once(Written)
    text, end = snapshot.buffer.text, span.end
    if inside := written.at(span.start):
        if inside.kind != "scalar":
            return None
        end = min(end, inside.span.end)
    elif not written.in_comment(span.start):
        return None
    address = text[span.start : end]
    while address and (address[-1] in _BEHIND or _is_stray(address)):
        address = address[:-1]
    return Span(span.start, span.start + len(address))


def _is_stray(address: str) -> bool:
    """Whether an address ends with a bracket that was opened before it."""
    opening = _BRACKETS.get(address[-1])
    return opening is not None and address.count(opening) < address.count(address[-1])
