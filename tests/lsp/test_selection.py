"""Growing selections: from the word to the whole file, each larger than the one before."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from llm_project_lint.lsp.buffer import Encoding
from llm_project_lint.lsp.handlers.selection import FAR, grown
from tests.lsp.editor import Editor, at
from tests.lsp.states import ENCODINGS, state
from tests.properties.documents import documents
from tests.properties.test_spans import Writer

TEXT = """\
# 客服😀 file
project: {name: 客服😀-bot answers, stage: pilot}
data:
  sources:
    - name: tickets
---
version: 1
"""


async def asked(editor: Editor, uri: str, *positions: types.Position) -> list[list[str]] | None:
    """What each selection holds as it grows, in words of a text without astral characters."""
    params = types.SelectionRangeParams(types.TextDocumentIdentifier(uri), list(positions))
    found = await editor.client.text_document_selection_range_async(params)
    return None if found is None else [chain(one) for one in found]


def chain(one: types.SelectionRange | None) -> list[str]:
    found = []
    while one:
        found.append(str(one.range))
        one = one.parent
    return found


async def test_a_selection_grows_from_the_word_to_the_file(editor: Editor) -> None:
    uri = editor.open(TEXT)
    width = {"utf-8": (10, 26), "utf-16": (4, 20), "utf-32": (3, 19)}[encoding_of(editor)]
    bot, key, dash, comment, second, beyond = (
        await asked(editor, uri, at(1, width[1] + 2), at(3, 3), at(4, 4), at(0, 3), at(6, 1), at(99, 99)) or []
    )
    first, end = 16, width[1]
    assert bot == [
        f"1:{end + 1}-1:{end + 4}",
        f"1:{first}-1:{end + 12}",
        f"1:10-1:{end + 12}",
        f"1:9-1:{end + 27}",
        f"1:0-1:{end + 27}",
        "1:0-4:19",
        "0:0-7:0",
    ]
    assert key == ["3:2-3:9", "3:2-4:19", "2:0-4:19", "1:0-4:19", "0:0-7:0"]
    assert dash == ["4:4-4:19", "3:2-4:19", "2:0-4:19", "1:0-4:19", "0:0-7:0"]
    assert comment[-1] == "0:0-7:0"
    assert second == ["6:0-6:7", "6:0-6:10", "0:0-7:0"]
    assert beyond == ["0:0-7:0"]
    assert await asked(editor, uri) == []
    assert await asked(editor, editor.open(TEXT, "other.yaml"), at(0, 0)) is None
    assert await asked(editor, "file:///nowhere/llm-project.yaml", at(0, 0)) is None


def encoding_of(editor: Editor) -> str:
    general = editor.client.capabilities.general if editor.client.capabilities else None
    offered = (general and general.position_encodings) or ["utf-16"]
    return str(getattr(offered[0], "value", offered[0]))


def test_of_a_word_without_end_the_nearest_part_is_selected_first() -> None:
    found = chain(grown(state(f"a: {'x' * 5 * FAR}"), 3 + 2 * FAR))
    assert found == [f"0:{3 + FAR}-0:{3 + 3 * FAR}", f"0:3-0:{3 + 5 * FAR}", f"0:0-0:{3 + 5 * FAR}"]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    documents(wrong=True),
    st.integers(0, 2**32),
    st.floats(0, 1),
    st.sampled_from(["", "[", '"😀', "\n---\n", "*a", "\r\n"]),
    st.sampled_from(ENCODINGS),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=5),
)
def test_a_selection_holds_its_place_and_only_grows(
    data: dict[str, Any], seed: int, place: float, piece: str, encoding: Encoding, places: list[tuple[int, int]]
) -> None:
    text = Writer(seed).text(data)
    cut = int(place * len(text))
    document = state(text[:cut] + piece + text[cut:], encoding)
    for position in places:
        offset = document.offset(at(*position))
        here = document.position(offset)
        one: types.SelectionRange | None = grown(document, offset)
        assert one
        assert one.range.start <= here <= one.range.end
        while one.parent:
            inner, outer = one.range, one.parent.range
            assert outer.start <= inner.start <= inner.end <= outer.end
            assert inner != outer
            one = one.parent
        assert one.range == types.Range(at(0, 0), document.position(len(document.buffer.text)))
