"""The events of the story: what was held, what takes bookings, and which targets they move."""

from collections import Counter

import pytest

from culturefirst.demo.tests.test_story import TODAY, counted, line
from culturefirst.events.models import Booking, Event, Feedback

pytestmark = pytest.mark.usefixtures("story")


def test_seven_events_were_held_four_take_bookings_and_one_is_a_draft() -> None:
    states = Counter(Event.objects.values_list("state", flat=True))
    assert states == {"held": 7, "open": 4, "draft": 1}


def test_an_evening_is_full_and_three_wait() -> None:
    evening = Event.objects.get(title="Hertfordshire evening on working together")
    rows = Booking._base_manager.filter(event=evening)
    assert Counter(rows.values_list("state", flat=True)) == {"booked": 12, "waiting": 3}


@pytest.mark.parametrize(
    ("reference", "titles"),
    [
        (
            "4.1",
            [
                "Using the efficiency challenge: training in Ely",
                "Using the efficiency challenge: training in Chelmsford",
            ],
        ),
        ("5.2", ["From challenge to plan: Rochford", "From challenge to plan: Ely"]),
        ("8.1", ["Suffolk day on culture and tourism"]),
        ("12.2", ["Workshop on CASE in Cambridge", "Workshop on CASE in Ipswich"]),
    ],
)
def test_a_target_counts_its_own_events_and_no_others(reference: str, titles: list[str]) -> None:
    found = line(reference)
    assert found.measure is not None
    assert found.question is not None
    assert found.measure.key == "events.held"
    rows = found.measure.rows(found.question.window, found.question.scope).order_by("starts_at")
    assert [event.title for event in rows] == titles


def test_the_regional_event_is_asked_for_by_two_targets_and_not_counted_before_its_day() -> None:
    for reference in ("8.2", "11.3"):
        found = line(reference)
        assert found.target.measure == "events.held"
        assert found.target.filters == {"kind": "regional"}
        assert (found.standing.status.word, found.question) == ("Not started", None)


def test_of_120_places_most_are_noted_at_the_door_or_from_paper_and_some_not_known() -> None:
    rows = Booking._base_manager.filter(event__state="held", state="booked")
    assert Counter(rows.values_list("attended", "noted_how")) == {
        (True, "door"): 69,
        (True, "paper"): 27,
        (False, "door"): 10,
        (False, "paper"): 5,
        (None, ""): 9,
    }


def test_what_came_after_events_is_counted_by_their_measures() -> None:
    asked = ("booked", "attended", "organisations", "feedback_score", "pledges_made")
    found = {key: counted(f"events.{key}", TODAY) for key in (*asked, "pledges_kept")}

    assert found == {
        "booked": (120, None),
        "attended": (96, None),
        "organisations": (55, None),
        "feedback_score": (244, 5 * 61),
        "pledges_made": (15, None),
        "pledges_kept": (8, None),
    }


def test_an_officer_was_there_and_has_not_yet_said_how_it_was() -> None:
    row = Booking._base_manager.get(person__name="Priya Nair", event__state="held")
    assert (row.event.title, row.attended) == ("Workshop on CASE in Ipswich", True)
    assert not Feedback._base_manager.filter(booking=row).exists()
