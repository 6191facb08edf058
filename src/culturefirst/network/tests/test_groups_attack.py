"""Whoever runs the network tries to get at the papers of the councillors' space, and does not.

Each attack uses what its people may do: appoint, add, merge, change settings, take others out.
"""

from datetime import date
from typing import Any

import pytest

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.uploads import checked
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Organisation, Person, Post, User
from culturefirst.network.policy import read_papers
from culturefirst.network.queries import groups as queries

LONG_AGO, TODAY = date(2010, 4, 1), date(2011, 9, 19)
NOTES = checked("notes.txt", b"We met in Ely.")


@pytest.fixture
def space(helen: User, jim: User) -> Group:
    """The councillors' own, with Jim as its convenor and a paper of his."""
    group = actions.add_group(
        by=helen, name="Portfolio holders", kind="network", access="private",
        only_role="councillor", convenor=jim.person,
    )  # fmt: skip
    actions.add_paper(by=jim, group=group, title="What we really think", upload=NOTES)
    return group


def councillor(name: str, at: Organisation) -> User:
    person = actions.add_person(by=SYSTEM, name=name)
    appoint(SYSTEM, person, at)
    email = f"{name.split()[0].lower()}@example.org"
    return actions.open_account(by=SYSTEM, person=person, email=email)


def appoint(by: Any, person: Person, at: Organisation, **more: Any) -> Post:
    said = {"title": "Councillor", "role": "councillor", "starts": LONG_AGO} | more
    return actions.appoint(by=by, person=person, organisation=at, **said)


def again(user: User) -> User:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def reads(user: User, group: Group) -> bool:
    user = again(user)
    asked = read_papers.allows(user, group)
    assert asked == queries.papers(group, user).exists()
    return bool(asked)


def letters(to: User) -> list[str]:
    rows = Message.objects.filter(to=to.email).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def test_a_councillors_post_that_a_manager_gives_themselves_opens_nothing(
    space, helen, amara, norfolk_county
):
    appoint(helen, helen.person, norfolk_county)
    assert not reads(helen, space)
    with pytest.raises(DomainError, match="Somebody else must add you"):
        actions.add_to_group(by=helen, group=space, person=helen.person)
    # The director helps: it is a proposal, which neither of the two can answer.
    row = actions.add_to_group(by=amara, group=space, person=helen.person)
    assert (row.starts, reads(helen, space)) == (None, False)
    for accomplice in (helen, amara):
        with pytest.raises(NotAllowed):
            actions.let_into_group(by=again(accomplice), group=space, person=helen.person)
        with pytest.raises(DomainError):
            actions.add_to_group(by=again(accomplice), group=space, person=helen.person)
    assert not reads(helen, space)


def test_the_convenor_is_told_and_decides_and_everybody_inside_is_told(
    space, helen, jim, norfolk_county, amara
):
    ann = councillor("Ann Reed", norfolk_county)
    actions.add_to_group(by=jim, group=space, person=ann.person)
    assert letters(jim)[-1] == "Ann Reed is in Portfolio holders now"
    appoint(helen, helen.person, norfolk_county)
    actions.add_to_group(by=amara, group=space, person=helen.person)
    assert letters(jim)[-1] == "Helen Marsh is proposed for Portfolio holders"
    waits = "Helen Marsh asks to join Portfolio holders"
    assert [need.what for need in needs(again(jim), TODAY) if need.what == waits] == [waits]
    assert [need for need in needs(again(helen), TODAY) if need.what == waits] == []
    actions.let_into_group(by=again(jim), group=space, person=helen.person)
    assert reads(helen, space)
    assert letters(ann)[-1] == "Helen Marsh is in Portfolio holders now"
    assert letters(helen)[-1] == "You are in Portfolio holders"


def test_another_person_whom_the_team_makes_up_waits_too(space, helen, norfolk_county):
    sock = actions.add_person(by=helen, name="Ada Newcome")
    appoint(helen, sock, norfolk_county)
    account = actions.open_account(by=helen, person=sock, email="ada@example.org")
    actions.add_to_group(by=helen, group=space, person=sock)
    assert not reads(account, space)


def test_with_the_convenor_out_of_the_way_the_team_still_lets_nobody_in(
    space, helen, jim, norfolk_county
):
    ann = councillor("Ann Reed", norfolk_county)
    actions.add_to_group(by=jim, group=space, person=ann.person)
    actions.leave_group(by=helen, group=space, person=jim.person)
    sock = actions.add_person(by=helen, name="Ada Newcome")
    appoint(helen, sock, norfolk_county)
    assert actions.add_to_group(by=helen, group=space, person=sock).starts is None
    assert letters(ann)[-1] == "Ada Newcome is proposed for Portfolio holders"
    # Without a convenor whoever sits there decides, on their page and in their work.
    assert [row.person for row in queries.to_decide(again(ann))] == [sock]
    assert list(queries.to_decide(again(helen))) == []
    actions.let_into_group(by=again(ann), group=space, person=sock)
    # With nobody left, the space stays shut for good.
    for person in (ann.person, sock):
        actions.leave_group(by=helen, group=space, person=person)
    with pytest.raises(DomainError, match="Nobody sits in Portfolio holders who could let"):
        actions.add_to_group(by=helen, group=space, person=sock)


def test_with_every_councillors_post_ended_too(space, helen, jim, norfolk_county):
    actions.end_post(by=helen, post=jim.person.posts.get(), on=TODAY)
    sock = actions.add_person(by=helen, name="Ada Newcome")
    appoint(helen, sock, norfolk_county)
    with pytest.raises(DomainError, match="no papers may be there before"):
        actions.add_to_group(by=helen, group=space, person=sock)


def test_a_record_merged_into_a_managers_does_not_bring_the_space_along(space, helen, amara, jim):
    made = actions.merge_people(by=amara, kept=helen.person, merged=jim.person)
    assert [post.role for post in again(helen).posts_today] == ["manager", "councillor"]
    assert not reads(helen, space)
    actions.undo_merge(by=amara, merge=made)
    assert (reads(helen, space), reads(jim, space)) == (False, True)


def test_a_managers_account_that_goes_to_a_councillor_does_not_either(
    space, helen, amara, jim, norfolk_county
):
    quiet = actions.add_person(by=SYSTEM, name="Ann Reed")  # a councillor without an account
    appoint(SYSTEM, quiet, norfolk_county)
    actions.add_to_group(by=jim, group=space, person=quiet)
    made = actions.merge_people(by=amara, kept=quiet, merged=helen.person)
    assert again(helen).person == quiet
    assert not reads(helen, space)
    assert letters(jim)[-1] == "Ann Reed is proposed for Portfolio holders"
    actions.undo_merge(by=amara, merge=made)
    sits = GroupMember.objects.in_on(TODAY).filter(group=space, person=quiet)
    assert (sits.count(), reads(helen, space)) == (1, False)


def test_an_account_that_the_team_opens_in_a_councillors_name_does_not_either(
    space, helen, jim, norfolk_county
):
    quiet = actions.add_person(by=SYSTEM, name="Ann Reed")
    appoint(SYSTEM, quiet, norfolk_county)
    actions.add_to_group(by=jim, group=space, person=quiet)
    account = actions.open_account(by=helen, person=quiet, email="helens.own@example.org")
    assert not reads(account, space)
    actions.let_into_group(by=again(jim), group=space, person=quiet)
    assert reads(account, space)


def test_who_was_let_in_after_a_merge_stays_when_it_is_taken_back(space, helen, amara, jim):
    ann = actions.add_person(by=SYSTEM, name="Ann Reed")
    appoint(SYSTEM, ann, jim.person.posts.get().organisation)
    actions.add_to_group(by=jim, group=space, person=ann)
    made = actions.merge_people(by=amara, kept=helen.person, merged=ann)
    actions.let_into_group(by=again(jim), group=space, person=helen.person)
    assert reads(helen, space)
    actions.undo_merge(by=amara, merge=made)
    rows = space.members.filter(ends__isnull=True).order_by("pk")
    assert [(row.person, row.starts) for row in rows] == [
        (jim.person, TODAY), (ann, TODAY), (helen.person, TODAY),
    ]  # fmt: skip
    assert not reads(helen, space)  # the councillor's post went back with the record


def test_who_was_a_councillor_and_runs_the_network_now_is_not_back_by_a_new_post(
    space, amara, jim, team, norfolk_county
):
    actions.end_post(by=amara, post=jim.person.posts.get(), on=TODAY)
    actions.appoint(
        by=amara, person=jim.person, title="Manager", role="manager", organisation=team,
        starts=TODAY,
    )  # fmt: skip
    assert not reads(jim, space)
    appoint(again(jim), jim.person, norfolk_county, title="Member", starts=TODAY)
    assert "councillor" in again(jim).roles
    assert not reads(jim, space)
    assert [row.starts for row in space.members.filter(ends__isnull=True)] == [None]


def test_a_lead_who_gives_themselves_the_post_again_waits(space, helen, jim, norfolk_county):
    ann = councillor("Ann Reed", norfolk_county)
    actions.add_to_group(by=jim, group=space, person=ann.person)
    lead = appoint(helen, ann.person, norfolk_county, title="Lead", role="officer", leads=True)
    assert reads(ann, space)
    actions.end_post(by=helen, post=ann.person.posts.get(role="councillor"), on=TODAY)
    assert (lead.leads, reads(ann, space)) == (True, False)
    appoint(again(ann), ann.person, norfolk_county, title="Member", starts=TODAY)
    assert not reads(ann, space)


def test_of_a_group_that_becomes_a_space_the_team_inside_waits(helen, amara, jim, norfolk_county):
    group = actions.add_group(
        by=amara, name="Holders", kind="network", access="closed", convenor=jim.person
    )
    appoint(amara, helen.person, norfolk_county)
    actions.add_to_group(by=amara, group=group, person=helen.person, part="secretary")
    changes = {"access": "private", "only_role": "councillor"}
    actions.edit_group(by=amara, group=group, changes=changes)
    group.refresh_from_db()
    actions.add_paper(by=again(jim), group=group, title="Now we may speak", upload=NOTES)
    assert (reads(jim, group), reads(helen, group)) == (True, False)


def test_the_team_makes_no_space_with_one_of_its_own_as_the_first(helen, amara, norfolk_county):
    appoint(amara, helen.person, norfolk_county)
    with pytest.raises(DomainError, match="The first one there is somebody who does not run"):
        actions.add_group(
            by=amara, name="Holders", kind="network", access="private", only_role="councillor",
            convenor=helen.person,
        )  # fmt: skip
    assert not Group.objects.exists()


def test_the_pages_of_the_space_offer_a_manager_a_proposal_and_no_way_in(
    space, helen, amara, jim, norfolk_county, signed_in
):
    sock = actions.add_person(by=helen, name="Ada Newcome")
    appoint(helen, sock, norfolk_county)
    client, page = signed_in(helen), f"/groups/{space.slug}/"
    found = client.get(f"{page}members/add/?words=Ada").content.decode()
    assert "Propose somebody for this group" in found
    said = {"person": sock.pk, "part": "member"}
    done = client.post(f"{page}members/add/?words=Ada", said, follow=True).content.decode()
    assert "Whoever sits in the group has been written to" in done
    assert "Those who sit in the group decide." in done
    row = space.members.get(person=sock)
    for way in ("let-in", "decline"):
        assert client.get(f"{page}members/{row.pk}/{way}/").status_code == 403
        assert client.post(f"{page}members/{row.pk}/{way}/").status_code == 403
    mine = signed_in(jim)
    assert "Let them in" in mine.get(page).content.decode()
    mine.post(f"{page}members/{row.pk}/let-in/")
    assert sock in [each.person for each in queries.members(space, again(jim))]


def test_a_councillor_elected_again_is_back_without_asking(space, helen, jim, norfolk_county):
    actions.end_post(by=helen, post=jim.person.posts.get(), on=TODAY)
    assert not reads(jim, space)
    with clock.standing(date(2011, 9, 20)):
        appoint(helen, jim.person, norfolk_county, title="Member", starts=date(2011, 9, 20))
        assert reads(jim, space)
