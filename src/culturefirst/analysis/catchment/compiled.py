"""The loops that numba compiles; this module is imported only where they are used.

They run without the interpreter's lock, so that plain threads share the work. What is compiled is
kept beside this file or, where nothing can be written there, in the user's folder of caches; where
there is neither, it is compiled anew in each process.

Lines are written for the vectoriser: slices, whole numbers of 32 bits, no branch in the loop, and
polynomials by Estrin's scheme, which has a short chain of steps that wait for each other.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

F = TypeVar("F", bound=Callable[..., Any])
NOUGHT, ONE = np.float32(0), np.float32(1)
RUN = 2048  # points summed in single precision: many more would lose digits


def _compiled(function: F) -> F:
    try:
        return cast(F, njit(cache=True, nogil=True, fastmath=True)(function))
    except RuntimeError:  # no folder in which to keep what was compiled
        return cast(F, njit(nogil=True, fastmath=True)(function))


@_compiled
def _even(x: Any, y: Any, v: Any, at_x: Any, at_y: Any, most: Any) -> Any:
    kind = x.dtype.type
    total = NOUGHT
    for n in range(len(x)):
        dx, dy = kind(x[n] - at_x), kind(y[n] - at_y)
        d = kind(kind(dx * dx) + kind(dy * dy))
        total += v[n] if d <= most else NOUGHT
    return total


@_compiled
def _low(x: Any, y: Any, v: Any, at_x: Any, at_y: Any, most: Any, c: Any) -> Any:
    kind = x.dtype.type
    scale = np.float32(2 / most)
    c0, c1, c2, c3, c4, c5, c6, c7 = c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
    total = NOUGHT
    for n in range(len(x)):
        dx, dy = kind(x[n] - at_x), kind(y[n] - at_y)
        d = kind(kind(dx * dx) + kind(dy * dy))
        u = np.float32(d) * scale - ONE
        u2 = u * u
        low = (c0 + c1 * u) + (c2 + c3 * u) * u2
        w = low + ((c4 + c5 * u) + (c6 + c7 * u) * u2) * (u2 * u2)
        total += w * v[n] if d <= most else NOUGHT
    return total


@_compiled
def _rooted(x: Any, y: Any, v: Any, at_x: Any, at_y: Any, most: Any, c: Any) -> Any:
    kind = x.dtype.type
    scale = np.float32(2 / np.sqrt(np.float64(most)))
    c0, c1, c2, c3, c4, c5, c6, c7 = c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
    total = NOUGHT
    for n in range(len(x)):
        dx, dy = kind(x[n] - at_x), kind(y[n] - at_y)
        d = kind(kind(dx * dx) + kind(dy * dy))
        u = np.sqrt(np.float32(d)) * scale - ONE
        u2 = u * u
        low = (c0 + c1 * u) + (c2 + c3 * u) * u2
        w = low + ((c4 + c5 * u) + (c6 + c7 * u) * u2) * (u2 * u2)
        total += w * v[n] if d <= most else NOUGHT
    return total


@_compiled
def _high(x: Any, y: Any, v: Any, at_x: Any, at_y: Any, most: Any, c: Any, rooted: Any) -> Any:
    kind = x.dtype.type
    scale = np.float32(2 / most)
    if rooted:
        scale = np.float32(2 / np.sqrt(np.float64(most)))
    c0, c1, c2, c3, c4, c5, c6, c7 = c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
    e0, e1, e2, e3, e4, e5, e6, e7 = c[8], c[9], c[10], c[11], c[12], c[13], c[14], c[15]
    total = NOUGHT
    for n in range(len(x)):
        dx, dy = kind(x[n] - at_x), kind(y[n] - at_y)
        d = kind(kind(dx * dx) + kind(dy * dy))
        t = np.float32(d)
        u = (np.sqrt(t) if rooted else t) * scale - ONE
        u2 = u * u
        u4 = u2 * u2
        low = (c0 + c1 * u) + (c2 + c3 * u) * u2 + ((c4 + c5 * u) + (c6 + c7 * u) * u2) * u4
        up = (e0 + e1 * u) + (e2 + e3 * u) * u2 + ((e4 + e5 * u) + (e6 + e7 * u) * u2) * u4
        total += (low + up * (u4 * u4)) * v[n] if d <= most else NOUGHT
    return total


@_compiled
def ranges(at_x: Any, at_y: Any, most: Any, frame: Any, cells: Any, strip: Any) -> Any:
    """The first and the last of the points of one strip that may be within reach of a point.

    ``frame`` is (west, south, height of a strip, width of a cell, cells, strips); ``cells`` are the
    starts of the cells, strip by strip.
    """
    west, south, height, width, many = frame[0], frame[1], frame[2], frame[3], frame[4]
    edge = south + strip * height
    apart = max(edge - at_y, at_y - (edge + height - 1), 0)
    room = most - apart * apart
    if room < 0:
        return 0, 0
    chord = np.int64(np.sqrt(np.float64(room))) + 1
    left, right = at_x - chord - west, at_x + chord - west
    if right < 0 or left >= many * width:
        return 0, 0
    first = max(left, 0) // width
    last = min(right // width, many - 1)
    row = strip * many
    return cells[row + first], cells[row + last + 1]


@_compiled
def gather(
    to_x: Any, to_y: Any, x: Any, y: Any, v: Any,
    most: Any, c: Any, rooted: Any, frame: Any, cells: Any, out: Any,
) -> None:  # fmt: skip
    """Add to ``out`` the weighted sum of ``v`` within reach of each point of ``to``."""
    reach = np.int64(np.sqrt(np.float64(most))) + 1
    for at in range(len(to_x)):
        at_x, at_y = to_x[at], to_y[at]
        east, north = np.int64(at_x), np.int64(at_y)
        low = max(north - reach - frame[1], 0) // frame[2]
        high = min((north + reach - frame[1]) // frame[2], frame[5] - 1)
        total = 0.0
        for strip in range(low, high + 1):
            a, b = ranges(east, north, np.int64(most), frame, cells, strip)
            while a < b:
                e = min(a + RUN, b)
                if len(c) == 1:
                    total += c[0] * _even(x[a:e], y[a:e], v[a:e], at_x, at_y, most)
                elif len(c) > 8:
                    total += _high(x[a:e], y[a:e], v[a:e], at_x, at_y, most, c, rooted)
                elif rooted:
                    total += _rooted(x[a:e], y[a:e], v[a:e], at_x, at_y, most, c)
                else:
                    total += _low(x[a:e], y[a:e], v[a:e], at_x, at_y, most, c)
                a = e
        out[at] += total


@_compiled
def fill(
    to_x: Any, to_y: Any, x: Any, y: Any, names: Any,
    most: Any, frame: Any, cells: Any, found: Any, squared: Any,
) -> Any:  # fmt: skip
    """Write the pairs one after the other: the name of each point within reach, and d²."""
    reach = np.int64(np.sqrt(np.float64(most))) + 1
    full = 0
    for at in range(len(to_x)):
        east, north = np.int64(to_x[at]), np.int64(to_y[at])
        low = max(north - reach - frame[1], 0) // frame[2]
        high = min((north + reach - frame[1]) // frame[2], frame[5] - 1)
        for strip in range(low, high + 1):
            a, b = ranges(east, north, np.int64(most), frame, cells, strip)
            for n in range(a, b):
                dx, dy = np.int64(x[n]) - east, np.int64(y[n]) - north
                d = dx * dx + dy * dy
                if d <= most:
                    found[full], squared[full] = names[n], d
                    full += 1
    return full
