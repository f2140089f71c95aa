"""Links: addresses in values and comments, and nothing that could do harm."""

import pytest
from lsprotocol import types

from llm_project_lint.lsp.handlers.links import MOST, links
from tests.lsp.editor import Editor, at
from tests.lsp.states import state


async def test_addresses_in_values_and_comments_are_links(editor: Editor) -> None:
    uri = editor.open(
        "project:\n  name: 客服😀 https://例.example/ https://a.example/x\r\n  # 😀 https://b.example。\n"
    )
    params = types.DocumentLinkParams(types.TextDocumentIdentifier(uri))
    found = await editor.client.text_document_document_link_async(params) or []
    assert [one.target for one in found] == ["https://a.example/x", "https://b.example"]
    assert [one.tooltip for one in found] == [None, None]
    shift = {"utf-8": (40, 9), "utf-16": (32, 7), "utf-32": (31, 6)}[encoding_of(editor)]
    assert found[0].range == types.Range(at(1, shift[0]), at(1, shift[0] + 19))
    assert found[1].range == types.Range(at(2, shift[1]), at(2, shift[1] + 17))
    for other in (editor.open("# https://a.example\n", "other.yaml"), "file:///nowhere/llm-project.yaml"):
        params = types.DocumentLinkParams(types.TextDocumentIdentifier(other))
        assert list(await editor.client.text_document_document_link_async(params) or ()) == []


def encoding_of(editor: Editor) -> str:
    general = editor.client.capabilities.general if editor.client.capabilities else None
    offered = (general and general.position_encodings) or ["utf-16"]
    return str(getattr(offered[0], "value", offered[0]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: https://x.example/a-b_c~d?e=f&g=%20#h\n", ["https://x.example/a-b_c~d?e=f&g=%20#h"]),
        ("a: [https://x.example/a, 'https://y.example/b', \"https://z.example:8080/\"]\n",
         ["https://x.example/a", "https://y.example/b", "https://z.example:8080/"]),
        ("a: |\n  see https://x.example/a.\n  (https://y.example/b_(c))!\n",
         ["https://x.example/a", "https://y.example/b_(c)"]),
        ("# **https://x.example/a**, [https://y.example], <https://z.example>; https://w.example/…\n",
         ["https://x.example/a", "https://y.example", "https://z.example", "https://w.example/"]),
        ("a: 1 # https://x.example/a\nb: 2 #https://y.example\n", ["https://x.example/a", "https://y.example"]),
        ("a: 见https://x.example/b。下文\n", ["https://x.example/b"]),
        # Not in keys, tags or directives, and not in what could not be read.
        ("https://x.example/a: 1\n\"b # https://x.example\": 2\n", []),
        ("%TAG !e! https://x.example/\n--- # https://y.example\na: !<https://z.example> 1\n", ["https://y.example"]),
        ("a: [https://x.example\nb: 2 # https://y.example\n", ["https://x.example", "https://y.example"]),
        # Nothing but https, and no host that is not what it looks like.
        ("a: http://x.example ftp://x.example file:///etc/passwd javascript://x.example%0aalert(1)\n", []),
        ("a: git+https://x.example command:https:// https:// https://. https:///x\n", []),
        ("a: https://good.example@evil.example/ https://good.example:pass@evil.example/\n", []),
        ("a: https://[::1]/ https://x.example:123456/\n", []),
        ("a: https://g\u043e\u043e.example/ https://x.\u202eexample/ https://x.example/\u202egpj.exe\n",
         ["https://x.example/"]),
        ("a: \"https://x.example/\\u202Egpj https://y.example/\\e[31m\"\n", ["https://x.example/", "https://y.example/"]),
        (f"a: https://x.example/{'x' * 3000}\n", []),
        (f"a: https://{'x' * 300}.example/\n", []),
    ],
)  # fmt: skip
def test_only_what_is_safe_to_follow_is_a_link(text: str, found: list[str]) -> None:
    document = state(text)
    made = links(document)
    assert [one.target for one in made] == found
    assert [text[slice(*document.span(one.range))] for one in made] == found


def test_a_file_full_of_addresses_is_not_read_to_its_end() -> None:
    assert len(links(state("# " + "https://x.example " * (MOST + 50)))) == MOST
    assert links(state('a: "' + "https://x.example " * (MOST + 50))) == []
