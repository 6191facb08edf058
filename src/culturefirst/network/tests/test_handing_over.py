"""What a dissolved body had: each part goes where somebody says, and comes back exactly."""

from datetime import date

import pytest

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.actions.handing_over import Handover
from culturefirst.network.addresses import flags
from culturefirst.network.models import MailDomain, Post, ServiceRun, Succession
from culturefirst.network.queries.joining import found_for
from culturefirst.network.rules import service_in

DAY = date(2011, 9, 1)
EVE = date(2011, 8, 31)
SPLIT = Succession.How.SPLIT


def body(name, **more):
    return actions.add_organisation(by=SYSTEM, name=name, kind="district", **more)


def vacancy(at, title, **more):
    dates = {"starts": date(2010, 1, 1)} | more
    return actions.appoint(
        by=SYSTEM, person=None, title=title, role="officer", organisation=at, **dates
    )


@pytest.fixture
def north(db):
    return body("North Ipswich")


@pytest.fixture
def south(db):
    return body("South Ipswich")


@pytest.fixture
def split(helen, ipswich, north, south):
    """Ipswich split in two, with where its things go."""

    def record(**where):
        return actions.record_succession(
            by=helen, predecessors=[ipswich], successors=[north, south], on=DAY, how=SPLIT,
            handover=Handover(**where),
        )  # fmt: skip

    return record


def runs(of):
    return [(run.service, run.starts, run.ends) for run in of.services.order_by("service", "pk")]


def names(of):
    return [(name.domain, name.starts, name.ends) for name in of.domains.order_by("pk")]


def test_each_post_goes_to_the_part_that_was_chosen_for_it(split, priya, ipswich, north, south):
    curator, clerk = vacancy(ipswich, "Curator"), vacancy(ipswich, "Clerk")
    split(posts={curator.pk: south, clerk.pk: "ends"}, others=north)
    assert list(north.posts.values_list("title", "person__name", "starts")) == [
        ("Culture officer", "Priya Nair", DAY)
    ]
    assert list(south.posts.values_list("title", "starts")) == [("Curator", DAY)]
    assert set(ipswich.posts.values_list("ends", flat=True)) == {DAY}
    assert Post.objects.filter(title="Clerk").count() == 1
    again = type(priya).objects.get(pk=priya.pk)
    assert [post.organisation for post in again.posts_today] == [north]


def test_services_end_with_the_body_and_begin_where_they_are_taken_over(
    split, helen, ipswich, north, south
):
    actions.set_services(by=helen, organisation=ipswich, services=["arts", "parks"], on=EVE)
    actions.set_services(by=helen, organisation=south, services=["parks"], on=EVE)
    split(services={"parks": (north, south)})
    assert runs(ipswich) == [("arts", EVE, DAY), ("parks", EVE, DAY)]
    assert runs(north) == [("parks", DAY, None)]
    assert runs(south) == [("parks", EVE, None)]


def test_mail_domains_end_with_the_body_or_name_what_took_it_over(split, helen, ipswich, north):
    for domain in ("ipswich.example", "old.ipswich.example"):
        actions.add_mail_domain(by=helen, organisation=ipswich, domain=domain)
    split(domains={"ipswich.example": north})
    assert names(ipswich) == [("ipswich.example", None, DAY), ("old.ipswich.example", None, DAY)]
    assert names(north) == [("ipswich.example", DAY, None)]
    known = MailDomain.objects.naming_on(DAY)
    assert list(known.values_list("domain", "organisation__name")) == [
        ("ipswich.example", "North Ipswich")
    ]
    eve = MailDomain.objects.naming_on(EVE).values_list("organisation__name", flat=True)
    assert list(eve) == ["Ipswich Borough Council"] * 2
    assert list(found_for("", "ann@ipswich.example")) == [north]
    assert list(found_for("", "ann@old.ipswich.example")) == []
    assert flags("ann@old.ipswich.example", north) == [
        "North Ipswich is known by ipswich.example, and this address is at old.ipswich.example."
    ]


def test_until_a_day_to_come_the_domain_names_the_body_before(helen, ipswich, north):
    actions.add_mail_domain(by=helen, organisation=ipswich, domain="ipswich.example")
    coming = date(2012, 4, 1)
    actions.record_succession(
        by=helen, predecessors=[ipswich], successors=[north], on=coming, how="became",
        handover=Handover(domains={"ipswich.example": north}),
    )  # fmt: skip
    assert list(found_for("", "ann@ipswich.example")) == [ipswich]
    with clock.standing(coming):
        assert list(found_for("", "ann@ipswich.example")) == [north]


def test_a_domain_that_another_body_has_is_not_handed_over(split, helen, ipswich, north, south):
    actions.add_mail_domain(by=helen, organisation=ipswich, domain="ipswich.example")
    MailDomain.objects.filter(organisation=ipswich).update(ends=DAY)
    actions.add_mail_domain(by=helen, organisation=south, domain="ipswich.example")
    with pytest.raises(DomainError, match=r"ipswich\.example belongs to South Ipswich already"):
        split(domains={"ipswich.example": north})
    assert not Succession.objects.exists()


def test_what_is_not_theirs_is_refused(split, helen, ipswich, norfolk_county):
    post = vacancy(ipswich, "Curator")
    with pytest.raises(DomainError, match="can go to what took over only"):
        split(others=norfolk_county)
    Post.objects.filter(pk=post.pk).update(organisation=norfolk_county)
    with pytest.raises(DomainError, match="moved away while you were choosing"):
        split(posts={post.pk: "ends"})
    assert ipswich.stands_on(DAY)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: ServiceRun.objects.filter(ends=None).update(ends=DAY), "A service that went to"),
        (lambda: ServiceRun.objects.filter(ends=DAY).update(ends=EVE), "A service that ended"),
        (lambda: MailDomain.objects.filter(ends=None).delete(), "An email domain that went to"),
        (lambda: Post.objects.filter(ends=None).update(title="Clerk"), "A post that went to"),
        (lambda: Post.objects.filter(ends=DAY).update(ends=EVE), "A post that went to"),
    ],
)  # fmt: skip
def test_an_undo_is_refused_where_something_handed_over_was_changed_since(
    split, helen, ipswich, north, change, sentence
):
    vacancy(ipswich, "Curator")
    actions.set_services(by=helen, organisation=ipswich, services=["arts"], on=EVE)
    actions.add_mail_domain(by=helen, organisation=ipswich, domain="ipswich.example")
    split(others=north, services={"arts": (north,)}, domains={"ipswich.example": north})
    change()
    with pytest.raises(DomainError, match=sentence):
        actions.undo_succession(by=helen, succession=Succession.objects.first())


def test_a_domain_that_a_stranger_took_since_is_told(split, helen, ipswich, norfolk_county):
    actions.add_mail_domain(by=helen, organisation=ipswich, domain="ipswich.example")
    split()
    actions.add_mail_domain(by=helen, organisation=norfolk_county, domain="ipswich.example")
    with pytest.raises(DomainError, match=r"ipswich\.example belongs to Norfolk County Council by"):
        actions.undo_succession(by=helen, succession=Succession.objects.first())


def test_who_took_over_settles_the_day_on_which_a_body_ended(split, helen, ipswich):
    split()
    with pytest.raises(DomainError, match="on 1 September 2011 Ipswich Borough Council split into"):
        actions.edit_organisation(by=helen, organisation=ipswich, changes={"dissolved_on": None})


def test_without_a_successor_too_services_and_domains_end_with_the_body(helen):
    club = body("Ely Folk Club", services=["arts"])
    actions.add_mail_domain(by=helen, organisation=club, domain="folk.example")

    def end(on):
        actions.edit_organisation(by=helen, organisation=club, changes={"dissolved_on": on})
        return runs(club), names(club)

    assert end(DAY) == ([("arts", None, DAY)], [("folk.example", None, DAY)])
    assert end(EVE) == ([("arts", None, EVE)], [("folk.example", None, EVE)])
    with pytest.raises(DomainError, match="was dissolved on 31 August 2011: add the domain to"):
        actions.add_mail_domain(by=helen, organisation=club, domain="club.example")
    with pytest.raises(DomainError, match="does not stand on 31 August 2011, so it runs nothing"):
        actions.set_services(by=helen, organisation=club, services=["play"], on=EVE)
    assert end(None) == ([("arts", None, None)], [("folk.example", None, None)])


def test_a_body_that_will_end_takes_up_services_until_then(helen):
    coming = date(2012, 4, 1)
    club = body("Ely Folk Club", services=["arts"], dissolved_on=coming)
    actions.set_services(by=helen, organisation=club, services=["arts", "play"], on=DAY)
    assert runs(club) == [("arts", None, coming), ("play", DAY, coming)]
    added = actions.add_mail_domain(by=helen, organisation=club, domain="folk.example")
    assert added.ends == coming


def test_a_domain_that_ended_with_its_body_and_is_elsewhere_by_now_stays_there(helen, north):
    club = body("Ely Folk Club")
    actions.add_mail_domain(by=helen, organisation=club, domain="folk.example")
    actions.edit_organisation(by=helen, organisation=club, changes={"dissolved_on": DAY})
    actions.add_mail_domain(by=helen, organisation=north, domain="folk.example")
    actions.edit_organisation(by=helen, organisation=club, changes={"dissolved_on": None})
    assert (names(club), names(north)) == (
        [("folk.example", None, DAY)],
        [("folk.example", None, None)],
    )


@pytest.mark.parametrize(
    ("title", "service"),
    [
        ("Museums Officer", "museums"),
        ("Head of Libraries", "libraries"),
        ("Leisure manager", "sport"),
        ("Museums and Archives Manager", ""),
        ("Culture officer", ""),
        ("Display designer", ""),
    ],
)
def test_a_title_names_one_service_or_none(title, service):
    assert service_in(title) == service
