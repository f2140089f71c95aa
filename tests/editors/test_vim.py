"""Vim with ALE, with the files of editors/vim."""

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
README = "vim/README.md"


def has_ale(path: str) -> bool:
    asked = [path, "-es", "-u", "NONE", "-i", "NONE", "-c"]
    asked.append("set nocompatible | silent! packadd ale | if !exists('g:loaded_ale') | cquit | endif | qall!")
    return subprocess.run(asked, capture_output=True, check=False, timeout=30, stdin=subprocess.DEVNULL).returncode == 0


def set_up(desk: Desk, language: Language) -> str:
    """Do what the README says; returns the editor."""
    for file in ("ftdetect/llm_project.vim", "ale_linters/llm-project/llm_project_lint.vim"):
        desk.copy(f"vim/{file}", f".vim/{file}")
    chinese = block(README, "vim", 1) if language == "zh" else ""
    desk.write(".vimrc", chinese + block(README, "vim", 0))
    return editor("vim", fits=has_ale)


def to(window: Window, text: str) -> None:
    window.type(f"gg/{text}")
    window.press("Enter")


def command(window: Window, text: str) -> None:
    window.type(f":{text}")
    window.press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works_as_the_readme_says(desk: Desk, language: Language) -> None:
    with desk.opened(set_up(desk, language), OTHER) as window:
        window.see("other: true")
        assert not desk.started, "a server for a file that is not ours"
        command(window, f"edit {NAME}")
        window.see(f">>maintenance: {{{BROKEN}")
        to(window, BROKEN)
        command(window, "ALEDetail")
        window.see(said(language).broken)
        command(window, "pclose")
        command(window, "only")

        to(window, HOVERED)
        command(window, "ALEHover")
        window.see(HOVER[language])
        window.press("Enter")
        command(window, "only")

        command(window, "2")
        window.type(f"O{BEGUN}")
        window.see(f">>{BEGUN}", COMPLETED)
        window.press("C-n")
        window.see("The only match")
        window.press("C-y")
        window.see(f"{COMPLETED}:")
        window.press("Escape")
        command(window, "edit!")

        to(window, BROKEN)
        command(window, "ALECodeAction")
        window.see(said(language).fix)
        window.type("1")
        window.press("Enter")
        window.see(f"{MENDED}: quarterly")
        command(window, "write")
        window.until(lambda: desk.text == TEXT.replace(BROKEN, MENDED), "not saved as it must be")
        command(window, "quit")
        window.closed()
    desk.no_server_is_left()
