"""Letters: at the pace each person chose, of what they may read then, nothing told twice."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from culturefirst.discussions import actions, jobs
from culturefirst.discussions.emails import NO_MORE, to_readers_only
from culturefirst.discussions.letters import NAMED, NEW
from culturefirst.discussions.models import Following, Pace, Seen, Told
from culturefirst.discussions.queries.forums import unread_mentions
from culturefirst.discussions.tests.conftest import first
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import GroupMember, User

MONDAY = date(2011, 9, 19)


@pytest.fixture(autouse=True)
def _nobody_else_writes(cast: Any) -> None:
    Message.objects.all().delete()


def letters(user: User, subject: str = NEW) -> list[str]:
    rows = Message.objects.filter(to=user.email, subject=subject).order_by("pk")
    return list(rows.values_list("text", flat=True))


def pace(user: User, often: str) -> None:
    actions.choose_pace(by=user, often=often)


def morning(day: date) -> Any:
    return clock.standing(
        datetime(day.year, day.month, day.day, 7, tzinfo=ZoneInfo("Europe/London"))
    )


def test_one_letter_tells_all_that_is_new_in_what_one_follows(cast, forum, started):
    one, other = started(cast["priya"], forum, "One"), started(cast["priya"], forum, "Other")
    for thread in (one, other, one):
        actions.reply(by=cast["dee"], thread=thread, text="A secret word")
    with morning(MONDAY + timedelta(days=1)):
        jobs.tell_daily()
    [letter] = letters(cast["priya"])
    assert "“One”: 2 contributions by Dee Fuller" in letter
    assert "“Other”: 1 contribution by Dee Fuller" in letter
    assert f"/discussions/threads/{one.pk}/?at=2#post-2" in letter
    assert "/discussions/digest/" in letter
    assert "secret" not in letter
    assert letters(cast["dee"]) == []


def test_a_job_that_runs_twice_tells_nothing_twice(cast, forum, started):
    thread = started(cast["priya"], forum)
    actions.reply(by=cast["dee"], thread=thread, text="We do.")
    for day in (1, 1, 2, 3):
        with morning(MONDAY + timedelta(days=day)):
            jobs.tell_daily()
            jobs.tell_at_once()
    assert len(letters(cast["priya"])) == 1
    assert Told.objects.filter(person=cast["priya"].person).count() == 1


def test_each_is_told_at_their_own_pace(cast, forum, started):
    thread = started(cast["priya"], forum)
    for name, often in (("dee", "at_once"), ("tom", "weekly"), ("jim", "never")):
        actions.follow_thread(by=cast[name], thread=thread, follows=True)
        pace(cast[name], often)
    with morning(MONDAY):
        jobs.tell_daily()  # this Monday's letter, of the opening words
    Message.objects.all().delete()
    actions.reply(by=cast["priya"], thread=thread, text="We do.")
    told = []
    for job, day in ((jobs.tell_at_once, 0), (jobs.tell_daily, 3), (jobs.tell_daily, 7)):
        with morning(MONDAY + timedelta(days=day)) if day else clock.standing(clock.now()):
            job()
        told.append({name for name in ("dee", "tom", "jim") if letters(cast[name])})
    assert told == [{"dee"}, {"dee"}, {"dee", "tom"}]


def test_what_was_read_meanwhile_is_not_told(cast, forum, started, signed_in):
    thread = started(cast["priya"], forum)
    actions.reply(by=cast["dee"], thread=thread, text="We do.")
    signed_in(cast["priya"]).get(f"/discussions/threads/{thread.pk}/")
    with morning(MONDAY + timedelta(days=1)):
        jobs.tell_daily()
    assert letters(cast["priya"]) == []


def test_who_follows_a_forum_is_told_of_every_thread_but_those_left_out(cast, forum, started):
    actions.follow_forum(by=cast["dee"], forum=forum, follows=True)
    pace(cast["dee"], "at_once")
    loud = started(cast["priya"], forum, "Loud")
    actions.follow_thread(by=cast["dee"], thread=loud, follows=False)
    started(cast["priya"], forum, "Quiet")
    jobs.tell_at_once()
    [letter] = letters(cast["dee"])
    assert ("Quiet" in letter, "Loud" in letter) == (True, False)


def test_whoever_said_no_does_not_follow_again_by_writing(cast, forum, started):
    thread = started(cast["priya"], forum)
    actions.follow_thread(by=cast["priya"], thread=thread, follows=False)
    actions.reply(by=cast["priya"], thread=thread, text="Once more")
    assert not Following.objects.get(person=cast["priya"].person, thread=thread).is_on


def test_nothing_of_the_time_without_letters_is_told_afterwards(cast, forum, started):
    pace(cast["priya"], "never")
    thread = started(cast["priya"], forum)
    actions.reply(by=cast["dee"], thread=thread, text="Before")
    with clock.standing(clock.now() + timedelta(hours=1)):
        pace(cast["priya"], "at_once")
        jobs.tell_at_once()
    assert letters(cast["priya"]) == []


def test_whoever_left_the_group_is_told_nothing_more(cast, closed, started):
    thread = started(cast["priya"], closed)
    dee = cast["dee"]
    network.add_to_group(by=cast["priya"], group=closed.group, person=dee.person)
    pace(dee, "at_once")
    actions.follow_thread(by=dee, thread=thread, follows=True)
    actions.reply(by=cast["priya"], thread=thread, text="While she is in it")
    GroupMember.objects.filter(person=dee.person).update(ends=clock.today())
    jobs.tell_at_once()
    assert letters(dee) == []


def test_a_letter_that_waits_goes_only_to_who_may_still_read(cast, closed, started):
    thread = started(cast["priya"], closed)
    dee = cast["dee"]
    network.add_to_group(by=cast["priya"], group=closed.group, person=dee.person)
    actions.reply(by=cast["priya"], thread=thread, text="@Dee Fuller, see")
    letter = Message.objects.get(to=dee.email, subject=NAMED)
    assert to_readers_only(letter) == ""
    GroupMember.objects.filter(person=dee.person).update(ends=clock.today())
    assert to_readers_only(letter) == NO_MORE
    assert to_readers_only(Message(key="reset:1:2")) == ""


def test_whoever_is_named_is_told_at_once_and_not_again_in_the_digest(cast, forum, started):
    thread = started(cast["priya"], forum, text="@dee fuller's list, and @Helen Marsh: look!")
    names = {mention.person.name for mention in first(thread).mentions.all()}
    assert names == {"Dee Fuller", "Helen Marsh"}
    [letter] = letters(cast["dee"], NAMED)
    assert "Priya Nair named you in “Who shares a post?”." in letter
    actions.follow_forum(by=cast["dee"], forum=forum, follows=True)
    with morning(MONDAY + timedelta(days=1)):
        jobs.tell_daily()
    assert letters(cast["dee"]) == []
    assert unread_mentions(cast["dee"]).count() == 1


def test_editing_tells_only_those_who_are_new_in_it(cast, forum, started):
    said = first(started(cast["priya"], forum, text="@Dee Fuller"))
    edited = "@Dee Fuller and @Jim Gotts"
    actions.edit_contribution(by=cast["priya"], contribution=said, text=edited)
    assert [len(letters(cast[name], NAMED)) for name in ("dee", "jim")] == [1, 1]
    actions.edit_contribution(by=cast["priya"], contribution=said, text="Nobody, a@jim.example")
    assert said.mentions.count() == 0


def test_whoever_wants_no_letters_finds_their_name_in_my_work(cast, forum, started, signed_in):
    pace(cast["dee"], "never")
    started(cast["priya"], forum, text="@Dee Fuller")
    assert letters(cast["dee"], NAMED) == []
    assert "You were named." in signed_in(cast["dee"]).get("/my-work/").content.decode()


def test_letters_of_a_private_space_hold_no_title(cast, space, started):
    thread = started(cast["jim"], space, "Quokka")
    said = actions.reply(by=cast["jim"], thread=thread, text="x")
    Following.objects.update(since=clock.now())
    Pace.objects.update(often="at_once")
    type(said)._base_manager.filter(pk=said.pk).update(author=None)
    Seen.objects.all().delete()
    actions.send_digest(by=SYSTEM, pace=Pace.objects.get(person=cast["jim"].person))
    letter = "".join(letters(cast["jim"]))
    assert "contribution in a group" in letter
    assert not any(word in letter for word in ("Quokka", "Portfolio holders"))


def test_the_page_keeps_the_pace(cast, signed_in):
    client = signed_in(cast["dee"])
    assert client.post("/discussions/digest/", {"often": "hourly"}).status_code == 422
    client.post("/discussions/digest/", {"often": "weekly"})
    assert Pace.objects.get(person=cast["dee"].person).often == "weekly"
