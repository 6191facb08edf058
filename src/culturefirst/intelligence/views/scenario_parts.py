"""What the pages of scenarios share: the map as it would be, and now and then in tables."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from culturefirst.intelligence.models import Study, StudyRun
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.study_tables import table
from culturefirst.intelligence.studying import differing, drawing, standing
from culturefirst.intelligence.studying.changes import Change
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.standing import Standing
from culturefirst.intelligence.studying.trying import Tried
from culturefirst.intelligence.views.study_ground import Ground
from culturefirst.kit import maps
from culturefirst.kit.wording import figure


def now_of(run: StudyRun) -> Standing:
    """How things stand in a run."""
    return standing.now(queries.inputs_of(run), queries.results_of(run))


def tables(run: StudyRun, tried: Tried, most: int | None = differing.A_FEW) -> list[Any]:
    """Now and then by authority and by small area, each table with its title.

    Where nothing changes there is no table; that nobody loses their only place is said.
    """
    told = differing.sheets(queries.inputs_of(run), now_of(run), tried, most)
    said = [each for each in told if each.rows or each.key == "losing"]
    return [(each, table(each, None)) for each in said]


def address(changes: Sequence[Change], **more: str) -> str:
    """The changes, and what is looked at, as the end of an address."""
    said = [("c", each.address) for each in changes]
    said += [(name, value) for name, value in more.items() if value]
    return f"?{urlencode(said)}" if said else ""


def drawn(
    study: Study,
    inputs: Inputs,
    tried: Tried,
    changes: Sequence[Change] = (),
    *,
    ground: Ground | None = None,
    view: maps.View | None = None,
    rings: Sequence[maps.Spot] = (),
    picture: bool = False,
) -> maps.Map:
    """The map as it would be; each place leads to the form that changes it."""
    ground = ground or Ground.of(study, inputs)
    base, seen = reverse("what_if", args=[study.pk]), view.address if view else ""
    spots = [
        maps.Spot(
            each.easting,
            each.northing,
            says(each),
            f"{base}{address(changes, view=seen, place=each.code)}#place"
            if each.state != "new"
            else "",
            each.state,
            key=each.code,
        )
        for each in tried.spots
    ]
    states = [name for name in drawing.STATES if any(each.state == name for each in tried.spots)]
    return drawing.drawn(
        inputs,
        tried.area,
        ground.outlines,
        [*spots, *rings],
        "Unmet demand by small area",
        picture=picture,
        states=states,
        bounds=ground.bounds,
        frame=view.frame(ground.whole) if view else ground.whole,
    )


def says(spot: Any) -> str:
    """A place in words: its name, and how full it would be."""
    if spot.state == "closed":
        return f"{spot.name}: closed"
    full = (
        f"{figure(round(100 * spot.used / spot.capacity))} % used" if spot.capacity else "no room"
    )
    words = {"new": "new, ", "moved": "moved, ", "changed": "another size, "}
    return f"{spot.name}: {words.get(spot.state, '')}{full}"
