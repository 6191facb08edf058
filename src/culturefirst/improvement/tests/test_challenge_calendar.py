"""Visits stand in the calendars of both sides, and tell nobody else anything."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from culturefirst.events import actions as events
from culturefirst.improvement import actions
from culturefirst.improvement.models import Challenge
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit import clock
from culturefirst.kit.calendar import own, to_come
from culturefirst.network.models import Organisation, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
ON = date(2011, 10, 4)
PLACE = "Ipswich town hall"


@pytest.fixture
def ruth(ipswich: Organisation) -> User:
    """Who leads the host."""
    return make.somebody_at(ipswich, "Ruth Vane")


@pytest.fixture
def nell(norfolk_county: Organisation) -> User:
    """Who leads the peers."""
    return make.somebody_at(norfolk_county, "Nell Foss")


def planned(ruth: User, nell: User) -> Challenge:
    made = make.accepted(ruth, nell)
    return actions.set_visit(by=ruth, challenge=made, visit_on=ON, visit_at=PLACE)


def entries(client: Client, user: User) -> list[Any]:
    """What the feed at somebody's secret address holds."""
    key = events.make_calendar_key(by=user)
    content = client.get(reverse("meet_own_calendar", args=[key])).content
    assert PLACE.encode() not in content and b"Norfolk" not in content
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_both_sides_find_the_visit_in_their_feeds_and_its_title_names_nobody(
    ruth: User, nell: User, tom: User, client: Client
) -> None:
    made = planned(ruth, nell)
    for user in (ruth, nell):
        [found] = entries(client, user)
        told = (found["SUMMARY"], found["CLASS"], found["STATUS"], found["DTSTART"].dt)
        assert told == ("A visit", "PRIVATE", "CONFIRMED", ON)
        assert found["DTEND"].dt == date(2011, 10, 5)
        assert found["URL"].endswith(f"/improve/challenges/{made.pk}/")
    assert entries(client, tom) == []


def test_the_programme_says_from_when_to_when_by_the_countrys_clocks(
    ruth: User, nell: User, client: Client
) -> None:
    made = planned(ruth, nell)
    actions.add_visit_item(
        by=ruth, challenge=made, begins=time(9, 30), ends=time(11), title="A tour"
    )
    actions.add_visit_item(by=ruth, challenge=made, begins=time(15), title="What we saw")
    [found] = entries(client, nell)
    assert found["DTSTART"].dt.isoformat() == "2011-10-04T09:30:00+01:00"
    assert found["DTEND"].dt.isoformat() == "2011-10-04T16:00:00+01:00"


def test_a_visit_that_is_called_off_says_so_to_programs_and_leaves_the_pages(
    ruth: User, nell: User, client: Client
) -> None:
    made = planned(ruth, nell)
    actions.call_off_challenge(by=nell, challenge=made, because="Nobody could come.")
    [found] = entries(client, ruth)
    assert found["STATUS"] == "CANCELLED"
    assert to_come(ruth, clock.now(), 4) == []


def test_who_is_no_peer_any_more_has_it_no_more(ruth: User, nell: User) -> None:
    made = planned(ruth, nell)
    ed = make.somebody_at(make.body_of(nell), "Ed Marsh", leads=False)
    peer = actions.name_peer(by=nell, challenge=made, person=ed.person)
    assert [each.day for each in own(ed, ON, ON)] == [ON]
    actions.take_out_peer(by=nell, challenge=made, peer=peer)
    assert own(ed, ON, ON) == []


def test_the_month_and_the_next_dates_show_it_to_both_sides_alone(
    ruth: User, nell: User, helen: User, tom: User, signed_in: SignIn
) -> None:
    planned(ruth, nell)
    month = reverse("meet_month", args=[2011, 10])

    def shown(user: User) -> tuple[bool, bool]:
        client = signed_in(user)
        pages = (client.get(each).content.decode() for each in (month, reverse("home")))
        on_month, on_home = (">A visit</a>" in page for page in pages)
        return on_month, on_home

    assert [shown(user) for user in (ruth, nell)] == [(True, True)] * 2
    assert [shown(user) for user in (helen, tom)] == [(False, False)] * 2
    assert "0 events that you may know of, and 1 date of your own." in (
        signed_in(ruth).get(month).content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_asks_as_often_for_one_visit_as_for_three(
    ruth: User, nell: User, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        planned(ruth, nell)
    assert len(own(nell, ON)) == count
    with django_assert_num_queries(1):
        own(nell, ON)
