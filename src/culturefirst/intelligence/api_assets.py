"""Places in the API: open ones, whoever asks."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Schema

from culturefirst.intelligence.models import Asset, AssetKind, Sector
from culturefirst.kit.api import FAULTS, MISSING, BySlug, Limit, Offset, OfKey, paged, written_out
from culturefirst.kit.linked import absolute
from culturefirst.kit.policy import anybody

router = Router(tags=["Places"])
POLICIES = {
    "api_evidence_places": anybody,
    "api_evidence_place": anybody,
    "api_evidence_kinds": anybody,
}
OfSector = Annotated[Sector, written_out(Sector)]
OfStatus = Annotated[Asset.Status, written_out(Asset.Status)]


class KindOfPlace(Schema):
    """A kind of place; ``unit`` is what its room is counted in."""

    key: str
    sector: str
    name: str
    definition: str
    unit: str


class RecordedPlace(Schema):
    """A place; what is not known is empty. Eastings and northings are metres."""

    id: int
    name: str
    kind: str
    url: str
    address: str
    postcode: str
    easting: int | None
    northing: int | None
    authority: str | None
    owner: str
    operator: str
    capacity: float | None
    status: str
    opened_on: date | None
    closed_on: date | None
    known_since: date
    verified_on: date | None
    source: str


class WholeRecordedPlace(RecordedPlace):
    """The same with what it has: yes or no by element."""

    hours: str
    built: int | None
    facilities: dict[str, str]


class RecordedPlaces(Schema):
    """A page of places."""

    count: int
    items: list[RecordedPlace]


class KindsOfPlaces(Schema):
    """A page of kinds of places."""

    count: int
    items: list[KindOfPlace]


@router.get(
    "evidence/places/", response={200: RecordedPlaces, **FAULTS}, url_name="api_evidence_places"
)
def places(
    request: HttpRequest,
    kind: BySlug = None,
    sector: OfSector | None = None,
    authority: BySlug = None,
    status: OfStatus | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Open places by name, narrowed by kind, sector, authority and status."""
    asked = {
        "kind__key": kind,
        "kind__sector": sector,
        "authority__slug": authority,
        "status": status,
    }
    rows = _open().filter(**{k: v for k, v in asked.items() if v})
    return paged(rows.order_by("name", "pk"), limit, offset, _told)


@router.get(
    "evidence/places/{pk}/",
    response={200: WholeRecordedPlace, **MISSING},
    url_name="api_evidence_place",
)
def place(request: HttpRequest, pk: OfKey) -> Any:
    """One open place with what it has."""
    found: Any = get_object_or_404(_open(), pk=pk)
    rows = found.facilities.exclude(has="unknown")
    return _told(found) | {
        "hours": found.hours,
        "built": found.built,
        "facilities": {each.element: each.has for each in rows},
    }


@router.get(
    "evidence/kinds/", response={200: KindsOfPlaces, **FAULTS}, url_name="api_evidence_kinds"
)
def kinds(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """The kinds of places that are in use."""
    return paged(AssetKind.objects.in_use(), limit, offset, lambda kind: kind)


def _open() -> Any:
    rows = Asset.objects.open().standing()
    return rows.select_related("kind", "authority", "owner", "source")


def _told(asset: Asset) -> dict[str, Any]:
    same = ("name", "address", "postcode", "easting", "northing", "operator", "status",
            "opened_on", "closed_on", "known_since", "verified_on")  # fmt: skip
    return {name: getattr(asset, name) for name in same} | {
        "id": asset.pk,
        "kind": asset.kind.key,
        "url": absolute(reverse("asset", args=[asset.pk])),
        "authority": asset.authority.slug if asset.authority else None,
        "owner": asset.owned_by,
        "capacity": None if asset.capacity is None else float(asset.capacity),
        "source": asset.source.name if asset.source else "",
    }
