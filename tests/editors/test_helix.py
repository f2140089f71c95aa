"""Helix, with the files of editors/helix."""

import subprocess

import pytest

from llm_project_lint.model import Language
from tests.editors.desk import (
    BEGUN,
    BROKEN,
    COMPLETED,
    HOVER,
    HOVERED,
    LANGUAGES,
    MENDED,
    NAME,
    OTHER,
    TEXT,
    Desk,
    editor,
    said,
    shipped,
)
from tests.editors.window import Window

pytestmark = shipped


def set_up(desk: Desk, language: Language) -> str:
    """Do what the README says; returns the editor."""
    settings = desk.copy("helix/languages.toml", ".config/helix/languages.toml")
    desk.copy("helix/runtime", ".config/helix/runtime")
    if language == "zh":
        settings.write_text(settings.read_text().replace('language = "auto"', 'language = "zh"'))
    return editor("hx", "helix")


def to(window: Window, text: str) -> None:
    window.press("Escape")
    window.type(f"gg/{text}")
    window.press("Enter")


def command(window: Window, text: str) -> None:
    window.press("Escape")
    window.type(f":{text}")
    window.press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works_as_the_readme_says(desk: Desk, language: Language) -> None:
    with desk.opened(set_up(desk, language), OTHER) as window:
        window.see("other: true")
        assert not desk.started, "a server for a file that is not ours"
        command(window, f"open {NAME}")
        window.see("●")
        to(window, BROKEN)
        window.see(said(language).broken)

        to(window, HOVERED)
        window.press("Space")
        window.type("k")
        window.see(HOVER[language])

        window.press("Escape")
        window.type(f"ggjO{BEGUN}")
        window.see(COMPLETED)
        window.press("Tab", "Enter")
        window.see(f"{COMPLETED}:")
        command(window, "reload")

        to(window, BROKEN)
        window.press("Space")
        window.type("a")
        window.see(said(language).fix)
        window.press("Enter")
        window.see(f"{MENDED}: quarterly")
        command(window, "write")
        window.until(lambda: desk.text == TEXT.replace(BROKEN, MENDED), "not saved as it must be")
        command(window, "quit-all")
        window.closed()
    desk.no_server_is_left()


def test_helix_finds_the_server_and_the_colours(desk: Desk) -> None:
    editor = set_up(desk, "en")
    found, yaml = (health(desk, editor, language) for language in ("llm-project", "yaml"))
    [server] = (line for line in found if "llm-project-lint" in line)
    assert "✓" in server, server
    for name in ("Tree-sitter parser", "Highlight queries", "Textobject queries", "Indent queries"):
        ours, theirs = ([line for line in lines if line.startswith(name)] for lines in (found, yaml))
        assert ours == theirs, found


def health(desk: Desk, editor: str, language: str) -> list[str]:
    """What Helix says of how it is set up for a language."""
    done = subprocess.run(
        [editor, "--health", language],
        env=desk.environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=30,
    )
    return done.stdout.splitlines()
