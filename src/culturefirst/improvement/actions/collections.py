"""Collections of figures are planned, announced, put off and withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.figures.core import year_in_words
from culturefirst.improvement.models import Collection, IndicatorSet, Return
from culturefirst.improvement.policy import keep_collections
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as in_words
from culturefirst.network.actions.saving import saved

Stage = Collection.Stage
DAYS = ("opens_on", "closes_on", "members_on", "public_on")
PROMISED = {"members_on": "members read it", "public_on": "everybody reads it"}
FIXED_ONCE_ANNOUNCED = frozenset({"year", "uses"})


@action("planned a collection of figures", allow=keep_collections)
def plan_collection(
    *,
    by: Any,
    year: int,
    uses: IndicatorSet,
    opens_on: date,
    closes_on: date,
    members_on: date,
    public_on: date,
    title: str = "",
) -> Collection:
    """Set down what is asked of a year, and the days; nobody but the team sees it yet."""
    days = (opens_on, closes_on, members_on, public_on)
    _refuse_disorder(dict(zip(DAYS, days, strict=True)))
    if Collection.objects.filter(year=year).exclude(stage=Stage.WITHDRAWN).exists():
        raise ValidationError({"year": "That year has a collection already. Change that one."})
    return saved(
        Collection(
            year=year,
            title=title.strip() or f"Figures of {year_in_words(year)}",
            uses=uses,
            opens_on=opens_on,
            closes_on=closes_on,
            members_on=members_on,
            public_on=public_on,
        )
    )


@action("changed a collection of figures", allow=keep_collections, on="collection")
def edit_collection(
    *, by: Any, collection: Collection, changes: Mapping[str, Any], seen: int | None = None
) -> Collection:
    """Set its days; what was promised comes no earlier once somebody relied on it."""
    if collection.stage == Stage.WITHDRAWN:
        raise DomainError("It was withdrawn. Plan another for that year.")
    given = {name: value for name, value in changes.items() if getattr(collection, name) != value}
    if collection.stage != Stage.DRAFT and (fixed := FIXED_ONCE_ANNOUNCED & set(given)):
        raise ValidationError(
            dict.fromkeys(fixed, "It was announced like this, so it stays. Withdraw it first.")
        )
    days = {name: given.get(name, getattr(collection, name)) for name in DAYS}
    _refuse_disorder(days)
    _refuse_broken_promise(collection, given, changes.get("later_because", ""))
    return save_changes(collection, given, seen=seen)


@action("announced a collection of figures", allow=keep_collections, on="collection")
def announce_collection(*, by: Any, collection: Collection) -> Collection:
    """Show it to the members with its days, which are a promise from here on."""
    if collection.stage != Stage.DRAFT:
        raise DomainError("It was announced or withdrawn before.")
    today = clock.today()
    if collection.members_on <= today:
        raise DomainError("The day on which members read it is over. Put its days right first.")
    return save_changes(collection, {"stage": Stage.ANNOUNCED, "announced_on": today})


@action("withdrew a collection of figures", allow=keep_collections, on="collection")
def withdraw_collection(*, by: Any, collection: Collection, reason: str) -> Collection:
    """Take it back: what was sent stays with those who sent it and is compared with nothing."""
    if collection.stage == Stage.WITHDRAWN:
        raise DomainError("It was withdrawn already.")
    if collection.read_by_members(clock.today()):
        raise DomainError("Members read it by now, so it can no longer be taken back.")
    if not reason.strip():
        raise ValidationError({"reason": "Say in a sentence why; those who sent figures read it."})
    return save_changes(collection, {"stage": Stage.WITHDRAWN, "later_because": reason.strip()})


def _refuse_disorder(days: Mapping[str, date]) -> None:
    opens, closes, members, public = (days[name] for name in DAYS)
    if closes < opens:
        raise ValidationError({"closes_on": "This is before it opens. Give a later day."})
    if members <= closes:
        raise ValidationError(
            {"members_on": "Members read it only after the returns are in. Give a later day."}
        )
    if public < members:
        raise ValidationError(
            {"public_on": "Members read it before everybody does. Give a later day."}
        )


def _refuse_broken_promise(collection: Collection, given: Mapping[str, Any], because: str) -> None:
    """Whoever sent figures did so on these days: they come no earlier, and later with a reason."""
    moved = [name for name in PROMISED if name in given]
    today = clock.today()
    for name in moved:
        was = getattr(collection, name)
        if collection.stage == Stage.ANNOUNCED and was <= today:
            raise ValidationError({name: "That day has come, so it stays."})
    if not moved or not _somebody_sent(collection):
        return
    for name in moved:
        was = getattr(collection, name)
        if given[name] < was:
            raise ValidationError(
                {
                    name: f"Figures were sent on the promise that {PROMISED[name]} from "
                    f"{in_words(was)} on. Leave that day, or give a later one."
                }
            )
    if not because.strip():
        raise ValidationError({"later_because": "Say why it comes later; everybody reads it."})


def _somebody_sent(collection: Collection) -> bool:
    return bool(Return._base_manager.filter(collection=collection, sent_on__isnull=False).exists())
