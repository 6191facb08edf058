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
