"""What delegates are written, once each, with the event for their calendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from icalendar import Calendar

from culturefirst.events import actions, letters
from culturefirst.events.jobs import settle_places, write_about_events
from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.booked import DAY, an_event, book, member, states
from culturefirst.events.working_days import is_working, working_days_before
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User


def letters_of(event: Event, what: str) -> list[Message]:
    rows = Message.objects.filter(key__startswith=f"event:{event.pk}:{what}").order_by("pk")
    return list(rows)


def entry(letter: Message) -> Any:
    [file] = letter.enclosed
    book = Calendar.from_ical(file["text"])
    [found] = book.walk("VEVENT")
    return book.get("method"), found


def full(priya: User, jim: User, **said: Any) -> Event:
    """Priya has the only place, Jim waits."""
    event = an_event(places=1, **said)
    book(priya, event, dietary="No nuts", access="A lift")
    book(jim, event)
    return event


def test_a_letter_tells_when_where_and_what_it_costs(priya: User) -> None:
    event = an_event(price=20, online="https://join.example.org/1")
    book(priya, event)
    [letter] = letters_of(event, "booked")
    assert "Wednesday 5 October 2011, 10 am to 4 pm\nThe Maltings, Ely" in letter.text
    assert "Join here: https://join.example.org/1" in letter.text
    assert "It costs £20.00; an invoice follows." in letter.text
    assert letter.text.count("/meet/bookings/") == 1
    method, found = entry(letter)
    assert (method, found["STATUS"], found["UID"].split("@")[0]) == (
        "PUBLISH", "CONFIRMED", f"event-{event.pk}"
    )  # fmt: skip
    assert "https://join.example.org/1" in found["LOCATION"]


def test_whoever_waits_is_told_neither_where_to_join_nor_that_it_is_certain(
    priya: User, jim: User
) -> None:
    event = full(priya, jim, online="https://join.example.org/1")
    [letter] = letters_of(event, "waiting")
    method, found = entry(letter)
    assert (method, found["STATUS"]) == ("PUBLISH", "TENTATIVE")
    assert "join.example.org" not in letter.text + str(letter.enclosed)


def test_no_letter_says_what_somebody_eats_or_needs(priya: User, jim: User) -> None:
    event = full(priya, jim)
    row = Booking._base_manager.get(person=priya.person)
    actions.cancel_booking(by=priya, event=event, booking=row)
    words = str(list(Message.objects.values_list("subject", "text", "enclosed")))
    assert "nuts" not in words and "lift" not in words


def test_calling_off_is_told_once_to_everybody_who_stands(
    helen: User, priya: User, jim: User, dee: User
) -> None:
    event = full(priya, jim)
    gone = book(dee, event)
    actions.cancel_booking(by=dee, event=event, booking=gone)
    today = clock.today()
    Event.objects.filter(pk=event.pk).update(
        state="cancelled", cancelled_on=today, cancelled_because="The hall is flooded.", version=2
    )
    event.refresh_from_db()
    assert letters.tell_cancelled(by=helen, event=event) == 2
    letters.tell_cancelled(by=helen, event=event)
    told = letters_of(event, "called-off")
    assert [letter.to for letter in told] == ["priya@example.org", "jim@example.org"]
    assert "“Reading figures” was called off.\n\nThe hall is flooded." in told[1].text
    assert "If you have a question, ask Helen Marsh." in told[0].text
    method, found = entry(told[0])
    assert (method, found["STATUS"], found["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)


def test_a_change_of_time_or_place_is_told_with_what_it_was(
    helen: User, priya: User, jim: User
) -> None:
    event = full(priya, jim)
    before = {"venue": event.venue, "starts_at": event.starts_at, "summary": "Other words."}
    event.venue, event.version = "The Guildhall, Ely", 2
    assert letters.tell_changed(by=helen, event=event, before=before) == 2
    letters.tell_changed(by=helen, event=event, before=before)
    first, second = letters_of(event, "changed")
    when = "Wednesday 5 October 2011, 10 am to 4 pm"
    assert (
        f"{when}\nThe Guildhall, Ely\n\nBefore it was:\n\n{when}\nThe Maltings, Ely" in first.text
    )
    assert [entry(each)[1]["STATUS"] for each in (first, second)] == ["CONFIRMED", "TENTATIVE"]
    assert entry(first)[1]["SEQUENCE"] == 2


def test_a_change_of_other_words_is_not_told(helen: User, priya: User, jim: User) -> None:
    event = full(priya, jim)
    before = {"summary": "Other words.", "venue": event.venue}
    assert letters.tell_changed(by=helen, event=event, before=before) == 0
    assert letters_of(event, "changed") == []


def test_many_are_told_in_few_statements(
    helen: User, ipswich: Organisation, django_assert_max_num_queries: Any
) -> None:
    event = an_event()
    for n in range(5):
        book(member(f"Officer {n}", ipswich), event)
    with django_assert_max_num_queries(5):
        letters.tell_cancelled(by=helen, event=event)


def test_of_a_private_groups_event_no_letter_has_a_word(priya: User, jim: User) -> None:
    group = network.add_group(
        by=SYSTEM, name="Secret", kind="network", access="private", convenor=priya.person
    )
    event = an_event(access="group", group=group)
    book(priya, event)
    [letter] = letters_of(event, "booked")
    assert letter.subject == "Your place at an event of a group of yours"
    words = letter.subject + letter.text + str(letter.enclosed)
    assert not [word for word in ("Reading", "Maltings", "Secret") if word in words]


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2011, 10, 5), date(2011, 10, 3)),  # Wednesday: the Monday
        (date(2011, 10, 4), date(2011, 9, 30)),  # Tuesday: the Friday
        (date(2011, 10, 3), date(2011, 9, 29)),  # Monday: the Thursday
        (date(2011, 12, 28), date(2011, 12, 22)),  # the 26th and 27th are holidays
        (date(2011, 4, 27), date(2011, 4, 21)),  # Easter
        (date(2012, 1, 4), date(2011, 12, 30)),  # 1 January was a Sunday: the 2nd is off
        (date(2011, 8, 30), date(2011, 8, 25)),  # the last Monday of August
    ],
)
def test_two_working_days_before(day: date, before: date) -> None:
    assert working_days_before(day, 2) == before


def test_christmas_on_a_weekend_is_had_on_the_days_after() -> None:
    off = [day for day in range(24, 32) if not is_working(date(2010, 12, day))]
    assert off == [25, 26, 27, 28]


def test_reminders_go_two_working_days_before_to_who_booked_earlier_and_once(
    priya: User, jim: User, dee: User
) -> None:
    event = full(priya, jim)
    with clock.standing(date(2011, 9, 30)):
        write_about_events()
    assert letters_of(event, "soon") == []
    with clock.standing(date(2011, 10, 3)):
        row = Booking._base_manager.get(person=priya.person)
        actions.cancel_booking(by=priya, event=event, booking=row)
        book(dee, event)
    Event.objects.filter(pk=event.pk).update(places=3)
    with clock.standing(date(2011, 9, 20)):
        again = book(User.objects.get(pk=priya.pk), event)
    with clock.standing(date(2011, 10, 4)):
        write_about_events()
        write_about_events()
    # Jim moved up on the very day, and had a letter then.
    [letter] = letters_of(event, "soon")
    assert letter.key == f"event:{event.pk}:soon:2011-10-05:{again.pk}"
    assert letter.to == "priya@example.org"
    assert AuditEvent.objects.filter(verb="events.send_reminders").count() == 1


def test_those_who_came_are_thanked_once_and_others_not(priya: User, jim: User) -> None:
    event = an_event()
    for user, came in ((priya, True), (jim, False)):
        row = book(user, event)
        Booking._base_manager.filter(pk=row.pk).update(attended=came)
    Event.objects.filter(pk=event.pk).update(state="held", held_on=DAY.date())
    with clock.standing(DAY.date()):
        write_about_events()
    assert letters_of(event, "thanks") == []
    for _ in range(2):
        with clock.standing(DAY.date() + timedelta(days=1)):
            write_about_events()
    [letter] = letters_of(event, "thanks")
    assert (letter.to, letter.subject) == ("priya@example.org", "Thank you: “Reading figures”")
    assert letter.enclosed == []
    try:
        assert reverse("event_feedback", args=[event.pk]) in letter.text
    except NoReverseMatch:
        assert "how it was" not in letter.text


def test_somebody_without_an_address_gets_no_letter(helen: User, ipswich: Organisation) -> None:
    person = network.add_person(by=SYSTEM, name="Ola Berg")
    network.appoint(
        by=SYSTEM, person=person, title="Officer", role="officer", organisation=ipswich,
        starts=clock.today(),
    )  # fmt: skip
    event = an_event()
    assert actions.bring_colleague(by=helen, event=event, person=person).state == "booked"
    assert letters_of(event, "") == []


def test_the_place_of_somebody_who_was_erased_goes_to_the_next(
    helen: User, priya: User, jim: User
) -> None:
    event = full(priya, jim)
    network.erase_person(by=helen, person=priya.person, reason="They asked for it.")
    settle_places()
    assert states(event) == {
        "booked": ["Jim Gotts"], "waiting": [], "cancelled": ["A former member"]
    }  # fmt: skip
    assert letters_of(event, "moved")[0].to == "jim@example.org"
    before = AuditEvent.objects.count()
    settle_places()
    assert AuditEvent.objects.count() == before


def test_a_place_that_came_free_unseen_is_given_away(priya: User, jim: User) -> None:
    event = full(priya, jim)
    Event.objects.filter(pk=event.pk).update(places=2)
    settle_places()
    assert states(event)["booked"] == ["Priya Nair", "Jim Gotts"]
