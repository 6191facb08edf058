"""Places in search, as far as somebody may read of them."""

from django.urls import reverse

from culturefirst.intelligence.models import Asset
from culturefirst.kit.search import SEARCH, Entry, Source


def _asset(asset: Asset) -> Entry | None:
    if asset.merged_into_id is not None or asset.withdrawn_on is not None:
        return None
    said = [asset.kind.name, asset.address, asset.postcode, asset.operator, asset.owned_by]
    if asset.authority is not None:
        said.append(asset.authority.name)
    return Entry(
        title=asset.name,
        text="\n".join(filter(None, said)),
        url=reverse("asset", args=[asset.pk]),
    )


SEARCH.add(
    "intelligence.asset",
    Source(
        label="Place",
        plural="Places",
        model=Asset,
        visible=lambda user: Asset.objects.visible_to(user).standing(),
        entry=_asset,
        rows=lambda rows: rows.select_related("kind", "owner", "authority"),
    ),
)
