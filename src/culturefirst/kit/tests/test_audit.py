"""The audit trail: one event an action, in one unbroken chain that nobody can change."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from culturefirst.kit import audit, clock, trail_guard
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.models import AuditEvent, AuditHead, Installation, Schedule
from culturefirst.kit.policy import anybody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_actions")]
Verb = Callable[..., Any]


@pytest.fixture
def rename() -> Verb:
    @action("renamed the network", allow=anybody, on="installation")
    def rename(*, by: Any, installation: Installation, name: str) -> Installation:
        installation.network = name
        installation.save()
        return installation

    return rename


@pytest.fixture
def network() -> Installation:
    return Installation.current()


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_an_action_leaves_one_event_that_tells_before_and_after(
    rename: Verb, network: Installation
) -> None:
    rename(by=SYSTEM, installation=network, name="Culture East")
    event = AuditEvent.objects.get()
    assert (event.verb, event.object_type, event.object_id) == (
        "kit.rename",
        "kit.installation",
        "1",
    )
    assert event.before == {"network": "Culture First"}
    assert event.after == {"network": "Culture East"}
    assert (event.actor, event.at) == (None, datetime(2011, 9, 19, 11, tzinfo=UTC))
    assert audit.broken_at() is None


def test_a_thousand_events_of_one_transaction_are_one_chain_in_their_order(
    rename: Verb, network: Installation
) -> None:
    with transaction.atomic(), audit.gathered():
        for number in range(1200):
            audit.record("kit.counted", by=SYSTEM, reason=str(number))
    told = AuditEvent.objects.order_by("pk").values_list("reason", flat=True)
    assert list(told) == [str(number) for number in range(1200)]
    assert audit.broken_at() is None


def test_an_action_inside_another_leaves_its_own_event(rename: Verb, network: Installation) -> None:
    @action("renamed it twice", allow=anybody, on="installation")
    def rename_twice(*, by: Any, installation: Installation) -> Installation:
        rename(by=by, installation=installation, name="One")
        return rename(by=by, installation=installation, name="Two")

    rename_twice(by=SYSTEM, installation=network)
    assert verbs() == ["kit.rename", "kit.rename", "kit.rename_twice"]
    assert audit.broken_at() is None


def test_an_action_that_failed_leaves_nothing(rename: Verb, network: Installation) -> None:
    @action("broke", allow=anybody)
    def break_off(*, by: Any, installation: Installation) -> None:
        rename(by=by, installation=installation, name="One")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off(by=SYSTEM, installation=network)
    assert verbs() == []
    assert Installation.current().network == "Culture First"


def test_what_an_outer_action_undid_leaves_no_event(rename: Verb, network: Installation) -> None:
    @action("tried something", allow=anybody)
    def try_something(*, by: Any, installation: Installation) -> None:
        try:
            with transaction.atomic():
                rename(by=by, installation=installation, name="One")
                raise ZeroDivisionError
        except ZeroDivisionError:
            return

    try_something(by=SYSTEM, installation=network)
    assert verbs() == ["kit.try_something"]
    assert audit.broken_at() is None


def test_a_deleted_record_is_kept_whole_in_its_event() -> None:
    @action("took away a timetable", allow=anybody, on="schedule")
    def take_away(*, by: Any, schedule: Schedule) -> None:
        schedule.delete()

    row = Schedule.objects.create(name="nightly", next_at=clock.now())
    take_away(by=SYSTEM, schedule=row)
    event = AuditEvent.objects.get()
    assert (event.object_id, event.after) == (str(row.pk), {})
    assert event.before == {"name": "nightly", "next_at": "2011-09-19T11:00:00+00:00"}


def test_an_action_takes_keyword_arguments_only(rename: Verb, network: Installation) -> None:
    with pytest.raises(TypeError, match="keyword arguments only"):
        rename(SYSTEM, network, "One")


@pytest.mark.parametrize(
    "sql", ["UPDATE kit_auditevent SET verb = 'x'", "DELETE FROM kit_auditevent"]
)
def test_the_database_refuses_to_change_or_delete_an_event(
    rename: Verb, network: Installation, sql: str
) -> None:
    rename(by=SYSTEM, installation=network, name="One")
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(sql)
    assert verbs() == ["kit.rename"]


def test_one_changed_byte_is_found(rename: Verb, network: Installation) -> None:
    for name in ("One", "Two", "Three"):
        rename(by=SYSTEM, installation=network, name=name)
    second = AuditEvent.objects.order_by("pk")[1]
    trail_guard.lift(connection)
    AuditEvent.objects.filter(pk=second.pk).update(after={"network": "Twp"})
    trail_guard.put(connection)
    assert audit.broken_at() == second.pk


@pytest.mark.parametrize("place", [0, 1])
def test_a_missing_event_is_found(rename: Verb, network: Installation, place: int) -> None:
    events = []
    for name in ("One", "Two", "Three"):
        rename(by=SYSTEM, installation=network, name=name)
        events.append(AuditEvent.objects.latest("pk"))
    trail_guard.lift(connection)
    events[place].delete()
    trail_guard.put(connection)
    assert audit.broken_at() == events[place + 1].pk


def test_a_missing_last_event_is_found(rename: Verb, network: Installation) -> None:
    rename(by=SYSTEM, installation=network, name="One")
    rename(by=SYSTEM, installation=network, name="Two")
    first, last = AuditEvent.objects.order_by("pk")
    trail_guard.lift(connection)
    last.delete()
    trail_guard.put(connection)
    assert audit.broken_at() == first.pk


def test_the_chain_begins_with_a_head_that_the_migration_made() -> None:
    assert AuditHead.objects.get().digest == ""
    assert audit.broken_at() is None


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_lifts_the_guard_and_puts_it_back(
    rename: Verb, network: Installation
) -> None:
    rename(by=SYSTEM, installation=network, name="One")
    call_command("flush", interactive=False, verbosity=0)
    assert verbs() == []
    rename(by=SYSTEM, installation=Installation.current(), name="Two")
    with pytest.raises(DatabaseError, match="never changed or deleted"):
        AuditEvent.objects.all().delete()
    assert audit.broken_at() is None
