"""Files of areas, people, segments and rates: kept to be looked at, then imported whole."""

import zlib
from collections.abc import Mapping
from typing import Any

from culturefirst.intelligence.bringing.columns import guessed
from culturefirst.intelligence.bringing.long_tables import LongRows
from culturefirst.intelligence.bringing.plan import Plan
from culturefirst.intelligence.bringing.planning import planned
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.models import PeopleFile
from culturefirst.intelligence.policy.people import keep_people
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import Tell, nobody

State = PeopleFile.State
IMPORTED = "This file is imported already. To change what it brought, bring it again."
MOVED_ON = (
    "Something changed here since you looked, so that the import would do something else. "
    "Nothing was imported: look at it again."
)


@action("brought a file of areas or people", allow=keep_people)
def bring_people_file(
    *,
    by: Any,
    what: str,
    name: str,
    content: bytes,
    rows: Rows | LongRows,
    choice: Mapping[str, Any],
) -> PeopleFile:
    """Keep a file to be looked at; its columns are guessed. ``rows`` is what is in it."""
    file = PeopleFile(
        by=getattr(by, "person", None), what=what, name=name[-200:], at=clock.now(),
        content=zlib.compress(content, 6),
    )  # fmt: skip
    file.choice = {"columns": guessed(what, rows.heads)} | dict(choice)
    file.found = planned(file, rows).found(file) | {"heads": rows.heads, "rows": len(rows)}
    file.full_clean(exclude=["content"])
    file.save()
    return file


@action("said what a file of areas or people holds", allow=keep_people, on="file")
def choose_in_people_file(
    *, by: Any, file: PeopleFile, rows: Rows | LongRows, choice: Mapping[str, Any]
) -> PeopleFile:
    """Keep what columns stand for and of what the file is, and see what importing it would do."""
    _refuse_done(file)
    file.choice = dict(choice)
    file.found = planned(file, rows).found(file) | {"heads": rows.heads, "rows": len(rows)}
    file.save(update_fields=["choice", "found"])
    return file


@action("asked for a file of areas or people to be imported", allow=keep_people, on="file")
def ask_to_import_people(*, by: Any, file: PeopleFile, agreed: str) -> PeopleFile:
    """Let a job do what the page said."""
    from culturefirst.intelligence import jobs_people

    _refuse_done(file)
    if not agreed or agreed != file.found.get("digest") or file.found.get("faulty"):
        raise DomainError(MOVED_ON)
    file.job = jobs_people.import_people.enqueue(
        by=by, file_id=file.pk, user_id=by.pk, agreed=agreed
    )
    file.save(update_fields=["job"])
    file.refresh_from_db()
    return file


@action("imported a file of areas or people", allow=keep_people, on="file")
def import_people(
    *, by: Any, file: PeopleFile, rows: Rows | LongRows, agreed: str, tell: Tell = nobody
) -> PeopleFile:
    """Do what the page said, the whole or nothing. Raises ``DomainError`` with row and remedy."""
    _refuse_imported(file)
    plan = _sound(file, rows, agreed)
    plan.write(clock.now(), tell)
    file.state, file.content = State.IMPORTED, b""
    file.found = plan.found(file) | {"rows": len(rows)}
    file.save(update_fields=["state", "content", "found"])
    return file


@action("dropped a file of areas or people", allow=keep_people, on="file")
def drop_people_file(*, by: Any, file: PeopleFile) -> None:
    """Take away a file that is not to be imported."""
    _refuse_done(file)
    file.delete()


def _refuse_done(file: PeopleFile) -> None:
    _refuse_imported(file)
    if file.under_way:
        raise DomainError("This file is being imported just now. Wait until that is done.")


def _refuse_imported(file: PeopleFile) -> None:
    if file.state == State.IMPORTED:
        raise DomainError(IMPORTED)


def _sound(file: PeopleFile, rows: Rows | LongRows, agreed: str) -> Plan:
    plan = planned(file, rows)
    if plan.faults:
        raise DomainError(f"{plan.faults.kept[0]} Nothing was imported.")
    if plan.found(file)["digest"] != agreed:
        raise DomainError(MOVED_ON)
    return plan
