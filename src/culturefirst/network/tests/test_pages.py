"""What the pages of bodies and people show, and to whom."""

from datetime import date

import pytest
from django.urls import reverse

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Role


def text(response):
    return response.content.decode()


def test_anybody_sees_the_organisations(signed_in, nobody, ipswich, norfolk_county):
    page = text(signed_in(nobody).get("/organisations/"))
    assert "Ipswich Borough Council" in page
    assert "Norfolk County Council" in page
    assert "1 April 2010" in page


def test_an_empty_network_says_where_organisations_come_from(signed_in, nobody):
    assert "No organisations yet" in text(signed_in(nobody).get("/organisations/"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=county", {"Norfolk County Council"}),
        ("sub_region=suffolk", {"Ipswich Borough Council"}),
        ("kind=county&sub_region=suffolk", set()),
        ("words=ipswich", {"Ipswich Borough Council"}),
        ("kind=nonsense", set()),
    ],
)
def test_the_list_narrows_by_kind_sub_region_and_words(
    signed_in, nobody, ipswich, norfolk_county, query, shown
):
    page = text(signed_in(nobody).get(f"/organisations/?{query}"))
    bodies = {"Norfolk County Council", "Ipswich Borough Council"}
    assert {name for name in bodies if name in page} == shown


def test_the_list_leaves_as_csv_with_its_filter(signed_in, nobody, ipswich, norfolk_county):
    csv = text(signed_in(nobody).get("/organisations/?kind=district&format=csv"))
    assert [line.split(",")[0] for line in csv.lstrip("\ufeff").splitlines()] == [
        "Organisation",
        "Ipswich Borough Council",
    ]


def test_a_body_shows_its_dated_codes_county_and_membership(signed_in, nobody, norfolk_county):
    actions.add_organisation(
        by=SYSTEM,
        name="Breckland District Council",
        kind=Organisation.Kind.DISTRICT,
        upper_tier=norfolk_county,
        short_name="Breckland",
        codes=[("E07000143", date(2009, 1, 1), None)],
    )
    page = text(signed_in(nobody).get("/organisations/breckland-district-council/"))
    assert "E07000143 from 1 January 2009" in page
    assert '<a href="/organisations/norfolk-county-council/">Norfolk County Council</a>' in page
    assert "Not a member." in page
    county = text(signed_in(nobody).get("/organisations/norfolk-county-council/"))
    assert '<a href="/organisations/breckland-district-council/">' in county
    assert "A member since 1 April 2010." in county


def test_the_public_does_not_see_who_works_where(signed_in, nobody, priya):
    page = text(signed_in(nobody).get("/organisations/ipswich-borough-council/"))
    assert "Priya Nair" not in page
    assert "Culture officer" not in page
    assert "shown to members" in page


def test_a_member_sees_posts_and_which_are_vacant(signed_in, dee, team, tom):
    actions.appoint(
        by=SYSTEM,
        person=None,
        title="Improvement Manager (Essex)",
        role=Role.IMPROVEMENT_MANAGER,
        organisation=team,
        starts=date(2011, 4, 1),
    )
    page = text(signed_in(dee).get("/organisations/culture-first/"))
    assert "Tom Reeve" in page
    assert "Cambridgeshire" in page
    assert "Vacant" in page


@pytest.mark.parametrize("who", ["amara", "helen", "tom", "priya", "jim", "dee"])
def test_everybody_with_a_role_sees_the_people(signed_in, request, who):
    user = request.getfixturevalue(who)
    assert user.person.name in text(signed_in(user).get("/people/"))


def test_the_public_is_asked_to_sign_in_before_the_people(signed_in, nobody, db):
    answer = signed_in(nobody).get("/people/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/people/"


def test_somebody_without_a_post_sees_what_the_public_sees(signed_in, helen, priya):
    actions.end_post(by=helen, post=priya.person.posts.get(), on=date(2011, 9, 19))
    answer = signed_in(priya).get("/people/")
    assert answer.status_code == 403
    assert "anybody who holds a role" in text(answer)


def test_a_person_shows_posts_held_before_and_to_come(signed_in, helen, priya, team):
    actions.end_post(by=helen, post=priya.person.posts.get(), on=date(2011, 9, 1))
    actions.appoint(
        by=helen,
        person=priya.person,
        title="Events lead",
        role=Role.OFFICER,
        organisation=team,
        starts=date(2011, 10, 1),
    )
    page = text(signed_in(helen).get(reverse("person", args=[priya.person.pk])))
    assert "Holds no post today." in page
    assert "1 April 2010 to 1 September 2011" in page
    assert "since 1 October 2011" in page
    assert "A registered user since 1 April 2010." in page


def test_a_page_about_people_is_not_stored(signed_in, helen):
    answer = signed_in(helen).get(reverse("person", args=[helen.person.pk]))
    assert answer["Cache-Control"] == "private, no-store"


def test_an_unknown_body_or_person_is_not_found(signed_in, helen):
    assert signed_in(helen).get("/organisations/nowhere/").status_code == 404
    assert signed_in(helen).get("/people/999999/").status_code == 404


def _more(count, *, at=None):
    for number in range(count):
        body = at or actions.add_organisation(by=SYSTEM, name=f"Body {number}", kind="agency")
        person = actions.add_person(by=SYSTEM, name=f"Person {number}")
        actions.appoint(
            by=SYSTEM,
            person=person,
            title="Adviser",
            role=Role.PARTNER,
            organisation=body,
            starts=date(2011, 1, 1),
        )


@pytest.mark.parametrize("url", ["/organisations/", "/people/", "/organisations/culture-first/"])
def test_longer_lists_ask_no_more_questions(
    signed_in, helen, url, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(helen)
    client.get(url)
    with django_assert_max_num_queries(20) as first:
        client.get(url)
    _more(2)
    _more(2, at=helen.posts_today[0].organisation)
    with django_assert_num_queries(len(first)):
        client.get(url)


def test_a_stranger_sees_how_many_users_there_are_but_no_names(signed_in, nobody, priya, jim):
    url = "/figures/network.registered_users/"
    page = text(signed_in(nobody).get(url))
    assert "2 registered users" in page
    assert "Priya Nair" not in page + text(signed_in(nobody).get(f"{url}?format=csv"))
    assert "Priya Nair" in text(signed_in(jim).get(url))
