"""Reports as text, a format per file, all in one registry."""

from llm_project_lint.outputs.renderer import Format, Renderer, View

NAMES = ("full", "concise", "json")
"""The formats, for the command line."""


def renderer(name: str, view: View) -> Renderer:
    """The renderer of a format for one run. A run pays for the import of its own format only."""
    if name == "json":
        from llm_project_lint.outputs.json import Json

        return Json(view)
    if name == "concise":
        from llm_project_lint.outputs.concise import Concise

        return Concise(view)
    from llm_project_lint.outputs.full import Full

    return Full(view)


__all__ = ["NAMES", "Format", "Renderer", "View", "renderer"]
