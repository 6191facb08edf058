"""Registration as spans on both engines: brought from before, refused twice, closed at once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from culturefirst.kit import act, clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Registration, Role, User
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after

BEFORE = [("network", "0003_what_ended_with_its_body"), ("kit", "0002_trail_guard")]
AFTER = [("network", "0004_registration_spans")]
OPENED, LEFT = date(2010, 4, 1), date(2011, 6, 10)
# Half past midnight in Ipswich: the day of coming back is that of the network, not that of UTC.
CAME_BACK = datetime(2011, 8, 19, 23, 30, tzinfo=UTC)


def migrate(there: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(there)
    return executor.loader.project_state(there).apps


def an_account(name: str = "Ola Berg") -> User:
    body = actions.add_organisation(
        by=SYSTEM, name=f"Club of {name}", kind=Organisation.Kind.CIVIL_SOCIETY
    )
    person = actions.add_person(by=SYSTEM, name=name)
    told = {"title": "Chair", "role": Role.MANAGER, "organisation": body, "starts": OPENED}
    actions.appoint(by=SYSTEM, person=person, **told)
    email = f"{name.split()[0].lower()}@example.org"
    return actions.open_account(by=SYSTEM, person=person, email=email, on=OPENED)


def spans(user: Any) -> list[tuple[date, date | None]]:
    return list(Registration.objects.filter(user=user.pk).values_list("starts", "ends"))


def of_before(apps: Any, *names: str) -> list[Any]:
    """Accounts as they were before they had spans."""
    people, users = (apps.get_model("network", name).objects for name in ("Person", "User"))
    return [
        users.create(
            person=people.create(name=name), email=f"{name}@example.org", registered_on=OPENED
        )
        for name in names
    ]


def kept(apps: Any, user: Any) -> list[tuple[date, date | None]]:
    found = apps.get_model("network", "Registration").objects.filter(user=user.pk)
    return list(found.values_list("starts", "ends"))


def test_accounts_of_before_keep_their_days_and_the_trail_tells_those_away(empty: Arena) -> None:
    old = migrate(BEFORE)
    stayed, returned, gone = of_before(old, "ola", "ana", "ida")
    old.get_model("network", "User").objects.filter(pk=gone.pk).update(left_on=LEFT)
    old.get_model("kit", "AuditEvent").objects.create(
        at=CAME_BACK,
        verb="network.reopen_account",
        object_type="network.user",
        object_id=str(returned.pk),
        before={"left_on": LEFT.isoformat()},
        digest="of before",
    )
    new = migrate(AFTER)
    assert kept(new, stayed) == [(OPENED, None)]
    assert kept(new, returned) == [(OPENED, LEFT), (date(2011, 8, 20), None)]
    assert kept(new, gone) == [(OPENED, LEFT)]
    with pytest.raises(IntegrityError), transaction.atomic():
        new.get_model("network", "Registration").objects.create(
            user_id=returned.pk, starts=OPENED, ends=LEFT
        )


def test_backwards_the_last_end_is_that_of_the_account(empty: Arena) -> None:
    new = migrate(AFTER)
    [user] = of_before(new, "ola")
    new.get_model("network", "Registration").objects.create(user=user, starts=OPENED, ends=LEFT)
    old = migrate(BEFORE)
    assert old.get_model("network", "User").objects.get(pk=user.pk).left_on == LEFT
    assert kept(migrate(AFTER), user) == [(OPENED, LEFT)]


def test_no_engine_takes_a_day_twice(arena: Arena) -> None:
    user = an_account()
    actions.end_registration(by=SYSTEM, user=user, on=LEFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(user=user, starts=date(2011, 6, 9), ends=date(2011, 7, 1))
    later = Registration.objects.create(user=user, starts=LEFT, ends=date(2011, 7, 1))
    later.starts = date(2011, 6, 9)
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()
    assert spans(user) == [(OPENED, LEFT), (LEFT, date(2011, 7, 1))]


def test_who_is_let_back_twice_at_once_is_back_once(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = an_account()
    with clock.standing(LEFT):
        actions.close_account(by=SYSTEM, user=user)
    meet_after(monkeypatch, act, "locked", 2)

    def back() -> Any:
        return actions.reopen_account(by=SYSTEM, user=user, email=user.email)

    outcomes = at_once([back, back])
    assert faults(outcomes) == []
    assert [str(no).split(" since")[0] for no in refusals(outcomes)] == [
        "Ola Berg has been registered"
    ]
    assert len(spans(user)) == 2
