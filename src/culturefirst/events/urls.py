"""Addresses of events."""

from culturefirst.events import urls_after, urls_booking, urls_planning

urlpatterns = [
    *urls_planning.urlpatterns,
    *urls_booking.urlpatterns,
    *urls_after.urlpatterns,
]
