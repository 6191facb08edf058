"""A museum of the officer's council, a list that waits, and an owner's contact with a link."""

from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions import asset_reviews
from culturefirst.intelligence.models import Asset, AssetKind
from culturefirst.kit.sheets import Row, Sheet
from culturefirst.network.models import User

OF_ONE = ("", "_changes", "_edit", "_close", "_verify", "_merge")
OF_KIND = ("edit", "retire", "restore")
OF_LIST = ("", "_columns", "_decide", "_undo", "_drop")
TOKEN = "the-secret-part-of-a-link"
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    kind = actions.add_asset_kind(by=by, key="museum", sector="museums", name="Museum")
    owner = officer.posts_today[0].organisation
    found = actions.add_asset(by=by, name="Ipswich Museum", kind=kind, owner=owner)
    other = actions.add_asset(by=by, name="Ely Museum", kind=kind)
    source = actions.add_asset_source(by=by, name="A list that is not open")
    sheet = Sheet(["name", "kind"], [Row(2, ["Soham Museum", "museum"])], "places.csv")
    brought = actions.bring_asset_list(by=by, sheet=sheet, source=source)
    review = actions.ask_owner(by=by, owner=owner, name="Ada Dow", email="dow@example.org")
    review.digest = asset_reviews.digest_of(TOKEN)
    review.save(update_fields=["digest"])
    return (
        {f"asset{name}": {"pk": found.pk} for name in OF_ONE}
        | {f"asset_kind_{name}": {"key": kind.key} for name in OF_KIND}
        | {f"asset_list{name}": {"pk": brought.pk} for name in OF_LIST}
        | _links(found)
        | {
            "assets_open_file": {"name": "assets.csv"},
            "assets_apart": {"pk": found.pk, "other": other.pk},
            "asset_change_undo": {"pk": found.changes.get().pk},
            "asset_source_edit": {"pk": source.pk},
            "asset_review_end": {"pk": review.pk},
            "api_evidence_place": {"pk": found.pk},
        }
    )


def _links(found: Asset) -> Given:
    one = {"token": TOKEN, "pk": found.pk}
    return {
        "asset_review": {"token": TOKEN},
        "asset_review_finish": {"token": TOKEN},
        "asset_review_place": one,
        "asset_review_correct": one,
    }


def hidden() -> dict[str, Given]:
    """A place from a source that is not open, of which strangers do not know."""
    kind = AssetKind.objects.get(key="museum")
    from culturefirst.intelligence.models import AssetSource
    from culturefirst.kit import clock

    source = AssetSource.objects.get(name="A list that is not open")
    asset = Asset.objects.create(
        name="A hidden place", plain_name="a hidden place", kind=kind, source=source,
        known_since=clock.today(),
    )  # fmt: skip
    return {"nobody": {"asset": {"pk": asset.pk}, "api_evidence_place": {"pk": asset.pk}}}
