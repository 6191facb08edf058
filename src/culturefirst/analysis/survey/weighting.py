"""Weights that make those who answered stand for all who were asked.

**By cells** (post-stratification): each answer of a cell weighs the cell's share of all over its
share of the answers (W. G. Cochran 1977, Sampling Techniques, 5A.9). **By margins** (raking, W. E.
Deming and F. F. Stephan 1940, Ann. Math. Stat. 11: 427-444), where only the totals of each trait
are known: cells by one trait after the other, until all agree.

Weights have a mean of 1. A cell of whom nobody answered cannot be weighed up: it is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
CLOSE, MOST_ROUNDS = 1e-9, 500


@dataclass(frozen=True)
class Weights:
    """``each`` in the order of the answers. ``silent`` are cells of whom nobody answered.

    ``settled`` says whether raking came to an end; ``unknown`` is how many answers are in no cell
    that was given: they weigh 1, as nothing is known of them.
    """

    each: Floats
    silent: tuple[str, ...] = ()
    settled: bool = True
    unknown: int = field(default=0)

    @property
    def worth(self) -> float:
        """How many answers of equal weight these are worth."""
        return effective(self.each)


def effective(weights: ArrayLike) -> float:
    """``(Σw)² / Σw²`` (L. Kish 1965): as many answers of equal weight tell as much."""
    w = np.asarray(weights, float)
    squares = float((w * w).sum())
    return float(w.sum()) ** 2 / squares if squares else 0.0


def weighted_to(cells: Sequence[str], population: Mapping[str, float]) -> Weights:
    """Weights by one trait: ``cells`` of the answers, ``population`` how many there are of each.

    Raises ``ValueError`` where a population is below nought.
    """
    if any(number < 0 for number in population.values()):
        raise ValueError("A cell has fewer than nought.")
    counts = dict.fromkeys(population, 0)
    for cell in cells:
        if cell in counts:
            counts[cell] += 1
    answered = sum(counts.values())
    heard = sum(population[cell] for cell, count in counts.items() if count)
    by_cell = {
        cell: (population[cell] / heard) / (count / answered)
        for cell, count in counts.items()
        if count and heard
    }
    each = np.array([by_cell.get(cell, 1.0) for cell in cells], float)
    return Weights(each, _silent(counts, population), unknown=len(cells) - answered)


def raked(traits: Sequence[tuple[Sequence[str], Mapping[str, float]]]) -> Weights:
    """Weights by several traits of which only the totals are known, each as in ``weighted_to``.

    Raises ``ValueError`` where traits are not of equally many answers, or none are given.
    """
    if not traits or len({len(cells) for cells, _ in traits}) != 1:
        raise ValueError("Give at least one trait, each of the same answers.")
    number = len(traits[0][0])
    if len(traits) == 1:
        return weighted_to(*traits[0])
    plans = [_plan(cells, population) for cells, population in traits]
    weights, settled = np.ones(number), False
    for _ in range(MOST_ROUNDS):
        before = weights.copy()
        for at, wanted in plans:
            weights = _fitted(weights, at, wanted)
        if np.allclose(weights, before, rtol=0, atol=CLOSE):
            settled = True
            break
    silent = tuple(
        name
        for cells, population in traits
        for name in _silent({cell: cells.count(cell) for cell in population}, population)
    )
    unknown = len({row for at, _ in plans for row in np.flatnonzero(at < 0)})
    return Weights(weights * (number / weights.sum() if number else 1.0), silent, settled, unknown)


def _plan(cells: Sequence[str], population: Mapping[str, float]) -> tuple[NDArray[np.intp], Floats]:
    """The number of each answer's cell (-1 for none), and the shares of cells somebody is in."""
    names = {name: at for at, name in enumerate(population)}
    at = np.array([names.get(cell, -1) for cell in cells], np.intp)
    wanted = np.array(list(population.values()), float)
    heard = np.bincount(at[at >= 0], minlength=len(wanted)) > 0
    wanted = np.where(heard, wanted, 0.0)
    total = wanted.sum()
    return at, wanted / total if total else wanted


def _fitted(weights: Floats, at: NDArray[np.intp], wanted: Floats) -> Floats:
    known = at >= 0
    held = np.bincount(at[known], weights[known], len(wanted))
    factor = np.divide(wanted * held.sum(), held, out=np.ones_like(held), where=held > 0)
    found: Floats = np.where(known, weights * factor[np.maximum(at, 0)], weights)
    return found


def _silent(counts: Mapping[str, int], population: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(cell for cell, number in population.items() if number and not counts[cell])
