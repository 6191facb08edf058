"""The programme as JSON, in the shape that ``culturefirst programme read --json`` prints."""

import json
from typing import BinaryIO

from culturefirst.programme.reading.document import Document


def write_json(document: Document, target: BinaryIO) -> None:
    """Write the programme to ``target`` as UTF-8 with a closing line end."""
    said = json.dumps(document.to_json(), ensure_ascii=False, indent=2, allow_nan=False)
    target.write(f"{said}\n".encode())


def read_json(data: bytes) -> Document:
    """The programme that ``write_json`` wrote. Raises ``ValueError`` for anything else."""
    found = json.loads(data)
    if not isinstance(found, dict):
        raise ValueError("The file does not hold a work programme.")
    return Document.from_json(found)
