"""The network's date: the wall's, the installation's, or where a piece of work stands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from culturefirst.kit import clock
from culturefirst.kit.models import Installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing_nowhere() -> Iterator[None]:
    """The day on which tests stand, set aside."""
    token = clock._standing.set(None)
    yield
    clock._standing.reset(token)
    clock.forget()


def test_a_date_is_stood_on_at_noon_in_london() -> None:
    with clock.standing(date(2011, 9, 19)):
        assert clock.now() == datetime(2011, 9, 19, 11, tzinfo=UTC)
        assert clock.today() == date(2011, 9, 19)


def test_one_may_stand_elsewhere_for_a_while() -> None:
    with clock.standing(date(2011, 9, 19)):
        with clock.standing(datetime(2012, 1, 1, 0, 30, tzinfo=UTC)):
            assert clock.today() == date(2012, 1, 1)
        assert clock.today() == date(2011, 9, 19)


def test_leases_are_never_fooled() -> None:
    with clock.standing(date(2011, 9, 19)):
        assert clock.wall().year > 2011


def test_midnight_is_londons_and_not_greenwichs() -> None:
    with clock.standing(datetime(2011, 6, 30, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2011, 7, 1)


def test_an_installation_may_stand_on_a_day_of_its_own(standing_nowhere: None) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"stands_on": date(2011, 9, 19)})
    clock.forget()
    assert clock.today() == date(2011, 9, 19)
    Installation.objects.update(stands_on=None)
    assert clock.today() == date(2011, 9, 19)  # read once a process
    clock.forget()
    assert clock.today() == clock.wall().astimezone(ZoneInfo("Europe/London")).date()


@pytest.mark.parametrize("month", [1, 7])
@pytest.mark.parametrize("hour", [0, 12, 22, 23])
def test_it_stands_on_that_day_at_every_hour_of_summer_and_winter(
    standing_nowhere: None, monkeypatch: pytest.MonkeyPatch, month: int, hour: int
) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"stands_on": date(2011, 9, 19)})
    clock.forget()
    wall = datetime(2026, month, 27, hour, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "wall", lambda: wall)
    assert clock.today() == date(2011, 9, 19)
    london = ZoneInfo("Europe/London")
    assert clock.now().astimezone(london).time() == wall.astimezone(london).time()


def test_a_standing_is_this_works_own() -> None:
    seen = []
    with clock.standing(date(2011, 9, 19)):
        thread = Thread(target=lambda: seen.append(clock._standing.get()))
        thread.start()
        thread.join()
    assert seen == [None]
