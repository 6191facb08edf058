"""The log of erasures that is kept apart from the database, for a backup of before them.

A line holds the person's number, keyed digests of their addresses and the time: no name and no
address. It must not go into backups, and is needed beside them, like the secret key.
"""

import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Erasure, Person

NAME = "erasures.jsonl"
MARGIN = timedelta(minutes=5)  # an erasure may have been committed while the backup was begun


@dataclass(frozen=True)
class Line:
    """One digest of one person; ``at`` in ISO form, of the machine's clock."""

    person: int
    digest: str
    at: str


def digest_of(address: str) -> str:
    """The same for the same address, and of no use without the secret key."""
    said = f"culturefirst.erasure\0{address.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()


def path() -> Path:
    """Where the log lies."""
    return Path(settings.VAR) / NAME


def lines() -> Iterator[Line]:
    """What the log holds; a last line that a crash cut off is passed over."""
    if not path().exists():
        return
    for text in path().read_text(encoding="ascii").splitlines():
        try:
            yield Line(**json.loads(text))
        except ValueError:
            continue


def settle() -> None:
    """Write into the log what the database knows and the log does not; safe to do twice."""
    there = set(lines())
    rows = Erasure.objects.order_by("pk")
    missing = [line for row in rows if (line := _line(row)) not in there]
    if not missing:
        return
    descriptor = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        # Begun on a line of its own, whatever a crash left of the one before.
        out.write("".join(f"\n{json.dumps(asdict(line))}\n" for line in missing))
        out.flush()
        os.fsync(out.fileno())


def replay(made_at: datetime) -> None:
    """Erase again whoever was erased after the backup that has just been put back was made.

    Whoever was erased before it is not in it; a later person may have got their number.
    """
    from culturefirst.network.actions.privacy import erase_person

    with transaction.atomic():
        known = list(lines())
        _remember(known)
        since = {line.person for line in known if _at(line) > made_at - MARGIN}
        for person in Person.objects.filter(pk__in=since, erased_on__isnull=True):
            if person.merged_into_id is None:
                erase_person(by=SYSTEM, person=person, reason="Erased before the restore.")


def _remember(known: list[Line]) -> None:
    for line in known:
        Erasure.objects.get_or_create(
            person=line.person, digest=line.digest, defaults={"at": _at(line)}
        )


def _at(line: Line) -> datetime:
    return datetime.fromisoformat(line.at)


def _line(row: Erasure) -> Line:
    return Line(row.person, row.digest, row.at.isoformat())
