"""What lies beside the tables: copies of letters in the mail folder, the cache, the log of faults.

None of it is a record: it can go without harm, and does, once the erasure is committed. What a
crash leaves behind goes the next night.
"""

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message as Letter
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from culturefirst.kit import clock
from culturefirst.kit.holdings import Whom
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.network.models import Erasure
from culturefirst.network.privacy import naming

FAULTS = "culturefirst-error.log"
KEEP_COPIES = timedelta(days=30)
IN_HAND = timedelta(hours=1)  # a letter that was being handed over is copied a moment later
BETWEEN = re.compile(rb"^-{79}\n", re.MULTILINE)  # what Django writes between two letters


def sweep(whom: Whom) -> None:
    """Take copies of letters to or about somebody away, and their name out of the log of faults.

    The cache is emptied whole: it can be made again, and nobody can tell what of it is whose.
    """
    cache.clear()
    _keep_letters(lambda letter: not _concerns(whom, letter))
    faults = Path(settings.VAR) / FAULTS
    if faults.exists():
        old = faults.read_text(encoding="utf-8", errors="replace")
        if (new := naming.without(whom, old)) != old:
            _put(faults, new.encode())


def clear_copies() -> int:
    """Take away copies that are old, or were written to somebody before they were erased.

    Done twice, the second finds nothing. Gives how many letters and files went. SQLite keeps what
    was overwritten in its log of writes, which is emptied too.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    erased = _erasures()
    gone = _keep_letters(lambda letter: not _was_before(letter, erased))
    for path in _files():
        if clock.wall().timestamp() - path.stat().st_mtime > KEEP_COPIES.total_seconds():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH) if getattr(settings, "EMAIL_FILE_PATH", "") else None
    return sorted(folder.glob("*.log")) if folder is not None and folder.is_dir() else []


def _keep_letters(stays: Callable[[Letter], bool]) -> int:
    gone = 0
    for path in _files():
        letters = [each for each in BETWEEN.split(path.read_bytes()) if each.strip()]
        kept = [each for each in letters if stays(_parsed(each))]
        gone += len(letters) - len(kept)
        if not kept:
            path.unlink(missing_ok=True)
        elif len(kept) < len(letters):
            _put(path, b"".join(each + b"-" * 79 + b"\n" for each in kept))
    return gone


def _concerns(whom: Whom, letter: Letter) -> bool:
    told = [str(value) for value in letter.values()]
    told += [
        str(cast(Any, part).get_content())
        for part in letter.walk()
        if part.get_content_maintype() == "text"
    ]
    return any(naming.without(whom, text) != text for text in told)


def _was_before(letter: Letter, erased: dict[str, datetime]) -> bool:
    written = cast(Any, letter["Date"]).datetime if letter["Date"] else None
    digests = (digest_of(each) for _, each in getaddresses([str(letter["To"] or "")]))
    return any(
        digest in erased and (written is None or written < erased[digest] + IN_HAND)
        for digest in digests
    )


def _erasures() -> dict[str, datetime]:
    """When each address was last erased; somebody may have come back with it since."""
    return dict(Erasure.objects.order_by("at").values_list("digest", "at"))


def _parsed(content: bytes) -> Letter:
    return cast(Letter, message_from_bytes(content, policy=default))


def _put(path: Path, content: bytes) -> None:
    """Put a changed file in the place of the old one at once, for its owner only."""
    beside = path.with_name(f"{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
    beside.replace(path)
