"""Emacs with eglot, with the file of editors/emacs."""

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
    TITLE,
    Desk,
    block,
    editor,
    said,
    shipped,
)
from tests.editors.window import Window

pytestmark = shipped
README = "emacs/README.md"
QUIET = "(setq native-comp-deferred-compilation nil native-comp-jit-compilation nil)\n"
"""Nothing is compiled on the way, and no window opens that warns of that."""


def has_eglot(path: str) -> bool:
    form = "(progn (require 'package) (package-initialize) (require 'eglot))"
    return (
        subprocess.run([path, "--batch", "--eval", form], capture_output=True, check=False, timeout=60).returncode == 0
    )


def set_up(desk: Desk, language: Language) -> str:
    """Do what the README says; returns the editor."""
    desk.copy("emacs/llm-project-mode.el", ".emacs.d/lisp/llm-project-mode.el")
    chinese = block(README, "elisp", 1) if language == "zh" else ""
    desk.write(".emacs.d/early-init.el", QUIET)
    desk.write(".emacs.d/init.el", chinese + block(README, "elisp", 0))
    return editor("emacs", fits=has_eglot)


def to(window: Window, text: str) -> None:
    window.press("Escape")
    window.type("<")
    window.press("C-s")
    window.type(text)
    window.press("Enter", "Left")


def command(window: Window, name: str) -> None:
    window.press("Escape")
    window.type(f"x{name}")
    window.press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works_as_the_readme_says(desk: Desk, language: Language) -> None:
    with desk.opened(set_up(desk, language), "-nw", OTHER) as window:
        window.see("other: true")
        assert not desk.started, "a server for a file that is not ours"
        window.press("C-x", "C-f")
        window.type(NAME)
        window.press("Enter")
        window.see(BROKEN, "LLM-Project", "now managing")
        command(window, "flymake-show-buffer-diagnostics")
        window.see(said(language).broken)
        window.press("C-x")
        window.type("1")

        to(window, HOVERED)
        command(window, "eldoc")
        window.see(TITLE[language])
        window.press("C-h")
        window.type(".")
        window.see(HOVER[language])
        window.press("C-x")
        window.type("1")

        window.press("Escape")
        window.type("<")
        window.press("C-n", "C-o")
        window.type(BEGUN)
        command(window, "completion-at-point")
        window.see(f"{COMPLETED}:")
        window.press("C-a", "C-k", "C-k")

        to(window, BROKEN)
        command(window, "eglot-code-actions")
        window.see(said(language).fix)
        window.press("Enter")
        window.see(f"{MENDED}: quarterly")
        window.press("C-x", "C-s")
        window.until(lambda: desk.text == TEXT.replace(BROKEN, MENDED), "not saved as it must be")
        window.press("C-x", "C-c")
        window.closed()
    desk.no_server_is_left()


def test_settings_are_taken_from_the_configuration_of_eglot(desk: Desk) -> None:
    emacs = set_up(desk, "en")
    settings = '(setq-default eglot-workspace-configuration \'(:llm-project-lint (:language "zh")))\n'
    desk.write(".emacs.d/init.el", settings + block(README, "elisp", 0))
    with desk.opened(emacs, "-nw", NAME) as window:
        window.see("now managing")
        command(window, "flymake-show-buffer-diagnostics")
        window.see(said("zh").broken)
        window.press("C-x", "C-c")
        window.closed()
    desk.no_server_is_left()
