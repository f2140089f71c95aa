"""Text for people as Markdown, or as plain text with the same content; what a user wrote can be no markup in either."""

from collections.abc import Iterable, Sequence

from llm_project_lint.outputs.escaped import code
from llm_project_lint.outputs.printable import printable
from llm_project_lint.rule_check.say import one_line


class Markup:
    """Writes pieces of text. markdown: whether the reader's editor renders it."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown

    def user(self, text: str) -> str:
        """Text from a file, in one line of some length: in Markdown as code, in which nothing has a meaning."""
        text = printable(one_line(text))
        return code(text) if self.markdown else text

    def ours(self, text: str) -> str:
        """Text of ours, which may name things in backticks."""
        return text if self.markdown else text.replace("`", "")

    def strong(self, text: str) -> str:
        """A heading in the line."""
        return f"**{text}**" if self.markdown else text

    def link(self, text: str, address: str | None) -> str:
        """A link, where there is something to lead to. text: of ours."""
        return f"[{text}]({address})" if self.markdown and address else text

    def items(self, lines: Iterable[str]) -> str:
        """A list."""
        return "\n".join(f"- {line}" for line in lines)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """A table of short texts of ours; in plain text one line for each row."""
        if not self.markdown:
            return "\n".join(" | ".join(line) for line in (head, *rows))
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
