"""The log of erasures that is kept apart from the database, for a backup of before them.

A line holds the person's number, a keyed digest of an address or the place of a text out of which
the name was taken, and the time: no name, no address and no text. It must not go into backups, and
is needed beside them, like the secret key.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import transaction

from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Erasure, NameRemoved, Person, Unsettled

NAME = "erasures.jsonl"
MARGIN = timedelta(minutes=5)  # an erasure may have been committed while the backup was begun


@dataclass(frozen=True)
class Line:
    """One digest, or one place, of one person; ``at`` in ISO form, of the machine's clock."""

    person: int
    digest: str
    at: str
    place: str = ""


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
    rows: Iterator[Erasure | NameRemoved] = chain(
        Erasure.objects.order_by("pk"), NameRemoved.objects.order_by("pk")
    )
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

    Whoever was erased before it is not in it; a later person may have got their number. Names go
    out of the same texts again; where the backup has others, the team is asked.
    """
    from culturefirst.network.actions.privacy import erase_person, settle_names

    with transaction.atomic():
        known = list(lines())
        _remember([line for line in known if not line.place])
        since = [line for line in known if _at(line) > made_at - MARGIN]
        keys = {line.person for line in since}
        waited = list(Unsettled.objects.filter(person__in=keys))
        for person in Person.objects.standing().filter(pk__in=keys):
            erase_person(
                by=SYSTEM,
                person=person,
                reason="Erased before the restore.",
                decided=_places(since, person.pk),
            )
        for unsettled in waited:
            decided = _places(since, unsettled.person)
            settle_names(by=SYSTEM, unsettled=unsettled, decided=decided)


def _remember(known: list[Line]) -> None:
    for line in known:
        Erasure.objects.get_or_create(
            person=line.person, digest=line.digest, defaults={"at": _at(line)}
        )


def _places(known: list[Line], person: int) -> dict[str, bool]:
    return {line.place: True for line in known if line.person == person and line.place}


def _at(line: Line) -> datetime:
    return datetime.fromisoformat(line.at)


def _line(row: Erasure | NameRemoved) -> Line:
    if isinstance(row, NameRemoved):
        return Line(row.person, "", row.at.isoformat(), row.place)
    return Line(row.person, row.digest, row.at.isoformat())
