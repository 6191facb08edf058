"""Audiences: who fits, in words, on pages, and that nobody learns of what they may not know."""

from datetime import date

import pytest
from django.urls import reverse

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.network import actions
from culturefirst.network.models import Audience, Group, GroupMember, Look, Post, Role
from culturefirst.network.queries.audiences import (
    Offered,
    listed,
    people_of,
    reached,
    understood,
)

DAY = date(2011, 9, 19)
OFFICERS = {"all": {"role": ["officer"]}, "none": {}}


@pytest.fixture
def private(db):
    group = Group(name="Councillors only", slug="councillors-only", kind="forum", access="private")
    group.save()
    return group


def names(question, user, on=DAY):
    return [person.name for person in people_of(question, on, user)]


def test_people_fit_one_value_within_and_each_between(helen, priya, jim, dee):
    assert names({"all": {"role": ["officer", "partner"]}}, helen) == ["Dee Fuller", "Priya Nair"]
    asked = {"all": {"role": ["officer", "partner"], "kind": ["district"]}}
    assert names(asked, helen) == ["Priya Nair"]


def test_one_post_must_be_both_of_the_role_and_in_the_place(helen, priya, norfolk_county):
    actions.appoint(
        by=SYSTEM,
        person=priya.person,
        title="Adviser",
        role=Role.PARTNER,
        organisation=norfolk_county,
        starts=date(2011, 1, 1),
    )
    assert names({"all": {"role": ["officer"], "sub_region": ["norfolk"]}}, helen) == []
    assert names({"all": {"role": ["partner"], "sub_region": ["norfolk"]}}, helen) == ["Priya Nair"]


def test_somebody_seconded_is_where_they_are_sent(helen, tom, cambridgeshire):
    assert names({"all": {"sub_region": ["cambridgeshire"]}}, helen) == ["Tom Reeve"]


def test_what_keeps_out_keeps_out(helen, priya, jim):
    asked = {"all": {"registered": ["yes"]}, "none": {"role": ["manager", "councillor"]}}
    assert names(asked, helen) == ["Priya Nair"]


def test_topics_and_consents_are_different_things(helen, priya, jim):
    museums = actions.add_topic(by=helen, name="Museums")
    actions.set_interests(by=priya, person=priya.person, topics=[museums])
    actions.give_consent(by=jim, person=jim.person, topic=museums, wording="Yes.", source="here")
    assert names({"all": {"topic": ["museums"]}}, helen) == ["Priya Nair"]
    assert names({"all": {"consent": ["museums"]}}, helen) == ["Jim Gotts"]


def test_people_without_an_account_and_outside_members_are_found(helen, priya):
    actions.add_person(by=SYSTEM, name="Ola Berg")
    assert names({"all": {"registered": ["no"]}}, helen) == ["Ola Berg"]
    assert names({"all": {"member": ["no"]}}, helen) == ["Ola Berg"]
    assert len(names({"all": {"registered": ["yes", "no"]}}, helen)) == 3


def test_a_private_group_says_nothing_to_whoever_may_not_know_of_it(helen, tom, jim, private):
    GroupMember.objects.create(group=private, person=jim.person, starts=date(2011, 1, 1))
    asked = {"all": {"group": [private.slug]}}
    assert names(asked, helen) == ["Jim Gotts"]
    assert names(asked, tom) == []
    kept_out = {"all": {"role": ["councillor"]}, "none": {"group": [private.slug]}}
    assert names(kept_out, helen) == []
    assert names(kept_out, tom) == ["Jim Gotts"]
    told = understood(asked, Offered(tom))
    assert (told.gone, "Councillors" in told.words) == (("Group",), False)
    with pytest.raises(DomainError, match="only from what is offered"):
        actions.save_audience(by=tom, name="Sly", question=asked)


def test_a_group_that_has_ended_is_said_to_be_gone(helen, private):
    private.ends = date(2011, 9, 1)
    private.save()
    asked = {"all": {"group": [private.slug]}}
    told = understood(asked, Offered(helen))
    assert told.gone == ("Group",)
    assert told.words == "People in something that is not there any more, or not shown to you"
    assert names(asked, helen) == []


def test_a_question_by_what_no_room_offers_any_more_chooses_nobody(helen, priya):
    asked = {"all": {"weather": ["fine"]}, "none": {}}
    assert names(asked, helen) == []
    assert understood(asked, Offered(helen)).gone == ("weather",)


def test_a_question_reads_as_a_sentence(helen, norfolk):
    actions.add_topic(by=helen, name="Museums")
    asked = {
        "all": {"role": ["officer", "partner"], "sub_region": ["norfolk"], "topic": ["museums"]},
        "none": {"role": ["manager"], "registered": ["no"]},
    }
    assert understood(asked, Offered(helen)).words == (
        "Officers or partners in Norfolk who follow Museums, but not managers, "
        "nor those without an account"
    )


def test_nobody_of_the_public_is_shown_anybody(nobody, priya):
    assert names(OFFICERS, nobody) == []


def test_an_empty_question_is_refused_and_officers_keep_no_audiences(helen, priya):
    with pytest.raises(DomainError, match="at least one thing"):
        actions.save_audience(by=helen, name="All", question={"all": {"role": []}, "none": {}})
    with pytest.raises(NotAllowed):
        actions.save_audience(by=priya, name="Mine", question=OFFICERS)


def test_the_second_of_two_edits_is_told_of_the_first(helen, amara):
    kept = actions.save_audience(by=helen, name="Officers", question=OFFICERS)
    actions.edit_audience(by=amara, audience=kept, changes={"says": "For the letter"}, seen=1)
    with pytest.raises(Conflict):
        actions.edit_audience(by=helen, audience=kept, changes={"says": "Mine"}, seen=1)


def test_retiring_can_be_taken_back_once(helen):
    kept = actions.save_audience(by=helen, name="Officers", question=OFFICERS)
    actions.retire_audience(by=helen, audience=kept)
    with pytest.raises(DomainError, match="retired already"):
        actions.retire_audience(by=helen, audience=kept)
    assert actions.restore_audience(by=helen, audience=kept).retired_at is None
    with pytest.raises(DomainError, match="in use already"):
        actions.restore_audience(by=helen, audience=kept)


def test_people_are_counted_where_they_work(helen, priya, jim, dee):
    found = reached(people_of({"all": {"registered": ["yes"]}}, DAY, helen), DAY)
    assert found.places == [("Norfolk", 1), ("Suffolk", 2), ("In no sub-region", 1)]
    assert found.kinds == [
        ("County council", 1),
        ("District council", 1),
        ("Civil society organisation", 1),
        ("The network's own team", 1),
    ]


def test_all_counts_of_a_list_are_one_statement(helen, priya, jim, django_assert_num_queries):
    for name, role in (("A", "officer"), ("B", "councillor"), ("C", "director")):
        actions.save_audience(by=helen, name=name, question={"all": {"role": [role]}, "none": {}})
    kept = list(Audience.objects.all())
    with django_assert_num_queries(1):
        told = listed(kept, DAY, helen)
    assert [(each.audience.name, each.count) for each in told] == [("A", 1), ("B", 1), ("C", 0)]


def test_who_fits_is_shown_before_anything_is_saved(helen, priya, signed_in):
    client = signed_in(helen)
    page = client.post(reverse("audience_add"), {"do": "show", "all-role": ["officer"]})
    told = page.content.decode()
    assert (page.status_code, Audience.objects.count()) == (200, 0)
    assert "Priya Nair" in told and "Nothing is saved yet" in told
    saved = client.post(
        reverse("audience_add"), {"do": "save", "name": "Officers", "all-role": ["officer"]}
    )
    kept = Audience.objects.get()
    assert (saved.status_code, kept.question) == (302, OFFICERS)
    assert "<h1>Officers</h1>" in client.get(saved.headers["Location"]).content.decode()


def test_an_edit_on_top_of_somebody_elses_shows_both_and_then_saves(helen, amara, signed_in):
    kept = actions.save_audience(by=helen, name="Officers", question=OFFICERS)
    actions.edit_audience(by=amara, audience=kept, changes={"name": "All officers"}, seen=1)
    sent = {"do": "save", "name": "Our officers", "all-role": ["officer"], "seen": "1"}
    client, address = signed_in(helen), reverse("audience_edit", args=[kept.pk])
    page = client.post(address, sent)
    told = page.content.decode()
    assert page.status_code == 409
    assert "All officers" in told and 'name="seen" value="2"' in told
    assert client.post(address, sent | {"seen": "2"}).status_code == 302
    kept.refresh_from_db()
    assert kept.name == "Our officers"


def test_the_download_has_addresses_and_whoever_is_in_it_can_read_so(helen, priya, signed_in):
    kept = actions.save_audience(by=helen, name="Officers", question=OFFICERS)
    answer = signed_in(helen).get(reverse("audience", args=[kept.pk]), {"format": "csv"})
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Name,Posts,Organisations,Address",
        "Priya Nair,Culture officer,Ipswich Borough Council,priya@example.org",
    ]
    look = Look.objects.get()
    assert (look.person, look.viewer) == (priya.person, helen.person)
    assert look.what == "Address, in the list of “Officers”"


def test_an_improvement_manager_reads_addresses_of_their_own_place_only(
    helen, tom, priya, cambridgeshire, signed_in
):
    kept = actions.save_audience(by=helen, name="Officers", question=OFFICERS)
    address = reverse("audience", args=[kept.pk])
    answer = signed_in(tom).get(address, {"format": "csv"}).content.decode()
    assert ("Priya Nair" in answer, "priya@" in answer, Look.objects.count()) == (True, False, 0)
    body = Post.objects.get(person=priya.person).organisation
    body.sub_region = cambridgeshire
    body.save()
    answer = signed_in(tom).get(address, {"format": "csv"}).content.decode()
    assert ("priya@" in answer, Look.objects.count()) == (True, 1)


def test_the_list_says_what_to_do_where_there_is_nothing(helen, signed_in):
    told = signed_in(helen).get(reverse("audiences")).content.decode()
    assert "No audiences yet" in told and "Build an audience" in told
