"""A list of organisations is imported once by two people, and whole or not at all when killed."""

import signal
from datetime import date

import pytest
from django.db import OperationalError

from culturefirst.kit import act, audit
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.bringing.plan import planned
from culturefirst.network.models import (
    Membership,
    Organisation,
    OrganisationList,
    SubRegion,
    User,
)
from tests.concurrency.chaos import command, wait_until
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after

ALREADY = "This list is imported already. To change it, bring the file again."
ELY = {"row": 12, "name": "Ely", "website": "https://ely.example"}
ROWS = [
    *(
        {"row": at, "name": f"Town {at}", "kind": "district", "joined": "2010-04-01"}
        | {"sub_region": "The Fens"}
        for at in range(2, 12)
    ),
    ELY,
]
IMPORTED = "network.import_organisations"


def brought(rows: list[dict[str, object]] = ROWS) -> OrganisationList:
    return actions.bring_organisations(by=SYSTEM, name="towns.csv", rows=rows)


@pytest.fixture
def ely(request: pytest.FixtureRequest) -> Organisation:
    """A body that is there already, in the database of the test, guarded or not."""
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    return actions.add_organisation(by=SYSTEM, name="Ely", kind=Organisation.Kind.DISTRICT)


def import_twice(kept: OrganisationList) -> list[object]:
    return at_once([lambda: actions.import_organisations(by=SYSTEM, brought=kept)] * 2)


def imports() -> int:
    return AuditEvent.objects.filter(verb=IMPORTED).count()


def test_two_people_import_one_list_once(
    arena: Arena, ely: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = brought()
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = import_twice(kept)
    assert faults(outcomes) == []
    assert [str(refusal) for refusal in refusals(outcomes)] == [ALREADY]
    assert (Organisation.objects.count(), SubRegion.objects.count()) == (11, 1)
    assert imports() == 1


def test_without_the_lock_one_list_is_imported_twice(
    unguarded: Arena, ely: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = brought([ELY])
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = import_twice(kept)
    assert refusals(outcomes) == []
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert (faults(outcomes), imports()) == ([], 2)


def everything() -> tuple[int, ...]:
    """How many there are of whatever an import makes, and of the marks it leaves."""
    kinds = (Organisation, SubRegion, Membership, AuditEvent)
    return tuple(kind.objects.count() for kind in kinds)


POINTS = [
    ("bringing:places", 1),
    ("bringing:bodies", 1),
    ("bringing:particulars", 1),
    ("bringing:events", 1),
    ("bringing:changed", 1),
    ("bringing:settled", 1),
]


@pytest.mark.parametrize(("point", "nth"), POINTS)
def test_an_import_that_is_killed_leaves_nothing_and_the_file_comes_in_once(
    arena: Arena, ely: Organisation, point: str, nth: int
) -> None:
    kept, before = brought(), everything()
    process = command(arena, "import", str(kept.pk), point, str(nth))
    assert process.wait(timeout=60) == -signal.SIGKILL
    assert (everything(), audit.broken_at()) == (before, None)
    ely.refresh_from_db()
    kept.refresh_from_db()
    assert (ely.website, kept.state) == ("", OrganisationList.State.DRAFT)
    actions.import_organisations(by=SYSTEM, brought=kept)
    assert (Organisation.objects.count(), Membership.objects.count()) == (11, 10)
    again = brought()
    assert planned(again.rows).empty
    actions.import_organisations(by=SYSTEM, brought=again)
    assert (Organisation.objects.count(), Membership.objects.count()) == (11, 10)


@pytest.fixture
def ada(ely: Organisation) -> User:
    """Somebody who leads the network."""
    kind, start = Organisation.Kind.NETWORK, date(2010, 4, 1)
    team = actions.add_organisation(by=SYSTEM, name="The team", kind=kind)
    person = actions.add_person(by=SYSTEM, name="Ada Dow", email="ada@example.org")
    post = {"title": "Director", "role": "director", "organisation": team, "starts": start}
    actions.appoint(by=SYSTEM, person=person, **post)
    return actions.open_account(by=SYSTEM, person=person, email="ada@example.org")


@pytest.mark.parametrize("point", ["bringing:particulars", "bringing:settled"])
def test_an_import_whose_worker_is_killed_is_done_once_by_the_next(
    arena: Arena, ada: User, real_queue: None, point: str
) -> None:
    kept, before = actions.ask_to_import(by=ada, brought=brought()), everything()
    dying = command(arena, "work-in-rooms", point, "1")
    assert dying.wait(timeout=60) == -signal.SIGKILL
    assert everything() == before
    assert Job.objects.get(pk=kept.job_id).state == "running"
    survivor = command(arena, "work-in-rooms")
    over = Job.objects.filter(pk=kept.job_id, state="done", attempts=2)
    assert wait_until(over.exists, 60)
    survivor.send_signal(signal.SIGTERM)
    assert survivor.wait(timeout=20) == 0
    assert (Organisation.objects.count(), Membership.objects.count()) == (12, 10)
    assert (imports(), audit.broken_at()) == (1, None)


def test_without_the_one_transaction_a_killed_import_leaves_a_part(
    arena: Arena, ely: Organisation
) -> None:
    kept = brought()
    process = command(arena, "import-in-pieces", str(kept.pk), "bringing:particulars", "1")
    assert process.wait(timeout=60) == -signal.SIGKILL
    assert (Organisation.objects.count(), Membership.objects.count()) == (11, 10)
    assert not AuditEvent.objects.filter(verb="network.import_organisations").exists()
