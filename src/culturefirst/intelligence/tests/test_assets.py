"""Places: added, edited, closed, confirmed, merged; every change can be taken back; who may."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset, AssetKind
from culturefirst.intelligence.places import kinds as files
from culturefirst.intelligence.queries import assets as queries
from culturefirst.intelligence.tests.asset_places import library, loaded, open_source
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.plain_yaml.faults import FileRefused

pytestmark = pytest.mark.django_db


def test_the_kinds_that_come_with_the_system_are_loaded_once(helen):
    assert actions.load_asset_kinds(by=helen, text=files.shipped()) == 38
    assert actions.load_asset_kinds(by=helen, text=files.shipped()) == 0


def test_kinds_are_written_to_a_file_that_says_the_same(helen):
    loaded(helen)
    text = files.written(list(AssetKind.objects.all()))
    assert actions.load_asset_kinds(by=helen, text=text) == 0
    by_key = {kind.key: kind for kind in files.read(text)}
    assert by_key == {kind.key: kind for kind in files.read(files.shipped())}


def test_a_file_of_kinds_tells_every_fault_with_its_line():
    text = (
        "format: 1\nkinds:\n  - {key: Pier, sector: sea, name: Pier}\n  - {key: b, sector: arts}\n"
    )
    with pytest.raises(FileRefused) as refused:
        files.read(text)
    told = [str(fault) for fault in refused.value.faults]
    assert told == [
        "Line 3: key must be small letters, figures and hyphens such as asset-use, not 'Pier'.",
        "Line 3, kind 'Pier': There is no sector 'sea'. "
        "Use one of these: arts, museums, libraries, archives, heritage, sport, parks, community, "
        "tourism, festivals.",
        "Line 4, kind 'b': name is missing. Say what it is called.",
    ]


def test_no_new_place_is_of_a_retired_kind(helen):
    kind = actions.retire_asset_kind(by=helen, kind=loaded(helen)["library"])
    with pytest.raises(DomainError, match="The kind “Library” is retired"):
        library(helen, kind=kind)


def test_known_since_is_today_and_apart_from_when_it_opened(helen):
    asset = library(helen, opened_on=date(1974, 5, 1))
    assert (asset.known_since, asset.opened_on) == (date(2011, 9, 19), date(1974, 5, 1))


def test_half_a_coordinate_is_refused_by_the_database(helen):
    asset = library(helen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Asset.objects.filter(pk=asset.pk).update(northing=None)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({}, True),
        ({"status": "planned"}, False),
        ({"status": "planned", "opened_on": date(2011, 9, 19)}, True),
        ({"status": "closed"}, False),
        ({"status": "closed", "closed_on": date(2011, 9, 19)}, False),
        ({"status": "closed", "closed_on": date(2011, 9, 20)}, True),
        ({"opened_on": date(2011, 9, 20)}, False),
        ({"status": "resting"}, True),
    ],
)
def test_what_stands_on_a_day_follows_from_its_days_and_else_from_its_status(helen, said, stands):
    library(helen, **said)
    assert Asset.objects.standing_on(date(2011, 9, 19)).exists() is stands


def test_an_edit_on_top_of_somebody_elses_is_a_conflict(helen):
    asset = library(helen)
    actions.edit_asset(by=helen, asset=asset, changes={"hours": "9 to 5"}, seen=1)
    with pytest.raises(Conflict):
        actions.edit_asset(by=helen, asset=asset, changes={"hours": "10 to 4"}, seen=1)


def test_a_change_is_taken_back_to_what_it_was_with_its_elements(helen):
    asset = library(helen, facilities={"wifi": "no"})
    changes = {"capacity": Decimal(40), "facilities": {"wifi": "yes", "step-free": "yes"}}
    asset = actions.edit_asset(by=helen, asset=asset, changes=changes)
    assert {e.element: e.has for e in asset.facilities.all()} == {"step-free": "yes", "wifi": "yes"}
    asset = actions.undo_asset_change(by=helen, change=asset.changes.first())
    assert asset.capacity is None
    assert {e.element: e.has for e in asset.facilities.all()} == {"wifi": "no"}


def test_a_change_that_was_changed_again_is_not_taken_back(helen):
    asset = actions.edit_asset(by=helen, asset=library(helen), changes={"hours": "9 to 5"})
    first = asset.changes.first()
    actions.edit_asset(by=helen, asset=asset, changes={"hours": "10 to 4"})
    with pytest.raises(DomainError, match=r"changed again since \(hours\)"):
        actions.undo_asset_change(by=helen, change=first)


def test_closing_is_told_apart_from_taking_the_record_back(helen):
    asset = actions.close_asset(by=helen, asset=library(helen), on=date(2011, 9, 1))
    assert (asset.status, asset.closed_on, asset.withdrawn_on) == ("closed", date(2011, 9, 1), None)
    with pytest.raises(DomainError, match="closed already"):
        actions.close_asset(by=helen, asset=asset, on=date(2011, 9, 2))


def test_merging_gives_the_other_what_only_this_one_knew_and_is_taken_back(helen):
    kept = library(helen, operator="A trust")
    twice = library(
        helen, name="Library of Ely", capacity=Decimal(40), operator="B", easting=1, northing=1
    )
    merged = actions.merge_assets(by=helen, asset=twice, into=kept)
    kept.refresh_from_db()
    assert (kept.capacity, kept.operator, kept.easting) == (Decimal(40), "A trust", 554050)
    assert list(Asset.objects.standing()) == [kept]
    actions.undo_asset_change(by=helen, change=merged.changes.first())
    assert set(Asset.objects.standing()) == {kept, twice}


def test_doubles_are_told_until_somebody_says_that_they_are_two(helen):
    one = library(helen)
    two = library(helen, name="Ely Central Library", easting=554100)
    library(helen, name="Ely Library", kind=loaded(helen)["museum"])
    assert queries.doubles() == [(one, two)]
    actions.keep_assets_apart(by=helen, asset=two, other=one)
    assert queries.doubles() == []


def test_an_owners_people_keep_their_places_and_no_others(helen, priya, ipswich, norfolk_county):
    kind = loaded(helen)["library"]
    mine = actions.add_asset(by=priya, name="Ipswich Library", kind=kind, owner=ipswich)
    actions.edit_asset(by=priya, asset=mine, changes={"hours": "9 to 5"})
    theirs = library(helen, kind=kind, owner=norfolk_county)
    with pytest.raises(NotAllowed):
        actions.edit_asset(by=priya, asset=theirs, changes={"hours": "9 to 5"})
    with pytest.raises(NotAllowed):
        actions.add_asset(by=priya, name="Norwich Library", kind=kind, owner=norfolk_county)
    with pytest.raises(DomainError, match="the network's team changes"):
        actions.edit_asset(by=priya, asset=mine, changes={"owner": norfolk_county})


def test_strangers_see_what_is_open_and_members_all(helen, nobody):
    shown = library(helen, source=open_source(helen))
    closed = actions.add_asset_source(by=helen, name="Not open")
    hidden = library(helen, name="Soham Library", source=closed)
    assert set(Asset.objects.visible_to(nobody)) == {shown}
    assert set(Asset.objects.visible_to(helen)) == {shown, hidden}
    kind = AssetKind.objects.get(key="library")
    actions.edit_asset_kind(by=helen, kind=kind, changes={"public": False})
    assert not Asset.objects.visible_to(nobody).exists()


def test_an_open_source_names_its_licence(helen):
    with pytest.raises(DomainError, match="has a licence"):
        actions.add_asset_source(by=helen, name="A list", open=True)


def test_a_place_that_opens_again_has_no_day_of_closing(helen):
    asset = actions.close_asset(by=helen, asset=library(helen), on=date(2011, 9, 1))
    with pytest.raises(DomainError, match="It cannot be open and closed since 1 September 2011"):
        actions.edit_asset(by=helen, asset=asset, changes={"status": "open"})
    changes = {"status": "open", "closed_on": None}
    asset = actions.edit_asset(by=helen, asset=asset, changes=changes)
    assert (asset.status, asset.closed_on) == ("open", None)
