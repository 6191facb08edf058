"""What of polls can be found: the question, its choices and what came of it."""

from django.urls import reverse

from culturefirst.kit.search import SEARCH, Entry, Source
from culturefirst.surveys.models import Poll


def _poll(poll: Poll) -> Entry:
    choices = poll.choices.values_list("words", flat=True)
    return Entry(
        title=poll.question,
        text="\n".join([poll.says, *choices, poll.outcome]),
        url=reverse("poll", args=[poll.pk]),
        on=poll.opened_on,
    )


SEARCH.add(
    "surveys.poll",
    Source(
        label="Quick poll",
        plural="Quick polls",
        model=Poll,
        visible=lambda user: Poll.objects.visible_to(user),
        entry=_poll,
    ),
)
