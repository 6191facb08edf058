"""Two people at once on PostgreSQL: nobody is left in charge of nothing, nobody comes in twice.

(On SQLite a transaction holds the one write lock from its start, so they are in turn anyway.)
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.tests import databases
from culturefirst.network import actions, rules
from culturefirst.network.actions import administrator
from culturefirst.network.models import Organisation, Role, User
from culturefirst.network.queries import administrators
from tests.template_postgresql import fresh, postgresql_server

pytestmark = pytest.mark.postgres
DAY = date(2011, 9, 19)
ALONE = 0.7  # seconds after which somebody who waits in vain goes on alone


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as host:
        yield host


@pytest.fixture
def on_postgresql(server: str, django_db_blocker: Any) -> Iterator[None]:
    """A migrated database of this test's own in the place of the usual one."""
    with django_db_blocker.unblock(), databases.standing_on(fresh(server)):
        Installation.current()  # Being made by two at once would put them in turn as well.
        yield


@pytest.fixture(params=[True, False], ids=["guarded", "unguarded"])
def guarded(request: Any, monkeypatch: Any) -> bool:
    """With the lock in place, and with the row merely read in its stead."""
    if not request.param:
        for module in (rules, administrator):
            monkeypatch.setattr(module, "locked", lambda record: record)
    return bool(request.param)


class Meeting:
    """Asks who is in charge, then waits until the other has asked as well."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)

    def exists(self) -> bool:
        answer = administrators().exists()
        with contextlib.suppress(threading.BrokenBarrierError):
            self._barrier.wait(timeout=ALONE)
        return answer


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do both at the same moment; gives the sentence of whoever was refused."""

    def run(deed: Callable[[], Any]) -> str:
        try:
            with clock.standing(DAY):
                deed()
        except DomainError as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [sentence for sentence in threads.map(run, deeds) if sentence]


def manager(name: str, team: Organisation) -> User:
    person = actions.add_person(by=SYSTEM, name=name)
    actions.appoint(
        by=SYSTEM,
        person=person,
        title="Manager",
        role=Role.MANAGER,
        organisation=team,
        starts=DAY,
    )
    return actions.open_account(by=SYSTEM, person=person, email=f"{name}@example.org")


def test_two_managers_cannot_close_each_other(
    on_postgresql: None, guarded: bool, monkeypatch: Any
) -> None:
    team = actions.add_organisation(by=SYSTEM, name="Culture First", kind="network")
    ann, bob = manager("Ann", team), manager("Bob", team)
    meeting = Meeting()
    monkeypatch.setattr(rules, "administrators", lambda: meeting)
    refused = at_once(
        lambda: actions.close_account(by=ann, user=bob),
        lambda: actions.close_account(by=bob, user=ann),
    )
    assert (len(refused), administrators().count()) == ((1, 1) if guarded else (0, 0))


def test_two_links_at_once_make_one_administrator(
    on_postgresql: None, guarded: bool, monkeypatch: Any
) -> None:
    actions.add_organisation(by=SYSTEM, name="Culture First", kind="network")
    links = [
        actions.invite_first_administrator(
            by=SYSTEM, email=f"{name}@example.org", name=name, organisation="Culture First"
        )
        for name in ("Ann", "Bob")
    ]
    meeting = Meeting()
    monkeypatch.setattr(administrator, "administrators", lambda: meeting)

    def accept(link: str) -> Callable[[], User]:
        token = link.split("/")[2]
        return lambda: actions.accept_invitation(
            by=AnonymousUser(), token=token, password="four plain long words"
        )

    refused = at_once(*map(accept, links))
    assert (len(refused), administrators().count()) == ((1, 1) if guarded else (0, 2))
