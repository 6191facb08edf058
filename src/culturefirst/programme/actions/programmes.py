"""Making, changing and closing work programmes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.models import Installation
from culturefirst.programme.actions.building import build
from culturefirst.programme.models import Priority, Programme, Target, WorkProgramme
from culturefirst.programme.policy import edit_programme
from culturefirst.programme.queries.document import as_document
from culturefirst.programme.reading.document import Activity as PrintedActivity
from culturefirst.programme.reading.document import Document

State = WorkProgramme.State


@action("made a work programme", allow=edit_programme)
def create_programme(
    *, by: Any, document: Document, state: str = State.DRAFT, follows: WorkProgramme | None = None
) -> WorkProgramme:
    """A work programme with everything in the document, or nothing of it.

    Raises ``DomainError`` where the document has no title or period, or a target cannot be kept.
    """
    made = build(document, follows=follows)
    return become(made, state, by=by)


@action("changed the work programme", allow=edit_programme, on="work_programme")
def edit_work_programme(
    *, by: Any, work_programme: WorkProgramme, changes: Mapping[str, Any], seen: int | None = None
) -> WorkProgramme:
    """Change title, starts, ends or notes; ``Conflict`` where ``seen`` is an older version."""
    allowed(changes, {"title", "starts", "ends", "notes"})
    return save_changes(work_programme, changes, seen=seen)


@action("changed a priority", allow=edit_programme, on="priority")
def edit_priority(
    *, by: Any, priority: Priority, changes: Mapping[str, Any], seen: int | None = None
) -> Priority:
    """Change a priority's number or title."""
    allowed(changes, {"number", "title"})
    return save_changes(priority, changes, seen=seen)


@action("changed a programme", allow=edit_programme, on="programme")
def edit_programme_strand(
    *, by: Any, programme: Programme, changes: Mapping[str, Any], seen: int | None = None
) -> Programme:
    """Change the number or title of a programme (a strand of a priority)."""
    allowed(changes, {"number", "title"})
    return save_changes(programme, changes, seen=seen)


@action("added a priority", allow=edit_programme, on="work_programme")
def add_priority(*, by: Any, work_programme: WorkProgramme, title: str, number: str = "") -> Any:
    """A new priority at the end, with one programme to hold its activities."""
    place = next_place(work_programme.priorities.all())
    made = Priority(work_programme=work_programme, position=place, number=number, title=title)
    save_new(made)
    Programme.objects.create(priority=made, position=1)
    return made


@action("made the work programme the current one", allow=edit_programme, on="work_programme")
def make_current(
    *, by: Any, work_programme: WorkProgramme, instead_of: int | None = None
) -> WorkProgramme:
    """The network works by this programme from now; the one before it is closed.

    ``instead_of`` is the id of the programme that the person was shown as current, 0 where there
    was none. Where it is another by now, nothing is closed and ``DomainError`` names that one.
    """
    if work_programme.state == State.CURRENT:
        raise DomainError(f"“{work_programme}” is the current programme already.")
    _refuse_unless_still(instead_of)
    return become(work_programme, State.CURRENT, by=by)


def _refuse_unless_still(shown: int | None) -> None:
    _in_turn()
    now = WorkProgramme.objects.filter(state=State.CURRENT).first()
    if shown is not None and now is not None and now.pk != shown:
        raise DomainError(
            f"Somebody else has just made “{now}” the current programme. "
            "Look at it before you put another in its place."
        )


@action("closed the work programme", allow=edit_programme, on="work_programme")
def close_programme(*, by: Any, work_programme: WorkProgramme) -> WorkProgramme:
    """Keep the programme as it stands, for reading."""
    return become(work_programme, State.CLOSED, by=by)


@action("began next year's work programme", allow=edit_programme, on="work_programme")
def start_next_year(
    *,
    by: Any,
    work_programme: WorkProgramme,
    title: str,
    starts: date,
    ends: date,
    without: Iterable[Target] = (),
) -> WorkProgramme:
    """A draft with last year's priorities and activities, and each target's dates moved on.

    Progress is not carried over; targets that were closed, or are named in ``without``, are left
    out, and with them an activity that has no target left.
    """
    document = as_document(work_programme)
    months = (starts.year - work_programme.starts.year) * 12 + (
        starts.month - work_programme.starts.month
    )
    document.title, document.starts, document.ends, document.notes = title, starts, ends, []
    left = {(target.activity.title, target.text) for target in without}
    _carry_on(document, closed_targets(work_programme) | left, months)
    return build(document, follows=work_programme)


def _carry_on(document: Document, left: set[tuple[str, str]], months: int) -> None:
    for programme in (each for priority in document.priorities for each in priority.programmes):
        programme.activities = [
            activity for activity in programme.activities if _goes_on(activity, left)
        ]
    for activity in document.activities:
        activity.progress = []
        activity.targets = [
            each for each in activity.targets if (activity.title, each.text) not in left
        ]
        for target in activity.targets:
            target.starts, target.due = moved(target.starts, months), moved(target.due, months)


def _goes_on(activity: PrintedActivity, left: set[tuple[str, str]]) -> bool:
    targets = activity.targets
    return not targets or any((activity.title, each.text) not in left for each in targets)


def closed_targets(work_programme: WorkProgramme) -> set[tuple[str, str]]:
    """Title and text of the targets that were closed."""
    found = Target.objects.filter(
        activity__programme__priority__work_programme=work_programme, closed_on__isnull=False
    )
    return set(found.values_list("activity__title", "text"))


def moved(day: date | None, months: int) -> date | None:
    """A day so many months on; the last day of a month stays the last day."""
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    at_end = (day + timedelta(days=1)).day == 1
    return last if at_end else min(first + timedelta(days=day.day - 1), last)


def become(work_programme: WorkProgramme, state: str, *, by: Any) -> WorkProgramme:
    """Change the state; making one programme current closes the one before it."""
    if state == State.CURRENT:
        _in_turn()
        for other in WorkProgramme.objects.filter(state=State.CURRENT).exclude(
            pk=work_programme.pk
        ):
            close_programme(by=by, work_programme=other)
    return save_changes(work_programme, {"state": state})


def _in_turn() -> None:
    """Two who make a programme current at once: the second waits, then sees the first one's."""
    locked(Installation.current())


def allowed(changes: Mapping[str, Any], names: set[str]) -> None:
    """Refuse changes to anything but these fields."""
    if unknown := set(changes) - names:
        raise DomainError(f"This cannot be changed here: {', '.join(sorted(unknown))}.")


def next_place(siblings: Any) -> int:
    """The position after the last."""
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


def save_new(record: Any) -> Any:
    """Check and store a new record."""
    record.full_clean()
    record.save(force_insert=True)
    return record
