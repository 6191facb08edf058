"""The calendar: what is to come, by month, in feeds, and who may know of what."""

import json
import re
import warnings
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import vobject
from django.test import Client
from icalendar import Calendar

from culturefirst.events import actions
from culturefirst.events.models import CalendarKey
from culturefirst.events.tests.make import announced, at, draft
from culturefirst.events.tests.test_planning import booked
from culturefirst.kit import clock
from culturefirst.network import actions as network
from culturefirst.network.models import Post, SubRegion, User

SignIn = Callable[[Any], Client]


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_is_over_is_among_past_events(helen: User) -> None:
    announced(helen)
    assert "Plan to improve" in page(Client(), "/meet/")
    with clock.standing(date(2011, 11, 10)):
        assert "Plan to improve" not in page(Client(), "/meet/")
        assert "Plan to improve" in page(Client(), "/meet/past/")


def test_the_list_is_narrowed_by_kind_place_topic_and_month(
    helen: User, norfolk: SubRegion, suffolk: SubRegion
) -> None:
    topic = network.add_topic(by=helen, name="Museums")
    announced(helen, title="Alder", kind="training", sub_region=norfolk, topics=[topic])
    announced(helen, title="Birch", sub_region=suffolk)
    late = {"starts_at": at(2011, 12, 7), "ends_at": at(2011, 12, 7, 12)}
    announced(helen, title="Cedar", **late)

    def found(asked: str) -> list[str]:
        text = page(Client(), f"/meet/?{asked}")
        return [name for name in ("Alder", "Birch", "Cedar") if f">{name}</a>" in text]

    assert found("") == ["Alder", "Birch", "Cedar"]
    assert found("kind=training") == ["Alder"]
    assert found("sub_region=norfolk") == ["Alder", "Cedar"]
    assert found(f"topic={topic.slug}") == ["Alder"]
    assert found("month=2011-12") == ["Cedar"]
    assert found("whom=some") == []
    assert found("kind=nonsense&month=2011-99&sub_region=atlantis") == ["Alder", "Birch", "Cedar"]
    assert "Nothing fits" in page(Client(), "/meet/?kind=launch")


def test_places_left_follow_from_bookings(helen: User, priya: User) -> None:
    event = announced(helen, places=2)
    assert "2 places left" in page(Client(), "/meet/")
    booked(event, priya, helen)
    assert "Waiting list" in page(Client(), "/meet/")


def test_a_month_stands_as_a_table_of_weeks(helen: User) -> None:
    announced(helen, starts_at=at(2011, 11, 9), ends_at=at(2011, 11, 10, 16))
    text = page(Client(), "/meet/2011/11/")
    assert text.count("Plan to improve") == 2  # on both of its days
    assert text.count("<tr>") == 6  # a head and five weeks
    assert "1 event that you may know of." in text
    assert Client().get("/meet/2011/13/").status_code == 404
    assert Client().get("/meet/1/1/").status_code == 404


def test_an_event_of_a_group_is_known_to_its_members_only(
    helen: User, priya: User, jim: User, signed_in: SignIn
) -> None:
    group = network.add_group(by=helen, name="Festivals", kind="forum", convenor=priya.person)
    event = announced(priya, access="group", group=group, title="Festival plans")
    url = f"/meet/events/{event.pk}/"
    answers = [signed_in(who).get(url).status_code for who in (priya, jim, helen)]
    assert (answers, Client().get(url).status_code) == ([200, 404, 404], 404)
    assert url in page(signed_in(priya), "/search/?words=festival")
    for client in (signed_in(jim), signed_in(helen), Client()):
        assert url not in page(client, "/search/?words=festival")
        assert "Festival plans" not in page(client, "/meet/2011/11/")
    assert b"Festival" not in Client().get("/meet/events.ics").content
    assert b"Festival" not in Client().get("/meet/feed/").content


def test_a_draft_is_found_by_nobody(helen: User, signed_in: SignIn) -> None:
    event = draft(helen, title="Hidden alder")
    assert f"/meet/events/{event.pk}/" not in page(signed_in(helen), "/search/?words=alder")
    assert b"alder" not in Client().get("/meet/events.ics").content


def test_an_event_tells_machines_its_facts(helen: User) -> None:
    online = "https://join.example/secret"
    event = announced(helen, title="Plans & <more>", online=online)
    text = page(Client(), f"/meet/events/{event.pk}/")
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert told
    facts = json.loads(told[1])
    assert (facts["@type"], facts["name"]) == ("Event", "Plans & <more>")
    assert facts["startDate"] == "2011-11-09T10:00:00+00:00"
    assert facts["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert facts["location"]["name"] == "The Maltings, Ely"
    assert "secret" not in text


def test_the_feed_for_all_is_read_by_two_libraries(helen: User, norfolk: SubRegion) -> None:
    announced(helen, sub_region=norfolk)
    off = announced(helen, title="Flooded")
    actions.cancel_event(by=helen, event=off, reason="The hall is flooded.")
    answer = Client().get("/meet/events.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = Calendar.from_ical(answer.content)
        again = vobject.readOne(answer.content.decode())
    events = read.walk("VEVENT")
    assert [str(each["summary"]) for each in events] == ["Plan to improve", "Flooded"]
    assert [str(each["status"]) for each in events] == ["CONFIRMED", "CANCELLED"]
    assert [each.errors for each in events] == [[], []]
    (first, second) = again.vevent_list
    assert first.dtstart.value.astimezone(at(2011, 11, 9).tzinfo) == at(2011, 11, 9, 10)
    assert second.status.value == "CANCELLED"
    there = Client().get("/meet/in/norfolk.ics").content
    assert there.count(b"BEGIN:VEVENT") == 2  # what is for the whole area is there, too
    assert Client().get("/meet/in/atlantis.ics").status_code == 404


def test_somebodys_own_feed_opens_by_its_key_alone(
    helen: User, priya: User, jim: User, signed_in: SignIn
) -> None:
    event = announced(helen, online="https://join.example/secret")
    announced(helen, title="Not mine")
    booked(event, priya)
    client = signed_in(priya)
    shown = client.post("/meet/calendars/key/").content.decode()
    (path,) = re.findall(r"https?://[^/]+(/meet/own/[\w-]+\.ics)", shown)
    answer = Client().get(path)
    assert answer.status_code == 200
    assert (answer.content.count(b"BEGIN:VEVENT"), b"Not mine" in answer.content) == (1, False)
    assert b"join.example/secret" in answer.content.replace(b"\r\n ", b"")
    assert answer["Cache-Control"] == "private, no-store"
    key = path.removeprefix("/meet/own/").removesuffix(".ics")
    assert key not in "".join(str(value) for value in CalendarKey.objects.values_list())
    assert path not in page(client, "/meet/calendars/")
    client.post("/meet/calendars/key/")
    assert Client().get(path).status_code == 404  # the old one opens nothing any more
    client.post("/meet/calendars/key/out/")
    assert not CalendarKey.objects.exists()


def test_the_key_of_a_closed_account_opens_nothing(helen: User, priya: User) -> None:
    key = actions.make_calendar_key(by=priya)
    assert Client().get(f"/meet/own/{key}.ics").status_code == 200
    network.close_account(by=helen, user=priya, on=date(2011, 9, 19))
    assert Client().get(f"/meet/own/{key}.ics").status_code == 404


def test_the_atom_feed_has_what_was_announced(helen: User) -> None:
    announced(helen)
    draft(helen, title="Hidden alder")
    answer = Client().get("/meet/feed/")
    assert b"Plan to improve" in answer.content
    assert b"Wednesday 9 November 2011, 10 am to 4 pm. A day on" in answer.content
    assert b"Hidden" not in answer.content


def test_words_pasted_from_a_word_processor_do_not_end_the_feed_for_all(helen: User) -> None:
    announced(helen, title="Plan\x0bwell", summary="One\x0btwo.")
    answer = Client().get("/meet/feed/")
    assert b"<title>Plan well</title>" in answer.content
    assert b"One two." in answer.content


def test_the_key_of_somebody_who_has_left_the_network_opens_nothing(
    helen: User, priya: User
) -> None:
    booked(announced(helen, online="https://join.example/secret"), priya)
    key = actions.make_calendar_key(by=priya)
    for post in Post.objects.filter(person=priya.person):
        network.end_post(by=helen, post=post, on=date(2011, 9, 19))
    assert Client().get(f"/meet/own/{key}.ics").status_code == 404


def test_coverage_names_where_there_was_nothing(
    helen: User, priya: User, norfolk: SubRegion, suffolk: SubRegion, signed_in: SignIn
) -> None:
    announced(helen, sub_region=norfolk)
    text = page(signed_in(priya), "/meet/coverage/")
    assert "Nothing yet, and nothing announced: Suffolk." in text


def test_while_planning_what_else_is_in_that_week_is_shown(
    helen: User, norfolk: SubRegion, suffolk: SubRegion, signed_in: SignIn
) -> None:
    announced(helen, title="Alder", sub_region=norfolk, starts_at=at(2011, 11, 7))
    announced(helen, title="Birch", sub_region=suffolk)
    announced(helen, title="Cedar")
    event = draft(helen, sub_region=norfolk)
    text = page(signed_in(helen), f"/meet/events/{event.pk}/")
    found = [name for name in ("Alder", "Birch", "Cedar") if f">{name}</a>" in text]
    assert found == ["Alder", "Cedar"]


def test_the_home_page_shows_the_next_events(helen: User) -> None:
    announced(helen)
    assert "Plan to improve" in page(Client(), "/")


@pytest.mark.parametrize("moment", [datetime(2011, 11, 9, 12)])
def test_an_event_under_way_is_still_to_come(helen: User, moment: datetime) -> None:
    announced(helen)
    with clock.standing(moment.replace(tzinfo=at(2011, 11, 9).tzinfo)):
        text = page(Client(), "/meet/")
    assert "Plan to improve" in text
    assert "Bookings have ended" in text


def test_the_map_for_search_engines_has_the_events_that_strangers_may_read(helen: User) -> None:
    event, hidden = announced(helen), announced(helen, access="members")
    early = draft(helen)
    told = Client().get("/sitemap.xml").content.decode()
    page = f"<loc>http://127.0.0.1:8000/meet/events/{event.pk}/</loc><lastmod>2011-09-19</lastmod>"
    assert page in told
    assert "<loc>http://127.0.0.1:8000/meet/</loc>" in told
    for other in (hidden, early):
        assert f"/meet/events/{other.pk}/" not in told
