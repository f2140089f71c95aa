"""Build hook: a wheel carries its rules checked and prepared, so that nobody pays for it at every start."""

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `llm_project_lint/_prepared.py` to standard wheels; an editable install reads the rule files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the module; a mistake in a rule file stops the build."""
        if self.target_name != "wheel" or version != "standard":
            return
        sys.path.insert(0, os.path.join(self.root, "server"))
        from llm_project_lint.rulebook.load import load
        from llm_project_lint.rulebook.prepare import prepared

        self._folder = tempfile.TemporaryDirectory()
        path = os.path.join(self._folder.name, "_prepared.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(prepared(load()))
        build_data["force_include"][path] = "llm_project_lint/_prepared.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary module."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()
