"""What a run is told: everything that may change a Report besides the text and the rules."""

import datetime
from typing import NamedTuple

from llm_project_lint.model import Language


class Settings(NamedTuple):
    """language: of all messages. today: the UTC day that dates are held against; pass it to make a run repeatable.

    rules: the names of the rules that are judged, None for all of them.
    """

    today: datetime.date
    language: Language = "en"
    rules: tuple[str, ...] | None = None
