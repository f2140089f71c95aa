"""What sessions are made of: texts, wrong values, wrong frames, and what clients can do."""

import random
from typing import Any

from tests.lsp.wire import Message, framed
from tests.test_cases import CASES

OURS = tuple(f"file:///fuzz/{name}.llm-project.yaml" for name in ("a", "b", "c", "%E8%B4%A8 x", "%F0%9F%98%80"))
OTHERS = ("file:///fuzz/other.yaml", "untitled:One")
VICTIM = "file:///fuzz/victim/llm-project.yaml"
"""A document that gets edits of a wrong form, about which nothing is asserted but that it does no harm."""
STRANGE = (
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "质量",
    "\u0301",
    "\ufeff",
    "\x00",
    "\t",
    "\u2028",
    "\x85",
    "\r",
    "\r\n",
    "é",
)
WORDS = (
    "- ",
    "  ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "---\n",
    "...\n",
    "&a ",
    "*a",
    "!x ",
    "# x\n",
    "'",
    '"',
    "|\n",
    "weekly",
    "x-y: 1\n",
    ",",
)
JUNK: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**31 - 1, 10**30, 1.5, -0.0, 1e300, "", "x", "\ud83d", [], {}, [None], [[]], {"a": []},
    {"line": 0, "character": 0}, {"uri": OURS[0]}, "a" * 3000,
)  # fmt: skip
SINGLE = {
    "workspaceSymbol": ("workspace/symbol",),
    "diagnostic": ("textDocument/diagnostic", "workspace/diagnostic"),
    "executeCommand": ("workspace/executeCommand",),
    "rename": ("textDocument/rename", "textDocument/prepareRename"),
    "completion": ("textDocument/completion", "completionItem/resolve"),
    "codeAction": ("textDocument/codeAction", "codeAction/resolve"),
    "codeLens": ("textDocument/codeLens", "codeLens/resolve"),
    "inlayHint": ("textDocument/inlayHint", "inlayHint/resolve"),
    "documentLink": ("textDocument/documentLink", "documentLink/resolve"),
}
"""Methods of what a server says that it offers, where they are not called like it."""
FRAMES: tuple[tuple[bytes, int], ...] = (
    (framed(b""), 1), (framed(b"{"), 1), (framed(b"[]"), 1), (framed(b"[" * 5000), 1), (framed(b"\xff\x00"), 1),
    (framed(b"3"), 1), (framed(b'{"jsonrpc": "2.0", "id": null, "method": "shutdown"}'), 1),
    (framed(b'{"jsonrpc": "2.0", "id": 1.5, "method": "shutdown"}'), 1),
    (framed(b'{"jsonrpc": "2.0", "id": "x", "result": 1}'), 0), (framed(b"{}"), 0),
    (framed(b'{"id": {"a": 1}, "result": NaN}'), 0), (framed(b'{"id": 1, "error": 7}'), 0),
    (framed(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"a": 1e999}}'), 0),
    (b"\r\n", 0), (b"Content-Length: -3\r\n\r\n", 0), (b"Content-Length: x\r\n\r\n", 0), (b"\x00\xfe\n", 0),
    (b'Content-Length: no\r\n\r\n{"a": 1}', 0), (b"Content-Type: x\r\n\r\n", 0),
)  # fmt: skip
"""Bytes of a wrong form after which the next message can be found again."""


def fragments() -> list[str]:
    """Stretches of the lines of all cases."""
    chance = random.Random(0)
    found = []
    for path in sorted(CASES.glob("*/*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for _ in range(12):
            first = chance.randrange(len(lines))
            found.append("".join(lines[first : first + chance.choice((1, 1, 2, 5, 15, 60))]))
    return found


FRAGMENTS = fragments()
WHOLE = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*/*.yaml"))]
ABILITIES: tuple[Message, ...] = (
    {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}},
    {
        "textDocument": {
            "hover": {"contentFormat": ["markdown"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        }
    },
    {
        "textDocument": {
            "completion": {
                "completionItem": {
                    "snippetSupport": True,
                    "insertReplaceSupport": True,
                    "documentationFormat": ["markdown"],
                    "resolveSupport": {"properties": ["documentation"]},
                }
            }
        }
    },
    {
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                "isPreferredSupport": True,
                "disabledSupport": True,
                "dataSupport": True,
                "resolveSupport": {"properties": ["edit"]},
            }
        }
    },
    {
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": True,
                "versionSupport": True,
                "codeDescriptionSupport": True,
                "tagSupport": {"valueSet": [1]},
            }
        }
    },
    {"textDocument": {"definition": {"linkSupport": True}, "foldingRange": {"lineFoldingOnly": True}}},
    {
        "workspace": {
            "workspaceEdit": {"documentChanges": True},
            "applyEdit": True,
            "codeLens": {"refreshSupport": True},
            "inlayHint": {"refreshSupport": True},
        }
    },
    {"window": {"workDoneProgress": True, "showDocument": {"support": True}}},
)
"""What clients can do; each can some of it."""
KINDS = ("quickfix", "source", "refactor", "source.fixAll", "x.y")
"""Of code actions."""
