"""Neovim, with the files of editors/neovim: as it is since 0.11, and before."""

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
    block,
    editor,
    said,
    shipped,
)
from tests.editors.window import Window

pytestmark = shipped
README = "neovim/README.md"


def is_new(path: str) -> bool:
    """Whether it is 0.11 or later."""
    asked = [path, "--clean", "--headless", "-c", "lua os.exit(vim.lsp.enable and 0 or 1)"]
    return subprocess.run(asked, capture_output=True, check=False, timeout=30).returncode == 0


def is_old(path: str) -> bool:
    return not is_new(path)


def set_up(desk: Desk, new: bool, language: Language) -> str:
    """Do what the README says; returns the editor."""
    if new:
        desk.copy("neovim/lsp/llm_project_lint.lua", ".config/nvim/lsp/llm_project_lint.lua")
    else:
        desk.copy("neovim/before-0.11/plugin/llm_project_lint.lua", ".config/nvim/plugin/llm_project_lint.lua")
    start = block(README, "lua", 0) if new else ""
    chinese = block(README, "lua", 1 if new else 3) if language == "zh" else ""
    desk.write(".config/nvim/init.lua", chinese + start)
    return editor("nvim", fits=is_new if new else is_old)


def to(window: Window, text: str) -> None:
    """Move the cursor to a text."""
    window.type(f"gg/{text}")
    window.press("Enter")


def command(window: Window, text: str) -> None:
    window.type(f":{text}")
    window.press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("new", [True, False], ids=["since-0.11", "before-0.11"])
def test_it_works_as_the_readme_says(desk: Desk, new: bool, language: Language) -> None:
    with desk.opened(set_up(desk, new, language), OTHER) as window:
        window.see("other: true")
        assert not desk.started, "a server for a file that is not ours"
        command(window, f"edit {NAME}")
        window.see(f"E maintenance: {{{BROKEN}")
        to(window, BROKEN)
        if new:
            window.press("C-w", "d")
        else:
            command(window, "lua vim.diagnostic.open_float()")
        window.see(said(language).broken)

        to(window, HOVERED)
        window.type("K") if new else command(window, "lua vim.lsp.buf.hover()")
        window.see(HOVER[language])

        command(window, "2")
        window.type(f"O{BEGUN}")
        window.press("C-x", "C-o")
        window.see(COMPLETED)
        window.press("Escape", "u")

        to(window, BROKEN)
        window.type("gra") if new else command(window, "lua vim.lsp.buf.code_action()")
        window.see(said(language).fix)
        window.type("1")
        window.press("Enter")
        window.see(f"{MENDED}: quarterly")
        command(window, "write")
        window.until(lambda: desk.text == TEXT.replace(BROKEN, MENDED), "not saved as it must be")
        command(window, "quit")
        window.closed()
    desk.no_server_is_left()


def test_verdicts_are_shown_once_asked_for(desk: Desk) -> None:
    nvim = set_up(desk, True, "en")
    desk.write(".config/nvim/init.lua", block(README, "lua", 0) + block(README, "lua", 2))
    with desk.opened(nvim, NAME) as window:
        window.see("choice: fine-tuning}", "nothing against it", "4 facts not stated")
        to(window, "choice")
        command(window, "lua vim.lsp.codelens.run()")
        window.see("rag: nothing against it")
        window.type("1")
        window.press("Enter")
        window.see("What the file states puts the choice, fine-tuning, in question.")
        window.press("Enter")
        command(window, "quit")
        window.closed()
    desk.no_server_is_left()
