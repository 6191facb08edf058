"""What of discussions can be found: threads, by their title and all that stands in them."""

from django.db.models import QuerySet
from django.urls import reverse

from culturefirst.discussions.models import Contribution, Thread
from culturefirst.kit.search import SEARCH, Entry, Source


def _thread(thread: Thread) -> Entry | None:
    if thread.removed_at is not None:
        return None
    said = Contribution._base_manager.filter(thread=thread).exclude(text="").order_by("position")
    return Entry(
        title=thread.title,
        text="\n".join(said.values_list("text", flat=True)),
        url=reverse("thread", args=[thread.pk]),
        on=thread.started_on,
        topics=[thread.topic.slug] if thread.topic else [],
    )


def _visible(user: object) -> "QuerySet[Thread]":
    rows: QuerySet[Thread] = Thread.objects.visible_to(user).filter(removed_at__isnull=True)
    return rows


SEARCH.add(
    "discussions.thread",
    Source(
        label="Discussion",
        plural="Discussions",
        model=Thread,
        visible=_visible,
        entry=_thread,
        rows=lambda rows: rows.select_related("topic"),
        follows={Contribution: lambda contribution: [contribution.thread_id]},
    ),
)
