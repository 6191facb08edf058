"""The map of what-if: what part of it is shown, where it was clicked, and its picture.

Without a script the map is a picture on a button: a click sends its place, near an existing place
that one is chosen, on bare ground the forms are filled with the spot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from culturefirst.intelligence.jobs_studies import refused
from culturefirst.intelligence.models import Study, StudyRun
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying.changes import Change, read
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.trying import Tried
from culturefirst.intelligence.views.scenario_parts import address, drawn
from culturefirst.intelligence.views.study_common import tried_study
from culturefirst.intelligence.views.study_ground import (
    CLOSE_BY,
    Ground,
    image,
    pictures,
    said_of,
    spot_of,
    steps,
    told_at,
)
from culturefirst.kit import maps
from culturefirst.kit.errors import DomainError

BESIDE = (
    "That was beside the map. Click on the map itself; with the keyboard, choose a place in the "
    "list, or a small area, or give a spot by easting and northing."
)


@dataclass(frozen=True)
class Looked:
    """What somebody looks at: a part of the ground, a place that is chosen, a spot."""

    view: maps.View | None
    place: str
    at: tuple[int, int] | None

    @classmethod
    def read(cls, asked: Mapping[str, str], ground: Ground, inputs: Inputs) -> "Looked":
        """As an address has it; what is none of this map is left out."""
        view = maps.View.read(asked.get("view", ""), ground.whole)
        place = asked.get("place", "")
        return cls(
            view, place if place in inputs.places.codes else "", spot_of(asked.get("at", ""))
        )

    @property
    def more(self) -> dict[str, str]:
        """As it stands in an address beside the changes."""
        at = said_of(*self.at) if self.at else ""
        return {"view": self.view.address if self.view else "", "place": self.place, "at": at}


def came_of_click(
    request: HttpRequest, study: Study, inputs: Inputs, changes: Sequence[Change], tried: Tried
) -> str:
    """Where a click on the picture leads: to the forms, with a place or a spot in them."""
    ground = Ground.of(study, inputs)
    looked = Looked.read(request.GET, ground, inputs)
    frame = looked.view.frame(ground.whole) if looked.view else ground.whole
    found = maps.clicked(request.GET, frame)
    if found is None:
        raise DomainError(BESIDE)
    (east, north), pixel = found
    spot = _near(tried, east, north, CLOSE_BY * pixel)
    if spot is not None:
        return address(changes, **(looked.more | {"place": spot, "at": ""})) + "#place"
    return address(changes, **(looked.more | {"at": said_of(east, north)})) + "#here"


def context(
    request: HttpRequest, study: Study, run: StudyRun, changes: Sequence[Change], tried: Tried
) -> dict[str, Any]:
    """The map, the ways from here, and what is told of the spot that was clicked."""
    inputs = queries.inputs_of(run)
    ground = Ground.of(study, inputs)
    looked = Looked.read(request.GET, ground, inputs)
    shown = drawn(study, inputs, tried, changes, ground=ground, view=looked.view)
    more = looked.more

    def to(view: str) -> str:
        return request.path + address(changes, **(more | {"view": view}))

    return {
        "map": shown,
        "picture": reverse("what_if_map", args=[study.pk]) + address(changes, **more),
        "pictures": pictures(shown.frame),
        "steps": steps(looked.view, ground.whole, to),
        "view": more["view"],
        "place": looked.place,
        "chosen": inputs.places.names[inputs.places.codes.index(looked.place)]
        if looked.place
        else "",
        "at": looked.at,
        "here": told_at(inputs, tried, looked.at) if looked.at else None,
    }


def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The map alone, for the button that is clicked; it is kept nowhere."""
    study, run = tried_study(request, pk)
    inputs = queries.inputs_of(run)
    changes = read(request.GET.getlist("c"), inputs)
    tried = refused(lambda: trial_of(run).tried(changes))
    ground = Ground.of(study, inputs)
    looked = Looked.read(request.GET, ground, inputs)
    rings = [maps.Spot(*looked.at, state="candidate", size=9)] if looked.at else []
    rings += [
        maps.Spot(each.easting, each.northing, state="candidate", size=9)
        for each in tried.spots
        if each.code == looked.place
    ]
    made = drawn(
        study, inputs, tried, changes, ground=ground, view=looked.view, rings=rings, picture=True
    )
    return image(made)


def _near(tried: Tried, east: float, north: float, within: float) -> str | None:
    """The code of the place nearest by, if it is near enough and was there before."""
    held = [each for each in tried.spots if each.state != "new"]
    away = [float(np.hypot(each.easting - east, each.northing - north)) for each in held]
    at = int(np.argmin(away)) if away else -1
    return held[at].code if at >= 0 and away[at] <= within else None
