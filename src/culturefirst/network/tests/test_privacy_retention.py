"""What has been kept long enough goes on its day, not the day before, and once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.retention import (
    RULES,
    date_months_before,
    days_before,
    months_before,
)
from culturefirst.network import actions
from culturefirst.network.jobs import forget_in_time
from culturefirst.network.models import (
    ActiveDay,
    Consent,
    Group,
    Invitation,
    InvitationList,
    Joining,
    Look,
    Organisation,
    Paper,
    Person,
    User,
)

TODAY = date(2011, 9, 19)
NOON = datetime(2011, 9, 19, 12, tzinfo=UTC)
Make = Callable[[], "QuerySet[Any]"]


@pytest.fixture(autouse=True)
def apart(tmp_path: Any, settings: Any) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


def _first() -> "QuerySet[Any]":
    Invitation.objects.create(
        digest="d", email="a@example.org", name="A", organisation="B", expires_at=NOON
    )
    return Invitation.objects.all()


def _list() -> "QuerySet[Any]":
    InvitationList.objects.create(name="L", rows=[{"name": "Bob"}], state="sent", at=NOON)
    return InvitationList.objects.exclude(rows=[])


def _paper() -> "QuerySet[Any]":
    group = Group.objects.create(name="Forum", slug="forum", kind="forum")
    Paper._base_manager.create(
        group=group, title="Minutes", file="papers/a.pdf", name="a.pdf", size=1, digest="d",
        added_at=NOON, withdrawn_at=NOON,
    )  # fmt: skip
    return Paper._base_manager.all()


def _letter() -> "QuerySet[Any]":
    Message.objects.create(
        key="k", to="a@example.org", subject="Hello", text="Hello", kind="notice", epoch=1,
        state="sent", message_id="m", written_at=NOON, due_at=NOON,
    )  # fmt: skip
    return Message.objects.exclude(text="")


@pytest.fixture
def make(helen: User, priya: User, ipswich: Organisation) -> dict[str, Make]:
    """Something of each class, made at noon on 19 September 2011, by the key of its rule."""
    person = priya.person
    museums = actions.add_topic(by=helen, name="Museums")

    def joining(state: str, **more: Any) -> "QuerySet[Any]":
        Joining.objects.create(
            source="asked", state=state, digest=state, email="bob@example.org", name="Bob",
            title="Officer", role="officer", organisation=ipswich, asked_at=NOON,
            **{"expires_at": NOON} | more,
        )  # fmt: skip
        return Joining.objects.all()

    def look() -> "QuerySet[Any]":
        Look.objects.create(person=person, viewer=helen.person, what="Address", at=NOON)
        return Look.objects.all()

    def consent() -> "QuerySet[Any]":
        Consent.objects.create(
            person=person, topic=museums, wording="Yes", source="here", given_at=NOON,
            withdrawn_at=NOON,
        )  # fmt: skip
        return Consent.objects.all()

    def day() -> "QuerySet[Any]":
        ActiveDay.objects.create(user=priya, on=TODAY)
        return ActiveDay.objects.all()

    return {
        "joinings_unconfirmed": lambda: joining("asked"),
        "joinings_turned_down": lambda: joining("declined", decided_at=NOON),
        "invitations": lambda: joining("invited"),
        "first_invitations": _first,
        "invitation_lists": _list,
        "papers": _paper,
        "looks": look,
        "consents": consent,
        "letters": _letter,
        "active_days": day,
    }


GOES_ON = {
    "joinings_unconfirmed": date(2011, 10, 3),
    "joinings_turned_down": date(2011, 12, 18),
    "invitations": date(2011, 10, 19),
    "first_invitations": date(2011, 10, 19),
    "invitation_lists": date(2011, 10, 19),
    "papers": date(2011, 12, 18),
    "looks": date(2013, 9, 19),
    "consents": date(2017, 9, 19),
    "letters": date(2012, 9, 19),
    "active_days": date(2013, 10, 19),
}


def night(day: date) -> None:
    with clock.standing(datetime.combine(day, time(3, 30), tzinfo=UTC)):
        forget_in_time()


@pytest.mark.parametrize("key", sorted(GOES_ON))
def test_each_thing_goes_on_its_day_and_not_the_day_before(key: str, make: dict[str, Make]) -> None:
    kept = make[key]()
    night(GOES_ON[key] - timedelta(days=1))
    assert kept.count() == 1
    night(GOES_ON[key])
    assert kept.count() == 0
    night(GOES_ON[key])


def test_every_rule_of_the_network_has_its_day_here() -> None:
    ours = {key for key in RULES.entries() if key.startswith("network.")}
    assert ours == {f"network.{key}" for key in GOES_ON} | {"network.people"}


def test_what_is_still_open_is_not_forgotten(make: dict[str, Make]) -> None:
    make["letters"]()
    Message.objects.update(state=Message.State.QUEUED)
    night(date(2031, 1, 1))
    assert Message.objects.get().text == "Hello"


def test_a_withdrawn_papers_file_goes_unless_another_paper_has_it(
    make: dict[str, Make], tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    stored = tmp_path / "files/papers/a.pdf"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"minutes")
    [paper] = make["papers"]()
    again = Paper._base_manager.get(pk=paper.pk)
    again.pk, again.withdrawn_at = None, None
    again.save()
    with django_capture_on_commit_callbacks(execute=True):
        night(date(2011, 12, 18))
    assert stored.exists()
    Paper._base_manager.update(withdrawn_at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        night(date(2011, 12, 18))
    assert not stored.exists()


def test_people_left_behind_are_listed_for_a_manager_and_never_erased_by_themselves(
    helen: User, priya: User, jim: User
) -> None:
    actions.close_account(by=helen, user=priya)
    actions.end_post(by=helen, post=priya.person.posts.get(), on=TODAY)
    listed = RULES["network.people"].rows
    assert [p.name for p in listed(date(2013, 9, 18))] == []
    assert [p.name for p in listed(date(2013, 9, 19))] == ["Priya Nair"]
    night(date(2013, 9, 19))
    assert Person.objects.get(pk=priya.person_id).name == "Priya Nair"


def test_somebody_new_without_a_post_is_not_left_behind_yet(helen: User) -> None:
    actions.add_person(by=SYSTEM, name="Ola Berg")
    listed = RULES["network.people"].rows
    assert [p.name for p in listed(date(2013, 9, 18))] == []
    assert [p.name for p in listed(date(2013, 9, 19))] == ["Ola Berg"]


def test_months_are_counted_by_the_calendar() -> None:
    assert date_months_before(date(2012, 3, 31), 1) == date(2012, 2, 29)
    assert date_months_before(date(2012, 2, 29), 12) == date(2011, 2, 28)
    assert date_months_before(date(2012, 1, 15), 1) == date(2011, 12, 15)


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), months=st.integers(0, 200))
def test_what_is_due_one_day_is_due_the_next(day: date, months: int) -> None:
    tomorrow = day + timedelta(days=1)
    assert months_before(day, months) <= months_before(tomorrow, months)
    assert days_before(day, months) < days_before(tomorrow, months)
    assert date_months_before(day, months) <= day
