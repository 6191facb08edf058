"""Pages ask the database the same number of questions however much there is to show."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.events import actions as events
from culturefirst.events.models import Event
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.uploads import checked
from culturefirst.library.models import EntryTopic
from culturefirst.library.tests.make import news, published
from culturefirst.network import actions as network
from culturefirst.network.models import (
    Group,
    GroupMember,
    Organisation,
    Person,
    Role,
    SubRegion,
    Topic,
    User,
)
from culturefirst.programme import actions
from culturefirst.programme.models import Activity, Programme, WorkProgramme
from culturefirst.programme.reading import document as printed
from tests.policy.matrix import names
from tests.policy.world import World, build

MOST = 30  # statements for any page, sessions and accounts included
# Pages that ask once of each room, of each measure, of each kind of holding or of each kind of text
# that may name somebody; the last tries the whole erasure and takes it back.
OF_ALL_ROOMS = {
    "measures": 70,
    "programme_preview": 90,
    "target_bind": 70,
    "my_work": 60,
    "privacy_everything": 115,
    "privacy_download": 115,
    "erased_names": 175,
    "person_erase": 530,
}
PASSWORD = "correct horse battery staple"
ACTING = ("account_logout", "programme_read_again")


@pytest.fixture
def world(helen: User, priya: User) -> World:
    return build(by=helen, officer=priya)


def counted(client: Client, world: World) -> dict[str, int]:
    """Statements by address, for each page that opens."""
    counts = {}
    for name, keys in names():
        if name in ACTING:
            continue
        url = reverse(name, kwargs=world.arguments(name, keys))
        client.get(url)  # what a process asks once only is not counted
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(url)
        if answer.status_code == 200:
            counts[name] = len(asked)
    return counts


def grow(by: User, world: World, *, numbers: tuple[int, ...]) -> None:
    """More of everything that a page lists."""
    strand = Programme.objects.get(pk=world.current["strand"])
    activity = Activity.objects.get(pk=world.current["activity"])
    for number in numbers:
        new = actions.add_activity(by=by, programme=strand, title=f"Meet again, {number}")
        for place in (activity, new):
            promised = printed.Target(
                f"{number} more meetings", "count", number, "meetings",
                measure="programme.milestones",
            )  # fmt: skip
            target = actions.add_target(by=by, activity=place, target=promised)
            actions.record_milestone(
                by=by, activity=place, target=target, title=f"One of {number}",
                on=date(2011, 6, number),
            )  # fmt: skip
            actions.add_progress(by=by, activity=place, text=f"{number} came")
        body = network.add_organisation(
            by=SYSTEM, name=f"Forum {number}", kind=Organisation.Kind.CIVIL_SOCIETY
        )
        network.save_audience(
            by=by, name=f"Audience {number}", question={"all": {"role": ["officer"]}, "none": {}}
        )
        person = network.add_person(by=SYSTEM, name=f"Person {number}")
        network.appoint(
            by=SYSTEM, person=person, title="Officer", role=Role.OFFICER, organisation=body,
            starts=date(2011, 1, 1),
        )  # fmt: skip
        _grow_group(by, world, number, body, person)
        _grow_website(by, world, number)
        _grow_events(by, world, number)


def _grow_events(by: User, world: World, number: int) -> None:
    """One more event to come, a draft and a past one; in the one with an address more of all."""
    place = SubRegion.objects.order_by("pk").first()
    begins = datetime(2011, 11, number, 10, tzinfo=UTC)
    told: dict[str, Any] = {"kind": "workshop", "summary": "A day.", "sub_region": place}
    for title, moved in ((f"Draft {number}", 0), (f"Day {number}", 0), (f"Past {number}", -70)):
        starts = begins + timedelta(days=moved)
        with clock.standing(date(2011, 8, 1)):
            event = events.plan_event(
                by=by, title=title, starts_at=starts, ends_at=starts + timedelta(hours=2), **told
            )
            if not title.startswith("Draft"):
                event = events.open_event(by=by, event=event)
    full = Event.objects.get(pk=world.given["event"]["pk"])
    times = {"starts_at": full.starts_at, "ends_at": full.ends_at}
    events.add_session(by=by, event=full, title=f"Part {number}", **times)
    events.add_speaker(by=by, event=full, name=f"Speaker {number}")
    body = Organisation.objects.get(name=f"Forum {number}")
    events.add_partner(by=by, event=full, organisation=body)
    for title in ("Notes", "Old notes"):
        notes = checked("notes.txt", b"We met.")
        paper = events.add_event_paper(by=by, event=full, title=title, upload=notes)
    events.withdraw_event_paper(by=by, event=full, paper=paper)


def _grow_website(by: User, world: World, number: int) -> None:
    """One more page on the topic that has an address, in the section that has one."""
    page = news(f"Page {number}")
    topic = Topic.objects.get(slug=world.given["learn_topic"]["slug"])
    page.entry_topics.add(EntryTopic(topic=topic))
    published(page, by)


def _grow_group(by: User, world: World, number: int, body: Organisation, person: Person) -> None:
    """One more group, and in the one that has an address one more of everything."""
    network.add_group(by=by, name=f"Group {number}", kind="forum", convenor=person)
    group = Group.objects.get(slug=world.given["group"]["slug"])
    network.add_to_group(by=by, group=group, person=person)
    asking = network.add_person(by=SYSTEM, name=f"Asking {number}")
    GroupMember.objects.create(group=group, person=asking, asked_on=date(2011, 9, number))
    network.add_body(by=by, group=group, organisation=body)
    notes = checked("notes.txt", b"We met.")
    for title in (f"Paper {number}", f"Draft {number}"):
        paper = network.add_paper(by=by, group=group, title=title, upload=notes)
    network.withdraw_paper(by=by, paper=paper)


def test_no_page_asks_more_when_there_is_more_to_show(
    world: World, helen: User, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(helen)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})  # or some are not shown
    grow(helen, world, numbers=(2,))  # so that each kind of record and of change is there
    before = counted(client, world)
    grow(helen, world, numbers=(3, 4))
    assert WorkProgramme.objects.count() == 2
    after = counted(client, world)
    assert {n: (before[n], after[n]) for n in before if after[n] > before[n]} == {}


def test_no_page_asks_more_than_its_share(
    world: World, helen: User, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(helen)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})  # or they are not shown
    grow(helen, world, numbers=(2,))
    counts = counted(client, world)
    assert OF_ALL_ROOMS.keys() <= counts.keys()
    assert {n: asked for n, asked in counts.items() if asked > OF_ALL_ROOMS.get(n, MOST)} == {}
