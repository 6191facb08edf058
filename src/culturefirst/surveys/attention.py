"""What polls and surveys ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.policy import roles
from culturefirst.surveys.policy.polls import keep_poll
from culturefirst.surveys.queries import surveys
from culturefirst.surveys.queries.polls import to_answer, without_outcome


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


def surveys_need(user: Any, on: date) -> Iterator[Need]:
    """Answers, of whom they are asked and have not come."""
    for asked in surveys.to_answer(user, on):
        url = reverse("survey_mine", args=[asked.wave_id])
        asks = str(asked.wave.survey.made_by or "")
        until = asked.wave.closes_on
        yield Need(str(asked.wave), "Answer the survey.", asks, until, url, "surveys")


ATTENTION.add("surveys.polls", polls_need)
ATTENTION.add("surveys.surveys", surveys_need)
