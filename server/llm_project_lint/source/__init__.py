"""Reading: bytes -> text -> documents with the place of every key and value. Nothing here raises for any input."""

from llm_project_lint.source.decode import MAX_CHARACTERS, decode, encode
from llm_project_lint.source.documents import read_documents

__all__ = ["MAX_CHARACTERS", "decode", "encode", "read_documents"]
