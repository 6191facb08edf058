"""Who reads which forum, and what is done in threads."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from culturefirst.discussions import actions
from culturefirst.discussions.models import Forum, Thread
from culturefirst.discussions.models.words import TOO_LONG
from culturefirst.discussions.policy import take_part
from culturefirst.discussions.queries import forums as queries
from culturefirst.discussions.queries.readers import readers
from culturefirst.discussions.tests.conftest import ROLES, a_group, first, fresh
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.uploads import checked
from culturefirst.network import actions as network
from culturefirst.network.models import Post

NOTES = checked("notes.txt", b"We met in Ely.")


def who_reads(cast: dict[str, Any], forum: Forum) -> set[str]:
    """The policy, the list of forums and the list of people must say the same."""
    asked = {name for name, user in cast.items() if take_part.allows(user, forum)}
    listed = {n for n, user in cast.items() if forum in Forum.objects.visible_to(user)}
    people = set(readers(forum))
    named = {name for name, user in cast.items() if user.person in people}
    assert asked == listed == named
    return asked


def test_every_member_reads_the_forum_for_all(cast, forum, nobody):
    assert who_reads(cast, forum) == set(ROLES)
    assert not Forum.objects.visible_to(nobody).exists()


def test_a_closed_groups_forum_is_for_its_members_and_the_team(cast, closed):
    assert who_reads(cast, closed) == {"priya", "helen", "amara"}


def test_a_private_spaces_forum_is_for_its_members_alone(cast, space):
    assert who_reads(cast, space) == {"jim"}


def test_whoever_no_longer_holds_the_role_reads_the_space_no_more(cast, space):
    post = Post.objects.get(person=cast["jim"].person)
    network.end_post(by=cast["helen"], post=post, on=clock.today(), reason="An election")
    assert who_reads(cast | {"jim": fresh(cast["jim"])}, space) == set()


def test_an_open_groups_forum_is_for_every_member(cast, helen, priya):
    group = a_group(helen, priya, "Festivals", "open")
    assert who_reads(cast, actions.open_forum(by=priya, group=group)) == set(ROLES)


def test_there_is_one_forum_for_all_and_only_the_team_opens_it(cast):
    with pytest.raises(NotAllowed):
        actions.open_forum(by=cast["priya"])
    actions.open_forum(by=cast["helen"])
    with pytest.raises(DomainError, match="open already"):
        actions.open_forum(by=cast["amara"])


def test_the_team_cannot_open_a_forum_in_a_private_space(cast, space):
    group = space.group
    Forum._base_manager.all().delete()
    with pytest.raises(NotAllowed):
        actions.open_forum(by=cast["helen"], group=group)


def test_replies_stand_in_order_and_the_thread_counts_them(cast, forum, started):
    thread = started(cast["priya"], forum)
    for name in ("dee", "helen"):
        actions.reply(by=cast[name], thread=thread, text=f"By {name}")
    said = list(queries.contributions(thread, cast["dee"]).values_list("position", "text"))
    assert said == [(1, "We think of it."), (2, "By dee"), (3, "By helen")]
    assert fresh(thread).length == 3


def test_nobody_writes_where_they_do_not_read(cast, closed, started):
    thread = started(cast["priya"], closed)
    for name in ("tom", "jim", "dee"):
        with pytest.raises(NotAllowed):
            actions.reply(by=cast[name], thread=thread, text="Let me in")
        with pytest.raises(NotAllowed):
            started(cast[name], closed)


def test_a_very_long_text_is_refused_with_a_sentence(cast, forum, started):
    with pytest.raises(ValidationError) as refused:
        started(cast["priya"], forum, text="x" * 20_001)
    assert refused.value.message_dict == {"text": [TOO_LONG]}
    assert not Thread._base_manager.exists()


def test_nothing_but_blanks_is_refused(cast, forum, started):
    with pytest.raises(DomainError, match="Write something first"):
        started(cast["priya"], forum, text=" \n\0 ")


def test_ones_own_words_are_edited_within_a_day_and_say_so(cast, forum, started):
    said = first(started(cast["priya"], forum))
    edited = actions.edit_contribution(by=cast["priya"], contribution=said, text="**Now** so")
    assert (edited.html, edited.edited_at) == ("<p><strong>Now</strong> so</p>\n", clock.now())
    with pytest.raises(NotAllowed):
        actions.edit_contribution(by=cast["helen"], contribution=said, text="Mine")
    with (
        clock.standing(clock.now() + timedelta(days=1)),
        pytest.raises(NotAllowed, match="within a day"),
    ):
        actions.edit_contribution(by=cast["priya"], contribution=said, text="Late")


def test_what_is_removed_is_gone_and_its_place_stays(cast, forum, started):
    thread = started(cast["priya"], forum)
    said = actions.reply(by=cast["dee"], thread=thread, text="A secret", uploads=[NOTES])
    actions.mark_answer(by=cast["priya"], thread=thread, contribution=said)
    with pytest.raises(NotAllowed):
        actions.remove_contribution(by=cast["jim"], contribution=said, why="No")
    gone = actions.remove_contribution(by=cast["helen"], contribution=said, why="Off topic")
    assert (gone.text, gone.html, gone.removed_why) == ("", "", "Off topic")
    assert gone.removed_by == cast["helen"].person
    assert fresh(thread).answer is None
    assert fresh(thread).length == 2


def test_a_threads_title_goes_with_its_opening_words(cast, forum, started):
    thread = started(cast["priya"], forum, "Somebody's secret")
    actions.remove_contribution(by=cast["priya"], contribution=first(thread), why="My mistake")
    assert fresh(thread).title == Thread.REMOVED
    assert list(queries.threads(forum, cast["dee"])) == []
    with pytest.raises(DomainError, match="was closed"):
        actions.reply(by=cast["dee"], thread=thread, text="What was it?")


def test_whoever_asked_marks_the_answer_and_takes_it_back(cast, forum, started):
    thread = started(cast["priya"], forum)
    said = actions.reply(by=cast["dee"], thread=thread, text="We do.")
    with pytest.raises(NotAllowed):
        actions.mark_answer(by=cast["dee"], thread=thread, contribution=said)
    actions.mark_answer(by=cast["priya"], thread=thread, contribution=said)
    assert list(queries.threads(forum, cast["dee"], "answered")) == [thread]
    assert list(queries.threads(forum, cast["dee"], "unanswered")) == []
    actions.mark_answer(by=cast["helen"], thread=thread, contribution=None)
    assert list(queries.threads(forum, cast["dee"], "unanswered")) == [thread]


def test_the_answer_is_a_reply_of_the_same_question(cast, forum, started):
    thread, other = started(cast["priya"], forum), started(cast["priya"], forum)
    for wrong in (first(thread), actions.reply(by=cast["dee"], thread=other, text="No")):
        with pytest.raises(DomainError, match="one of the replies"):
            actions.mark_answer(by=cast["priya"], thread=thread, contribution=wrong)


def test_pinned_threads_stand_first_and_moderators_pin(cast, forum, started):
    old, new = started(cast["priya"], forum, "Old"), started(cast["priya"], forum, "New")
    assert list(queries.threads(forum, cast["dee"])) == [new, old]
    with pytest.raises(NotAllowed):
        actions.pin_thread(by=cast["priya"], thread=old, pinned=True)
    actions.pin_thread(by=cast["helen"], thread=old, pinned=True)
    assert list(queries.threads(forum, cast["dee"])) == [old, new]


def test_a_closed_thread_takes_no_replies_until_it_is_reopened(cast, forum, started):
    thread = started(cast["priya"], forum)
    actions.close_thread(by=cast["priya"], thread=thread)
    with pytest.raises(DomainError, match="was closed"):
        actions.reply(by=cast["dee"], thread=thread, text="But")
    actions.reopen_thread(by=cast["helen"], thread=thread)
    actions.reply(by=cast["dee"], thread=thread, text="Thanks")


def test_a_thread_moves_only_to_where_the_same_people_read_it(cast, forum, closed, started):
    group = a_group(cast["helen"], cast["priya"], "Festivals", "open")
    festivals = actions.open_forum(by=cast["priya"], group=group)
    thread = started(cast["priya"], forum)
    assert list(queries.moved_to(thread, cast["helen"])) == [festivals]
    with pytest.raises(DomainError, match="Other people read that forum"):
        actions.move_thread(by=cast["helen"], thread=thread, forum=closed)
    actions.move_thread(by=cast["helen"], thread=thread, forum=festivals)
    assert fresh(thread).forum == festivals


def test_a_group_that_has_ended_discusses_no_more(cast, closed, started):
    thread = started(cast["priya"], closed)
    network.end_group(by=cast["helen"], group=closed.group)
    with pytest.raises(DomainError, match="has ended"):
        actions.reply(by=cast["priya"], thread=thread, text="Still here")
    assert queries.contributions(thread, cast["priya"]).count() == 1


def test_a_report_waits_for_moderators_and_is_settled_once(cast, closed, started):
    said = first(started(cast["priya"], closed))
    told = actions.raise_concern(by=cast["helen"], contribution=said, why="Names a child")
    with pytest.raises(DomainError, match="told the moderators already"):
        actions.raise_concern(by=cast["helen"], contribution=said, why="Again")
    waits = {name for name, user in cast.items() if queries.concerns(user).exists()}
    assert waits == {"priya"}
    actions.settle_concern(by=cast["priya"], concern=told)
    with pytest.raises(DomainError, match="has looked at this"):
        actions.settle_concern(by=cast["helen"], concern=told)


def test_removing_settles_what_was_reported(cast, forum, started):
    said = first(started(cast["priya"], forum))
    actions.raise_concern(by=cast["dee"], contribution=said, why="Rude")
    assert {n for n, user in cast.items() if queries.concerns(user).exists()} == {"helen", "amara"}
    actions.remove_contribution(by=cast["helen"], contribution=said, why="Rude")
    assert not queries.concerns(cast["helen"]).exists()


def test_contributions_cannot_share_a_place(cast, forum, started):
    said = first(started(cast["priya"], forum))
    said.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        said.save()
