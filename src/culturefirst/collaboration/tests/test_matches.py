"""Which listings are suggested for which, what is turned down, and who gets in touch."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.collaboration import actions
from culturefirst.collaboration.actions.matches import TOO_MANY
from culturefirst.collaboration.models import Dismissal, Introduction, Listing
from culturefirst.collaboration.queries import suggestions, worth
from culturefirst.collaboration.queries.matches import dismissed, neighbours
from culturefirst.collaboration.tests.conftest import body_of, fresh
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.rendering import ordinary
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation

TODAY = date(2011, 9, 19)


def fitting(listing: Listing) -> list[str]:
    return [str(each.other) for each in suggestions([listing], TODAY)[listing.pk]]


def place(body: Organisation, column: int, row: int) -> None:
    Organisation.objects.filter(pk=body.pk).update(map_column=column, map_row=row)


def test_an_offer_and_a_need_are_suggested_to_each_other_with_reasons(offer, need, priya, jim):
    place(body_of(priya), 5, 5)
    place(body_of(jim), 5, 4)
    [to_ipswich], [to_norfolk] = (suggestions([each], TODAY)[each.pk] for each in (offer, need))
    assert (to_ipswich.other, to_norfolk.other) == (need, offer)
    assert to_ipswich.match == to_norfolk.match
    assert to_ipswich.score == 93
    assert to_norfolk.reasons == [
        "both: sharing space or a store", "both: museums", "neighbours",
        "they can give room, you need it", "same time", "both at least exploring", "size fits",
    ]  # fmt: skip
    assert neighbours() == {
        "Suffolk": frozenset({"Norfolk"}), "Norfolk": frozenset({"Suffolk"}),
    }  # fmt: skip


def test_the_best_match_comes_first_and_other_wishes_do_not_come(says, offer, need, dee):
    near = says(dee, "need", title="A corner for puppets", amount=20, unit="metres")
    says(dee, "need", title="A loan of cases", arrangement="lending")
    assert fitting(offer) == [near.title, need.title]
    assert fitting(near) == [offer.title, need.title]


@pytest.mark.parametrize("how", ["paused", "over", "old", "gone"])
def test_what_cannot_be_answered_is_not_suggested(how, says, offer, jim):
    need = says(jim, "need", title="A corner", ends=TODAY)
    assert fitting(offer) == ["A corner"]
    changes = {
        "paused": {"state": "paused"}, "over": {"ends": date(2011, 9, 18)},
        "old": {"confirmed_on": date(2011, 2, 19)},
    }  # fmt: skip
    if how == "gone":
        Organisation.objects.filter(pk=need.organisation_id).update(dissolved_on=TODAY)
    else:
        Listing._base_manager.filter(pk=need.pk).update(**changes[how])
    assert fitting(offer) == []
    assert suggestions([fresh(need)], TODAY) == {need.pk: []}


def test_what_is_not_for_a_body_is_suggested_to_it_no_more_and_the_other_never_learns(
    offer, need, priya, jim
):
    actions.dismiss_match(by=priya, listing=offer, other=need)
    assert (fitting(offer), fitting(need)) == ([], [offer.title])
    assert dismissed(offer, priya) == [need]
    assert dismissed(offer, jim) == []
    assert Dismissal.objects.count() == Dismissal.objects.visible_to(jim).count() == 0
    event = AuditEvent.objects.get(verb="collaboration.dismiss_match")
    assert str(need.pk) not in str(event.after) + str(event.before)
    actions.restore_match(by=priya, listing=offer, other=need)
    assert fitting(offer) == [need.title]


def test_only_its_own_body_turns_a_match_down(offer, need, jim, priya):
    with pytest.raises(NotAllowed):
        actions.dismiss_match(by=jim, listing=offer, other=need)
    with pytest.raises(DomainError, match="your organisation's own"):
        actions.dismiss_match(by=priya, listing=offer, other=offer)


def test_one_letter_names_both_and_its_answer_goes_to_the_sender(offer, need, priya, jim):
    made = actions.introduce(
        by=jim, listing=offer, organisation=body_of(jim), words="May we see it?", own=need
    )
    letter = Message.objects.get(kind="notice")
    assert (letter.to, letter.headers) == ("priya@example.org", {"Reply-To": "jim@example.org"})
    assert letter.subject == (
        "Norfolk County Council on your offer “A dry store for museum objects”"
    )
    for said in (
        "Jim Gotts of Norfolk County Council writes about Ipswich Borough Council’s offer",
        "May we see it?",
        "it goes to Jim Gotts, at jim@example.org",
        f"“Somewhere to keep costumes”: {settings.ADDRESS}/share/{need.pk}/",
    ):
        assert said in letter.text, letter.text
    assert b"\r\nReply-To: jim@example.org\r\n" in ordinary(letter)
    assert (made.on, made.own, made.asked_by) == (TODAY, need, jim.person)
    for user, seen in ((priya, 1), (jim, 1)):
        assert Introduction.objects.visible_to(user).count() == seen
    assert Introduction.objects.count() == 0


def test_an_introduction_is_for_the_two_and_the_team(offer, jim, dee, tom, helen):
    actions.introduce(by=jim, listing=offer, organisation=body_of(jim), words="May we?")
    counts = [Introduction.objects.visible_to(user).count() for user in (dee, tom, helen)]
    assert counts == [0, 0, 1]
    event = AuditEvent.objects.get(verb="collaboration.introduce")
    assert "May we?" not in str(event.after)


def test_a_body_writes_once_about_one_offer(offer, jim):
    ask = {"by": jim, "listing": offer, "organisation": body_of(jim)}
    actions.introduce(**ask, words="May we?")
    with pytest.raises(DomainError, match="has written about this already: Jim Gotts did"):
        actions.introduce(**ask, words="Please?")
    assert Message.objects.count() == 1


def test_nobody_writes_to_more_than_ten_in_a_day(says, priya, jim):
    offers = [says(priya, title=f"Store {number}") for number in range(11)]
    for each in offers[:10]:
        actions.introduce(by=jim, listing=each, organisation=body_of(jim), words="May we?")
    with pytest.raises(DomainError) as refused:
        actions.introduce(by=jim, listing=offers[10], organisation=body_of(jim), words="May we?")
    assert str(refused.value) == TOO_MANY
    assert Message.objects.count() == 10


def test_what_cannot_be_asked_is_refused_in_a_sentence(says, offer, need, priya, jim, dee):
    norfolk, ipswich = body_of(jim), body_of(priya)
    theirs = says(dee, "need", title="A corner")

    def refused(by, listing, organisation, words="May we?", own=None):
        with pytest.raises(DomainError) as refusal:
            actions.introduce(
                by=by, listing=listing, organisation=organisation, words=words, own=own
            )
        return str(refusal.value)

    assert "You hold no post at Ipswich" in refused(jim, offer, ipswich)
    assert "You may not do this" in refused(priya, offer, ipswich)
    assert "is not one of Norfolk" in refused(jim, offer, norfolk, own=theirs)
    assert "Write a sentence or two" in refused(jim, offer, norfolk, words="  ")
    network.end_post(by=SYSTEM, post=priya.posts_today[0], on=clock.today())
    assert "works there no more" in refused(jim, offer, norfolk)
    Listing._base_manager.filter(pk=offer.pk).update(ends=date(2011, 9, 18))
    assert refused(jim, offer, norfolk) == "It is not open any more."
    assert Message.objects.count() == 0


def test_a_pair_of_bodies_is_worth_its_best_match_and_more_for_further_ones(
    says, offer, need, priya, jim, dee
):
    bodies = [body_of(user) for user in (priya, jim, dee)]
    pair = tuple(sorted((bodies[0].pk, bodies[1].pk)))
    found = worth(bodies)
    assert list(found) == [pair]
    value, reasons = found[pair]
    assert (value, reasons[3]) == (76, "one can give room, the other needs it")
    says(jim, "need", title="Another place", amount=40, unit="metres")
    value, reasons = worth([body.pk for body in bodies])[pair]
    assert (value, reasons[-1]) == (81, "and 1 more that fits")
    assert worth([bodies[0]]) == worth([]) == {}


def test_what_either_turned_down_is_worth_nothing(offer, need, priya, jim):
    bodies = [body_of(priya), body_of(jim)]
    actions.dismiss_match(by=jim, listing=need, other=offer)
    assert worth(bodies) == {}


def test_all_is_asked_in_three_statements_however_many_there_are(says, offer, need, priya, dee):
    bodies = [body_of(user) for user in (priya, dee)]
    counts = []
    for number in range(3):
        says(dee, "need", title=f"A corner, {number}")
        says(priya, "offer", title=f"A store, {number}")
        mine = list(Listing.objects.visible_to(priya).filter(organisation=bodies[0]))
        for ask in (lambda: suggestions(mine, TODAY), lambda: worth(bodies)):  # noqa: B023
            with CaptureQueriesContext(connection) as asked:
                ask()
            counts.append(len(asked))
    assert counts == [3] * 6
