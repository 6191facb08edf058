"""Who looks at what before it is published: questions for "My work", and letters about them.

The editor would write letters of its own, past our ledger, to whoever is in a group; its notes
in the margin would, too. Both are off (``LETTERS``, and ``WAGTAILADMIN_COMMENTS_ENABLED``).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.library.models import Entry, Kind
from culturefirst.library.policy import publish
from culturefirst.network.queries import administrators

AHEAD = timedelta(days=14)  # before the day by which somebody looks whether a page still holds
LETTERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def no_letters_but_ours() -> None:
    """Take the editor's own letters off its signals."""
    for signal, sender, uid in LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)


def editing(entry: Entry) -> str:
    """Where a page is written."""
    return reverse("wagtailadmin_pages:edit", args=[entry.pk])


def deciding(entry: Entry) -> str:
    """Where whoever publishes looks at a page that waits, and answers."""
    plain = entry.kind == Kind.CASE_STUDY
    return reverse("written", args=[entry.pk]) if plain else editing(entry)


def rewriting(entry: Entry, user: Any) -> str:
    """Where whoever asked writes on: their own plain form, or the editor."""
    own = entry.kind == Kind.CASE_STUDY and entry.written_by_id == user.person_id
    return reverse("written", args=[entry.pk]) if own else editing(entry)


def in_review(**asked: Any) -> Iterator[tuple[Entry, WorkflowState]]:
    """Pages with the review that they are in, the first asked for first."""
    rows = WorkflowState.objects.filter(**asked).select_related("requested_by__person")
    states = {int(row.object_id): row for row in rows.order_by("created_at", "pk")}
    entries = Entry.objects.in_bulk(list(states))
    return ((entries[pk], state) for pk, state in states.items() if pk in entries)


def to_look_over(user: Any, on: date) -> "QuerySet[Entry]":
    """Published pages whose day of review comes: all for publishers, else one's own."""
    rows = Entry.objects.live().filter(review_by__lte=on + AHEAD).order_by("review_by", "pk")
    if publish.allows(user):
        return rows
    own: QuerySet[Entry] = rows.filter(Q(owner=user.pk) | Q(written_by=user.person_id))
    return own


def ask(task: TaskState, by: Any) -> None:
    """Tell whoever decides that a page waits for them."""
    entry, name = _entry(task.workflow_state), by or "Somebody"
    for user in (each for each in administrators() if each != by):
        _send(
            f"{entry.about}:review:{task.pk}:{user.pk}",
            user,
            f"“{entry.title}” waits to be looked at",
            f"{name} asks for “{entry.title}” to be published.",
            "Approve it, or say what is to change:",
            deciding(entry),
        )


def answer(state: WorkflowState, by: Any, *, approved: bool) -> None:
    """Tell whoever asked what was decided, in the reviewer's words."""
    user, entry = state.requested_by, _entry(state)
    if user is None or not user.is_active or user == by:
        return
    task = state.current_task_state
    said = task.specific.get_comment() if task else ""
    what = "was approved" if approved else "was sent back"
    words = [f"{by or 'Somebody'} looked at “{entry.title}”: it {what}."]
    if said:
        words.append(f"They say: {said}")
    words.append("See it here:" if approved else "Put it right and send it in again:")
    at = entry.url if approved and entry.live else rewriting(entry, user)
    key = f"{entry.about}:review:{task.pk if task else 0}:{what}"
    _send(key, user, f"“{entry.title}” {what}", *words, at)


def _entry(state: WorkflowState) -> Any:
    return state.content_object.specific


def _send(key: str, user: Any, subject: str, *words: str) -> None:
    *paragraphs, at = words
    link = f"{settings.ADDRESS}{at}"
    outbox.send(
        key=key,
        to=user.email,
        subject=subject,
        text="\n\n".join([*paragraphs, link, Installation.current().network]) + "\n",
        kind="notice",
    )
