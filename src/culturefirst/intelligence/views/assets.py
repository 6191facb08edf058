"""Places: the list, one of them, and what was changed of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.intelligence.forms.assets import AssetFilter
from culturefirst.intelligence.models import Asset, AssetChange
from culturefirst.intelligence.places.coordinates import to_degrees
from culturefirst.intelligence.policy.assets import add_asset, keep_asset, keep_assets
from culturefirst.intelligence.queries import assets as queries
from culturefirst.intelligence.views.asset_common import WORDS, room, seen
from culturefirst.kit import changes as kit_changes
from culturefirst.kit import clock
from culturefirst.kit.pagination import paged
from culturefirst.kit.policy import roles
from culturefirst.kit.tables import Column, Table

SEARCHED = ("name", "address", "postcode", "operator", "owner_text", "owner__name")


def assets(request: HttpRequest) -> HttpResponse:
    """Every place that stands, narrowed as people ask, as a page or as CSV."""
    filter_ = AssetFilter(request.GET)
    rows = queries.assets(request.user)
    table = _table(narrowed(rows, filter_), request)
    context = {
        "table": table,
        "filter": filter_,
        "nothing_at_all": not rows.exists(),
        "may_add": add_asset.allows(request.user),
        "may_manage": keep_assets.allows(request.user),
        "kept": [(k, v) for k, v in request.GET.items() if k in (table.words_key, table.sort_key)],
        "query": request.GET.urlencode(),
    }
    return table.response() or render(request, "intelligence/assets.html", context)


def narrowed(rows: Any, filter_: AssetFilter) -> Any:
    """The places that fit; none where what is asked is no answer of the page's."""
    return queries.narrowed(rows, filter_.cleaned_data) if filter_.is_valid() else rows.none()


def asset(request: HttpRequest, pk: int) -> HttpResponse:
    """One place: what is known of it, how and since when; another's record leads there."""
    found = seen(request, pk)
    if found.merged_into is not None and "record" not in request.GET:
        return redirect("asset", found.merged_into.pk)
    user = request.user
    stands = found.merged_into is None and found.withdrawn_on is None
    has = {each.element: each for each in found.facilities.all() if each.has != "unknown"}
    asked = [(each["label"], has.get(each["key"])) for each in found.kind.elements]
    context = {
        "asset": found,
        "room": room(found),
        "elements": [(label, each.get_has_display()) for label, each in asked if each],
        "not_known": [label for label, each in asked if not each],
        "other": _to_be_read(user, found.merged_into_id),
        "degrees": _degrees(found),
        "fresh": _fresh(found),
        "stands": stands,
        "may_keep": stands and keep_asset.allows(user, found),
        "may_manage": stands and keep_assets.allows(user),
        "member": bool(roles(user)),
        "last": queries.changes(user, found).first(),
        "merged_from": found.merged_from.all(),
    }
    return render(request, "intelligence/asset.html", context)


def asset_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of a place: who, when, from what to what, from which list or review."""
    found = seen(request, pk)
    page = paged(queries.changes(request.user, found), request.GET.get("page"), 25)
    context = {
        "asset": found,
        "page": page,
        "changes": _told(page.object_list),
        "may_keep": keep_asset.allows(request.user, found),
        "team": keep_assets.allows(request.user),
    }
    return render(request, "intelligence/asset_changes.html", context)


def _to_be_read(user: Any, pk: int | None) -> Asset | None:
    """The place that a record turned out to be, if this person may see that too."""
    return queries.asset(user, pk).first() if pk is not None else None


def _told(changes: Any) -> list[tuple[AssetChange, list[kit_changes.Difference]]]:
    """Each change with its differences in words."""
    listed = list(changes)
    named = kit_changes.names([_Event(each) for each in listed])
    return [(each, _differences(each, named)) for each in listed]


def _differences(change: AssetChange, named: Any) -> list[kit_changes.Difference]:
    before, after = dict(change.before), dict(change.after)
    labels = {each["key"]: each["label"] for each in change.asset.kind.elements}
    had, has = before.pop("facilities", {}), after.pop("facilities", {})
    found = WORDS.differences(Asset, before, after, named)
    words = {"yes": "Yes", "no": "No"}
    return found + [
        kit_changes.Difference(
            labels.get(key, key), words.get(had.get(key), ""), words.get(value, "Not known")
        )
        for key, value in has.items()
        if had.get(key, "unknown") != value
    ]


class _Event:
    """A change as ``kit.changes.names`` reads events."""

    object_type = "intelligence.asset"

    def __init__(self, change: AssetChange) -> None:
        self.before, self.after = change.before, change.after


def _degrees(asset: Asset) -> tuple[float, float] | None:
    """Latitude and longitude."""
    if asset.easting is None or asset.northing is None:
        return None
    lon, lat = to_degrees(asset.easting, asset.northing)
    return lat, lon


def _fresh(asset: Asset) -> bool:
    """Whether it was confirmed not too long ago."""
    since = queries.verified_since(clock.today())
    return asset.verified_on is not None and asset.verified_on >= since


def _table(rows: Any, request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("name", "Place", url=lambda row: reverse("asset", args=[row.pk]), sort="name"),
            Column("kind", "Kind", sort="kind__name"),
            Column("authority", "In the area of", sort="authority__name"),
            Column("postcode", "Postcode", sort="postcode"),
            Column("room", "Room", value=room, sort="capacity"),
            Column("status", "Status", value="get_status_display", sort="status"),
            Column("verified_on", "Confirmed on", sort="verified_on"),
        ],
        rows=rows,
        request=request,
        name="places",
        search=SEARCHED,
        search_label="Find by name, address, postcode, owner",
        empty="No place fits.",
        default_sort="name",
    )
