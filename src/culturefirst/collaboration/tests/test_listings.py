"""Offers and needs: who writes and keeps them, what is refused, and what becomes of them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Introduction, Listing
from culturefirst.collaboration.tests.conftest import STORE, body_of, fresh
from culturefirst.kit import clock, links
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.network import actions as network
from culturefirst.network.models import Role


def test_an_officer_says_what_the_council_offers(offer, priya):
    assert (offer.state, offer.published_on, offer.confirmed_on) == (
        "open", date(2011, 9, 19), date(2011, 9, 19),
    )  # fmt: skip
    assert (offer.size, offer.when) == ("120 square metres", "From now on")
    assert (offer.contact, offer.made_by) == (priya.person, priya.person)


def test_nobody_writes_for_another_body_but_whoever_keeps_it(says, priya, helen, tom, jim):
    with pytest.raises(NotAllowed, match="anybody who holds a post of that organisation"):
        says(priya, organisation=body_of(jim), contact=jim.person)
    with pytest.raises(NotAllowed):
        says(tom, organisation=body_of(jim), contact=jim.person)
    assert says(helen, organisation=body_of(jim), contact=jim.person).organisation == body_of(jim)


def test_the_contact_works_there(says, priya, jim):
    with pytest.raises(ValidationError) as refused:
        says(priya, contact=jim.person)
    assert refused.value.message_dict == {
        "contact": [
            "Jim Gotts holds no post at Ipswich Borough Council today. "
            "Choose somebody who works there."
        ]
    }


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"starts": date(2011, 10, 2), "ends": date(2011, 10, 1)}, "before its first"),
        ({"amount": 4}, "A number needs its unit"),
        ({"unit": "items"}, "A number needs its unit"),
        ({"amount": 4, "unit": "items", "rough": "small"}, "not both"),
        ({"amount": 0, "unit": "items"}, "above nought"),
        ({"arrangement": "marriage"}, "not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused(said, fault, says, priya):
    with pytest.raises(ValidationError, match=fault):
        says(priya, **said)
    assert Listing._base_manager.count() == 0


def test_members_see_what_is_open_and_a_body_all_of_its_own(
    offer, priya, jim, dee, helen, tom, nobody
):
    for state in (actions.pause_listing, actions.close_listing):
        more = {"came_of": "nothing"} if state is actions.close_listing else {}
        state(by=priya, listing=offer, **more)
        assert seen_by(offer, priya, helen, jim, dee, tom, nobody) == ["Priya Nair", "Helen Marsh"]
    actions.reopen_listing(by=priya, listing=offer)
    assert seen_by(offer, priya, jim, dee, tom, nobody) == [
        "Priya Nair", "Jim Gotts", "Dee Fuller", "Tom Reeve",
    ]  # fmt: skip
    assert Listing.objects.count() == 0


def seen_by(listing: Listing, *people: Any) -> list[str]:
    return [str(user) for user in people if Listing.objects.visible_to(user).filter(pk=listing.pk)]


def test_an_improvement_manager_keeps_what_is_in_the_sub_region(says, tom, cambridgeshire):
    body = network.add_organisation(
        by=SYSTEM, name="Ely City Council", kind="district", sub_region=cambridgeshire
    )
    person = network.add_person(by=SYSTEM, name="Ola Berg", email="ola@example.org")
    network.appoint(
        by=SYSTEM, person=person, title="Officer", role=Role.OFFICER, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    listing = says(tom, organisation=body, contact=person)
    actions.pause_listing(by=tom, listing=listing)
    assert seen_by(listing, tom) == ["Tom Reeve"]


def test_a_colleague_reads_it_and_does_not_change_it(offer, colleague, helen):
    with pytest.raises(NotAllowed, match="whoever wrote it or is named in it"):
        actions.pause_listing(by=colleague, listing=offer)
    assert actions.pause_listing(by=helen, listing=offer).state == "paused"


def test_whoever_left_the_body_keeps_nothing_of_it(offer, priya, jim):
    network.end_post(by=SYSTEM, post=priya.posts_today[0], on=clock.today())
    del priya.posts_today
    with pytest.raises(NotAllowed):
        actions.pause_listing(by=priya, listing=offer)


def test_a_change_says_that_it_holds_and_an_old_one_is_refused(offer, priya):
    with clock.standing(date(2011, 10, 1)):
        changed = actions.edit_listing(
            by=priya, listing=offer, changes={"title": "  A  store "}, seen=offer.version
        )
        assert (changed.title, changed.confirmed_on) == ("A store", date(2011, 10, 1))
        with pytest.raises(Conflict):
            actions.edit_listing(by=priya, listing=offer, changes={"title": "B"}, seen=1)


def test_what_is_closed_says_what_came_of_it_and_leads_to_it(offer, need, priya, jim):
    made = actions.introduce(
        by=jim, listing=offer, organisation=body_of(jim), words="May we?", own=need
    )
    closed = actions.close_listing(
        by=priya, listing=offer, came_of="taken_up", outcome="A rack each.", introduction=made
    )
    assert (closed.state, closed.closed_on, closed.outcome) == (
        "closed", date(2011, 9, 19), "A rack each.",
    )  # fmt: skip
    assert [link.target for link in links.from_(closed)] == [made]
    assert Introduction._base_manager.get().taken_up_on == date(2011, 9, 19)
    with pytest.raises(DomainError, match="It is closed already"):
        actions.close_listing(by=priya, listing=offer, came_of="nothing")
    with pytest.raises(DomainError, match="Open it again first"):
        actions.edit_listing(by=priya, listing=offer, changes={"title": "B"})
    again = actions.reopen_listing(by=priya, listing=offer)
    assert (again.closed_on, again.came_of, again.outcome) == (None, "", "")
    assert Introduction._base_manager.get().taken_up_on is None


def test_what_did_not_come_about_here_names_nobody(offer, need, priya, jim):
    made = actions.introduce(by=jim, listing=offer, organisation=body_of(jim), words="May we?")
    for came_of, listing in (("nothing", offer), ("taken_up", need)):
        by = priya if listing is offer else jim
        with pytest.raises(DomainError):
            actions.close_listing(by=by, listing=listing, came_of=came_of, introduction=made)
    assert fresh(offer).state == fresh(need).state == "open"


def test_what_is_not_confirmed_asks_after_six_months_and_drops_out_after_seven(offer, priya, dee):
    for day, asked, matched in (
        (date(2012, 3, 18), 0, 1),
        (date(2012, 3, 19), 1, 1),
        (date(2012, 4, 18), 1, 1),
        (date(2012, 4, 19), 1, 0),
    ):
        waiting = [need for need in needs(priya, day) if need.room == "collaboration"]
        assert (day, len(waiting)) == (day, asked)
        assert [need.due for need in waiting] == [date(2012, 4, 19)] * asked
        rows = Listing.objects.visible_to(dee)
        assert (rows.matched_on(day).count(), rows.open_on(day).count()) == (matched, 1)
        assert not [need for need in needs(dee, day) if need.room == "collaboration"]
    with clock.standing(date(2012, 4, 20)):
        actions.confirm_listing(by=priya, listing=offer)
        assert Listing.objects.visible_to(dee).matched_on(clock.today()).count() == 1


def test_what_is_over_is_asked_to_be_closed(says, priya, dee):
    says(priya, ends=date(2011, 9, 30))
    with clock.standing(date(2011, 10, 1)):
        [waiting] = [each for each in needs(priya, clock.today()) if each.room == "collaboration"]
        assert waiting.why.startswith("Its last day is over")
        assert not Listing.objects.visible_to(dee).open_on(clock.today())


def test_where_whoever_is_named_has_left_somebody_else_is_asked_to_be_named(
    offer, priya, colleague, helen
):
    actions.edit_listing(by=priya, listing=offer, changes={"contact": colleague.person})
    network.end_post(by=SYSTEM, post=colleague.posts_today[0], on=clock.today())
    [waiting] = [each for each in needs(priya, clock.today()) if each.room == "collaboration"]
    assert waiting.why == "Whoever was named in it works there no more: say whom to ask."


def test_it_may_grow_out_of_an_activity(says, priya, offer):
    need = says(priya, "need", start=offer)
    assert [link.source for link in links.to(need)] == [offer]


def test_an_unknown_fact_is_a_slip_of_the_program(priya):
    with pytest.raises(TypeError, match="has no colour"):
        actions.publish_listing(
            by=priya, side="offer", organisation=body_of(priya), contact=priya.person,
            colour="red", **STORE,
        )  # fmt: skip
