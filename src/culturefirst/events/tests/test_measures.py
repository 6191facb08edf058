"""What is counted of events: held ones, who booked, who came, from where."""

from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.events import actions, jobs
from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.make import announced, at, draft
from culturefirst.events.tests.test_planning import booked
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import AuditEvent
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network import actions as network
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions as programme
from culturefirst.programme.binding import names, vocabulary
from culturefirst.programme.models import Activity, Target
from culturefirst.programme.narrowing import to_names
from culturefirst.programme.queries import target_view
from culturefirst.programme.reading import document as printed
from culturefirst.programme.reading.proposals import propose
from culturefirst.programme.reading.targets import read_targets
from culturefirst.programme.rules import Span

YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))
AFTER = date(2011, 12, 1)


def counted(key: str, **scope: Any) -> Figure:
    return figure(Question(f"events.{key}", YEAR, scope))


def held(by: User, **said: Any) -> Event:
    event = announced(by, **said)
    with clock.standing(AFTER):
        return actions.hold_event(by=SYSTEM, event=event)


def test_an_event_counts_once_it_was_held_by_kind_and_place(
    helen: User, norfolk: SubRegion, suffolk: SubRegion
) -> None:
    draft(helen)
    announced(helen, kind="sub_regional", sub_region=norfolk)
    held(helen, kind="sub_regional", sub_region=norfolk)
    held(helen, kind="training", sub_region=norfolk)
    held(helen, kind="regional")
    assert counted("held") == Figure(3)
    assert counted("held", kind="sub_regional") == Figure(1)
    assert counted("held", sub_region=norfolk.pk) == Figure(2)
    assert counted("sub_regions_covered") == Figure(1, 2)
    assert counted("sub_regions_covered", sub_region=suffolk.pk) == Figure(0, 1)


def test_what_did_not_take_place_counts_no_more(helen: User) -> None:
    event = held(helen)
    assert counted("held") == Figure(1)
    actions.was_not_held(by=helen, event=event, reason="Snow.")
    assert counted("held") == Figure(0)


def test_delegates_and_their_bodies_count_where_they_were_seen(
    helen: User, priya: User, jim: User
) -> None:
    event = announced(helen)
    booked(event, helen, priya, jim)
    for user in (helen, priya, jim):
        body = user.posts_today[0].organisation
        Booking._base_manager.filter(person=user.person).update(organisation=body)
    assert counted("booked") == Figure(0)
    with clock.standing(AFTER):
        actions.hold_event(by=SYSTEM, event=event)
    Booking._base_manager.filter(person__in=[priya.person, jim.person]).update(attended=True)
    Booking._base_manager.filter(person=helen.person).update(attended=False)
    assert (counted("booked"), counted("attended")) == (Figure(3), Figure(2))
    assert counted("organisations") == Figure(2)


def test_the_job_holds_what_is_over_and_nothing_twice(helen: User) -> None:
    event = announced(helen)
    jobs.hold_due_events()
    event.refresh_from_db()
    assert event.held_on is None
    with clock.standing(AFTER):
        jobs.hold_due_events()
        jobs.hold_due_events()
    event.refresh_from_db()
    assert event.held_on == date(2011, 11, 9)
    assert AuditEvent.objects.filter(verb="events.hold_event").count() == 1


def proposed(text: str, *places: SubRegion) -> tuple[str | None, dict[str, Any]]:
    (target,) = read_targets([text], Span(date(2011, 4, 1), date(2012, 3, 31)))
    activity = printed.Activity("Meet", targets=[target])
    propose(activity, vocabulary(), names(MEASURES))
    return target.measure, target.filters


def test_the_reader_proposes_to_count_events_by_their_kind(
    norfolk: SubRegion, cambridgeshire: SubRegion
) -> None:
    assert proposed("5 sub-regional events each year") == (
        "events.held",
        {"kind": "Sub-regional event"},
    )
    assert proposed("1 annual regional event for councillors, November 11") == (
        "events.held",
        {"kind": "Regional event"},
    )
    assert proposed("2 training sessions held in Cambridgeshire, Feb 11") == (
        "events.held",
        {"kind": "Training session", "sub_region": "Cambridgeshire"},
    )
    assert proposed("2 workshops held, June-Aug 11") == ("events.held", {"kind": "Workshop"})


def test_a_bound_target_moves_when_an_event_is_held(helen: User) -> None:
    row = printed.Activity(
        title="Meet",
        targets=[
            printed.Target(
                "2 workshops",
                "count",
                2,
                "workshops",
                measure="events.held",
                filters={"kind": "Workshop"},
            )
        ],
    )
    strand = printed.Programme("1.1", "Peers", [row])
    told = printed.Document(
        title="This year",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [strand])],
    )
    programme.create_programme(by=helen, document=told, state="current")
    target = Target.objects.get()
    held(helen, serves=Activity.objects.get())
    line = target_view(target, AFTER).line
    assert line.figure is not None
    assert (line.figure.numerator, line.target.quantity) == (1, 2)
    held(helen, starts_at=at(2011, 11, 16), ends_at=at(2011, 11, 16, 12))
    assert target_view(target, AFTER).line.standing.status.word == "Met"


def test_events_for_an_audience_are_asked_for_and_a_target_is_bound_to_them(
    helen: User, nobody: Any, signed_in: Any
) -> None:
    officers = network.save_audience(
        by=helen, name="Officers in the east", question={"all": {"role": ["officer"]}, "none": {}}
    )
    held(helen, audience=officers)
    held(helen, starts_at=at(2011, 11, 16), ends_at=at(2011, 11, 16, 12))
    row = printed.Activity(
        title="Meet", targets=[printed.Target("2 workshops", "count", 2, "workshops")]
    )
    told = printed.Document(
        title="This year", starts=date(2011, 4, 1), ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [printed.Programme("1.1", "Peers", [row])])],
    )  # fmt: skip
    programme.create_programme(by=helen, document=told, state="current")
    target, option = Target.objects.get(), f'<option value="{officers.pk}">Officers in the east'
    asked = [
        signed_in(who).get(reverse("figure", args=["events.held"])).content.decode()
        for who in (helen, nobody)
    ]
    assert [option in page for page in asked] == [True, False]
    address = reverse("target_bind", args=[target.pk])
    assert option in signed_in(helen).get(address, {"measure": "events.held"}).content.decode()
    sent = {"measure": "events.held", "by_audience": f"{officers.pk}", "seen": target.version}
    assert signed_in(helen).post(address, sent).status_code == 302
    target.refresh_from_db()
    assert target.filters == {"audience": officers.pk}
    figure = target_view(target, AFTER).line.figure
    assert figure is not None and figure.numerator == 1
    assert (
        to_names(MEASURES["events.held"], target.filters) == {}
    )  # another network has no such row
