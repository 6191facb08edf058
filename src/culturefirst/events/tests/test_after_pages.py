"""The pages of the day and after, as the cast sees them, without JavaScript."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, Needs, Pledge
from culturefirst.events.queries.attendance import code_of
from culturefirst.events.tests.booked import book, members
from culturefirst.events.tests.gone_by import AFTER, NOON, came, note, on_the_day, over, place
from culturefirst.kit import clock
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import Organisation, User

SignIn = Callable[[Any], Client]


@pytest.fixture
def event(helen: User, priya: User, jim: User) -> Event:
    made = on_the_day(priya, made_by=helen.person)
    book(jim, made, dietary="No nuts", access="Lift")
    return made


@pytest.fixture
def noon() -> Iterator[None]:
    with clock.standing(NOON):
        yield


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def door(event: Event, more: str = "") -> str:
    return f"/meet/events/{event.pk}/door/{more}"


def test_a_keeper_ticks_with_the_plain_form(
    helen: User, priya: User, event: Event, noon: None, signed_in: SignIn
) -> None:
    client, row = signed_in(helen), place(event, priya)
    shown = text(client.get(door(event)))
    assert "Priya Nair" in shown and "Ipswich Borough Council" in shown
    assert "No nuts" not in shown and "Lift" not in shown
    answer = client.post(door(event), {"tick": f"{row.pk}:came", "words": "ips"})
    assert answer.headers["Location"] == door(event, f"?words=ips#b{row.pk}")
    narrowed = text(client.get(door(event, "?words=ips")))
    assert "Jim Gotts" not in narrowed
    assert '<b data-count="came">1</b> here' in narrowed
    assert place(event, priya).attended is True
    assert client.post(door(event), {"tick": "x"}).status_code == 422


def test_a_batch_of_the_script_is_answered_with_how_everybody_stands(
    helen: User, priya: User, jim: User, event: Event, noon: None, signed_in: SignIn
) -> None:
    client, one, two = signed_in(helen), place(event, priya), place(event, jim)
    sent = [
        {"key": "a", "booking": one.pk, "came": "came", "at": "2011-10-05T10:20:00+00:00"},
        {"key": "b", "booking": two.pk, "came": "away", "at": "2011-10-05T10:21:00Z"},
    ]
    for _ in range(2):
        answer = client.post(door(event, "ticks/"), {"ticks": json.dumps(sent)})
    assert answer.json() == {
        "now": "2011-10-05T12:00:00+01:00",
        "closed": False,
        "rows": {str(one.pk): "came", str(two.pk): "away"},
    }
    assert place(event, priya).version == 2
    assert client.get(door(event, "ticks/")).json()["rows"][str(two.pk)] == "away"


@pytest.mark.parametrize(
    "sent",
    [
        "", "{}", "[1]", '[{"key": "a"}]',
        '[{"key": "a", "booking": 1, "came": "came", "at": "2011-10-05T10:20:00"}]',
        '[{"key": "", "booking": 1, "came": "came", "at": "2011-10-05T10:20:00Z"}]',
        '[{"key": "a", "booking": "1", "came": "came", "at": "2011-10-05T10:20:00Z"}]',
        '[{"key": "a", "booking": 1, "came": "maybe", "at": "2011-10-05T10:20:00Z"}]',
        '[{"key": "a", "booking": 999999, "came": "came", "at": "2011-10-05T10:20:00Z"}]',
        '[{"key": "a", "booking": 99999999999999999999, "came": "came", '
        '"at": "2011-10-05T10:20:00Z"}]',
        '[{"key": "a", "booking": 1, "came": "came", "at": "0001-01-01T00:00:00+14:00"}]',
    ],
)  # fmt: skip
def test_a_batch_that_cannot_be_kept_is_refused_in_a_sentence(
    helen: User, event: Event, noon: None, signed_in: SignIn, sent: str
) -> None:
    answer = signed_in(helen).post(door(event, "ticks/"), {"ticks": sent})
    assert answer.status_code == (200 if sent == "{}" else 422)
    if answer.status_code == 422:
        assert "nothing was kept" in answer.json()["refused"]
    assert not Booking._base_manager.filter(attended__isnull=False).exists()


def test_the_worker_stands_below_its_page(helen: User, event: Event, signed_in: SignIn) -> None:
    answer = signed_in(helen).get(door(event, "worker.js"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"self.registration.scope" in answer.content


def test_signing_out_lets_the_browser_forget(helen: User, signed_in: SignIn) -> None:
    client = signed_in(helen)
    assert "Clear-Site-Data" not in client.get("/my-work/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"storage"'


def test_somebody_without_a_place_is_let_in(
    helen: User, dee: User, event: Event, noon: None, signed_in: SignIn
) -> None:
    client, path = signed_in(helen), door(event, "let-in/")
    found = text(client.get(f"{path}?words=full"))
    assert "Dee Fuller" in found and "Waveney Arts Forum" in found
    sent = {"do": "person", "person": dee.person_id, "once": "d1"}
    assert client.post(path, sent).headers["Location"] == door(event)
    assert client.post(path, sent).headers["Location"] == door(event)
    assert place(event, dee).attended is True
    assert "Nobody of that name" in text(client.get(f"{path}?words=full"))
    assert client.post(path, {"do": "guest", "guest_name": ""}).status_code == 422
    client.post(path, {"do": "guest", "guest_name": "Kit Fenn"})
    assert "Kit Fenn" in text(client.get(door(event)))
    assert client.post(path, {"do": "person", "person": dee.person_id}).status_code == 422


def test_a_paper_list_is_entered_and_those_not_ticked_are_only_what_was_said(
    helen: User, priya: User, jim: User, event: Event, signed_in: SignIn
) -> None:
    with clock.standing(AFTER):
        client, path = signed_in(helen), f"/meet/events/{over(event).pk}/attendance/"
        ticked = {"came": [place(event, priya).pk]}
        assert client.post(path, ticked).status_code == 422
        client.post(path, ticked | {"others": "stay"})
        assert (place(event, priya).attended, place(event, jim).attended) == (True, None)
        assert (place(event, priya).noted_how, place(event, jim).noted_how) == ("paper", "")
        client.post(path, ticked | {"others": "away"})
        assert place(event, jim).attended is False
        assert "1 person came, 1 did not, of 0 it is not known." in text(client.get(path))
        assert client.post(path, {"came": "999999", "others": "stay"}).status_code == 422


def test_a_paper_list_leaves_what_was_seen_at_the_door_as_it_was(
    helen: User, priya: User, jim: User, event: Event, signed_in: SignIn
) -> None:
    [seen] = came(helen, event, priya)
    with clock.standing(AFTER):
        path = f"/meet/events/{over(event).pk}/attendance/"
        both = {"came": [place(event, priya).pk, place(event, jim).pk], "others": "away"}
        signed_in(helen).post(path, both)
    row = place(event, priya)
    assert (row.noted_how, row.noted_at, row.version) == ("door", seen.noted_at, seen.version)
    assert place(event, jim).noted_how == "paper"


def test_after_its_end_a_page_says_that_one_had_a_place(
    priya: User, event: Event, signed_in: SignIn
) -> None:
    with clock.standing(AFTER):
        told = text(signed_in(priya).get(f"/meet/events/{over(event).pk}/"))
    assert "You had a place." in told
    assert "You have a place." not in told


def test_one_delegate_is_put_right_with_a_reason(
    helen: User, priya: User, event: Event, signed_in: SignIn
) -> None:
    came(helen, event, priya)
    with clock.standing(AFTER):
        over(event)
        client, path = signed_in(helen), f"/meet/bookings/{place(event, priya).pk}/came/"
        assert client.post(path, {"came": "unknown", "reason": ""}).status_code == 422
        client.post(path, {"came": "unknown", "reason": "Nobody is sure."})
    assert place(event, priya).attended is None


def test_a_certificate_is_for_who_came_and_is_confirmed_without_a_name(
    helen: User, priya: User, jim: User, event: Event, signed_in: SignIn
) -> None:
    came(helen, event, priya)
    row = place(event, priya)
    path = f"/meet/bookings/{row.pk}/certificate/"
    assert signed_in(priya).get(path).status_code == 422
    with clock.standing(AFTER):
        over(event)
        made = [signed_in(who).get(path).content for who in (priya, helen)]
        assert made[0] == made[1]
        assert made[0].startswith(b"%PDF") and b"/MarkInfo" in made[0]
        assert signed_in(jim).get(path).status_code == 404
        other = f"/meet/bookings/{place(event, jim).pk}/certificate/"
        assert signed_in(jim).get(other).status_code == 422
        check = f"/meet/certificates/{code_of(row)}/"
        told = text(Client().get(check))
        assert "issued for Reading figures, Wednesday 5 October 2011, 10 am to 4 pm." in told
        assert "Priya" not in told
        assert "to Priya Nair." in text(signed_in(helen).get(check))
        wrong = code_of(row)[:-1] + ("A" if code_of(row)[-1] != "A" else "B")
        for code in (
            wrong,
            "1",
            "x-1",
            f"{row.pk}-",
            code_of(place(event, jim)),
            "٣-A",
            f"{row.pk}-é",
        ):
            assert Client().get(f"/meet/certificates/{code}/").status_code == 404
        assert Client().get(f"/meet/certificates/{code_of(row).lower()}/").status_code == 200
        actions.note_delegate(by=helen, booking=row, came=False, reason="It was her sister.")
        assert Client().get(check).status_code == 404


def test_of_an_event_that_not_everybody_knows_of_a_stranger_reads_only_the_day(
    helen: User, priya: User, signed_in: SignIn
) -> None:
    event = on_the_day(priya, made_by=helen.person, access="members")
    came(helen, event, priya)
    over(event)
    check = f"/meet/certificates/{code_of(place(event, priya))}/"
    told = text(Client().get(check))
    assert "a training session of the network, Wednesday 5 October 2011" in told
    assert "Reading figures" not in told
    assert "Reading figures" in text(signed_in(helen).get(check))


def test_a_delegate_says_how_it_was_and_what_they_will_do(
    helen: User, priya: User, jim: User, event: Event, signed_in: SignIn
) -> None:
    came(helen, event, priya)
    with clock.standing(AFTER):
        over(event)
        client, path = signed_in(priya), f"/meet/events/{event.pk}/feedback/"
        assert client.post(path, {}).status_code == 422
        sent = {"overall": "4", "useful": "", "best": "Maps", "words": "Ask Norfolk", "once": "f"}
        for _ in range(2):
            assert client.post(path, sent).headers["Location"] == f"/meet/events/{event.pk}/"
        again = text(client.get(path))
        assert "You said this on 6 October 2011" in again and "Maps</textarea>" in again
        assert "What you will do next" not in again
        pledge = Pledge._base_manager.get()
        assert (pledge.words, str(pledge.due_on)) == ("Ask Norfolk", "2012-01-06")
        assert signed_in(jim).get(path).status_code == 403
        results = text(signed_in(helen).get(f"{path}results/"))
        assert "1 of 1 who came have answered." in results
        assert "Maps" in results and "Priya" not in results and "Norfolk" not in results
        assert "1 pledge; 0 answered, 0 kept." in results
        sheet = load_workbook(BytesIO(signed_in(helen).get(f"{path[:-9]}feedback/excel/").content))
        cells = [[cell.value for cell in row] for row in sheet.active.iter_rows(min_row=2)]
        assert cells[-1][:2] == ["What was best", "Maps"]
        actions.close_event(by=helen, event=event)
        assert "It is closed: what was said of it stays as it is." in text(client.get(path))
        assert client.post(path, {"overall": "1"}).status_code == 422


def test_a_pledge_is_made_read_and_answered_by_its_maker_alone(
    helen: User, priya: User, event: Event, signed_in: SignIn
) -> None:
    came(helen, event, priya)
    with clock.standing(AFTER):
        over(event)
        client, path = signed_in(priya), f"/meet/events/{event.pk}/pledge/"
        assert 'value="2012-01-06"' in text(client.get(path))
        made = client.post(path, {"words": "Ask Norfolk", "due_on": "2012-02-01"})
        page = made.headers["Location"]
        assert "Ask Norfolk" in text(client.get(page))
        assert signed_in(helen).get(page).status_code == 404
        assert client.post(page, {"came_of_it": "x"}).status_code == 422
        client.post(page, {"fulfilled": "yes", "came_of_it": "A shared post."})
        assert "Kept: A shared post." in text(client.get("/meet/pledges/"))
        assert "Ask Norfolk" not in text(signed_in(helen).get("/meet/pledges/"))


def test_a_keeper_writes_to_those_who_came_after_looking_at_how_many(
    helen: User, priya: User, event: Event, signed_in: SignIn
) -> None:
    came(helen, event, priya)
    with clock.standing(AFTER):
        over(event)
        client, path = signed_in(helen), f"/meet/events/{event.pk}/write/"
        words = {"whom": "came", "subject": "Slides", "text": "They are on the page."}
        assert "1 delegate will get this" in text(client.post(path, words))
        stale = client.post(path, words | {"do": "send", "number": "2"})
        assert "How many get it has changed since you looked." in text(stale)
        assert written() == []
        for _ in range(2):
            client.post(path, words | {"do": "send", "number": "1"})
        assert written() == [("priya@example.org", "Slides")]
        assert "They are on the page.\n\nWritten by Helen Marsh to delegates" in (
            Message.objects.get(key__contains=":written:").text
        )
        unknown = words | {"whom": "unknown", "do": "send", "number": "1"}
        client.post(path, unknown)
        assert written()[1:] == [("jim@example.org", "Slides")]
        answer = client.post(path, unknown | {"subject": "Once more"})
        assert answer.status_code == 422
        assert "That is enough for a day (3 messages). Write again in 24 hours." in text(answer)


def test_nobody_is_written_to_where_nobody_came(
    helen: User, event: Event, signed_in: SignIn
) -> None:
    with clock.standing(AFTER):
        path = f"/meet/events/{over(event).pk}/write/"
        sent = {"whom": "came", "subject": "Slides", "text": "Here.", "do": "send", "number": "0"}
        answer = signed_in(helen).post(path, sent)
    assert answer.status_code == 422
    assert "There is nobody to write to. Note first who was there." in text(answer)


def test_nothing_that_anybody_needs_is_on_a_page_of_the_day(
    helen: User, event: Event, noon: None, signed_in: SignIn
) -> None:
    assert Needs._base_manager.get().dietary == "No nuts"
    for path in (door(event), door(event, "ticks/"), f"/meet/events/{event.pk}/attendance/"):
        assert "No nuts" not in text(signed_in(helen).get(path))


@pytest.mark.parametrize(
    "name", ["event_door", "event_door_ticks", "event_attendance", "event_results"]
)
def test_more_delegates_take_no_more_statements(
    helen: User, event: Event, ipswich: Organisation, signed_in: SignIn, name: str
) -> None:
    client, path = signed_in(helen), reverse(name, args=[event.pk])

    def asked() -> int:
        with clock.standing(AFTER), CaptureQueriesContext(connection) as statements:
            assert client.get(path).status_code == 200
        return len(statements)

    asked()
    few = asked()
    for user in members(5, ipswich):
        book(user, event)
    assert asked() == few


def written() -> list[tuple[str, str]]:
    rows = Message.objects.filter(key__contains=":written:").order_by("pk")
    return [(row.to, row.subject) for row in rows]


@pytest.mark.parametrize(
    ("came_there", "says"),
    [
        (True, "<b>You were there.</b>"),
        (False, "<b>You had a place</b> and are noted as not having been there. If you were, tell"),
        (None, "<b>You had a place.</b> Whether you were there is not noted: if you were, tell"),
    ],
)
def test_the_page_of_what_is_over_says_what_was_and_leads_on(
    helen: User, priya: User, signed_in: SignIn, came_there: bool | None, says: str
) -> None:
    event = on_the_day(priya, made_by=helen.person, online="https://join.example.org/1")
    notes = [note(place(event, priya), came=came_there)]
    with clock.standing(NOON):
        actions.note_attendance(by=helen, event=event, notes=notes)
    over(event)
    with clock.standing(AFTER):
        page = text(signed_in(priya).get(f"/meet/events/{event.pk}/"))
    assert says in page
    assert "You have a place" not in page and "join.example.org" not in page
    assert ("Say how it was" in page, "Your certificate" in page) == (came_there is True,) * 2


def test_who_waited_or_brought_somebody_is_told_how_that_ended(
    helen: User, priya: User, jim: User, signed_in: SignIn
) -> None:
    event = on_the_day(priya, made_by=helen.person, places=1)
    book(jim, event)
    with clock.standing(AFTER):
        assert "<b>You were on the waiting list.</b>" in text(
            signed_in(jim).get(f"/meet/events/{event.pk}/")
        )
    guest = on_the_day(made_by=helen.person, title="Another day")
    actions.bring_colleague(
        by=priya, event=guest, guest_name="Ann Lee", guest_email="ann@example.org"
    )
    with clock.standing(AFTER):
        page = text(signed_in(priya).get(f"/meet/events/{guest.pk}/"))
    assert "Ann Lee: had a place; whether they came is not noted" in page


def test_whoever_had_a_place_at_what_was_called_off_needs_do_nothing(
    helen: User, priya: User, signed_in: SignIn
) -> None:
    event = on_the_day(priya, made_by=helen.person)
    actions.cancel_event(by=helen, event=event, reason="The hall is flooded")
    page = text(signed_in(priya).get(f"/meet/events/{event.pk}/"))
    assert "<b>You had a place.</b> You need do nothing." in page
    assert "You have a place" not in page
