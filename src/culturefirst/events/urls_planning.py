"""Addresses of the calendar and of planning."""

from django.urls import URLPattern

from culturefirst.events.policy import have_calendar, keep_event
from culturefirst.events.views import calendar, event, feeds, papers, parts, planning
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import View, page


def _kept(route: str, view: View, name: str) -> URLPattern:
    """A page of one event for whoever keeps it; which those are, the view asks."""
    return page(f"meet/events/<int:pk>/{route}", view, policy=keep_event, name=name)


PART = "<int:part>/"
urlpatterns = [
    page("meet/", calendar.meet, policy=anybody, name="meet"),
    page("meet/past/", calendar.past, policy=anybody, name="meet_past"),
    page("meet/<int:year>/<int:month>/", calendar.month, policy=anybody, name="meet_month"),
    page("meet/coverage/", calendar.coverage, policy=keep_event, name="meet_coverage"),
    page("meet/feed/", feeds.atom, policy=anybody, name="meet_feed"),
    page("meet/calendars/", feeds.calendars, policy=anybody, name="meet_calendars"),
    page("meet/calendars/key/", feeds.make_key, policy=have_calendar, name="meet_key"),
    page("meet/calendars/key/out/", feeds.remove_key, policy=have_calendar, name="meet_key_out"),
    page("meet/events.ics", feeds.everything, policy=anybody, name="meet_calendar"),
    page("meet/in/<slug:slug>.ics", feeds.of_place, policy=anybody, name="meet_place_calendar"),
    page("meet/own/<str:token>.ics", feeds.own, policy=anybody, name="meet_own_calendar"),
    page("meet/new/", planning.new, policy=keep_event, name="event_new"),
    page("meet/series/", planning.series, policy=keep_event, name="series_new"),
    page("meet/events/<int:pk>/", event.event, policy=anybody, name="event"),
    page(f"meet/events/<int:pk>/papers/{PART}", papers.paper, policy=anybody, name="event_paper"),
    _kept("edit/", planning.edit, "event_edit"),
    _kept("announce/", planning.opened, "event_open"),
    _kept("call-off/", planning.cancel, "event_cancel"),
    _kept("not-held/", planning.not_held, "event_not_held"),
    _kept("close/", planning.closed, "event_close"),
    _kept("remove/", planning.removed, "event_remove"),
    _kept("again/", planning.clone, "event_clone"),
    _kept("sessions/", parts.sessions, "event_sessions"),
    _kept(f"sessions/{PART}", parts.session, "event_session"),
    _kept(f"sessions/{PART}out/", parts.session_out, "event_session_out"),
    _kept("people/", parts.people, "event_people"),
    _kept(f"people/{PART}out/", parts.person_out, "event_person_out"),
    _kept("partners/", parts.partners, "event_partners"),
    _kept(f"partners/{PART}out/", parts.partner_out, "event_partner_out"),
    _kept("shares/", parts.quotas, "event_quotas"),
    _kept("papers/add/", papers.add, "event_paper_add"),
    _kept(f"papers/{PART}withdraw/", papers.withdraw, "event_paper_withdraw"),
    _kept(f"papers/{PART}restore/", papers.restore, "event_paper_restore"),
]
