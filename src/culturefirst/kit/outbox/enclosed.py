"""Small text files that go with a letter, such as one that a calendar reads.

They are stored as text in the letter's own row, so that they are emptied with its words, and a
name in them can be found.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import SafeMIMEText

from culturefirst.kit.downloads import file_name
from culturefirst.kit.errors import DomainError

MOST_FILES, MOST_BYTES = 3, 64 * 1024
TAKEN = re.compile(r"text/(calendar|plain)(; method=([A-Z]+))?")


@dataclass(frozen=True)
class Enclosed:
    """A file: ``media_type`` may say what is meant by it (``text/calendar; method=CANCEL``)."""

    name: str
    media_type: str
    text: str


def kept_files(files: Sequence[Enclosed]) -> list[dict[str, str]]:
    """The files as the ledger keeps them; raises ``DomainError`` for what it does not take."""
    if len(files) > MOST_FILES:
        raise DomainError(f"A letter bears at most {MOST_FILES} files. Put a link to the others.")
    for file in files:
        if not TAKEN.fullmatch(file.media_type):
            raise DomainError(
                f"A letter bears no file of the kind {file.media_type[:60]}. Put a link to it."
            )
    if sum(len(file.text.encode()) for file in files) > MOST_BYTES:
        raise DomainError(
            f"The files of a letter are larger than {MOST_BYTES // 1024} kB. Put a link to them."
        )
    return [asdict(file) | {"name": file_name(file.name)} for file in files]


def part(file: Mapping[str, Any]) -> MIMEBase:
    """A kept file as the part of a letter."""
    told = TAKEN.fullmatch(file["media_type"])
    if told is None:
        raise ValueError("a file of an unknown kind")
    made = SafeMIMEText(file["text"], told[1], "utf-8")
    if told[3]:
        made.set_param("method", told[3])
    made.add_header("Content-Disposition", "attachment", filename=file["name"])
    return made
