"""Reports as text, a format per file, all in one registry."""

from importlib import import_module

from llm_project_lint.outputs.renderer import Compare, Renderer, View

NAMES = ("full", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")
"""The formats, for the command line; each is a module of that name with a class called so."""


def renderer(name: str, view: View, compare: Compare) -> Renderer:
    """The renderer of a format for one run. A run pays for the import of its own format only.

    compare: holds the project of a report against all four approaches, for the format that shows it.
    """
    made = getattr(import_module(f"llm_project_lint.outputs.{name}"), name.capitalize())
    found: Renderer = made(view, compare) if name == "html" else made(view)
    return found


__all__ = ["NAMES", "Compare", "Renderer", "View", "renderer"]
