"""Who is most like whom by what describes an area: nearest neighbours, with reasons.

Each trait is standardised (mean 0, standard deviation 1, over those of whom it is known). The
distance of two is Euclidean over the traits that both have, enlarged to the number of all traits,
so that nobody comes near by being little known. Of one's own distances the farthest is made 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
REASONS = 2  # traits named as closest, and as farthest


@dataclass(frozen=True)
class Neighbour:
    """Another by its place in the table, how far it is, and the traits by nearness.

    ``alike`` and ``unlike`` are columns of the traits, the most telling first; ``shared`` is
    how many traits both have.
    """

    at: int
    distance: float
    alike: tuple[int, ...]
    unlike: tuple[int, ...]
    shared: int


def standardised(traits: Floats) -> Floats:
    """Each column with mean 0 and standard deviation 1; one that never differs tells nothing."""
    known = ~np.isnan(traits)
    n = np.maximum(known.sum(axis=0), 1)
    filled = np.where(known, traits, 0.0)
    mean = filled.sum(axis=0) / n
    away = np.where(known, traits - mean, 0.0)
    deviation = np.sqrt((away**2).sum(axis=0) / n)
    flat = deviation <= 1e-12 * np.maximum(np.abs(mean), 1e-300)
    scaled: Floats = away / np.where(flat, 1.0, deviation)
    scaled[:, flat] = 0.0
    scaled[~known] = np.nan
    return scaled


def distances(traits: Floats, of: int) -> Floats:
    """How far each is from ``of``, the farthest 1; NaN where less than half of the traits tell."""
    return _scaled(_raw(standardised(traits), of), of)


def distances_of_all(traits: Floats) -> Floats:
    """How far each two are apart, on one scale for all; NaN as for :func:`distances`."""
    scaled = standardised(traits)
    rows = [_raw(scaled, at) for at in range(len(scaled))]
    return np.array(rows) if rows else np.empty((0, 0))


def nearest(traits: Floats, of: int, k: int) -> list[Neighbour]:
    """The ``k`` nearest, nearest first; who are equally near stay in the order of the table."""
    scaled = standardised(traits)
    away = _scaled(_raw(scaled, of), of)
    order = [int(at) for at in np.argsort(away, kind="stable")]
    near = [at for at in order if at != of and not np.isnan(away[at])][:k]
    return [_neighbour(scaled, of, at, float(away[at])) for at in near]


def _raw(scaled: Floats, of: int) -> Floats:
    apart = scaled - scaled[of]
    shared = (~np.isnan(apart)).sum(axis=1)
    squares: Floats = np.nansum(apart**2, axis=1)
    total = max(scaled.shape[1], 1)
    found: Floats = np.sqrt(squares * total / np.maximum(shared, 1))
    found[shared * 2 < total] = np.nan
    if not scaled.shape[1]:
        found[:] = np.nan
    return found


def _scaled(raw: Floats, of: int) -> Floats:
    others = np.delete(raw, of)
    known = others[~np.isnan(others)]
    farthest = float(known.max()) if len(known) else 0.0
    return raw / farthest if farthest > 0 else raw


def _neighbour(scaled: Floats, of: int, at: int, distance: float) -> Neighbour:
    apart = np.abs(scaled[at] - scaled[of])
    known = [int(each) for each in np.argsort(apart, kind="stable") if not np.isnan(apart[each])]
    alike = tuple(known[:REASONS])
    unlike = tuple(each for each in reversed(known[len(alike) :][-REASONS:]))
    return Neighbour(at, distance, alike, unlike, len(known))


def as_table(rows: Sequence[Sequence[float | None]], columns: int) -> Floats:
    """Rows of numbers, ``None`` where one is not known, as ``nearest`` wants them."""
    if not rows:
        return np.empty((0, columns))
    return np.array(rows, dtype=float)  # which reads None as NaN
