"""Addresses of the calendar and of planning."""

from django.urls import URLPattern

from culturefirst.events.policy import keep_event
from culturefirst.events.views import calendar, planning
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import View, page


def _kept(route: str, view: View, name: str) -> URLPattern:
    """A page of one event for whoever keeps it; which those are, the view asks."""
    return page(f"meet/events/<int:pk>/{route}", view, policy=keep_event, name=name)


urlpatterns = [
    page("meet/", calendar.meet, policy=anybody, name="meet"),
    page("meet/new/", planning.new, policy=keep_event, name="event_new"),
    page("meet/events/<int:pk>/", calendar.event, policy=anybody, name="event"),
    _kept("edit/", planning.edit, "event_edit"),
    _kept("announce/", planning.opened, "event_open"),
    _kept("call-off/", planning.cancel, "event_cancel"),
    _kept("not-held/", planning.not_held, "event_not_held"),
    _kept("close/", planning.closed, "event_close"),
    _kept("remove/", planning.removed, "event_remove"),
]
