"""Polls that were opened, for bulletins, feeds and the home page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher
from culturefirst.surveys.models import Poll
from culturefirst.surveys.queries import polls


def for_everybody(user: Any) -> "QuerySet[Poll]":
    """Polls that are put to all, whatever their day."""
    return polls(user).filter(group__isnull=True, audience__isnull=True)


def told(poll: Poll, key: str) -> Publication:
    """A poll as it is told of elsewhere."""
    assert poll.opened_on is not None  # it was asked for by this day
    return Publication(
        key=key,
        kind="Quick poll",
        section="polls",
        title=poll.question,
        summary=poll.outcome or poll.says,
        url=reverse("poll", args=[poll.pk]),
        on=poll.opened_on,
    )


PUBLICATIONS.add("surveys.poll", Publisher(for_everybody, "opened_on", told))
