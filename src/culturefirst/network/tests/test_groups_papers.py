"""Papers of groups: who may read, put up and withdraw them, and what is never served."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.uploads import checked
from culturefirst.network import actions
from culturefirst.network.models import Group, Organisation, Paper, Post, Role, User
from culturefirst.network.policy import read_papers, see_unreleased
from culturefirst.network.queries import groups as queries

NOTES = checked("notes.txt", b"We met in Ely.")
ROLES = ("amara", "helen", "tom", "priya", "jim", "dee")


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, User]:
    return {name: request.getfixturevalue(name) for name in ROLES}


def a_group(by: User, **said: Any) -> Group:
    return actions.add_group(by=by, name="Museums Group", kind="forum", **said)


def put_up(by: User, group: Group, title: str = "Notes of June") -> Paper:
    return actions.add_paper(by=by, group=group, title=title, upload=NOTES)


def readers(cast: dict[str, User], group: Group) -> set[str]:
    """Who reads the group's papers: the policy and the list of papers must say the same."""
    asked = {name for name, user in cast.items() if read_papers.allows(user, group)}
    listed = {name for name, user in cast.items() if queries.papers(group, user).exists()}
    assert asked == listed
    return asked


def test_an_open_groups_papers_are_for_every_member_of_the_network(cast, nobody):
    group = a_group(cast["helen"])
    put_up(cast["helen"], group)
    assert readers(cast, group) == set(ROLES)
    assert not queries.papers(group, nobody).exists()
    assert not read_papers.allows(nobody, group)


def test_a_closed_groups_papers_are_for_its_members_and_the_team(cast):
    group = a_group(cast["helen"], access="closed")
    put_up(cast["helen"], group)
    actions.join_group(by=cast["dee"], group=group)
    assert readers(cast, group) == {"helen", "amara"}
    actions.let_into_group(by=cast["helen"], group=group, person=cast["dee"].person)
    assert readers(cast, group) == {"helen", "amara", "dee"}


def space(cast: dict[str, User]) -> Group:
    """The councillors' private space, with a paper of Jim's."""
    group = a_group(
        cast["helen"], access="private", only_role="councillor", convenor=cast["jim"].person
    )
    put_up(cast["jim"], group)
    return group


def test_the_councillors_papers_are_for_councillors_in_it_alone(cast):
    group = space(cast)
    assert readers(cast, group) == {"jim"}
    for name in ("helen", "amara"):
        with pytest.raises(NotAllowed):
            put_up(cast[name], group)


def test_access_to_the_councillors_papers_ends_on_the_day_the_post_does(cast):
    group, tomorrow = space(cast), date(2011, 9, 20)
    post = Post.objects.get(person=cast["jim"].person)
    actions.end_post(by=cast["helen"], post=post, on=tomorrow)
    jim = User.objects.get(pk=cast["jim"].pk)
    assert read_papers.allows(jim, group)
    with clock.standing(tomorrow):
        jim = User.objects.get(pk=jim.pk)
        assert not read_papers.allows(jim, group)
        assert not queries.papers(group, jim).exists()
        assert not Group.objects.visible_to(jim).filter(pk=group.pk).exists()


def test_papers_put_up_for_few_are_not_opened_to_more_by_the_groups_settings(cast):
    group = space(cast)
    for changes in ({"access": "open"}, {"access": "closed"}, {"only_role": ""}):
        with pytest.raises(DomainError, match="cannot be opened to others"):
            actions.edit_group(by=cast["helen"], group=group, changes=changes)
    changed = actions.edit_group(by=cast["helen"], group=group, changes={"name": "The holders"})
    assert changed.name == "The holders"


def test_papers_are_nobodys_without_a_viewer(cast):
    put_up(cast["helen"], a_group(cast["helen"]))
    assert list(Paper.objects.all()) == []


def test_a_withdrawn_paper_is_not_served_and_can_be_put_back(cast, signed_in):
    group = a_group(cast["helen"])
    paper = put_up(cast["helen"], group)
    address = f"/groups/{group.slug}/papers/{paper.pk}/"
    assert signed_in(cast["dee"]).get(address).status_code == 200
    actions.withdraw_paper(by=cast["helen"], paper=paper)
    assert signed_in(cast["dee"]).get(address).status_code == 404
    assert signed_in(cast["helen"]).get(address).status_code == 404
    with pytest.raises(DomainError, match="put it back first"):
        actions.edit_paper(by=cast["helen"], paper=paper, changes={"title": "Other"})
    signed_in(cast["helen"]).post(f"{address}restore/")
    assert signed_in(cast["dee"]).get(address).status_code == 200


def test_a_paper_leaves_as_a_file_that_no_browser_opens_or_keeps(cast, signed_in):
    group = a_group(cast["helen"])
    paper = put_up(cast["helen"], group)
    got = signed_in(cast["dee"]).get(f"/groups/{group.slug}/papers/{paper.pk}/")
    assert got.content == b"We met in Ely."
    assert got.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    sealed = "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert got.headers["Content-Security-Policy"] == sealed
    assert set(got.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_a_paper_has_no_address_but_the_one_that_asks(cast, signed_in):
    paper = put_up(cast["helen"], a_group(cast["helen"]))
    client = signed_in(cast["helen"])
    for place in ("/", "/media/", "/files/", "/static/"):
        assert client.get(f"{place}{paper.file.name}").status_code == 404


def test_a_paper_of_another_group_is_not_reached_by_ones_own(cast, signed_in):
    group = a_group(cast["helen"])
    paper = Paper._base_manager.get(group=space_beside(cast))
    address = f"/groups/{group.slug}/papers/{paper.pk}/"
    assert signed_in(cast["jim"]).get(address).status_code == 404


def space_beside(cast: dict[str, User]) -> Group:
    group = actions.add_group(
        by=cast["helen"], name="Holders", kind="network", access="private",
        only_role="councillor", convenor=cast["jim"].person,
    )  # fmt: skip
    put_up(cast["jim"], group)
    return group


def test_a_page_in_the_clothes_of_a_pdf_is_refused_beside_its_field(cast, signed_in):
    group = a_group(cast["helen"])
    sent = SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script>")
    got = signed_in(cast["helen"]).post(
        f"/groups/{group.slug}/papers/add/", {"title": "Notes", "upload": sent}
    )
    assert got.status_code == 422
    assert "This is not a PDF, though its name says so." in got.content.decode()
    assert not Paper._base_manager.exists()


def test_a_convenor_puts_up_a_paper_by_the_form(cast, signed_in):
    group = a_group(cast["helen"], access="closed", convenor=cast["dee"].person)
    client = signed_in(cast["dee"])
    sent = SimpleUploadedFile("notes of june.txt", b"We met in Ely.")
    said = {"title": "Notes of June", "on": "2011-06-14", "upload": sent}
    got = client.post(f"/groups/{group.slug}/papers/add/", said, follow=True)
    assert "The paper is up." in got.content.decode()
    [paper] = queries.papers(group, cast["dee"])
    assert (paper.name, paper.on, paper.size, paper.added_by) == (
        "notes of june.txt",
        date(2011, 6, 14),
        14,
        cast["dee"].person,
    )
    assert paper.file.name == f"papers/{paper.digest}.txt"


# Benchmark data stays with its owner until it is released.


def a_post(user: User, role: str, body: Organisation) -> User:
    actions.appoint(
        by=SYSTEM, person=user.person, title="Another", role=role, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    return User.objects.get(pk=user.pk)


def test_unreleased_data_is_seen_by_the_people_of_its_body_and_by_nobody_else(
    cast, nobody, ipswich, norfolk_county
):
    def seeing(body: Organisation) -> set[str]:
        return {name for name, user in cast.items() if see_unreleased.allows(user, body)}

    assert seeing(ipswich) == {"priya"}
    assert seeing(norfolk_county) == {"jim"}
    assert not see_unreleased.allows(nobody, ipswich)
    assert not see_unreleased.allows(cast["priya"], None)


def test_leading_another_body_opens_nobody_elses_unreleased_data(cast, ipswich, norfolk_county):
    post = Post.objects.get(person=cast["priya"].person)
    actions.set_lead(by=cast["helen"], post=post, leads=True)
    lead = User.objects.get(pk=cast["priya"].pk)
    assert see_unreleased.allows(lead, ipswich)
    assert not see_unreleased.allows(lead, norfolk_county)


def test_somebody_with_posts_in_two_bodies_sees_the_data_of_either(cast, ipswich, norfolk_county):
    priya = a_post(cast["priya"], Role.OFFICER, norfolk_county)
    assert see_unreleased.allows(priya, ipswich)
    assert see_unreleased.allows(priya, norfolk_county)


def test_whoever_left_a_body_sees_its_unreleased_data_no_longer(cast, ipswich):
    post = Post.objects.get(person=cast["priya"].person)
    actions.end_post(by=cast["helen"], post=post, on=clock.today())
    assert not see_unreleased.allows(User.objects.get(pk=cast["priya"].pk), ipswich)
