"""The real command line, run as a person runs it, on a data folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CULTUREFIRST = str(Path(sys.executable).with_name("culturefirst"))


def environment(var: Path, **more: str) -> dict[str, str]:
    """What a stranger's shell would give: nothing of ours but the data folder."""
    ours = ("CULTUREFIRST_", "DJANGO_", "DATABASE_")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(ours) and name not in ("HOST", "PORT")
    }
    return kept | {"CULTUREFIRST_VAR": str(var)} | more


@dataclass(frozen=True)
class CommandLine:
    """``culturefirst …`` with its data in ``var``."""

    var: Path

    def __call__(self, *arguments: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [CULTUREFIRST, *map(str, arguments)],
            cwd=self.var.parent,
            env=environment(self.var, **more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def python(self, code: str) -> "subprocess.Popen[str]":
        """A process of its own that runs ``code`` with the rooms loaded."""
        return subprocess.Popen(
            [sys.executable, "-c", f"{SETUP}\n{code}"],
            env=environment(self.var, DJANGO_SETTINGS_MODULE="culturefirst.site.settings"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def answer(self, code: str) -> str:
        """What ``code`` prints."""
        process = self.python(code)
        said, faults = process.communicate(timeout=300)
        assert process.returncode == 0, faults
        return said.strip()


SETUP = """
import django
django.setup()
from culturefirst.kit.act import SYSTEM
"""


def gather(var: Path) -> None:
    """Have fonts and static files there, so that each copy of the folder is served at once."""
    CommandLine(var).answer(
        "from culturefirst.site import preparing\n"
        "preparing.make_assets()\n"
        "preparing.collect_static_files()"
    )
