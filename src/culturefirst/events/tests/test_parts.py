"""Sessions, people, partners, shares of places and papers of an event."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from culturefirst.events import actions
from culturefirst.events.models import EventPaper
from culturefirst.events.tests.make import announced, at, draft
from culturefirst.events.tests.test_planning import booked
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import checked
from culturefirst.network.models import User

SignIn = Callable[[Any], Client]


def test_a_session_lies_within_its_event(helen: User) -> None:
    event = draft(helen)
    with pytest.raises(DomainError, match="The event is Wednesday 9 November 2011, 10 am to 4 pm"):
        actions.add_session(
            by=helen,
            event=event,
            title="Drinks",
            starts_at=at(2011, 11, 9, 15),
            ends_at=at(2011, 11, 9, 18),
        )
    assert event.sessions.count() == 0


def with_talks(by: User) -> Any:
    """10 am to 4 pm on 9 November, with talks from 10 to 11 and from 3 to 4."""
    event = draft(by)
    for title, hour in (("Plans", 10), ("Budgets", 15)):
        starts, ends = at(2011, 11, 9, hour), at(2011, 11, 9, hour + 1)
        actions.add_session(by=by, event=event, title=title, starts_at=starts, ends_at=ends)
    return event


def times(event: Any) -> list[tuple[str, Any, Any]]:
    return [(each.title, each.starts_at, each.ends_at) for each in event.sessions.all()]


def test_sessions_move_with_their_event_by_the_clock_on_the_wall(helen: User) -> None:
    event = with_talks(helen)
    # Before the clocks go back, and two hours later in the day.
    moved = {"starts_at": at(2011, 10, 19, 12), "ends_at": at(2011, 10, 19, 18)}
    event = actions.edit_event(by=helen, event=event, changes=moved)
    assert times(event) == [
        ("Plans", at(2011, 10, 19, 12), at(2011, 10, 19, 13)),
        ("Budgets", at(2011, 10, 19, 17), at(2011, 10, 19, 18)),
    ]


def test_of_an_event_that_becomes_longer_sessions_keep_their_time(helen: User) -> None:
    event = with_talks(helen)
    longer = {"starts_at": at(2011, 11, 10, 9), "ends_at": at(2011, 11, 10, 18)}
    event = actions.edit_event(by=helen, event=event, changes=longer)
    assert times(event) == [
        ("Plans", at(2011, 11, 10, 10), at(2011, 11, 10, 11)),
        ("Budgets", at(2011, 11, 10, 15), at(2011, 11, 10, 16)),
    ]


def test_an_event_is_not_cut_shorter_than_its_sessions(helen: User) -> None:
    event = with_talks(helen)
    with pytest.raises(DomainError) as no:
        actions.edit_event(by=helen, event=event, changes={"ends_at": at(2011, 11, 9, 15)})
    assert str(no.value) == (
        "The session “Budgets” would be from 3 pm to 4 pm, which lies outside: change it or take "
        "it out first."
    )
    event.refresh_from_db()
    assert event.ends_at == at(2011, 11, 9, 16)


def test_a_session_that_was_taken_out_meanwhile_does_not_come_back(helen: User) -> None:
    event = with_talks(helen)
    stale, same = event.sessions.first(), event.sessions.first()
    actions.remove_session(by=helen, event=event, session=same)
    with pytest.raises(DomainError, match="Somebody has taken this session out meanwhile"):
        actions.edit_session(by=helen, event=event, session=stale, changes={"title": "Plans!"})
    assert [each[0] for each in times(event)] == ["Budgets"]


def test_a_part_of_another_event_is_not_touched(helen: User) -> None:
    one, other = draft(helen), draft(helen, title="Another")
    speaker = actions.add_speaker(by=helen, event=one, name="Ola Berg")
    with pytest.raises(DomainError, match="That belongs to another event"):
        actions.remove_speaker(by=helen, event=other, speaker=speaker)
    assert one.speakers.count() == 1


def test_a_share_stays_as_large_as_what_is_taken(helen: User, priya: User, jim: User) -> None:
    event = announced(helen, places=9)
    booked(event, priya, jim)
    event.bookings.model._base_manager.update(role="officer")
    with pytest.raises(DomainError, match="2 places are taken"):
        actions.set_quotas(by=helen, event=event, quotas={"officer": 1})
    actions.set_quotas(by=helen, event=event, quotas={"officer": 2, "councillor": 3})
    actions.set_quotas(by=helen, event=event, quotas={"councillor": None})
    assert dict(event.quotas.values_list("role", "places")) == {"officer": 2}


def test_a_keeper_fills_an_event_on_its_pages(
    helen: User, priya: User, ipswich: Any, signed_in: SignIn
) -> None:
    event, client = announced(helen), signed_in(helen)
    base = f"/meet/events/{event.pk}/"
    session = {
        "title": "Where plans go wrong",
        "starts_at": "2011-11-09T11:00",
        "ends_at": "2011-11-09T12:00",
        "track": "Plans",
        "room": "Red room",
    }
    assert client.post(f"{base}sessions/", session).status_code == 302
    assert client.post(f"{base}sessions/", session | {"ends_at": ""}).status_code == 422
    client.post(f"{base}people/", {"name": "priya nair", "part": "trainer", "of": "Ipswich"})
    client.post(f"{base}people/", {"name": "Ola Berg", "part": "speaker", "of": ""})
    client.post(f"{base}partners/", {"organisation": ipswich.pk})
    client.post(f"{base}shares/", {"councillor": "5"})
    assert event.speakers.get(part="trainer").person == priya.person
    page = Client().get(base).content.decode()
    for words in ("Where plans go wrong", "11 am to noon · Plans · Red room", "Ola Berg"):
        assert words in page
    assert "Ipswich Borough Council" in page
    part = event.sessions.get().pk
    client.post(f"{base}sessions/{part}/", session | {"title": "Where plans go right"})
    assert event.sessions.get().title == "Where plans go right"
    client.post(f"{base}sessions/{part}/out/")
    assert event.sessions.count() == 0


def test_a_paper_for_delegates_is_read_by_who_has_a_place(
    helen: User,
    priya: User,
    jim: User,
    nobody: Any,
    signed_in: SignIn,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    event = announced(helen)
    booked(event, priya)
    client = signed_in(helen)
    for title, delegates in (("Notes", "on"), ("Map", "")):
        file = SimpleUploadedFile("notes.txt", b"We met.", "text/plain")
        said = {"title": title, "upload": file, "when": "before", "for_delegates": delegates}
        client.post(f"/meet/events/{event.pk}/papers/add/", said)
    own, open_ = EventPaper._base_manager.order_by("pk")

    def answers(paper: EventPaper) -> list[int]:
        url = f"/meet/events/{event.pk}/papers/{paper.pk}/"
        return [signed_in(who).get(url).status_code for who in (helen, priya, jim, nobody)]

    assert (answers(own), answers(open_)) == ([200, 200, 404, 404], [200, 200, 200, 200])
    assert "Notes" not in Client().get(f"/meet/events/{event.pk}/").content.decode()
    answer = signed_in(priya).get(f"/meet/events/{event.pk}/papers/{own.pk}/")
    assert (answer.content, answer["Content-Security-Policy"][:18]) == (
        b"We met.",
        "default-src 'none'",
    )
    client.post(f"/meet/events/{event.pk}/papers/{own.pk}/withdraw/")
    assert answers(own) == [404, 404, 404, 404]
    client.post(f"/meet/events/{event.pk}/papers/{own.pk}/restore/")
    assert answers(own) == [200, 200, 404, 404]


def test_a_paper_with_a_program_in_it_is_not_taken(
    helen: User, signed_in: SignIn, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    event = draft(helen)
    file = SimpleUploadedFile("notes.docm", b"PK", "application/msword")
    said = {"title": "Notes", "upload": file, "when": "before"}
    answer = signed_in(helen).post(f"/meet/events/{event.pk}/papers/add/", said)
    assert answer.status_code == 422
    assert "bring macros along" in answer.content.decode()
    assert not EventPaper._base_manager.exists()


def test_a_paper_is_of_its_event_only(helen: User, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    one, other = draft(helen), draft(helen, title="Another")
    paper = actions.add_event_paper(
        by=helen, event=one, title="Notes", upload=checked("notes.txt", b"We met.")
    )
    with pytest.raises(DomainError, match="This paper is not there any more"):
        actions.withdraw_event_paper(by=helen, event=other, paper=paper)


def test_a_paper_that_was_deleted_meanwhile_does_not_come_back(
    helen: User, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    event = draft(helen)
    paper = actions.add_event_paper(
        by=helen, event=event, title="Notes", upload=checked("notes.txt", b"We met.")
    )
    paper = actions.withdraw_event_paper(by=helen, event=event, paper=paper)
    EventPaper._base_manager.all().delete()
    with pytest.raises(DomainError, match="This paper is not there any more"):
        actions.restore_event_paper(by=helen, event=event, paper=paper)
    assert EventPaper._base_manager.count() == 0
