"""A log of things done, for the tests of counting."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from culturefirst.network.models import SubRegion
from culturefirst.programme import actions
from culturefirst.programme.models import Activity
from culturefirst.programme.reading import document as printed


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
