"""Addresses of a speed-dating day."""

from django.urls import URLPattern

from culturefirst.collaboration.policy import keep_day, wish_for
from culturefirst.collaboration.views.dating import days, meetings, parties, wishes
from culturefirst.events.policy import keep_event
from culturefirst.kit.urls import View, page

DAY = "meet/dating/<int:pk>/"
PARTY = "meet/dating/party/<int:pk>/"
MEETING = "meet/dating/meeting/<int:pk>/"


def _kept(route: str, view: View, name: str) -> URLPattern:
    """A page for whoever keeps the event; which those are, the view asks."""
    return page(route, view, policy=keep_day, name=name)


urlpatterns = [
    page("meet/events/<int:pk>/dating/", days.new, policy=keep_event, name="dating_new"),
    _kept(DAY, days.day, "dating"),
    _kept(f"{DAY}edit/", days.edit, "dating_edit"),
    _kept(f"{DAY}bookings/", days.bring_in, "dating_bring_in"),
    _kept(f"{DAY}plan/", days.plan, "dating_plan"),
    _kept(f"{DAY}final/", days.final, "dating_final"),
    _kept(f"{DAY}round/", days.hold, "dating_round"),
    _kept(f"{DAY}fix/", meetings.add, "dating_fix"),
    _kept(PARTY, parties.party, "dating_party"),
    _kept(f"{PARTY}edit/", parties.edit, "dating_party_edit"),
    _kept(f"{PARTY}table/", parties.table, "dating_table"),
    _kept(f"{PARTY}seat/", parties.seat, "dating_seat"),
    _kept(f"{PARTY}there/", parties.there, "dating_there"),
    page(f"{PARTY}wishes/", wishes.wishes, policy=wish_for, name="dating_wishes"),
    _kept(MEETING, meetings.meeting, "dating_meeting"),
    _kept(f"{MEETING}exchange/", meetings.exchange, "dating_exchange"),
    _kept(f"{MEETING}move/", meetings.move, "dating_move"),
    _kept(f"{MEETING}change/", meetings.change, "dating_change"),
]
