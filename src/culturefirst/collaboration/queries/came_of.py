"""What came of a speed-dating day, in numbers that tell of nobody what they want."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from culturefirst.collaboration.models import DatingDay, DayMeeting, Initiative, Sitting


@dataclass(frozen=True)
class CameOf:
    """Meetings held and how many sides have said anything; of how many both want more.

    ``initiatives`` are those that are open, as far as one may see; ``drafts`` counts the others.
    """

    meetings: int
    sides: int
    said: int
    mutual: int
    drafts: int
    opened: list[Initiative]


def held_of(day: DatingDay) -> Any:
    """The meetings of rounds that were held, with both there."""
    rows = DayMeeting._base_manager.filter(day=day)
    if day.state != DatingDay.State.OVER:
        rows = rows.filter(round__lt=day.start)
    return both_there(rows)


def both_there(rows: Any) -> Any:
    """Those of these meetings in which neither of the two was missing, as far as is noted."""
    for side in ("a", "b"):
        missing = Q(**{f"{side}__gone_from__isnull": False, f"{side}__gone_from__lte": F("round")})
        missing |= Q(**{f"{side}__first__gt": F("round")})
        missing |= Q(**{f"{side}__last__isnull": False, f"{side}__last__lt": F("round")})
        rows = rows.exclude(missing)
    return rows


def came_of(day: DatingDay, user: Any) -> CameOf:
    """Counted from what was held and said."""
    held = held_of(day)
    meetings = held.count()
    said = Sitting._base_manager.filter(meeting__in=held, further__isnull=False).count()
    grown = Initiative._base_manager.filter(grew_from_meeting__day=day)
    opened = Initiative.objects.visible_to(user).filter(
        grew_from_meeting__day=day, stage=Initiative.Stage.OPEN
    )
    return CameOf(
        meetings=meetings,
        sides=2 * meetings,
        said=said,
        mutual=DayMeeting._base_manager.filter(day=day, mutual_on__isnull=False).count(),
        drafts=grown.filter(stage=Initiative.Stage.DRAFT).count(),
        opened=list(opened.order_by("title")),
    )
