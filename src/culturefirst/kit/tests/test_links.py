"""Links: what grew out of what, across rooms that do not know each other."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from culturefirst.kit import clock, links
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.links import Link
from culturefirst.kit.models import Schedule

pytestmark = pytest.mark.django_db


@pytest.fixture
def need() -> Schedule:
    return Schedule.objects.create(name="need", next_at=clock.now())


@pytest.fixture
def event() -> Schedule:
    return Schedule.objects.create(name="event", next_at=clock.now() + timedelta(days=1))


def test_a_link_is_found_from_both_its_ends(need: Schedule, event: Schedule) -> None:
    made = links.link(by=SYSTEM, source=need, target=event, kind="became an event")
    assert list(links.from_(need)) == [made] == list(links.to(event))
    assert (made.source, made.target) == (need, event)
    assert list(links.to(need)) == [] == list(links.from_(event))


def test_a_link_made_twice_is_one(need: Schedule, event: Schedule) -> None:
    for _ in range(2):
        links.link(by=SYSTEM, source=need, target=event, kind="became an event")
    assert Link.objects.count() == 1


def test_the_end_of_a_link_may_be_gone(need: Schedule, event: Schedule) -> None:
    made = links.link(by=SYSTEM, source=need, target=event, kind="became an event")
    event.delete()
    assert made.target is None
    made.target_type = "gone_room.record"
    assert made.target is None


def test_nothing_grows_out_of_itself(need: Schedule) -> None:
    with pytest.raises(DomainError, match="cannot grow out of itself"):
        links.link(by=SYSTEM, source=need, target=need, kind="became")


def test_the_public_links_nothing(need: Schedule, event: Schedule) -> None:
    with pytest.raises(NotAllowed):
        links.link(by=AnonymousUser(), source=need, target=event, kind="became an event")
