"""Whom a party would like to meet, in its order, and whom it would rather not."""

from collections.abc import Sequence
from typing import Any

from culturefirst.collaboration.models import DayWish, Party
from culturefirst.collaboration.policy import keep_day, sits_in, wish_for
from culturefirst.events.when import clock_time
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said_day

Kind = DayWish.Kind


@action("said whom a party of a speed-dating day wants to meet", allow=wish_for, on="party")
def set_wishes(
    *,
    by: Any,
    party: Party,
    meet: Sequence[Party],
    avoid: Sequence[Party] | None = None,
    seen: int | None = None,
) -> Party:
    """Let the party have these wishes, the first the dearest, and no others.

    ``avoid`` of ``None`` leaves whom they would rather not meet as it is, but for those whom they
    do want to meet now: so the organiser can write down what came on paper, and sees none of it.
    """
    _refuse_late(by, party)
    if avoid is not None and not sits_in(by, party):
        raise DomainError("Whom they would rather not meet is theirs to say.")
    _refuse_unfit(party, meet, avoid or ())
    saved = save_changes(party, {}, seen=seen)
    wanted = [each.pk for each in meet]
    rows = DayWish._base_manager.filter(by=party)
    if avoid is None:
        rows.filter(kind=Kind.MEET).delete()
        rows.filter(of__in=wanted).delete()
    else:
        rows.delete()
    made = [
        DayWish(by=party, of_id=key, kind=Kind.MEET, rank=place)
        for place, key in enumerate(wanted, 1)
    ]
    made += [DayWish(by=party, of=each, kind=Kind.AVOID) for each in avoid or ()]
    DayWish._base_manager.bulk_create(made)
    return saved


def _refuse_late(by: Any, party: Party) -> None:
    """Delegates until the moment that was set; whoever keeps the event, until the day is over."""
    day = party.day
    if keep_day.allows(by, day):
        if day.state == day.State.OVER:
            raise DomainError("The day is over: wishes change nothing any more.")
        return
    if not day.takes_wishes(clock.now()):
        until = day.wishes_until or day.first_at
        when = f"{said_day(until)} at {clock_time(until)}"
        raise DomainError(
            "The timetable is final: ask whoever keeps the event what can still be changed."
            if day.state in (day.State.FINAL, day.State.OVER)
            else f"Wishes were taken until {when}. Ask whoever keeps the event for a change."
        )


def _refuse_unfit(party: Party, meet: Sequence[Party], avoid: Sequence[Party]) -> None:
    seen: set[int] = set()
    for other in (*meet, *avoid):
        if other.day_id != party.day_id:
            raise DomainError(f"{other} is not among those who come. Open the page again.")
        if other.organisation_id == party.organisation_id:
            raise DomainError(f"{other} is your own organisation: you meet others on the day.")
        if other.pk in seen:
            raise DomainError(f"{other} is there twice: keep one of the two.")
        seen.add(other.pk)
