"""Office files that come out the same, byte for byte, whenever the same content is written."""

from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment a zip entry can carry: a moment that says nothing.
STILL = (1980, 1, 1, 0, 0, 0)


def repeatable(source: bytes, target: BinaryIO) -> None:
    """Write the zip package ``source`` to ``target`` with its entries in order and undated."""
    with ZipFile(BytesIO(source)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=_order):
            entry = ZipInfo(name, STILL)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))


def _order(name: str) -> tuple[bool, str]:
    # Readers expect the list of content types first.
    return (name != "[Content_Types].xml", name)
