"""What polls ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.policy import roles
from culturefirst.surveys.policy import keep_poll
from culturefirst.surveys.queries import to_answer, without_outcome


def polls_need(user: Any, on: date) -> Iterator[Need]:
    """An answer, of whom it is asked and has not come; an outcome, of whoever keeps the poll."""
    for poll in to_answer(user, on):
        url = reverse("poll", args=[poll.pk])
        asks = str(poll.made_by or "")
        yield Need(poll.question, "Answer the poll.", asks, poll.closes_on, url, "surveys")
    if not roles(user):
        return
    for poll in without_outcome(user, on):
        if keep_poll.allows(user, poll):
            url = reverse("poll_outcome", args=[poll.pk])
            why = "It has closed: say what was done with it."
            yield Need(poll.question, why, "", None, url, "surveys")


ATTENTION.add("surveys.polls", polls_need)
