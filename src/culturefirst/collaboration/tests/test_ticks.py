"""Taking a meeting further: each side in private, both once they both want it, and only once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DayMeeting, Initiative, InitiativePartner, Sitting
from culturefirst.collaboration.tests.dating import meet
from culturefirst.events.models import Event
from culturefirst.events.tests.booked import DAY
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure
from culturefirst.network import actions as network

ON = date(2011, 10, 5)


@pytest.fixture
def day(helen):
    """Ash, Birch, Cedar and Damson meet each other in three rounds; the timetable is final."""
    made = meet(helen)
    for by, side, what in (("Ash", "offer", "Our store"), ("Birch", "need", "A store for hats")):
        user = made.users[by]
        actions.publish_listing(
            by=user, organisation=user.posts_today[0].organisation, side=side, title=what,
            arrangement="space", service="museums", contact=user.person,
        )  # fmt: skip
    made.wishes("Ash", "Birch")
    made.plan()
    actions.make_final(by=helen, day=made.day)
    return made


@pytest.fixture
def meeting(day):
    """Of Ash and Birch."""
    a, b = sorted((day.party("Ash").pk, day.party("Birch").pk))
    return DayMeeting._base_manager.get(a=a, b=b)


@pytest.fixture
def evening():
    with clock.standing(DAY + timedelta(hours=8)):
        yield


def say(day, who, meeting, further=True, **said):
    return actions.tick_meeting_off(by=day.users[who], meeting=meeting, further=further, **said)


def introduced():
    rows = Message.objects.filter(key__startswith="collaboration:mutual:")
    return {letter.to: letter for letter in rows}


def test_one_side_alone_tells_nobody_anything(day, meeting, evening, helen):
    own = say(day, "Ash", meeting, note=" Nice store. ")
    assert (own.further, own.note, own.party) == (True, "Nice store.", day.party("Ash"))
    assert (introduced(), Initiative._base_manager.count()) == ({}, 0)
    for who in (day.users["Birch"], day.users["Cedar"], helen):
        assert not Sitting.objects.visible_to(who).filter(pk=own.pk).exists()
    [event] = AuditEvent.objects.filter(verb="collaboration.tick_meeting_off")
    assert (event.about, event.after["note"], event.after["further"]) == (
        f"sitting:{own.pk}", "(kept private)", "(kept private)",
    )  # fmt: skip
    assert figures("mutual") == 0


def test_once_both_say_yes_both_are_introduced_by_one_letter_each_and_a_draft_waits(
    day, meeting, evening, helen
):
    say(day, "Ash", meeting)
    say(day, "Birch", meeting)
    say(day, "Birch", meeting, note="They call on Monday.")
    assert DayMeeting._base_manager.get(pk=meeting.pk).mutual_on == ON
    letters = introduced()
    assert sorted(letters) == ["ash.officer@example.org", "birch.officer@example.org"]
    told = letters["ash.officer@example.org"]
    assert told.subject == "You and Birch both want to take it further"
    assert told.headers["Reply-To"] == "birch.officer@example.org"
    assert "Birch Officer, birch.officer@example.org" in told.text
    assert "Your “Our store” and their “A store for hats”: both: sharing space" in told.text
    assert "Your “A store for hats” and their “Our store”" in (
        letters["birch.officer@example.org"].text
    )
    made = Initiative._base_manager.get()
    assert f"/share/initiatives/{made.pk}/" in told.text
    assert (made.stage, made.grew_from_meeting, made.title) == (
        "draft", meeting, "Ash and Birch: Our store",
    )  # fmt: skip
    assert made.words.startswith(
        "Ash and Birch met at “Meet your neighbours” on 5 October 2011, and both want to take it "
        "further."
    )
    partners = InitiativePartner._base_manager.filter(initiative=made)
    assert [(str(each), str(each.person)) for each in partners] == [
        ("Ash", "Ash Officer"), ("Birch", "Birch Officer"),
    ]  # fmt: skip
    seen = Initiative.objects.visible_to
    assert [str(u) for u in day.users.values() if seen(u).exists()] == [
        "Ash Officer", "Birch Officer",
    ]  # fmt: skip
    assert not seen(helen).exists()
    assert figures("mutual") == 1


def figures(key, **scope):
    asked = Question(f"collaboration.{key}", Window(ON, ON), scope)
    return figure(asked).numerator


def test_a_tick_is_taken_back_until_both_were_introduced(day, meeting, evening):
    say(day, "Ash", meeting)
    say(day, "Ash", meeting, None)
    say(day, "Birch", meeting)
    assert introduced() == {}
    say(day, "Ash", meeting, False)
    say(day, "Ash", meeting, True)
    assert len(introduced()) == 2
    for answer in (None, False):
        with pytest.raises(DomainError, match="cannot be taken back"):
            say(day, "Ash", meeting, answer)
    assert (len(introduced()), Initiative._base_manager.count()) == (2, 1)


def test_nobody_ticks_for_others_or_before_they_have_met(day, meeting, helen):
    for who in (helen, day.users["Cedar"]):
        with pytest.raises(NotAllowed, match="whoever sat at one of the two sides"):
            actions.tick_meeting_off(by=who, meeting=meeting, further=True)
    with pytest.raises(DomainError, match="say it once that has begun"):
        say(day, "Ash", meeting)


def test_a_meeting_that_was_planned_away_meanwhile_is_told_in_words(day, meeting, evening):
    meeting.sittings.model._base_manager.filter(meeting=meeting).delete()
    DayMeeting._base_manager.filter(pk=meeting.pk).delete()
    with pytest.raises(DomainError, match="not in the timetable any more"):
        say(day, "Ash", meeting)


def test_of_a_groups_own_day_no_letter_tells_the_name(day, meeting, evening, helen):
    group = network.add_group(by=helen, name="Heads", kind="forum", access="private")
    Event.objects.filter(pk=day.event.pk).update(access="group", group=group)
    for who in ("Ash", "Birch"):
        say(day, who, meeting)
    texts = [letter.text for letter in introduced().values()]
    assert len(texts) == 2
    assert not any("Meet your neighbours" in text for text in texts)
    assert all("at a speed-dating day on 5 October 2011" in text for text in texts)


def test_whoever_left_the_council_is_no_contact_and_the_draft_is_made(day, meeting, evening):
    say(day, "Ash", meeting)
    post = day.users["Ash"].person.posts.get()
    network.end_post(by=SYSTEM, post=post, on=ON)
    say(day, "Birch", meeting)
    partners = InitiativePartner._base_manager.order_by("pk")
    assert [each.person and str(each.person) for each in partners] == [None, "Birch Officer"]


def test_the_database_itself_refuses_a_second_initiative_of_a_meeting(meeting):
    facts = {"title": "A", "drafted_on": ON, "grew_from_meeting": meeting}
    Initiative._base_manager.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative._base_manager.create(**facts)


def test_meetings_count_once_their_round_and_the_event_are_over_and_both_were_there(
    day, meeting, helen, suffolk
):
    assert figures("meetings") == 0
    for round_ in (1, 2, 3):
        actions.close_round(by=helen, day=day.day, round_=round_)
    assert figures("meetings") == 0
    Event.objects.filter(pk=day.event.pk).update(state="held", held_on=ON)
    assert figures("meetings") == 6
    assert (figures("meetings", event=day.event.pk), figures("meetings", event=0)) == (6, 0)
    assert figures("meetings", sub_region=suffolk.pk) == 0
    body = day.users["Ash"].posts_today[0].organisation
    type(body).objects.filter(pk=body.pk).update(sub_region=suffolk)
    assert figures("meetings", sub_region=suffolk.pk) == 3
    type(day.party("Ash"))._base_manager.filter(pk=day.party("Ash").pk).update(gone_from=2)
    assert figures("meetings") == 4
    type(day.party("Birch"))._base_manager.filter(pk=day.party("Birch").pk).update(first=4)
    assert figures("meetings") == 2


def test_what_has_a_note_stays_where_it_is_when_the_rest_is_planned_anew(
    day, meeting, evening, helen
):
    say(day, "Ash", meeting, None, note="Ring on Monday.")
    actions.did_not_come(by=helen, day=day.day, party=day.party("Damson"))
    day.plan()
    stays = DayMeeting._base_manager.get(pk=meeting.pk)
    assert (stays.round, stays.table) == (meeting.round, meeting.table)
    assert Sitting._base_manager.get(meeting=stays, party=day.party("Ash")).note == (
        "Ring on Monday."
    )
