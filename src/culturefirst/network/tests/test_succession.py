"""Mergers and splits: what follows from one, and that all of it is taken back."""

from datetime import date

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.actions.handing_over import Handover
from culturefirst.network.models import Membership, Organisation, Post, Succession
from culturefirst.network.views.organisation_words import passings

DAY = date(2011, 6, 1)
TODAY = date(2011, 9, 19)
How = Succession.How


def body(name, **more):
    return actions.add_organisation(by=SYSTEM, name=name, kind="district", **more)


def facts(model, *names):
    return sorted(model.objects.values_list(*names), key=repr)


def stands():
    """Everything that a succession may touch."""
    return (
        facts(Organisation, "name", "dissolved_on"),
        facts(Membership, "organisation__name", "starts", "ends", "reason"),
        facts(Post, "title", "person__name", "organisation__name", "starts", "ends"),
        facts(Succession, "pk"),
    )


def merge(by, old, new, **more):
    options = {"on": DAY, "how": How.MERGED, "handover": None} | more
    if new and "handover" not in more:
        options["handover"] = Handover(others=new[0])
    return actions.record_succession(by=by, predecessors=old, successors=new, **options)


def test_a_merger_ends_the_old_and_moves_its_people_to_the_new(helen, priya, ipswich):
    orwell = body("Orwell Council")
    actions.appoint(
        by=SYSTEM, person=None, title="Curator", role="officer", organisation=ipswich,
        starts=date(2011, 1, 1), ends=date(2012, 1, 1),
    )  # fmt: skip
    assert merge(helen, [ipswich], [orwell]) == orwell
    ipswich.refresh_from_db()
    assert (ipswich.dissolved_on, ipswich.stands_on(date(2011, 5, 31))) == (DAY, True)
    assert not ipswich.is_member_on(DAY)
    assert list(orwell.memberships.values_list("starts", "ends")) == [(DAY, None)]
    there = orwell.posts.order_by("title").values_list("title", "person__name", "starts", "ends")
    assert list(there) == [
        ("Culture officer", "Priya Nair", DAY, None),
        ("Curator", None, DAY, date(2012, 1, 1)),
    ]
    assert set(ipswich.posts.values_list("ends", flat=True)) == {DAY}
    again = type(priya).objects.get(pk=priya.pk)
    assert [post.organisation for post in again.posts_today] == [orwell]


def test_a_succession_is_taken_back_whole(helen, amara, priya, ipswich, norfolk_county):
    orwell = body("Orwell Council")
    before = stands()
    merge(helen, [ipswich, norfolk_county], [orwell])
    assert Succession.objects.count() == 2
    actions.undo_succession(by=amara, succession=Succession.objects.last())
    assert stands() == before


def test_what_was_changed_since_is_not_taken_back(helen, priya, ipswich):
    orwell = body("Orwell Council")
    merge(helen, [ipswich], [orwell])
    moved = orwell.posts.get()
    actions.end_post(by=helen, post=moved, on=TODAY)
    before = stands()
    with pytest.raises(DomainError, match="A post that went to Orwell Council has changed since"):
        actions.undo_succession(by=helen, succession=Succession.objects.get())
    actions.leave_network(by=helen, organisation=orwell, on=TODAY)
    with pytest.raises(DomainError, match="membership of Orwell Council has changed since"):
        actions.undo_succession(by=helen, succession=Succession.objects.get())
    assert stands()[0] == before[0]


def test_a_split_makes_each_part_a_member_and_leaves_posts_of_which_nothing_is_said(
    helen, priya, ipswich
):
    north, south = body("North Ipswich"), body("South Ipswich", joined_on=date(2011, 1, 1))
    split = merge(helen, [ipswich], [north, south], how=How.SPLIT, handover=None)
    assert split == ipswich
    assert [str(row) for row in Succession.objects.all()] == [
        "Ipswich Borough Council split into North Ipswich",
        "Ipswich Borough Council split into South Ipswich",
    ]
    assert list(south.memberships.values_list("starts", flat=True)) == [date(2011, 1, 1)]
    assert north.is_member_on(DAY)
    assert ipswich.posts.get().ends is None
    [told] = passings(ipswich.successors.all(), forth=True)
    assert (told.words, told.bodies, told.on) == ("Was split into", [north, south], DAY)


def test_what_took_over_from_no_member_becomes_none(helen):
    old, new = body("Ely Folk Club"), body("Ely Folk Trust")
    merge(helen, [old], [new], how=How.BECAME)
    assert not Membership.objects.filter(organisation__in=[old, new]).exists()
    actions.undo_succession(by=helen, succession=Succession.objects.get())
    assert stands()[3] == []


def test_who_does_the_same_work_in_both_is_not_appointed_twice(helen, priya, ipswich):
    orwell = body("Orwell Council")
    actions.appoint(
        by=SYSTEM, person=priya.person, title="Culture Officer", role="officer",
        organisation=orwell, starts=date(2011, 5, 1),
    )  # fmt: skip
    before = stands()
    merge(helen, [ipswich], [orwell])
    assert orwell.posts.count() == 1
    actions.undo_succession(by=helen, succession=Succession.objects.get())
    assert stands() == before


def test_senseless_successions_are_refused(helen, ipswich, norfolk_county):
    with pytest.raises(DomainError, match="stands on both sides"):
        merge(helen, [ipswich], [ipswich])
    with pytest.raises(DomainError, match="at least one organisation before and one after"):
        merge(helen, [ipswich], [])
    merge(helen, [ipswich], [norfolk_county])
    with pytest.raises(DomainError, match="It is recorded already that Ipswich Borough Council"):
        merge(helen, [ipswich], [norfolk_county])
    with pytest.raises(DomainError, match="Ipswich Borough Council was dissolved on 1 June 2011"):
        merge(helen, [norfolk_county], [ipswich], on=TODAY)
    with pytest.raises(DomainError, match="dissolved on 1 June 2011: give that day"):
        merge(helen, [ipswich], [body("Orwell Council")], on=TODAY)
