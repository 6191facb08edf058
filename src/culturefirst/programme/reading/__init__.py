"""Reads a work programme from text, Word, Excel or CSV: ``read(path)`` gives a ``Document``.

Two steps: ``read_grid`` turns untrusted bytes into plain rows (in a limited child process where
the bytes came from outside), ``understand`` turns rows into meaning. The rules of meaning are
imported when they are first needed, so that importing this package costs next to nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from culturefirst.kit.documents.errors import DocumentError
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reading.grid import read_grid
from culturefirst.programme.reading.understand import understand
from culturefirst.programme.reading.vocabulary import MeasureWords, Names

__all__ = ["Document", "DocumentError", "MeasureWords", "read", "read_grid", "understand"]


def read(
    path: str | Path,
    *,
    vocabulary: Sequence[MeasureWords] = (),
    names: Names | None = None,
) -> Document:
    """Both steps in this process. Raises ``DocumentError`` and nothing else."""
    return understand(read_grid(Path(path)), vocabulary=vocabulary, names=names)
