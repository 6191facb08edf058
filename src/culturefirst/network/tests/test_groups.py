"""Groups: who comes in and how, who looks after them, and what a change of role does."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Post
from culturefirst.network.queries import groups as queries

NEXT = date(2011, 9, 20)


@pytest.fixture
def forum(helen: Any) -> Group:
    """A forum that anybody of the network may join."""
    return actions.add_group(by=helen, name="Culture Forum", kind="forum")


@pytest.fixture
def closed(helen: Any) -> Group:
    return actions.add_group(by=helen, name="Museums Group", kind="partnership", access="closed")


@pytest.fixture
def space(helen: Any, jim: Any) -> Group:
    """The councillors' own: private, with Jim as its convenor."""
    return actions.add_group(
        by=helen,
        name="Portfolio holders",
        kind="network",
        access="private",
        only_role="councillor",
        convenor=jim.person,
    )


def inside(group: Group, on: date | None = None) -> list[str]:
    rows = GroupMember.objects.in_on(on or clock.today()).filter(group=group)
    return sorted(row.person.name for row in rows)


def letters(to: Any) -> list[str]:
    return list(
        Message.objects.filter(to=to.email).order_by("pk").values_list("subject", flat=True)
    )


# Coming in.


def test_an_open_group_is_joined_at_once(forum, priya):
    actions.join_group(by=priya, group=forum)
    assert inside(forum) == ["Priya Nair"]
    with pytest.raises(DomainError, match="Priya Nair is in Culture Forum already"):
        actions.join_group(by=priya, group=forum)


def test_a_closed_group_is_asked_and_its_convenor_told_by_letter_and_in_my_work(
    closed, helen, tom, priya
):
    actions.add_to_group(by=helen, group=closed, person=tom.person, part="convenor")
    actions.join_group(by=priya, group=closed, why="I run the museum.")
    assert inside(closed) == ["Tom Reeve"]
    assert letters(tom)[-1] == "Priya Nair asks to join Museums Group"
    assert [need.what for need in needs(tom, clock.today())] == [
        "Priya Nair asks to join Museums Group"
    ]
    assert [need.what for need in needs(helen, clock.today())] == []
    actions.let_into_group(by=tom, group=closed, person=priya.person)
    assert inside(closed) == ["Priya Nair", "Tom Reeve"]
    assert letters(priya) == ["You are in Museums Group"]
    assert needs(tom, clock.today()) == []


def test_where_nobody_is_convenor_the_team_is_asked(closed, helen, priya):
    actions.join_group(by=priya, group=closed)
    assert letters(helen) == ["Priya Nair asks to join Museums Group"]
    assert [need.what for need in needs(helen, clock.today())] == [
        "Priya Nair asks to join Museums Group"
    ]


def test_what_somebody_wrote_is_in_no_letter_and_forgotten_when_it_is_decided(closed, helen, priya):
    actions.join_group(by=priya, group=closed, why="Zwetschge")
    assert not Message.objects.filter(text__contains="Zwetschge").exists()
    row = actions.decline_group_request(by=helen, group=closed, person=priya.person)
    assert (row.why, row.starts, row.ends) == ("", None, date(2011, 9, 19))
    assert letters(priya) == ["About your asking to join Museums Group"]
    assert inside(closed) == []
    actions.join_group(by=priya, group=closed)
    assert queries.waiting(closed).count() == 1


def test_somebody_who_asked_is_let_in_when_they_are_added(closed, helen, priya):
    actions.join_group(by=priya, group=closed)
    actions.add_to_group(by=helen, group=closed, person=priya.person)
    assert inside(closed) == ["Priya Nair"]
    assert closed.members.count() == 1


def test_an_officer_lets_nobody_in(closed, priya, dee):
    actions.join_group(by=dee, group=closed)
    with pytest.raises(NotAllowed):
        actions.let_into_group(by=priya, group=closed, person=dee.person)


def test_a_private_group_answers_an_officer_like_one_that_is_not_there(space, priya, jim):
    with pytest.raises(DomainError, match="There is no such group"):
        actions.join_group(by=priya, group=space)
    with pytest.raises(DomainError, match="There is no such group"):
        actions.leave_group(by=priya, group=space, person=priya.person)


def test_nobody_asks_to_join_a_private_group_or_adds_themselves(helen, amara):
    board = actions.add_group(by=helen, name="Board", kind="steering", access="private")
    with pytest.raises(DomainError, match="its convenor adds people"):
        actions.join_group(by=helen, group=board)
    with pytest.raises(DomainError, match="Somebody else must add you"):
        actions.add_to_group(by=helen, group=board, person=helen.person)
    actions.add_to_group(by=amara, group=board, person=helen.person)
    assert inside(board) == ["Helen Marsh"]


# For one role only.


def test_only_who_holds_the_role_comes_in(space, helen, priya):
    with pytest.raises(DomainError, match="only for people who are councillors, and Priya Nair"):
        actions.add_to_group(by=helen, group=space, person=priya.person)


def test_who_stops_being_a_councillor_is_out_the_same_day_and_back_when_elected_again(
    space, helen, jim
):
    post = Post.objects.get(person=jim.person)
    assert inside(space) == ["Jim Gotts"]
    actions.end_post(by=helen, post=post, on=NEXT)
    assert inside(space) == ["Jim Gotts"]
    assert inside(space, on=NEXT) == []
    with clock.standing(NEXT):
        actions.resume_post(by=helen, post=post)
    assert inside(space, on=NEXT) == ["Jim Gotts"]


def test_a_convenor_who_lost_the_role_keeps_the_group_no_longer(space, helen, jim):
    actions.end_post(by=helen, post=Post.objects.get(person=jim.person), on=NEXT)
    actions.edit_group(by=jim, group=space, changes={"meets": "Each quarter"})
    with clock.standing(NEXT), pytest.raises(NotAllowed):
        again = type(jim).objects.get(pk=jim.pk)
        actions.edit_group(by=again, group=space, changes={"meets": "Never"})


# Leaving, parts, looking after.


def test_somebody_leaves_and_may_come_again_the_same_day(forum, priya):
    actions.join_group(by=priya, group=forum)
    actions.leave_group(by=priya, group=forum, person=priya.person)
    assert inside(forum) == []
    actions.join_group(by=priya, group=forum)
    assert inside(forum) == ["Priya Nair"]
    assert forum.members.count() == 2


def test_the_convenor_takes_somebody_out_and_another_member_cannot(forum, helen, priya, dee):
    for who in (priya, dee):
        actions.join_group(by=who, group=forum)
    with pytest.raises(NotAllowed):
        actions.leave_group(by=dee, group=forum, person=priya.person)
    actions.change_part(by=helen, group=forum, person=dee.person, part="convenor")
    actions.leave_group(by=dee, group=forum, person=priya.person)
    assert inside(forum) == ["Dee Fuller"]


def test_the_last_convenor_is_known_as_such_and_may_leave(forum, helen, dee):
    actions.add_to_group(by=helen, group=forum, person=dee.person, part="secretary")
    assert queries.is_last_keeper(forum, dee.person)
    actions.leave_group(by=dee, group=forum, person=dee.person)
    assert queries.keepers(forum) == [helen.person]


def test_a_part_that_somebody_has_is_not_given_again(forum, helen, dee):
    actions.add_to_group(by=helen, group=forum, person=dee.person)
    with pytest.raises(DomainError, match="Dee Fuller is member of Culture Forum already"):
        actions.change_part(by=helen, group=forum, person=dee.person, part="member")


# Making, changing, ending.


def test_an_improvement_manager_makes_open_groups_of_their_own_sub_region_only(
    tom, cambridgeshire, norfolk
):
    group = {"by": tom, "name": "Culture Task Group", "kind": "task_group"}
    actions.add_group(**group, sub_region=cambridgeshire)
    with pytest.raises(NotAllowed):
        actions.add_group(**group, sub_region=norfolk)
    with pytest.raises(NotAllowed):
        actions.add_group(**group)
    with pytest.raises(NotAllowed):
        actions.add_group(**group, sub_region=cambridgeshire, access="private")


def test_a_convenor_writes_the_words_and_the_team_says_who_may_come_in(forum, helen, dee):
    actions.add_to_group(by=helen, group=forum, person=dee.person, part="convenor")
    actions.edit_group(by=dee, group=forum, changes={"terms": "To meet.", "access": "open"})
    with pytest.raises(NotAllowed):
        actions.edit_group(by=dee, group=forum, changes={"access": "closed"})
    changed = actions.edit_group(by=helen, group=forum, changes={"access": "closed"})
    assert (changed.terms, changed.access, changed.version) == ("To meet.", "closed", 3)


def test_two_editors_at_once_are_told(forum, helen):
    actions.edit_group(by=helen, group=forum, changes={"meets": "In May"}, seen=1)
    with pytest.raises(Conflict):
        actions.edit_group(by=helen, group=forum, changes={"meets": "In June"}, seen=1)


def test_what_no_form_asks_for_cannot_be_changed(forum, helen):
    with pytest.raises(DomainError, match="slug cannot be changed"):
        actions.edit_group(by=helen, group=forum, changes={"slug": "other"})


def test_two_groups_cannot_have_one_name_but_a_private_one_is_not_told_of_by_it(
    forum, helen, tom, cambridgeshire
):
    with pytest.raises(ValidationError, match="Another group has this name"):
        actions.add_group(by=helen, name="Culture Forum", kind="forum")
    hidden = actions.add_group(by=helen, name="Rivals", kind="task_group", access="private")
    known = actions.add_group(by=tom, name="Rivals", kind="task_group", sub_region=cambridgeshire)
    assert known.slug == "rivals"
    assert "rivals" not in hidden.slug


def test_nobody_joins_a_group_that_has_ended_until_it_is_taken_up_again(forum, helen, priya):
    actions.end_group(by=helen, group=forum)
    with pytest.raises(DomainError, match="Culture Forum has ended"):
        actions.join_group(by=priya, group=forum)
    with pytest.raises(DomainError, match="has ended already"):
        actions.end_group(by=helen, group=forum)
    actions.reopen_group(by=helen, group=forum)
    actions.join_group(by=priya, group=forum)
    assert inside(forum) == ["Priya Nair"]


def test_a_body_takes_part_and_its_people_follow_from_their_posts(forum, helen, priya, ipswich):
    actions.add_body(by=helen, group=forum, organisation=ipswich)
    people = queries.people_of_bodies(forum, helen)
    assert [post.person.name for post in people] == ["Priya Nair"]
    actions.end_post(by=helen, post=Post.objects.get(person=priya.person), on=clock.today())
    assert list(queries.people_of_bodies(forum, helen)) == []
    with pytest.raises(DomainError, match="takes part in Culture Forum already"):
        actions.add_body(by=helen, group=forum, organisation=ipswich)
    actions.end_body(by=helen, group=forum, organisation=ipswich)
    assert list(queries.bodies(forum, helen)) == []
    actions.add_body(by=helen, group=forum, organisation=ipswich)
    assert [taking.organisation for taking in queries.bodies(forum, helen)] == [ipswich]


# What is shown of somebody's groups elsewhere.


def test_a_persons_private_groups_are_shown_to_those_in_them_and_to_the_team(
    space, forum, jim, priya, helen, nobody
):
    actions.join_group(by=jim, group=forum)

    def shown(to: Any) -> list[str]:
        return [row.group.name for row in queries.of_person(jim.person, to)]

    assert shown(priya) == ["Culture Forum"]
    assert shown(jim) == shown(helen) == ["Culture Forum", "Portfolio holders"]
    assert shown(nobody) == []


def test_a_bodys_private_groups_are_too(space, jim, priya, helen, nobody, norfolk_county):
    actions.add_body(by=SYSTEM, group=space, organisation=norfolk_county)
    shown = {who: queries.of_body(norfolk_county, who).count() for who in (jim, helen, priya)}
    assert list(shown.values()) == [1, 1, 0]
    assert queries.of_body(norfolk_county, nobody).count() == 0
