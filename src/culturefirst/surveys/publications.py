"""Polls that were opened, for bulletins, feeds and the home page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.kit.publications import PUBLICATIONS, Publication
from culturefirst.surveys.queries import polls


def opened(user: Any, since: date, until: date) -> Iterator[Publication]:
    """Polls for everybody that were opened between two days."""
    rows = polls(user).filter(group__isnull=True, audience__isnull=True)
    for poll in rows.filter(opened_on__gte=since, opened_on__lte=until):
        assert poll.opened_on is not None
        yield Publication(
            key=f"surveys.poll:{poll.pk}",
            kind="Quick poll",
            section="polls",
            title=poll.question,
            summary=poll.outcome or poll.says,
            url=reverse("poll", args=[poll.pk]),
            on=poll.opened_on,
        )


PUBLICATIONS.add("surveys.polls", opened)
