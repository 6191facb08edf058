"""The actions of places: kinds, sources, places, lists, reviews by owners."""

from datetime import date
from functools import partial
from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset, AssetKind, AssetList, AssetReview, AssetSource
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.sheets import Row, Sheet
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

FILE = "format: 1\nkinds:\n  - {key: pier, sector: tourism, name: Pier}\n"
SHEET = Sheet(["name", "kind"], [Row(2, ["Soham Library", "library"])], "places.csv")


def kind(stage: Stage) -> AssetKind:
    found = AssetKind.objects.filter(key="library").first()
    return found or actions.add_asset_kind(
        by=stage.helen, key="library", sector="libraries", name="Library"
    )


def place(stage: Stage, name: str = "Ely Library", **said: Any) -> Asset:
    return actions.add_asset(by=stage.helen, name=name, kind=kind(stage), **said)


def source(stage: Stage) -> AssetSource:
    return actions.add_asset_source(by=stage.helen, name="A list")


def brought(stage: Stage) -> AssetList:
    kind(stage)
    return actions.bring_asset_list(by=stage.helen, sheet=SHEET)


def owned(stage: Stage) -> Asset:
    return place(stage, owner=stage.cast("ipswich"))


def review(stage: Stage) -> AssetReview:
    owned(stage)
    asked = {"owner": stage.cast("ipswich"), "name": "Ada Dow", "email": "dow@example.org"}
    return actions.ask_owner(by=stage.helen, **asked)


@scenario("intelligence")
def load_asset_kinds(stage: Stage) -> Call:
    return partial(actions.load_asset_kinds, by=stage.helen, text=FILE)


@scenario("intelligence")
def add_asset_kind(stage: Stage) -> Call:
    said = {"key": "pier", "sector": "tourism", "name": "Pier"}
    return partial(actions.add_asset_kind, by=stage.helen, **said)


@scenario("intelligence")
def edit_asset_kind(stage: Stage) -> Call:
    changes = {"name": "Public library"}
    return partial(actions.edit_asset_kind, by=stage.helen, kind=kind(stage), changes=changes)


@scenario("intelligence")
def retire_asset_kind(stage: Stage) -> Call:
    return partial(actions.retire_asset_kind, by=stage.helen, kind=kind(stage))


@scenario("intelligence")
def restore_asset_kind(stage: Stage) -> Call:
    retired = actions.retire_asset_kind(by=stage.helen, kind=kind(stage))
    return partial(actions.restore_asset_kind, by=stage.helen, kind=retired)


@scenario("intelligence")
def add_asset_source(stage: Stage) -> Call:
    return partial(actions.add_asset_source, by=stage.helen, name="A list")


@scenario("intelligence")
def edit_asset_source(stage: Stage) -> Call:
    changes = {"publisher": "A public body"}
    return partial(actions.edit_asset_source, by=stage.helen, source=source(stage), changes=changes)


@scenario("intelligence")
def bring_postcodes(stage: Stage) -> Call:
    return partial(actions.bring_postcodes, by=stage.helen, points=[("CB74LB", 554000, 280200)])


@scenario("intelligence")
def add_asset(stage: Stage) -> Call:
    return partial(actions.add_asset, by=stage.helen, name="Ely Library", kind=kind(stage))


@scenario("intelligence")
def edit_asset(stage: Stage) -> Call:
    changes = {"operator": "A trust"}
    return partial(actions.edit_asset, by=stage.helen, asset=place(stage), changes=changes)


@scenario("intelligence")
def close_asset(stage: Stage) -> Call:
    closed = date(2011, 9, 1)
    return partial(actions.close_asset, by=stage.helen, asset=place(stage), on=closed)


@scenario("intelligence")
def verify_asset(stage: Stage) -> Call:
    return partial(actions.verify_asset, by=stage.helen, asset=place(stage))


@scenario("intelligence")
def merge_assets(stage: Stage) -> Call:
    other = place(stage, "Library of Ely")
    return partial(actions.merge_assets, by=stage.helen, asset=other, into=place(stage))


@scenario("intelligence")
def keep_assets_apart(stage: Stage) -> Call:
    other = place(stage, "Library of Ely")
    return partial(actions.keep_assets_apart, by=stage.helen, asset=place(stage), other=other)


@scenario("intelligence")
def undo_asset_change(stage: Stage) -> Call:
    change = actions.verify_asset(by=stage.helen, asset=place(stage)).changes.first()
    return partial(actions.undo_asset_change, by=stage.helen, change=change)


@scenario("intelligence")
def bring_asset_list(stage: Stage) -> Call:
    return partial(actions.bring_asset_list, by=stage.helen, sheet=SHEET)


@scenario("intelligence")
def map_asset_list(stage: Stage) -> Call:
    mapping = {"name": 0, "kind": 1}
    return partial(actions.map_asset_list, by=stage.helen, brought=brought(stage), mapping=mapping)


@scenario("intelligence")
def answer_asset_rows(stage: Stage) -> Call:
    kind(stage)
    twice = Sheet(
        SHEET.heads, [Row(at, ["Soham Library", "library"]) for at in (2, 3)], "twice.csv"
    )
    found = actions.bring_asset_list(by=stage.helen, sheet=twice)
    said = {"group": "twin", "answer": "new", "seen": 1}
    return partial(actions.answer_asset_rows, by=stage.helen, brought=found, **said)


@scenario("intelligence")
def decide_asset_rows(stage: Stage) -> Call:
    told = {2: "leave"}
    return partial(
        actions.decide_asset_rows, by=stage.helen, brought=brought(stage), decisions=told
    )


@scenario("intelligence", through=("intelligence.import_assets",))
def ask_to_import_assets(stage: Stage) -> Call:
    return partial(actions.ask_to_import_assets, by=stage.helen, brought=brought(stage))


@scenario("intelligence")
def import_assets(stage: Stage) -> Call:
    return partial(actions.import_assets, by=stage.helen, brought=brought(stage))


@scenario("intelligence")
def undo_asset_list(stage: Stage) -> Call:
    done = actions.import_assets(by=stage.helen, brought=brought(stage))
    return partial(actions.undo_asset_list, by=stage.helen, brought=done)


@scenario("intelligence")
def drop_asset_list(stage: Stage) -> Call:
    return partial(actions.drop_asset_list, by=stage.helen, brought=brought(stage))


@scenario("intelligence")
def ask_owner(stage: Stage) -> Call:
    owned(stage)
    asked = {"owner": stage.cast("ipswich"), "name": "Ada Dow", "email": "dow@example.org"}
    return partial(actions.ask_owner, by=stage.helen, **asked)


@scenario("intelligence")
def end_asset_review(stage: Stage) -> Call:
    return partial(actions.end_asset_review, by=stage.helen, review=review(stage))


@scenario("intelligence")
def confirm_by_link(stage: Stage) -> Call:
    asked = review(stage)
    asset = asked.owner.assets_owned.get()
    return partial(actions.confirm_by_link, by=SYSTEM, asset=asset, review=asked)


@scenario("intelligence")
def correct_by_link(stage: Stage) -> Call:
    asked = review(stage)
    asset, changes = asked.owner.assets_owned.get(), {"hours": "9 to 5"}
    return partial(actions.correct_by_link, by=SYSTEM, asset=asset, review=asked, changes=changes)


@scenario("intelligence")
def finish_review(stage: Stage) -> Call:
    return partial(actions.finish_review, by=SYSTEM, review=review(stage))
