"""What may be done to a body, by whom, and what is refused with which words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.network import actions, queries
from culturefirst.network.models import Organisation, Post, ServiceRun

TODAY = date(2011, 9, 19)
SPRING = date(2011, 4, 1)


def found(text):
    return [body.name for body in Organisation.found(Organisation.objects.all(), text)]


@pytest.fixture
def lead(priya):
    """Priya, who keeps the people of Ipswich in order."""
    Post.objects.filter(person=priya.person).update(leads=True)
    return type(priya).objects.get(pk=priya.pk)


def test_its_lead_describes_a_body_and_does_not_say_what_it_is(lead, ipswich):
    changes = {"short_name": " Ipswich ", "website": "https://ipswich.example"}
    edited = actions.edit_organisation(by=lead, organisation=ipswich, changes=changes, seen=1)
    assert (edited.short_name, edited.website, edited.version) == (
        "Ipswich",
        "https://ipswich.example",
        2,
    )
    for changes in ({"kind": "county"}, {"name": "Ipswich City"}, {"sub_region": None}):
        with pytest.raises(NotAllowed, match="a director or a manager"):
            actions.edit_organisation(by=lead, organisation=edited, changes=changes)


@pytest.mark.parametrize("who", ["tom", "jim", "dee", "priya", "nobody"])
def test_others_do_not_keep_a_body(request, ipswich, who):
    with pytest.raises(NotAllowed):
        actions.edit_organisation(
            by=request.getfixturevalue(who), organisation=ipswich, changes={"short_name": "I"}
        )


def test_an_improvement_manager_keeps_the_bodies_of_their_sub_region(tom, cambridgeshire):
    ely = actions.add_organisation(
        by=SYSTEM, name="East Cambridgeshire", kind="district", sub_region=cambridgeshire
    )
    changes = {"description": "A district around Ely."}
    assert actions.edit_organisation(by=tom, organisation=ely, changes=changes).description == (
        "A district around Ely."
    )
    with pytest.raises(NotAllowed):
        actions.rename_organisation(by=tom, organisation=ely, name="Ely")


def test_two_who_edit_at_once_are_told_of_each_other(helen, ipswich):
    actions.edit_organisation(
        by=helen, organisation=ipswich, changes={"short_name": "Ipswich"}, seen=1
    )
    with pytest.raises(Conflict) as told:
        actions.edit_organisation(
            by=helen, organisation=ipswich, changes={"short_name": "IBC"}, seen=1
        )
    assert (told.value.theirs, told.value.yours) == (
        {"short_name": "Ipswich"},
        {"short_name": "IBC"},
    )


def test_a_body_stands_below_neither_itself_nor_its_own_parts(helen, ipswich, norfolk_county):
    actions.edit_organisation(by=helen, organisation=ipswich, changes={"parent": norfolk_county})
    for above in (norfolk_county, ipswich):
        with pytest.raises(DomainError, match="cannot stand below itself"):
            actions.edit_organisation(
                by=helen, organisation=norfolk_county, changes={"parent": above}
            )


def test_a_member_is_not_dissolved_by_the_way(lead, ipswich):
    with pytest.raises(DomainError, match="end its membership by 1 April 2011 first"):
        actions.edit_organisation(by=lead, organisation=ipswich, changes={"dissolved_on": SPRING})


def test_a_new_name_keeps_the_former_with_its_last_day_and_the_address(helen, ipswich):
    renamed = actions.rename_organisation(
        by=helen, organisation=ipswich, name="Orwell City Council", on=SPRING
    )
    assert (renamed.name, renamed.slug) == ("Orwell City Council", "ipswich-borough-council")
    assert list(renamed.other_names.values_list("name", "until")) == [
        ("Ipswich Borough Council", SPRING)
    ]
    assert found("orwell") == found("ipsw") == ["Orwell City Council"]


def test_going_back_to_a_former_name_keeps_the_one_between(helen, ipswich):
    actions.rename_organisation(by=helen, organisation=ipswich, name="Orwell", on=SPRING)
    back = actions.rename_organisation(
        by=helen, organisation=ipswich, name="Ipswich Borough Council", on=TODAY
    )
    assert list(back.other_names.values_list("name", "until")) == [
        ("Orwell", TODAY),
        ("Ipswich Borough Council", SPRING),
    ]


@pytest.mark.parametrize(
    ("name", "on", "sentence"),
    [
        ("Ipswich Borough Council", TODAY, "is its name already"),
        ("norfolk county council", TODAY, "Another organisation here is called"),
        ("Orwell", date(2011, 9, 20), "Give a day that has come"),
    ],
)
def test_what_is_no_new_name_is_refused(helen, ipswich, norfolk_county, name, on, sentence):
    with pytest.raises(DomainError, match=sentence):
        actions.rename_organisation(by=helen, organisation=ipswich, name=name, on=on)


def test_a_body_cannot_be_renamed_before_it_got_its_present_name(helen, ipswich):
    actions.rename_organisation(by=helen, organisation=ipswich, name="Orwell", on=TODAY)
    with pytest.raises(DomainError, match="until 19 September 2011: give a day"):
        actions.rename_organisation(by=helen, organisation=ipswich, name="Deben", on=SPRING)


def test_other_names_are_found_until_they_are_taken_away(lead, ipswich):
    name = actions.add_other_name(by=lead, organisation=ipswich, name="Gippeswyk")
    assert found("gipp") == ["Ipswich Borough Council"]
    with pytest.raises(DomainError, match="one of its names already"):
        actions.add_other_name(by=lead, organisation=ipswich, name="Gippeswyk ")
    actions.remove_other_name(by=lead, other_name=name)
    assert found("gipp") == []
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.before["name"], event.about) == (
        "network.remove_other_name",
        "Gippeswyk",
        ipswich.about,
    )


def test_services_start_and_end_by_their_days_and_keep_their_history(lead, ipswich):
    def runs():
        rows = ServiceRun.objects.order_by("service")
        return list(rows.values_list("service", "starts", "ends"))

    def set_to(services, on):
        actions.set_services(by=lead, organisation=ipswich, services=services, on=on)

    set_to(["arts", "museums"], SPRING)
    set_to(["arts", "sport"], TODAY)
    assert list(
        ServiceRun.objects.order_by("service").values_list("service", "starts", "ends")
    ) == [
        ("arts", SPRING, None),
        ("museums", SPRING, TODAY),
        ("sport", TODAY, None),
    ]
    # Put right on the same day, what was chosen by mistake leaves nothing behind.
    set_to(["arts", "museums"], TODAY)
    assert list(
        ServiceRun.objects.order_by("service").values_list("service", "starts", "ends")
    ) == [
        ("arts", SPRING, None),
        ("museums", SPRING, None),
    ]
    with pytest.raises(DomainError, match="known to change on 1 April 2011"):
        set_to(["arts"], date(2011, 3, 1))
    with pytest.raises(DomainError, match="No service is called juggling"):
        set_to(["juggling"], TODAY)


@pytest.mark.parametrize("code", ["42UH", "E0700020", "E070002022", "07000202E", "Ɛ07000202", ""])
def test_what_is_no_gss_code_is_refused_with_an_example(helen, ipswich, code):
    with pytest.raises(DomainError, match="a letter and eight figures, such as E07000202"):
        actions.add_code(by=helen, organisation=ipswich, code=code)


def test_an_area_has_one_code_at_a_time(helen, ipswich, norfolk_county):
    first = actions.add_code(by=helen, organisation=ipswich, code=" e07000202 ", starts=SPRING)
    assert first.code == "E07000202"
    with pytest.raises(DomainError, match="E07000202 is its code at that time"):
        actions.add_code(by=helen, organisation=ipswich, code="E07000999", starts=TODAY)
    with pytest.raises(DomainError, match="the code of Ipswich Borough Council at that time"):
        actions.add_code(by=helen, organisation=norfolk_county, code="E07000202")
    with pytest.raises(DomainError, match="holds from 1 April 2011"):
        actions.end_code(by=helen, code=first, ends=date(2011, 3, 31))
    actions.end_code(by=helen, code=first, ends=TODAY)
    second = actions.add_code(by=helen, organisation=ipswich, code="E07000999", starts=TODAY)
    assert [str(code) for code in ipswich.codes.held_on(TODAY)] == ["E07000999"]
    with pytest.raises(DomainError, match="E07000999 is its code at that time"):
        actions.end_code(by=helen, code=first, ends=None)
    actions.remove_code(by=helen, code=second)
    assert actions.end_code(by=helen, code=first, ends=None).ends is None


def test_a_mail_domain_is_kept_in_one_way_and_names_one_body(helen, ipswich, norfolk_county):
    kept = actions.add_mail_domain(by=helen, organisation=ipswich, domain="@Ipswich.GOV.uk ")
    assert kept.domain == "ipswich.gov.uk"
    with pytest.raises(DomainError, match="belongs to Ipswich Borough Council already"):
        actions.add_mail_domain(by=helen, organisation=norfolk_county, domain="IPSWICH.gov.uk")


@pytest.mark.parametrize(
    ("domain", "sentence"),
    [
        ("gmail.com", "Anybody can have an address at gmail.com"),
        ("Hotmail.co.uk", "Anybody can have an address at hotmail.co.uk"),
        ("yahoo.co.uk", "Anybody can have an address"),
        ("ipsw\u0456ch.gov.uk", "letters of another alphabet"),
        ("ipswich", "Write what follows the @"),
        ("ip swich.gov.uk", "Write what follows the @"),
        ("", "Write what follows the @"),
    ],
)
def test_what_names_no_body_is_no_mail_domain(helen, ipswich, domain, sentence):
    with pytest.raises(DomainError, match=sentence):
        actions.add_mail_domain(by=helen, organisation=ipswich, domain=domain)
    assert not ipswich.domains.exists()


def test_the_public_facts_of_many_bodies_take_as_many_questions_as_of_one(
    helen, ipswich, norfolk_county, django_assert_num_queries
):
    actions.add_other_name(by=helen, organisation=ipswich, name="Gippeswyk")
    with django_assert_num_queries(7):
        told = {body.name: [str(n) for n in body.other_names.all()] for body in queries.published()}
    assert told["Ipswich Borough Council"] == ["Gippeswyk"]
    assert told["Norfolk County Council"] == []


def test_a_name_that_is_taken_and_a_kind_that_is_none_are_refused(helen, ipswich):
    with pytest.raises(ValidationError, match="already exists"):
        actions.add_organisation(by=helen, name="Ipswich Borough Council", kind="district")
    with pytest.raises(ValidationError, match="not a valid choice"):
        actions.add_organisation(by=helen, name="Ely", kind="parish")


def test_no_body_takes_the_address_of_the_page_that_adds_one(helen):
    assert actions.add_organisation(by=helen, name="Add", kind="company").slug == "add-2"
