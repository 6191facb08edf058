"""How long bookings keep what; who keeps an event; erasing and merging people who booked."""

from datetime import timedelta
from typing import Any

import pytest

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, Needs
from culturefirst.events.policy import keep_event, keeps_of
from culturefirst.events.tests.booked import DAY, an_event, book, states
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import User
from culturefirst.network.privacy.export import as_data

GUEST = {"guest_name": "Kit Fenn", "guest_email": "kit@example.org"}


def forget(days: int) -> dict[str, int]:
    with clock.standing(DAY.date() + timedelta(days=days)):
        return {
            key: count
            for key, count in network.forget_in_time(by=SYSTEM).items()
            if key.startswith("events.")
        }


def test_needs_go_14_days_after_and_guests_60_days_after(priya: User) -> None:
    event = an_event()
    book(priya, event, dietary="No nuts")
    made = actions.bring_colleague(by=priya, event=event, access="A lift", **GUEST)
    assert forget(13) == {}
    assert forget(14) == {"events.needs": 2}
    assert forget(14) == {}
    assert forget(59) == {}
    [letter] = Message.objects.filter(to=GUEST["guest_email"])
    assert letter.subject == "Your place at “Reading figures”"
    assert forget(60) == {"events.guests": 1}
    assert forget(60) == {}
    made.refresh_from_db()
    assert (made.who, made.guest_email, made.organisation.name) == (
        "A guest", "", "Ipswich Borough Council"
    )  # fmt: skip
    letter.refresh_from_db()
    assert (letter.to, letter.subject, letter.text, letter.enclosed, letter.state) == (
        f"forgotten-{letter.pk}@erased.invalid", "", "", [], "suppressed"
    )  # fmt: skip
    [hers] = Message.objects.filter(to="priya@example.org")
    assert hers.subject == "Your place at “Reading figures”"


def test_an_erased_delegate_leaves_neither_needs_nor_a_name(helen: User, priya: User) -> None:
    event = an_event(price=5)
    row = book(priya, event, dietary="No nuts", invoice_reference="For P. Nair")
    told = str(as_data(priya.person))
    assert "No nuts" in told and "For P. Nair" in told
    network.erase_person(by=helen, person=priya.person, reason="They asked for it.")
    row.refresh_from_db()
    assert (row.who, row.invoice_reference, row.role) == ("A former member", "", "officer")
    assert not Needs._base_manager.exists()


def test_two_records_of_one_person_who_both_booked_become_one_with_one_place(
    helen: User, priya: User, jim: User
) -> None:
    event = an_event()
    book(priya, event)
    book(jim, event)
    with pytest.raises(DomainError, match="You have a place already"):
        book(jim, event)
    merge = network.merge_people(by=helen, kept=priya.person, merged=jim.person)
    assert states(event) == {"booked": ["Priya Nair"], "waiting": []}
    network.undo_merge(by=helen, merge=merge)
    assert states(event) == {"booked": ["Priya Nair", "Jim Gotts"], "waiting": []}


def test_bookings_of_two_events_move_with_the_person(helen: User, priya: User, jim: User) -> None:
    one, other = an_event(), an_event(title="Sharing posts")
    book(priya, one)
    book(jim, other)
    network.merge_people(by=helen, kept=priya.person, merged=jim.person)
    assert states(other)["booked"] == ["Priya Nair"]


def test_the_events_somebody_keeps_are_those_of_which_the_policy_says_so(
    helen: User, amara: User, tom: User, priya: User, jim: User, nobody: Any, norfolk: Any,
    cambridgeshire: Any,
) -> None:  # fmt: skip
    group = network.add_group(
        by=SYSTEM, name="Curators", kind="forum", access="closed", convenor=priya.person
    )
    network.add_to_group(by=SYSTEM, group=group, person=jim.person)
    network.add_to_group(by=SYSTEM, group=group, person=tom.person)
    events = [
        an_event(),
        an_event(sub_region=norfolk),
        an_event(sub_region=cambridgeshire),
        an_event(sub_region=norfolk, made_by=tom.person),
        an_event(made_by=priya.person, sub_region=norfolk),
        an_event(access="group", group=group),
        an_event(access="group", group=group, sub_region=norfolk, made_by=jim.person),
    ]
    counts = {}
    for user in (helen, amara, tom, priya, jim, nobody, SYSTEM):
        kept = keeps_of(user, events)
        assert kept == {event.pk for event in events if keep_event.allows(user, event)}, user
        counts[str(user)] = len(kept)
    assert counts == {
        "Helen Marsh": 5, "Amara Okafor": 5, "Tom Reeve": 5, "Priya Nair": 2, "Jim Gotts": 0,
        "AnonymousUser": 0, "the system": 7,
    }  # fmt: skip


def test_bookings_are_seen_by_who_keeps_the_event_and_needs_too(
    helen: User, tom: User, priya: User, jim: User, dee: User, norfolk: Any
) -> None:
    event = an_event(sub_region=norfolk)
    book(priya, event, dietary="No nuts")
    seen = {
        str(user): (
            Booking.objects.visible_to(user).count(), Needs.objects.visible_to(user).count()
        )
        for user in (helen, tom, priya, jim, dee)
    }  # fmt: skip
    assert seen == {
        "Helen Marsh": (1, 1), "Tom Reeve": (0, 0), "Priya Nair": (1, 1), "Jim Gotts": (0, 0),
        "Dee Fuller": (0, 0),
    }  # fmt: skip
    assert (Booking.objects.count(), Needs.objects.count()) == (0, 0)
    assert Event.objects.kept_by(priya).count() == 0
