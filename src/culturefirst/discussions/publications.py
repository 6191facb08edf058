"""Questions that were answered in the forum for all, for bulletins and the home page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from culturefirst.discussions.models import Thread
from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher


def answered(user: Any) -> "QuerySet[Thread]":
    """Threads of the forum for all that have their answer."""
    rows: QuerySet[Thread] = Thread.objects.visible_to(user).filter(
        forum__group__isnull=True, answer__isnull=False, removed_at__isnull=True
    )
    return rows.select_related("answer", "topic")


def told(thread: Thread, key: str) -> Publication:
    """A thread as it is told of elsewhere."""
    assert thread.answer is not None
    return Publication(
        key=key,
        kind="Answered question",
        section="discussions",
        title=thread.title,
        summary=thread.answer.text[:300],
        url=reverse("thread", args=[thread.pk]),
        on=thread.started_on,
        topics=(thread.topic.slug,) if thread.topic else (),
        open_to_all=False,
    )


PUBLICATIONS.add(
    "discussions.thread", Publisher(answered, "started_on", told, on_topic="topic__slug")
)
