"""Places for search engines: the list, and every open place that stands."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from culturefirst.intelligence.models import Asset
from culturefirst.kit.site_map import SITE_MAP


def pages() -> Iterator[tuple[str, date | None]]:
    """The list, the kinds, the open data, then each place since it is known."""
    for name in ("assets", "asset_kinds", "assets_open", "assets_map"):
        yield reverse(name), None
    rows = Asset.objects.open().standing().order_by("pk")
    for pk, since in rows.values_list("pk", "known_since").iterator(2000):
        yield reverse("asset", args=[pk]), since


SITE_MAP.add("intelligence.assets", pages)
