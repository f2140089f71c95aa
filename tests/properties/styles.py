"""Data as YAML in the many ways people write it, with a comment wherever one may stand."""

import json
import random
import re
from typing import Any

from llm_project_lint.source.scalars import plain

_PLAIN = re.compile(r"[^\W_][\w%.-]*(?: [\w%.-]+)*")


class Writer:
    """Writes data in one style, drawn from `chance`. comments: all that were written, each of its own text."""

    def __init__(self, chance: random.Random) -> None:
        self.comments: list[str] = []
        self._chance = chance
        self._often = chance.choice([0, 0.1, 0.4])
        self._flow = chance.choice([0, 0.2, 0.5, 1])
        self._quoted = chance.choice([0, 0.3, 1])

    def text(self, data: dict[str, Any]) -> str:
        """A whole file of one document."""
        root_flow = self._flow == 1 or not data
        body = self._inline(data, 0) + self._comment() + "\n" if root_flow else self._block(data, 0)
        start = self._chance.choice(["", "", "---\n", "# head\n\n"])
        text = start + body + self._chance.choice(["", "\n", "# end\n", "...\n"])
        if self._chance.random() < 0.2 and "...\n" not in text:
            text = text.rstrip("\n")
        text = text.replace("\n", self._chance.choice(["\n", "\n", "\r\n", "\r"]))
        return self._chance.choice(["", "", "\ufeff"]) + text

    def _block(self, value: Any, column: int) -> str:
        """A collection that is not empty in lines of its own."""
        step = self._chance.choice([1, 2, 2, 2, 4])
        lines = []
        for key, child in value.items() if isinstance(value, dict) else [("", child) for child in value]:
            lines.append(self._line(column))
            first = "-" if isinstance(value, list) else self._key(key) + ":"
            first = " " * column + first
            if not isinstance(child, dict | list) or not child or self._chance.random() < self._flow:
                written = self._inline(child, column + step)
                if isinstance(child, str) and child.strip() and self._chance.random() < 0.03:
                    lines.append(
                        f"{first} {self._chance.choice('|>')}-{self._comment()}\n{' ' * (column + step)}{child}\n"
                    )
                    continue
                lines.append(f"{first} {written}".rstrip(" ") + self._comment() + "\n")
            elif isinstance(value, list) and self._chance.random() < 0.8:
                inside = self._block(child, column + 2)
                # The first entry stands behind the dash, so what is written above it stands above the dash.
                above, entry, rest = self._split(inside)
                lines += [above, f"{first} {entry.lstrip(' ')}", rest]
            else:
                further = 0 if isinstance(child, list) and isinstance(value, dict) and step == 2 else step
                lines += [first + self._comment() + "\n", self._block(child, column + further)]
        return "".join(lines)

    def _split(self, text: str) -> tuple[str, str, str]:
        lines = text.splitlines(keepends=True)
        at = next(at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        return "".join(lines[:at]), lines[at], "".join(lines[at + 1 :])

    def _inline(self, value: Any, column: int) -> str:
        """A value that begins behind its key; a flow collection may take several lines."""
        if not isinstance(value, dict | list):
            return self._scalar(value)
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        padding = self._chance.choice(["", "", " "])
        trailing = self._chance.random() < 0.2
        if not value:
            return opening + padding + closing
        if isinstance(value, dict):
            entries = [self._pair(self._key(key), self._inline(child, column + 2)) for key, child in value.items()]
        else:  # an empty entry of a list cannot stand in brackets
            entries = [self._inline(child, column + 2) or "null" for child in value]
        if self._chance.random() < 0.6:
            return opening + padding + ", ".join(entries) + ("," if trailing else "") + padding + closing
        lines = [opening + self._comment()]
        for at, entry in enumerate(entries):
            comma = "," if trailing or at < len(entries) - 1 else ""
            lines.append(" " * (column + 2) + entry + comma + self._comment())
        return "\n".join([*lines, " " * column + closing])

    def _pair(self, key: str, value: str) -> str:
        return f"{key}: {value}" if value else self._chance.choice([key, f"{key}: "])

    def _key(self, key: str) -> str:
        return json.dumps(key) if self._quoted == 1 or not _PLAIN.fullmatch(key) else key

    def _scalar(self, value: Any) -> str:
        if value is None:
            return self._chance.choice(["", "", "~", "null"])
        if not isinstance(value, str):
            return json.dumps(value)
        is_plain = _PLAIN.fullmatch(value) and isinstance(plain(value), str)
        if is_plain and self._chance.random() >= self._quoted:
            return value
        return self._chance.choice([json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"])

    def _comment(self) -> str:
        """A comment at the end of a line, mostly none."""
        if self._chance.random() >= self._often:
            return ""
        self.comments.append(f"# note {len(self.comments)}.")
        return "  " + self.comments[-1]

    def _line(self, column: int) -> str:
        """A line above an entry, mostly none: a comment in its column or further left, or an empty one."""
        if self._chance.random() >= self._often / 2:
            return ""
        return f"{' ' * self._chance.randint(0, column)}{self._comment().strip()}\n".lstrip(" " if column == 0 else "")
