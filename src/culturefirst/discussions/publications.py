"""Questions that were answered in the forum for all, for bulletins and the home page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.discussions.models import Thread
from culturefirst.kit.publications import PUBLICATIONS, Publication


def answered(user: Any, since: date, until: date) -> Iterator[Publication]:
    """Threads of the forum for all that were opened between two days and have their answer."""
    rows = Thread.objects.visible_to(user).filter(
        forum__group__isnull=True,
        answer__isnull=False,
        removed_at__isnull=True,
        started_on__gte=since,
        started_on__lte=until,
    )
    for thread in rows.select_related("answer", "topic"):
        yield Publication(
            key=f"discussions.thread:{thread.pk}",
            kind="Answered question",
            section="discussions",
            title=thread.title,
            summary=thread.answer.text[:300],
            url=reverse("thread", args=[thread.pk]),
            on=thread.started_on,
            topics=(thread.topic.slug,) if thread.topic else (),
            open_to_all=False,
        )


PUBLICATIONS.add("discussions.threads", answered)
