"""Assets, the people of small areas, and studies of the two."""

from culturefirst.intelligence.models.areas import Area, AreaSet
from culturefirst.intelligence.models.askings import Asking
from culturefirst.intelligence.models.asset_kinds import (
    AssetKind,
    AssetSource,
    PostcodePoint,
    Sector,
)
from culturefirst.intelligence.models.asset_lists import AssetChange, AssetList, AssetsApart
from culturefirst.intelligence.models.asset_reviews import AssetReview
from culturefirst.intelligence.models.assets import Asset, AssetFacility
from culturefirst.intelligence.models.people_files import PeopleFile
from culturefirst.intelligence.models.populations import (
    AreaPeople,
    AreaSegments,
    Classification,
    Population,
    Segment,
)
from culturefirst.intelligence.models.rates import Rate, Rates
from culturefirst.intelligence.models.scenarios import Brief, Scenario
from culturefirst.intelligence.models.studies import Study, StudyRun
from culturefirst.intelligence.models.travel import TravelTimes

__all__ = [
    "Area",
    "AreaPeople",
    "AreaSegments",
    "AreaSet",
    "Asking",
    "Asset",
    "AssetChange",
    "AssetFacility",
    "AssetKind",
    "AssetList",
    "AssetReview",
    "AssetSource",
    "AssetsApart",
    "Brief",
    "Classification",
    "PeopleFile",
    "Population",
    "PostcodePoint",
    "Rate",
    "Rates",
    "Scenario",
    "Sector",
    "Segment",
    "Study",
    "StudyRun",
    "TravelTimes",
]
