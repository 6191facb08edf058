"""What running and journeys share: the demonstration."""

from pathlib import Path

import pytest

from tests.demonstration import loaded


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's data, loaded once; whoever changes it takes a copy."""
    return loaded(tmp_path_factory)
