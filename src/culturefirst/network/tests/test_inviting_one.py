"""One person is invited by a form: with the roles that whoever invites may give."""

import re

import pytest
from django.urls import reverse

from culturefirst.network import actions
from culturefirst.network.models import Joining, User

NEW = reverse("invitation_new")


@pytest.fixture
def told(ipswich):
    made = {"name": "Ola Berg", "email": "Ola@Ipswich.example", "organisation": ipswich.pk}
    return made | {"role": "officer", "title": "Archivist"}


def offered(client):
    """The values of the roles that the form offers."""
    form = client.get(NEW).text
    [roles] = re.findall(r'<select name="role".*?</select>', form, re.S)
    return re.findall(r'<option value="(\w+)"', roles)


def test_one_person_is_invited_by_a_form(helen, told, signed_in):
    client = signed_in(helen)
    assert client.post(NEW, told).url == reverse("joinings")
    shown = client.post(NEW, told)
    assert "ola@ipswich.example is known here already: invited." in shown.text


def test_roles_are_offered_as_far_as_one_may_give_them(amara, helen, priya, signed_in):
    members = ["officer", "councillor", "partner"]
    assert offered(signed_in(amara)) == [*members, "director", "manager", "improvement_manager"]
    assert offered(signed_in(helen)) == [*members, "manager", "improvement_manager"]
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    lead = signed_in(User.objects.get(pk=priya.pk))
    assert offered(lead) == members
    assert 'name="leads"' not in lead.get(NEW).text


def test_a_manager_invites_an_improvement_manager_with_their_sub_region(
    helen, told, team, cambridgeshire, signed_in
):
    client = signed_in(helen)
    told |= {"role": "improvement_manager", "organisation": team.pk}
    refused = client.post(NEW, told)
    assert "Say to which sub-region they are seconded." in refused.text
    client.post(NEW, told | {"sub_region": cambridgeshire.pk})
    invited = Joining.objects.get()
    assert (invited.role, invited.sub_region) == ("improvement_manager", cambridgeshire)


def test_nobody_else_is_seconded_to_a_sub_region(helen, told, cambridgeshire, signed_in):
    shown = signed_in(helen).post(NEW, told | {"sub_region": cambridgeshire.pk})
    assert "Only an improvement manager is seconded to a sub-region." in shown.text
    assert not Joining.objects.exists()


def test_the_team_says_who_leads_a_body(helen, told, signed_in):
    signed_in(helen).post(NEW, told | {"leads": "on"})
    assert Joining.objects.get().leads


def test_a_role_that_is_not_offered_is_refused(helen, told, signed_in):
    shown = signed_in(helen).post(NEW, told | {"role": "director"})
    assert shown.status_code == 200
    assert "director is not one of the available choices" in shown.text
    assert not Joining.objects.exists()
