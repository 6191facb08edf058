"""What search does in the background: it reads files, and looks through its index every night."""

import logging
from datetime import time
from pathlib import Path
from typing import Any

from django.db import transaction

from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs.declare import job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.kit.search import texts
from culturefirst.kit.search.register import SEARCH
from culturefirst.kit.search.writing import index

log = logging.getLogger(__name__)


@job(says="Reading a file so that its words are found", attempts=3)
def read_file(*, kind: str, key_of: int) -> None:
    """Read the words of a record's file and index them (twice does no harm)."""
    from culturefirst.kit.search.models import SearchFile

    source = SEARCH.get(kind)
    record: Any = source and source.model._base_manager.filter(pk=key_of).first()
    file = source.file(record) if source and source.file and record else None
    if not file:
        return
    text, fault = _read(Path(file.path))
    read = {"file": str(file.name), "text": text, "fault": fault}
    with transaction.atomic():
        SearchFile._base_manager.update_or_create(kind=kind, object_id=key_of, defaults=read)
        index(record)


def _read(path: Path) -> tuple[str, str]:
    """The words, or why they could not be read: a file that nobody can read is not tried again."""
    try:
        return texts.text_of(path), ""
    except DomainError as refusal:
        log.info("The words of a file cannot be found: %s", refusal)
        return "", str(refusal)[:300]


@job(says="Looking through the index of search")
def look_through() -> None:
    """Put right what the index lacks or has too much of, and say how much that was."""
    from culturefirst.kit.search import checking

    if faults := checking.mend():
        log.warning("The index of search was put right: %s", "; ".join(faults))


SCHEDULES.add("kit.search", ("kit.search", Timetable(look_through, at=time(3, 45))))
