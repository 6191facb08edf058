"""Comparison of 350 bodies by 60 indicators over ten years, beside reading them one by one.

The plain way is a loop over rows with ``statistics.quantiles``; both give the same quartiles. What
the pages take with their database is in ``compared``.
"""

import json
import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks import compared
from benchmarks.result import Result
from culturefirst.analysis.comparison import Formula, as_table, measured, spreads, worked_out

BODIES, ITEMS, INDICATORS, YEARS = 350, 80, 60, 10
Stored = list[list[str]]


def results(vendor: str) -> Iterator[Result]:
    """Milliseconds of the calculation alone and beside others, then of the pages."""
    yield from _calculated()
    yield from compared.results(vendor)


def _calculated() -> Iterator[Result]:
    """The time from stored text to quartiles of everything, and that of the plain way."""
    stored, items, formulas = _stored()
    ours, taken = _timed(lambda: _at_once(stored, items, formulas))
    plain, plainly = _timed(lambda: _one_by_one(stored, formulas))
    numpys, naive = _timed(lambda: _by_numpy(stored, items, formulas))
    assert np.allclose(ours, plain, rtol=1e-9)
    assert np.allclose(ours, numpys, rtol=1e-9)
    what = f"{BODIES} bodies, {INDICATORS} indicators, {YEARS} years"
    yield Result(what, taken * 1000, "ms", 300)
    yield Result("… row by row, with statistics.quantiles", plainly * 1000, "ms")
    yield Result("… the same, times ours", plainly / taken, "")
    yield Result("… numpy.nanquantile on the same table", naive * 1000, "ms")
    yield Result("… the same, times ours", naive / taken, "")


def _stored() -> tuple[Stored, list[str], list[Formula]]:
    chance = random.Random(7)  # noqa: S311
    items = [f"item-{at}" for at in range(ITEMS)]
    formulas = [
        Formula({items[at]: 1, items[(at + 7) % ITEMS]: -1}, {items[(at + 20) % ITEMS]: 1}, 1000)
        for at in range(INDICATORS)
    ]

    def one() -> str:
        return json.dumps(
            {key: chance.randint(1, 10**6) if chance.random() > 0.1 else None for key in items}
        )

    return [[one() for _ in range(BODIES)] for _ in range(YEARS)], items, formulas


def _timed(run: Any) -> tuple[Any, float]:
    best = []
    for _ in range(3):
        begun = time.perf_counter()
        found = run()
        best.append(time.perf_counter() - begun)
    return found, min(best)


def _tables(stored: Stored, items: list[str], formulas: list[Formula]) -> Iterator[Any]:
    for year in stored:
        rows = [[values.get(key) for key in items] for values in map(json.loads, year)]
        yield worked_out(*measured(as_table(rows, len(items)), items, formulas), formulas)


def _at_once(stored: Stored, items: list[str], formulas: list[Formula]) -> Any:
    found = [spreads(table) for table in _tables(stored, items, formulas)]
    return np.array([[each.low, each.median, each.high] for each in found])


def _by_numpy(stored: Stored, items: list[str], formulas: list[Formula]) -> Any:
    shares = [0.25, 0.5, 0.75]
    return np.array([np.nanquantile(t, shares, axis=0) for t in _tables(stored, items, formulas)])


def _one_by_one(stored: Stored, formulas: list[Formula]) -> Any:
    years = []
    for year in stored:
        columns = []
        for formula in formulas:
            known = []
            for text in year:
                value = _value(json.loads(text), formula)
                if value is not None:
                    known.append(value)
            columns.append(statistics.quantiles(known, n=4, method="inclusive"))
        years.append(np.array(columns).T)
    return np.array(years)


def _value(values: dict[str, Any], formula: Formula) -> float | None:
    parts = [values.get(key) for key in (*formula.above, *formula.below)]
    if None in parts:
        return None
    above = sum(values[key] * sign for key, sign in formula.above.items())
    below = sum(values[key] * sign for key, sign in formula.below.items())
    return above / below * formula.per if below > 0 else None
