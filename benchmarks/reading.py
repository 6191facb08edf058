"""How long it takes to read a work programme."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.result import Result, median_ms

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "work-programme-2011-12.txt"


def results() -> Iterator[Result]:
    """The reading of each document there is: the real one where it is, and the examples."""
    from culturefirst.programme.reading import read

    for path in (REAL, *sorted((ROOT / "examples").glob("*.*"))):
        if path.suffix in (".txt", ".docx", ".xlsx", ".csv") and path.exists():
            yield Result(
                f"reading {path.name}", median_ms(lambda path=path: read(path)), "ms", 1000
            )
    yield from _large()


def _large() -> Iterator[Result]:
    """A document at the limit: 20,000 rows of a target each."""
    from culturefirst.kit.documents.grid import Cell, Grid, Table
    from culturefirst.programme.reading import understand

    head = [Cell("Activity", 1, 1), Cell("Targets", 1, 2)]
    rows = [[Cell(f"Row {n}", n, 1), Cell("6 events by June 2011", n, 2)] for n in range(2, 20_001)]
    large = Grid([Table([head, *rows])])
    yield Result("understanding 20,000 rows", median_ms(lambda: understand(large), times=3), "ms")
