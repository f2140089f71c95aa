"""What a configuration file says, checked: its values, and where each of them stands."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from llm_project_lint.model import Language, Path, Severity, Source
from llm_project_lint.settings import PackFolder

if TYPE_CHECKING:
    from llm_project_lint.configuration.places import Place


class Configuration:
    """The keys of one file, all of them known and of the right type; what it does not say is None or empty.

    file: as printed, "" for no file. table: where the keys stand in it. packs: where those are that it names.
    """

    __slots__ = ("_places", "data", "file", "packs", "source", "table")

    def __init__(
        self, source: Source, table: Path, data: Mapping[str, Any], packs: tuple[PackFolder, ...] = ()
    ) -> None:
        self.source = source
        self.file = source.path
        self.table = table
        self.data = data
        self.packs = packs
        self._places: dict[Path, Place] | None = None

    @property
    def preset(self) -> str | None:
        """The set of rules to start from."""
        return self.data.get("preset")

    @property
    def select(self) -> tuple[str, ...] | None:
        """Rules and categories that take the place of a preset."""
        return tuple(self.data["select"]) if "select" in self.data else None

    @property
    def ignore(self) -> tuple[str, ...]:
        """Rules and categories to leave out."""
        return tuple(self.data.get("ignore", ()))

    @property
    def severities(self) -> Mapping[str, Severity]:
        """Severities by rule."""
        found: Mapping[str, Severity] = self.data.get("severity", {})
        return found

    @property
    def thresholds(self) -> Mapping[str, str | float | list[str]]:
        """Thresholds as written, by name."""
        found: Mapping[str, str | float | list[str]] = self.data.get("thresholds", {})
        return found

    @property
    def language(self) -> Language | None:
        """The language of a run."""
        return self.data.get("language")

    @property
    def fail_on(self) -> Severity | None:
        """The least severity that fails a run."""
        return self.data.get("fail-on")

    @property
    def show(self) -> Severity | Literal["waived"] | None:
        """What a run prints: a severity and what is graver, or what is waived too."""
        return self.data.get("show")

    def offset(self, path: Path, key: bool = False) -> int:
        """Where a value stands in the text (its key with `key`), or the nearest table around it that can be found."""
        if self._places is None:
            from llm_project_lint.configuration.places import places  # for a mistake, or for whoever asks

            self._places = places(self.source.text)
        path = (*self.table, *path)
        while path and path not in self._places:
            path, key = path[:-1], False
        if not path:
            return 0
        place = self._places[path]
        return place.key if key else place.value

    def at(self, offset: int) -> str:
        """An offset as people find it: `file:line:column`."""
        place = self.source.position(offset)
        return f"{self.file}:{place.line}:{place.column}"


NONE = Configuration(Source("", ""), (), {})
"""No file says anything."""
