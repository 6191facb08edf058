"""Initiatives: who drafts, reads, opens and drops them, and what they grew out of."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Initiative, InitiativePartner
from culturefirst.collaboration.tests.conftest import body_of
from culturefirst.kit import clock, links
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.publications import published
from culturefirst.kit.starts import beginnings, start
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure
from culturefirst.network import actions as network
from culturefirst.network.tests.searching import found

TODAY = date(2011, 9, 19)
WORDS = "One store for what both of us keep, from April on."


@pytest.fixture
def draft(priya, jim):
    """Ipswich and Norfolk want one store."""
    named = [(body_of(who), who.person) for who in (priya, jim)]
    return actions.draft_initiative(by=priya, title=" One  store ", words=WORDS, partners=named)


@pytest.fixture
def made(offer, jim):
    """Jim asked about Priya's store."""
    return actions.introduce(by=jim, listing=offer, organisation=body_of(jim), words="May we?")


def read_by(found, *people):
    seen = Initiative.objects.visible_to
    return [str(user) for user in people if seen(user).filter(pk=found.pk).exists()]


def waiting(user):
    return [need.what for need in needs(user, TODAY) if need.room == "collaboration"]


def url(name, *keys):
    return reverse(f"initiative{name}", args=[getattr(each, "pk", each) for each in keys])


def test_a_draft_is_read_by_its_partners_alone_and_an_open_one_by_every_member(
    draft, priya, jim, colleague, dee, helen, nobody
):
    assert (draft.title, draft.stage, draft.drafted_on) == ("One store", "draft", TODAY)
    everybody = (priya, jim, colleague, dee, helen, nobody)
    assert read_by(draft, *everybody) == ["Priya Nair", "Jim Gotts", "Ola Berg"]
    assert Initiative.objects.count() == 0
    actions.open_initiative(by=jim, initiative=draft)
    assert read_by(draft, *everybody) == [
        "Priya Nair", "Jim Gotts", "Ola Berg", "Dee Fuller", "Helen Marsh",
    ]  # fmt: skip
    actions.drop_initiative(by=priya, initiative=draft, because="No  money.")
    assert read_by(draft, *everybody) == ["Priya Nair", "Jim Gotts", "Ola Berg", "Helen Marsh"]


def test_nobody_drafts_for_bodies_they_do_not_work_for_and_nobody_else_keeps_it(
    draft, priya, jim, helen, dee
):
    with pytest.raises(NotAllowed, match="anybody who holds a post of one of its partners"):
        actions.draft_initiative(by=helen, title="A", partners=[(body_of(jim), jim.person)])
    for act in (actions.open_initiative, actions.drop_initiative):
        for who in (helen, dee):
            with pytest.raises(NotAllowed):
                act(by=who, initiative=draft)
    assert Initiative._base_manager.count() == 1


def test_it_opens_with_two_partners_and_words_goes_and_comes_back(draft, priya, jim):
    mine, theirs = InitiativePartner._base_manager.filter(initiative=draft)
    actions.end_partner(by=priya, initiative=draft, partner=theirs)
    with pytest.raises(DomainError, match="two partners or more"):
        actions.open_initiative(by=priya, initiative=draft)
    with pytest.raises(DomainError, match="Too few would be left"):
        actions.end_partner(by=priya, initiative=draft, partner=mine)
    actions.add_partner(by=priya, initiative=draft, organisation=body_of(jim))
    bare = actions.edit_initiative(by=priya, initiative=draft, changes={"words": ""})
    with pytest.raises(DomainError, match="Say in a few sentences"):
        actions.open_initiative(by=priya, initiative=bare)
    actions.edit_initiative(by=priya, initiative=draft, changes={"words": WORDS})
    opened = actions.open_initiative(by=priya, initiative=draft)
    assert (opened.stage, opened.opened_on) == ("open", TODAY)
    with pytest.raises(DomainError, match="not a draft"):
        actions.open_initiative(by=priya, initiative=draft)
    dropped = actions.drop_initiative(by=priya, initiative=draft, because="No  money.")
    assert (dropped.dropped_on, dropped.dropped_because) == (TODAY, "No money.")
    for act in (
        lambda: actions.drop_initiative(by=priya, initiative=draft),
        lambda: actions.edit_initiative(by=priya, initiative=draft, changes={"title": "B"}),
        lambda: actions.add_partner(by=priya, initiative=draft, organisation=body_of(jim)),
    ):
        with pytest.raises(DomainError, match="dropped"):
            act()
    again = actions.resume_initiative(by=priya, initiative=draft)
    assert (again.stage, again.opened_on, again.dropped_on) == ("open", TODAY, None)
    with pytest.raises(DomainError, match="not dropped"):
        actions.resume_initiative(by=priya, initiative=draft)


def test_what_two_people_change_at_once_is_not_lost(draft, priya, jim):
    actions.edit_initiative(by=priya, initiative=draft, changes={"title": "A"}, seen=1)
    with pytest.raises(Conflict):
        actions.edit_initiative(by=jim, initiative=draft, changes={"title": "B"}, seen=1)


def test_whoever_is_named_works_there_and_is_told_once(draft, priya, jim, dee):
    [letter] = Message.objects.filter(key__startswith="collaboration:initiative:")
    assert (letter.to, letter.headers["Reply-To"]) == ("jim@example.org", "priya@example.org")
    assert "Priya Nair has named you as whom to ask at Norfolk County Council" in letter.text
    joined = actions.add_partner(by=priya, initiative=draft, organisation=body_of(dee))
    with pytest.raises(ValidationError, match="holds no post at"):
        actions.name_partner(by=priya, initiative=draft, partner=joined, person=jim.person)
    actions.name_partner(by=priya, initiative=draft, partner=joined, person=dee.person)
    with pytest.raises(ValidationError, match="takes part already"):
        actions.add_partner(by=priya, initiative=draft, organisation=body_of(dee))
    told = Message.objects.filter(key__startswith="collaboration:initiative:")
    assert sorted(each.to for each in told) == ["dee@example.org", "jim@example.org"]


def test_it_grows_out_of_an_introduction_once(made, offer, priya, jim, signed_in):
    client = signed_in(priya)
    page = client.get(reverse("listing", args=[offer.pk])).content.decode()
    link = f"{reverse('initiative_new')}?from=collaboration.introduction:{made.pk}"
    assert link in page
    answer = client.post(link, {"title": "One store", "words": WORDS})
    found = Initiative._base_manager.get()
    assert answer.headers["Location"] == url("", found)
    assert found.grew_from_introduction == made
    assert [link.source for link in links.to(found)] == [made]
    partners = InitiativePartner._base_manager.filter(initiative=found)
    assert [(str(each), each.person) for each in partners] == [
        ("Ipswich Borough Council", priya.person),
        ("Norfolk County Council", jim.person),
    ]
    assert client.get(link).headers["Location"] == url("", found)
    with pytest.raises(DomainError, match="already"):
        named = [(body_of(jim), jim.person)]
        actions.draft_initiative(by=jim, title="B", partners=named, start=made)
    page = client.get(reverse("listing", args=[offer.pk])).content.decode()
    assert f'Became the initiative <a href="{url("", found)}">' in page
    assert start(jim, f"collaboration.initiative:{found.pk}").partners == (
        "Norfolk County Council",
    )


def test_whoever_works_for_neither_of_the_two_drafts_nothing_of_it(made, helen, signed_in):
    link = f"{reverse('initiative_new')}?from=collaboration.introduction:{made.pk}"
    assert signed_in(helen).get(link).status_code == 403
    assert "Draft an initiative" not in dict(beginnings(helen, made))


def test_each_of_the_two_is_offered_to_draft_one(made, priya, jim):
    for user in (priya, jim):
        assert "Draft an initiative" in dict(beginnings(user, made))


def test_the_database_itself_refuses_two_of_one_introduction(made):
    facts = {"title": "A", "drafted_on": TODAY, "grew_from_introduction": made}
    Initiative._base_manager.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative._base_manager.create(**facts)


def test_a_draft_waits_for_whoever_is_named_and_is_told_of_nowhere_else(
    draft, priya, jim, colleague, dee
):
    assert (waiting(priya), waiting(jim), waiting(colleague)) == (["One store"], ["One store"], [])
    assert found(jim, "store") == ["One store"]
    assert found(dee, "store") == []
    assert published(dee, TODAY, TODAY) == []
    actions.open_initiative(by=priya, initiative=draft)
    assert waiting(priya) == []
    assert found(dee, "Norfolk store") == ["One store"]
    [told] = published(dee, TODAY, TODAY)
    assert (told.kind, told.open_to_all) == ("Initiative", False)
    assert told.summary == f"Ipswich Borough Council, Norfolk County Council. {WORDS}"


def test_an_introduction_that_became_one_is_counted_once_it_is_open(made, priya, jim, suffolk):
    named = [(body_of(priya), priya.person), (body_of(jim), jim.person)]
    grown = actions.draft_initiative(by=priya, title="A", words=WORDS, partners=named, start=made)
    assert counted() == 0
    actions.open_initiative(by=priya, initiative=grown)
    assert counted() == 1
    assert counted(sub_region=suffolk.pk) == 1
    assert counted(sub_region=suffolk.pk + 1000) == 0
    other = actions.draft_initiative(by=priya, title="B", words=WORDS, partners=named)
    actions.open_initiative(by=priya, initiative=other)
    assert counted() == 1


def counted(**scope):
    return figure(Question("collaboration.became", Window(TODAY, TODAY), scope)).numerator


def test_on_its_pages_it_is_drafted_changed_opened_dropped_and_taken_up(priya, jim, dee, signed_in):
    client = signed_in(priya)
    said = {"title": "One store", "words": "", "other": body_of(jim).pk}
    assert client.post(url("_new"), said).status_code == 302
    found = Initiative._base_manager.get()
    assert client.post(url("_open", found)).status_code == 422
    sent = {"title": "One store", "words": WORDS, "seen": 1, "initial-title": "One store"}
    assert client.post(url("_edit", found), sent | {"initial-words": ""}).status_code == 302
    assert client.post(url("_open", found)).status_code == 302
    assert "One store" in signed_in(dee).get(url("s")).content.decode()
    partner = InitiativePartner._base_manager.get(organisation=body_of(jim))
    there = url("_partner", found, partner)
    assert client.post(there, {"person": jim.person_id}).status_code == 302
    assert client.post(there, {"person": dee.person_id}).status_code == 422
    joined = client.post(url("_partner_add", found), {"organisation": body_of(dee).pk})
    third = InitiativePartner._base_manager.get(organisation=body_of(dee))
    assert joined.headers["Location"] == url("_partner", found, third)
    assert client.post(url("_partner_end", found, third)).status_code == 302
    assert client.post(url("_drop", found), {"because": "No money."}).status_code == 302
    assert "No money." in client.get(url("", found)).content.decode()
    assert client.post(url("_resume", found)).status_code == 302
    assert Initiative._base_manager.get().stage == "open"


def test_ones_own_body_is_no_other(priya, signed_in):
    answer = signed_in(priya).post(url("_new"), {"title": "A", "other": body_of(priya).pk})
    assert answer.status_code == 422


def test_once_a_contact_is_erased_nobody_is_named(draft, priya, jim, signed_in):
    network.erase_person(by=jim, person=jim.person)
    page = signed_in(priya).get(url("", draft)).content.decode()
    assert "Nobody is named to be asked" in page
    assert "Jim Gotts" not in page


def test_the_list_asks_the_same_however_many_there_are(priya, jim, signed_in):
    client, counts = signed_in(priya), []
    for number in (1, 3):
        for _ in range(number):
            named = [(body_of(who), who.person) for who in (priya, jim)]
            for stage in range(2):
                made = actions.draft_initiative(by=priya, title="A", words="B", partners=named)
                if stage:
                    actions.open_initiative(by=priya, initiative=made)
        client.get(url("s"))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("s"))
        counts.append(len(asked))
        with clock.standing(TODAY), CaptureQueriesContext(connection) as asked:
            waiting(jim)
        counts.append(len(asked))
    assert counts[:2] == counts[2:]
