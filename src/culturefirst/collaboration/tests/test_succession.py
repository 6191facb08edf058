"""What a body offers and needs on its own page, and what becomes of it when the body ends."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.collaboration import actions
from culturefirst.collaboration.queries.succession import successors, to_take_over
from culturefirst.collaboration.tests.conftest import body_of, fresh
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network import actions as network
from culturefirst.network.actions.handing_over import Handover
from culturefirst.network.models import Organisation

TODAY = date(2011, 9, 19)


def page(client: Any, body: Organisation) -> str:
    return client.get(reverse("organisation", args=[body.slug])).content.decode()


def new_body(name: str = "East Suffolk") -> Organisation:
    return network.add_organisation(by=SYSTEM, name=name, kind="district")


def passes_on(before: Organisation, after: Organisation, *, posts: bool = True) -> Organisation:
    """One body ends today, and its posts go to the other."""
    goes = Handover(others=after) if posts else Handover(others="ends")
    network.record_succession(
        by=SYSTEM, predecessors=[before], successors=[after], on=TODAY, how="became", handover=goes
    )
    before.refresh_from_db()
    return after


def again(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def test_members_read_on_a_bodys_page_what_it_offers_and_needs(
    helen, priya, jim, nobody, offer, says, signed_in
):
    paused = says(priya, "need", title="Not now")
    actions.pause_listing(by=priya, listing=paused)
    body = body_of(priya)
    his = page(signed_in(jim), body)
    assert offer.title in his and reverse("listing", args=[offer.pk]) in his
    assert "Not now" not in his and "Write an offer or need for" not in his
    strangers = page(signed_in(nobody), body)
    assert "Offers and needs</h2>" not in strangers and offer.title not in strangers
    assert f"{reverse('listing_new')}?body={body.slug}" in page(signed_in(priya), body)


def test_the_team_writes_for_another_body_from_its_page(helen, jim, signed_in):
    body, client = body_of(jim), signed_in(helen)
    link = f"{reverse('listing_new')}?body={body.slug}"
    assert f'<a href="{link}">Write an offer or need for {body}</a>' in page(client, body)
    assert "Jim Gotts" in client.get(link).content.decode()


def test_many_listings_are_shown_by_as_many_statements_as_one(jim, priya, says, signed_in):
    client, body, counts = signed_in(jim), body_of(priya), []
    for number in range(3):
        says(priya, title=f"Store {number}")
        with CaptureQueriesContext(connection) as ran:
            assert f"Store {number}" in page(client, body)
        counts.append(len(ran))
    assert counts[1] == counts[2]


def test_what_a_body_left_waits_for_whoever_is_named_at_the_one_that_took_over(
    helen, priya, jim, offer, signed_in
):
    before = body_of(priya)
    after = passes_on(before, new_body())
    assert offer.title not in signed_in(jim).get(reverse("collaborate")).content.decode()
    [need] = [each for each in needs(again(priya), TODAY) if each.what == offer.title]
    assert need.why == f"{before} stands no more: take it over for East Suffolk, or close it."
    assert to_take_over(again(jim), TODAY) == []
    client = signed_in(priya)
    shown = client.get(reverse("listing", args=[offer.pk])).content.decode()
    assert "Take it over for East Suffolk" in shown
    assert "Confirm that it holds" not in shown
    his = signed_in(jim).get(reverse("listing", args=[offer.pk])).content.decode()
    assert "Take it over" not in his and "Get in touch" not in his
    sent = {"body": after.slug}
    answer = client.post(reverse("listing_take_over", args=[offer.pk]), sent)
    assert answer.status_code == 302
    now = fresh(offer)
    assert (now.organisation, now.contact, now.confirmed_on) == (after, priya.person, TODAY)
    assert offer.title in signed_in(jim).get(reverse("collaborate")).content.decode()
    assert to_take_over(again(priya), TODAY) == []


def test_where_nobody_leads_there_it_waits_for_the_team_which_needs_somebody_to_name(
    helen, priya, offer
):
    after = passes_on(body_of(priya), new_body(), posts=False)
    assert [listing for listing, _ in to_take_over(helen, TODAY)] == [offer]
    assert [each.why[:23] for each in needs(helen, TODAY) if each.what == offer.title] == [
        "Ipswich Borough Council"
    ]  # once, and not for whom to ask as well
    with pytest.raises(DomainError, match="Nobody leads at East Suffolk"):
        actions.take_over_listing(by=helen, listing=offer, organisation=after)
    lead = network.add_person(by=SYSTEM, name="Ines Roy")
    network.appoint(
        by=SYSTEM, person=lead, title="Head of culture", role="officer", organisation=after,
        starts=TODAY, leads=True,
    )  # fmt: skip
    assert to_take_over(helen, TODAY) == []
    assert actions.take_over_listing(by=helen, listing=offer, organisation=after).contact == lead


def test_only_who_took_over_takes_it_and_only_from_who_ended(helen, priya, jim, offer):
    with pytest.raises(NotAllowed):
        actions.take_over_listing(by=helen, listing=offer, organisation=body_of(jim))
    passes_on(body_of(priya), new_body())
    with pytest.raises(DomainError, match="did not take over from"):
        actions.take_over_listing(by=helen, listing=offer, organisation=body_of(jim))
    with pytest.raises(NotAllowed):
        actions.take_over_listing(by=jim, listing=offer, organisation=body_of(jim))


def test_who_took_over_is_found_over_several_steps_and_not_before_the_day(helen, priya):
    first = body_of(priya)
    second = passes_on(first, new_body("Second"))
    third = passes_on(second, new_body("Third"))
    assert successors([first.pk, second.pk], TODAY) == {first.pk: [third], second.pk: [third]}
    assert successors([first.pk], date(2011, 9, 18)) == {first.pk: []}


def test_a_closed_one_stays_as_it_is(priya, offer):
    actions.close_listing(by=priya, listing=offer, came_of="nothing")
    after = passes_on(body_of(priya), new_body())
    with pytest.raises(DomainError, match="not open any more"):
        actions.take_over_listing(by=again(priya), listing=offer, organisation=after)
    assert clock.today() == TODAY
