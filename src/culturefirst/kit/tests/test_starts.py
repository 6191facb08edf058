"""What is begun from a record takes along what the record's room offers, whichever room it is."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from culturefirst.kit import clock, links, starts
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import Schedule
from culturefirst.kit.policy import policy
from culturefirst.kit.starts import BEGINNINGS, STARTS, Beginning, Start

pytestmark = pytest.mark.django_db
LABEL = "kit.schedule"


@policy("the system")
def only_system(user: Any, subject: Any) -> bool:
    return bool(getattr(user, "is_system", False))


def offered(user: Any, pk: int) -> Start | None:
    """The schedule, for the system alone."""
    found = Schedule.objects.filter(pk=pk).first()
    if found is None or not only_system.allows(user):
        return None
    return Start(found, "Schedule", found.name, "/jobs/", partners=("Ely", "Diss"))


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A room that offers starts, and one that can begin something."""
    starts_, begun = STARTS.entries(), BEGINNINGS.entries()
    monkeypatch.setitem(starts_, LABEL, offered)
    begun_before = dict(begun)
    begun.clear()
    begun["kit.thing"] = Beginning("Begin a thing", only_system, "home")
    yield
    begun.clear()
    begun.update(begun_before)


@pytest.fixture
def record() -> Schedule:
    return Schedule.objects.create(name="nightly", next_at=clock.now())


def test_a_record_gives_what_its_room_offers(record: Schedule) -> None:
    found = starts.start(SYSTEM, f"{LABEL}:{record.pk}")
    assert found == Start(record, "Schedule", "nightly", "/jobs/", partners=("Ely", "Diss"))


@pytest.mark.parametrize(
    "about", ["", "kit.schedule", "kit.schedule:", "kit.schedule:x", "kit.schedule:²",
              "kit.schedule:-1", "kit.schedule:" + "9" * 19, "kit.gone:1", "kit.schedule:999999"]
)  # fmt: skip
def test_what_is_not_there_gives_nothing(about: str, record: Schedule) -> None:
    assert starts.start(SYSTEM, about) is None


def test_what_somebody_may_not_know_gives_nothing(record: Schedule) -> None:
    assert starts.start(AnonymousUser(), f"{LABEL}:{record.pk}") is None


def test_a_record_says_what_may_be_begun_from_it(record: Schedule) -> None:
    assert starts.beginnings(SYSTEM, record) == [("Begin a thing", f"/?from={LABEL}:{record.pk}")]
    assert starts.beginnings(AnonymousUser(), record) == []


def test_nothing_is_begun_from_a_record_whose_room_offers_none(
    record: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(STARTS.entries(), LABEL)
    assert starts.beginnings(SYSTEM, record) == []


def test_what_a_record_grew_out_of_is_told_to_whom_it_may_be(record: Schedule) -> None:
    grown = Schedule.objects.create(name="grown", next_at=clock.now())
    links.link(by=SYSTEM, source=record, target=grown, kind="became")
    assert [each.title for each in starts.grown_from(SYSTEM, grown)] == ["nightly"]
    assert starts.grown_from(AnonymousUser(), grown) == []
    record.delete()
    assert starts.grown_from(SYSTEM, grown) == []
