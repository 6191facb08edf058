"""Places as open data: a table with its schema, GeoJSON, and Open Referral; what is open only."""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse

from culturefirst.intelligence.ground import many_to_degrees
from culturefirst.intelligence.models import Asset
from culturefirst.intelligence.queries import assets as queries
from culturefirst.kit.models import Installation

LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
STATUS = tuple(Asset.Status.values)
# Open Referral's words; it has none for what is coming, and none for what nobody knows.
REFERRED = {Asset.Status.OPEN: "active", Asset.Status.RESTING: "temporarily closed"}
# Name, type, what it is; with what must hold of it.
Field = tuple[str, str, str, dict[str, Any]]
FIELDS: tuple[Field, ...] = (
    ("id", "integer", "Number, which stays", {"required": True, "unique": True}),
    ("name", "string", "Name", {"required": True}),
    ("kind", "string", "Key of its kind", {"required": True}),
    ("sector", "string", "What it is for", {"required": True}),
    ("address", "string", "Address", {}),
    ("postcode", "string", "Postcode", {}),
    ("easting", "integer", "Easting of the British National Grid, in metres", {"minimum": 0}),
    ("northing", "integer", "Northing of the British National Grid, in metres", {"minimum": 0}),
    ("longitude", "number", "Longitude (WGS84)", {"minimum": -180, "maximum": 180}),
    ("latitude", "number", "Latitude (WGS84)", {"minimum": -90, "maximum": 90}),
    ("by_postcode", "boolean", "Whether it stands on the middle of its postcode", {}),
    ("authority", "string", "Authority in whose area it lies", {}),
    ("owner", "string", "Owner", {}),
    ("operator", "string", "Who runs it", {}),
    ("capacity", "number", "What there is room for; empty is not known", {"minimum": 0}),
    ("unit", "string", "What its room is counted in", {}),
    ("hours", "string", "Opening hours", {}),
    ("peak_hours", "number", "Hours open in the peak of a week", {"minimum": 0, "maximum": 168}),
    ("built", "integer", "Year built", {}),
    ("status", "string", "How it stands", {"required": True, "enum": list(STATUS)}),
    ("opened_on", "date", "Day on which it opened", {}),
    ("closed_on", "date", "First day on which it was no longer open", {}),
    ("known_since", "date", "Day from which it is known", {"required": True}),
    ("verified_on", "date", "Day on which all of it was last confirmed", {}),
    ("facilities", "string", "What it has and has not, as element=yes or no, with spaces", {}),
    ("source", "string", "Source", {}),
    ("source_licence", "string", "Licence of the source", {}),
    ("source_ref", "string", "Its key in the source", {}),
)
Facts = dict[str, Any]


def rows() -> Iterator[Facts]:
    """Every open place that stands, as plain values, in chunks."""
    found = queries.open_assets().order_by("pk")
    related = found.select_related("kind", "authority", "owner", "source")
    asked: list[Asset] = []
    for each in related.prefetch_related("facilities").iterator(chunk_size=2000):
        asked.append(each)
        if len(asked) == 2000:
            yield from _facts(asked)
            asked = []
    yield from _facts(asked)


def schema() -> dict[str, Any]:
    """The Table Schema of the table."""
    fields = [
        {"name": name, "type": type_, "description": says}
        | ({"constraints": rules} if rules else {})
        for name, type_, says, rules in FIELDS
    ]
    return {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}


def package() -> Facts:
    """The data package that tells of the table."""
    return {
        "profile": "tabular-data-package",
        "name": "places-for-culture-and-sport",
        "title": f"Places for culture and sport, {Installation.current().network}",
        "licenses": [LICENCE],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "assets",
                "path": "assets.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema(),
            }
        ],
    }


def geojson() -> Facts:
    """Every open place of which it is known where, as points."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": row["id"],
                "geometry": {
                    "type": "Point", "coordinates": [row["longitude"], row["latitude"]],
                },
                "properties": {
                    k: v for k, v in row.items() if k not in ("longitude", "latitude")
                },
            }
            for row in rows()
            if row["longitude"] is not None
        ],
    }  # fmt: skip


def referral() -> Facts:
    """Open places as services of Open Referral (HSDS 3), each at its location.

    What is there for people is told: what is open, or closed for a time. Room and what a place has
    are left to the other files.
    """
    services = [_service(row) for row in rows() if row["status"] in REFERRED]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def _service(row: Facts) -> Facts:
    place = f"asset:{row['id']}"
    body = row["operator"] or row["owner"] or row["name"]
    location: Facts = {
        "id": _id(f"{place}:location"),
        "location_type": "physical",
        "name": row["name"],
        "addresses": [_address(place, row)] if row["address"] or row["postcode"] else [],
    }
    if row["longitude"] is not None:
        location |= {"latitude": row["latitude"], "longitude": row["longitude"]}
    link = f"{settings.ADDRESS}{reverse('asset', args=[row['id']])}"
    return {
        "id": _id(place),
        "name": row["name"],
        "status": REFERRED[row["status"]],
        "url": link,
        **({"assured_date": row["verified_on"].isoformat()} if row["verified_on"] else {}),
        "organization": {
            "id": _id(f"organization:{body}"),
            "name": body,
            "description": body,
        },
        "service_at_locations": [
            {"id": _id(f"{place}:at"), "service_id": _id(place), "location": location}
        ],
        "schedules": [
            {"id": _id(f"{place}:hours"), "service_id": _id(place), "description": row["hours"]}
        ]
        if row["hours"]
        else [],
    }


def _address(place: str, row: Facts) -> Facts:
    return {
        "id": _id(f"{place}:address"),
        "address_1": row["address"] or row["name"],
        "city": row["authority"] or "",
        "state_province": "",
        "postal_code": row["postcode"],
        "country": "GB",
        "address_type": "physical",
    }


def _id(words: str) -> str:
    """An id that stays, of the shape that HSDS wants."""
    return str(uuid5(NAMESPACE_URL, f"{settings.ADDRESS}/{words}"))


def _facts(asked: list[Asset]) -> Iterator[Facts]:
    placed = [each for each in asked if each.easting is not None]
    degrees: dict[int, tuple[float, float]] = {}
    if placed:
        lons, lats = many_to_degrees(
            [each.easting for each in placed], [each.northing for each in placed]
        )
        degrees = {
            each.pk: (round(lon, 5), round(lat, 5))
            for each, lon, lat in zip(placed, lons, lats, strict=True)
        }
    for each in asked:
        yield _row(each, *degrees.get(each.pk, (None, None)))


def _row(asset: Asset, lon: float | None, lat: float | None) -> Facts:
    has = [f"{e.element}={e.has}" for e in asset.facilities.all() if e.has != "unknown"]
    amount = {
        name: None if (value := getattr(asset, name)) is None else float(value)
        for name in ("capacity", "peak_hours")
    }
    same = ("name", "address", "postcode", "easting", "northing", "by_postcode", "operator",
            "hours", "built", "status", "opened_on", "closed_on", "known_since", "verified_on",
            "source_ref")  # fmt: skip
    told = {name: getattr(asset, name) for name in same} | amount
    told |= {
        "id": asset.pk,
        "kind": asset.kind.key,
        "sector": asset.kind.sector,
        "longitude": lon,
        "latitude": lat,
        "authority": asset.authority.name if asset.authority else "",
        "owner": asset.owned_by,
        "unit": asset.kind.unit,
        "facilities": " ".join(has),
        "source": asset.source.name if asset.source else "",
        "source_licence": asset.source.licence if asset.source else "",
    }
    return {name: told[name] for name, *_ in FIELDS}
