"""Addresses of types, places, imports, review."""

from django.urls import URLPattern

from culturefirst.intelligence.policy.assets import add_asset, keep_asset, keep_assets
from culturefirst.intelligence.views import (
    asset_deeds,
    asset_kinds,
    asset_lists,
    asset_open,
    asset_reviews,
    assets,
)
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.policy import see_members

ALL = "evidence/places/"
ONE = f"{ALL}<int:pk>/"
KINDS = "evidence/kinds/"
LISTS = "evidence/lists/"
REVIEWS = "evidence/reviews/"
LINK = "evidence/review/<str:token>/"

_places: list[URLPattern] = [
    page(ALL, assets.assets, policy=anybody, name="assets"),
    page(f"{ALL}map/", asset_open.assets_map, policy=anybody, name="assets_map"),
    page(f"{ALL}add/", asset_deeds.add, policy=add_asset, name="asset_add"),
    page(f"{ALL}doubles/", asset_deeds.doubles, policy=keep_assets, name="asset_doubles"),
    page(f"{ALL}open/", asset_open.assets_open, policy=anybody, name="assets_open"),
    page(
        f"{ALL}open/<str:name>", asset_open.open_file, policy=anybody, name="assets_open_file"
    ),
    page(ONE, assets.asset, policy=anybody, name="asset"),
    page(f"{ONE}changes/", assets.asset_changes, policy=see_members, name="asset_changes"),
    page(f"{ONE}edit/", asset_deeds.edit, policy=keep_asset, name="asset_edit"),
    page(f"{ONE}close/", asset_deeds.close, policy=keep_asset, name="asset_close"),
    page(f"{ONE}confirm/", asset_deeds.verify, policy=keep_asset, name="asset_verify"),
    page(f"{ONE}merge/", asset_deeds.merge, policy=keep_assets, name="asset_merge"),
    page(
        f"{ONE}apart/<int:other>/", asset_deeds.apart, policy=keep_assets, name="assets_apart"
    ),
    page(
        f"{ALL}changes/<int:pk>/undo/", asset_deeds.undo, policy=keep_asset,
        name="asset_change_undo",
    ),
]  # fmt: skip

_kinds: list[URLPattern] = [
    page(KINDS, asset_kinds.kinds, policy=anybody, name="asset_kinds"),
    page(f"{KINDS}file/", asset_kinds.kinds_file, policy=anybody, name="asset_kinds_file"),
    page(f"{KINDS}load/", asset_kinds.load, policy=keep_assets, name="asset_kinds_load"),
    page(f"{KINDS}add/", asset_kinds.add, policy=keep_assets, name="asset_kind_add"),
    page(
        f"{KINDS}<slug:key>/edit/", asset_kinds.edit, policy=keep_assets, name="asset_kind_edit"
    ),
    page(
        f"{KINDS}<slug:key>/retire/", asset_kinds.retire, policy=keep_assets,
        name="asset_kind_retire",
    ),
    page(
        f"{KINDS}<slug:key>/restore/", asset_kinds.restore, policy=keep_assets,
        name="asset_kind_restore",
    ),
    page("evidence/sources/", asset_kinds.sources, policy=keep_assets, name="asset_sources"),
    page(
        "evidence/sources/add/", asset_kinds.source_add, policy=keep_assets,
        name="asset_source_add",
    ),
    page(
        "evidence/sources/<int:pk>/edit/", asset_kinds.source_edit, policy=keep_assets,
        name="asset_source_edit",
    ),
]  # fmt: skip

_lists: list[URLPattern] = [
    page(LISTS, asset_lists.lists, policy=keep_assets, name="asset_lists"),
    page(f"{LISTS}example/", asset_lists.example, policy=keep_assets, name="asset_lists_example"),
    page(
        f"{LISTS}postcodes/", asset_lists.bring_postcodes, policy=keep_assets,
        name="asset_postcodes",
    ),
    page(f"{LISTS}<int:pk>/", asset_lists.one, policy=keep_assets, name="asset_list"),
    page(
        f"{LISTS}<int:pk>/columns/", asset_lists.columns, policy=keep_assets,
        name="asset_list_columns",
    ),
    page(
        f"{LISTS}<int:pk>/decide/", asset_lists.decide, policy=keep_assets,
        name="asset_list_decide",
    ),
    page(f"{LISTS}<int:pk>/undo/", asset_lists.undo, policy=keep_assets, name="asset_list_undo"),
    page(f"{LISTS}<int:pk>/drop/", asset_lists.drop, policy=keep_assets, name="asset_list_drop"),
]  # fmt: skip

_reviews: list[URLPattern] = [
    page(REVIEWS, asset_reviews.reviews, policy=keep_assets, name="asset_reviews"),
    page(f"{REVIEWS}ask/", asset_reviews.ask, policy=keep_assets, name="asset_review_ask"),
    page(
        f"{REVIEWS}<int:pk>/end/", asset_reviews.end, policy=keep_assets, name="asset_review_end"
    ),
    # Whoever has the link: what it opens, the link itself says.
    page(LINK, asset_reviews.review, policy=anybody, name="asset_review"),
    page(f"{LINK}done/", asset_reviews.finish, policy=anybody, name="asset_review_finish"),
    page(f"{LINK}<int:pk>/", asset_reviews.confirm, policy=anybody, name="asset_review_place"),
    page(
        f"{LINK}<int:pk>/correct/", asset_reviews.correct, policy=anybody,
        name="asset_review_correct",
    ),
]  # fmt: skip

urlpatterns: list[URLPattern] = [*_places, *_kinds, *_lists, *_reviews]
