"""Readers are tried with care: sizes first, one kind of error for whatever a file holds."""

from collections.abc import Callable
from pathlib import Path

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Grid, too_long

ZIP_MAGIC = b"PK\x03\x04"


def carefully(
    read: Callable[[Path], Grid], path: Path, characters: int = limits.DOCUMENT_CHARACTERS
) -> Grid:
    """``read(path)`` within the limits. Raises ``DocumentError``, and nothing else."""
    try:
        grid = read(path)
        _check(grid, characters)
    except DocumentError:
        raise
    except (MemoryError, RecursionError, OverflowError) as error:
        raise DocumentError(
            "The file is built too deeply or too large to be read.",
            remedy="Save it afresh from Word or Excel and try again.",
        ) from error
    except Exception as error:
        # Parsers of untrusted bytes throw whatever they like; a person gets one sentence.
        raise DocumentError(
            "The file is damaged or is not what its name says.",
            remedy="Open it, save it afresh, and try again.",
        ) from error
    return grid


def first_bytes(path: Path) -> bytes:
    """How a file begins. Raises ``DocumentError`` where it is empty, too large or not there."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise DocumentError(
            f"The file {path.name} cannot be opened.", remedy="Check its name and place."
        ) from error
    if size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // 1024**2
        raise DocumentError(
            f"The file is larger than {most} MB.", remedy="Take pictures out of it, or split it."
        )
    if not size:
        raise DocumentError("The file is empty.", remedy="Choose the file that you filled in.")
    return start


def _check(grid: Grid, characters: int) -> None:
    counts = (
        (len(grid.paragraphs), limits.PARAGRAPHS, "paragraphs"),
        (sum(len(table.rows) for table in grid.tables), limits.ROWS, "rows"),
        (sum(1 for _ in grid.cells()), limits.CELLS, "cells"),
        (sum(len(c.text) for c in grid.cells()), characters, "characters"),
    )
    for count, most, what in counts:
        if count > most:
            raise DocumentError(
                f"The document has more than {most:,} {what}.", remedy="Split it into parts."
            )
    for cell in grid.cells():
        if len(cell.text) > limits.CELL_CHARACTERS:
            raise too_long(cell.row, cell.column)
