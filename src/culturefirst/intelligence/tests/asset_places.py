"""Places for tests, made through actions, and lists as people bring them."""

from pathlib import Path
from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset, AssetKind, AssetList, AssetSource
from culturefirst.intelligence.places import geofiles, kinds

SHARED = Path(__file__).parents[4].parent / "shared" / "data"
LIBRARIES = SHARED / "libraries_england_2023.csv"
ABSENT = "the published lists are not laid beside the project"


def loaded(by: Any) -> dict[str, AssetKind]:
    """The kinds that come with the system, by key."""
    actions.load_asset_kinds(by=by, text=kinds.shipped())
    return {kind.key: kind for kind in AssetKind.objects.all()}


def library(by: Any, **said: Any) -> Asset:
    """The library of Ely on the market place, unless it is said otherwise."""
    if "kind" not in said:
        said["kind"] = AssetKind.objects.filter(key="library").first() or loaded(by)["library"]
    given = {"name": "Ely Library", "postcode": "CB7 4LB", "easting": 554050, "northing": 280250}
    return actions.add_asset(by=by, **given | said)


def open_source(by: Any, name: str = "Libraries of England 2023") -> AssetSource:
    return actions.add_asset_source(
        by=by, name=name, publisher="A public body", licence="OGL v3", open=True
    )


def brought(by: Any, path: Path, **said: Any) -> AssetList:
    """A file as it was read, with its columns as they were guessed."""
    return actions.bring_asset_list(by=by, sheet=geofiles.read(path, path.name), **said)


def written(path: Path, *lines: str) -> Path:
    """A file of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
