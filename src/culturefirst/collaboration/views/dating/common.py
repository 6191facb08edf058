"""What the pages of a speed-dating day share: finding a day, a party and a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from culturefirst.collaboration.models import DatingDay, DayMeeting, Party
from culturefirst.collaboration.policy import keep_day
from culturefirst.collaboration.queries import parties as queries
from culturefirst.kit.changes import Words

WORDS = Words(
    labels={
        "first_at": "The first round begins",
        "minutes": "Minutes of a meeting",
        "between": "Minutes between two",
        "pause_after": "The pause is after round",
        "pause_minutes": "Minutes of the pause",
        "wishes_until": "Wishes until",
        "first": "There from round",
        "last": "Until round",
        "most": "Meetings at most",
    }
)


def kept_day(request: HttpRequest, pk: int) -> DatingDay:
    """The day, for whoever keeps its event; 404 where it is not theirs to know of."""
    found: DatingDay = get_object_or_404(queries.days(request.user), pk=pk)
    keep_day.require(request.user, found)
    return found


def kept_party(request: HttpRequest, pk: int) -> Party:
    """A party, for whoever keeps the event."""
    found: Party = get_object_or_404(queries.parties(request.user), pk=pk)
    keep_day.require(request.user, found.day)
    return found


def kept_meeting(request: HttpRequest, pk: int) -> DayMeeting:
    """A meeting, for whoever keeps the event."""
    rows = DayMeeting.objects.visible_to(request.user).select_related(
        "day__event__group", "day__event__sub_region", "a__organisation", "b__organisation"
    )
    found: DayMeeting = get_object_or_404(rows, pk=pk)
    keep_day.require(request.user, found.day)
    return found


def number(request: HttpRequest, name: str) -> int:
    """A number that a button sends; nought where it sends none."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


def back_to_day(request: HttpRequest, day: Any, says: str) -> HttpResponse:
    """To the organiser's page, which says what was done."""
    messages.success(request, says)
    return redirect("dating", day.pk)
