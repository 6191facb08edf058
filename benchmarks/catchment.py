"""Floating catchments: ours beside PySAL access on the same data, from points to scores.

Finding the pairs is in the time that is told. Each run has a process of its own, ours and theirs in
turn, and the scores are compared too.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.catchment_run import ACCESS, NUMBA, NUMPY, REAL
from benchmarks.result import Result

LSOA, LSOA_5 = "33755x30000x10000", "33755x30000x5000"
OA = "188880x60000x20000"
ROUNDS = 2  # of each, of which the best counts
CLOSE = 1e-5
FLOOR = {NUMBA: 100, NUMPY: 10}
NAMES = {NUMBA: "with numba", NUMPY: "NumPy and SciPy only"}


class Run(NamedTuple):
    """What one process took: seconds from points to scores, and megabytes at its peak."""

    seconds: float
    peak: float
    pairs: int


def results() -> Iterator[Result]:
    """The made-up England, the real one where it is at hand, and what no peer can do."""
    engines = [NUMPY, *([NUMBA] if find_spec("numba") else [])]
    yield from _beside("E2SFCA, 33,755 × 30,000, 10 km", LSOA, engines, FLOOR)
    yield from _beside("E2SFCA, 33,755 × 30,000, 5 km", LSOA_5, engines, {})
    if REAL.exists():
        yield from _beside("E2SFCA, real areas × public pools, 8 km", "real", engines, {})
    if NUMBA in engines:
        yield from _large()


def _beside(what: str, size: str, engines: list[str], floor: dict[str, int]) -> Iterator[Result]:
    """Each engine and access, in turn."""
    with TemporaryDirectory() as folder:
        runs: dict[str, list[Run]] = {name: [] for name in (ACCESS, *engines)}
        for _ in range(ROUNDS):
            for name, found in runs.items():
                found.append(_run(name, size, Path(folder) / f"{name}.npy"))
        scores = {name: np.load(Path(folder) / f"{name}.npy") for name in runs}
    theirs = _best(runs[ACCESS])
    yield Result(f"{what}: PySAL access", theirs.seconds, "s")
    yield Result("… its peak", theirs.peak, "MB")
    for name in engines:
        assert np.abs(scores[name] - scores[ACCESS]).max() <= CLOSE * scores[ACCESS].max()
        ours = _best(runs[name])
        yield Result(f"… ours, {NAMES[name]} ({ours.pairs:,} pairs)", 1000 * ours.seconds, "ms")
        yield Result("… … times as fast", theirs.seconds / ours.seconds, "", least=floor.get(name))
        least = 4 if floor else None
        yield Result(f"… … {ours.peak:.0f} MB: as often in its", theirs.peak / ours.peak, "",
                     least=least)  # fmt: skip


def _large() -> Iterator[Result]:
    """Where access runs out of memory: all output areas of England and Wales."""
    with TemporaryDirectory() as folder:
        runs = [_run(NUMBA, OA, Path(folder) / "x.npy") for _ in range(ROUNDS)]
        ours = _best(runs)
        yield Result("E2SFCA, 188,880 × 60,000, 20 km", ours.seconds, "s", 1.5)
        yield Result("… its peak", ours.peak, "MB", 300)
        speed = _bandwidth()
        yield Result("… this machine reads", speed, "GB/s")
        # A table of these pairs, 8 bytes each, read once for each of the two steps.
        yield Result(
            "… reading a table of the pairs twice would take", 16e-9 * ours.pairs / speed, "s"
        )


def _best(runs: list[Run]) -> Run:
    return Run(min(run.seconds for run in runs), max(run.peak for run in runs), runs[0].pairs)


def _run(name: str, size: str, scores: Path) -> Run:
    command = [sys.executable, "-m", "benchmarks.catchment_run", name, size, str(scores)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _bandwidth() -> float:
    """Gigabytes a second that all processors read together, the best of five."""
    threads = len(os.sched_getaffinity(0))
    parts = [np.ones(32 * 2**20, np.float64) for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        best = 0.0
        for _ in range(5):
            begun = time.perf_counter()
            list(pool.map(np.max, parts))
            best = max(best, sum(part.nbytes for part in parts) / (time.perf_counter() - begun))
    return best / 1e9
