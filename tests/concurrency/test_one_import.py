"""A list of organisations is imported once by two people, and not at all by a process that dies."""

import os
import signal

import pytest
from django.db import connection

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.models import Organisation, OrganisationList, SubRegion
from tests.concurrency.crowd import at_once, faults, refusals

ROWS = [
    {"row": at, "name": f"Town {at}", "kind": "district", "sub_region": "The Fens"}
    for at in range(2, 12)
]


def brought() -> OrganisationList:
    return actions.bring_organisations(by=SYSTEM, name="towns.csv", rows=ROWS)


def test_two_people_import_one_list_once(arena: Arena) -> None:
    kept = brought()
    outcomes = at_once([lambda: actions.import_organisations(by=SYSTEM, brought=kept)] * 2)
    assert faults(outcomes) == []
    assert [str(refusal) for refusal in refusals(outcomes)] == [
        "This list is imported already. To change it, bring the file again."
    ]
    assert (Organisation.objects.count(), SubRegion.objects.count()) == (10, 1)


def test_a_process_killed_in_mid_import_leaves_nothing(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = brought()
    save = Organisation.save

    def save_or_die(body: Organisation, *args: object, **options: object) -> None:
        if body.name == "Town 7":
            os.kill(os.getpid(), signal.SIGKILL)
        save(body, *args, **options)

    monkeypatch.setattr(Organisation, "save", save_or_die)
    connection.close()  # a child must not share it
    child = os.fork()
    if child == 0:
        try:
            actions.import_organisations(by=SYSTEM, brought=kept)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert (Organisation.objects.count(), SubRegion.objects.count()) == (0, 0)
    kept.refresh_from_db()
    assert kept.state == OrganisationList.State.DRAFT
