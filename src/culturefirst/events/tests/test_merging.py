"""Two records of one person who both booked one event: one place, and exactly two again after."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.events import actions
from culturefirst.events.models import Booking, Feedback, Needs, Pledge
from culturefirst.events.tests.booked import an_event, book, states
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions as network
from culturefirst.network.models import User
from culturefirst.network.tests.test_merging import dump

TODAY = date(2011, 9, 19)
DRAWN = st.fixed_dictionaries({
    "state": st.sampled_from(["booked", "waiting"]),
    "attended": st.sampled_from([None, True, False]),
    "needs": st.booleans(),
    "feedback": st.booleans(),
    "pledge": st.booleans(),
    "brought_by_other": st.booleans(),
})  # fmt: skip


def everything() -> dict[str, Any]:
    """All that points to a person, and what hangs on bookings."""
    rows = {
        model._meta.label: serializers.serialize("python", model._base_manager.order_by("pk"))
        for model in (Needs, Feedback)
    }
    return dump() | rows


def make(event: Any, user: User, other: User, drawn: dict[str, Any]) -> Booking:
    """A booking as drawn, with moments to the millionth of a second."""
    moment = clock.now() + timedelta(microseconds=123456)
    booked = drawn["state"] == "booked"
    row: Booking = Booking._base_manager.create(
        event=event, person=user.person, state=drawn["state"], asked_at=moment,
        booked_at=moment if booked else None, attended=drawn["attended"] if booked else None,
        noted_at=moment if booked and drawn["attended"] is not None else None,
        booked_by=other.person if drawn["brought_by_other"] else user.person,
        organisation=user.posts_today[0].organisation,
    )  # fmt: skip
    if drawn["needs"]:
        Needs._base_manager.create(booking=row, dietary=f"Of {user}")
    if drawn["feedback"]:
        Feedback._base_manager.create(booking=row, overall=4, best=f"By {user}", on=TODAY)
    if drawn["pledge"]:
        Pledge._base_manager.create(
            event=event, person=user.person, words="More", made_on=TODAY, due_on=TODAY
        )
    return row


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mine=DRAWN, theirs=DRAWN)
def test_the_better_place_stays_with_what_hung_on_either_and_an_undo_leaves_all_as_it_was(
    helen: User, priya: User, jim: User, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    with transaction.atomic():
        event = an_event()
        kept, other = make(event, priya, jim, mine), make(event, jim, priya, theirs)
        before = everything()
        if mine["needs"] and theirs["needs"]:
            with pytest.raises(DomainError, match="Both records say what they eat or need at"):
                network.merge_people(by=helen, kept=priya.person, merged=jim.person)
            assert everything() == before
        else:
            made = network.merge_people(by=helen, kept=priya.person, merged=jim.person)
            [row] = Booking._base_manager.filter(event=event)
            worth = [
                (each.state == "booked", [None, False, True].index(each.attended))
                for each in (kept, other)
            ]
            assert (row.pk, row.person) == (kept.pk, priya.person)
            best = max(worth)
            assert (row.state == "booked", [None, False, True].index(row.attended)) == best
            assert Needs._base_manager.filter(booking=row).exists() == (
                mine["needs"] or theirs["needs"]
            )
            said = [who for who, drawn in ((priya, mine), (jim, theirs)) if drawn["feedback"]]
            assert list(Feedback._base_manager.values_list("booking", "best")) == [
                (row.pk, f"By {who}") for who in said[:1]
            ]
            network.undo_merge(by=helen, merge=made)
            assert everything() == before
        transaction.set_rollback(True)


def test_both_said_what_they_need_and_are_told_exactly_what_to_do(
    helen: User, priya: User, jim: User, signed_in: Any
) -> None:
    event = an_event()
    book(priya, event, dietary="Vegan")
    second = book(jim, event, dietary="No nuts")
    with pytest.raises(DomainError) as refused:
        network.merge_people(by=helen, kept=priya.person, merged=jim.person)
    assert refused.value.args[0] == (
        "Both records say what they eat or need at “Reading figures”. Open the delegates of that "
        "event, and empty there what one of the two says (or give that place back); then merge "
        "them."
    )
    page = signed_in(helen).get(f"/people/{priya.person_id}/merge/{jim.person_id}/")
    assert "A place at Reading figures" in page.content.decode()
    actions.change_booking(by=helen, event=event, booking=second)
    network.merge_people(by=helen, kept=priya.person, merged=jim.person)
    assert states(event) == {"booked": ["Priya Nair"], "waiting": []}
    assert Needs._base_manager.get().dietary == "Vegan"


def test_after_the_event_they_are_told_from_which_day_on(
    helen: User, priya: User, jim: User
) -> None:
    event = an_event()
    book(priya, event, dietary="Vegan")
    book(jim, event, dietary="No nuts")
    with clock.standing(date(2011, 10, 6)), pytest.raises(DomainError, match="from 20 October"):
        network.merge_people(by=helen, kept=priya.person, merged=jim.person)


def test_what_has_been_deleted_since_stays_so_when_a_merge_is_taken_back(
    helen: User, priya: User, jim: User
) -> None:
    event = an_event()
    book(priya, event)
    second = book(jim, event, access="Lift")
    made = network.merge_people(by=helen, kept=priya.person, merged=jim.person)
    assert Needs._base_manager.get().booking.person == priya.person
    Needs._base_manager.all().delete()
    network.undo_merge(by=helen, merge=made)
    assert Booking._base_manager.filter(pk=second.pk, person=jim.person).exists()
    assert "Lift" not in str(made.before)
