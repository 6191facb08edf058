"""What an event grows out of, what it asks of people, series on their page, and what goes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.test import Client

from culturefirst.events import actions
from culturefirst.events.models import Event, EventPaper, Series
from culturefirst.events.tests.make import announced, at, draft
from culturefirst.events.tests.test_planning import booked
from culturefirst.events.tests.test_planning_pages import GIVEN
from culturefirst.kit import clock, starts
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.publications import of_keys
from culturefirst.kit.uploads import checked
from culturefirst.network.models import User
from culturefirst.programme import actions as programme
from culturefirst.programme.models import Activity
from culturefirst.programme.reading import document as printed

SignIn = Callable[[Any], Client]
PATTERN = {"every": "2", "unit": "weeks", "on": "2", "nth": "", "until": "", "times": "3"}


def an_activity(by: User) -> Activity:
    row = printed.Activity(title="Meet as peers", targets=[])
    told = printed.Document(
        title="This year",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [printed.Programme("1.1", "Peers", [row])])],
    )
    programme.create_programme(by=by, document=told, state="current")
    return Activity.objects.get()


def test_an_event_is_begun_from_an_activity_and_keeps_the_link(
    helen: User, signed_in: SignIn
) -> None:
    activity, client = an_activity(helen), signed_in(helen)
    about = f"programme.activity:{activity.pk}"
    shown = client.get(f"/meet/new/?from={about}").content.decode()
    assert "It grows out of" in shown
    assert f'<option value="{activity.pk}" selected>' in shown
    client.post("/meet/new/", GIVEN | {"grown": about, "serves": activity.pk})
    event = Event.objects.get()
    assert event.serves == activity
    assert [each.title for each in starts.grown_from(helen, event)] == ["Meet as peers"]
    page = client.get(f"/meet/events/{event.pk}/").content.decode()
    assert "Grew out of" in page


def test_a_case_study_can_be_begun_from_an_event(
    helen: User, nobody: Any, signed_in: SignIn
) -> None:
    event = announced(helen)
    page = signed_in(helen).get(f"/meet/events/{event.pk}/").content.decode()
    assert f"/learn/write/new/?from=events.event:{event.pk}" in page
    assert starts.start(helen, f"events.event:{event.pk}") is not None
    hidden = draft(helen)
    assert starts.start(nobody, f"events.event:{hidden.pk}") is None


def test_a_series_is_shown_before_it_is_made(helen: User, signed_in: SignIn) -> None:
    client = signed_in(helen)
    said = GIVEN | PATTERN | {"books_until": "2011-11-02T17:00"}
    shown = client.post("/meet/series/", said).content.decode()
    assert "3 events" in shown
    assert "Wednesday 7 December 2011, 10 am to 4 pm" in shown
    assert Event.objects.count() == 0
    answer = client.post("/meet/series/", said | {"make": "yes"})
    assert answer.status_code == 302
    assert Series.objects.get().says == "every 2 weeks on Wednesday"
    assert [event.books_until for event in Event.objects.all()] == [
        at(2011, 11, 2, 17),
        at(2011, 11, 16, 17),
        at(2011, 11, 30, 17),
    ]


def test_a_series_without_an_end_is_told_so(helen: User, signed_in: SignIn) -> None:
    client = signed_in(helen)
    answer = client.post("/meet/series/", GIVEN | PATTERN | {"times": ""})
    assert answer.status_code == 422
    assert "Say either until when, or how often." in answer.content.decode()
    answer = client.post("/meet/series/", GIVEN | PATTERN | {"unit": "months"})
    assert "Say which of the month’s: the first, the last …" in answer.content.decode()


def test_a_keeper_makes_a_copy_on_its_page(helen: User, signed_in: SignIn) -> None:
    event = announced(helen)
    answer = signed_in(helen).post(
        f"/meet/events/{event.pk}/again/", {"on": "2012-11-07", "title": "Plan once more"}
    )
    made = Event.objects.get(title="Plan once more")
    assert answer.headers["Location"] == f"/meet/events/{made.pk}/"
    assert made.starts_at == at(2012, 11, 7, 10)


def test_a_keeper_is_asked_for_what_is_not_done(helen: User, priya: User) -> None:
    draft(helen, title="Soon", starts_at=at(2011, 10, 5), ends_at=at(2011, 10, 5, 12))
    draft(helen, title="Later")
    event = announced(helen, starts_at=at(2011, 9, 20), ends_at=at(2011, 9, 20, 12))
    booked(event, priya)

    def asked(on: date) -> list[tuple[str, str]]:
        return [(need.what, need.why) for need in needs(helen, on) if need.room == "events"]

    assert [what for what, _ in asked(date(2011, 9, 19))] == ["Soon"]
    with clock.standing(date(2011, 9, 21)):
        actions.hold_event(by=SYSTEM, event=event)
        found = asked(date(2011, 9, 21))
    assert ("Plan to improve", "It is over: note who was there.") in found
    event.bookings.model._base_manager.update(attended=True)
    assert [what for what, _ in asked(date(2011, 9, 21))] == ["Soon"]


def test_what_is_announced_can_be_told_of_and_a_draft_cannot(helen: User, nobody: Any) -> None:
    event, hidden = announced(helen), draft(helen)
    keys = [f"events.event:{event.pk}", f"events.event:{hidden.pk}"]
    told = of_keys(nobody, keys, date(2011, 9, 19))
    assert list(told) == keys[:1]
    assert told[keys[0]].summary.startswith("Wednesday 9 November 2011, 10 am to 4 pm. A day")
    actions.cancel_event(by=helen, event=event, reason="The hall is flooded.")
    assert of_keys(nobody, keys, date(2011, 9, 19)) == {}


def test_the_files_of_a_removed_draft_go_along(
    helen: User,
    settings: Any,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    event = draft(helen)
    upload = checked("notes.txt", b"We met.")
    actions.add_event_paper(by=helen, event=event, title="Notes", upload=upload)
    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_draft(by=helen, event=event)
    assert not EventPaper._base_manager.exists()
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []
