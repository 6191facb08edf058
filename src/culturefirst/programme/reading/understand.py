"""Second step of reading: plain rows become a work programme.

The rules (``meaning``) are imported when they are first needed: they are many, and most who
import the reader only need its dataclasses.
"""

from collections.abc import Sequence

from culturefirst.kit.documents.grid import Grid
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reading.vocabulary import MeasureWords, Names


def understand(
    grid: Grid,
    *,
    vocabulary: Sequence[MeasureWords] = (),
    names: Names | None = None,
) -> Document:
    """The work programme that a grid holds.

    ``vocabulary`` and ``names`` are what measures are called and may be narrowed by.
    Raises ``DocumentError`` where no table has columns that can be told, or none has a row.
    """
    from culturefirst.programme.reading import meaning

    return meaning.understand(grid, vocabulary=vocabulary, names=names)
