"""Words are taken out of the trail on both databases, and no other change passes unseen."""

from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from culturefirst.kit import audit, clock, seals, trail_guard
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import AuditEvent, AuditHead
from culturefirst.kit.tests.databases import Arena

reseal = import_module("culturefirst.kit.migrations.0003_trail_seals")


def three_events() -> list[AuditEvent]:
    for reason in ("Anne asked for it.", "Bob asked for it.", "Anne and Bob asked."):
        leave(reason)
    return list(AuditEvent.objects.order_by("pk"))


def leave(reason: str) -> None:
    with transaction.atomic():
        audit.record("kit.try", by=SYSTEM, reason=reason)


def take_out(event: AuditEvent, reason: str) -> None:
    event.reason = reason
    with transaction.atomic():
        seals.take_words_out([event])


def test_words_are_taken_out_and_the_chain_holds(arena: Arena) -> None:
    first, _, last = three_events()
    take_out(first, "[name removed] asked for it.")
    take_out(last, "[name removed] and Bob asked.")
    take_out(last, "[name removed] and [name removed] asked.")
    assert audit.broken_at() is None
    told = AuditEvent.objects.order_by("pk").values_list("reason", flat=True)
    assert "Anne" not in " ".join(told)
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        *["kit.try"] * 3,
        *["kit.take_words_out"] * 3,
    ]


def test_without_a_new_salt_the_database_refuses(arena: Arena) -> None:
    three_events()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute("UPDATE kit_auditevent SET reason = 'x'")


@pytest.mark.parametrize("column", ["verb", "about", "seal", "digest", "object_id"])
def test_a_new_salt_opens_no_other_column(arena: Arena, column: str) -> None:
    three_events()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(f"UPDATE kit_auditevent SET salt = 'x', {column} = 'y'")


def test_words_changed_under_a_new_salt_but_without_an_event_are_found(arena: Arena) -> None:
    _, second, _ = three_events()
    AuditEvent.objects.filter(pk=second.pk).update(salt="0" * 32, reason="Nobody asked.")
    assert audit.broken_at() == second.pk


def test_words_that_were_taken_out_and_put_back_are_found(arena: Arena) -> None:
    first, second, _ = three_events()
    was = {"salt": first.salt, "reason": first.reason}
    take_out(first, "[name removed] asked for it.")
    take_out(second, "[name removed] asked for it.")
    AuditEvent.objects.filter(pk=first.pk).update(**was)
    assert audit.broken_at() == first.pk


def test_what_was_taken_out_once_is_not_brought_back_by_an_earlier_seal(arena: Arena) -> None:
    *_, last = three_events()
    take_out(last, "[name removed] and Bob asked.")
    between = {"salt": last.salt, "reason": last.reason}
    take_out(last, "[name removed] and [name removed] asked.")
    AuditEvent.objects.filter(pk=last.pk).update(**between)
    assert audit.broken_at() == last.pk


@pytest.mark.parametrize("sound", [True, False])
def test_a_trail_of_before_is_chained_anew_and_what_was_broken_stays_so(
    empty: Arena, sound: bool
) -> None:
    old = _migrated_to("0002_trail_guard")
    events = old.get_model("kit", "AuditEvent").objects
    previous = ""
    for number in range(3):
        event = events.model(
            at=clock.now(), actor=7, verb="kit.try", after={"n": number}, reason="Why",
            previous=previous,
        )  # fmt: skip
        event.digest = previous = reseal.as_it_was(event)
        event.save()
    old.get_model("kit", "AuditHead").objects.update(digest=previous)
    if not sound:
        trail_guard.lift(connection)
        events.filter(after={"n": 1}).update(reason="Why not")
    _migrated_to(*_last())
    second = AuditEvent.objects.order_by("pk")[1]
    assert audit.broken_at() == (None if sound else second.pk)
    leave("After")
    assert audit.broken_at() == (None if sound else second.pk)
    assert AuditHead.objects.get().digest == AuditEvent.objects.latest("pk").digest
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        AuditEvent.objects.update(reason="x")


def _migrated_to(*names: str) -> Any:
    executor = MigrationExecutor(connection)
    there = [("kit", name) for name in names]
    executor.migrate(there)
    return executor.loader.project_state(there).apps


def _last() -> list[str]:
    return [name for _, name in MigrationExecutor(connection).loader.graph.leaf_nodes("kit")]
