"""What a study tells beside visits, followed through a change from how things stand."""

from collections.abc import Sequence
from typing import Any

from culturefirst.analysis import catchment
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import AreaRows, Inputs
from culturefirst.intelligence.studying.solving import METHODS, zones_of


class Followed:
    """Accessibility by the study's method, local share, and what authorities meet at home."""

    def __init__(self, inputs: Inputs, whatif: Any) -> None:
        areas, room, reach = inputs.areas, inputs.places.capacity, whatif.reach
        method = METHODS[inputs.parameters["method"]]
        self._access = catchment.Access(reach, method, areas.people, room)
        self._share = catchment.Share(reach, areas.demand, room)
        self._home = catchment.Home(whatif, *zones_of(inputs))

    def after(self, stand: Any, areas: AreaRows) -> dict[str, Array]:
        """By area: score, whether a place is within reach, and local share."""
        score, within = self._access.after(areas.people, stand)
        share = self._share.after(areas.demand, stand)
        return {"score": score, "within": within.astype("<f8"), "share": share}

    def at_home(self, stand: Any, of_beside: Sequence[int]) -> Array:
        """By area, visits met in the own authority; with the authorities of places tried."""
        found: Array = self._home.after(stand, of_beside)
        return found
