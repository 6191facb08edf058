"""A little of everything that the measures count."""

from collections.abc import Sequence
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
    ipswich = priya.posts_today[0].organisation
    return logged(by=helen, places=[None, cambridgeshire, ipswich.sub_region])


def logged(*, by: Any, places: Sequence[SubRegion | None]) -> Activity:
    """The activity and its log, written by whoever may."""
    actions.create_programme(by=by, document=_document())
    activity = Activity.objects.get()
    held = list(activity.targets.all())
    for count in range(11):
        made = actions.record_milestone(
            by=by,
            activity=activity,
            target=held[count % 2],
            title=f"Session {count}",
            on=date(2011, 4, 1) + timedelta(days=15 * count),
            sub_region=places[count % len(places)],
        )
    actions.withdraw_milestone(by=by, milestone=made, reason="Entered twice")
    return activity


def _document() -> printed.Document:
    targets = [printed.Target(f"Target {n}", "count", 4, "sessions") for n in (1, 2)]
    strand = printed.Programme("1.1", "Peers", [printed.Activity("Train", targets=targets)])
    return printed.Document(
        title="Work Programme 2011-12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [strand])],
    )
