"""Visits of peer challenges, for the two sides' own calendars and next dates.

Others look over people's shoulders into their calendars: the title names no body, and where it is
stands on the page of the challenge alone.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone

from culturefirst.improvement.models import Challenge
from culturefirst.improvement.policy import see_challenges
from culturefirst.kit.calendar import CALENDAR, OWN, Appointment, Happening

TITLE, KIND = "A visit", "Visit"
HOUR = timedelta(hours=1)


def visits(user: Any, first: date, last: date | None = None) -> Iterator[Appointment]:
    """Those of this person's challenges, by the programme where there is one, else all day."""
    if not see_challenges.allows(user):
        return
    rows = Challenge.objects.visible_to(user).filter(visit_on__gte=first)
    if last is not None:
        rows = rows.filter(visit_on__lte=last)
    rows = rows.annotate(
        begins=Min("programme__begins"),
        ends=Max("programme__ends"),
        latest=Max("programme__begins"),
    )
    for each in rows.order_by("visit_on", "pk"):
        starts, ends = _hours(each)
        yield Appointment(
            key=f"visit-{each.pk}",
            version=each.version,
            title=TITLE,
            kind=KIND,
            day=each.visit_on,
            starts=starts,
            ends=ends,
            url=reverse("challenge", args=[each.pk]),
            off=each.state == Challenge.State.CALLED_OFF,
        )


def _hours(each: Any) -> tuple[datetime | None, datetime | None]:
    """From the first item to the end of the last; an hour where the last has no end."""
    if each.begins is None:
        return None, None
    zone = timezone.get_default_timezone()
    starts = datetime.combine(each.visit_on, each.begins, tzinfo=zone)
    latest = datetime.combine(each.visit_on, each.latest, tzinfo=zone) + HOUR
    if each.ends is None or each.ends <= each.latest:
        return starts, latest
    return starts, datetime.combine(each.visit_on, each.ends, tzinfo=zone)


def visits_to_come(user: Any, now: datetime, most: int) -> Iterator[Happening]:
    """The same for the home page: what is not over, nor called off."""
    ahead = visits(user, timezone.localtime(now).date())
    found = [each for each in ahead if not each.off and (each.ends is None or each.ends > now)]
    for each in found[:most]:
        day = datetime.combine(each.day, datetime.min.time(), timezone.get_default_timezone())
        yield Happening(TITLE, KIND, each.starts or day, each.day, "", "", each.url)


OWN.add("improvement.visits", visits)
CALENDAR.add("improvement.visits", visits_to_come)
