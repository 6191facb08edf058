"""Targets that count people of a part of the network: the status is exact, the number is not."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Target, WorkProgramme
from culturefirst.programme.queries import programme_view
from culturefirst.programme.reading.document import Activity, Document, Priority, Programme
from culturefirst.programme.reading.document import Target as PrintedTarget
from culturefirst.programme.reports.freezing import freeze_report
from culturefirst.programme.reports.restatement import restatement, targets

TODAY = date(2011, 9, 19)
TOLD = "At least 5 registered users; members of the network see it exactly"


@pytest.fixture
def year(helen: User, suffolk: SubRegion, ipswich: Organisation) -> WorkProgramme:
    """A target of eight registered users in Suffolk, of whom there are seven."""
    printed = PrintedTarget(
        text="8 registered users in Suffolk", kind="count", quantity=8, unit="registered users",
        due=date(2012, 3, 31), sure=True,
    )  # fmt: skip
    activity = Activity("Sign people up", [], [], [printed], ["Manager"], [], [])
    document = Document(
        title="Work programme 2011–12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[Priority("1", "Grow", [Programme("1.1", "Grow", [activity])])],
        notes=[],
    )
    made = actions.create_programme(by=helen, document=document)
    actions.make_current(by=helen, work_programme=made)
    actions.bind(
        by=helen,
        target=Target.objects.get(),
        measure="network.registered_users",
        filters={"sub_region": suffolk.pk},
    )
    for number in range(7):
        register(helen, number, ipswich)
    return made


def register(by: User, number: int, at: Organisation) -> None:
    person = network.add_person(by=by, name=f"Nobody Known{number}")
    network.appoint(
        by=by, person=person, title="Clerk", role="officer", organisation=at,
        starts=date(2010, 1, 1),
    )  # fmt: skip
    network.open_account(by=by, person=person, email=f"n{number}@example.org")


def line(year: WorkProgramme) -> Any:
    [found] = programme_view(year, as_at=TODAY).lines
    return found


def test_the_status_is_worked_out_exactly_and_the_number_is_told_to_all(
    year, helen, ipswich, signed_in, nobody
):
    before = line(year)
    assert (before.standing.sentence, before.figure.numerator) == (TOLD, 5)
    register(helen, 8, ipswich)
    after = line(year)
    assert (after.standing.status.word, after.standing.sentence) == ("Met", TOLD)
    page = signed_in(nobody).get(reverse("target", args=[after.target.pk])).content.decode()
    assert TOLD in page
    assert "8 of 8" not in page
    assert "The figure over time" not in page


def test_a_frozen_report_and_what_was_restated_tell_no_more(year, helen, ipswich):
    report = freeze_report(by=helen, work_programme=year)
    [frozen] = targets(report)
    assert (frozen["numerator"], frozen["sentence"]) == (5, TOLD)
    register(helen, 8, ipswich)
    [change] = restatement(report)  # the status became another one
    assert (change.added, change.removed) == ((), ())


def test_a_target_of_the_whole_network_is_told_exactly(year, helen):
    actions.bind(
        by=helen, target=Target.objects.get(), measure="network.registered_users", filters={}
    )
    found = line(year)
    assert (found.told, found.figure.numerator) == (None, 8)
