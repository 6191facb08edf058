"""The pages of offers and needs: what they show and take, and to whom they are not there."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Dismissal, Introduction, Listing
from culturefirst.collaboration.tests.conftest import body_of, fresh
from culturefirst.kit import clock, starts
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.tests.searching import found

SAID = {
    "side": "offer", "title": "Staging, 24 blocks", "words": "", "arrangement": "lending",
    "service": "", "reach": "anywhere", "amount": "24", "unit": "items", "rough": "",
    "starts": "", "ends": "", "readiness": "ready",
}  # fmt: skip


def url(name: str, record: Any) -> str:
    return reverse(name, args=[record.pk])


def text(response: Any) -> str:
    return response.content.decode()


def test_an_offer_is_published_on_one_short_page(priya, signed_in):
    client = signed_in(priya)
    page = text(client.get(reverse("listing_new")))
    assert "Only our sub-region" in page
    assert "from one organisation to another and come back" in page
    assert 'name="organisation"' not in page  # there is only one
    assert f'<option value="{priya.person_id}" selected>Priya Nair</option>' in page
    answer = client.post(reverse("listing_new"), SAID | {"contact": priya.person_id})
    listing = Listing._base_manager.get()
    assert answer.headers["Location"] == url("listing", listing)
    assert (listing.organisation, listing.size) == (body_of(priya), "24 items")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"unit": ""}, "What it counts: Say what the number counts."),
        ({"amount": ""}, "How much, as a number: Give the number, or leave what it counts empty."),
        ({"amount": "a few"}, "Write a number in figures, such as 120 or 2.5."),
        ({"amount": "-1"}, "Give a number above nought."),
        ({"rough": "small"}, "Or roughly: Give a number or say how large it is roughly, not both."),
        ({"starts": "2011-10-02", "ends": "2011-10-01"}, "Until: Its last day is before its"),
        ({"title": ""}, "In one line: Please fill this in."),
        ({"arrangement": ""}, "Kind of arrangement: Please fill this in."),
        ({"contact": "999999"}, "Whom to ask: Choose somebody who works there today."),
        ({"words": "x" * 2001}, "This is longer than 2,000 characters. Shorten it."),
    ],
)  # fmt: skip
def test_each_fault_is_told_beside_its_field(changed, fault, priya, signed_in):
    given = SAID | {"contact": priya.person_id} | changed
    answer = signed_in(priya).post(reverse("listing_new"), given)
    assert (answer.status_code, fault in text(answer)) == (422, True)
    assert Listing._base_manager.count() == 0


def test_a_copy_and_the_opposite_are_filled_in(offer, priya, signed_in):
    client, new = signed_in(priya), reverse("listing_new")
    copy, turned = (text(client.get(f"{new}?{key}={offer.pk}")) for key in ("copy", "opposite"))
    for page, side in ((copy, "offer"), (turned, "need")):
        assert 'value="A dry store for museum objects"' in page
        assert f'value="{side}" id="id_side_{["offer", "need"].index(side)}" checked' in page
        assert 'value="120"' in page


def test_anothers_is_turned_into_ones_own_and_not_copied(offer, jim, signed_in):
    client, new = signed_in(jim), reverse("listing_new")
    page = text(client.get(f"{new}?opposite={offer.pk}"))
    assert 'value="A dry store for museum objects"' in page
    assert 'value="120"' not in page
    assert client.get(f"{new}?copy={offer.pk}").status_code == 404
    assert client.get(f"{new}?copy=999999").status_code == 404
    assert client.get(f"{new}?copy=x").status_code == 200


def test_the_team_writes_for_another_body_and_nobody_else_does(jim, priya, helen, signed_in):
    there = f"{reverse('listing_new')}?body={body_of(priya).slug}"
    answer = signed_in(helen).post(there, SAID | {"contact": priya.person_id})
    assert answer.status_code == 302
    assert Listing._base_manager.get().organisation == body_of(priya)
    assert signed_in(jim).get(there).status_code == 404


def test_a_strangers_page_tells_what_it_is_for_and_nothing_of_the_board(offer, nobody, signed_in):
    client = signed_in(nobody)
    page = text(client.get(reverse("collaborate")))
    assert "How members work together" in page
    assert "A dry store" not in page
    for there in (reverse("home"), reverse("search") + "?words=store", reverse("measures"),
                  reverse("figure", args=["collaboration.listings"])):  # fmt: skip
        assert "dry store for museum" not in text(client.get(there))
    assert client.get(url("listing", offer)).status_code == 302


def test_the_board_is_narrowed_as_people_ask(offer, need, says, dee, helen, signed_in, suffolk):
    says(dee, "need", title="A joint bid", arrangement="bid", service="arts")
    client, there = signed_in(helen), reverse("collaborate")
    titles = {str(each): each for each in Listing._base_manager.all()}

    def shown(**asked):
        page = text(client.get(there, asked))
        return sorted(title for title, each in titles.items() if url("listing", each) in page)

    assert shown() == sorted(titles)
    assert shown(side="offer") == [offer.title]
    assert shown(service="arts") == shown(arrangement="bid") == ["A joint bid"]
    assert shown(sub_region="suffolk") == ["A dry store for museum objects", "A joint bid"]
    assert shown(readiness="ready") == [offer.title]
    assert shown(body=need.organisation.slug) == [need.title]
    assert shown(side="offer", service="arts") == shown(service="cooking") == []


def test_a_listing_shows_what_fits_it_and_lets_it_be_turned_down(offer, need, priya, signed_in):
    client = signed_in(priya)
    page = text(client.get(url("listing", offer)))
    assert "you can give room, they need it" in page
    assert f'href="/share/{need.pk}/touch/?own={offer.pk}"' in page
    client.post(url("listing_dismiss", offer), {"other": need.pk})
    page = text(client.get(url("listing", offer)))
    assert "1 that you said is not for you" in page
    assert "you can give room" not in page
    client.post(url("listing_restore", offer), {"other": need.pk})
    assert "you can give room" in text(client.get(url("listing", offer)))
    assert Dismissal._base_manager.count() == 0


def test_another_reads_why_it_may_be_for_them_and_gets_in_touch(offer, need, jim, signed_in):
    client = signed_in(jim)
    page = text(client.get(url("listing", offer)))
    assert "Your need: Somewhere to keep costumes" in page
    assert "they can give room, you need it" in page
    assert "Not for us" not in page
    there = f"{url('listing_touch', offer)}?own={need.pk}"
    assert f'<option value="{need.pk}" selected>' in text(client.get(there))
    client.post(there, {"own": need.pk, "words": "May we see it?"})
    made = Introduction._base_manager.get()
    assert (made.organisation, made.own) == (body_of(jim), need)
    page = text(client.get(url("listing", offer)))
    assert "You got in touch" in page
    assert "Get in touch</a>" not in page
    assert offer.title in text(client.get(reverse("listings_mine")))


def test_it_leads_to_the_activity_that_it_serves(activity, priya, signed_in):
    client = signed_in(priya)
    begun = text(client.get(f"{reverse('listing_new')}?from=programme.activity:{activity.pk}"))
    assert "It grows out of “Meet as peers”." in begun
    given = SAID | {"contact": priya.person_id, "serves": activity.pk}
    client.post(f"{reverse('listing_new')}?from=programme.activity:{activity.pk}", given)
    listing = Listing._base_manager.get()
    page = text(client.get(url("listing", listing)))
    assert page.count(f'#activity-{activity.pk}">Meet as peers</a>') == 2  # serves, grew out of


def test_ones_own_page_shows_each_with_its_best_matches(offer, need, says, priya, signed_in):
    paused = says(priya, title="A van", arrangement="lending")
    closed = says(priya, title="A stage", arrangement="lending")
    client = signed_in(priya)
    client.post(url("listing_pause", paused))
    client.post(url("listing_close", closed), {"came_of": "nothing", "outcome": "Sold."})
    page = text(client.get(reverse("listings_mine")))
    assert need.title in page
    assert "1 match<" in page
    assert page.index("A dry store") < page.index("Paused") < page.index("A van")
    assert "Nothing came of it." in page
    client.post(url("listing_reopen", paused))
    client.post(url("listing_confirm", offer))
    assert fresh(paused).state == "open"


def test_nobody_is_named_by_default_where_whoever_was_has_left(
    offer, priya, colleague, helen, signed_in
):
    network.end_post(by=SYSTEM, post=priya.posts_today[0], on=clock.today())
    page = text(signed_in(helen).get(url("listing_edit", offer)))
    people = page.partition('<select name="contact"')[2].partition("</select>")[0]
    first, second = people.split("<option")[1:]
    assert first.startswith(' value="">Choose somebody who works there<')  # what a browser takes
    assert " selected" not in first + second
    assert f'<option value="{colleague.person_id}">Ola Berg</option>' in people


def test_it_is_changed_and_two_who_change_the_same_are_told(offer, priya, helen, signed_in):
    client, there = signed_in(priya), url("listing_edit", offer)
    page = text(client.get(there))
    assert 'name="seen" value="1"' in page
    first = {"initial-title": offer.title, "seen": "1"}
    held = SAID | {"arrangement": "space", "service": "museums", "amount": "120",
                   "unit": "metres", "contact": priya.person_id}  # fmt: skip
    initial = {f"initial-{name}": value for name, value in held.items()}
    sent = held | initial | first
    assert client.post(there, sent | {"title": "A store"}).status_code == 302
    assert (fresh(offer).title, fresh(offer).version) == ("A store", 2)
    answer = signed_in(helen).post(there, sent | {"title": "A shed"})
    assert answer.status_code == 409
    assert "A shed" in text(answer)
    assert "A store" in text(answer)


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_what_is_off_the_board_is_reached_by_nobody_else(
    state, offer, priya, jim, helen, signed_in
):
    act = {"paused": "listing_pause", "closed": "listing_close"}[state]
    signed_in(priya).post(url(act, offer), {"came_of": "nothing"})
    assert fresh(offer).state == state
    client = signed_in(jim)
    for name in ("listing", "listing_edit", "listing_close", "listing_touch"):
        assert (client.get(url(name, offer)).status_code, name) == (404, name)
    assert found(jim, "store") == []
    assert found(priya, "store") == [offer.title]
    for there in (reverse("collaborate"), reverse("home"), reverse("my_work")):
        assert "A dry store" not in text(client.get(there))
    assert "A dry store" in text(signed_in(helen).get(url("listing", offer)))


def test_of_what_is_off_the_board_whoever_got_in_touch_reads_no_more_words(
    offer, need, priya, jim, signed_in
):
    made = actions.introduce(
        by=jim, listing=offer, organisation=body_of(jim), words="May we?", own=need
    )
    signed_in(priya).post(url("listing_close", offer), {"came_of": "nothing"})
    page = text(signed_in(jim).get(reverse("listings_mine")))
    assert "Offer that is off the board" in page
    assert offer.title not in page
    assert url("listing", offer) not in page
    begun = starts.start(jim, f"collaboration.introduction:{made.pk}")
    assert (begun.title, begun.url) == ("Offer that is off the board", reverse("listings_mine"))
    assert starts.start(priya, f"collaboration.introduction:{made.pk}").title == offer.title


def test_members_find_it_by_its_words(offer, priya, jim, nobody):
    assert found(jim, "dry store") == [offer.title]
    assert found(jim, "Ipswich museums store") == [offer.title]
    assert found(nobody, "dry store") == []


def test_every_figure_counts_and_tells_no_title(offer, need, priya, jim, nobody, signed_in):
    made = actions.introduce(by=jim, listing=offer, organisation=body_of(jim), words="May we?")
    actions.close_listing(by=priya, listing=offer, came_of="taken_up", introduction=made)
    for key, figure in (("listings", 2), ("bodies", 1), ("introductions", 1), ("taken_up", 1)):
        for who in (nobody, jim):
            page = text(signed_in(who).get(reverse("figure", args=[f"collaboration.{key}"])))
            assert (key, f">{figure}<" in page) == (key, True)
            assert "dry store" not in page
            assert "Ipswich" not in page.partition("<main")[2].partition("<form")[0]


def test_pages_ask_the_same_however_much_there_is(says, offer, need, priya, jim, dee, signed_in):
    client, counts = signed_in(priya), []
    actions.introduce(by=jim, listing=offer, organisation=body_of(jim), words="May we?")
    actions.dismiss_match(by=priya, listing=offer, other=need)
    for number in range(2):
        for place in range(1 + 2 * number):
            own = says(priya, title=f"Store {number}.{place}")
            other = says(dee, "need", title=f"Corner {number}.{place}")
            says(jim, "need", title=f"Room {number}.{place}")
            actions.dismiss_match(by=priya, listing=offer, other=other)
            actions.introduce(by=priya, listing=other, organisation=body_of(priya), words="Yes")
            actions.introduce(by=dee, listing=own, organisation=body_of(dee), words="May we?")
        for there in (reverse("collaborate"), reverse("listings_mine"), url("listing", offer),
                      reverse("listing_new"),
                      url("listing_close", offer)):  # fmt: skip
            client.get(there)
            with CaptureQueriesContext(connection) as asked:
                client.get(there)
            counts.append(len(asked))
    assert counts[:5] == counts[5:]
