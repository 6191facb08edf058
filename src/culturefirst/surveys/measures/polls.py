"""Polls run, and answers given to them; what a group asks itself counts and is not told."""

from typing import Any

from django.urls import reverse

from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.surveys.models import Answer, Poll


def _for_all(poll: Poll) -> bool:
    return poll.group_id is None and poll.audience_id is None


def _show_poll(poll: Poll) -> Shown:
    if not _for_all(poll):
        return Shown(label="A poll among some", on=poll.opened_on)
    return Shown(label=poll.question, on=poll.opened_on, url=reverse("poll", args=[poll.pk]))


def _show_answer(answer: Answer) -> Shown:
    poll = answer.poll
    return Shown(label=poll.question if _for_all(poll) else "A poll among some", on=answer.on)


def _answers() -> Any:
    return Answer._base_manager.select_related("poll")


measure(
    Measure(
        key="surveys.polls_run",
        title="Quick polls",
        definition="Polls that were opened on a day within the window, each counted once.",
        unit="polls",
        records=lambda: Poll.objects.filter(opened_on__isnull=False),
        dated="opened_on",
        show=_show_poll,
        words=("quick polls", "quick poll", "polls", "poll"),
        dimensions={"activity": Dimension("serves", "Activity")},
    )
)

measure(
    Measure(
        key="surveys.poll_answers",
        title="Answers to quick polls",
        definition=(
            "Answers as they stand, one a person and poll, by the day on which they were given or "
            "last changed."
        ),
        unit="answers",
        records=_answers,
        dated="on",
        show=_show_answer,
        words=("poll answers", "answers to polls"),
        dimensions={"activity": Dimension("poll__serves", "Activity")},
    )
)
