"""Changing activities and the lines of their progress column."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.network.models import SubRegion
from culturefirst.programme.actions.programmes import allowed, next_place, save_new
from culturefirst.programme.models import Activity, Programme, Progress
from culturefirst.programme.policy import declare, edit_programme


@action("added an activity", allow=edit_programme, on="programme")
def add_activity(
    *,
    by: Any,
    programme: Programme,
    title: str,
    actions: list[str] | None = None,
    outcomes: list[str] | None = None,
    leads: list[str] | None = None,
) -> Activity:
    """A new activity at the end of a programme (a strand of a priority)."""
    made = Activity(
        programme=programme,
        position=next_place(programme.activities.all()),
        title=title,
        actions=actions or [],
        outcomes=outcomes or [],
        leads=leads or [],
    )
    save_new(made)
    return made


@action("changed an activity", allow=edit_programme, on="activity")
def edit_activity(
    *, by: Any, activity: Activity, changes: Mapping[str, Any], seen: int | None = None
) -> Activity:
    """Change title, actions, outcomes, leads, notes or sub_regions."""
    allowed(changes, {"title", "actions", "outcomes", "leads", "notes", "sub_regions"})
    plain = {name: value for name, value in changes.items() if name != "sub_regions"}
    save_changes(activity, plain, seen=seen)
    if "sub_regions" in changes:
        _place(activity, list(changes["sub_regions"]), by)
    return activity


@action("placed an activity", allow=edit_programme, on="activity")
def place_activity(
    *, by: Any, activity: Activity, sub_regions: list[SubRegion], reason: str
) -> Activity:
    """Say in which sub-regions an activity is done; ``reason`` is what the trail shows."""
    activity.sub_regions.set(sub_regions)
    return activity


def _place(activity: Activity, sub_regions: list[SubRegion], by: Any) -> None:
    # The trail compares a record's own fields; places are rows of their own, so they are told.
    if set(sub_regions) == set(activity.sub_regions.all()):
        return
    named = ", ".join(sorted(place.name for place in sub_regions)) or "no sub-region"
    place_activity(by=by, activity=activity, sub_regions=sub_regions, reason=f"Now in {named}")


@action("wrote of progress", allow=declare, on="activity")
def add_progress(*, by: Any, activity: Activity, text: str, on: date | None = None) -> Progress:
    """A line in the activity's progress column: a note, never the figure itself."""
    made = Progress(
        activity=activity, position=next_place(activity.progress.all()), text=text, on=on
    )
    save_new(made)
    return made


@action("changed a line of progress", allow=declare, on="progress")
def edit_progress(
    *, by: Any, progress: Progress, changes: Mapping[str, Any], seen: int | None = None
) -> Progress:
    """Change the text, the day or the value of a line of progress."""
    allowed(changes, {"text", "on", "measure", "value"})
    return save_changes(progress, changes, seen=seen)


@action("removed a line of progress", allow=declare, on="progress")
def remove_progress(*, by: Any, progress: Progress, reason: str = "") -> Progress:
    """Take a line out of the programme; it can be restored."""
    return save_changes(progress, {"removed_on": clock.today()})


@action("restored a line of progress", allow=declare, on="progress")
def restore_progress(*, by: Any, progress: Progress) -> Progress:
    """Put a removed line back where it stood."""
    return save_changes(progress, {"removed_on": None})
