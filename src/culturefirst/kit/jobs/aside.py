"""How far a job is that works within one transaction: told in a file beside the database.

SQLite has one writer at a time, so while the job writes, nobody could write down how far it is.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from culturefirst.kit.jobs.models import Job

Told = tuple[int, int, str]


def tell(job: Job, told: Told) -> None:
    """Keep this for whoever looks; a disk that is full stops no job."""
    with suppress(OSError):
        place = _place(job)
        place.parent.mkdir(exist_ok=True)
        half = place.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps([job.fence, *told]), encoding="utf-8")
        half.replace(place)


def seen(job: Job) -> Job:
    """The job with how far it is, where that was told by the worker that holds it now."""
    if job.state == "running":
        with suppress(OSError, ValueError):
            fence, done, total, words = json.loads(_place(job).read_text(encoding="utf-8"))
            if fence == job.fence:
                job.done, job.total, job.words = done, total, words
    return job


def forget(job: Job) -> None:
    """Nothing more is told of it."""
    with suppress(OSError):
        _place(job).unlink()


def clear(before: datetime) -> None:
    """Take away what killed workers left."""
    for left in _folder().glob("*"):
        with suppress(OSError):
            if left.stat().st_mtime < before.timestamp():
                left.unlink()


def _folder() -> Path:
    return Path(settings.VAR) / "progress"


def _place(job: Job) -> Path:
    return _folder() / f"{job.pk}.json"
