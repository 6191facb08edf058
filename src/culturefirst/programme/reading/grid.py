"""First step of reading: untrusted bytes become plain rows and nothing else."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from culturefirst.kit.documents.care import ZIP_MAGIC, carefully, first_bytes
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Grid

KNOWN = ".docx, .xlsx, .csv or .txt"
KIT, OWN = "culturefirst.kit.documents", "culturefirst.programme.reading"
PACKAGES = {
    ".docx": f"{OWN}.word",
    ".docm": f"{OWN}.word",
    ".xlsx": f"{KIT}.excel",
    ".xlsm": f"{KIT}.excel",
}
TEXTS = {".csv": f"{KIT}.delimited", ".tsv": f"{KIT}.delimited", ".txt": f"{OWN}.text"}


def read_grid(path: Path) -> Grid:
    """The rows of a document, by the reader that fits its name and its first bytes.

    Raises ``DocumentError``, and nothing else, whatever the file holds.
    """
    return carefully(lambda file: _reader(file)(file), path)


def read_grid_json(path: str | Path) -> dict[str, Any]:
    """``read_grid`` for a child process: its answer can be sent as JSON."""
    data = read_grid(Path(path)).to_json()
    json.dumps(data, ensure_ascii=False).encode("utf-8")
    return data


def _reader(path: Path) -> Callable[[Path], Grid]:
    """Each format's module is imported only when a file needs it."""
    zipped = first_bytes(path).startswith(ZIP_MAGIC)
    ending = path.suffix.lower()
    if ending in PACKAGES and not zipped:
        raise DocumentError(
            f"The file is named {ending} but holds something else.",
            remedy="Save it again from Word or Excel, without a password.",
        )
    modules = PACKAGES if zipped else TEXTS
    if ending not in modules:
        raise DocumentError(
            f"A file of this kind ({ending or 'no ending'}) cannot be read as a work programme.",
            remedy=f"Save it as {KNOWN}.",
        )
    reader: Callable[[Path], Grid] = import_module(modules[ending]).read
    return reader
