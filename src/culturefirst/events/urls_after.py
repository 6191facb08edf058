"""Addresses of the day and after."""

from django.urls import URLPattern

from culturefirst.events.policy import (
    ask_for_place,
    give_feedback,
    have_certificate,
    keep_event,
    keep_pledge,
    note_booking,
)
from culturefirst.events.views import certificates, door, feedback, pledges, writing
from culturefirst.kit.policy import Policy, anybody
from culturefirst.kit.urls import View, page


def _event(route: str, view: View, policy: Policy, name: str) -> URLPattern:
    """A page of one event; whose it is, the view asks."""
    return page(f"meet/events/<int:pk>/{route}", view, policy=policy, name=name)


CERTIFICATE = "meet/bookings/<int:pk>/certificate/"
urlpatterns: list[URLPattern] = [
    _event("door/", door.door, keep_event, "event_door"),
    _event("door/ticks/", door.ticks, keep_event, "event_door_ticks"),
    _event("door/let-in/", door.let_in, keep_event, "event_let_in"),
    # Below the page, so that its scope ends there without anybody's leave.
    _event("door/worker.js", door.worker, keep_event, "event_door_worker"),
    _event("attendance/", door.attendance, keep_event, "event_attendance"),
    _event("write/", writing.write, keep_event, "event_write"),
    _event("feedback/", feedback.feedback, give_feedback, "event_feedback"),
    _event("feedback/results/", feedback.results, keep_event, "event_results"),
    _event("feedback/excel/", feedback.excel, keep_event, "event_results_excel"),
    _event("pledge/", pledges.make, give_feedback, "event_pledge"),
    page("meet/bookings/<int:pk>/came/", door.put_right, policy=note_booking, name="booking_came"),
    page(CERTIFICATE, certificates.paper, policy=have_certificate, name="certificate"),
    page("meet/certificates/<str:code>/", certificates.check, policy=anybody, name="certified"),
    page("meet/pledges/", pledges.mine, policy=ask_for_place, name="pledges"),
    page("meet/pledges/<int:pk>/", pledges.pledge, policy=keep_pledge, name="pledge"),
]
