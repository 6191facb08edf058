"""The map of coverage: in which authorities somebody is a registered user."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from culturefirst.kit import maps, wording
from culturefirst.kit.as_at import asked
from culturefirst.kit.tables import Column, Table
from culturefirst.network.models import BoundaryCode, Organisation, SubRegion
from culturefirst.network.policy import manage_network
from culturefirst.network.queries import places as queries
from culturefirst.network.queries.places import Authority, Covered
from culturefirst.network.views.tabs import tabs

WORDS = {True: "has a registered user", False: "nobody registered yet"}
ACROSS = 6


@dataclass(frozen=True)
class Drawn:
    """The map: outlines where they are loaded, and tiles of what has no outline of its own."""

    shapes: SafeString | str
    tiles: SafeString | str
    shared: bool = False


def coverage(request: HttpRequest) -> HttpResponse:
    """How many authorities are covered, on a map, by sub-region, and one by one."""
    at = asked(request)
    whole, by_place = queries.coverage(at.day, list(SubRegion.objects.visible_to(request.user)))
    found = queries.authorities(at.day)
    by_place = [each for each in by_place if each.figure.denominator]
    places, every = _places(by_place, request), _every(found, request)
    context = {
        "tabs": tabs(request, "coverage"),
        "at": at,
        "figure": whole.figure,
        "map": drawn(found, at.day),
        "missing": [each.body for each in found if not each.covered],
        "named": _named(found),
        "places": places,
        "every": every,
        "may_manage": manage_network.allows(request.user),
        "asked": any(key in request.GET for key in (every.words_key, every.sort_key)),
    }
    download = places.response() or every.response()
    return download or render(request, "network/coverage.html", context)


def drawn(found: list[Authority], day: date) -> Drawn:
    """True shapes where outlines are loaded; else tiles by their place, else side by side."""
    outlines = _outlines([each.body for each in found], day)
    without = [each for each in found if each.body.pk not in outlines.own]
    if not outlines.own:
        return Drawn("", maps.tiles(_tiles(without), "Authorities as tiles") if without else "")
    shown = [
        (_area(each), outlines.own[each.body.pk]) for each in found if each.body.pk in outlines.own
    ]
    shown.sort(key=lambda pair: not pair[0].yes)  # dashed borders over whole ones
    beside = maps.strip([_area(each) for each in without], ACROSS)
    return Drawn(
        maps.shapes([*outlines.shared, *shown], "Authorities by their areas"),
        maps.tiles(beside, "Authorities without an area of their own on the map") if beside else "",
        shared=bool(outlines.shared),
    )


def _named(found: list[Authority]) -> list[tuple[SubRegion | None, int, list[Authority]]]:
    """Each place, in how many of its authorities somebody is, and these: what a phone shows."""
    grouped = [
        (place, [one for one in found if one.place == place])
        for place in {one.place: None for one in found}
    ]
    grouped.sort(key=lambda pair: (pair[0] is None, str(pair[0])))
    return [(place, sum(one.covered for one in ones), ones) for place, ones in grouped]


@dataclass(frozen=True)
class Outlines:
    """The outline of each body by its key, and areas that several bodies came to share."""

    own: dict[int, Any]
    shared: list[tuple[maps.Area, Any]]


def _outlines(bodies: list[Organisation], day: date) -> Outlines:
    """The outline of the code that holds on the day, else of another code of the body's alone.

    Codes change for slight moves of a boundary; but one that several bodies share is the area of
    what they became, and is drawn without saying anything of either.
    """
    names = {body.pk: body.name for body in bodies}
    codes = queries.outlined_codes(bodies)
    holders = Counter(code.code for code in codes)
    own: dict[int, Any] = {}
    for code in sorted(codes, key=lambda code: not _holds(code, day)):
        if holders[code.code] == 1:
            own.setdefault(code.organisation_id, code.outline)
    shared = {code.code: code.outline for code in codes if holders[code.code] > 1}
    said = {
        key: wording_of([names[c.organisation_id] for c in codes if c.code == key])
        for key in shared
    }
    return Outlines(own, [(maps.Area(said[k], said[k]), shared[k]) for k in shared])


def wording_of(names: list[str]) -> str:
    """What is said of an area that several bodies share."""
    return f"{' and '.join(sorted(names))}: see their tiles"


def _holds(code: BoundaryCode, day: date) -> bool:
    begun = code.starts is None or code.starts <= day
    return begun and (code.ends is None or code.ends > day)


def _tiles(found: list[Authority]) -> list[maps.Tile]:
    placed, others = list[maps.Tile](), list[maps.Area]()
    for each in found:
        column, row = each.body.map_column, each.body.map_row
        if column is None or row is None:
            others.append(_area(each))
        else:
            placed.append(maps.Tile(_area(each), column, row))
    below = max((tile.row for tile in placed), default=-1) + 1
    left = min((tile.column for tile in placed), default=0)
    extra = maps.strip(others, ACROSS)
    return placed + [maps.Tile(t.area, t.column + left, t.row + below) for t in extra]


def _area(each: Authority) -> maps.Area:
    body = each.body
    county = body.kind == Organisation.Kind.COUNTY
    return maps.Area(
        name=body.short_name or body.name.replace(" County Council", " County"),
        title=f"{body.name}: {WORDS[each.covered]}",
        url=reverse("organisation", args=[body.slug]),
        yes=each.covered,
        outlined=county,
    )


def _places(rows: list[Covered], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column(
                "place",
                "Sub-region",
                url=lambda row: reverse("place", args=[row.place.slug]),
            ),
            Column("covered", "Covered", value="figure.numerator", numeric=True),
            Column("of", "Authorities", value="figure.denominator", numeric=True),
            Column(
                "share",
                "Share",
                value=lambda row: wording.percent(row.figure.share),
                plain="figure.share",
                numeric=True,
            ),
        ],
        rows=rows,
        request=request,
        name="coverage-by-sub-region",
        label="By sub-region",
        prefix="places_",
    )


def _every(rows: list[Authority], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column(
                "name",
                "Authority",
                value="body.name",
                url=lambda row: reverse("organisation", args=[row.body.slug]),
                sort=True,
            ),
            Column("kind", "Kind", value="body.get_kind_display", sort=True),
            Column(
                "place",
                "Sub-region",
                value=lambda row: str(row.place or "–"),
                sort=True,
            ),
            Column(
                "covered",
                "Coverage",
                value=lambda row: f"{maps.GLYPHS[row.covered]} {WORDS[row.covered].capitalize()}",
                plain="covered",
                sort=True,
            ),
        ],
        rows=rows,
        request=request,
        name="coverage",
        label="Every authority",
        search=("body.name",),
        search_label="Find an authority",
        per_page=100,
    )
