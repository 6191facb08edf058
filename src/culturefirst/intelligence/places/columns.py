"""What the columns of lists of places are called, ours and those of lists as published."""

from collections.abc import Iterable, Mapping

# Our names, each with what people write instead; spaces, case and hyphens are not looked at.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": (
        *("asset name", "site name", "library name", "museum name", "name of museum", "venue"),
        *("library", "museum", "facility name", "place", "title"),
    ),
    "kind": (
        *("asset type", "facility type", "library type", "museum type", "type", "sub type"),
        *("category", "subject matter", "kind of place"),
    ),
    "ref": (
        *("id", "site id", "reference", "asset id", "museum id", "library id", "own id"),
        *("accreditation number", "unique id", "facility id"),
    ),
    "address": ("address1", "address line 1", "street", "street address", "thoroughfare"),
    "address_2": ("address2", "address line 2", "locality"),
    "address_3": ("address3", "address line 3", "address 3"),
    "town": ("city", "post town", "village", "town or city", "village town or city"),
    "postcode": ("post code", "postal code", "cp", "zip"),
    "uprn": ("unique property reference number",),
    "easting": ("eastings", "e", "x", "bng e", "osgb east", "geo x"),
    "northing": ("northings", "n", "y", "bng n", "osgb north", "geo y"),
    "latitude": ("lat",),
    "longitude": ("lon", "long", "lng"),
    "authority": (
        *("reporting", "local authority", "local authority name", "district", "council"),
        *("admin area", "la name", "lad name", "administrative area"),
    ),
    "authority_code": ("ladcd", "lad code", "local authority code", "la code", "gss code"),
    "owner": ("owned by", "ownership", "owner name"),
    "operator": (
        *("operating organisation", "managed by", "run by", "management", "operated by"),
        *("governing body", "management type"),
    ),
    "capacity": ("seats", "places", "at one time", "size", "units"),
    "peak_hours": ("peak hours open", "hours in peak"),
    "hours": ("opening hours", "hours open", "weekly hours"),
    "built": ("year built", "built in", "build year"),
    "condition": ("state of repair",),
    "significance": ("importance",),
    "roles": ("role", "purpose", "uses"),
    "status": ("operational status", "operation 23", "operation 22", "current status"),
    "opened": ("opened on", "year opened", "opening date", "date opened"),
    "closed": ("closed on", "year closed", "closing date", "date closed", "closure date"),
    "known_since": ("known from", "date collected", "collected on", "recorded on"),
    "verified_on": ("verified", "date verified", "checked on", "confirmed on"),
}
TITLES = {
    "ref": "key in its source", "address": "address, first line", "address_2": "second line",
    "address_3": "third line", "uprn": "UPRN", "authority_code": "authority's GSS code",
    "peak_hours": "hours open in the peak of a week", "built": "year built",
    "operator": "who runs it", "roles": "what it is for", "hours": "opening hours",
    "opened": "opened on", "closed": "closed on",
}  # fmt: skip
# Heads of published lists for what we ask of a place with yes, no or not known.
HAS = "has:"
ELEMENTS: dict[str, tuple[str, ...]] = {
    "parking": ("car park", "parking"),
    "accessible-parking": ("disability parking",),
    "accessible-entrance": ("disability finding reaching entrance",),
    "accessible-reception": ("disability reception area",),
    "accessible-doorways": ("disability doorways",),
    "accessible-changing": ("disability changing facilities",),
    "accessible-activity": ("disability activity area", "disability activity areas"),
    "accessible-toilet": ("disability toilets", "accessible toilets"),
    "accessible-social": ("disability social areas",),
    "accessible-spectators": ("disability spectator areas",),
    "accessible-exits": ("disability emergency exits",),
    "cycle-park": ("cycle park",),
    "first-aid": ("first aid room",),
    "nursery": ("nursery",),
    "pool-entry": ("accessible pool entry system",),
    "diving": ("diving boards",),
    "moveable-floor": ("moveable floor", "movable floor"),
    "floodlit": ("floodlights", "floodlighting"),
    "automated": ("self service", "open without staff"),
    "co-located": ("colocated",),
    "wifi": ("free wifi", "public wifi"),
}


def titled(column: str) -> str:
    """A column's name as people read it."""
    if column.startswith(HAS):
        return column.removeprefix(HAS).replace("-", " ")
    return TITLES.get(column, column.replace("_", " "))


def all_columns(elements: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Our columns and those of the elements (key and label), with what each is also called."""
    asked: dict[str, tuple[str, ...]] = {
        f"{HAS}{key}": (key, label, *ELEMENTS.get(key, ())) for key, label in dict(elements).items()
    }
    return COLUMNS | asked
