"""What the programme asks of people: for "My work"."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.programme import policy
from culturefirst.programme.queries import TargetLine, current, needs, programme_view


def programme_needs(user: Any, on: date) -> Iterator[Need]:
    """What the current programme needs of this person on a day, one need a target.

    Whoever may edit or speak of targets is asked; the leads named on the activity are told as
    those from whom it is wanted.
    """
    work_programme = current()
    if work_programme is None or not policy.comment.allows(user, work_programme):
        return
    for activity in programme_view(work_programme, as_at=on).activities:
        who = ", ".join(activity.activity.leads)
        for line in activity.lines:
            if (asked := _asked(line, user, on)) is not None:
                why, due, page = asked
                url = reverse(page, args=[line.target.pk])
                yield Need(line.target.text, why, who, due, url, "programme")


def _asked(line: TargetLine, user: Any, on: date) -> tuple[str, date | None, str] | None:
    """Why, by when and on which page: the first that applies, so that nobody is asked twice."""
    if line.overdue_commentary:
        told = f"{line.standing.label}: say why and what comes next"
        return told, on, "target_comment"
    if not line.target.sure and policy.edit_programme.allows(user, line.target):
        return "The reader was not sure of this target: check it", None, "target_edit"
    if needs.unspoken(line, on):
        return "Nobody has said for a quarter where this stands", on, "target_declare"
    if needs.due_soon(line, on):
        due = line.target.due or on
        left = (due - on) // timedelta(days=1)
        return f"Due in {left} days" if left != 1 else "Due tomorrow", due, "target"
    return None


ATTENTION.add("programme", programme_needs)
