"""An owner's contact confirms or corrects by a link, which reaches these places and no others."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import AssetChange, AssetReview
from culturefirst.intelligence.tests.asset_places import library
from culturefirst.kit import clock
from culturefirst.kit.holdings import HOLDINGS, Whom
from culturefirst.kit.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(helen, ipswich):
    """A library of Ipswich, and the link that its owner's contact got."""
    asset = library(helen, name="Ipswich Library", owner=ipswich)
    actions.ask_owner(by=helen, owner=ipswich, name="Ada Dow", email="dow@example.org")
    letter = Message.objects.get(to="dow@example.org")
    return asset, re.search(r"/evidence/review/([^/]+)/", letter.text).group(1)


def at(name, *args):
    return reverse(f"asset_review{name}", args=args)


def test_only_the_digest_of_the_link_is_kept(asked):
    _, token = asked
    assert token not in str(AssetReview.objects.values().get())


def test_opening_the_link_changes_nothing(asked):
    asset, token = asked
    before = (AssetChange.objects.count(), asset.version)
    for url in (at("", token), at("_place", token, asset.pk), at("_correct", token, asset.pk)):
        answer = Client().get(url)
        assert (answer.status_code, answer["Referrer-Policy"]) == (200, "same-origin")
    assert Client().get(at("_finish", token)).status_code == 302
    asset.refresh_from_db()
    assert (AssetChange.objects.count(), asset.version) == before


def test_confirming_sets_the_day_and_who_said_so(asked):
    asset, token = asked
    assert Client().post(at("_place", token, asset.pk)).status_code == 302
    asset.refresh_from_db()
    assert asset.verified_on == date(2011, 9, 19)
    change = asset.changes.first()
    assert (change.what, change.review.name, change.by) == ("verified", "Ada Dow", None)


def test_a_correction_is_recorded_and_the_team_takes_it_back(asked, helen):
    asset, token = asked
    page = Client().get(at("_correct", token, asset.pk))
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"hours": "9 to 5"}
    sent |= {f"initial-{name}": form[name].value() or "" for name in form.editable}
    assert Client().post(at("_correct", token, asset.pk), sent).status_code == 302
    asset.refresh_from_db()
    assert (asset.hours, asset.verified_on) == ("9 to 5", date(2011, 9, 19))
    actions.undo_asset_change(by=helen, change=asset.changes.first())
    asset.refresh_from_db()
    assert (asset.hours, asset.verified_on) == ("", None)


def test_the_link_reaches_no_place_of_another_owner(asked, helen, norfolk_county):
    _, token = asked
    other = library(helen, name="Norwich Library", owner=norfolk_county)
    for name in ("_place", "_correct"):
        assert Client().get(at(name, token, other.pk)).status_code == 404
        assert Client().post(at(name, token, other.pk)).status_code == 404
    other.refresh_from_db()
    assert other.verified_on is None


@pytest.mark.parametrize("over", ["expired", "ended", "finished"])
def test_a_link_that_is_over_opens_nothing(asked, helen, over):
    asset, token = asked
    review = AssetReview.objects.get()
    if over == "ended":
        actions.end_asset_review(by=helen, review=review)
    elif over == "finished":
        assert Client().post(at("_finish", token)).status_code == 200
    else:
        AssetReview.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    for url in (at("", token), at("_place", token, asset.pk), at("_correct", token, asset.pk)):
        assert Client().get(url).status_code == 410
    assert Client().post(at("_place", token, asset.pk)).status_code == 410


def test_a_link_that_was_never_made_is_unknown(asked):
    assert Client().get(at("", "forged")).status_code == 404


def test_asking_the_same_contact_again_ends_the_earlier_link(asked, helen, ipswich):
    _, token = asked
    actions.ask_owner(by=helen, owner=ipswich, name="Ada Dow", email="dow@example.org")
    assert Client().get(at("", token)).status_code == 410


def test_a_contact_who_is_forgotten_leaves_that_the_owner_was_asked_and_nothing_else(asked):
    _, token = asked
    holding = HOLDINGS.entries()["intelligence.assetreview_contact"]
    whom = Whom(None, (), (), frozenset({"dow@example.org"}), frozenset({"Ada Dow"}))
    assert [row["owner"] for row in holding.rows(whom)] == ["Ipswich Borough Council"]
    holding.erase(whom)
    review = AssetReview.objects.get()
    assert (review.name, review.email) == ("A former contact", "")
    assert list(holding.rows(whom)) == []
    assert Client().get(at("", token)).status_code == 410
