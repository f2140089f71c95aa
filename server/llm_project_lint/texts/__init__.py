"""Everything said to people, in both languages, one module per area; English and Chinese stand side by side."""

from typing import Any

from llm_project_lint.model import Language


class Texts(dict[str, tuple[str, str]]):
    """Texts by key: (English, Chinese). Both hold the same `{placeholders}`; a test compares them."""

    def say(self, key: str, language: Language, /, **values: Any) -> str:
        """The text in a language, its placeholders filled."""
        english, chinese = self[key]
        return (chinese if language == "zh" else english).format(**values)
