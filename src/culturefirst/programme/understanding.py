"""A document file to a ``Document``: bytes in the limited process, meaning in this one."""

from pathlib import Path

from culturefirst.kit import untrusted
from culturefirst.kit.documents.grid import Grid
from culturefirst.kit.errors import DomainError
from culturefirst.programme.binding import fitted, vocabulary
from culturefirst.programme.reading import Document, DocumentError, understand
from culturefirst.programme.reading.vocabulary import Names


def understood(path: str | Path, *, names: Names | None = None) -> Document:
    """The work programme in a file, each target with the measure proposed for it.

    ``names`` are the known values of each measure (``binding.names``); without them no database is
    needed. Raises ``DomainError`` with the reader's sentence.
    """
    rows = untrusted.call("culturefirst.programme.bringing:rows", path)
    try:
        return fitted(understand(Grid.from_json(rows), vocabulary=vocabulary(), names=names))
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault
