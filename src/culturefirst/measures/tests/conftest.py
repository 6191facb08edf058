"""A little of everything that the measures count."""

from datetime import date, timedelta
from typing import Any

import pytest

from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Activity
from culturefirst.programme.reading import document as printed


@pytest.fixture
def log(
    helen: User, tom: User, priya: User, jim: User, dee: User, cambridgeshire: SubRegion
) -> Activity:
    """An activity with two targets and a log of eleven entries in two places, one withdrawn."""
    targets = [printed.Target(f"Target {n}", "count", 4, "sessions") for n in (1, 2)]
    told = printed.Document(
        title="Work Programme 2011-12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[
            printed.Priority(
                "1",
                "Improve",
                [printed.Programme("1.1", "Peers", [printed.Activity("Train", targets=targets)])],
            )
        ],
    )
    actions.create_programme(by=helen, document=told)
    activity = Activity.objects.get()
    held = list(activity.targets.all())
    places: list[Any] = [None, cambridgeshire, priya.posts_today[0].organisation.sub_region]
    for count in range(11):
        made = actions.record_milestone(
            by=helen,
            activity=activity,
            target=held[count % 2],
            title=f"Session {count}",
            on=date(2011, 4, 1) + timedelta(days=15 * count),
            sub_region=places[count % 3],
        )
    actions.withdraw_milestone(by=helen, milestone=made, reason="Entered twice")
    return activity
