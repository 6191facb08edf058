"""The log of things done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import Organisation, SubRegion
from culturefirst.programme import policy
from culturefirst.programme.actions.programmes import allowed, save_new
from culturefirst.programme.actions.targets import given
from culturefirst.programme.models import Activity, Milestone, Target

# By form and by stored name: taking a correction back says the latter.
PLACES = {"sub_region", "sub_region_id", "organisation", "organisation_id"}
CORRECTABLE = PLACES | {"title", "on", "evidence"}


@action("recorded a milestone", allow=policy.record_milestone, on="activity")
def record_milestone(
    *,
    by: Any,
    activity: Activity,
    title: str,
    on: date,
    target: Target | None = None,
    sub_region: SubRegion | None = None,
    organisation: Organisation | None = None,
    evidence: str = "",
) -> Milestone:
    """Log one thing done on one day, for a target of the activity or the activity itself."""
    if target is not None and target.activity_id != activity.pk:
        raise DomainError("That target belongs to another activity; choose one of this activity.")
    if target is not None and target.counted_elsewhere:
        measure = MEASURES.get(target.measure)
        raise DomainError(
            f"“{target}” is counted by “{measure.title if measure else target.measure}”: it moves "
            "where that work is done, and not by an entry here."
        )
    if on > clock.today():
        raise DomainError("A milestone is recorded when it is done: its day cannot be to come.")
    made = Milestone(
        activity=activity,
        target=target,
        title=title,
        on=on,
        sub_region=sub_region,
        organisation=organisation,
        evidence=evidence,
    )
    if not policy.record_milestone.allows(by, made):
        raise NotAllowed("You may record milestones in your own sub-region only.")
    save_new(made)
    return made


@action("corrected a milestone", allow=policy.record_milestone, on="milestone")
def edit_milestone(
    *, by: Any, milestone: Milestone, changes: Mapping[str, Any], seen: int | None = None
) -> Milestone:
    """Put right what was logged: title, day, place, organisation or evidence."""
    allowed(changes, CORRECTABLE)
    if milestone.withdrawn_on is not None:
        raise DomainError("This entry was withdrawn; put it back before correcting it.")
    if (on := changes.get("on")) is not None and on > clock.today():
        raise DomainError("A milestone is recorded when it is done: its day cannot be to come.")
    corrected = save_changes(milestone, changes, seen=seen)
    if not policy.record_milestone.allows(by, corrected):
        raise NotAllowed("You may record milestones in your own sub-region only.")
    return corrected


@action("put a milestone back", allow=policy.record_milestone, on="milestone")
def restore_milestone(*, by: Any, milestone: Milestone) -> Milestone:
    """Let a withdrawn entry count again."""
    if milestone.withdrawn_on is None:
        raise DomainError("This entry counts already.")
    return save_changes(milestone, {"withdrawn_on": None, "withdrawn_because": ""})


@action("withdrew a milestone", allow=policy.record_milestone, on="milestone")
def withdraw_milestone(*, by: Any, milestone: Milestone, reason: str) -> Milestone:
    """Say that a logged thing does not count, and why; it stays to be read."""
    given(reason, "Say why the milestone is withdrawn.")
    if milestone.withdrawn_on is not None:
        raise DomainError("This milestone has been withdrawn already.")
    gone = {"withdrawn_on": clock.today(), "withdrawn_because": reason}
    return save_changes(milestone, gone)
