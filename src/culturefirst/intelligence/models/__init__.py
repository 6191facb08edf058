"""Assets, the people of small areas, and studies of the two."""

from culturefirst.intelligence.models.asset_kinds import (
    AssetKind,
    AssetSource,
    PostcodePoint,
    Sector,
)
from culturefirst.intelligence.models.asset_lists import AssetChange, AssetList, AssetsApart
from culturefirst.intelligence.models.asset_reviews import AssetReview
from culturefirst.intelligence.models.assets import Asset, AssetFacility

__all__ = [
    "Asset",
    "AssetChange",
    "AssetFacility",
    "AssetKind",
    "AssetList",
    "AssetReview",
    "AssetSource",
    "AssetsApart",
    "PostcodePoint",
    "Sector",
]
