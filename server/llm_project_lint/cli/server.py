"""`server`: the language server over standard input and output."""

import sys

from llm_project_lint.model import Language


def server(language: Language) -> int:
    """Serve until the editor leaves; 0 where it said so first, else 1."""
    from llm_project_lint.lsp import serve

    stdin, stdout = sys.stdin.fileno(), sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not end up between two messages
    return serve(stdin, stdout, language)
