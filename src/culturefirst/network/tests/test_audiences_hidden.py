"""A question saved by somebody who may see more: it does for each reader what the page tells them.

Helen runs the network and knows of every group. Tom keeps audiences too, as an improvement manager,
and may not know of the private one.
"""

import html

import pytest
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.network import actions
from culturefirst.network.models import Group
from culturefirst.network.queries.audiences import Offered, understood

NOT_SHOWN = "not there any more, or not shown to you: group."


@pytest.fixture
def forum(helen, priya):
    return actions.add_group(by=helen, name="Museums forum", kind="forum", convenor=priya.person)


@pytest.fixture
def circle(helen, jim):
    return actions.add_group(
        by=helen, name="Quiet circle", kind="forum", access="private", convenor=jim.person
    )


@pytest.fixture
def read(signed_in):
    """The page of an address as this person reads it, in one line."""

    def page(user, name, *args):
        answer = signed_in(user).get(reverse(name, args=args))
        assert answer.status_code == 200
        return " ".join(html.unescape(answer.content.decode()).split())

    return page


def saved(helen, **question):
    told = {"all": {}, "none": {}} | question
    return actions.save_audience(by=helen, name="For the letter", question=told)


def fits(page):
    """The number in the heading of who fits."""
    return page.partition('<span class="num">')[2].partition("</span>")[0]


def test_one_of_two_groups_is_hidden_and_chooses_nobody_for_that_reader(
    helen, tom, forum, circle, read
):
    kept = saved(helen, all={"group": [forum.slug, circle.slug]})
    hers, his = read(helen, "audience", kept.pk), read(tom, "audience", kept.pk)
    assert (fits(hers), fits(his)) == ("2", "1")
    assert "Jim Gotts" in hers and "People in Museums forum or Quiet circle." in hers
    assert "Priya Nair" in his and "People in Museums forum." in his
    assert (NOT_SHOWN in hers, NOT_SHOWN in his) == (False, True)
    assert "It chooses nobody and keeps nobody out." in his
    for secret in ("Jim Gotts", "Quiet circle", circle.slug):
        assert secret not in his


def test_a_hidden_exclusion_keeps_nobody_out_for_that_reader(helen, tom, jim, circle, read):
    kept = saved(helen, all={"role": ["councillor"]}, none={"group": [circle.slug]})
    hers, his = read(helen, "audience", kept.pk), read(tom, "audience", kept.pk)
    assert (fits(hers), fits(his)) == ("0", "1")
    assert "Councillors, but not those in Quiet circle." in hers
    assert "but not those in something that is not there any more, or not shown to you." in his
    assert NOT_SHOWN in his and "Quiet circle" not in his and circle.slug not in his


def test_the_list_tells_each_reader_their_own_count_and_words(helen, tom, circle, read):
    saved(helen, all={"group": [circle.slug]})
    hers, his = read(helen, "audiences"), read(tom, "audiences")
    assert "People in Quiet circle" in hers and NOT_SHOWN not in hers
    assert "People in something that is not there any more, or not shown to you" in his
    assert NOT_SHOWN in his and circle.slug not in his


def test_a_group_that_ended_one_that_is_hidden_and_one_that_never_was_read_alike(
    tom, circle, forum
):
    Group.objects.filter(pk=forum.pk).update(ends=clock.today())

    def told(slug):
        return understood({"all": {"group": [slug]}, "none": {"group": [slug]}}, Offered(tom))

    assert told(circle.slug) == told(forum.slug) == told("no-such-group")


def test_the_preview_of_an_edit_is_what_saving_leaves(helen, tom, forum, circle, read, signed_in):
    kept = saved(helen, all={"group": [forum.slug, circle.slug]})
    form = read(tom, "audience_edit", kept.pk)
    assert f"{NOT_SHOWN} Saving leaves it out." in form
    assert "Quiet circle" not in form and circle.slug not in form
    address = reverse("audience_edit", args=[kept.pk])
    sent = {"name": kept.name, "all-group": [forum.slug], "seen": "1"}
    shown = signed_in(tom).post(address, sent | {"do": "show"}).content.decode()
    assert (fits(shown), "Priya Nair" in shown, "Jim Gotts" in shown) == ("1", True, False)
    assert signed_in(tom).post(address, sent | {"do": "save"}).status_code == 302
    kept.refresh_from_db()
    assert kept.question == {"all": {"group": [forum.slug]}, "none": {}}
    assert fits(read(helen, "audience", kept.pk)) == "1"


def test_a_hidden_value_cannot_be_sent_back_by_hand(helen, tom, circle, signed_in):
    kept = saved(helen, all={"group": [circle.slug]})
    sent = {"name": kept.name, "all-group": [circle.slug], "seen": "1", "do": "save"}
    answer = signed_in(tom).post(reverse("audience_edit", args=[kept.pk]), sent)
    guessed = signed_in(tom).post(
        reverse("audience_edit", args=[kept.pk]), sent | {"all-group": ["no-such-group"]}
    )
    assert (answer.status_code, guessed.status_code) == (422, 422)
    kept.refresh_from_db()
    assert kept.version == 1


def test_the_download_has_whom_the_page_shows(helen, tom, forum, circle, signed_in):
    kept = saved(helen, all={"group": [forum.slug, circle.slug]})
    address = reverse("audience", args=[kept.pk])

    def names(user):
        sheet = signed_in(user).get(address, {"format": "csv"}).content.decode("utf-8-sig")
        return [line.partition(",")[0] for line in sheet.splitlines()[1:]]

    assert (names(helen), names(tom)) == (["Jim Gotts", "Priya Nair"], ["Priya Nair"])
