"""Posts: who may give and take them, and what becomes of those who come, go and move."""

from datetime import date, timedelta
from typing import Any

import pytest

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Person, Post, Role, User

TODAY = date(2011, 9, 19)


@pytest.fixture
def ola(db: None) -> Person:
    return actions.add_person(by=SYSTEM, name="Ola Berg")


@pytest.fixture
def lead(priya: User) -> User:
    """Priya, who keeps Ipswich's people in order."""
    actions.set_lead(by=SYSTEM, post=of(priya), leads=True)
    return User.objects.get(pk=priya.pk)


def of(user: User) -> Post:
    return Post.objects.get(person=user.person, ends__isnull=True)


def given(by: Any, person: Person | None, body: Organisation, **more: Any) -> Post:
    told = {"title": "Archivist", "role": Role.OFFICER, "starts": TODAY} | more
    return actions.appoint(by=by, person=person, organisation=body, **told)


def test_a_lead_appoints_in_their_own_body_and_nowhere_else(
    lead: User, ola: Person, ipswich: Organisation, norfolk_county: Organisation
) -> None:
    assert given(lead, ola, ipswich).person == ola
    with pytest.raises(NotAllowed):
        given(lead, ola, norfolk_county)


def test_an_officer_who_does_not_lead_appoints_nobody(
    priya: User, ola: Person, ipswich: Organisation
) -> None:
    with pytest.raises(NotAllowed):
        given(priya, ola, ipswich)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MANAGER, Role.IMPROVEMENT_MANAGER])
def test_a_lead_cannot_give_a_role_of_the_team(
    role: Role, lead: User, ipswich: Organisation
) -> None:
    with pytest.raises(NotAllowed):
        given(lead, lead.person, ipswich, role=role)


def test_only_a_director_ends_or_changes_a_directors_post(amara: User, helen: User) -> None:
    with pytest.raises(NotAllowed):
        actions.end_post(by=helen, post=of(amara), on=TODAY)
    with pytest.raises(NotAllowed):
        actions.edit_post(by=helen, post=of(amara), changes={"title": "Clerk"})


def test_the_same_post_is_not_given_twice_at_one_time(
    helen: User, ola: Person, ipswich: Organisation
) -> None:
    given(helen, ola, ipswich, ends=TODAY + timedelta(days=9))
    with pytest.raises(DomainError, match="holds “archivist” in Ipswich Borough Council at that"):
        given(helen, ola, ipswich, title="archivist", starts=TODAY + timedelta(days=8))
    again = given(helen, ola, ipswich, starts=TODAY + timedelta(days=9))
    assert again.starts == date(2011, 9, 28)


def test_an_improvement_manager_keeps_a_body_and_does_not_choose_its_lead(
    tom: User, ola: Person, cambridgeshire: Any
) -> None:
    body = actions.add_organisation(
        by=SYSTEM, name="Ely", kind=Organisation.Kind.DISTRICT, sub_region=cambridgeshire
    )
    post = given(tom, ola, body)
    with pytest.raises(NotAllowed):
        actions.set_lead(by=tom, post=post, leads=True)
    with pytest.raises(NotAllowed):
        given(tom, ola, body, title="Clerk", leads=True)


def test_a_lead_hands_over_and_leads_no_longer(
    lead: User, ola: Person, ipswich: Organisation
) -> None:
    post = given(lead, ola, ipswich)
    assert actions.set_lead(by=lead, post=post, leads=True).leads is True
    assert of(lead).leads is False


def test_a_post_left_vacant_is_filled_again_and_both_are_history(
    helen: User, priya: User, ola: Person
) -> None:
    vacancy = actions.vacate_post(by=helen, post=of(priya), on=TODAY)
    assert (vacancy.person, vacancy.title, vacancy.starts) == (None, "Culture officer", TODAY)
    later = TODAY + timedelta(days=30)
    filled = actions.fill_post(by=helen, post=vacancy, person=ola, on=later)
    vacancy.refresh_from_db()
    assert (filled.person, filled.starts, vacancy.ends) == (ola, later, later)


def test_a_vacancy_filled_on_its_first_day_leaves_no_vacancy_of_no_days(
    helen: User, priya: User, ola: Person
) -> None:
    vacancy = actions.vacate_post(by=helen, post=of(priya), on=TODAY)
    filled = actions.fill_post(by=helen, post=vacancy, person=ola, on=TODAY)
    assert filled.pk == vacancy.pk
    assert Post.objects.filter(title="Culture officer").count() == 2


def test_an_end_made_by_mistake_is_taken_back_with_the_vacancy_it_left(
    helen: User, priya: User
) -> None:
    post = of(priya)
    actions.vacate_post(by=helen, post=post, on=TODAY - timedelta(days=90))
    post.refresh_from_db()
    assert actions.resume_post(by=helen, post=post).ends is None
    assert Post.objects.filter(organisation=post.organisation).count() == 1


def test_an_end_of_long_ago_is_not_taken_back(helen: User, priya: User) -> None:
    post = of(priya)
    actions.end_post(by=helen, post=post, on=TODAY)
    with (
        clock.standing(TODAY + timedelta(days=2)),
        pytest.raises(DomainError, match="ended on 19 September 2011: correct its dates"),
    ):
        actions.resume_post(by=helen, post=post)


def test_somebody_who_moves_keeps_their_history(
    helen: User, priya: User, norfolk_county: Organisation
) -> None:
    old = of(priya)
    new = actions.move_post(
        by=helen, post=old, on=TODAY, organisation=norfolk_county, title="Head of arts",
        role=Role.OFFICER, leave_vacant=True,
    )  # fmt: skip
    old.refresh_from_db()
    assert (old.person, old.ends, new.person, new.starts) == (
        priya.person,
        TODAY,
        priya.person,
        TODAY,
    )
    assert Post.objects.get(person__isnull=True).organisation == old.organisation


def test_whoever_has_left_holds_nothing_there_not_even_what_was_to_come(
    lead: User, ola: Person, ipswich: Organisation, norfolk_county: Organisation
) -> None:
    given(lead, ola, ipswich)
    given(lead, ola, ipswich, title="Curator", starts=TODAY + timedelta(days=30))
    elsewhere = given(SYSTEM, ola, norfolk_county)
    actions.leave_body(by=lead, organisation=ipswich, person=ola, on=TODAY)
    far = TODAY + timedelta(days=60)
    assert list(Post.objects.held_on(far).filter(person=ola)) == [elsewhere]


def test_an_ended_lead_is_not_brought_back_by_somebody_who_chooses_no_leads(
    lead: User, tom: User, cambridgeshire: Any, ola: Person
) -> None:
    body = actions.add_organisation(
        by=SYSTEM, name="Ely", kind=Organisation.Kind.DISTRICT, sub_region=cambridgeshire
    )
    post = given(SYSTEM, ola, body, starts=date(2011, 1, 1), leads=True)
    actions.end_post(by=SYSTEM, post=post, on=date(2011, 9, 1))
    with pytest.raises(NotAllowed):
        actions.edit_post(by=tom, post=post, changes={"ends": None})


def test_a_telephone_number_is_ones_own_to_give(lead: User, ola: Person, helen: User) -> None:
    with pytest.raises(NotAllowed):
        actions.edit_profile(by=helen, person=ola, changes={"telephone": "01473 000 000"})
    given(lead, ola, Organisation.objects.get(slug="ipswich-borough-council"))
    named = actions.edit_profile(by=lead, person=ola, changes={"name": " Ola Bergh "})
    assert named.name == "Ola Bergh"


def test_an_end_is_offered_to_be_taken_back_at_once(
    helen: User, priya: User, signed_in: Any
) -> None:
    client, post = signed_in(helen), of(priya)
    told = {"on": "2011-09-19", "reason": "Retired"}
    page = client.post(f"/posts/{post.pk}/end/", told, follow=True)
    assert "ended." in page.content.decode()
    assert f'href="/posts/{post.pk}/resume/"' in page.content.decode()
    client.post(f"/posts/{post.pk}/resume/")
    post.refresh_from_db()
    assert post.ends is None


def test_a_lead_finds_somebody_who_is_here_already_and_appoints_them(
    lead: User, ola: Person, signed_in: Any
) -> None:
    client = signed_in(lead)
    address = "/organisations/ipswich-borough-council/people/add/"
    assert f"?person={ola.pk}" in client.get(address, {"words": "ber"}).content.decode()
    told = {"title": "Curator", "role": "officer", "starts": "2011-09-19"}
    client.post(f"{address}?person={ola.pk}", told)
    assert Post.objects.get(person=ola).title == "Curator"
