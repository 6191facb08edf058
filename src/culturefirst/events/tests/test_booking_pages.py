"""The pages of bookings, as the cast sees them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, Needs
from culturefirst.events.tests.booked import DAY, an_event, book, member, members, states
from culturefirst.kit import clock
from culturefirst.network.models import Organisation, User

SignIn = Callable[[Any], Client]
GUEST = {"do": "guest", "guest_name": "Kit Fenn", "guest_email": "kit@example.org"}


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_officer_books_says_what_they_need_and_gives_the_place_back(
    priya: User, signed_in: SignIn
) -> None:
    event, client = an_event(places=3), signed_in(priya)
    assert "Book the place" in text(client.get(f"/meet/events/{event.pk}/book/"))
    said = {"dietary": "No nuts", "access": "", "once": "b1"}
    answer = client.post(f"/meet/events/{event.pk}/book/", said)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meet/events/{event.pk}/")
    again = client.post(f"/meet/events/{event.pk}/book/", said)
    assert (again.status_code, Booking._base_manager.count()) == (302, 1)
    row = Booking._base_manager.get()
    assert "No nuts" in text(client.get(f"/meet/bookings/{row.pk}/needs/"))
    client.post(f"/meet/bookings/{row.pk}/needs/", {"dietary": "Vegan", "access": "Lift"})
    assert Needs._base_manager.get().access == "Lift"
    assert "You have a place." in text(client.get("/meet/bookings/"))
    gone = client.post(f"/meet/bookings/{row.pk}/cancel/")
    assert gone.headers["Location"] == "/meet/bookings/"
    assert "You gave your place back on 19 September 2011." in text(client.get("/meet/bookings/"))


def test_a_fault_is_told_where_it_is(priya: User, signed_in: SignIn) -> None:
    event = an_event(places=1)
    answer = signed_in(priya).post(f"/meet/events/{event.pk}/book/", {"dietary": "x" * 301})
    assert answer.status_code == 422
    assert "Ensure this value has at most 300 characters" in text(answer)
    assert not Booking._base_manager.exists()


def test_who_is_elsewhere_at_that_time_ticks_a_box(priya: User, signed_in: SignIn) -> None:
    book(priya, an_event(title="Sharing posts"))
    event, client = an_event(), signed_in(priya)
    path = f"/meet/events/{event.pk}/book/"
    answer = client.post(path, {"once": "c1"})
    assert answer.status_code == 422
    assert "You have a place at “Sharing posts” at the same time" in text(answer)
    assert 'type="checkbox" name="clash_accepted"' in text(answer)
    assert client.post(path, {"once": "c1", "clash_accepted": "on"}).status_code == 302
    assert Booking._base_manager.filter(event=event).count() == 1


def test_a_colleague_is_found_by_name_and_nobody_of_another_body(
    priya: User, jim: User, ipswich: Organisation, signed_in: SignIn
) -> None:
    event, ola, client = an_event(), member("Ola Berg", ipswich), signed_in(priya)
    path = f"/meet/events/{event.pk}/bring/"
    assert "Ola Berg (Officer, Ipswich Borough Council)" in text(client.get(f"{path}?words=ola"))
    assert "Nobody of your organisation is found by “jim”" in text(client.get(f"{path}?words=jim"))
    assert client.post(path, {"person": jim.person_id}).status_code == 422
    assert client.post(path, {"person": ola.person_id, "access": "Lift"}).status_code == 302
    row = Booking._base_manager.get()
    assert (row.person, row.booked_by, row.needs.access) == (ola.person, priya.person, "Lift")
    mine = text(client.get("/meet/bookings/"))
    assert "Ola Berg has a place." in mine


def test_a_guest_is_brought(priya: User, signed_in: SignIn) -> None:
    event, client = an_event(), signed_in(priya)
    path = f"/meet/events/{event.pk}/bring/"
    assert client.post(path, GUEST).status_code == 302
    twice = client.post(path, GUEST)
    assert twice.status_code == 422
    assert "Somebody with this address is booked already." in text(twice)
    assert client.post(path, GUEST | {"guest_name": ""}).status_code == 422


def test_others_see_neither_bookings_nor_delegates(
    priya: User, jim: User, signed_in: SignIn
) -> None:
    event = an_event()
    row = book(priya, event, dietary="No nuts")
    client = signed_in(jim)
    for page in ("needs", "cancel"):
        assert client.get(f"/meet/bookings/{row.pk}/{page}/").status_code == 404
        assert client.post(f"/meet/bookings/{row.pk}/{page}/").status_code == 404
    for page in ("delegates/", "delegates/excel/", "sign-in/", "delegates/?format=csv"):
        assert client.get(f"/meet/events/{event.pk}/{page}").status_code == 403
    assert "Priya" not in text(client.get("/meet/bookings/"))


def test_the_manager_of_another_sub_region_does_not_see_who_needs_what(
    priya: User, tom: User, norfolk: Any, signed_in: SignIn
) -> None:
    event = an_event(sub_region=norfolk)
    row = book(priya, event, dietary="No nuts")
    assert not Needs.objects.visible_to(tom).exists()
    assert signed_in(tom).get(f"/meet/events/{event.pk}/delegates/").status_code == 403
    assert signed_in(tom).get(f"/meet/bookings/{row.pk}/needs/").status_code == 404


def test_whoever_keeps_it_sees_who_comes_and_what_to_cook(
    helen: User, priya: User, jim: User, dee: User, signed_in: SignIn
) -> None:
    event = an_event(places=2)
    book(priya, event, dietary="Vegan", access="A lift")
    book(jim, event, dietary="vegan.")
    book(dee, event, dietary="No fish")
    client, path = signed_in(helen), f"/meet/events/{event.pk}/delegates/"
    page = text(client.get(path))
    assert "2 people booked of 2 places, 1 waiting." in page
    assert 'Vegan: <span class="num">2</span>' in page and "Priya Nair: A lift" in page
    assert "No fish" not in page
    assert "Waiting, number 1" in page
    waiting = text(client.get(f"{path}?state=waiting"))
    assert "Dee Fuller" in waiting and ">Jim Gotts<" not in waiting
    councillors = text(client.get(f"{path}?role=councillor"))
    assert ">Jim Gotts<" in councillors and ">Dee Fuller<" not in councillors
    body = priya.posts_today[0].organisation_id
    assert ">Jim Gotts<" not in text(client.get(f"{path}?organisation={body}"))


def test_files_have_the_delegates_and_neither_needs_nor_formulas(
    helen: User, priya: User, signed_in: SignIn
) -> None:
    event, client = an_event(), signed_in(helen)
    book(priya, event, dietary="Vegan")
    said = GUEST | {"guest_name": "=1+1"}
    signed_in(priya).post(f"/meet/events/{event.pk}/bring/", said)
    answer = client.get(f"/meet/events/{event.pk}/delegates/excel/")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="delegates-{event.pk}.xlsx"'
    )
    cells = [[c.value for c in row] for row in load_workbook(BytesIO(answer.content)).active.rows]
    assert [row[:4] for row in cells] == [
        ["Name", "Organisation", "Role", "Standing"],
        ["Priya Nair", "Ipswich Borough Council", "Officer", "Booked"],
        ["'=1+1", "Ipswich Borough Council", "Partner", "Booked"],
    ]
    assert "Vegan" not in str(cells)
    csv = client.get(f"/meet/events/{event.pk}/delegates/?format=csv").content.decode()
    assert "'=1+1,Ipswich Borough Council" in csv
    assert "Vegan" not in csv and "Give a place" not in csv


def test_the_sign_in_sheet_lists_who_is_booked(helen: User, priya: User, signed_in: SignIn) -> None:
    from pypdf import PdfReader

    event = an_event(places=1)
    book(priya, event, dietary="Vegan")
    book(helen, event)
    answer = signed_in(helen).get(f"/meet/events/{event.pk}/sign-in/")
    assert answer.headers["Content-Type"] == "application/pdf"
    words = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Reading figures Wednesday 5 October 2011, 10 am to 4 pm" in words
    assert "Priya Nair" in words and "Helen Marsh" not in words and "Vegan" not in words


def test_whoever_keeps_it_moves_somebody_up_and_changes_the_places(
    helen: User, priya: User, jim: User, dee: User, signed_in: SignIn
) -> None:
    event = an_event(places=1, made_by=helen.person)
    book(priya, event)
    book(jim, event)
    last = book(dee, event)
    client = signed_in(helen)
    path = f"/meet/bookings/{last.pk}/move-up/"
    full = client.post(path, {"reason": "She speaks."})
    assert full.status_code == 422
    assert "The only place is taken. Raise their number first" in text(full)
    answer = client.post(f"/meet/events/{event.pk}/places/", {"places": "2"})
    assert answer.headers["Location"] == f"/meet/events/{event.pk}/delegates/"
    assert states(event)["waiting"] == ["Dee Fuller"]
    assert client.post(f"/meet/events/{event.pk}/places/", {"places": "1"}).status_code == 422
    Event.objects.filter(pk=event.pk).update(places=3)
    assert client.post(path, {"reason": "She speaks."}).status_code == 302
    assert states(event)["waiting"] == []
    assert "She speaks." in text(client.get(f"/meet/events/{event.pk}/delegates/"))


def test_whoever_keeps_it_gives_somebodys_place_back_and_says_why(
    helen: User, priya: User, signed_in: SignIn
) -> None:
    event = an_event()
    row = book(priya, event)
    answer = signed_in(helen).post(f"/meet/bookings/{row.pk}/cancel/", {"reason": "She asked."})
    assert answer.headers["Location"] == f"/meet/events/{event.pk}/delegates/"
    assert states(event) == {"booked": [], "waiting": [], "cancelled": ["Priya Nair"]}


def test_my_work_names_a_booking_of_the_next_days(priya: User, signed_in: SignIn) -> None:
    event = an_event()
    book(priya, event)
    client = signed_in(priya)
    assert "You have a place" not in text(client.get("/my-work/"))
    with clock.standing(DAY.date() - timedelta(days=7)):
        page = text(client.get("/my-work/"))
    assert "You have a place: 10 am, The Maltings, Ely." in page


@pytest.mark.parametrize("page", ["bookings", "delegates"])
def test_a_list_asks_no_more_when_there_is_more_to_show(
    helen: User, ipswich: Organisation, signed_in: SignIn, page: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    event = an_event(places=2)
    client = signed_in(helen)
    path = "/meet/bookings/" if page == "bookings" else f"/meet/events/{event.pk}/delegates/"
    counts = []
    for user in [*members(1, ipswich), *members(3, ipswich, "councillor")]:
        actions.bring_colleague(by=helen, event=event, person=user.person, dietary="Vegan")
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[1:] == counts[:1] * 3


def test_the_page_of_an_event_says_how_one_stands(
    priya: User, jim: User, dee: User, signed_in: SignIn
) -> None:
    event = an_event(places=1, online="https://join.example.org/1")
    path = f"/meet/events/{event.pk}/"
    assert "Book a place" in text(signed_in(priya).get(path))
    book(priya, event)
    book(jim, event)
    hers, his, theirs = (text(signed_in(user).get(path)) for user in (priya, jim, dee))
    assert "You have a place." in hers and "https://join.example.org/1" in hers
    assert "number 1 in line." in his and "join.example.org" not in his
    assert "The only place is taken." in theirs and "Join the waiting list" in theirs
    strangers = text(Client().get(path))
    assert "People of the network can book." in strangers and "Priya" not in strangers
