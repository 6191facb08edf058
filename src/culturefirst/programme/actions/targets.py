"""Adding, changing, binding, closing and removing targets."""

from collections.abc import Mapping
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.measures.register import MEASURES
from culturefirst.programme.actions.building import keep_target
from culturefirst.programme.actions.programmes import allowed, next_place
from culturefirst.programme.models import Activity, Target
from culturefirst.programme.narrowing import checked, misfit, narrowed
from culturefirst.programme.policy import edit_programme
from culturefirst.programme.reading.document import Target as PrintedTarget

EDITABLE = {
    "text",
    "kind",
    "quantity",
    "unit",
    "per",
    "starts",
    "due",
    "baseline",
    "goal",
    "direction",
    "sure",
}


@action("added a target", allow=edit_programme, on="activity")
def add_target(*, by: Any, activity: Activity, target: PrintedTarget) -> Target:
    """A new target at the end of an activity's, as the reader understood it or a person said."""
    return keep_target(activity, next_place(activity.targets.all()), target)


@action("changed a target", allow=edit_programme, on="target")
def edit_target(
    *, by: Any, target: Target, changes: Mapping[str, Any], seen: int | None = None
) -> Target:
    """Change a target's words or definition; a changed definition counts as looked at."""
    allowed(changes, EDITABLE)
    _still_measured(target, changes)
    looked_at = changes if "sure" in changes else {**changes, "sure": True}
    return save_changes(target, looked_at, seen=seen)


def _still_measured(target: Target, changes: Mapping[str, Any]) -> None:
    measure = MEASURES.get(target.measure) if target.measure else None
    kind, unit = changes.get("kind", target.kind), changes.get("unit", target.unit)
    if measure is not None and (fault := misfit(measure, kind, unit)):
        raise DomainError(f"{measure.title} {fault}; bind the target to another measure first.")


@action("bound a target to a measure", allow=edit_programme, on="target")
def bind(
    *,
    by: Any,
    target: Target,
    measure: str,
    filters: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> Target:
    """Let a measure say where the target stands; an empty ``measure`` makes it declared.

    ``filters`` narrow it by the measure's dimensions, by stored value or by name. A log that can
    name the target is narrowed to what is logged of it where no filter is given.
    """
    if not measure:
        return save_changes(target, {"measure": "", "filters": {}}, seen=seen)
    held = narrowed(target, checked(target, measure, filters or {}), filters or {})
    return save_changes(target, {"measure": measure, "filters": held}, seen=seen)


@action("closed a target", allow=edit_programme, on="target")
def close_target(*, by: Any, target: Target, reason: str) -> Target:
    """No longer pursue a target, and say why."""
    given(reason, "Say why the target is closed.")
    return save_changes(target, {"closed_on": clock.today(), "closed_because": reason})


@action("reopened a target", allow=edit_programme, on="target")
def reopen_target(*, by: Any, target: Target) -> Target:
    """Pursue a closed target again."""
    return save_changes(target, {"closed_on": None, "closed_because": ""})


@action("removed a target", allow=edit_programme, on="target")
def remove_target(*, by: Any, target: Target, reason: str) -> Target:
    """Take a target out of the programme; it can be restored."""
    given(reason, "Say why the target is removed.")
    return save_changes(target, {"removed_on": clock.today()})


@action("restored a target", allow=edit_programme, on="target")
def restore_target(*, by: Any, target: Target) -> Target:
    """Put a removed target back where it stood."""
    return save_changes(target, {"removed_on": None})


def given(words: str, remedy: str) -> None:
    """Refuse empty words."""
    if not words.strip():
        raise DomainError(remedy)
