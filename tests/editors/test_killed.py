"""An editor that somebody kills takes its server with it."""

import os
import signal
from collections.abc import Callable

import pytest

from tests.editors import test_emacs, test_helix, test_neovim, test_vim
from tests.editors.desk import BROKEN, NAME, Desk, shipped

pytestmark = shipped
EDITORS: dict[str, tuple[Callable[[Desk], str], tuple[str, ...], str]] = {
    "neovim": (lambda desk: test_neovim.set_up(desk, True, "en"), (), f"E maintenance: {{{BROKEN}"),
    "helix": (lambda desk: test_helix.set_up(desk, "en"), (), "●"),
    "emacs": (lambda desk: test_emacs.set_up(desk, "en"), ("-nw",), "now managing"),
    "vim": (lambda desk: test_vim.set_up(desk, "en"), (), f">>maintenance: {{{BROKEN}"),
}
"""How each is set up and called, and what is seen once the server has answered."""


@pytest.mark.parametrize("name", EDITORS)
def test_an_editor_that_is_killed_leaves_no_server(desk: Desk, name: str) -> None:
    set_up, options, answered = EDITORS[name]
    with desk.opened(set_up(desk), *options, NAME) as window:
        window.see(answered)
        os.kill(window.process, signal.SIGKILL)
        window.closed()
    desk.no_server_is_left()
