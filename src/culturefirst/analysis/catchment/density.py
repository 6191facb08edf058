"""About how many pairs there are, before any is looked for: from counts by square."""

import numpy as np

from culturefirst.analysis.catchment.parts import Floats
from culturefirst.analysis.catchment.places import Areas, Facilities

SQUARES = 1_000_000  # counted in at most; where the reach is smaller, squares are wider than it


def near(areas: Areas, facilities: Facilities, reach: int) -> Floats:
    """About how many facilities each area has within so many metres.

    Those in the nine squares about it, by the circle's share of their land. Every place is looked
    at, so that the order of rows makes no difference.
    """
    east, north = areas.easting.astype(np.int64), areas.northing.astype(np.int64)
    x, y = facilities.easting.astype(np.int64), facilities.northing.astype(np.int64)
    left, low = min(east.min(), x.min()), min(north.min(), y.min())
    across, up = max(east.max(), x.max()) - left, max(north.max(), y.max()) - low
    side = max(int(reach), 1)
    while (across // side + 3) * (up // side + 3) > SQUARES:
        side *= 2
    count = np.zeros((int(up // side) + 3, int(across // side) + 3))
    np.add.at(count, ((y - low) // side + 1, (x - left) // side + 1), 1)
    inner = tuple(size - 2 for size in count.shape)
    sums = sum(
        count[row : row + inner[0], column : column + inner[1]]
        for row in range(3)
        for column in range(3)
    )
    share = np.pi * reach**2 / (3 * side) ** 2
    return np.asarray(sums[(north - low) // side, (east - left) // side] * share)  # type: ignore[index]
