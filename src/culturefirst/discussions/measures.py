"""Threads opened, contributions, and people who take part.

Everything counts; no figure tells a title or a group, since anybody may look at figures and
discussions are for those who take part in them.
"""

from typing import Any

from django.db.models import Count

from culturefirst.discussions.models import Contribution, Thread
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure


def _show_thread(thread: Thread) -> Shown:
    return Shown(label="A thread", on=thread.started_on)


def _show_contribution(contribution: Contribution) -> Shown:
    return Shown(label="A contribution to a thread", on=contribution.written_on)


def _written() -> Any:
    return Contribution._base_manager.filter(removed_at__isnull=True)


measure(
    Measure(
        key="discussions.threads",
        title="Threads opened",
        definition=(
            "Threads that were opened in a forum on a day within the window and not removed, those "
            "of groups included."
        ),
        unit="threads",
        records=lambda: Thread._base_manager.filter(removed_at__isnull=True),
        dated="started_on",
        show=_show_thread,
        words=("discussion threads", "threads", "discussions", "forum discussions"),
        dimensions={"activity": Dimension("serves", "Activity")},
    )
)

measure(
    Measure(
        key="discussions.contributions",
        title="Contributions to discussions",
        definition=(
            "What was written in threads on a day within the window, opening words included, and "
            "not removed."
        ),
        unit="contributions",
        records=_written,
        dated="written_on",
        show=_show_contribution,
        words=("contributions to discussions", "forum posts", "replies"),
        dimensions={"activity": Dimension("thread__serves", "Activity")},
    )
)

measure(
    Measure(
        key="discussions.people",
        title="People who take part in discussions",
        definition=(
            "People who wrote in a thread on a day within the window, each counted once; what was "
            "removed does not count."
        ),
        unit="people",
        records=_written,
        dated="written_on",
        numerator=Count("author", distinct=True),
        show=_show_contribution,
        words=("people in discussions", "people who discuss", "forum users"),
        dimensions={"activity": Dimension("thread__serves", "Activity")},
    )
)
