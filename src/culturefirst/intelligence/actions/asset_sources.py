"""Where facts about places are from, and the middles of postcodes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from culturefirst.intelligence.models import AssetSource, PostcodePoint
from culturefirst.intelligence.policy.assets import keep_assets
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.batches import batches
from culturefirst.kit.errors import DomainError

NO_LICENCE = "What anybody may reuse has a licence. Name it, such as Open Government Licence v3."


@action("added a source of places", allow=keep_assets)
def add_asset_source(
    *,
    by: Any,
    name: str,
    publisher: str = "",
    licence: str = "",
    address: str = "",
    as_at: date | None = None,
    open: bool = False,
) -> AssetSource:
    """Name a list that somebody publishes; with ``open``, what is from it is given out."""
    if open and not licence:
        raise DomainError(NO_LICENCE)
    source = AssetSource(
        name=name, publisher=publisher, licence=licence, address=address, as_at=as_at, open=open
    )
    source.full_clean()
    source.save()
    return source


@action("edited a source of places", allow=keep_assets, on="source")
def edit_asset_source(
    *, by: Any, source: AssetSource, changes: Mapping[str, Any], seen: int | None = None
) -> AssetSource:
    """Change what is said of a source."""
    if changes.get("open", source.open) and not changes.get("licence", source.licence):
        raise DomainError(NO_LICENCE)
    return save_changes(source, changes, seen=seen)


@action("brought postcodes", allow=keep_assets)
def bring_postcodes(*, by: Any, points: Iterable[tuple[str, int, int]]) -> int:
    """Keep the middle of each postcode, in the place of what was kept of it; gives how many."""
    count = 0
    for some in batches(points):
        PostcodePoint.objects.bulk_create(
            [PostcodePoint(postcode=code, easting=e, northing=n) for code, e, n in some],
            update_conflicts=True,
            unique_fields=["postcode"],
            update_fields=["easting", "northing"],
        )
        count += len(some)
    return count
