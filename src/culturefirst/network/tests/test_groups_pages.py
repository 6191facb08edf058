"""The pages of groups: what each sees there, and what they can do without knowing their way."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Organisation, User
from culturefirst.network.views.groups import Paragraph, paragraphs

SignIn = Callable[[Any], Client]


@pytest.fixture
def forum(helen: User, priya: User, ipswich: Organisation) -> Group:
    """An open forum with a convenor and a body."""
    made = actions.add_group(
        by=helen,
        name="Culture Officers Group",
        short_name="COGS",
        kind="forum",
        terms="We meet.\n\n- to plan\n- to share",
        meets="Each quarter",
        convenor=priya.person,
    )
    actions.add_body(by=helen, group=made, organisation=ipswich)
    return made


@pytest.fixture
def closed(helen: User, priya: User) -> Group:
    """A closed group whose convenor is Priya."""
    return actions.add_group(
        by=helen, name="Museums Group", kind="forum", access="closed", convenor=priya.person
    )


@pytest.fixture
def space(helen: User, jim: User) -> Group:
    return actions.add_group(
        by=helen,
        name="Portfolio holders",
        kind="network",
        access="private",
        only_role="councillor",
        convenor=jim.person,
    )


def text(response: Any) -> str:
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def inside(group: Group) -> list[str]:
    return sorted(row.person.name for row in group.members.filter(ends=None, starts__isnull=False))


def test_the_public_sees_what_a_group_is_and_counts_but_no_names(forum, signed_in, nobody):
    shown = text(signed_in(nobody).get("/groups/culture-officers-group/"))
    assert "Forum of the whole network. Open: any member of the network may join." in shown
    assert "We meet." in shown
    assert "Fewer than five members. Who they are is shown to members of the network." in shown
    assert "Ipswich Borough Council" in shown
    assert "Priya" not in shown
    assert "Papers" not in shown


def test_a_member_of_the_network_sees_who_is_in_it_and_may_join(forum, signed_in, dee):
    client = signed_in(dee)
    shown = text(client.get("/groups/culture-officers-group/"))
    assert "Looked after by Priya Nair" in shown
    assert "Join this group" in shown
    done = client.post("/groups/culture-officers-group/join/", follow=True)
    assert "You are in COGS now." in text(done)
    assert inside(forum) == ["Dee Fuller", "Priya Nair"]
    client.post("/groups/culture-officers-group/leave/")
    assert inside(forum) == ["Priya Nair"]


def test_a_form_sent_twice_joins_once(forum, signed_in, dee):
    client = signed_in(dee)
    said = {"once": "a" * 32}
    first = client.post("/groups/culture-officers-group/join/", said)
    second = client.post("/groups/culture-officers-group/join/", said)
    assert first.headers["Location"] == second.headers["Location"]
    assert GroupMember.objects.filter(group=forum, person=dee.person).count() == 1


def test_terms_are_paragraphs_and_simple_lists():
    assert paragraphs("One\nline.\r\n\r\n- a\n• b\n\nEnd <b>") == [
        Paragraph(words="One line."),
        Paragraph(lines=("a", "b")),
        Paragraph(words="End <b>"),
    ]
    assert paragraphs("") == []


def test_the_list_is_narrowed_by_kind_place_mine_and_past(
    forum, closed, signed_in, helen, priya, nobody, cambridgeshire
):
    actions.add_group(by=helen, name="Task", kind="task_group", sub_region=cambridgeshire)
    actions.end_group(by=helen, group=closed)

    def shown(who: Any, asked: str = "") -> list[str]:
        page = signed_in(who).get(f"/groups/?{asked}")
        return sorted(group.name for group in page.context["table"].found)

    assert shown(nobody) == ["Culture Officers Group", "Task"]
    assert shown(nobody, "kind=task_group") == ["Task"]
    assert shown(nobody, f"sub_region={cambridgeshire.pk}") == ["Task"]
    assert shown(nobody, "which=past") == ["Museums Group"]
    assert shown(priya, "which=mine") == ["Culture Officers Group"]
    assert shown(priya, "kind=nonsense") == []


def test_a_private_group_is_listed_for_those_in_it_and_the_team(space, signed_in, jim, helen, tom):
    listed = {who: text(signed_in(who).get("/groups/")) for who in (jim, helen, tom)}
    assert ["Portfolio holders" in page for page in listed.values()] == [True, True, False]


def test_the_convenor_reads_why_somebody_asks_and_lets_them_in(closed, signed_in, priya, dee):
    signed_in(dee).post("/groups/museums-group/join/", {"why": "I run a museum."})
    client = signed_in(priya)
    assert "I run a museum." in text(client.get("/groups/museums-group/"))
    assert "I run a museum." not in text(signed_in(dee).get("/groups/museums-group/"))
    row = GroupMember.objects.get(group=closed, starts=None)
    done = client.post(f"/groups/museums-group/members/{row.pk}/let-in/", follow=True)
    assert "Dee Fuller is in Museums Group now and has been written to." in text(done)
    assert inside(closed) == ["Dee Fuller", "Priya Nair"]


def test_somebody_is_found_by_the_beginning_of_their_name_and_added(closed, signed_in, priya, dee):
    client = signed_in(priya)
    address = "/groups/museums-group/members/add/"
    assert "Dee Fuller (Co-ordinator, Waveney Arts Forum)" in text(
        client.get(f"{address}?words=ful")
    )
    assert "Nobody that can be added is found by “zzz”" in text(client.get(f"{address}?words=zzz"))
    none = client.post(f"{address}?words=ful", {"part": "member"})
    assert (none.status_code, "Choose one of the people." in text(none)) == (422, True)
    client.post(f"{address}?words=ful", {"person": dee.person_id, "part": "secretary"})
    assert closed.members.get(person=dee.person).part == "secretary"


def test_the_last_convenor_is_warned_before_they_leave(closed, signed_in, priya):
    client = signed_in(priya)
    warned = client.get("/groups/museums-group/leave/")
    assert "Nobody else looks after this group." in text(warned)
    client.post("/groups/museums-group/leave/")
    assert inside(closed) == []


def test_whoever_leaves_a_private_group_is_led_to_the_list(space, signed_in, jim):
    left = signed_in(jim).post(f"/groups/{space.slug}/leave/")
    assert left.headers["Location"] == "/groups/"


def test_a_body_is_found_and_added_and_its_part_ended(closed, signed_in, priya, ipswich):
    client = signed_in(priya)
    address = "/groups/museums-group/bodies/add/"
    assert "Ipswich Borough Council" in text(client.get(f"{address}?words=ipsw"))
    client.post(address, {"organisation": ipswich.pk})
    taking = closed.bodies.get()
    shown = text(client.get("/groups/museums-group/"))
    assert "People of the organisations" in shown
    client.post(f"/groups/museums-group/bodies/{taking.pk}/end/")
    taking.refresh_from_db()
    assert taking.ends is not None


def test_the_team_makes_a_group_by_the_form(signed_in, helen):
    said = {"name": "Tourism Group", "kind": "task_group", "access": "open"}
    done = signed_in(helen).post("/groups/add/", said, follow=True)
    assert done.redirect_chain == [("/groups/tourism-group/", 302)]
    assert "Now add its convenor" in text(done)


def test_an_improvement_manager_is_offered_their_own_sub_region_and_no_private_group(
    signed_in, tom, cambridgeshire, norfolk
):
    client = signed_in(tom)
    form = client.get("/groups/add/").context["form"]
    assert list(form.fields["sub_region"].queryset) == [cambridgeshire]
    said = {"name": "Task", "kind": "task_group", "access": "private"}
    refused = client.post("/groups/add/", said | {"sub_region": cambridgeshire.pk})
    assert refused.status_code == 422
    client.post("/groups/add/", said | {"sub_region": cambridgeshire.pk, "access": "closed"})
    assert Group.objects.get().sub_region == cambridgeshire


def edit(client: Client, group: Group, **changes: str) -> Any:
    """Send the form for editing as it was opened, with these changes."""
    form = client.get(f"/groups/{group.slug}/edit/").context["form"]
    sent = {name: form.initial.get(name) or "" for name in form.fields}
    shown = {form.add_initial_prefix(name): value for name, value in sent.items()}
    return client.post(f"/groups/{group.slug}/edit/", shown | sent | changes)


def test_a_convenor_edits_the_words_and_the_page_of_changes_tells(closed, signed_in, priya):
    client = signed_in(priya)
    assert "access" not in client.get("/groups/museums-group/edit/").context["form"].fields
    edit(client, closed, terms="We care for things.")
    changes = text(client.get("/groups/museums-group/changes/"))
    assert "Priya Nair changed a group" in changes
    assert "What it is for We care for things." in changes


def test_two_who_edit_at_once_are_shown_both_texts(closed, signed_in, priya, helen):
    client = signed_in(priya)
    form = client.get("/groups/museums-group/edit/").context["form"]
    actions.edit_group(by=helen, group=closed, changes={"meets": "In June"})
    sent = {name: form.initial.get(name) or "" for name in form.fields} | {"meets": "In May"}
    shown = {form.add_initial_prefix(name): form.initial.get(name) or "" for name in form.fields}
    got = client.post("/groups/museums-group/edit/", shown | sent)
    assert got.status_code == 409
    assert "As it stands now In June" in text(got)
    assert "Your words, not saved In May" in text(got)


def test_what_somebody_wrote_when_they_asked_is_not_in_the_changes(closed, signed_in, priya, dee):
    actions.join_group(by=dee, group=closed, why="Zwetschge")
    changes = text(signed_in(priya).get("/groups/museums-group/changes/"))
    assert "Dee Fuller joined a group, or asked to" in changes
    assert "museums-group" not in changes
    assert "Zwetschge" not in changes
    assert "kept private" not in changes


def test_who_asked_and_was_not_let_in_is_told_to_those_who_decide_alone(
    closed, signed_in, priya, dee, tom
):
    actions.join_group(by=dee, group=closed)
    actions.decline_group_request(by=priya, group=closed, person=dee.person)
    actions.add_to_group(by=priya, group=closed, person=tom.person)
    shown = {
        who: text(signed_in(who).get("/groups/museums-group/changes/")) for who in (priya, tom)
    }
    assert "declined somebody" in shown[priya]
    assert "declined somebody" not in shown[tom]
    assert "Dee Fuller" not in shown[tom]
    assert "Tom Reeve" in shown[tom]


def test_the_lists_of_members_and_of_the_bodies_people_leave_as_csv_for_members_alone(
    forum, signed_in, dee, nobody
):
    address = "/groups/culture-officers-group/?format=csv&table=members"
    file = signed_in(dee).get(address).content.decode("utf-8-sig")
    assert file.splitlines()[1].startswith("Priya Nair,Convenor,")
    assert "Priya" not in signed_in(nobody).get(address).content.decode()


def test_a_group_that_ended_says_so_and_offers_to_be_taken_up_again(forum, signed_in, priya, dee):
    client = signed_in(priya)
    client.post("/groups/culture-officers-group/end/")
    shown = text(client.get("/groups/culture-officers-group/"))
    assert "This group ended on 19 September 2011. Take it up again" in shown
    assert "Join this group" not in text(signed_in(dee).get("/groups/culture-officers-group/"))
    client.post("/groups/culture-officers-group/reopen/")
    forum.refresh_from_db()
    assert forum.ends is None
