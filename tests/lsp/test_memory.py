"""An editor that stays open all day: memory does not grow with what was typed."""

from tests.bench.documents import NINETY_LINES
from tests.lsp.wire import Wire, change, encoded, introduce, open_, range_

URI = "file:///nowhere/llm-project.yaml"
FEW, MANY = 5_000, 50_000
MOST_GROWTH = 4.0
"""MiB, which is what the allocator keeps for itself; a leak of one byte for each character would be 100."""


def test_many_edits_need_no_more_memory_than_few() -> None:
    lines = NINETY_LINES.split("\n")
    line = next(number for number, text in enumerate(lines) if text.startswith("  name: "))
    end = len(lines[line])
    with Wire() as wire:
        introduce(wire)
        open_(wire, URI, NINETY_LINES)
        after: dict[int, float] = {}
        data = b""
        for version in range(2, MANY + 2):
            typed = version % 2 == 0
            edit = {"range": range_((line, end), (line, end + (not typed))), "text": "x" if typed else ""}
            document = {"uri": URI, "version": version}
            params = {"textDocument": document, "contentChanges": [edit]}
            data += encoded({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})
            if version % 100 == 0 or version - 1 in (FEW, MANY):
                wire.raw(data)
                data = b""
            if version % 1000 == 0 or version - 1 in (FEW, MANY):
                wire.barrier()
                wire.forget()
            if version - 1 in (FEW, MANY):
                after[version - 1] = wire.memory()
        change(wire, URI, MANY + 2, {"text": NINETY_LINES})
        assert after[MANY] - after[FEW] < MOST_GROWTH, after
