"""What a run is told: everything that may change a Report besides the text and the rules."""

import datetime
from typing import NamedTuple

from llm_project_lint.model import Language


class Settings(NamedTuple):
    """language: of all messages. today: the UTC day that dates are held against; pass it to make a run repeatable."""

    today: datetime.date
    language: Language = "en"
