"""The pages of bodies: what they show to whom, and what is done on them."""

from datetime import date

import pytest
from django.urls import reverse

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests.filling import filled
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Post, Succession

IPSWICH = "/organisations/ipswich-borough-council/"
LEFT = date(2011, 4, 1)


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def lead(priya):
    """Priya, who keeps the people of Ipswich in order."""
    Post.objects.filter(person=priya.person).update(leads=True)
    return type(priya).objects.get(pk=priya.pk)


@pytest.fixture
def bodies(helen, ipswich, norfolk_county):
    """Ipswich runs museums, Norfolk has left, a club never joined, a trust is gone."""
    actions.set_services(by=helen, organisation=ipswich, services=["museums"])
    actions.leave_network(by=helen, organisation=norfolk_county, on=LEFT, reason="Budget cuts")
    for name, gone in (("Ely Folk Club", None), ("Orwell Trust", LEFT)):
        kind = Organisation.Kind.CIVIL_SOCIETY
        actions.add_organisation(by=helen, name=name, kind=kind, dissolved_on=gone)
    actions.add_other_name(by=helen, organisation=ipswich, name="Gippeswyk", until=LEFT)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"Ipswich Borough Council", "Norfolk County Council", "Ely Folk Club"}),
        ("service=museums", {"Ipswich Borough Council"}),
        ("membership=member", {"Ipswich Borough Council"}),
        ("membership=former", {"Norfolk County Council"}),
        ("membership=never", {"Ely Folk Club"}),
        ("gone=only", {"Orwell Trust"}),
        ("gone=with&membership=never", {"Ely Folk Club", "Orwell Trust"}),
        ("words=gippes", {"Ipswich Borough Council"}),
        ("words=folk+el", {"Ely Folk Club"}),
        ("words=olk", set()),
    ],
)
def test_the_list_narrows_as_people_ask(signed_in, nobody, bodies, asked, shown):
    page = text(signed_in(nobody).get(f"/organisations/?{asked}"))
    every = ("Ipswich Borough Council", "Norfolk County Council", "Ely Folk Club", "Orwell Trust")
    assert {name for name in every if name in page} == shown


def test_a_page_tells_names_services_and_the_history_of_membership(signed_in, nobody, bodies):
    page = text(signed_in(nobody).get(IPSWICH))
    assert "A member since 1 April 2010." in page
    assert 'Gippeswyk <span class="soft">until 1 April 2011</span>' in page
    assert '<a href="/organisations/?service=museums">Museums</a>' in page
    norfolk = text(signed_in(nobody).get("/organisations/norfolk-county-council/"))
    assert "A member from 1 April 2010 to 1 April 2011." in norfolk
    assert "(Budget cuts)" in norfolk


def test_the_public_sees_neither_keepers_nor_mail_domains_nor_changes(
    signed_in, nobody, jim, lead, ipswich
):
    actions.add_mail_domain(by=SYSTEM, organisation=ipswich, domain="ipswich.example")
    page = text(signed_in(nobody).get(IPSWICH))
    for hidden in ("ipswich.example", "Priya Nair", "Who keeps this page", "edit/"):
        assert hidden not in page
    member = text(signed_in(jim).get(IPSWICH))
    assert "ipswich.example" in member
    assert "Priya Nair" in member
    assert "edit/" not in member
    changes = f"{IPSWICH}changes/"
    assert signed_in(nobody).get(changes).headers["Location"].startswith("/accounts/login/")
    assert "added a mail domain" in text(signed_in(jim).get(changes))


def test_a_lead_is_offered_what_they_may_do_and_no_more(signed_in, lead):
    page = text(signed_in(lead).get(IPSWICH))
    assert f"{IPSWICH}edit/" in page
    assert f"{IPSWICH}rename/" not in page
    assert signed_in(lead).get(f"{IPSWICH}rename/").status_code == 403
    form = text(signed_in(lead).get(f"{IPSWICH}edit/"))
    assert 'name="website"' in form
    assert 'name="kind"' not in form


def test_a_lead_edits_their_own_body_and_no_other(signed_in, lead, ipswich, norfolk_county):
    client = signed_in(lead)
    page = client.get(f"{IPSWICH}edit/")
    sent = client.post(f"{IPSWICH}edit/", filled(page, website="https://ipswich.example"))
    assert sent.headers["Location"] == IPSWICH
    ipswich.refresh_from_db()
    assert (ipswich.website, ipswich.version) == ("https://ipswich.example", 2)
    assert client.get("/organisations/norfolk-county-council/edit/").status_code == 403


def test_two_who_edit_at_once_see_both_versions(signed_in, helen, amara, ipswich):
    one, two = signed_in(helen), signed_in(amara)
    first, second = one.get(f"{IPSWICH}edit/"), two.get(f"{IPSWICH}edit/")
    one.post(f"{IPSWICH}edit/", filled(first, short_name="Ipswich"))
    answer = two.post(f"{IPSWICH}edit/", filled(second, short_name="IBC"))
    assert answer.status_code == 409
    assert "Your words, not saved" in text(answer)
    two.post(f"{IPSWICH}edit/", filled(answer))
    ipswich.refresh_from_db()
    assert (ipswich.short_name, ipswich.version) == ("IBC", 3)


def test_a_body_is_named_by_the_name_that_people_know(signed_in, helen, ipswich, norfolk_county):
    client = signed_in(helen)
    page = client.get(f"{IPSWICH}edit/")
    client.post(f"{IPSWICH}edit/", filled(page, parent="norfolk county"))
    ipswich.refresh_from_db()
    assert ipswich.parent == norfolk_county
    page = client.get(f"{IPSWICH}edit/")
    answer = client.post(f"{IPSWICH}edit/", filled(page, parent="council"))
    assert answer.status_code == 422
    assert "Ipswich Borough Council; Norfolk County Council" in text(answer)
    answer = client.post(f"{IPSWICH}edit/", filled(page, parent="Atlantis"))
    assert "No organisation here is called “Atlantis”." in text(answer)


def test_a_membership_ended_by_mistake_goes_on_by_one_link(signed_in, helen, ipswich):
    client = signed_in(helen)
    page = client.get(f"{IPSWICH}leave/")
    answer = client.post(f"{IPSWICH}leave/", filled(page, reason="Budget cuts"), follow=True)
    assert f'The membership ends on that day. <a href="{IPSWICH}resume/">Undo</a>' in text(answer)
    assert "A member from 1 April 2010 to 19 September 2011." in text(answer)
    client.post(f"{IPSWICH}resume/", filled(client.get(f"{IPSWICH}resume/")))
    assert "A member since 1 April 2010." in text(client.get(IPSWICH))


def test_a_form_sent_twice_acts_once(signed_in, helen, ipswich):
    client = signed_in(helen)
    form = filled(client.get(f"{IPSWICH}domains/"), domain="ipswich.example")
    answers = [client.post(f"{IPSWICH}domains/", form) for _ in range(2)]
    assert [answer.headers.get("Location") for answer in answers] == [IPSWICH, IPSWICH]


def test_both_bodies_tell_of_a_merger_and_it_is_taken_back(
    signed_in, helen, nobody, priya, ipswich, norfolk_county
):
    client = signed_in(helen)
    asked = {"how": "merged", "successors": "norfolk county council", "on": "2011-06-01"}
    page = client.get(f"{IPSWICH}succession/", asked)
    form = filled(page, posts="stays")
    answer = client.post(f"{IPSWICH}succession/", form, follow=True)
    assert "Dissolved on 1 June 2011." in text(answer)
    assert "these posts are still held in it" in text(answer)
    public = signed_in(nobody)
    norfolk = '<a href="/organisations/norfolk-county-council/">Norfolk County Council</a>'
    assert f"Became part of {norfolk} on 1 June 2011" in text(public.get(IPSWICH))
    there = text(public.get("/organisations/norfolk-county-council/"))
    assert f'Took over from</dt><dd><a href="{IPSWICH}">Ipswich Borough Council</a>' in there
    row = Succession.objects.get()
    undo = reverse("organisation_succession_undo", args=[row.pk])
    answer = client.post(undo, filled(client.get(undo)), follow=True)
    assert "all stands as it did before" in text(answer)
    assert "A member since 1 April 2010." in text(public.get(IPSWICH))


def test_a_refusal_stands_in_the_form_with_its_remedy(signed_in, helen, ipswich):
    client = signed_in(helen)
    form = filled(client.get(f"{IPSWICH}codes/"), code="42UH")
    answer = client.post(f"{IPSWICH}codes/", form)
    assert answer.status_code == 422
    assert "a letter and eight figures, such as E07000202" in text(answer)


def test_changes_name_what_they_touch_in_the_words_of_people(signed_in, helen, ipswich, priya):
    actions.rename_organisation(by=helen, organisation=ipswich, name="Orwell Council")
    page = text(signed_in(helen).get(f"{IPSWICH}changes/"))
    assert "Helen Marsh</b> renamed an organisation" in page
    assert "<del>Ipswich Borough Council</del>" in page
    assert "Priya Nair" in page
    assert "Slug" not in page


def test_a_new_body_can_be_added_with_what_it_runs(signed_in, helen, suffolk):
    client = signed_in(helen)
    asked = {
        "name": "Orwell Trust",
        "kind": "civil_society",
        "sub_region": suffolk.pk,
        "services": ["arts", "heritage"],
        "joined_on": "2011-09-01",
    }
    answer = client.post(
        "/organisations/add/", filled(client.get("/organisations/add/"), **asked), follow=True
    )
    assert answer.redirect_chain == [("/organisations/orwell-trust/", 302)]
    assert "Arts" in text(answer)
    assert "A member since 1 September 2011." in text(answer)


@pytest.mark.parametrize("page", [IPSWICH, f"{IPSWICH}changes/"])
def test_pages_ask_no_more_where_there_is_more(
    signed_in, helen, ipswich, django_assert_max_num_queries, page
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def grow(number):
        actions.add_other_name(by=helen, organisation=ipswich, name=f"Name {number}")
        actions.add_mail_domain(by=helen, organisation=ipswich, domain=f"i{number}.example")
        part = actions.add_organisation(by=helen, name=f"Part {number}", kind="agency")
        actions.edit_organisation(by=helen, organisation=part, changes={"parent": ipswich})
        person = actions.add_person(by=SYSTEM, name=f"Person {number}")
        actions.appoint(
            by=SYSTEM, person=person, title="Officer", role="officer", organisation=ipswich,
            starts=LEFT, leads=True,
        )  # fmt: skip

    client = signed_in(helen)
    grow(1)
    client.get(page)
    with CaptureQueriesContext(connection) as before:
        client.get(page)
    grow(2)
    grow(3)
    with django_assert_max_num_queries(len(before)):
        client.get(page)
