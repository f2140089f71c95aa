"""States of documents without a server, for what holds for every text."""

import datetime

from llm_project_lint.lsp.buffer import Buffer, Encoding
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.settings import Settings

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
LINTER = Linter(Settings(today=datetime.date(2026, 11, 22)))
URI = "file:///project/llm-project.yaml"


def state(text: str, encoding: Encoding = "utf-16") -> Snapshot:
    """A document that says this."""
    return Snapshot(URI, 1, Buffer(Source("llm-project.yaml", text), encoding), LINTER)
