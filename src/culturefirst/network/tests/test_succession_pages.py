"""The page on which somebody says who took over, and what of the body goes where."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests.filling import filled
from culturefirst.network import actions
from culturefirst.network.models import Succession

PAGE = "/organisations/ipswich-borough-council/succession/"
ASKED = {"how": "split", "successors": "North Ipswich\nSouth Ipswich", "on": "2011-09-01"}
DAY = date(2011, 9, 1)


def body(name):
    return actions.add_organisation(by=SYSTEM, name=name, kind="district")


@pytest.fixture
def parts(db):
    return body("North Ipswich"), body("South Ipswich")


@pytest.fixture
def rich(helen, ipswich, priya):
    """Ipswich with three posts, two services and a mail domain."""
    for title in ("Museums officer", "Clerk"):
        actions.appoint(
            by=SYSTEM, person=None, title=title, role="officer", organisation=ipswich,
            starts=date(2010, 1, 1),
        )  # fmt: skip
    on = date(2010, 4, 1)
    actions.set_services(by=helen, organisation=ipswich, services=["arts", "museums"], on=on)
    actions.add_mail_domain(by=helen, organisation=ipswich, domain="ipswich.example")
    return ipswich


def titles(of):
    return list(of.posts.order_by("title").values_list("title", flat=True))


def test_a_split_asks_for_each_post_service_and_domain_and_acts_once(signed_in, helen, rich, parts):
    north, south = parts
    client = signed_in(helen)
    page = client.get(PAGE, ASKED)
    clerk = rich.posts.get(title="Clerk")
    chosen = {
        "posts": str(north.pk),
        f"post_{clerk.pk}": "ends",
        "service_museums": str(south.pk),
        "service_arts": "each",
        "domain_0": str(south.pk),
    }
    form = filled(page, **chosen)
    answers = [client.post(PAGE, form) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert Succession.objects.count() == 2
    assert titles(north) == ["Culture officer"]
    # Nothing was said of this one itself: it goes with the service that its title names.
    assert titles(south) == ["Museums officer"]
    assert list(north.services.values_list("service", "starts")) == [("arts", DAY)]
    assert list(south.services.values_list("service", flat=True)) == ["arts", "museums"]
    assert [each.domain for each in south.domains.all()] == ["ipswich.example"]


def test_with_one_successor_everything_goes_there_unless_said_otherwise(signed_in, helen, rich):
    orwell = body("Orwell Council")
    client = signed_in(helen)
    page = client.get(PAGE, {"how": "became", "successors": "Orwell Council", "on": "2011-09-01"})
    assert client.post(PAGE, filled(page)).status_code == 302
    assert titles(orwell) == ["Clerk", "Culture officer", "Museums officer"]
    assert orwell.services.count() == 2
    assert orwell.domains.get().starts == DAY


def test_a_split_wants_to_know_where_the_posts_go(signed_in, helen, rich, parts):
    client = signed_in(helen)
    answer = client.post(PAGE, filled(client.get(PAGE, ASKED)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose where they go, or say that it is not known yet." in page
    assert not Succession.objects.exists()


def test_what_cannot_be_is_said_before_anything_is_chosen(signed_in, helen, rich):
    answer = signed_in(helen).get(PAGE, ASKED | {"successors": "Nowhere at all"})
    assert answer.status_code == 422
    assert "No organisation here is called “Nowhere at all”" in answer.content.decode()


def test_the_page_asks_the_same_number_of_questions_for_many_posts(
    signed_in, helen, rich, parts, django_assert_num_queries
):
    client = signed_in(helen)
    client.get(PAGE, ASKED)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE, ASKED)
    for at in range(5):
        person = actions.add_person(by=SYSTEM, name=f"Person {at}")
        actions.appoint(
            by=SYSTEM, person=person, title=f"Officer {at}", role="officer", organisation=rich,
            starts=date(2010, 1, 1),
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        client.get(PAGE, ASKED)
