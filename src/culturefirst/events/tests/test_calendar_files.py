"""Events as calendars read them, by two readers that know nothing of us."""

from datetime import timedelta
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from culturefirst.events import calendar_files
from culturefirst.events.tests.booked import DAY, an_event
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db


def entry(content: bytes) -> Any:
    book = Calendar.from_ical(content)
    [found] = book.walk("VEVENT")
    assert [error for part in book.walk() for error in part.errors] == []
    return found


def test_an_event_keeps_its_name_and_says_when_by_the_countrys_clocks(settings: Any) -> None:
    settings.ADDRESS = "https://network.example.org"
    event = an_event(address="Ship Lane", postcode="CB7 4BB", online="https://join.example.org/1")
    content = calendar_files.one(event)
    found = entry(content)
    assert found["UID"] == f"event-{event.pk}@network.example.org"
    assert (found["SEQUENCE"], found["STATUS"], found["SUMMARY"]) == (
        1, "CONFIRMED", "Reading figures"
    )  # fmt: skip
    assert found["DTSTART"].dt == DAY
    assert b"DTSTART;TZID=Europe/London:20111005T100000\r\n" in content
    assert found["LOCATION"] == "The Maltings, Ely, Ship Lane, CB7 4BB; Online"
    assert found["URL"] == f"https://network.example.org/meet/events/{event.pk}/"
    assert content.startswith(b"BEGIN:VCALENDAR\r\n") and b"\nMETHOD:PUBLISH\r\n" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_another_reader_reads_the_same_moments_in_summer_and_winter() -> None:
    for starts in (DAY, DAY + timedelta(days=60)):
        event = an_event(starts_at=starts, ends_at=starts + timedelta(hours=2))
        book = vobject.readOne(calendar_files.one(event).decode())
        assert (book.vevent.dtstart.value, book.vevent.dtend.value) == (
            starts, starts + timedelta(hours=2)
        )  # fmt: skip


def test_only_who_has_a_place_is_told_where_to_join() -> None:
    event = an_event(venue="", online="https://join.example.org/1")
    assert entry(calendar_files.one(event, joins=True))["LOCATION"] == "https://join.example.org/1"
    assert b"join.example" not in calendar_files.one(event)


def test_a_change_raises_the_sequence_and_calling_off_says_so() -> None:
    event = an_event(version=7, state="cancelled", cancelled_on=DAY.date())
    found = entry(calendar_files.one(event, method="CANCEL"))
    assert (found["SEQUENCE"], found["STATUS"]) == (7, "CANCELLED")
    assert entry(calendar_files.feed([event], "All"))["STATUS"] == "CANCELLED"


def test_signs_that_mean_something_in_the_format_are_words_in_a_title() -> None:
    title = "Art; sport, and \\more\r\nDTSTART:1"
    found = entry(calendar_files.one(an_event(title=title)))
    assert found["SUMMARY"] == "Art; sport, and \\more\nDTSTART:1"


def test_signs_that_no_calendar_may_hold_are_left_out() -> None:
    found = entry(calendar_files.one(an_event(title="Art\x0band sport", summary="One\x00two.")))
    assert found["SUMMARY"] == "Art and sport"
    assert str(found["DESCRIPTION"]).startswith("One two.\n\n")


def test_of_a_private_groups_event_a_letter_bears_only_the_time(priya: User) -> None:
    group = network.add_group(
        by=SYSTEM, name="Secret", kind="network", access="private", convenor=priya.person
    )
    event = an_event(access="group", group=group)
    text = calendar_files.enclosed(event).text
    assert entry(text.encode())["SUMMARY"] == "An event of a group of yours"
    assert "Reading" not in text and "Maltings" not in text
    assert entry(calendar_files.one(event))["SUMMARY"] == "Reading figures"


def test_a_feed_has_all_its_events_and_is_the_same_while_nothing_changes() -> None:
    events = [an_event(title=f"Day {n}") for n in range(3)]
    content = calendar_files.feed(events, "Meet")
    book = Calendar.from_ical(content)
    assert [each["SUMMARY"] for each in book.walk("VEVENT")] == ["Day 0", "Day 1", "Day 2"]
    assert (book["X-WR-CALNAME"], book["NAME"]) == ("Meet", "Meet")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in content
    assert b"METHOD" not in content
    assert calendar_files.feed(events, "Meet") == content
    assert len(vobject.readOne(content.decode()).vevent_list) == 3
