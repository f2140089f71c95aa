"""What the tests of this folder share: it takes a while to make."""

from pathlib import Path

import pytest

from tests.ci.checkout import copy_to


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds this project as it is now."""
    return copy_to(tmp_path_factory.mktemp("checkout"))
