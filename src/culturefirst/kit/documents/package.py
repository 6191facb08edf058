"""Zip packages (.docx, .xlsx) opened with care: limits are checked before anything unpacks."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.errors import DocumentError

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
REMEDY = "Save it afresh without pictures and try again."


class Package:
    """The parts of a checked package, each opened as a stream."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = archive.namelist()

    def stream(self, name: str) -> IO[bytes]:
        """A part to be read piece by piece. Raises ``DocumentError`` where it is missing."""
        try:
            return self._archive.open(name)
        except KeyError as error:
            raise DocumentError(
                f"The file lacks its part {name[:80]}.", remedy="Save it afresh and try again."
            ) from error


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package at ``path``. Raises ``DocumentError`` where it unpacks to too much."""
    with zipfile.ZipFile(path) as archive:
        _check(archive.infolist(), path.stat().st_size)
        yield Package(archive)


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > limits.ZIP_ENTRIES:
        raise DocumentError(
            f"The file holds more than {limits.ZIP_ENTRIES:,} parts.", remedy=REMEDY
        )
    total = sum(entry.file_size for entry in entries)
    if total > limits.UNPACKED_BYTES or total > limits.UNPACKING_RATIO * size:
        most = limits.UNPACKED_BYTES // 1024**2
        raise DocumentError(
            f"The file unpacks to more than {most} MB or to more than"
            f" {limits.UNPACKING_RATIO} times its size.",
            remedy=REMEDY,
        )
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise DocumentError(
                "The file is locked or packed in an unusual way.",
                remedy="Save it again from Word or Excel, without a password.",
            )
        if entry.file_size > limits.UNPACKING_RATIO * max(entry.compress_size, 1024):
            raise DocumentError(
                f"A part of the file unpacks to more than {limits.UNPACKING_RATIO} times its size.",
                remedy=REMEDY,
            )
