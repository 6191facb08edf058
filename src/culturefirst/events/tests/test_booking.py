"""Asking for places, giving them back, and who moves up."""

from datetime import timedelta
from typing import Any

import pytest

from culturefirst.events import actions
from culturefirst.events.actions.booking import Clash
from culturefirst.events.models import Booking, Needs
from culturefirst.events.queries.places import standing, standings
from culturefirst.events.tests.booked import DAY, an_event, book, member, members, quota, states
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User

GONE_BY = "You have a place already."


def letters(event: Any) -> list[tuple[str, str]]:
    rows = Message.objects.filter(key__startswith=f"event:{event.pk}:").order_by("pk")
    return [(row.to, row.subject) for row in rows]


def refused(**said: Any) -> str:
    with pytest.raises(DomainError) as no:
        actions.book_place(**said)
    return str(no.value)


def test_whoever_books_has_a_place_as_what_they_are_today(priya: User) -> None:
    event = an_event(places=2)
    made = book(priya, event, dietary="No nuts", access=" ")
    assert (made.state, made.role, made.organisation.name) == (
        "booked", "officer", "Ipswich Borough Council",
    )  # fmt: skip
    assert made.asked_at == made.booked_at == clock.now()
    assert (made.needs.dietary, made.needs.access) == ("No nuts", "")
    assert letters(event) == [("priya@example.org", "Your place at “Reading figures”")]


def test_whoever_comes_when_it_is_full_waits_and_is_told_why(priya: User, jim: User) -> None:
    event = an_event(places=1)
    book(priya, event)
    assert book(jim, event).state == "waiting"
    letter = Message.objects.get(to="jim@example.org")
    assert letter.subject == "On the waiting list: “Reading figures”"
    assert "number 1 in line.\n\nThe only place is taken." in letter.text


def test_nobody_books_twice(priya: User, jim: User) -> None:
    event = an_event(places=1)
    book(priya, event)
    book(jim, event)
    assert refused(by=priya, event=event) == "You have a place already."
    assert refused(by=jim, event=event) == (
        "You are on the waiting list already, number 1 in line."
    )
    assert Booking._base_manager.count() == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"state": "draft", "opened_on": None}, "You may not do this: it may be done by anybody"),
        ({"state": "cancelled", "cancelled_on": DAY.date()}, "It was called off on 5 October 2011"),
        ({"state": "held", "held_on": DAY.date()}, "It is over."),
        (
            {"starts_at": DAY - timedelta(days=30), "ends_at": DAY - timedelta(days=29)},
            "It is over",
        ),
        ({"starts_at": DAY - timedelta(days=30)}, "It has begun, so it takes no more bookings."),
        (
            {"books_until": DAY - timedelta(days=20)},
            "Bookings ended on 15 September 2011 at 10 am.",
        ),
    ],
)
def test_when_nothing_is_taken_a_sentence_says_why(
    priya: User, said: dict[str, Any], why: str
) -> None:
    assert refused(by=priya, event=an_event(**said)).startswith(why)


def test_an_event_of_an_audience_is_for_those_in_it(helen: User, priya: User, jim: User) -> None:
    question = {"all": {"role": ["councillor"]}, "none": {}}
    audience = network.save_audience(by=helen, name="Councillors", question=question)
    event = an_event(audience=audience, made_by=helen.person)
    assert refused(by=priya, event=event) == (
        "It is only for some people of the network, and you are not among them."
    )
    assert book(jim, event).state == "booked"


def test_a_stranger_and_whoever_has_left_cannot_book(priya: User) -> None:
    event = an_event()
    network.end_post(by=SYSTEM, post=priya.person.posts.get(), on=clock.today())
    with pytest.raises(NotAllowed):
        book(User.objects.get(pk=priya.pk), event)


def test_who_has_a_place_elsewhere_at_that_time_is_asked_whether_they_mean_it(priya: User) -> None:
    first = an_event(title="Sharing posts")
    book(priya, first)
    same, later = an_event(), an_event(starts_at=first.ends_at, ends_at=DAY + timedelta(hours=9))
    with pytest.raises(Clash) as no:
        book(priya, same)
    assert str(no.value) == (
        "You have a place at “Sharing posts” at the same time (it begins on 5 October 2011 at "
        "10 am). Tick below to book all the same."
    )
    assert book(priya, same, clash_accepted=True).state == "booked"
    assert book(priya, later).state == "booked"


def test_a_place_given_back_goes_to_the_first_who_waits(priya: User, jim: User, dee: User) -> None:
    event = an_event(places=1)
    first = book(priya, event, dietary="No nuts")
    book(jim, event)
    book(dee, event)
    actions.cancel_booking(by=priya, event=event, booking=first)
    assert states(event) == {
        "booked": ["Jim Gotts"], "waiting": ["Dee Fuller"], "cancelled": ["Priya Nair"]
    }  # fmt: skip
    assert not Needs._base_manager.exists()
    assert letters(event)[-2:] == [
        ("priya@example.org", "Given back: “Reading figures”"),
        ("jim@example.org", "You have a place now: “Reading figures”"),
    ]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["events.give_place", "events.cancel_booking"]


def test_whom_a_quota_stops_is_passed_by_and_keeps_their_place_in_line(
    priya: User, jim: User, dee: User, ipswich: Organisation
) -> None:
    event = an_event(places=2)
    quota(event, "officer", 1)
    book(priya, event)
    councillor = book(jim, event)
    [second] = members(1, ipswich)
    assert book(second, event).state == "waiting"
    assert book(dee, event).state == "waiting"
    actions.cancel_booking(by=jim, event=event, booking=councillor)
    assert states(event)["booked"] == ["Priya Nair", "Dee Fuller"]
    assert states(event)["waiting"] == [second.person.name]


def test_one_place_a_body_frees_for_the_same_body(priya: User, ipswich: Organisation) -> None:
    event = an_event(places=9, per_body=1)
    first = book(priya, event)
    [second] = members(1, ipswich)
    assert book(second, event).state == "waiting"
    actions.cancel_booking(by=priya, event=event, booking=first)
    assert states(event)["booked"] == [second.person.name]


def test_by_hand_nobody_moves_up_until_somebody_says_so(
    helen: User, priya: User, jim: User, dee: User
) -> None:
    event = an_event(places=1, filling="hand")
    first = book(priya, event)
    book(jim, event)
    last = book(dee, event)
    with pytest.raises(DomainError, match=r"The only place is taken. Raise their number first"):
        actions.move_up(by=helen, event=event, booking=last, reason="She speaks.")
    actions.cancel_booking(by=priya, event=event, booking=first)
    assert states(event)["waiting"] == ["Jim Gotts", "Dee Fuller"]
    with pytest.raises(DomainError, match="Say why"):
        actions.move_up(by=helen, event=event, booking=last, reason=" ")
    moved = actions.move_up(by=helen, event=event, booking=last, reason="She speaks.")
    assert (moved.state, moved.moved_up_because) == ("booked", "She speaks.")
    assert AuditEvent.objects.latest("pk").reason == "She speaks."
    with pytest.raises(DomainError, match="not on the waiting list any more"):
        actions.move_up(by=helen, event=event, booking=last, reason="Once more.")


def test_by_hand_a_quota_can_be_overruled(helen: User, priya: User, ipswich: Organisation) -> None:
    event = an_event(places=5)
    quota(event, "officer", 1)
    book(priya, event)
    [second] = members(1, ipswich)
    row = book(second, event)
    with pytest.raises(NotAllowed):
        actions.move_up(by=second, event=event, booking=row, reason="I want to.")
    actions.move_up(by=helen, event=event, booking=row, reason="A second one was asked for.")
    assert states(event)["waiting"] == []


def test_more_places_are_given_away_and_fewer_than_taken_are_refused(
    helen: User, priya: User, jim: User, dee: User
) -> None:
    event = an_event(places=1, made_by=helen.person)
    for user in (priya, jim, dee):
        book(user, event)
    assert actions.resize(by=helen, event=event, places=2).places == 2
    assert states(event) == {"booked": ["Priya Nair", "Jim Gotts"], "waiting": ["Dee Fuller"]}
    with pytest.raises(DomainError, match=r"^2 places are taken: give at least 2, or cancel"):
        actions.resize(by=helen, event=event, places=1)
    actions.resize(by=helen, event=event, places=None)
    assert states(event)["waiting"] == []


def test_somebody_of_ones_own_body_is_brought_and_written_to(
    priya: User, jim: User, ipswich: Organisation
) -> None:
    event, colleague = an_event(), member("Ola Berg", ipswich)
    made = actions.bring_colleague(by=priya, event=event, person=colleague.person, dietary="Vegan")
    assert (made.who, made.booked_by, made.needs.dietary) == ("Ola Berg", priya.person, "Vegan")
    assert "Priya Nair booked this for you." in Message.objects.get(to="ola.berg@example.org").text
    with pytest.raises(DomainError, match=r"Ola Berg has a place already."):
        actions.bring_colleague(by=priya, event=event, person=colleague.person)
    with pytest.raises(DomainError, match=r"Jim Gotts holds no post in your organisation today."):
        actions.bring_colleague(by=priya, event=event, person=jim.person)
    with pytest.raises(DomainError, match="This is yourself"):
        actions.bring_colleague(by=priya, event=event, person=priya.person)


def test_whoever_keeps_the_event_puts_anybody_in_after_the_last_moment(
    helen: User, priya: User, jim: User
) -> None:
    event = an_event(books_until=DAY - timedelta(days=20))
    made = actions.bring_colleague(by=helen, event=event, person=jim.person)
    assert (made.role, made.organisation.name) == ("councillor", "Norfolk County Council")
    with pytest.raises(DomainError, match="Bookings ended on"):
        actions.bring_colleague(by=priya, event=event, person=jim.person)


def test_a_guest_has_a_name_and_an_address_and_counts_with_the_body(priya: User) -> None:
    event = an_event(per_body=1)
    said = {"guest_name": " Kit  Fenn ", "guest_email": "Kit@Example.org"}
    made = actions.bring_colleague(by=priya, event=event, **said)
    assert (made.guest_name, made.guest_email, made.role) == (
        "Kit Fenn", "kit@example.org", "partner"
    )  # fmt: skip
    assert made.organisation.name == "Ipswich Borough Council"
    text = Message.objects.get(to="kit@example.org").text
    assert "If you cannot come, tell Priya Nair, who booked for you." in text
    with pytest.raises(DomainError, match=r"Somebody with this address is booked already."):
        actions.bring_colleague(by=priya, event=event, **said)
    assert book(priya, event).state == "waiting"
    for name, email, why in (("", "a@example.org", "Give the name"), ("Ann", "x", "“x” is not an")):
        with pytest.raises(DomainError, match=why):
            actions.bring_colleague(by=priya, event=event, guest_name=name, guest_email=email)


def test_nobody_writes_to_very_many_strangers(helen: User, priya: User) -> None:
    event = an_event()
    guests = [{"guest_name": "Kit", "guest_email": f"kit{n}@example.org"} for n in range(6)]
    for said in guests[:5]:
        actions.bring_colleague(by=priya, event=event, **said)
    with pytest.raises(DomainError, match=r"You have booked for 5 guests. Ask whoever keeps"):
        actions.bring_colleague(by=priya, event=event, **guests[5])
    assert actions.bring_colleague(by=helen, event=event, **guests[5]).state == "booked"


def test_nobody_lets_others_be_written_to_without_end(helen: User, priya: User) -> None:
    event = an_event(made_by=helen.person)
    colleague = member("Ola Berg", priya.posts_today[0].organisation)
    for _ in range(30):
        row = actions.bring_colleague(by=priya, event=event, person=colleague.person)
        actions.cancel_booking(by=priya, event=event, booking=row)
    with pytest.raises(DomainError, match="You have asked for 30 places for others within a day"):
        actions.bring_colleague(by=priya, event=event, person=colleague.person)
    made = actions.bring_colleague(by=helen, event=event, person=colleague.person)
    assert made.state == "booked"


def test_a_guest_who_is_of_the_network_takes_their_booking_over(
    priya: User, ipswich: Organisation
) -> None:
    event = an_event(places=1)
    said = {"guest_name": "Kit", "guest_email": "kit.fenn@example.org"}
    made = actions.bring_colleague(by=priya, event=event, **said)
    kit = member("Kit Fenn", ipswich)
    mine = book(kit, event)
    assert (mine.pk, mine.person, mine.guest_name, mine.guest_email) == (
        made.pk, kit.person, "", ""
    )  # fmt: skip
    assert (mine.state, Booking._base_manager.count()) == ("booked", 1)
    assert letters(event) == [
        ("kit.fenn@example.org", "Your place at “Reading figures”"),
        ("kit.fenn@example.org", "Your place at “Reading figures”"),
    ]
    assert [
        "Say what you need, or give your place back, here" in row.text
        for row in Message.objects.order_by("pk")
    ] == [False, True]


def test_only_the_delegate_who_booked_and_who_keeps_the_event_change_a_booking(
    helen: User, priya: User, jim: User, ipswich: Organisation
) -> None:
    event = an_event(price=20)
    ola = member("Ola Berg", ipswich)
    row = actions.bring_colleague(
        by=priya, event=event, person=ola.person, invoice_reference=" PO  7 "
    )
    assert row.invoice_reference == "PO 7"
    for by in (ola, priya, helen):
        actions.change_booking(by=by, event=event, booking=row, dietary=f"As {by} says")
        assert Needs._base_manager.get().dietary == f"As {by} says"
    for act in (actions.change_booking, actions.cancel_booking):
        with pytest.raises(NotAllowed):
            act(by=jim, event=event, booking=row)
    assert "As Helen" not in str(list(AuditEvent.objects.values_list("before", "after", "reason")))
    assert "PO 7" not in str(list(AuditEvent.objects.values_list("before", "after", "reason")))


def test_once_it_has_begun_nothing_is_given_back(priya: User) -> None:
    event = an_event()
    row = book(priya, event)
    with clock.standing(DAY), pytest.raises(DomainError, match="It has begun: who was there"):
        actions.cancel_booking(by=priya, event=event, booking=row)
    actions.cancel_booking(by=priya, event=event, booking=row)
    with pytest.raises(DomainError, match=r"This place was given back already."):
        actions.cancel_booking(by=priya, event=event, booking=row)
    assert book(priya, event).state == "booked"


def test_how_an_event_stands_for_somebody(helen: User, priya: User, jim: User, nobody: Any) -> None:
    event, now = an_event(places=1), clock.now()
    book(priya, event)
    book(jim, event)
    hers, his, theirs = (standing(event, user, now) for user in (priya, jim, nobody))
    assert (hers.left, hers.is_full, hers.has_place, hers.may_book) == (0, True, True, False)
    assert (his.position, his.has_place, his.waiting, his.booked) == (1, False, 1, 1)
    assert (theirs.may_book, theirs.why_not) == (
        False, "People of the network can book: sign in."
    )  # fmt: skip
    keeper = standing(event, helen, now)
    assert (keeper.keeps, keeper.may_book, keeper.why_waits) == (
        True, True, "The only place is taken."
    )  # fmt: skip
    assert (hers.keeps, hers.brought) == (False, [])


def test_many_events_stand_in_as_many_statements_as_one(
    priya: User, django_assert_num_queries: Any
) -> None:
    events = []
    for n in (1, 2, 3):
        starts = DAY + timedelta(days=n)
        events.append(an_event(starts_at=starts, ends_at=starts + timedelta(hours=1), places=n))
    for event in events:
        book(priya, event)
    now = clock.now()
    assert priya.roles
    with django_assert_num_queries(4):
        standings(events[:1], priya, now)
    with django_assert_num_queries(4):
        found = standings(events, priya, now)
    assert [found[event.pk].left for event in events] == [0, 1, 2]
