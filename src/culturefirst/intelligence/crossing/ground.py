"""The areas that are looked at, and the authorities in which they lie."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
NOWHERE = -1


@dataclass(frozen=True)
class Ground:
    """Areas by code; ``zone`` is the place of each one's authority in ``zones``, or ``NOWHERE``."""

    keys: tuple[int, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    zone: Array
    easting: Array
    northing: Array
    zones: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return len(self.codes)

    def by_zone(self, values: Array) -> Array:
        """Values added up by authority; what is not known adds nothing."""
        inside = (self.zone != NOWHERE) & ~np.isnan(values)
        weights = np.where(inside, np.nan_to_num(values), 0.0)
        place = np.where(inside, self.zone, 0).astype(np.intp)
        return np.bincount(place, weights, len(self.zones))[: len(self.zones)]

    def zone_at(self, code: str) -> int | None:
        """Where an authority stands in ``zones``."""
        return next((at for at, (each, _) in enumerate(self.zones) if each == code), None)

    def inside(self, zone: int | None) -> Array:
        """The places of the areas of an authority; without one, of all."""
        return np.arange(len(self)) if zone is None else np.flatnonzero(self.zone == zone)
