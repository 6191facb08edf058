"""The ground of a study's maps: what is drawn, which part is shown, what is told of a spot.

A map may be a picture on a button (``pictures``): a click sends its place in the address.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from culturefirst.intelligence.models import Study
from culturefirst.intelligence.queries import areas as areas_queries
from culturefirst.intelligence.queries.zone_maps import zone_outlines
from culturefirst.intelligence.studying import drawing
from culturefirst.intelligence.studying.changed import nearest
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.standing import Standing
from culturefirst.kit import maps
from culturefirst.kit.downloads import SEALED
from culturefirst.kit.maps.views import NAME, PARTED, WIDTHS
from culturefirst.kit.wording import figure

CLOSE_BY = 16  # pixels from a place within which a click means it


@dataclass(frozen=True)
class Ground:
    """What a study's maps are drawn upon: outlines of areas, else of authorities beneath them."""

    outlines: Mapping[str, Any]
    bounds: Sequence[Mapping[str, Any]]
    whole: maps.Frame

    @classmethod
    def of(cls, study: Study, inputs: Inputs) -> "Ground":
        """Authorities are drawn where any area has no outline of its own."""
        outlines = areas_queries.outlines(study.area_set, inputs.areas.codes)
        bare = len(outlines) < len(inputs.areas.codes)
        found = zone_outlines(code for code, _ in inputs.zones) if bare else {}
        bounds = list(found.values())
        return cls(outlines, bounds, drawing.whole(inputs, outlines, bounds))


def spot_of(told: str) -> tuple[int, int] | None:
    """A spot as an address has it; ``None`` for what is none."""
    try:
        east, north = (int(each) for each in told.split(PARTED))
    except ValueError:
        return None
    return east, north


def said_of(east: float, north: float) -> str:
    """A spot as it stands in an address."""
    return f"{round(east)}{PARTED}{round(north)}"


def pictures(frame: maps.Frame) -> list[tuple[str, int, int]]:
    """Name, width and height of the buttons of which a page shows the one that fits."""
    high = frame.height / frame.width
    return [(f"{NAME}{each}", each, round(each * high)) for each in WIDTHS]


def steps(
    view: maps.View | None, whole: maps.Frame, to: Callable[[str], str]
) -> list[tuple[str, str]]:
    """The ways to other parts of the map; ``to`` makes an address of a view's."""
    found = (view or maps.View.of(whole)).steps(whole)
    return [(name, to(each.address if each else "")) for name, each in found]


def image(drawn: maps.Map) -> HttpResponse:
    """A map alone, for the button that is clicked; it is kept nowhere."""
    response = HttpResponse(str(drawn.svg), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SEALED
    return response


def told_at(inputs: Inputs, state: Standing, at: tuple[int, int]) -> dict[str, Any]:
    """The small area nearest to a spot, with what is told of it."""
    rows, row = inputs.areas, nearest(inputs, *at)
    share = drawing.shares(inputs, state.area)
    code, zone = rows.codes[row], int(rows.zone[row])
    name = rows.names[row] or code
    said = [
        f"{figure(round(float(state.area['people'][row])))} people",
        drawing.told(inputs, state.area, share, row),
        "a place within reach" if state.area["within"][row] else "no place within reach",
        f"room for {figure(round(1000 * float(state.area['score'][row])))} visits a week for each "
        "1 000 people",
        f"local share {figure(round(float(state.area['share'][row])))}",
    ]
    return {
        "name": f"{name}, {inputs.zones[zone][1]}" if zone >= 0 else name,
        "area": code if name == code else f"{name} ({code})",
        "says": "; ".join(said),
        "studied": bool(rows.studied[row]),
    }
