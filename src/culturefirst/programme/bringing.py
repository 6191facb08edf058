"""The step that runs in the limited child process: a stranger's bytes to plain rows. No Django."""

from pathlib import Path
from typing import Any

from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.errors import DomainError
from culturefirst.programme.reading.grid import read_grid_json


def rows(path: str | Path) -> dict[str, Any]:
    """The document's grid as JSON; a refusal crosses back as the sentence that the reader gave."""
    try:
        return read_grid_json(path)
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault
