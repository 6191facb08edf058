"""The slow oracle: every pair, one after the other, in plain Python, sharing nothing with ours."""

import math
from collections.abc import Callable

Point = tuple[int, int]
Curve = Callable[[float], float]


def weights(
    areas: list[Point], facilities: list[Point], limit: float, curve: Curve, detour: float = 1.0
) -> list[list[float]]:
    """By area and facility: the curve of the cost where that is within the limit, else nought."""
    table = []
    for east, north in areas:
        row = []
        for x, y in facilities:
            squared = (east - x) ** 2 + (north - y) ** 2
            cost = detour * math.sqrt(squared)
            row.append(curve(cost) if cost <= limit else 0.0)
        table.append(row)
    return table


def to_facilities(table: list[list[float]], by_area: list[float]) -> list[float]:
    return [
        sum(row[j] * x for row, x in zip(table, by_area, strict=True)) for j in range(len(table[0]))
    ]


def to_areas(table: list[list[float]], by_facility: list[float]) -> list[float]:
    return [sum(w * y for w, y in zip(row, by_facility, strict=True)) for row in table]


def enhanced_two_step(
    table: list[list[float]], demand: list[float], capacity: list[float]
) -> tuple[list[float], list[float]]:
    """Scores by area and ratios by facility, as the paper has them."""
    ratio = []
    for j, places in enumerate(capacity):
        people = 0.0
        for i, here in enumerate(demand):
            people += table[i][j] * here
        ratio.append(places / people if people > 0 else 0.0)
    return to_areas(table, ratio), ratio


def three_step(
    table: list[list[float]], demand: list[float], capacity: list[float]
) -> tuple[list[float], list[float]]:
    """The same with choice: the weights of each area divided by their sum over open places."""
    chosen = []
    for row in table:
        whole = sum(w for w, places in zip(row, capacity, strict=True) if places > 0)
        chosen.append([w * w / whole if whole > 0 else 0.0 for w in row])
    return enhanced_two_step(chosen, demand, capacity)
