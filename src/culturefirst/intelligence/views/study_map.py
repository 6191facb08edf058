"""A study's map: each small area can be asked what is told of it.

Few areas are links. Of many, each would be too small to hit and all too long a list, so that the
map is a picture on a button: a click asks for the area there.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from culturefirst.intelligence.models import Study
from culturefirst.intelligence.studying import drawing, standing
from culturefirst.intelligence.studying.told import Told
from culturefirst.intelligence.views.study_common import run_of, seen_study, told_of
from culturefirst.intelligence.views.study_ground import (
    Ground,
    image,
    pictures,
    said_of,
    spot_of,
    steps,
    told_at,
)
from culturefirst.kit import maps
from culturefirst.kit.maps.zones import FINE


def came_of_click(request: HttpRequest, found: Study, told: Told) -> str:
    """Where a click on the picture leads; beside the ground, to the map as it was."""
    whole = Ground.of(found, told.inputs).whole
    view = maps.View.read(request.GET.get("view", ""), whole)
    clicked = maps.clicked(request.GET, view.frame(whole) if view else whole)
    at = said_of(*clicked[0]) if clicked else ""
    return f"{_address(view.address if view else '', at)}#{'here' if at else 'map'}"


def context(request: HttpRequest, found: Study, told: Told) -> dict[str, Any]:
    """The map, the ways from here, and what is told of the area that was asked for."""
    ground = Ground.of(found, told.inputs)
    view = maps.View.read(request.GET.get("view", ""), ground.whole)
    seen, at = view.address if view else "", spot_of(request.GET.get("at", ""))
    drawn = _drawn(told, ground, view, seen)
    state = standing.now(told.inputs, told.results)
    return {
        "map": drawn,
        "pictured": int(told.inputs.areas.studied.sum()) >= FINE,
        "picture": f"map.svg{_address(seen, said_of(*at) if at else '')}",
        "pictures": pictures(drawn.frame),
        "steps": steps(view, ground.whole, lambda to: f"{request.path}{_address(to)}#map"),
        "view": seen,
        "here": told_at(told.inputs, state, at) if at else None,
    }


def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The map alone, with a ring about the spot that was asked for."""
    found = seen_study(request, pk)
    told = told_of(run_of(request, found))
    ground = Ground.of(found, told.inputs)
    view = maps.View.read(request.GET.get("view", ""), ground.whole)
    at = spot_of(request.GET.get("at", ""))
    rings = [maps.Spot(*at, state="candidate", size=9)] if at else []
    return image(_drawn(told, ground, view, rings=rings, picture=True))


def _drawn(
    told: Told,
    ground: Ground,
    view: maps.View | None,
    seen: str = "",
    *,
    rings: Any = (),
    picture: bool = False,
) -> maps.Map:
    """Unmet demand as things stand; each area leads to what is told of it."""
    rows = told.inputs.areas
    spots = drawing.places(told.inputs, told.results.place["used"])
    return drawing.drawn(
        told.inputs,
        told.results.area,
        ground.outlines,
        [*spots, *rings],
        f"Unmet demand: {told.places}, by small area",
        picture=picture,
        bounds=ground.bounds,
        frame=view.frame(ground.whole) if view else ground.whole,
        link=lambda at: (
            f"{_address(seen, said_of(int(rows.easting[at]), int(rows.northing[at])))}#here"
        ),
    )


def _address(view: str = "", at: str = "") -> str:
    said = {name: value for name, value in (("view", view), ("at", at)) if value}
    return f"?{urlencode(said)}" if said else ""
