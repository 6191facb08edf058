"""People chosen by the events they came to: as plain Python says, and for whom that is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.gone_by import came, on_the_day, over
from culturefirst.kit import clock
from culturefirst.network import actions as network
from culturefirst.network.models import Group, Person, User
from culturefirst.network.queries.audiences import Offered, people_of, understood

DAY = date(2011, 9, 19)
KINDS = ["training", "workshop"]
# Days before the one that is asked about; the three months, and the year, end on their last day.
LATELY = {"3": date(2011, 6, 19), "12": date(2010, 9, 19), "24": date(2009, 9, 19)}
HELD_ON = [
    date(2011, 9, 19), date(2011, 9, 20), date(2011, 6, 20), date(2011, 6, 19),
    date(2010, 9, 20), date(2010, 9, 19), date(2009, 9, 19),
]  # fmt: skip


@dataclass(frozen=True)
class Held:
    """An event as drawn."""

    kind: str
    on: date
    state: str
    of_group: bool


@dataclass(frozen=True)
class Place:
    """A booking as drawn: which event, in which state, and whether they were seen there."""

    event: int
    state: str
    attended: bool | None


EVENTS = st.lists(
    st.builds(
        Held,
        st.sampled_from(KINDS),
        st.sampled_from(HELD_ON),
        st.sampled_from(["held", "held", "closed", "open"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
PEOPLE = st.lists(
    st.lists(
        st.builds(
            Place,
            st.integers(0, 3),
            st.sampled_from(["booked", "booked", "waiting", "cancelled"]),
            st.sampled_from([True, True, False, None]),
        ),
        max_size=3,
        unique_by=lambda place: place.event,
    ),
    max_size=4,
)


def some(values: list[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


PART = st.fixed_dictionaries(
    {},
    optional={
        "attended_event": some([0, 1, 2, 3]),
        "attended_kind": some(KINDS),
        "attended_lately": some(list(LATELY)),
    },
)


def counts(held: Held) -> bool:
    return held.state in ("held", "closed") and held.on <= DAY and not held.of_group


def one_fits(places: list[Place], events: list[Held], parts: dict[str, list[Any]]) -> bool:
    """Whether one event at which they were seen is everything that is asked."""
    return any(
        counts(events[place.event])
        and place.state == "booked"
        and place.attended is True
        and place.event in parts.get("attended_event", [place.event])
        and events[place.event].kind in parts.get("attended_kind", KINDS)
        and (
            "attended_lately" not in parts
            or any(events[place.event].on > LATELY[span] for span in parts["attended_lately"])
        )
        for place in places
    )


def made(people: list[list[Place]], events: list[Held], helen: User) -> list[int]:
    """The events and bookings in the database; the keys of the events in their order."""
    group = Group.objects.create(name="Forum", slug="forum", kind="forum")
    keys = []
    for held in events:
        starts = datetime.combine(held.on, time(10), tzinfo=ZoneInfo("Europe/London"))
        took_place = held.state != "open"
        row = Event.objects.create(
            kind=held.kind, title="A day", summary="A day.", starts_at=starts,
            ends_at=starts + timedelta(hours=3), state=held.state, made_by=helen.person,
            opened_on=DAY,
            held_on=held.on if took_place else None,
            access="group" if held.of_group else "public",
            group=group if held.of_group else None,
        )  # fmt: skip
        keys.append(row.pk)
    for number, places in enumerate(people):
        person = Person.objects.create(name=f"Somebody {number}")
        for place in places:
            booked = place.state == "booked"
            Booking._base_manager.create(
                event_id=keys[place.event], person=person, state=place.state,
                asked_at=clock.now(), booked_at=clock.now() if booked else None,
                cancelled_at=clock.now() if place.state == "cancelled" else None,
                attended=place.attended if booked else None,
            )  # fmt: skip
    return keys


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(people=PEOPLE, events=EVENTS, wanted=PART, unwanted=PART)
def test_people_are_chosen_as_plain_python_chooses_them(
    helen: User,
    people: list[list[Place]],
    events: list[Held],
    wanted: dict[str, list[Any]],
    unwanted: dict[str, list[Any]],
) -> None:
    Booking._base_manager.all().delete()
    for kind in (Event, Group):
        kind._base_manager.all().delete()
    Person.objects.filter(name__startswith="Somebody").delete()
    known = [[place for place in places if place.event < len(events)] for places in people]
    keys = made(known, events, helen)

    def asked(part: dict[str, list[Any]]) -> dict[str, list[str]]:
        events_of = [str(keys[n]) for n in part.get("attended_event", ()) if n < len(keys)]
        rest = {key: values for key, values in part.items() if key != "attended_event"}
        return rest | ({"attended_event": events_of or ["0"]} if "attended_event" in part else {})

    # Of everybody, so that a question that asks nothing is one, too.
    question = {"all": {"registered": ["no"]} | asked(wanted), "none": asked(unwanted)}
    with clock.standing(DAY):
        found = [each.name for each in people_of(question, DAY, helen)]
    expected = [
        f"Somebody {number}"
        for number, places in enumerate(known)
        if (not wanted or one_fits(places, events, wanted))
        and not any(one_fits(places, events, {key: unwanted[key]}) for key in unwanted)
    ]
    assert [name for name in found if name.startswith("Somebody")] == expected


def test_a_question_over_events_reads_as_a_sentence(helen: User, priya: User) -> None:
    event = over(on_the_day(priya, made_by=helen.person))
    asked = {
        "attended_event": [str(event.pk)],
        "attended_kind": ["training"],
        "attended_lately": ["12"],
    }
    assert understood({"all": asked}, Offered(helen)).words == (
        "People who came to “Reading figures” of 5 October 2011 who came to an event of the kind "
        "Training session who came to an event in the last twelve months"
    )


def test_single_events_are_offered_to_their_keepers_and_the_rest_to_the_team(
    helen: User, tom: User, norfolk: Any, cambridgeshire: Any, private: Group
) -> None:
    """Tom is an improvement manager, seconded to Cambridgeshire."""
    near = over(on_the_day(made_by=helen.person, sub_region=cambridgeshire))
    far = over(on_the_day(made_by=helen.person, sub_region=norfolk))
    over(on_the_day(made_by=helen.person, access="group", group=private))

    def offered(user: User) -> dict[str, set[str]]:
        question = {
            "attended_event": [str(near.pk), str(far.pk)],
            "attended_kind": ["training"],
            "attended_lately": ["3"],
        }
        told = understood({"all": question}, Offered(user))
        return {criterion.key: set(values) for criterion, values in told.all}

    assert offered(helen) == {
        "attended_event": {str(near.pk), str(far.pk)},
        "attended_kind": {"training"},
        "attended_lately": {"3"},
    }
    assert offered(tom) == {
        "attended_event": {str(near.pk)},
        "attended_kind": set(),
        "attended_lately": set(),
    }


@pytest.fixture
def private(helen: User) -> Group:
    made: Group = network.add_group(
        by=helen, name="Quiet circle", kind="forum", convenor=helen.person
    )
    return made


def test_who_came_is_shown_before_the_audience_is_saved(
    helen: User, tom: User, priya: User, jim: User, signed_in: Callable[[Any], Client]
) -> None:
    event = on_the_day(priya, jim, made_by=helen.person)
    came(helen, event, priya)
    over(event)
    sent = {"all-attended_event": [str(event.pk)], "do": "show"}
    with clock.standing(date(2011, 10, 6)):
        page = signed_in(helen).post(reverse("audience_add"), sent).content.decode()
        his = signed_in(tom).get(reverse("audience_add")).content.decode()
    assert "People who came to “Reading figures” of 5 October 2011" in page
    fitting = page.partition('id="fits"')[2].partition("</section>")[0]
    assert ("Priya Nair" in fitting, "Jim Gotts" in fitting) == (True, False)
    assert "Event they came to" in his  # of no sub-region: improvement managers keep it, too
    assert "Kind of event they came to" not in his
