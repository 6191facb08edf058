"""What running and journeys share: the demonstration, loaded by the command a person would use."""

from pathlib import Path

import pytest

from tests.running.commands import CommandLine, gather
from tests.shared import made_once
from tests.template import lay


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's data, loaded once; whoever changes it takes a copy."""

    def load(var: Path) -> None:
        lay(var)
        done = CommandLine(var)("demo", "load")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1] == "The demonstration is loaded."
        gather(var)

    return made_once(tmp_path_factory, "story", load)
