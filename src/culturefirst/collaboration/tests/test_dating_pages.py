"""The pages of a speed-dating day: from the event on, wishes, the timetable, and the day itself."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DatingDay, DayMeeting
from culturefirst.collaboration.tests.dating import Meet, meet, wishes_of
from culturefirst.collaboration.views.dating import days as views
from culturefirst.events.tests.booked import an_event
from culturefirst.kit.jobs.models import Job


@pytest.fixture
def day(helen) -> Meet:
    return meet(helen)


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page_of(day: Meet) -> str:
    return f"/meet/dating/{day.day.pk}/"


def test_the_event_leads_its_keeper_to_set_it_up_and_then_to_the_day(helen, priya, signed_in):
    event = an_event(kind="speed_dating", made_by=helen.person)
    mine, others = signed_in(helen), signed_in(priya)
    page = f"/meet/events/{event.pk}/"
    assert "Set up rounds and tables" in text(mine.get(page))
    assert "Set up rounds" not in text(others.get(page))
    sent = {
        "rounds": 8, "tables": 9, "first_at": "2011-10-05T10:30", "minutes": 10, "between": 5,
        "pause_after": 4, "pause_minutes": 20, "seen": 0,
    }  # fmt: skip
    answer = mine.post(f"{page}dating/", sent, follow=True)
    assert "No timetable yet" in text(answer)
    assert "8 rounds, 9 tables" in text(answer)
    assert "Parties, wishes and timetable" in text(mine.get(page))
    made = DatingDay._base_manager.get()
    assert (made.pause_after, made.pause_minutes, made.wishes_until) == (4, 20, None)


def test_other_events_lead_nowhere(helen, signed_in):
    page = text(signed_in(helen).get(f"/meet/events/{an_event(made_by=helen.person).pk}/"))
    assert "Set up rounds" not in page


def test_a_frame_that_cannot_be_says_where_and_how_to_mend_it(helen, signed_in):
    event = an_event(kind="speed_dating", made_by=helen.person)
    sent = {
        "rounds": 3, "tables": 0, "first_at": "2011-10-05T15:30", "minutes": 10, "between": 5,
        "pause_after": 3, "pause_minutes": "", "seen": 0,
    }  # fmt: skip
    client = signed_in(helen)
    answer = client.post(f"/meet/events/{event.pk}/dating/", sent)
    assert answer.status_code == 422
    said = text(answer)
    assert "Ensure this value is greater than or equal to 1" in said
    assert "Say how long the pause is." in said
    assert "Give a round that is not the last." in said
    right = sent | {"tables": 2, "pause_after": "", "rounds": 4}
    answer = client.post(f"/meet/events/{event.pk}/dating/", right)
    assert "Its rounds are from 3.30 pm to 4.25 pm, and the event is" in text(answer)


def test_a_delegate_is_led_to_their_wishes_and_gives_them(day, signed_in):
    client = signed_in(day.users["Ash"])
    assert "Whom Ash wants to meet" in text(client.get(f"/meet/events/{day.event.pk}/"))
    ash = day.party("Ash")
    page = f"/meet/dating/party/{ash.pk}/wishes/"
    others = {name: f"party-{day.party(name).pk}" for name in ("Birch", "Cedar", "Damson")}
    sent = {others["Birch"]: "3", others["Cedar"]: "1", others["Damson"]: "avoid"}
    answer = client.post(page, sent | {"seen": ash.version}, follow=True)
    assert "The wishes are kept." in text(answer)
    assert wishes_of(day.party("Ash")) == [
        ("Damson", "avoid", None), ("Cedar", "meet", 1), ("Birch", "meet", 2),
    ]  # fmt: skip


def test_one_place_given_twice_is_told_beside_it(day, signed_in):
    ash, client = day.party("Ash"), signed_in(day.users["Ash"])
    twice = {f"party-{day.party(name).pk}": "1" for name in ("Birch", "Cedar")}
    answer = client.post(f"/meet/dating/party/{ash.pk}/wishes/", twice | {"seen": ash.version})
    assert answer.status_code == 422
    said = "Birch and Cedar are both your 1st wish. Give each a place of its own."
    assert said in text(answer)
    assert wishes_of(ash) == []


def test_wishes_of_a_colleague_are_not_undone(day, signed_in):
    ash, client = day.party("Ash"), signed_in(day.users["Ash"])
    day.wishes("Ash", "Cedar")
    answer = client.post(f"/meet/dating/party/{ash.pk}/wishes/", {"seen": ash.version})
    assert answer.status_code == 409
    assert wishes_of(ash) == [("Cedar", "meet", 1)]


def test_who_is_asked_for_reads_so_and_who_is_avoided_does_not(day, signed_in):
    day.wishes("Birch", "Ash")
    day.wishes("Cedar", avoid=("Ash",))
    page = text(
        signed_in(day.users["Ash"]).get(f"/meet/dating/party/{day.party('Ash').pk}/wishes/")
    )
    assert "They asked to meet you: Birch." in page
    assert page.count("Cedar") == 1  # as somebody to wish for


def test_the_organiser_is_offered_no_avoid_and_sees_none(helen, day, signed_in):
    day.wishes("Ash", "Birch", avoid=("Cedar",))
    client = signed_in(helen)
    page = client.get(f"/meet/dating/party/{day.party('Ash').pk}/wishes/").content.decode()
    assert "1st wish" in page
    assert 'value="avoid"' not in page
    day.plan()
    for path in (page_of(day), f"/meet/dating/party/{day.party('Ash').pk}/"):
        assert "ather not" not in text(client.get(path))


def test_others_wishes_are_nobodys_page(day, signed_in):
    page = f"/meet/dating/party/{day.party('Ash').pk}/wishes/"
    assert signed_in(day.users["Birch"]).get(page).status_code == 403


def test_suggested_ones_come_first_with_the_reasons(helen, day, signed_in):
    for name, side in (("Ash", "need"), ("Damson", "offer")):
        by = day.users[name]
        actions.publish_listing(
            by=by, organisation=by.posts_today[0].organisation, side=side, title="A dry store",
            arrangement="space", service="museums", contact=by.person,
        )  # fmt: skip
    page = text(
        signed_in(day.users["Ash"]).get(f"/meet/dating/party/{day.party('Ash').pk}/wishes/")
    )
    assert page.index("both: museums") < page.index("Birch")
    assert page.index("Damson") < page.index("both: museums")


def test_the_organiser_plans_reads_how_good_it_is_and_makes_it_final(helen, day, signed_in):
    day.wishes("Ash", "Birch")
    client = signed_in(helen)
    assert "1 of 4 parties has said" in text(client.get(page_of(day)))
    planned = text(client.post(f"{page_of(day)}plan/", follow=True))
    assert "The day is planned." in planned
    assert "It meets 1 of 1 wish." in planned
    assert "Ash asked" in planned
    assert "10 am to 10.10 am" in planned
    final = text(client.post(f"{page_of(day)}final/", follow=True))
    assert "It is final, and the letters are on their way." in final
    held = text(client.post(f"{page_of(day)}round/", {"round": 1}, follow=True))
    assert "Round 1 was held, and is not moved any more." in held
    assert "Round 2 was held" in held
    undone = text(client.post(f"{page_of(day)}round/", {"round": 1, "undo": 1}, follow=True))
    assert "Round 1 is still on." in undone


def test_who_does_not_come_is_told_with_what_falls_out_and_planned_around(helen, day, signed_in):
    day.plan()
    actions.make_final(by=helen, day=day.day)
    client, ash = signed_in(helen), day.party("Ash")
    seen = client.post(f"/meet/dating/party/{ash.pk}/there/", {"seen": "absent"}, follow=True)
    assert "Ash did not come. Plan the rest anew." in text(seen)
    assert "3 meetings cannot be held as planned" in text(seen)
    planned = text(client.post(f"{page_of(day)}plan/", follow=True))
    assert "cannot be held as planned" not in planned
    assert "did not come" in planned
    answer = client.post(f"/meet/dating/party/{ash.pk}/there/", {"seen": "nonsense"}, follow=True)
    assert "choose one of the buttons" in text(answer)


def test_a_meeting_says_why_and_is_exchanged_moved_fixed_and_taken_out(helen, day, signed_in):
    day.plan()
    client = signed_in(helen)
    row = DayMeeting._base_manager.filter(day=day.day, round=1).first()
    page = f"/meet/dating/meeting/{row.pk}/"
    assert "fills a gap, so that nobody sits alone" in text(client.get(page))
    refused = client.post(
        f"{page}exchange/",
        {"one": row.a_id, "other": row.b_id, "seen": day.day.version},
    )
    assert refused.status_code == 422
    assert f"{row.a} and {row.b} meet each other in round 1." in text(refused)
    fixed = client.post(f"{page}change/", {"fix": 1, "seen": day.day.version}, follow=True)
    assert f"{row.a} and {row.b} meet in round 1 for certain." in text(fixed)
    moved = client.post(f"{page}move/", {"to": 2, "table": "", "seen": day.day.version})
    assert "is fixed by hand: release it first." in text(moved)
    client.post(f"{page}change/", {"release": 1, "seen": day.day.version})
    out = client.post(f"{page}change/", {"out": 1, "seen": day.day.version}, follow=True)
    assert f"The meeting of {row.a} and {row.b} is taken out." in text(out)
    again = {"a": row.a_id, "b": row.b_id, "round_": 1, "table": "", "seen": day.day.version}
    back = client.post(f"{page_of(day)}fix/", again, follow=True)
    assert "The meeting is fixed" in text(back)
    assert DayMeeting._base_manager.get(a=row.a_id, b=row.b_id).fixed is True


def test_a_party_has_breaks_a_late_arrival_and_at_most_so_many(helen, day, signed_in):
    ash, client = day.party("Ash"), signed_in(helen)
    page = f"/meet/dating/party/{ash.pk}/edit/"
    sent = {
        "name": "", "first": 2, "last": "", "breaks": [3], "most": 1, "seen": ash.version,
        "initial-first": 1, "initial-last": "", "initial-name": "", "initial-most": "",
    }  # fmt: skip
    answer = client.post(page, sent, follow=True)
    assert "Saved. Plan the timetable anew, so that it holds." in text(answer)
    now = day.party("Ash")
    assert (now.first, now.last, now.breaks, now.most) == (2, None, [3], 1)
    assert "from round 2, not in round 3" in text(client.get(page_of(day)))
    wrong = client.post(page, sent | {"first": 3, "last": 2, "seen": now.version})
    assert "They leave before they come" in text(wrong)


def test_a_day_of_very_many_is_planned_in_the_background(helen, day, signed_in, monkeypatch):
    monkeypatch.setattr(views, "LONG", 3)
    answer = signed_in(helen).post(f"{page_of(day)}plan/")
    job = Job.objects.get(task="culturefirst.collaboration.jobs.plan_large_day")
    assert answer.url == f"/jobs/{job.pk}/"
    assert job.result == page_of(day)  # in tests a job is done at once
    assert len(day.pairs()) == 6


@pytest.mark.parametrize("at", ["day", "wishes"])
def test_pages_ask_as_often_for_many_as_for_few(helen, signed_in, at):
    client, counts = signed_in(helen), []
    for bodies, mark in ((3, "ton"), (9, "ham")):
        day = meet(helen, bodies=bodies, mark=mark)
        names = list(day.users)
        day.wishes(names[0], *names[1:])
        day.wishes(names[1], names[0])
        day.plan()
        url = page_of(day)
        if at == "wishes":
            url = f"/meet/dating/party/{day.party(names[0]).pk}/wishes/"
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
