"""Who came, came late or left early: seen on the day, so that the rest is planned anew."""

from typing import Any

from culturefirst.collaboration.actions.dating.days import refuse_over
from culturefirst.collaboration.models import DatingDay, DayMeeting, Party
from culturefirst.collaboration.policy import keep_day
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError


@action("noted that a party did not come to a speed-dating day", allow=keep_day, on="day")
def did_not_come(*, by: Any, day: DatingDay, party: Party) -> Party:
    """Nobody of it came: its meetings go when the rest is planned anew."""
    return _gone(day, party, 1)


@action("noted that a party left a speed-dating day", allow=keep_day, on="day")
def left_early(*, by: Any, day: DatingDay, party: Party) -> Party:
    """It left: from the present round on it sits nowhere."""
    return _gone(day, party, day.start)


@action("noted that a party came late to a speed-dating day", allow=keep_day, on="day")
def came_late(*, by: Any, day: DatingDay, party: Party) -> Party:
    """It is there from the present round on; who had left was away in between."""
    refuse_over(day)
    fresh = _its(day, party)
    last = fresh.last if fresh.last is None or fresh.last >= day.start else None
    changes: dict[str, Any] = {"last": last, "gone_from": None}
    if fresh.gone_from is not None and fresh.gone_from > fresh.first:
        away = {*fresh.breaks, *range(fresh.gone_from, day.start)}
        return save_changes(fresh, changes | {"breaks": sorted(away)})
    return save_changes(fresh, changes | {"first": day.start})


@action("took back that a party was not there on a speed-dating day", allow=keep_day, on="day")
def was_there(*, by: Any, day: DatingDay, party: Party) -> Party:
    """It was a mistake: it is there as was planned."""
    refuse_over(day)
    return save_changes(_its(day, party), {"gone_from": None})


def _gone(day: DatingDay, party: Party, first: int) -> Party:
    refuse_over(day)
    fresh = _its(day, party)
    met = DayMeeting._base_manager.filter(day=day, mutual_on__isnull=False)
    rows = met.filter(a=fresh) | met.filter(b=fresh)
    if (last := max(rows.values_list("round", flat=True), default=0)) >= first:
        raise DomainError(
            f"{fresh} met somebody in round {last}, so they were there. If they left since, say "
            "first that this round was held."
        )
    return save_changes(fresh, {"gone_from": first})


def _its(day: DatingDay, party: Party) -> Party:
    fresh: Party = Party._base_manager.select_related("day", "organisation").get(pk=party.pk)
    if fresh.day_id != day.pk:
        raise DomainError("That belongs to another day. Open the page again and choose anew.")
    return fresh
