"""Polls that were opened, for bulletins, feeds and the home page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher
from culturefirst.kit.wording import day
from culturefirst.surveys.models import Poll
from culturefirst.surveys.queries.polls import polls


def for_everybody(user: Any) -> "QuerySet[Poll]":
    """Polls that are put to all, whatever their day."""
    rows = polls(user).filter(group__isnull=True, audience__isnull=True)
    return rows.prefetch_related("choices")


def told(poll: Poll, key: str) -> Publication:
    """A poll as it is told of elsewhere."""
    assert poll.opened_on is not None  # it was asked for by this day
    return Publication(
        key=key,
        kind="Quick poll",
        section="polls",
        title=poll.question,
        summary=poll.outcome or " ".join(filter(None, (poll.says, _choices(poll)))),
        url=reverse("poll", args=[poll.pk]),
        on=poll.opened_on,
    )


def _choices(poll: Poll) -> str:
    """What can be answered and until when; of a closed poll only that it was asked."""
    if not poll.is_open(clock.today()):
        return ""
    choices = " · ".join(choice.words for choice in poll.choices.all())
    return f"Open until {day(poll.closes_on)}: {choices}."


PUBLICATIONS.add("surveys.poll", Publisher(for_everybody, "opened_on", told))
