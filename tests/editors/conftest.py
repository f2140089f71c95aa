"""What the tests of all editors begin with."""

from pathlib import Path

import pytest

from tests.editors.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk at which nobody has set up anything yet."""
    return Desk(tmp_path)
