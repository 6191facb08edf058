"""From a speed-dating event on: to its tables, rounds and papers, to one's own day and wishes."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from culturefirst.collaboration.models import DatingDay, own_parties
from culturefirst.events.models import Event, Kind, State
from culturefirst.events.policy import keep_event
from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.kit.ways import WAYS, Lead, Ways


def _dating(user: Any, event: Event) -> Iterator[Lead]:
    """For whoever keeps it, its tables and rounds; for who sits in a party, its wishes."""
    if event.kind != Kind.SPEED_DATING or event.state == State.CANCELLED or not roles(user):
        return
    day = DatingDay.objects.visible_to(user).filter(event=event).first()
    if keep_event.allows(user, event):
        if day is None:
            yield "Set up rounds and tables", reverse("dating_new", args=[event.pk])
        else:
            yield "Parties, wishes and timetable", reverse("dating", args=[day.pk])
            yield from _kept(day)
    if day is not None and day.is_planned and own_parties(user).filter(day=day).exists():
        yield "Whom you meet, and when", reverse("dating_agenda", args=[day.pk])
    if day is not None and day.takes_wishes(clock.now()):
        for party in own_parties(user).filter(day=day).select_related("organisation"):
            yield f"Whom {party} wants to meet", reverse("dating_wishes", args=[party.pk])


def _kept(day: DatingDay) -> Iterator[Lead]:
    """For whoever keeps it, once there is a timetable: its papers, and what came of it."""
    if day.is_planned:
        yield "All agendas on paper (PDF)", reverse("dating_agendas_paper", args=[day.pk])
        yield "A sign for each table (PDF)", reverse("dating_tables_paper", args=[day.pk])
    if day.state in (DatingDay.State.FINAL, DatingDay.State.OVER):
        yield "What came of it", reverse("dating_outcome", args=[day.pk])


WAYS.add("collaboration.dating", Ways(Event, _dating))
