"""What discussions ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from culturefirst.discussions.addresses import of_contribution
from culturefirst.discussions.policy import take_part
from culturefirst.discussions.queries.forums import concerns, unanswered, unread_mentions
from culturefirst.kit.attention import ATTENTION, Need

A_WEEK = timedelta(days=7)


def discussions_need(user: Any, on: date) -> Iterator[Need]:
    """To read where one was named; of moderators, to look, and to find answers."""
    if not take_part.allows(user):
        return
    for mention in unread_mentions(user):
        said = mention.contribution
        url = of_contribution(said)
        yield Need(said.thread.title, "You were named.", str(said.author), None, url, "discussions")
    for concern in concerns(user):
        url, title = reverse("concern", args=[concern.pk]), concern.contribution.thread.title
        why = "Somebody reported what stands there: look, and decide."
        yield Need(title, why, str(concern.person), None, url, "discussions")
    for thread in unanswered(user, on - A_WEEK):
        url = reverse("thread", args=[thread.pk])
        why = "A question that nobody has answered for a week: find somebody who knows."
        yield Need(thread.title, why, str(thread.started_by), None, url, "discussions")


ATTENTION.add("discussions.threads", discussions_need)
