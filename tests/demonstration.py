"""The demonstration's data, loaded by the command a person would use, once for all processes."""

from pathlib import Path

import pytest

from tests.running.commands import CommandLine, gather
from tests.shared import made_once
from tests.template import lay


def loaded(factory: pytest.TempPathFactory) -> Path:
    """The folder of its data; whoever changes it takes a copy."""

    def load(var: Path) -> None:
        lay(var)
        done = CommandLine(var)("demo", "load")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1] == "The demonstration is loaded."
        gather(var)

    return made_once(factory, "story", load)
