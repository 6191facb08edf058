"""One's own day at the tables: on the page, on paper, and what "My work" asks."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DayMeeting, Sitting
from culturefirst.collaboration.queries.agenda import agenda, agendas
from culturefirst.collaboration.tests import dating
from culturefirst.collaboration.tests.dating import NAMES, meet
from culturefirst.events.tests.booked import DAY
from culturefirst.kit import clock
from culturefirst.kit.attention import needs

ON = date(2011, 10, 5)
BEFORE, EVENING = DAY - timedelta(days=3), DAY + timedelta(hours=8)


@pytest.fixture
def day(helen):
    """Four councils, three rounds; Ash asks for Birch, and Cedar would rather not meet Damson."""
    made = meet(helen)
    for name, side, what in (("Ash", "offer", "Our store"), ("Birch", "need", "Hats")):
        user = made.users[name]
        actions.publish_listing(
            by=user, organisation=user.posts_today[0].organisation, side=side, title=what,
            arrangement="space", service="museums", contact=user.person,
        )  # fmt: skip
    made.wishes("Ash", "Birch")
    made.wishes("Cedar", "Ash", avoid=("Damson",))
    made.plan()
    return made


def final(day):
    actions.make_final(by=day.by, day=day.day)
    return day


def url(name, *keys):
    return reverse(f"dating_{name}", args=keys)


def page(client, there):
    answer = client.get(there)
    assert answer.status_code == 200
    return answer.content.decode()


def waiting(user, on):
    return [each.why for each in needs(user, on) if each.room == "collaboration"]


def test_it_says_whom_when_where_and_why_the_next_one_first(day, signed_in):
    final(day)
    ash = day.users["Ash"]
    with clock.standing(BEFORE):
        found = agenda(day.party("Ash"), ash)
        text = page(signed_in(ash), url("agenda", day.day.pk))
    by_name = {str(line.other): line for line in found.meetings}
    assert sorted(by_name) == ["Birch", "Cedar", "Damson"]
    assert by_name["Birch"].why[0] == "you asked to meet them, your 1st wish"
    assert by_name["Birch"].why[1].startswith("your “Our store” and their “Hats”: both: sharing")
    assert by_name["Cedar"].why == ("they asked to meet you",)
    assert by_name["Damson"].why == ("so that nobody sits alone",)
    assert by_name["Birch"].people == ("Birch Officer",)
    assert [each.title for each in by_name["Birch"].board] == ["Hats"]
    assert found.next == found.meetings[0]
    assert text.index("next-meeting") < text.index("The whole day")
    assert "Provisional" not in text


def test_what_is_provisional_says_so_and_has_no_ticks(day, signed_in):
    ash = day.users["Ash"]
    with clock.standing(EVENING):
        text = page(signed_in(ash), url("agenda", day.day.pk))
    assert "<b>Provisional.</b>" in text
    assert "Take it further" not in text


def test_whom_somebody_would_rather_not_meet_stands_on_nobodys_agenda(day, signed_in):
    final(day)
    damson = day.users["Damson"]
    for there in ("agenda", "agenda_paper"):
        answer = signed_in(damson).get(url(there, day.day.pk))
        assert answer.status_code == 200
        assert b"rather" not in answer.content
    assert all("rather" not in why for line in agenda(day.party("Damson"), damson).lines
               for why in line.why)  # fmt: skip


def test_during_a_round_it_is_now_and_after_the_last_there_is_no_next(day):
    final(day)
    party, ash = day.party("Ash"), day.users["Ash"]
    first = agenda(party, ash).meetings[0]
    with clock.standing(first.slot.begins):
        assert (agenda(party, ash).next.begun, len(agenda(party, ash).to_tick)) == (True, 1)
    with clock.standing(EVENING):
        found = agenda(party, ash)
    assert (found.next, len(found.to_tick)) == (None, 3)


def test_a_tick_on_the_page_is_ones_own_and_keeps_the_note(day, signed_in):
    final(day)
    line = next(each for each in agenda(day.party("Ash"), day.users["Ash"]).meetings
                if str(each.other) == "Birch")  # fmt: skip
    there = url("tick", line.meeting.pk)
    with clock.standing(EVENING):
        client, other = signed_in(day.users["Ash"]), signed_in(day.users["Birch"])
        assert client.post(there, {"further": "yes", "note": "Nice."}).status_code == 302
        assert client.post(there, {"further": ""}).status_code == 302
        assert client.post(there, {"further": "no"}).status_code == 302
        own = Sitting._base_manager.get(meeting=line.meeting, party=day.party("Ash"))
        assert (own.further, own.note) == (False, "Nice.")
        mine = page(client, url("agenda", day.day.pk))
        theirs = page(other, url("agenda", day.day.pk)) + page(other, there)
        assert ("You said: not now." in mine, "Nice." in mine) == (True, True)
        assert ("You said" in theirs, "Nice." in theirs) == (False, False)
        client.post(there, {"further": "yes"})
        answer = other.post(there, {"further": "yes"}, follow=True).content.decode()
        assert "You both want to take it further: each of you has a letter" in answer
        assert "Your initiative: Ash and Birch" in answer
        refused = client.post(there, {"further": "no", "note": ""})
    assert (refused.status_code, b"cannot be taken back" in refused.content) == (422, True)


def test_who_sits_nowhere_has_no_agenda_and_ticks_nothing(day, helen, dee, signed_in):
    final(day)
    meeting = DayMeeting._base_manager.first()
    for who, expected in ((helen, 403), (dee, 404)):
        client = signed_in(who)
        assert client.get(url("agenda", day.day.pk)).status_code == 404
        assert client.get(url("tick", meeting.pk)).status_code == expected


def test_on_paper_there_is_ones_own_day_everybodys_and_a_sign_a_table(day, helen, signed_in):
    client = signed_in(helen)
    for name in ("agendas_paper", "tables_paper"):
        answer = client.get(url(name, day.day.pk))
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        assert signed_in(day.users["Ash"]).get(url(name, day.day.pk)).status_code == 403
        client = signed_in(helen)
    own = signed_in(day.users["Ash"]).get(url("agenda_paper", day.day.pk))
    assert (own.headers["Content-Type"], own.content[:5]) == ("application/pdf", b"%PDF-")


def test_before_there_is_a_timetable_it_leads_to_the_wishes(helen, signed_in):
    made = meet(helen)
    text = page(signed_in(made.users["Ash"]), url("agenda", made.day.pk))
    assert url("wishes", made.party("Ash").pk) in text
    refused = signed_in(helen).get(url("agendas_paper", made.day.pk))
    assert (refused.status_code, b"There is no timetable yet" in refused.content) == (422, True)


def test_my_work_asks_for_wishes_leads_to_the_agenda_and_asks_for_ticks(day, helen):
    ash, birch = day.users["Ash"], day.users["Birch"]
    assert waiting(ash, date(2011, 9, 19)) == []
    assert waiting(birch, date(2011, 9, 19)) == [
        "Say whom Birch wants to meet: the timetable is made of it."
    ]
    final(day)
    with clock.standing(DAY - timedelta(hours=1)):
        [why] = waiting(ash, ON)
    assert why.startswith("You meet 3 organisations today: at 10 am ")
    with clock.standing(EVENING + timedelta(days=1)):
        assert waiting(ash, ON + timedelta(days=1)) == [
            "Of 3 meetings you have not said whether to take it further: one tick each."
        ]
    with clock.standing(EVENING + timedelta(days=90)):
        assert waiting(ash, ON + timedelta(days=90)) == []


def test_a_meeting_with_somebody_who_is_gone_says_so(day, signed_in):
    final(day)
    actions.did_not_come(by=day.by, day=day.day, party=day.party("Birch"))
    with clock.standing(BEFORE):
        found = agenda(day.party("Ash"), day.users["Ash"])
        text = page(signed_in(day.users["Ash"]), url("agenda", day.day.pk))
    assert [str(line.other) for line in found.meetings if line.fallen] == ["Birch"]
    assert "It cannot be held: somebody is not there" in text


def test_the_organiser_reads_numbers_and_never_who(day, helen, signed_in):
    final(day)
    for round_ in (1, 2, 3):
        actions.close_round(by=helen, day=day.day, round_=round_)
    a, b = sorted((day.party("Ash").pk, day.party("Birch").pk))
    meeting = DayMeeting._base_manager.get(a=a, b=b)
    with clock.standing(EVENING):
        for name in ("Ash", "Birch"):
            by = day.users[name]
            actions.tick_meeting_off(by=by, meeting=meeting, further=True)
        text = page(signed_in(helen), url("outcome", day.day.pk))
    told = text.partition("<main")[2].partition("</main")[0]
    held = DayMeeting._base_manager.filter(day=day.day).count()
    assert f'<dd class="num">2 of {2 * held}</dd>' in told
    assert '<dt>Meetings both want to take further</dt><dd class="num">1</dd>' in told
    assert not any(name in told for name in day.users)


def test_pages_ask_the_same_however_many_meet(helen, signed_in, monkeypatch):
    counts = []
    for names, rounds in ((NAMES[:2], 1), (NAMES[2:8], 5)):
        monkeypatch.setattr(dating, "NAMES", names)
        made = final_of(meet(helen, len(names), rounds=rounds, tables=3))
        user = made.users[names[0]]
        client = signed_in(user)
        client.get(url("agenda", made.day.pk))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("agenda", made.day.pk))
        with CaptureQueriesContext(connection) as of_all:
            agendas(made.day, helen)
        counts.append((len(asked), len(of_all)))
    assert counts[0] == counts[1]


def final_of(made):
    made.plan()
    return final(made)
