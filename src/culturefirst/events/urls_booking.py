"""Addresses of bookings."""

from django.urls import URLPattern

from culturefirst.events.policy import ask_for_place, keep_booking, keep_event
from culturefirst.events.views import booking, delegates
from culturefirst.kit.policy import Policy
from culturefirst.kit.urls import View, page


def _event(route: str, view: View, policy: Policy, name: str) -> URLPattern:
    return page(f"meet/events/<int:pk>/{route}/", view, policy=policy, name=name)


def _booking(route: str, view: View, name: str) -> URLPattern:
    """A page of one booking; whose it is, the view asks."""
    return page(f"meet/bookings/<int:pk>/{route}/", view, policy=keep_booking, name=name)


urlpatterns: list[URLPattern] = [
    _event("book", booking.book, ask_for_place, "event_book"),
    _event("bring", booking.bring, ask_for_place, "event_bring"),
    _event("places", delegates.places, keep_event, "event_places"),
    _event("delegates", delegates.delegates, keep_event, "event_delegates"),
    _event("delegates/excel", delegates.excel, keep_event, "event_delegates_excel"),
    _event("sign-in", delegates.sign_in, keep_event, "event_sign_in"),
    page("meet/bookings/", booking.mine, policy=ask_for_place, name="bookings"),
    _booking("needs", booking.change, "booking_change"),
    _booking("cancel", booking.cancel, "booking_cancel"),
    _booking("move-up", delegates.move_up, "booking_move_up"),
]
